"""The forms of a report: made, kept ready for the next who asks, and sent."""

from collections.abc import Callable, Hashable

import msgspec
from flask import Response, make_response, request
from msgspec.structs import replace

from ...live import runtime
from ...live.clock import now_ms
from ...meeting.change import NoteSighting
from ...meeting.state import State
from ...report import tables
from ...report.compile import ContactFacts, compile, start_of
from ...report.document import Length
from ...report.facts import Report, SentRecommendations
from ...report.formats import csv, html
from ...report.worker import Request
from .. import templating
from ..http.downloads import download, file_stem
from ..mail import letters
from ..services import services
from . import report_worker

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
#: The ways that a page shows to other forms, as (words, address).
Links = list[tuple[str, str]]


def file_name(state: State) -> str:
    """The name of a file about a meeting."""
    meeting = state.get("meeting", "meeting")
    return file_stem(meeting.title, start_of(meeting))


def report_of(code: str) -> Report:
    """The report of a meeting that is there."""
    state = services().hub.state(code)
    assert state is not None
    return compile(state, now_ms(), contact_facts(state))


def contact_facts(state: State) -> ContactFacts:
    """What the attendance list says for the report."""
    # A letter itself does not say to whom letters went: it would be another one each time.
    went = [SentRecommendations(*each) for each in services().store.mailings.sent_recommendations(state.code)]
    return replace(letters.contact_facts(services().store, state.code), sent=went)


def length() -> Length:
    """What the address asks for: the summary, or all of it."""
    return "full" if request.args.get("length") == "full" else "summary"


#: The last forms of a few closed meetings: (code, form, length, links) -> (what they were made of, bytes).
_ready: dict[Hashable, tuple[Hashable, bytes]] = {}
MOST_READY = 16


def made(state: State, form: str, length: Length, ways: Callable[[], Links] = list) -> bytes:
    """The report in a form. That of a closed meeting is made once: a whole room opens it in the same minute. Only a
    page shows the `ways` to the other forms, and only for one they are looked up."""
    people = contact_facts(state)
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

    drawn = report_worker.render_once((key, moment), request)
    if state.get("meeting", "meeting").state == "closed":
        if len(_ready) >= MOST_READY:
            _ready.pop(next(iter(_ready)))
        _ready[key] = (moment, drawn)
    return drawn


def _moves(state: State, form: str, length: Length) -> list[NoteSighting]:
    """How the wall grew, for the one form that plays it."""
    if (form, length) != ("html", "full"):
        return []
    return runtime.in_thread(services().store.note_sightings, state.code, state.revision)  # type: ignore[no-any-return]


def is_shown_in_a_browser() -> bool:
    """Whether somebody waits in front of a browser for this address. A program, or our own page that fetches it, does
    not say so, and neither does a browser from before 2021: they just wait."""
    return request.headers.get("Sec-Fetch-Mode") == "navigate" and "now" not in request.args


def waiting_page(back: str) -> Response:
    """The page that says so, fetches what was asked for and shows or saves it."""
    asked = request.full_path.rstrip("?")
    there = f"{asked}{'&' if '?' in asked else '?'}now"
    page = templating.render("making", {"urls": {"there": there, "again": asked}}, there=there, back=back)
    return make_response(page)


def send(body: bytes, form: str, name: str) -> Response:
    """A report in a form, as a page or as a file with this name."""
    content_type, shown = FORMS[form]
    if form == "html":
        return _send(body, content_type, f"{html.POLICY}; frame-ancestors 'none'")
    response = download(body, content_type, f"{name}.{form}", inline=shown)
    if shown:
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response


def send_table(sheet: tables.Sheet, name: str) -> Response:
    """One table as CSV."""
    return send(csv.encode(sheet.lines), "csv", f"{name}, {sheet.title}")


def _send(body: bytes, content_type: str, policy: str) -> Response:
    response = Response(body, mimetype=content_type)
    response.headers["Content-Security-Policy"] = policy
    return response
