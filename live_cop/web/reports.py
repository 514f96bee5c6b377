"""The report and the pictures of the snapshots.

The chair's side reads the report at any time, the meeting's members once it is shared. Anybody else gets the answer
that an unknown code gets, so that asking tells them nothing.
"""

from flask import Blueprint, Response, make_response, request

from ..live.clock import now_ms
from ..meeting.codes import is_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report import compile, html, ics
from ..report.chapters import write
from ..report.compile import next_meeting, shot
from ..report.dates import Clock
from ..report.snapshot import snapshot_svg
from . import meetings, parts

blueprint = Blueprint("reports", __name__)
#: A picture that is opened on its own runs nothing and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"


@blueprint.get("/m/<code>/report.html")
def report(code: str) -> Response:
    if shared := _shared_with_the_community(code):
        return _send(_page(shared), "text/html", html.POLICY + "; frame-ancestors 'none'")
    _, state, viewer = meetings.inside(code)
    if not viewer.chairs and not state.get("report", "report").published:
        raise Refusal("not_published")
    return _send(_page(state), "text/html", html.POLICY + "; frame-ancestors 'none'")


@blueprint.get("/m/<code>/next.ics")
def next_ics(code: str) -> Response:
    """The next meeting for people's own calendars, for everyone in this one."""
    code, state, _ = meetings.inside(code)
    found = next_meeting(state)
    if found is None:
        raise Refusal("no_next")
    response = make_response(ics.calendar(found, code, now_ms()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="next-meeting.ics"'
    return response


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def picture(code: str, id: str) -> Response:
    _, state, _ = meetings.inside(code)
    found = shot(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    response = _send(snapshot_svg(found, Clock(), html.font_css()), "image/svg+xml", PICTURE_POLICY)
    # The chair's list shows many of them: what has not changed is asked for, and not sent again.
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


def _shared_with_the_community(code: str) -> State | None:
    """The meeting, where its report is published and this browser holds its community."""
    code = normalise_code(code)
    if not is_code(code) or not meetings.holds(code):
        return None
    state = parts().hub.state(code)
    return state if state is not None and state.get("report", "report").published else None


#: The last pages of a few closed meetings: code -> (epoch, revision, page).
_ready: dict[str, tuple[str, int, str]] = {}
MOST_READY = 8


def _page(state: State) -> str:
    """The report as a page. That of a closed meeting is drawn once: a whole room opens it in the same minute."""
    epoch, revision, page = _ready.get(state.code, ("", 0, ""))
    if (epoch, revision) == (state.epoch, state.revision):
        return page
    _ready.pop(state.code, None)
    page = html.render(write(compile(state, now_ms()), "full"))
    if state.get("meeting", "meeting").state == "closed":
        if len(_ready) >= MOST_READY:
            _ready.pop(next(iter(_ready)))
        _ready[state.code] = (state.epoch, state.revision, page)
    return page


def _send(text: str, mimetype: str, policy: str) -> Response:
    response = make_response(text)
    response.headers["Content-Type"] = f"{mimetype}; charset=utf-8"
    response.headers["Content-Security-Policy"] = policy
    return response
