"""Drawing the slides of a presenter, which may take longer than one request: it goes on after the file has arrived.

The pages are drawn a few seconds at a time, each time in a process of its own, and reach the meeting all together or
not at all. Nothing of the file is kept.
"""

import logging
import time

from msgspec import Struct

from ...live import runtime
from ...live.sync.hub import Hub
from ...meeting.audience import Viewer
from ...meeting.display.slides import MOST_PAGES, SlidesPut
from ...meeting.records.slides import SlidePage
from ...meeting.refusal import Refusal
from ...pictures.worker import Outcome, Request
from ...store.pictures import StoredPicture
from . import picture_worker, showing, storing

#: Slides that are drawn at the same time: each is a file in memory, and those who send one more wait for a minute.
MOST_AT_ONCE = 4
#: Seconds after which no further piece is drawn: a hundred pages take 12 seconds of a processor.
MAX_SECONDS = 180
#: Refusals that are kept for those who sent the file and have not asked yet.
MOST_KEPT = 200
#: The width in which phones and the console show a page, which is therefore made at once.
WIDTH = 1000
_log = logging.getLogger(__name__)


class Drawing(Struct):
    """The slides that somebody has sent to a meeting, and how far they are drawn."""

    code: str
    viewer: Viewer
    #: That of the command, made by the client.
    id: str
    title: str
    drawn: int = 0
    pages: int = 0
    #: Why there will be none.
    refusal: Refusal | None = None


#: By meeting: those that are being drawn, and of others the last one if it was refused.
_drawings: dict[str, Drawing] = {}


def start(hub: Hub, drawing: Drawing, file: bytes) -> None:
    """Begins to draw this file. Raises Refusal `uploads_busy` where slides of the meeting or too many others are being
    drawn."""
    running = [code for code, each in _drawings.items() if each.refusal is None]
    if drawing.code in running or len(running) >= MOST_AT_ONCE:
        raise Refusal("uploads_busy")
    _drawings.pop(drawing.code, None)
    while len(_drawings) - len(running) >= MOST_KEPT:
        _drawings.pop(next(code for code, each in _drawings.items() if each.refusal is not None))
    _drawings[drawing.code] = drawing
    runtime.spawn(_run, hub, drawing, file)


def find(code: str, viewer: Viewer, id: str) -> Drawing | None:
    """How far the slides are that this person sent with this id; None if they are not being drawn."""
    found = _drawings.get(code)
    return found if found and (found.viewer.person, found.id) == (viewer.person, id) else None


def _run(hub: Hub, drawing: Drawing, file: bytes) -> None:
    try:
        pages, pictures = _drawn(drawing, file)
        command = SlidesPut(title=drawing.title, pages=pages)
        hub.submit_prepared(drawing.code, drawing.viewer, drawing.id, command, pictures)
        del _drawings[drawing.code]
    except Refusal as refusal:
        drawing.refusal = refusal
    except Exception as error:
        _log.error("slides were not drawn: %s", type(error).__name__)
        drawing.refusal = Refusal("not_drawn")


def _drawn(drawing: Drawing, file: bytes) -> tuple[list[SlidePage], list[StoredPicture]]:
    """All pages of this file. Raises Refusal as `pdf_pages.draw` and `picture_worker.run`, and `uploads_busy` if it
    takes too long."""
    end = time.monotonic() + MAX_SECONDS
    pages: list[SlidePage] = []
    pictures: list[StoredPicture] = []
    while not pages or len(pages) < drawing.pages:
        if time.monotonic() > end:
            raise Refusal("uploads_busy")
        erasures = showing.erasures()
        outcome = _piece(drawing.code, file, len(pages))
        for whole, small, text in zip(outcome.pictures[::2], outcome.pictures[1::2], outcome.texts, strict=True):
            pages.append(SlidePage(picture=whole.digest, width=whole.width, height=whole.height, text=text))
            pictures.append(storing.to_store(whole))
            showing.remember(drawing.code, whole.digest, WIDTH, small, erasures)
        drawing.drawn, drawing.pages = len(pages), outcome.count
    return pages, pictures


def _piece(code: str, file: bytes, first: int) -> Outcome:
    """The pages from this one on that are drawn in a few seconds."""
    try:
        return picture_worker.run(code, Request("pages", file, [WIDTH], first=first, most=MOST_PAGES))
    except Refusal as refusal:
        # The process could not cope with a page.
        if refusal.code != "not_a_picture":
            raise
        raise Refusal("broken_slides") from None
