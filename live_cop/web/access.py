"""Who may do what: finding a meeting, joining it, and who the person behind a request is."""

import hmac
from typing import Literal

from flask import Response, request
from msgspec import Struct

from ..meeting.audience import Viewer
from ..meeting.codes import is_code, join_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..meeting.voices.people import PersonJoin
from .http.identity import Held, new_person
from .services import services


class Joining(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/join`."""

    place: Literal["room", "remote"]
    name: str | None = None
    newcomer: bool = False


def check_host_key() -> None:
    """Raises Refusal `not_a_host` unless this request may open meetings."""
    key = services().settings.host_key
    if not key:
        return
    if services().host_key_throttle.blocked(request.remote_addr):
        raise Refusal("too_many_tries")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    # Headers are read as Latin-1; this gives back the bytes that were sent.
    if not hmac.compare_digest(given.encode("latin-1", "replace"), key.encode()):
        services().host_key_throttle.failed(request.remote_addr)
        raise Refusal("not_a_host")


def join(code: str, joining: Joining) -> tuple[str, Viewer]:
    """Lets somebody in; who is known here already stays the same person. Raises Refusal, with one and the same answer
    for a code that never was and for a meeting that has ended."""
    code, _ = find(code)
    person = viewer_of(code, "participant") or Viewer(new_person(), "participant")
    services().hub.submit_system_and_wait(
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
    code, state = _meeting_of(typed)
    if state is not None and services().identities.knows(request.cookies, code):
        return code, state
    if services().join_code_throttle.blocked(request.remote_addr):
        raise Refusal("too_many_tries")
    # A code that another has taken the place of lets nobody new in.
    if state is None or state.get("meeting", "meeting").state == "closed" or join_code(state) != typed:
        raise unknown_meeting()
    return code, state


def inside(code: str) -> tuple[str, State, Viewer]:
    """The meeting, and who of its people asks. Raises Refusal."""
    code, state = find(code)
    viewer = viewer_of(code)
    if viewer is None or viewer.role == "board" or state.get("person", viewer.person) is None:
        raise Refusal("unknown_meeting")
    check_not_banned(state, viewer)
    return code, state, viewer


def _meeting_of(typed: str) -> tuple[str, State | None]:
    """The meeting that a normalised code leads to, by its own code or by a later one."""
    if not is_code(typed):
        return typed, None
    state = services().hub.state(typed)
    if state is None and (meeting := services().store.meeting_of(typed)):
        return meeting, services().hub.state(meeting)
    return typed, state


def chaired(code: str) -> tuple[str, State, Viewer]:
    """The meeting, for its chair in person. Raises Refusal `not_allowed` for all others, helpers too."""
    code, state = find(code)
    viewer = viewer_of(code, "chair")
    if viewer is None:
        raise Refusal("not_allowed")
    return code, state, viewer


def check_not_banned(state: State, viewer: Viewer | None) -> None:
    """Raises Refusal `kept_out` for a device that the chair has asked to stay out."""
    if viewer is not None and state.get("kept_out", viewer.person) is not None:
        raise Refusal("kept_out")


def unknown_meeting() -> Refusal:
    """The refusal of a code; counts it as a wrong guess."""
    services().join_code_throttle.failed(request.remote_addr)
    return Refusal("unknown_meeting")


def remember(response: Response, code: str, viewer: Viewer, version: int = 1) -> Response:
    """Makes this browser that person."""
    services().identities.remember(response, code, viewer, version)
    return response


def viewer_of(code: str, role: str | None = None) -> Viewer | None:
    """The person behind this request, in this role or else the strongest they have."""
    return services().identities.who(request.cookies, code, role)


def handed_on_link(code: str) -> Held | None:
    """This browser's chair cookie, where the chair has been handed to it and it has not taken the role yet."""
    return services().identities.next(request.cookies, code, "chair")


def holds_its_community(code: str, token: str = "") -> bool:
    """Whether this browser, or the holder of this token, holds the community that a meeting belongs to."""
    id = services().store.community_of(code)
    if id is None:
        return False
    if services().identities.community(request.cookies, id) is not None:
        return True
    found = services().store.community_of_token(token) if token else None
    return found is not None and found.id == id


def join_as(code: str, person: str, role: str) -> None:
    """Makes sure that the person behind a chair's or helper's link is one of the meeting's people."""
    state = services().hub.state(code)
    if state is not None and state.get("person", person) is None:
        services().hub.submit_system_and_wait(
            code, PersonJoin(person=person, place="room", role="helper" if role == "helper" else "chair")
        )
