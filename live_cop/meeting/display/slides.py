"""The presenter's slides: they are put on the board page by page, by the chair or a helper, who may be the presenter.

Phones and laptops show the page that the board shows, while it does. The server gives `slides.put` after it has drawn
the pages: a client sends a file, and nothing of that is kept.
"""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta
from msgspec.structs import asdict, replace

from ..audience import CHAIR, EVERYONE
from ..command import AllowedAfterClose, Command
from ..draft import Draft, Rules
from ..records.display import Board
from ..records.slides import Slide, SlidePage, Slides
from ..refusal import Refusal
from ..safety.redaction import Redaction, location
from ..state import State
from ..texts.text import CAPTION_LENGTH, TITLE_LENGTH, clean
from .board import without

#: Pages of the slides of a meeting: three a minute, for all the minutes that a presentation has.
MOST_PAGES = 100
#: Characters of the words of a page that are kept, for those who do not see it.
TEXT_LENGTH = CAPTION_LENGTH


class SlidesPut(Command, frozen=True, kw_only=True):
    """Brings slides whose pages are stored in the same transaction, instead of those that were there."""

    name: ClassVar[str] = "slides.put"
    rewrites_history: ClassVar[bool] = True
    by_http_only: ClassVar[bool] = True
    title: str
    pages: list[SlidePage]


class SlidesShow(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "slides.show"
    page: Annotated[int, Meta(ge=1, le=MOST_PAGES)]


class SlidesHide(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "slides.hide"


class SlidesRemove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "slides.remove"
    rewrites_history: ClassVar[bool] = True


def shown_pages(state: State | Draft) -> dict[str, Slide]:
    """The pages that everyone has seen, in their order and numbered anew; none where no pictures are kept."""
    if state.get("meeting", "meeting").keeps != "pictures":
        return {}
    shown = [(id, slide) for id, slide in state.of_kind("slide").items() if slide.shown]
    shown.sort(key=lambda each: each[1].number)
    return {id: replace(slide, number=number) for number, (id, slide) in enumerate(shown, start=1)}


def put(draft: Draft, command: SlidesPut) -> None:
    """Raises Refusal `too_many_pages`, `empty` or `too_long`."""
    if len(command.pages) > MOST_PAGES:
        raise Refusal("too_many_pages", limit=MOST_PAGES)
    if not command.pages:
        raise Refusal("empty")
    _drop_pages(draft)
    for number, page in enumerate(command.pages, start=1):
        # The words that a program put into a file may be more than people type.
        text = clean(page.text, len(page.text) * 3, lines=True)[:TEXT_LENGTH].strip()
        draft.put(Slide(**{**asdict(page), "text": text}, number=number), draft.new_id("l"))
    title = clean(command.title, TITLE_LENGTH)
    draft.put(Slides(title=title, pages=len(command.pages)))
    draft.result = {"pages": len(command.pages)}


def show(draft: Draft, command: SlidesShow) -> None:
    """Puts a page on the board; on one that is blank, it stands there when the chair shows it again.

    Raises Refusal `unknown_slides` or `unknown_page`."""
    slides: Slides = draft.require("slides", "slides")
    if command.page > slides.pages:
        raise Refusal("unknown_page")
    draft.put(replace(slides, page=command.page))
    board: Board = draft.singleton("board")
    if board.view == "blank":
        draft.put(replace(board, before="slides"))
    else:
        draft.put(replace(board, view="slides", zone=None, scale=None, photo=UNSET, before=None))


def hide(draft: Draft, command: SlidesHide) -> None:
    """Has the board follow the meeting again, if it shows the slides. Raises Refusal `unknown_slides`."""
    draft.require("slides", "slides")
    draft.put(without(draft.singleton("board"), "slides"))


def remove(draft: Draft, command: SlidesRemove) -> None:
    """Deletes the slides for good. Raises Refusal `unknown_slides`."""
    draft.require("slides", "slides")
    _drop_pages(draft)
    draft.drop("slides")


def _drop_pages(draft: Draft) -> None:
    """Deletes all pages, here and in the history; the store deletes a picture with the last record that names it."""
    ids = list(draft.of_kind("slide"))
    for id in ids:
        draft.drop("slide", id)
    if ids:
        draft.erased = Redaction({location("slide", id): None for id in ids}, (), only_merged=True)


WATCHED_KINDS = frozenset(("board", "slides", "slide"))


def update_after(draft: Draft) -> None:
    """Shows everyone the page that is on the board, and no other. A page that was erased leaves no gap."""
    slides, board = draft.singleton("slides"), draft.singleton("board")
    pages = sorted(draft.of_kind("slide").items(), key=lambda each: each[1].number)
    if slides is None or not pages:
        draft.drop("slides")
        return
    slides = replace(slides, pages=len(pages), page=min(slides.page, len(pages)))
    draft.put(slides)
    for number, (id, slide) in enumerate(pages, start=1):
        on_board = board.showing == "slides" and number == slides.page
        slide = replace(slide, number=number, shown=slide.shown or on_board)
        draft.put(slide, id, audience=EVERYONE if on_board else CHAIR)


def on_close(draft: Draft) -> None:
    """Takes them off the board, which thanks everyone."""
    draft.put(without(draft.singleton("board"), "slides"))


RULES: Rules = {
    SlidesPut: put,
    SlidesShow: show,
    SlidesHide: hide,
    SlidesRemove: remove,
}
