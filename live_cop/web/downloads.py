"""Files to keep, under a name that every system takes."""

import io
import re

from flask import Response, send_file

#: What some systems do not take in the name of a file.
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def download(body: bytes, content_type: str, name: str, *, shown: bool = False) -> Response:
    """A file that a browser saves, or one that it shows and its reader may save."""
    response = send_file(
        io.BytesIO(body),
        content_type,
        as_attachment=not shown,
        download_name=_NOT_IN_A_NAME.sub(" ", name),
        # A part of it that is asked for later may be of another one.
        conditional=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
