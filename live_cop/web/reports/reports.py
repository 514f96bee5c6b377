"""The report and the pictures of the snapshots.

The chair's side reads the report at any time, the meeting's members once it is shared. Anybody else gets the answer
that an unknown code gets, so that asking tells them nothing.
"""

from flask import Blueprint, Response, request

from ... import words
from ...live.clock import now_ms
from ...meeting.codes import is_code, normalise_code
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import tables
from ...report.compile import compile, next_meeting, snapshot_of
from ...report.dates import Clock
from ...report.document import Length
from ...report.formats import html, ics, meeting_file
from ...report.pictures.snapshot import svg_of
from ...report.worker import Request
from .. import access
from ..http.downloads import NEXT_MEETING, download
from ..services import services
from . import report_worker
from .forms import (
    OFFERED,
    PICTURE_POLICY,
    Links,
    _send,
    contact_facts,
    file_name,
    is_shown_in_a_browser,
    length,
    made,
    send,
    send_table,
    waiting_page,
)

blueprint = Blueprint("reports", __name__)
#: What takes longer than a moment where a meeting was large.
SLOW = ("pdf", "docx", "xlsx")


@blueprint.get("/m/<code>/report.<any(html,pdf,docx,md):form>")
def report(code: str, form: str) -> Response:
    state = _readable(code)
    if form in SLOW and is_shown_in_a_browser():
        return waiting_page("report.html")
    return send(made(state, form, length(), lambda: _links(state.code, length())), form, file_name(state))


@blueprint.get("/m/<code>/report.json")
def whole_meeting(code: str) -> Response:
    """The meeting as a file that another live_cop reads."""
    state = _readable(code)
    return send(meeting_file.write(state, now_ms(), contact_facts(state)), "json", file_name(state))


@blueprint.get("/m/<code>/notes.xlsx")
def workbook(code: str) -> Response:
    state = _readable(code)
    if is_shown_in_a_browser():
        return waiting_page("report.html")
    return send(made(state, "xlsx", "full"), "xlsx", file_name(state))


@blueprint.get("/m/<code>/<any(notes,scales,steps):table>.csv")
def table(code: str, table: str) -> Response:
    """The notes as a table, the scales or the next steps."""
    state = _readable(code)
    sheets = tables.sheets_of(compile(state, now_ms(), contact_facts(state)))
    return send_table(tables.sheet_by_id(sheets, table), file_name(state))


@blueprint.get("/m/<code>/next.ics")
def next_ics(code: str) -> Response:
    """The next meeting for people's own calendars, for everyone in this one."""
    code, state, _ = access.require_person(code)
    found = next_meeting(state)
    if found is None:
        raise Refusal("no_next")
    return download(ics.calendar(found, code, now_ms()), "text/calendar", NEXT_MEETING)


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def picture(code: str, id: str) -> Response:
    _, state, _ = access.require_person(code)
    found = snapshot_of(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    svg = svg_of(found, Clock(), html.font_css()).encode()
    response = _send(svg, "image/svg+xml", PICTURE_POLICY)
    # The chair's list shows many of them: what has not changed is asked for, and not sent again.
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


@blueprint.get("/m/<code>/snapshots/<id>.png")
def picture_png(code: str, id: str) -> Response:
    _, state, _ = access.require_person(code)
    found = snapshot_of(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    response = _send(report_worker.render(Request("png", snapshot=found)), "image/png", PICTURE_POLICY)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _readable(code: str) -> State:
    """The meeting, for somebody who may read its report. Raises Refusal."""
    if shared := _shared_with_the_community(code):
        return shared
    _, state, viewer = access.require_person(code)
    if not viewer.is_chair_or_helper and not state.get("report", "report").published:
        raise Refusal("not_published")
    return state


def _shared_with_the_community(code: str) -> State | None:
    """The meeting, where its report is published and this browser holds its community."""
    code = normalise_code(code)
    if not is_code(code) or not access.has_access_to_community_of(code):
        return None
    state = services().hub.state(code)
    return state if state is not None and state.get("report", "report").published else None


def _links(code: str, length: Length) -> Links:
    """The way to the other length and to the other forms of this one."""
    full = "?length=full"
    here, other, there = (full, "summary", "") if length == "full" else ("", "full", full)
    return [
        (words.t(f"report.forms.{other}"), f"report.html{there}"),
        *((words.t(f"report.forms.{form}"), f"report.{form}{here}") for form in OFFERED),
        (words.t("report.forms.xlsx"), "notes.xlsx"),
        *([(words.t("report.forms.json"), "report.json")] if _is_of_the_chairs_side(code) else []),
    ]


def _is_of_the_chairs_side(code: str) -> bool:
    """Whether somebody of the chair's side or of the community's asks: they may want to keep all of it or to move it.
    Everyone who reads the report may have that file; it means nothing to most."""
    viewer = access.viewer_of(code)
    return access.has_access_to_community_of(code) or (viewer is not None and viewer.is_chair_or_helper)
