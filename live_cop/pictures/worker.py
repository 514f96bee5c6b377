"""Does one thing with a picture in a process of its own: `python -m live_cop.pictures.worker`.

Whatever a file contains, only this process has to cope with it: it has little memory and time, knows no secret, can
write no file, and makes way for the server. An error is reported only by the name of its class.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from .. import os_limits
from ..meeting.refusal import Refusal
from . import paper_notes
from .cut_outs import Quad, cut
from .painting import Picture, paint, read

#: The limits of the process: bytes of memory (address space, most of which is never used), and seconds of CPU time. A
#: picture of 25 million pixels needs 600 MB and two seconds.
MEMORY_BYTES, CPU_SECONDS = 2 << 30, 20


class Request(Struct, frozen=True, omit_defaults=True):
    """What is to be done (a key of `TASKS`), and with which file."""

    task: str
    file: bytes = b""
    #: The widths of the smaller pictures that are wanted.
    widths: list[int] = []
    #: The outlines of what is to be cut out.
    cuts: list[Quad] = []
    #: Several files instead of one.
    files: list[bytes] = []
    #: The number of the first page that is to be drawn, and how many pages there may be.
    first: int = 0
    most: int = 0


class Outcome(Struct, frozen=True, omit_defaults=True):
    """The pictures that were made, or why there are none."""

    pictures: list[Picture] = []
    #: The outlines of the paper notes that were found.
    notes: list[Quad] = []
    refusal: str = ""
    params: dict[str, Any] = {}
    #: The type of a document, which stays as it is.
    media: str = ""
    #: How many pages there are, and the words of those that were drawn. After each picture of a page come its smaller
    #: ones.
    count: int = 0
    texts: list[str] = []


def _paint(request: Request) -> Outcome:
    """The picture of this file, and then the smaller ones."""
    image = read(request.file)
    return Outcome([paint(image), *(paint(image, width) for width in request.widths)])


def _logo(request: Request) -> Outcome:
    """The logo of a community."""
    from . import logo

    return Outcome([logo.paint(request.file)])


def _repaint(request: Request) -> Outcome:
    """A picture of each of these files, which came with a meeting from another server."""
    return Outcome([paint(read(file)) for file in request.files])


def _scale(request: Request) -> Outcome:
    """The smaller ones alone, of a file of ours."""
    image = read(request.file)
    return Outcome([paint(image, width) for width in request.widths])


def _find(request: Request) -> Outcome:
    """Where the paper notes are on a photograph of ours."""
    return Outcome(notes=paper_notes.find(read(request.file)))


def _cut(request: Request) -> Outcome:
    """A picture of each outline, made straight, in the order in which they were given."""
    image = read(request.file)
    return Outcome([paint(cut(image, quad)) for quad in request.cuts])


def _offer(request: Request) -> Outcome:
    """The type of a document that somebody offers; a picture is painted anew, like every other."""
    from .file_types import document_type

    media = document_type(request.file)
    if media is not None:
        return Outcome(media=media)
    try:
        return Outcome([paint(read(request.file))])
    except Refusal as refusal:
        raise Refusal("not_a_document" if refusal.code == "not_a_picture" else refusal.code) from None


def _pages(request: Request) -> Outcome:
    """As many pages of slides as are drawn in a few seconds."""
    from . import pdf_pages

    pictures: list[Picture] = []
    texts: list[str] = []

    def paint_page(page: pdf_pages.Page) -> None:
        pictures.extend(paint(page.image, width) for width in (0, *request.widths))
        texts.append(page.text)

    count = pdf_pages.draw(request.file, request.first, request.most, paint_page)
    return Outcome(pictures, count=count, texts=texts)


#: What the process can do. Whatever else it is to do imports its libraries itself, so that this starts quickly.
TASKS: dict[str, Callable[[Request], Outcome]] = {
    "paint": _paint,
    "logo": _logo,
    "repaint": _repaint,
    "scale": _scale,
    "find": _find,
    "cut": _cut,
    "offer": _offer,
    "pages": _pages,
}


def main() -> None:
    os_limits.restrict_worker(MEMORY_BYTES, CPU_SECONDS)
    os_limits.make_way()
    try:
        request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
        outcome = TASKS[request.task](request)
    except Refusal as refusal:
        outcome = Outcome(refusal=refusal.code, params=refusal.params)
    except Exception as error:
        sys.exit(f"{type(error).__module__}.{type(error).__name__}")
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))
    sys.stdout.buffer.flush()
    # At once: to take apart what was imported takes as long as to read a photograph.
    os._exit(0)


if __name__ == "__main__":
    main()
