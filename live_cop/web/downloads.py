"""Files that are saved and not shown, under a name that every system takes."""

import io
import re

from flask import Response, send_file

#: What some systems do not take in the name of a file.
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def download(body: bytes, content_type: str, name: str) -> Response:
    """A file to keep."""
    return send_file(io.BytesIO(body), content_type, as_attachment=True, download_name=_NOT_IN_A_NAME.sub(" ", name))
