"""Opening meetings and joining them: what the form, the page and the API share."""

import hmac
import secrets
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from flask import Response, request
from msgspec import Meta, Struct
from msgspec.structs import replace

from ..live.clock import now_ms
from ..meeting import meeting_file, registry
from ..meeting.agenda.carry_over import copy_of, next_of
from ..meeting.agenda.running_orders import RUNNING_ORDERS, PlannedQuestion, RunningOrder
from ..meeting.audience import Viewer
from ..meeting.codes import is_code, join_code, normalise_code
from ..meeting.import_meeting import MeetingImport
from ..meeting.lifecycle import MeetingOpen
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..meeting.voices.people import PersonJoin
from ..store.communities import Community
from ..words.questions import library
from . import parts
from .identity import Held, new_person

#: The year 2100, in UTC milliseconds: nothing is planned after that.
LATEST = 4_102_444_800_000


class Wanted(Struct, frozen=True):
    """The body of `POST /api/meetings`."""

    title: str
    template: str = "standing"
    community: str = ""
    series: str = ""
    #: Puts the meeting into a community: by the token of its link, or by its id for a browser that the link let in.
    community_token: str = ""
    community_id: str = ""
    starts_at: Annotated[int, Meta(ge=0, le=LATEST)] | None = None
    video_url: str | None = None


class Joining(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/join`."""

    place: Literal["room", "remote"]
    name: str | None = None
    newcomer: bool = False


class Opened(Struct, frozen=True):
    """The answer to `POST /api/meetings`."""

    code: str
    join_url: str
    chair_url: str
    board_url: str


def body(kind: type[Any]) -> Any:
    """The request's JSON as this struct. Raises Refusal `bad_args` or `bad_command`."""
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=registry.field_of(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal("bad_command") from None


def base_url() -> str:
    """The address that links carry, without a slash at the end."""
    return parts().settings.public_url or request.host_url.rstrip("/")


def join_url(code: str) -> str:
    """The address that people scan."""
    return f"{base_url()}/m/{code}"


def link(role: str, token: str) -> str:
    """The capability link that gives this role."""
    return f"{base_url()}/{role}/{token}"


def check_host_key() -> None:
    """Raises Refusal `not_a_host` unless this request may open meetings."""
    key = parts().settings.host_key
    if not key:
        return
    if parts().keys.blocked(request.remote_addr):
        raise Refusal("too_many_tries")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    # Headers are read as Latin-1; this gives back the bytes that were sent.
    if not hmac.compare_digest(given.encode("latin-1", "replace"), key.encode()):
        parts().keys.failed(request.remote_addr)
        raise Refusal("not_a_host")


def open_meeting(wanted: Wanted) -> tuple[Opened, Viewer]:
    """Makes the meeting with its chair. Raises Refusal.

    Whoever holds a community may open meetings in it without the host key: its link came from somebody who has one."""
    community = _community(wanted)
    if community is None:
        check_host_key()
    before = _carried_on(wanted.template, wanted.community_token)
    order = _with_questions(next_of(before) if before else _running_order(wanted.template))
    code = parts().store.new_code()
    opening = MeetingOpen(
        code=code,
        title=wanted.title,
        community=wanted.community or (community.name if community else ""),
        series=wanted.series or (before.get("meeting", "meeting").series if before else ""),
        starts_at=wanted.starts_at,
        video_url=wanted.video_url,
        order=order,
    )
    return _made(opening, community)


def bring_in(data: bytes, community_id: str) -> tuple[Opened, Viewer]:
    """Makes the meeting that is in a file, for the chair that asks. Raises Refusal."""
    community = _community(Wanted(title="", community_id=community_id))
    if community is None:
        check_host_key()
    file = meeting_file.read(data)
    return _made(MeetingImport(code=parts().store.new_code(), file=file), community, file.revision)


def _made(
    command: MeetingOpen | MeetingImport, community: Community | None, revision: int = 0
) -> tuple[Opened, Viewer]:
    store, hub, code = parts().store, parts().hub, command.code
    hub.open(code, secrets.token_hex(8), command, revision)
    chair = Viewer(new_person(), "chair")
    hub.submit_system_and_wait(code, PersonJoin(person=chair.person, place="room", role="chair"))
    if community is not None:
        store.join_community(community.id, code, now_ms())
    opened = Opened(
        code=code,
        join_url=join_url(code),
        chair_url=link("chair", store.mint(code, "chair", chair.person)),
        board_url=link("board", store.mint(code, "board", "board")),
    )
    return opened, chair


def join(code: str, joining: Joining) -> tuple[str, Viewer]:
    """Lets somebody in; who is known here already stays the same person. Raises Refusal, with one and the same answer
    for a code that never was and for a meeting that has ended."""
    code, _ = find(code)
    person = who(code, "participant") or Viewer(new_person(), "participant")
    parts().hub.submit_system_and_wait(
        code,
        PersonJoin(person=person.person, place=joining.place, called=joining.name or "", newcomer=joining.newcomer),
    )
    return code, person


def find(code: str) -> tuple[str, State]:
    """The meeting with this code as typed, for somebody who has been in it or for a stranger.

    To a stranger a meeting that has ended is as unknown as a code that never was. Raises Refusal `unknown_meeting`, and
    `too_many_tries` for an address that has guessed wrong too often. People of the meeting never feel that: their
    cookie is no guess."""
    typed = normalise_code(code)
    code, state = _found(typed)
    if state is not None and parts().identities.knows(request.cookies, code):
        return code, state
    if parts().codes.blocked(request.remote_addr):
        raise Refusal("too_many_tries")
    # A code that another has taken the place of lets nobody new in.
    if state is None or state.get("meeting", "meeting").state == "closed" or join_code(state) != typed:
        raise unknown()
    return code, state


def inside(code: str) -> tuple[str, State, Viewer]:
    """The meeting, and who of its people asks. Raises Refusal."""
    code, state = find(code)
    viewer = who(code)
    if viewer is None or viewer.role == "board" or state.get("person", viewer.person) is None:
        raise Refusal("unknown_meeting")
    check_kept_out(state, viewer)
    return code, state, viewer


def _found(typed: str) -> tuple[str, State | None]:
    """The meeting that a normalised code leads to, by its own code or by a later one."""
    if not is_code(typed):
        return typed, None
    state = parts().hub.state(typed)
    if state is None and (meeting := parts().store.meeting_of(typed)):
        return meeting, parts().hub.state(meeting)
    return typed, state


def chaired(code: str) -> tuple[str, State, Viewer]:
    """The meeting, for its chair in person. Raises Refusal `not_allowed` for all others, helpers too."""
    code, state = find(code)
    viewer = who(code, "chair")
    if viewer is None:
        raise Refusal("not_allowed")
    return code, state, viewer


def check_kept_out(state: State, viewer: Viewer | None) -> None:
    """Raises Refusal `kept_out` for a device that the chair has asked to stay out."""
    if viewer is not None and state.get("kept_out", viewer.person) is not None:
        raise Refusal("kept_out")


def unknown() -> Refusal:
    """The refusal of a code; counts it as a wrong guess."""
    parts().codes.failed(request.remote_addr)
    return Refusal("unknown_meeting")


def remember(response: Response, code: str, viewer: Viewer, version: int = 1) -> Response:
    """Makes this browser that person."""
    parts().identities.remember(response, code, viewer, version)
    return response


def who(code: str, role: str | None = None) -> Viewer | None:
    """The person behind this request, in this role or else the strongest they have."""
    return parts().identities.who(request.cookies, code, role)


def handed(code: str) -> Held | None:
    """This browser's chair cookie, where the chair has been handed to it and it has not taken the role yet."""
    return parts().identities.next(request.cookies, code, "chair")


def short_url() -> str:
    """The server's address as one reads it out: without https:// and without a slash."""
    address = urlsplit(base_url())
    return address.netloc + address.path


def _community(wanted: Wanted) -> Community | None:
    """The community that the meeting is opened in. Raises Refusal `bad_community_link`."""
    found = None
    if wanted.community_token:
        found = parts().store.community_of_token(wanted.community_token)
    elif wanted.community_id:
        found = parts().identities.community(request.cookies, wanted.community_id)
    if found is None and (wanted.community_token or wanted.community_id):
        raise Refusal("bad_community_link")
    return found


def holds(code: str, token: str = "") -> bool:
    """Whether this browser, or the holder of this token, holds the community that a meeting belongs to."""
    id = parts().store.community_of(code)
    if id is None:
        return False
    if parts().identities.community(request.cookies, id) is not None:
        return True
    found = parts().store.community_of_token(token) if token else None
    return found is not None and found.id == id


def _carried_on(template: str, token: str = "") -> State | None:
    """The meeting that this one carries on, for its chair or a holder of its community. Raises Refusal."""
    if not template.startswith("next:"):
        return None
    code = normalise_code(template.removeprefix("next:"))
    state = parts().hub.state(code)
    if state is None or not (who(code, "chair") or holds(code, token)):
        raise Refusal("not_your_meeting")
    return state


def _running_order(template: str) -> RunningOrder:
    if template.startswith("copy:"):
        code = normalise_code(template.removeprefix("copy:"))
        state = parts().hub.state(code)
        if state is None or who(code, "chair") is None:
            raise Refusal("not_your_meeting")
        return copy_of(state)
    if template not in RUNNING_ORDERS:
        raise Refusal("bad_args", field="template")
    return RUNNING_ORDERS[template]


def _with_questions(order: RunningOrder) -> RunningOrder:
    """The running order with the library that ships, unless a community brings its own."""
    if order.questions:
        return order
    shipped = [msgspec.convert({"text": text, "group": group}, PlannedQuestion) for group, text in library()]
    return replace(order, questions=shipped)
