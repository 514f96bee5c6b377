"""What is on the board. The chair may choose; left to itself the board follows the meeting."""

from msgspec.structs import replace

from . import rounds, teams
from .commands import board as c
from .draft import Draft
from .kinds import VIEWS
from .present import present
from .records import View
from .refusal import Refusal


def show(draft: Draft, command: c.BoardShow) -> None:
    if command.zone is not None:
        draft.find("zone", command.zone)
    if command.scale is not None and draft.find("scale", command.scale).state == "draft":
        raise Refusal("scale_not_open")
    board = draft.one("board")
    if command.view == "blank":
        # What was there is kept, so that one tap brings it back.
        before = board.before if board.view == "blank" else board.view
        draft.put(replace(board, view="blank", before=before))
        return
    draft.put(replace(board, view=command.view, zone=command.zone, scale=command.scale, before=None))


def follow(draft: Draft) -> None:
    """Works out what the board shows after what just happened."""
    board = draft.one("board")
    if board.zone is not None and draft.get("zone", board.zone) is None:
        board = replace(board, zone=None)
    if board.view != "auto":
        gone = board.scale is not None and draft.get("scale", board.scale) is None
        draft.put(replace(board, showing=board.view, scale=None if gone else board.scale))
        return
    section = present(draft.all("section"))
    scale = _scale_of_the_moment(draft, section)
    draft.put(replace(board, showing=_of_itself(draft, section, scale), scale=scale))


def _of_itself(draft: Draft, section: str | None, scale: str | None) -> View:
    state = draft.one("meeting").state
    if state == "waiting":
        return "join"
    if state == "closed":
        return "end"
    if teams.is_on(draft):
        return "teams"
    if rounds.is_on(draft):
        return "round"
    view = VIEWS.get(draft.get("section", section).sort) if section else None
    # A scale that was opened in this part comes before the part's own view; one from before does not.
    if scale is not None and (view is None or draft.get("scale", scale).section == section):
        return "scale"
    if view is not None:
        return view
    return "wall" if draft.all("zone") else "agenda"


def _scale_of_the_moment(draft: Draft, section: str | None) -> str | None:
    """The scale last opened that is still open, or else one of this section whose spread is shown."""
    scales = draft.all("scale")
    for wanted in (
        [id for id, scale in scales.items() if scale.state == "open"],
        [id for id, s in scales.items() if s.state == "closed" and s.shown and s.section == section],
    ):
        if wanted:
            return max(wanted, key=lambda id: scales[id].order)
    return None


RULES = {
    c.BoardShow: show,
}
