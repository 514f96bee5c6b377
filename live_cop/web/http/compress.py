"""Pages and pictures are sent compressed: members have little data, and markup shrinks to a third."""

import gzip

from flask import Flask, Response, request

LEAST_BYTES = 800
_KINDS = {"text/html", "image/svg+xml", "application/json"}


def register(app: Flask) -> None:
    """Compresses what is text, long enough to be worth it, and wanted compressed."""

    @app.after_request
    def compress(response: Response) -> Response:
        if (
            response.mimetype in _KINDS
            and not response.direct_passthrough
            and "Content-Encoding" not in response.headers
            and "gzip" in request.headers.get("Accept-Encoding", "")
            and (response.content_length or 0) >= LEAST_BYTES
        ):
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
            response.vary.add("Accept-Encoding")
        return response
