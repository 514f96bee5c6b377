"""The board, a large screen for the room. In the view "auto" it follows the meeting; the chair may choose another."""

from typing import ClassVar

from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..agenda.section_kinds import VIEWS
from ..breakouts import breakouts
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.agenda import current_section
from ..records.display import View
from ..refusal import Refusal
from ..voices import rounds


class BoardShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "board.show"
    open_only: ClassVar[bool] = False
    view: View
    zone: str | None = None
    scale: str | None = None


def show(draft: Draft, command: BoardShow) -> None:
    """Sets the chair's choice. Raises Refusal `unknown_zone`, `unknown_scale` or `scale_not_open`."""
    if command.zone is not None:
        draft.require("zone", command.zone)
    if command.scale is not None and draft.require("scale", command.scale).state == "draft":
        raise Refusal("scale_not_open")
    board = draft.singleton("board")
    if command.view == "blank":
        # The earlier choice is stored, so that one tap restores it.
        before = board.before if board.view == "blank" else board.view
        draft.put(replace(board, view="blank", before=before))
        return
    draft.put(replace(board, view=command.view, zone=command.zone, scale=command.scale, before=None))


WATCHED_KINDS = frozenset(("section", "meeting", "scale", "turn", "zone", "board", "teams"))


def update_after(draft: Draft) -> None:
    """Updates what the board shows."""
    board = draft.singleton("board")
    if board.zone is not None and draft.get("zone", board.zone) is None:
        board = replace(board, zone=None)
    if board.view != "auto":
        deleted = board.scale is not None and draft.get("scale", board.scale) is None
        draft.put(replace(board, showing=board.view, scale=None if deleted else board.scale))
        return
    section = current_section(draft.of_kind("section"))
    scale = _current_scale(draft, section)
    draft.put(replace(board, showing=_automatic_view(draft, section, scale), scale=scale))


def _automatic_view(draft: Draft, section: str | None, scale: str | None) -> View:
    state = draft.singleton("meeting").state
    if state == "waiting":
        return "join"
    if state == "closed":
        return "end"
    if breakouts.is_on(draft):
        return "teams"
    if rounds.is_on(draft):
        return "round"
    view = VIEWS.get(draft.get("section", section).section_kind) if section else None
    # A scale that was opened in this section takes precedence over the section's own view; an earlier one does not.
    if scale is not None and (view is None or draft.get("scale", scale).section == section):
        return "scale"
    if view is not None:
        return view
    return "wall" if draft.of_kind("zone") else "agenda"


def _current_scale(draft: Draft, section: str | None) -> str | None:
    """The last open scale, or else the last closed scale of this section whose spread is shown."""
    scales = draft.of_kind("scale")
    for candidates in (
        [id for id, scale in scales.items() if scale.state == "open"],
        [id for id, s in scales.items() if s.state == "closed" and s.shown and s.section == section],
    ):
        if candidates:
            return max(candidates, key=lambda id: scales[id].order)
    return None


def _board_entry(draft: Draft, command: BoardShow) -> LogDetails | None:
    """Only blanking the board and the end of that are logged."""
    before = draft.state.get("board", "board")
    if (command.view == "blank") == (before.view == "blank"):
        return None
    if command.view != "blank":
        return LogDetails("blank")
    args = {"view": before.view, "zone": before.zone, "scale": before.scale}
    return LogDetails("blank", {"name": "board.show", "args": args}, "on")


RULES: Rules = {
    BoardShow: show,
}

LOGGED: Logged = {
    BoardShow: _board_entry,
}
