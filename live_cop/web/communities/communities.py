"""A community's page: its series and meetings, and the form for the next one. Its link is the permission."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, request
from msgspec import UNSET, Struct
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from ...live.clock import now_ms
from ...meeting.agenda.carry_over import copy_running_order
from ...meeting.agenda.running_orders import RUNNING_ORDERS
from ...meeting.codes import normalise_code
from ...meeting.followup.health_check import STAGES
from ...meeting.ordering import ordered
from ...meeting.records.followup import NextMeeting, Review
from ...meeting.records.lifecycle import Meeting
from ...meeting.records.report_texts import ReportWords, Resource
from ...meeting.refusal import Refusal
from ...meeting.texts.fold import fold
from ...meeting.texts.text import TITLE_LENGTH, required
from ...meeting.texts.time_zone import time_zone
from ...report.accent import accent_of, parse
from ...report.series_facts import resource_key
from ...report.theme import Theme
from ...store.communities import Community, MeetingSummary
from ...store.privacy.retention import RetentionPolicy
from ...words import figures
from .. import access, addresses, templating
from ..http import json
from ..http.forms import form_error
from ..http.identity import check_probed, keeps_cookies, probe
from ..services import save, services
from . import retention, theme
from .retention import NewPolicy

blueprint = Blueprint("communities", __name__)


class NewCommunity(Struct, frozen=True):
    """The body of `POST /api/communities`; `meeting` is the code of its first meeting, if any. Without a `time_zone`
    the community has that of the meeting."""

    name: str = ""
    meeting: str = ""
    time_zone: str = ""


#: The running orders that a community may save: more than anybody chooses from.
MOST_ORDERS = 12


class NewTimeZone(Struct, frozen=True):
    """The body of `POST /api/communities/<id>/time-zone`."""

    time_zone: str


class MeetingRow(Struct, frozen=True):
    """A meeting as the page lists it. Times are in UTC milliseconds; `next` is the date that it set for the meeting
    after it, `review` the counts of its health check, and `resources` those of its published report by their ids."""

    code: str
    version: tuple[str, int]
    title: str
    series: str
    at: int
    zone: str
    standing: str
    takes_place: bool
    published: bool
    next: int | None
    review: dict[str, int] | None
    resources: list[tuple[str, Resource]]


class ListedResource(Struct, frozen=True):
    """A useful thing as the page lists it, with the address and the size of its file in words, if it has one."""

    title: str
    url: str
    helps: str
    file: str = ""
    size: str = ""
    file_url: str = ""


@blueprint.post("/api/communities")
def create() -> AnyResponse:
    """Creates a community and its link; the chair's own meeting may be the first in it.

    Raises Refusal `not_your_meeting`, `in_a_community`, those of `check_may_open` without a meeting, and `empty` or
    `too_long` for the name."""
    wanted = json.body(NewCommunity)
    code, name, zone = normalise_code(wanted.meeting), wanted.name, time_zone(wanted.time_zone)
    store = services().store
    if code:
        state = services().hub.read(code) if access.viewer_of(code, "chair") else None
        if state is None:
            raise Refusal("not_your_meeting")
        if store.communities.of_meeting(code) is not None:
            raise Refusal("in_a_community")
        meeting: Meeting = state.get("meeting", "meeting")
        name = name if name.strip() else meeting.community or meeting.title
        zone = zone or meeting.time_zone
    else:
        access.check_may_open()
    community, token = save(store.communities.create, required(name, TITLE_LENGTH), now_ms())
    save(store.communities.set_time_zone, community.id, zone)
    if code and not save(store.add_to_community, community.id, code, now_ms()):
        raise Refusal("in_a_community")
    response = json.answer({"id": community.id, "community_url": addresses.capability_link("community", token)}, 201)
    services().identities.set_community(response, community)
    return response


@blueprint.post("/api/communities/<id>/link")
def renew_link(id: str) -> AnyResponse:
    """A new link, for one that is lost or in the wrong hands. Everybody loses access except this browser."""
    community = require_access(id)
    token = save(services().store.communities.renew_link, community.id)
    response = json.answer({"community_url": addresses.capability_link("community", token)})
    renewed = services().store.communities.by_id(community.id)
    assert renewed is not None
    services().identities.set_community(response, renewed)
    return response


@blueprint.post("/api/communities/<id>/keep")
def set_retention(id: str) -> AnyResponse:
    """Sets how long data is kept from now on, that of earlier meetings included."""
    community = require_access(id)
    wanted = json.body(NewPolicy)
    save(
        services().store.set_retention_policy,
        community.id,
        RetentionPolicy(attendance_days=wanted.attendance_days, wall_days=wanted.wall_days),
    )
    return json.answer({"attendance_days": wanted.attendance_days, "wall_days": wanted.wall_days})


@blueprint.post("/api/communities/<id>/time-zone")
def set_time_zone(id: str) -> AnyResponse:
    """Sets the zone in which the times of its coming meetings are given. Raises Refusal `bad_time_zone`."""
    community = require_access(id)
    zone = time_zone(json.body(NewTimeZone).time_zone)
    save(services().store.communities.set_time_zone, community.id, zone)
    return json.answer({"time_zone": zone})


@blueprint.get("/community/<token>")
def by_link(token: str) -> AnyResponse:
    """Opens the community's link: stores the access in a cookie and takes the token out of the address bar."""
    community = services().store.communities.by_token(token)
    if community is None:
        raise Refusal("bad_community_link")
    check_probed()
    if not keeps_cookies():
        return probe(make_response(redirect(f"{request.path}?probed")))
    response = make_response(redirect(f"/communities/{community.id}"))
    services().identities.set_community(response, community)
    return response


@blueprint.get("/communities/<id>")
def page(id: str) -> str:
    return render_page(require_access(id))


def render_page(community: Community, typed: Mapping[str, str] | None = None, error: Refusal | None = None) -> str:
    """The page; after an error in the form of its theme, with what was typed there."""
    rows = meeting_rows(community)
    policy = retention.policy_of_community(community.id)
    base = f"/api/communities/{community.id}"
    return templating.render(
        "community",
        {
            "urls": {
                "renew": f"{base}/link",
                "keep": f"{base}/keep",
                "zone": f"{base}/time-zone",
                "shades": f"{base}/shades",
            }
        },
        community=community,
        **_theme_values(community, typed, error),
        kept=policy,
        saved_orders=services().store.communities.running_orders(community.id),
        meetings=rows,
        time_zone=services().store.communities.time_zone(community.id),
        walls=retention.choices(retention.WALL_CHOICES, policy.wall_days),
        attendances=retention.choices(retention.ATTENDANCE_CHOICES, policy.attendance_days),
        series=[(name, meetings, _resources(meetings)) for name, meetings in _by_series(rows)],
        reviews=[row for row in rows if row.review],
        stages=STAGES,
    )


def _theme_values(community: Community, typed: Mapping[str, str] | None, error: Refusal | None) -> dict[str, Any]:
    """How the page looks, and what the form about it begins with."""
    saved = theme.of_community(services().store, community.id) or Theme(community.name)
    written = {"name": saved.name, "accent": saved.accent, **(typed or {})}
    accent = accent_of(parse(written["accent"]) or "")
    return {
        "theme": saved,
        "theme_css": theme.css(saved),
        "typed": written,
        "error": form_error(error),
        "light": theme.properties(accent.light),
        "dark": theme.properties(accent.dark),
        "logo_url": f"/communities/{community.id}/logo/{saved.digest}.png" if saved.digest else "",
        "theme_is_open": error is not None or "looks" in request.args,
        "theme_is_saved": error is None and "looks" in request.args,
    }


@blueprint.post("/communities/<id>/orders")
def save_order(id: str) -> AnyResponse:
    """Saves the agenda of one of its meetings as a running order, or deletes one (`remove`).

    Raises Refusal `not_your_meeting` for another meeting, `too_many`, and `empty` or `too_long` for the name."""
    community, store = require_access(id), services().store
    if saved := request.form.get("remove"):
        save(store.communities.delete_running_order, community.id, saved)
        return redirect(f"/communities/{community.id}#orders", 303)
    name = required(request.form.get("name", ""), TITLE_LENGTH)
    code = normalise_code(request.form.get("meeting", ""))
    state = services().hub.read(code) if store.communities.of_meeting(code) == community.id else None
    if state is None:
        raise Refusal("not_your_meeting")
    if not save(store.communities.save_running_order, community.id, name, copy_running_order(state), MOST_ORDERS):
        raise Refusal("too_many")
    return redirect(f"/communities/{community.id}#orders", 303)


@blueprint.get("/communities/<id>/plan")
def plan(id: str) -> str:
    """The form for a new meeting in this community, filled in from the meeting `?after=` that it follows.

    Raises Refusal `not_your_meeting` for a meeting of another community."""
    community = require_access(id)
    after = normalise_code(request.args.get("after", ""))
    defaults: dict[str, Any] = {}
    if after:
        previous = next((each for each in _summaries(community) if each.code == after), None)
        if previous is None:
            raise Refusal("not_your_meeting")
        defaults = _defaults_from(previous)
    return templating.render(
        "plan",
        {"urls": {"open": "/api/meetings?probed", "file": "/api/meetings/file?probed"}},
        orders=RUNNING_ORDERS,
        mine=[],
        copied=None,
        **access.asked_to_open(in_community=True),
        community=community,
        time_zone=services().store.communities.time_zone(community.id),
        saved_orders=services().store.communities.running_orders(community.id),
        after=defaults,
    )


def require_access(id: str) -> Community:
    """The community, if this browser has access to it. Raises Refusal `bad_community_link`, the same for a community
    that does not exist."""
    found = services().identities.community(request.cookies, id)
    if found is None:
        raise Refusal("bad_community_link")
    return found


def meeting_rows(community: Community) -> list[MeetingRow]:
    """The community's meetings, the newest first."""
    return sorted((_row(summary) for summary in _summaries(community)), key=lambda row: row.at, reverse=True)


def _summaries(community: Community) -> list[MeetingSummary]:
    return services().store.communities.meetings(community.id, ("meeting", "report", "next", "review", "resource"))


def _row(summary: MeetingSummary) -> MeetingRow:
    records: Any = summary.records
    meeting: Meeting = records["meeting", "meeting"]
    report: ReportWords | None = records.get(("report", "report"))
    following: NextMeeting | None = records.get(("next", "next"))
    review: Review | None = records.get(("review", "review"))
    counts = None if review is None or review.counts is UNSET else {str(k): n for k, n in review.counts.items()}
    published = bool(report and report.published)
    return MeetingRow(
        code=summary.code,
        version=summary.version,
        title=meeting.title,
        series=meeting.series,
        at=meeting.opened_at or meeting.starts_at or summary.created_at,
        standing=meeting.standing,
        takes_place=meeting.takes_place,
        published=published,
        next=following.at if following else None,
        zone=meeting.time_zone,
        review=counts,
        resources=ordered(
            {id: each for (kind, id), each in records.items() if kind == "resource"} if published else {}
        ),
    )


def _by_series(rows: list[MeetingRow]) -> list[tuple[str, list[MeetingRow]]]:
    """Each series with its meetings; the series that met last comes first."""
    found: dict[str, list[MeetingRow]] = {}
    for row in rows:
        found.setdefault(fold(row.series), []).append(row)
    return [(meetings[0].series, meetings) for meetings in found.values()]


def _resources(rows: list[MeetingRow]) -> list[ListedResource]:
    """The resources of a series, each once: as the newest meeting has it, those of the newest meeting first."""
    found: dict[str, ListedResource] = {}
    for row in rows:
        for id, each in row.resources:
            key = resource_key(each.title, each.url, each.file.name if each.file else "")
            found.setdefault(key, _listed(row.code, id, each))
    return list(found.values())


def _listed(code: str, id: str, resource: Resource) -> ListedResource:
    listed = ListedResource(resource.title, resource.url, resource.helps)
    if resource.file is None:
        return listed
    file = resource.file
    return replace(listed, file=file.name, size=figures.size(file.size), file_url=f"/m/{code}/files/{id}")


def _defaults_from(previous: MeetingSummary) -> dict[str, Any]:
    """The values with which the form for the next meeting begins."""
    records: Any = previous.records
    meeting: Meeting = records["meeting", "meeting"]
    following: NextMeeting | None = records.get(("next", "next"))
    return {
        "code": previous.code,
        "title": meeting.title,
        "series": meeting.series,
        "new_title": (following.title if following else "") or meeting.title,
        "at": following.at if following else None,
        "venue": (following.venue if following else "") or meeting.venue,
        "video_url": (following.video_url if following else None) or meeting.video_url or "",
    }
