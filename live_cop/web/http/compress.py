"""Compresses pages and pictures: many members have little mobile data, and markup shrinks to a third."""

import gzip

from flask import Flask, Response, request

from ...live import runtime

MIN_BYTES = 800
#: Longer responses are compressed in a thread. The event loop would wait for a millisecond for each 20 KB.
MAX_BYTES_IN_LOOP = 64 << 10
#: How many are compressed at once: threads are also needed to save what people write.
MAX_THREADS = 2
_slots = runtime.Lock(MAX_THREADS)
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
            response.set_data(_gzip(response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
            response.vary.add("Accept-Encoding")
        return response


def _gzip(data: bytes) -> bytes:
    # Without a time stamp, so that equal pages are equal bytes.
    if len(data) <= MAX_BYTES_IN_LOOP:
        return gzip.compress(data, 6, mtime=0)
    with _slots:
        return runtime.in_thread(lambda: gzip.compress(data, 6, mtime=0))
