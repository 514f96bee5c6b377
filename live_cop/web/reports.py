"""The report and the pictures of the snapshots.

The chair's side reads the report at any time, the meeting's members once it is shared. Anybody else gets the answer
that an unknown code gets, so that asking tells them nothing.
"""

from flask import Blueprint, Response, make_response, request

from .. import words
from ..live.clock import now_ms
from ..meeting.codes import is_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report import compile, html, ics
from ..report.compile import next_meeting, shot
from ..report.dates import Clock
from ..report.document import Length
from ..report.render import Request
from ..report.snapshot import snapshot_svg
from . import meetings, parts, rendering

blueprint = Blueprint("reports", __name__)
#: A picture that is opened on its own runs nothing and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/m/<code>/report.html")
def report(code: str) -> Response:
    page = _made(_readable(code), "html", _length())
    return _send(page, "text/html; charset=utf-8", html.POLICY + "; frame-ancestors 'none'")


@blueprint.get("/m/<code>/report.pdf")
def report_pdf(code: str) -> Response:
    return _send(_made(_readable(code), "pdf", _length()), "application/pdf", PICTURE_POLICY)


@blueprint.get("/m/<code>/report.docx")
def report_docx(code: str) -> Response:
    return _send(_made(_readable(code), "docx", _length()), WORD, PICTURE_POLICY)


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


def _length() -> Length:
    return "full" if request.args.get("length") == "full" else "summary"


def _shared_with_the_community(code: str) -> State | None:
    """The meeting, where its report is published and this browser holds its community."""
    code = normalise_code(code)
    if not is_code(code) or not meetings.holds(code):
        return None
    state = parts().hub.state(code)
    return state if state is not None and state.get("report", "report").published else None


#: The last forms of a few closed meetings: (code, form, length) -> (epoch, revision, bytes).
_ready: dict[tuple[str, str, Length], tuple[str, int, bytes]] = {}
MOST_READY = 16
#: The forms that a page leads to besides its other length, each with the words `report.forms.<form>`.
OFFERED = ["pdf", "docx"]


def _made(state: State, form: str, length: Length) -> bytes:
    """The report in a form. That of a closed meeting is made once: a whole room opens it in the same minute."""
    key, moment = (state.code, form, length), (state.epoch, state.revision)
    *drawn_at, made = _ready.get(key, ("", 0, b""))
    if tuple(drawn_at) == moment:
        return made
    _ready.pop(key, None)
    links = _links(length) if form == "html" else []
    made = rendering.render((key, moment), Request(form, compile(state, now_ms()), length, links))
    if state.get("meeting", "meeting").state == "closed":
        if len(_ready) >= MOST_READY:
            _ready.pop(next(iter(_ready)))
        _ready[key] = (*moment, made)
    return made


def _links(length: Length) -> list[tuple[str, str]]:
    """The way to the other length and to the other forms of this one."""
    full = "?length=full"
    here, other, there = (full, "summary", "") if length == "full" else ("", "full", full)
    return [
        (words.t(f"report.forms.{other}"), f"report.html{there}"),
        *((words.t(f"report.forms.{form}"), f"report.{form}{here}") for form in OFFERED),
    ]


def _send(body: bytes, content_type: str, policy: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Security-Policy"] = policy
    return response
