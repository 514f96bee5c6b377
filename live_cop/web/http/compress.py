"""Compresses pages and pictures: many members have little mobile data, and markup shrinks to a third."""

import gzip

from flask import Flask, Response, request

MIN_BYTES = 800
_CONTENT_TYPES = {"text/html", "image/svg+xml", "application/json"}


def register(app: Flask) -> None:
    """Compresses each text response that is long enough to gain from it, for clients that accept gzip."""

    @app.after_request
    def compress(response: Response) -> Response:
        if (
            response.mimetype in _CONTENT_TYPES
            and not response.direct_passthrough
            and "Content-Encoding" not in response.headers
            and "gzip" in request.headers.get("Accept-Encoding", "")
            and (response.content_length or 0) >= MIN_BYTES
        ):
            # Without a time stamp, so that equal pages are equal bytes.
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
            response.vary.add("Accept-Encoding")
        return response
