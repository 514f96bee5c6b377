"""A meeting from its opening to its close, and as a file that moves it to another server."""
