"""The page of a community: its series and meetings, and planning the next one. Its link is the permission."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from flask import Blueprint, make_response, redirect, request
from msgspec import UNSET, Struct
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...live.clock import now_ms
from ...meeting.agenda.running_orders import RUNNING_ORDERS
from ...meeting.codes import normalise_code
from ...meeting.followup.health_check import STAGES
from ...meeting.records.health_check import Review
from ...meeting.records.lifecycle import Meeting
from ...meeting.records.next_meeting import NextMeeting
from ...meeting.records.report_texts import ReportWords
from ...meeting.refusal import Refusal
from ...meeting.text import TITLE_LENGTH, required
from ...report import tables
from ...report.document import Length
from ...report.series import Series
from ...report.worker import Request
from ...store.communities import Community, MeetingSummary
from ...store.privacy.retention import RetentionPolicy
from .. import access, addresses, templating
from ..http import json
from ..reports import forms, report_worker, reports
from ..services import services
from . import retention
from .retention import NewPolicy

blueprint = Blueprint("communities", __name__)


class NewCommunity(Struct, frozen=True):
    """The body of `POST /api/communities`."""

    name: str = ""
    meeting: str = ""


class Row(Struct, frozen=True):
    """A meeting as the page lists it. `next` is when the one after it was fixed for."""

    code: str
    title: str
    series: str
    at: int
    state: str
    published: bool
    next: int | None
    review: dict[str, int] | None


@blueprint.post("/api/communities")
def make() -> AnyResponse:
    """A community with its link; the meeting whose chair asks is the first that belongs to it."""
    wanted: NewCommunity = json.body(NewCommunity)
    code, name = normalise_code(wanted.meeting), wanted.name
    store = services().store
    if code:
        state = services().hub.state(code)
        if state is None or access.viewer_of(code, "chair") is None:
            raise Refusal("not_your_meeting")
        if store.community_of(code) is not None:
            raise Refusal("in_a_community")
        meeting: Meeting = state.get("meeting", "meeting")
        name = name if name.strip() else meeting.community or meeting.title
    else:
        access.check_host_key()
    community, token = store.create_community(required(name, TITLE_LENGTH), now_ms())
    if code and not store.add_to_community(community.id, code, now_ms()):
        raise Refusal("in_a_community")
    response = json.answer({"id": community.id, "community_url": addresses.capability_link("community", token)}, 201)
    services().identities.set_community(response, community)
    return response


@blueprint.post("/api/communities/<id>/link")
def renew(id: str) -> AnyResponse:
    """A new link, where the old one is lost or in wrong hands. Whoever that let in is out; this browser stays."""
    community = _held(id)
    token = services().store.renew_community_link(community.id)
    response = json.answer({"community_url": addresses.capability_link("community", token)})
    renewed = services().store.community(community.id)
    assert renewed is not None
    services().identities.set_community(response, renewed)
    return response


@blueprint.post("/api/communities/<id>/keep")
def keep(id: str) -> AnyResponse:
    """For how long things are kept from now on, also of the meetings that there are."""
    community = _held(id)
    wanted: NewPolicy = json.body(NewPolicy)
    services().store.set_retention_policy(
        community.id, RetentionPolicy(attendance_days=wanted.attendance_days, wall_days=wanted.wall_days)
    )
    return json.answer({"attendance_days": wanted.attendance_days, "wall_days": wanted.wall_days})


@blueprint.get("/community/<token>")
def by_link(token: str) -> AnyResponse:
    """The capability link: it becomes a cookie, and the token leaves the address bar."""
    community = services().store.community_of_token(token)
    if community is None:
        raise Refusal("bad_community_link")
    response = make_response(redirect(f"/communities/{community.id}"))
    services().identities.set_community(response, community)
    return response


@blueprint.get("/communities/<id>")
def page(id: str) -> str:
    community = _held(id)
    rows = _rows(community)
    kept = retention.policy_of_community(community.id)
    base = f"/api/communities/{community.id}"
    return templating.render(
        "community",
        {"urls": {"renew": f"{base}/link", "keep": f"{base}/keep"}},
        community=community,
        kept=kept,
        walls=retention.choices(retention.WALL_CHOICES, kept.wall_days),
        attendances=retention.choices(retention.ATTENDANCE_CHOICES, kept.attendance_days),
        series=_by_series(rows),
        reviews=[row for row in rows if row.review],
        stages=STAGES,
    )


@blueprint.get("/communities/<id>/series.<any(html,pdf,docx,md,xlsx,json):form>")
def series_report(id: str, form: str) -> AnyResponse:
    """The report of a series in one of its forms."""
    series, title = _series(id), request.args.get("series", "")
    if form == "json":
        return forms.send(msgspec.json.encode(series), form, series.title)
    if form in reports.SLOW and forms.is_shown_in_a_browser():
        return forms.waiting_page(f"series.html?{urlencode({'series': title})}")
    length = forms.length()
    links = _links(title, length) if form == "html" else []
    asked = Request(form, series=series, length=length, links=links)
    return forms.send(report_worker.render(asked), form, series.title)


@blueprint.get("/communities/<id>/<any(notes,scales,steps):table>.csv")
def series_table(id: str, table: str) -> AnyResponse:
    """The notes of a series as a table, its scales or its next steps."""
    series = _series(id)
    return forms.send_table(tables.sheet_by_id(tables.sheets_of_series(series.reports), table), series.title)


def _series(id: str) -> Series:
    """A series of this community, made of those reports of its meetings that have been shared. Raises Refusal."""
    community = _held(id)
    title = request.args.get("series", "")
    rows = [row for row in reversed(_rows(community)) if row.series == title]
    if not rows:
        raise Refusal("unknown_series")
    return Series(
        title=title or community.name,
        community=community.name if title else "",
        reports=[forms.report_of(row.code) for row in rows if row.published],
        missing=sum(not row.published for row in rows),
        made_at=now_ms(),
    )


def _links(title: str, length: Length) -> list[tuple[str, str]]:
    """The way to the other length of a series report and to its other forms."""
    other: Length = "summary" if length == "full" else "full"
    ways = [(other, "html", other), *((form, form, length) for form in (*forms.OFFERED, "xlsx"))]
    return [
        (words.t(f"report.forms.{name}"), f"series.{form}?{urlencode({'series': title, 'length': long})}")
        for name, form, long in ways
    ]


@blueprint.get("/communities/<id>/plan")
def plan(id: str) -> str:
    """The form for a meeting in this community, filled in from the one that it carries on."""
    community = _held(id)
    after = normalise_code(request.args.get("after", ""))
    found: dict[str, Any] = {}
    if after:
        glances = _glances(community)
        glance = next((each for each in glances if each.code == after), None)
        if glance is None:
            raise Refusal("not_your_meeting")
        found = _filled_in(glance)
    return templating.render(
        "plan",
        {"urls": {"open": "/api/meetings", "file": "/api/meetings/file"}},
        orders=RUNNING_ORDERS,
        mine=[],
        copied=None,
        key=False,
        community=community,
        after=found,
    )


def _held(id: str) -> Community:
    """The community, for who holds it. To anybody else it is as unknown as one that never was."""
    found = services().identities.community(request.cookies, id)
    if found is None:
        raise Refusal("bad_community_link")
    return found


def _glances(community: Community) -> list[MeetingSummary]:
    return services().store.community_meetings(community.id, ("meeting", "report", "next", "review"))


def _rows(community: Community) -> list[Row]:
    """The meetings, the newest first."""
    return sorted((_row(glance) for glance in _glances(community)), key=lambda row: row.at, reverse=True)


def _row(glance: MeetingSummary) -> Row:
    known: Any = glance.records
    meeting: Meeting = known["meeting", "meeting"]
    report: ReportWords | None = known.get(("report", "report"))
    following: NextMeeting | None = known.get(("next", "next"))
    review: Review | None = known.get(("review", "review"))
    counts = None if review is None or review.counts is UNSET else {str(k): n for k, n in review.counts.items()}
    return Row(
        code=glance.code,
        title=meeting.title,
        series=meeting.series,
        at=meeting.opened_at or meeting.starts_at or glance.created_at,
        state=meeting.state,
        published=bool(report and report.published),
        next=following.at if following else None,
        review=counts,
    )


def _by_series(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Each series with its meetings; the one that met last stands first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.series, []).append(row)
    return list(found.items())


def _filled_in(glance: MeetingSummary) -> dict[str, Any]:
    known: Any = glance.records
    meeting: Meeting = known["meeting", "meeting"]
    following: NextMeeting | None = known.get(("next", "next"))
    return {
        "code": glance.code,
        "title": meeting.title,
        "series": meeting.series,
        "new_title": (following.title if following else "") or meeting.title,
        "at": following.at if following else None,
        "video_url": (following.video_url if following else None) or meeting.video_url or "",
    }
