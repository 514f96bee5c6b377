"""Opening meetings: a new one, a copy, the next of a series, or one imported from a file."""

import secrets
from typing import Annotated, cast

import msgspec
from flask import request
from msgspec import Meta, Struct
from msgspec.structs import replace

from ..live.clock import now_ms
from ..meeting.agenda.carry_over import copy_running_order, next_running_order
from ..meeting.agenda.running_orders import RUNNING_ORDERS, PlannedQuestion, RunningOrder
from ..meeting.audience import Viewer
from ..meeting.codes import normalise_code
from ..meeting.lifecycle.lifecycle import MeetingOpen
from ..meeting.records.lifecycle import Meeting
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..meeting.voices.people import PersonJoin
from ..store.communities import Community
from ..words import languages, question_library
from . import importing
from .access import check_may_open, has_access_to_community_of, viewer_of
from .addresses import capability_link, join_url
from .http.identity import new_person
from .services import save, services

#: The latest start that a meeting may have: the year 2100, in UTC milliseconds.
MAX_STARTS_AT = 4_102_444_800_000


class NewMeeting(Struct, frozen=True):
    """The body of `POST /api/meetings`.

    `template` is the name of a running order, or `copy:<code>` for that of a meeting that this browser chairs, or
    `next:<code>` for the meeting that follows another one, or `saved:<id>` for a running order of the community.
    `starts_at` is in UTC milliseconds."""

    title: str
    template: str = "standing"
    community: str = ""
    series: str = ""
    #: The community that the meeting joins: by the token of its link, or by its id if this browser has access to it.
    community_token: str = ""
    community_id: str = ""
    starts_at: Annotated[int, Meta(ge=0, le=MAX_STARTS_AT)] | None = None
    venue: str = ""
    #: The zone in which its times are given; "" for that of the community.
    time_zone: str = ""
    video_url: str | None = None
    #: The language of the board, the report and letters: by default that of the meeting before, of the newest one of
    #: its community, or of the page on which the meeting is opened.
    language: str = ""


class Opened(Struct, frozen=True):
    """The answer to `POST /api/meetings`."""

    code: str
    join_url: str
    chair_url: str
    board_url: str


def open_meeting(wanted: NewMeeting) -> tuple[Opened, Viewer]:
    """Opens the meeting with its chair. With access to a community, meetings can be opened in it without the host key,
    because its link came from somebody who has the key.

    Raises Refusal: those of `check_may_open`, `bad_community_link`, `not_your_meeting`, `bad_args` for an
    unknown template, and those of the command `meeting.open`."""
    community = _community(wanted)
    check_may_open(in_community=community is not None)
    previous = _previous_meeting(wanted.template, wanted.community_token)
    order = next_running_order(previous, wanted.starts_at) if previous else _running_order(wanted.template, community)
    order = _with_questions(order)
    code = services().store.new_code()
    opening = MeetingOpen(
        code=code,
        title=wanted.title,
        community=wanted.community or (community.name if community else ""),
        series=wanted.series or (previous.get("meeting", "meeting").series if previous else ""),
        starts_at=wanted.starts_at,
        video_url=wanted.video_url,
        venue=wanted.venue,
        time_zone=_time_zone(wanted, community, previous),
        order=order,
        language=_language(wanted.language, previous, community),
    )
    services().hub.open(code, secrets.token_hex(8), opening)
    if community and opening.time_zone and not services().store.communities.time_zone(community.id):
        save(services().store.communities.set_time_zone, community.id, opening.time_zone)
    return _let_go(_with_links(code, community))


def _language(wanted: str, previous: State | None, community: Community | None) -> str:
    """The language of a new meeting: that of the one before, of the newest one of its community, or of the page on
    which it is opened. Raises Refusal `bad_args` for one that there are no words in."""
    if wanted and wanted not in languages.languages():
        raise Refusal("bad_args", field="language")
    if not wanted and previous:
        wanted = previous.get("meeting", "meeting").language
    if not wanted and community:
        there = services().store.communities.meetings(community.id, ("meeting",))
        newest = max(there, key=lambda each: each.created_at, default=None)
        wanted = cast(Meeting, newest.records["meeting", "meeting"]).language if newest else ""
    return wanted or languages.current().code


def open_practice(state: State) -> tuple[Opened, Viewer]:
    """Opens a practice meeting with the running order of this one."""
    code, title = services().store.new_code(), state.get("meeting", "meeting").title
    opening = MeetingOpen(
        code=code,
        title=title,
        order=_with_questions(copy_running_order(state)),
        practice=True,
        language=state.get("meeting", "meeting").language,
    )
    services().hub.open(code, secrets.token_hex(8), opening)
    return _with_links(code, None)


def import_meeting(community_id: str) -> tuple[Opened, Viewer]:
    """Opens a meeting from the exported file in the request; this browser becomes its chair.

    Raises Refusal: those of `check_may_open` and `bad_community_link`, all before the file is received, and those of
    `importing.import_uploaded`."""
    community = _community(NewMeeting(title="", community_id=community_id))
    check_may_open(in_community=community is not None)
    return _let_go(_with_links(importing.import_uploaded(), community))


def _let_go(opened: tuple[Opened, Viewer]) -> tuple[Opened, Viewer]:
    """The meeting may go to the process to which its people are led by its code."""
    services().hub.let_go(opened[0].code)
    return opened


def _with_links(code: str, community: Community | None) -> tuple[Opened, Viewer]:
    """A new meeting with a chair and the first links."""
    store, hub = services().store, services().hub
    chair = Viewer(new_person(), "chair")
    hub.submit_system_and_wait(code, PersonJoin(person=chair.person, place="room", role="chair"))
    if community is not None:
        save(store.add_to_community, community.id, code, now_ms())
    services().join_codes.knows(request.remote_addr, code)
    opened = Opened(
        code=code,
        join_url=join_url(code),
        chair_url=capability_link("chair", save(store.links.create, code, "chair", chair.person)),
        board_url=capability_link("board", save(store.links.create, code, "board", "board")),
    )
    return opened, chair


def _community(wanted: NewMeeting) -> Community | None:
    """The community that the meeting is opened in, if any. Raises Refusal `bad_community_link` without access to it."""
    found = None
    if wanted.community_token:
        found = services().store.communities.by_token(wanted.community_token)
    elif wanted.community_id:
        found = services().identities.community(request.cookies, wanted.community_id)
    if found is None and (wanted.community_token or wanted.community_id):
        raise Refusal("bad_community_link")
    return found


def _time_zone(wanted: NewMeeting, community: Community | None, previous: State | None) -> str:
    """The zone of the meeting's times: as asked for, else that of its community or of the meeting before."""
    if wanted.time_zone:
        return wanted.time_zone
    zone = services().store.communities.time_zone(community.id) if community else ""
    return zone or (previous.get("meeting", "meeting").time_zone if previous else "")


def _previous_meeting(template: str, token: str = "") -> State | None:
    """The meeting that this one follows, if any. Raises Refusal `not_your_meeting` for anybody but its chair and those
    who have access to its community."""
    if not template.startswith("next:"):
        return None
    code = normalise_code(template.removeprefix("next:"))
    # Only then, since the time that it takes to load a meeting would tell that it exists.
    state = services().hub.read(code) if viewer_of(code, "chair") or has_access_to_community_of(code, token) else None
    if state is None:
        raise Refusal("not_your_meeting")
    return state


def _running_order(template: str, community: Community | None) -> RunningOrder:
    """The running order that a template names. Raises Refusal `not_your_meeting` or `bad_args`."""
    if template.startswith("saved:"):
        saved = services().store.communities.running_orders(community.id) if community else []
        found = next((each.order for each in saved if each.id == template.removeprefix("saved:")), None)
        if found is None:
            raise Refusal("bad_args", field="template")
        return found
    if template.startswith("copy:"):
        code = normalise_code(template.removeprefix("copy:"))
        state = services().hub.read(code) if viewer_of(code, "chair") else None
        if state is None:
            raise Refusal("not_your_meeting")
        return copy_running_order(state)
    if template not in RUNNING_ORDERS:
        raise Refusal("bad_args", field="template")
    return RUNNING_ORDERS[template]


def _with_questions(order: RunningOrder) -> RunningOrder:
    """The running order with the built-in library of questions, unless it has questions of its own."""
    if order.questions:
        return order
    built_in = [msgspec.convert({"text": text, "group": group}, PlannedQuestion) for group, text in question_library()]
    return replace(order, questions=built_in)
