"""The board, a large screen for the room. In the view "auto" it follows the meeting; the chair may choose another."""

from typing import ClassVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.display import Board, View
from ..refusal import Refusal


class BoardShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "board.show"
    open_only: ClassVar[bool] = False
    view: View
    zone: str | None = None
    scale: str | None = None
    photo: str | None = None


def show(draft: Draft, command: BoardShow) -> None:
    """Sets the chair's choice. Raises Refusal `unknown_zone`, `unknown_photo`, `unknown_slides`, `unknown_scale` or
    `scale_not_open`."""
    if command.zone is not None:
        draft.require("zone", command.zone)
    if command.scale is not None and draft.require("scale", command.scale).state == "draft":
        raise Refusal("scale_not_open")
    if command.view == "photo" and not _everyone_sees(draft, command.photo):
        raise Refusal("unknown_photo")
    if command.view == "slides":
        draft.require("slides", "slides")
    board = draft.singleton("board")
    if command.view == "blank":
        # The earlier choice is stored, so that one tap restores it.
        before = board.before if board.view == "blank" else board.view
        draft.put(replace(board, view="blank", before=before))
        return
    draft.put(
        replace(board, view=command.view, zone=command.zone, scale=command.scale, photo=_photo_of(command), before=None)
    )


def _photo_of(command: BoardShow) -> str | UnsetType:
    return command.photo if command.view == "photo" and command.photo else UNSET


def _everyone_sees(draft: Draft, photo: str | None | UnsetType) -> bool:
    """Whether this photograph is on the wall and waits for nobody's look."""
    return isinstance(photo, str) and photo in draft.public("photo")


def without(board: Board, view: View) -> Board:
    """The board without this view, now and after it was blank."""
    views = ("auto" if each == view else each for each in (board.view, board.before))
    return replace(board, **dict(zip(("view", "before"), views, strict=True)))


WATCHED_KINDS = frozenset(("board", "on_now", "photo", "scale", "slide", "zone"))


def update_after(draft: Draft) -> None:
    """Updates what the board shows."""
    board, on_now = draft.singleton("board"), draft.singleton("on_now")
    if board.zone is not None and draft.get("zone", board.zone) is None:
        board = replace(board, zone=None)
    if board.photo is not UNSET and not _everyone_sees(draft, board.photo):
        board = replace(without(board, "photo"), photo=UNSET)
    if not draft.of_kind("slide"):
        board = without(board, "slides")
    if board.view != "auto":
        deleted = board.scale is not None and draft.get("scale", board.scale) is None
        draft.put(replace(board, showing=board.view, scale=None if deleted else board.scale))
        return
    draft.put(replace(board, showing=on_now.view, scale=on_now.scale))


def _board_entry(draft: Draft, command: BoardShow) -> LogDetails | None:
    """Only blanking the board and the end of that are logged."""
    before = draft.state.get("board", "board")
    if (command.view == "blank") == (before.view == "blank"):
        return None
    if command.view != "blank":
        return LogDetails("blank")
    args = {"view": before.view, "zone": before.zone, "scale": before.scale, "photo": before.photo or None}
    return LogDetails("blank", {"name": "board.show", "args": args}, "on")


RULES: Rules = {
    BoardShow: show,
}

LOGGED: Logged = {
    BoardShow: _board_entry,
}
