"""Files to keep, under a name that every system takes."""

import io
import re

from flask import Response, send_file

from ...report.dates import Clock

#: What some systems do not take in the name of a file.
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
#: What the file for a calendar is called.
NEXT_MEETING = "next-meeting.ics"


def download(body: bytes, content_type: str, name: str, *, shown: bool = False) -> Response:
    """A file that a browser saves, or one that it shows and its reader may save."""
    response = send_file(
        io.BytesIO(body),
        content_type,
        as_attachment=not shown,
        download_name=_fit(name),
        # A part of it that is asked for later may be of another one.
        conditional=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def name_of(title: str, began: int | None) -> str:
    """The name of a file about a meeting, without its ending: title and day, as those of a series often have one
    title."""
    return _fit(title if began is None else f"{title} {Clock().iso(began)}")


def _fit(name: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", name)
