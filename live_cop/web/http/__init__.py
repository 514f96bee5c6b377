"""What every page and call uses: cookies, headers, throttling, compression, static files, errors."""
