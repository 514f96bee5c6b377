"""The report and the pictures of the snapshots.

The chair's side reads the report at any time, the meeting's members once it is shared. Anybody else gets the answer
that an unknown code gets, so that asking tells them nothing.
"""

from flask import Blueprint, Response, make_response, request

from .. import words
from ..live import server
from ..live.clock import now_ms
from ..meeting.codes import is_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report import compile, html, ics
from ..report.compile import next_meeting, shot
from ..report.content import Report
from ..report.dates import Clock
from ..report.document import Length
from ..report.render import Request
from ..report.snapshot import snapshot_svg
from . import meetings, parts, rendering

blueprint = Blueprint("reports", __name__)
#: A picture that is opened on its own runs nothing and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"


#: The forms of a report, and the type of each.
FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
#: The forms that a page leads to besides its other length, each with the words `report.forms.<form>`.
OFFERED = ["pdf"]


@blueprint.get("/m/<code>/report.<any(html,pdf):form>")
def report(code: str, form: str) -> Response:
    return send(made(_readable(code), form, length()), form)


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
    svg = snapshot_svg(found, Clock(), html.font_css()).encode()
    response = _send(svg, "image/svg+xml; charset=utf-8", PICTURE_POLICY)
    # The chair's list shows many of them: what has not changed is asked for, and not sent again.
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


@blueprint.get("/m/<code>/snapshots/<id>.png")
def picture_png(code: str, id: str) -> Response:
    _, state, _ = meetings.inside(code)
    found = shot(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    response = _send(
        rendering.render((state.epoch, state.revision, id), Request("png", shot=found)), "image/png", PICTURE_POLICY
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _readable(code: str) -> State:
    """The meeting, for somebody who may read its report. Raises Refusal."""
    if shared := _shared_with_the_community(code):
        return shared
    _, state, viewer = meetings.inside(code)
    if not viewer.chairs and not state.get("report", "report").published:
        raise Refusal("not_published")
    return state


def length() -> Length:
    """What the address asks for: the summary, or all of it."""
    return "full" if request.args.get("length") == "full" else "summary"


def _shared_with_the_community(code: str) -> State | None:
    """The meeting, where its report is published and this browser holds its community."""
    code = normalise_code(code)
    if not is_code(code) or not meetings.holds(code):
        return None
    state = parts().hub.state(code)
    return state if state is not None and state.get("report", "report").published else None


#: The last forms of a few closed meetings: (code, form, length, door) -> (epoch, revision, bytes).
_ready: dict[tuple[str, str, Length, str], tuple[str, int, bytes]] = {}
MOST_READY = 16


def made(state: State, form: str, length: Length, door: str = "") -> bytes:
    """The report in a form. That of a closed meeting is made once: a whole room opens it in the same minute. `door` is
    the address of the link for everyone, for who came by it: its pages lead to each other and not into the meeting."""
    key, moment = (state.code, form, length, door if form == "html" else ""), (state.epoch, state.revision)
    *drawn_at, drawn = _ready.get(key, ("", 0, b""))
    if tuple(drawn_at) == moment:
        return drawn
    _ready.pop(key, None)
    links = _links(length, door) if form == "html" else []
    drawn = rendering.render((key, moment), Request(form, _report(state, form, length), length, links))
    if state.get("meeting", "meeting").state == "closed":
        if len(_ready) >= MOST_READY:
            _ready.pop(next(iter(_ready)))
        _ready[key] = (*moment, drawn)
    return drawn


def _report(state: State, form: str, length: Length) -> Report:
    """The report with what this form of it shows."""
    if (form, length) != ("html", "full"):
        return compile(state, now_ms())
    moves = server.in_thread(parts().store.moves, state.code, state.revision)
    return compile(state, now_ms(), moves=moves)


def _links(length: Length, door: str) -> list[tuple[str, str]]:
    """The way to the other length and to the other forms of this one."""
    full = "?length=full"
    here, other = (full, "summary") if length == "full" else ("", "full")
    pages = {"summary": door or "report.html", "full": f"{door}/full" if door else f"report.html{full}"}
    folder = f"{door}/" if door else ""
    return [
        (words.t(f"report.forms.{other}"), pages[other]),
        *((words.t(f"report.forms.{form}"), f"{folder}report.{form}{here}") for form in OFFERED),
    ]


def send(body: bytes, form: str) -> Response:
    """A report in a form, as the answer."""
    policy = f"{html.POLICY}; frame-ancestors 'none'" if form == "html" else PICTURE_POLICY
    return _send(body, FORMS[form], policy)


def _send(body: bytes, content_type: str, policy: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Security-Policy"] = policy
    return response
