"""What there is to know of a meeting without joining it: its page with the agenda, and its calendar file.

Whoever has the code may read them, but for the link of the video call: a code hangs on walls and is passed on, and
whoever follows the link is in the call. Those who have joined see it, and invitations bring it."""

from flask import Blueprint, Response
from msgspec import structs

from ...live.clock import now_ms
from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report.formats import ics
from ...report.invitation import PlannedMeeting, planned_meeting
from ...words import t
from .. import access, addresses, templating
from ..http.downloads import download
from ..http.language import default_to
from ..services import services

blueprint = Blueprint("agenda", __name__)
#: An agenda of more parts than this has two columns, so that it still fits on one sheet.
ONE_COLUMN = 18


@blueprint.get("/m/<code>/agenda")
def agenda(code: str) -> str:
    """The page, to read or to print on one sheet."""
    code, state, has_joined = _readable(code)
    default_to(state.get("meeting", "meeting").language)
    planned, meeting = _planned(state, has_joined), state.get("meeting", "meeting")
    return templating.render(
        "agenda",
        {"urls": {}},
        code=normalise_code(code),
        planned=planned,
        meeting=meeting,
        has_hidden_call=meeting.takes_place and bool(meeting.video_url) and not has_joined,
        chairs=access.viewer_of(meeting.code, "chair") or access.viewer_of(meeting.code, "helper"),
        clock=planned.clock,
        short_url=addresses.short_url(),
        columns=2 if len(planned.parts) > ONE_COLUMN else 1,
    )


@blueprint.get("/m/<code>/meeting.ics")
def calendar(code: str) -> Response:
    """The meeting as a calendar file. Raises Refusal `no_date`."""
    code, state, has_joined = _readable(code)
    default_to(state.get("meeting", "meeting").language)
    planned = _planned(state, has_joined)
    if planned.event is None:
        raise Refusal("no_date")
    data = ics.invitation(planned, now_ms(), services().mailer.sender)
    return download(data, "text/calendar", t("invitation.page.file"))


def _planned(state: State, has_joined: bool) -> PlannedMeeting:
    """What this person is told of the meeting."""
    planned = planned_meeting(state, addresses.base_url())
    return planned if has_joined else structs.replace(planned, video_url=None)


def _readable(code: str) -> tuple[str, State, bool]:
    """The code that this person reads, the meeting, and whether they have joined it or have one of its links.

    Raises Refusal `unknown_meeting`, and `locked` for whoever could not join either."""
    typed = code
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code)
    access.check_not_banned(state, viewer)
    if viewer is None and state.get("meeting", "meeting").locked:
        raise Refusal("locked")
    return (code if viewer else typed), state, viewer is not None
