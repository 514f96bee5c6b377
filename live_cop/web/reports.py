"""The report and the pictures of the snapshots.

The chair's side reads the report at any time, the meeting's members once it is shared. Anybody else gets the answer
that an unknown code gets, so that asking tells them nothing.
"""

from collections.abc import Callable, Hashable

import msgspec
from flask import Blueprint, Response, make_response, request
from msgspec.structs import replace

from .. import words
from ..live import runtime
from ..live.clock import now_ms
from ..meeting.change import NoteSighting
from ..meeting.codes import is_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report import cells, html, ics, meeting_file, tables
from ..report.compile import Listed, began, compile, next_meeting, shot
from ..report.content import Report, Sent
from ..report.dates import Clock
from ..report.document import Length
from ..report.render import Request
from ..report.snapshot import snapshot_svg
from . import letters, meetings, pages, parts, rendering
from .downloads import NEXT_MEETING, download, name_of

blueprint = Blueprint("reports", __name__)
#: A picture that is opened on its own runs nothing and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"


#: The forms of a report: the type of each, and whether a browser shows it (what it cannot show it puts aside).
FORMS = {
    "html": ("text/html", True),
    "pdf": ("application/pdf", True),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
    "md": ("text/markdown", False),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
    "csv": ("text/csv", False),
    "json": ("application/json", False),
}
#: The forms that a page leads to besides its other length, each with the words `report.forms.<form>`.
OFFERED = ("pdf", "docx", "md")
#: What takes longer than a moment where a meeting was large.
SLOW = ("pdf", "docx", "xlsx")


@blueprint.get("/m/<code>/report.<any(html,pdf,docx,md):form>")
def report(code: str, form: str) -> Response:
    state = _readable(code)
    if form in SLOW and is_looked_at():
        return being_made("report.html")
    return send(made(state, form, length(), lambda: _links(state.code, length())), form, file_name(state))


@blueprint.get("/m/<code>/report.json")
def whole_meeting(code: str) -> Response:
    """The meeting as a file that another live_cop reads."""
    state = _readable(code)
    return send(meeting_file.write(state, now_ms(), listed(state)), "json", file_name(state))


@blueprint.get("/m/<code>/notes.xlsx")
def workbook(code: str) -> Response:
    state = _readable(code)
    if is_looked_at():
        return being_made("report.html")
    return send(made(state, "xlsx", "full"), "xlsx", file_name(state))


@blueprint.get("/m/<code>/<any(notes,scales,steps):table>.csv")
def table(code: str, table: str) -> Response:
    """The notes as a table, the scales or the next steps."""
    state = _readable(code)
    return send_table(tables.one(tables.sheets(compile(state, now_ms(), listed(state))), table), file_name(state))


@blueprint.get("/m/<code>/next.ics")
def next_ics(code: str) -> Response:
    """The next meeting for people's own calendars, for everyone in this one."""
    code, state, _ = meetings.inside(code)
    found = next_meeting(state)
    if found is None:
        raise Refusal("no_next")
    return download(ics.calendar(found, code, now_ms()), "text/calendar", NEXT_MEETING)


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def picture(code: str, id: str) -> Response:
    _, state, _ = meetings.inside(code)
    found = shot(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    svg = snapshot_svg(found, Clock(), html.font_css()).encode()
    response = _send(svg, "image/svg+xml", PICTURE_POLICY)
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
    response = _send(rendering.render(Request("png", shot=found)), "image/png", PICTURE_POLICY)
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


def file_name(state: State) -> str:
    """The name of a file about a meeting."""
    meeting = state.get("meeting", "meeting")
    return name_of(meeting.title, began(meeting))


def report_of(code: str) -> Report:
    """The report of a meeting that is there."""
    state = parts().hub.state(code)
    assert state is not None
    return compile(state, now_ms(), listed(state))


def listed(state: State) -> Listed:
    """What the attendance list says for the report."""
    # A letter itself does not say to whom letters went: it would be another one each time.
    went = [Sent(*each) for each in parts().store.mailings.sent_to(state.code)]
    return replace(letters.listed(parts().store, state.code), sent=went)


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


#: The ways that a page shows to other forms, as (words, address).
Links = list[tuple[str, str]]
#: The last forms of a few closed meetings: (code, form, length, links) -> (what they were made of, bytes).
_ready: dict[Hashable, tuple[Hashable, bytes]] = {}
MOST_READY = 16


def made(state: State, form: str, length: Length, ways: Callable[[], Links] = list) -> bytes:
    """The report in a form. That of a closed meeting is made once: a whole room opens it in the same minute. Only a
    page shows the `ways` to the other forms, and only for one they are looked up."""
    people = listed(state)
    links = ways() if form == "html" else []
    key = (state.code, form, length, tuple(links))
    # Whoever takes their name off the list is in no report from then on.
    moment = (state.epoch, state.revision, msgspec.json.encode(people))
    drawn_of, drawn = _ready.get(key, (None, b""))
    if drawn_of == moment:
        return drawn
    _ready.pop(key, None)

    def request() -> Request:
        return Request(form, compile(state, now_ms(), people, _moves(state, form, length)), length=length, links=links)

    drawn = rendering.render_once((key, moment), request)
    if state.get("meeting", "meeting").state == "closed":
        if len(_ready) >= MOST_READY:
            _ready.pop(next(iter(_ready)))
        _ready[key] = (moment, drawn)
    return drawn


def _moves(state: State, form: str, length: Length) -> list[NoteSighting]:
    """How the wall grew, for the one form that plays it."""
    if (form, length) != ("html", "full"):
        return []
    return runtime.in_thread(parts().store.moves, state.code, state.revision)  # type: ignore[no-any-return]


def _links(code: str, length: Length) -> Links:
    """The way to the other length and to the other forms of this one."""
    full = "?length=full"
    here, other, there = (full, "summary", "") if length == "full" else ("", "full", full)
    return [
        (words.t(f"report.forms.{other}"), f"report.html{there}"),
        *((words.t(f"report.forms.{form}"), f"report.{form}{here}") for form in OFFERED),
        (words.t("report.forms.xlsx"), "notes.xlsx"),
        *([(words.t("report.forms.json"), "report.json")] if _looks_after(code) else []),
    ]


def _looks_after(code: str) -> bool:
    """Whether somebody of the chair's side or of the community's asks: they may want to keep all of it or to move it.
    Everyone who reads the report may have that file; it means nothing to most."""
    viewer = meetings.who(code)
    return meetings.holds(code) or (viewer is not None and viewer.chairs)


def ways(length: Length, door: str) -> Links:
    """The same for who came by the link for everyone, whose address is `door`: to the forms of the report, and not into
    the meeting."""
    here, other, there = ("?length=full", "summary", door) if length == "full" else ("", "full", f"{door}/full")
    return [
        (words.t(f"report.forms.{other}"), there),
        *((words.t(f"report.forms.{form}"), f"{door}/report.{form}{here}") for form in OFFERED),
    ]


def is_looked_at() -> bool:
    """Whether somebody waits in front of a browser for this address. A program, or our own page that fetches it, does
    not say so, and neither does a browser from before 2021: they just wait."""
    return request.headers.get("Sec-Fetch-Mode") == "navigate" and "now" not in request.args


def being_made(back: str) -> Response:
    """The page that says so, fetches what was asked for and shows or saves it."""
    asked = request.full_path.rstrip("?")
    there = f"{asked}{'&' if '?' in asked else '?'}now"
    page = pages.render("making", {"urls": {"there": there, "again": asked}}, there=there, back=back)
    return make_response(page)


def send(body: bytes, form: str, name: str) -> Response:
    """A report in a form, as a page or as a file with this name."""
    content_type, shown = FORMS[form]
    if form == "html":
        return _send(body, content_type, f"{html.POLICY}; frame-ancestors 'none'")
    response = download(body, content_type, f"{name}.{form}", shown=shown)
    if shown:
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response


def send_table(sheet: tables.Sheet, name: str) -> Response:
    """One table as CSV."""
    return send(cells.table(sheet.lines), "csv", f"{name}, {sheet.title}")


def _send(body: bytes, content_type: str, policy: str) -> Response:
    response = Response(body, mimetype=content_type)
    response.headers["Content-Security-Policy"] = policy
    return response
