"""Files for people to save, under names that every operating system accepts; and pictures for pages to show."""

import io
import re
from collections.abc import Iterable

from flask import Response, make_response, request, send_file

from ...report.dates import Clock

#: Characters that some operating systems do not accept in file names.
_RESERVED = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
#: Seconds for which a browser need not ask again for a picture, which never changes under its address. Once it was
#: erased, it is to be gone from the phones too, and a meeting is over in a day.
PICTURE_MAX_AGE = 24 * 3600
#: The file name of the calendar entry.
NEXT_MEETING = "next-meeting.ics"


def download(body: bytes, content_type: str, name: str, *, inline: bool = False) -> Response:
    """A file that the browser saves under this name; `inline`, one that it shows and offers to save."""
    response = send_file(
        io.BytesIO(body),
        content_type,
        as_attachment=not inline,
        download_name=_safe(name),
        # No range requests: a range that is asked for later may belong to another version of the file.
        conditional=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def stream(pieces: Iterable[bytes], content_type: str, name: str) -> Response:
    """A file that the browser saves under this name, sent while it is made."""
    response = Response(pieces, mimetype=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=_safe(name))
    response.headers["Cache-Control"] = "no-store"
    return response


def picture(data: bytes, media: str, digest: str) -> Response:
    """A picture whose address follows from its content, for this viewer alone."""
    response = make_response(data)
    response.headers["Content-Type"] = media
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.headers["Cache-Control"] = f"private, max-age={PICTURE_MAX_AGE}, immutable"
    # Who may see it follows from the cookie.
    response.headers["Vary"] = "Cookie"
    response.set_etag(digest[:32])
    response.make_conditional(request)
    return response


def file_stem(title: str, at: int, what: str) -> str:
    """The name, without an extension, of a file about a meeting: its title, the day of `at` (UTC milliseconds), because
    the meetings of a series often share one title, and what the file is of it."""
    return _safe(f"{title} {Clock().iso(at)}, {what}")


def _safe(name: str) -> str:
    return _RESERVED.sub(" ", name)
