"""Renders a file in a process of its own: `python -m live_cop.report.worker` reads one request and writes the file.

An error is reported only by the name of its class, because its message may contain what people wrote.
"""

import sys
from collections.abc import Callable

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from .. import os_limits
from ..words import languages, t
from . import series, tables
from .chapters import write
from .document import Document, Length
from .facts import Report, Snapshot
from .series_facts import Series
from .source import Source
from .theme import Theme

#: The limits of the process: bytes of memory, and seconds of CPU time.
MEMORY_BYTES, CPU_SECONDS = 3 << 30, 60


class Request(Struct, frozen=True, omit_defaults=True):
    """A file to render: its format, and a meeting, a series of meetings, or a snapshot."""

    format: str
    source: Source | None = None
    #: A series, whose reports are compiled from `sources`.
    series: Series | None = None
    sources: list[Source] = []
    length: Length = "summary"
    #: Links to other formats, as (words, address).
    links: list[tuple[str, str]] = []
    #: The address at which everybody can read the page, for the preview of a link to it; "" if nobody can.
    public_url: str = ""
    snapshot: Snapshot | None = None
    #: How the community looks, for a format that shows it.
    theme: Theme | None = None
    #: The chapters of an e-mail; empty for all.
    only: list[str] = []
    #: The photographs of the meeting or of the snapshot, by their address, for a format that shows them; for an export
    #: the files of its resources too.
    pictures: dict[str, bytes] = {}
    #: The addresses of all pictures and files of the meeting, for an archive, to which the server adds them.
    stored: list[str] = []
    #: The id of the table of a CSV file.
    table: str = ""
    #: The code of the language of the file.
    language: str = languages.DEFAULT

    def encode(self) -> list[bytes]:
        """The request as the process reads it, in pieces: pictures stay the bytes that they are, since encoding all of
        them in one call would keep the event loop waiting. To be called in a thread."""
        text = msgspec.json.encode(
            replace(
                self,
                source=self.source and self.source.encoded(),
                sources=[source.encoded() for source in self.sources],
                pictures=dict.fromkeys(self.pictures, b""),
            )
        )
        sizes = [len(text), *map(len, self.pictures.values())]
        head = msgspec.msgpack.encode(sizes)
        return [len(head).to_bytes(_HEAD_BYTES, "big"), head, text, *self.pictures.values()]


#: Bytes in which the length of the head is, with the lengths of everything else.
_HEAD_BYTES = 8


def decode(data: bytes) -> Request:
    """The request from the pieces of `Request.encode`, joined."""
    place = _HEAD_BYTES + int.from_bytes(data[:_HEAD_BYTES], "big")
    parts = []
    for size in msgspec.msgpack.decode(data[_HEAD_BYTES:place], type=list[int]):
        parts.append(data[place : place + size])
        place += size
    request = msgspec.json.decode(parts[0], type=Request)
    return replace(request, pictures=dict(zip(request.pictures, parts[1:], strict=True)))


def _source(request: Request) -> Source:
    if request.source is None:
        raise ValueError("a meeting is needed")
    return request.source


def _content(request: Request) -> Report | Series:
    """What the request is about, compiled."""
    from . import photographs

    if request.series is None:
        report = _source(request).report
        return photographs.in_report(report, request.length, request.pictures) if request.pictures else report
    reports = [source.report for source in request.sources]
    if request.pictures:
        reports = [photographs.in_report(report, request.length, _of(report, request.pictures)) for report in reports]
    return replace(request.series, reports=reports)


def _of(report: Report, pictures: dict[str, bytes]) -> dict[str, bytes]:
    """The pictures that are photographs on the wall of this report."""
    return {photo.picture: pictures[photo.picture] for photo in report.photos if photo.picture in pictures}


def _document(request: Request) -> Document:
    content = _content(request)
    if isinstance(content, Series):
        return series.write(content, request.length, theme=request.theme)
    return write(content, request.length, theme=request.theme)


def _sheets(content: Report | Series) -> list[tables.Sheet]:
    return tables.sheets_of_series(content.reports) if isinstance(content, Series) else tables.sheets_of(content)


def _html(request: Request) -> bytes:
    from .formats import html

    return html.render(_document(request), request.links, request.public_url).encode()


def _pdf(request: Request) -> bytes:
    from .formats import pdf

    return pdf.render(_document(request))


def _mail(request: Request) -> bytes:
    from .formats import email_body

    return msgspec.json.encode(email_body.body(_document(request), request.only))


def _docx(request: Request) -> bytes:
    from .formats import docx

    return docx.render(_document(request))


def _pptx(request: Request) -> bytes:
    from .formats import pptx

    return pptx.render(_document(request))


def _md(request: Request) -> bytes:
    from .formats import markdown

    return markdown.render(_document(request)).encode()


def _text_zip(request: Request) -> bytes:
    from .formats import bundle

    name = t(f"report.file.{request.length}")
    return bundle.pack(bundle.text_with_pictures(_document(request), name))


def _zip(request: Request) -> bytes:
    """The report in every format and both lengths."""
    from .formats import bundle

    files = {}
    lengths: tuple[Length, ...] = ("summary", "full")
    for length in lengths:
        one = replace(request, length=length)
        name = t(f"report.file.{length}")
        for format in ("html", "pdf", "docx", "pptx"):
            files[f"{name}.{format}"] = RENDERERS[format](one)
    text = bundle.text_with_pictures(_document(replace(request, length="full")), t("report.file.full"), "text/")
    return bundle.pack({**files, f"{t('report.file.tables')}.xlsx": _xlsx(request), **text})


def _pictures_zip(request: Request) -> bytes:
    """Pictures to share, each square and wide, and those of the wall in pages that fill a slide."""
    from .formats import bundle, png
    from .pictures import share

    content = _content(replace(request, length="full"))
    reports = content.reports[::-1] if isinstance(content, Series) else [content]
    files = {}
    for shape in share.SHAPES:
        found = [
            share.picture_of(each, report, report.clock, shape, request.theme)
            for report in reports
            for each in share.shared_of(report)
        ]
        for n, data in enumerate(png.render_pictures(found, 1.0), start=1):
            files[f"{t('report.share.folder')}/{n:02} {t(f'report.share.{shape}')}.png"] = data
    pages = [page for report in reports for each in report.snapshots for page in share.slides_of(each, report.clock)]
    for n, data in enumerate(png.render_pictures(pages), start=1):
        files[f"{t('report.share.wall')}/{n:02}.png"] = data
    return bundle.pack(files or {f"{t('report.share.none')}.txt": t("report.share.none").encode()})


def _og(request: Request) -> bytes:
    return _first_to_share(request, "wide")


def _square(request: Request) -> bytes:
    return _first_to_share(request, "square")


def _first_to_share(request: Request, shape: str) -> bytes:
    """The picture of what the chair chose, or else of what a report has first to share; the wide one is also for the
    preview of a link to it."""
    from .formats import png
    from .pictures import share

    report = _source(request).report
    first = next(iter(share.shared_of(report)), share.Shared(t("report.kind"), report.title))
    return png.render_pictures([share.picture_of(first, report, report.clock, shape, request.theme)], 1.0)[0]


def _xlsx(request: Request) -> bytes:
    from .formats import xlsx

    content = _content(request)
    accent = request.theme.accent if request.theme else ""
    return xlsx.render(_sheets(content), content.title, content.made_at, accent)


def _csv(request: Request) -> bytes:
    from .formats import csv

    return csv.encode(tables.sheet_by_id(_sheets(_content(request)), request.table).lines)


def _json(request: Request) -> bytes:
    from .formats import meeting_file

    if request.series is not None:
        return msgspec.json.encode(_content(request))
    source = _source(request)
    return meeting_file.write(source.state, source.at, source.contacts, request.pictures)


def _archive(request: Request) -> bytes:
    """What the server makes an archive of: the JSON, and the addresses of what belongs beside it."""
    from .formats import meeting_file

    source = _source(request)
    return msgspec.msgpack.encode(
        meeting_file.write_beside(source.state, source.at, source.contacts, frozenset(request.stored))
    )


def _snapshot(request: Request) -> Snapshot:
    from . import photographs

    if request.snapshot is None:
        raise ValueError("a snapshot is needed")
    snapshot = request.snapshot
    return photographs.in_snapshot(snapshot, request.pictures) if request.pictures else snapshot


def _png(request: Request) -> bytes:
    from .formats import png

    return png.render(_snapshot(request))


def _svg(request: Request) -> bytes:
    from .dates import Clock
    from .formats import html

    snapshot = _snapshot(request)
    return html.picture_of(snapshot, Clock.in_zone(snapshot.time_zone)).encode()


#: The renderer of each format. Each imports its own library, so that none has to load those of the others.
RENDERERS: dict[str, Callable[[Request], bytes]] = {
    "html": _html,
    "mail": _mail,
    "pdf": _pdf,
    "docx": _docx,
    "pptx": _pptx,
    "md": _md,
    "text.zip": _text_zip,
    "zip": _zip,
    "pictures.zip": _pictures_zip,
    "og": _og,
    "square": _square,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "archive": _archive,
    "png": _png,
    "svg": _svg,
}


def main() -> None:
    os_limits.restrict_worker(MEMORY_BYTES, CPU_SECONDS)
    try:
        request = decode(sys.stdin.buffer.read())
        languages.switch(request.language)
        rendered = RENDERERS[request.format](request)
    except Exception as error:
        sys.exit(f"{type(error).__module__}.{type(error).__name__}")
    sys.stdout.buffer.write(rendered)


if __name__ == "__main__":
    main()
