"""Renders a file in a process of its own: `python -m live_cop.report.worker` reads one request and writes the file.

An error is reported only by the name of its class, because its message may contain what people wrote.
"""

import sys
from collections.abc import Callable

import msgspec
from msgspec import Struct

from .. import os_limits
from . import series
from .chapters import write
from .document import Document, Length
from .facts import Report, Snapshot
from .series import Series

#: The limits of the process: bytes of memory, and seconds of CPU time.
MEMORY_BYTES, CPU_SECONDS = 3 << 30, 60


class Request(Struct, frozen=True, omit_defaults=True):
    """A file to render: its format, and a report, a series or a snapshot."""

    format: str
    report: Report | None = None
    series: Series | None = None
    length: Length = "summary"
    #: Links to other formats, as (words, address).
    links: list[tuple[str, str]] = []
    snapshot: Snapshot | None = None
    #: The chapters of an e-mail; empty for all.
    only: list[str] = []


def _document(request: Request) -> Document:
    if request.series is not None:
        return series.write(request.series, request.length)
    if request.report is None:
        raise ValueError("a report is needed")
    return write(request.report, request.length)


def _html(request: Request) -> bytes:
    from .formats import html

    return html.render(_document(request), request.links).encode()


def _pdf(request: Request) -> bytes:
    from .formats import pdf

    return pdf.render(_document(request))


def _mail(request: Request) -> bytes:
    from .formats import email_body

    return msgspec.json.encode(email_body.body(_document(request), request.only))


def _docx(request: Request) -> bytes:
    from .formats import docx

    return docx.render(_document(request))


def _md(request: Request) -> bytes:
    from .formats import markdown

    return markdown.render(_document(request)).encode()


def _xlsx(request: Request) -> bytes:
    from . import tables
    from .formats import xlsx

    if request.series is not None:
        series = request.series
        return xlsx.render(tables.sheets_of_series(series.reports), series.title, series.made_at)
    if request.report is None:
        raise ValueError("a report is needed")
    return xlsx.render(tables.sheets_of(request.report), request.report.title, request.report.made_at)


def _png(request: Request) -> bytes:
    from .formats import png

    if request.snapshot is None:
        raise ValueError("a snapshot is needed")
    return png.render(request.snapshot)


#: The renderer of each format. Each imports its own library, so that none has to load those of the others.
RENDERERS: dict[str, Callable[[Request], bytes]] = {
    "html": _html,
    "mail": _mail,
    "pdf": _pdf,
    "docx": _docx,
    "md": _md,
    "xlsx": _xlsx,
    "png": _png,
}


def main() -> None:
    os_limits.restrict_worker(MEMORY_BYTES, CPU_SECONDS)
    try:
        request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
        rendered = RENDERERS[request.format](request)
    except Exception as error:
        sys.exit(f"{type(error).__module__}.{type(error).__name__}")
    sys.stdout.buffer.write(rendered)


if __name__ == "__main__":
    main()
