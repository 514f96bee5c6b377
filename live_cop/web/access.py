"""Access control: finding a meeting by its code, joining it, and the person and role behind a request."""

import hmac
from typing import Literal

from flask import Response, request
from msgspec import Struct

from ..meeting.audience import Viewer
from ..meeting.codes import is_code, join_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..meeting.voices.people import PersonJoin
from .http.identity import Identity, new_person
from .services import services


class Joining(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/join`."""

    place: Literal["room", "remote"]
    name: str | None = None
    newcomer: bool = False


def check_host_key() -> None:
    """Checks that this request may open meetings. Raises Refusal `not_a_host`, and `too_many_tries` for an address
    that has sent too many wrong keys."""
    key = services().settings.host_key
    if not key:
        return
    if services().host_key_throttle.blocked(request.remote_addr):
        raise Refusal("too_many_tries")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    # Headers are decoded as Latin-1; encoding them again gives the bytes that were sent.
    if not hmac.compare_digest(given.encode("latin-1", "replace"), key.encode()):
        services().host_key_throttle.failed(request.remote_addr)
        raise Refusal("not_a_host")


def join(code: str, joining: Joining) -> tuple[str, Viewer]:
    """Adds somebody to the meeting and returns its own code and the person; a browser that has joined before stays the
    same person.

    Raises Refusal: those of `find_meeting` and of the command `person.join`."""
    code, _ = find_meeting(code)
    person = viewer_of(code, "participant") or Viewer(new_person(), "participant")
    services().hub.submit_system_and_wait(
        code,
        PersonJoin(person=person.person, place=joining.place, called=joining.name or "", newcomer=joining.newcomer),
    )
    return code, person


def ensure_joined(code: str, person: str, role: str) -> None:
    """Adds the person behind a chair's or helper's link to the meeting, unless they are in it already."""
    state = services().hub.state(code)
    if state is not None and state.get("person", person) is None:
        services().hub.submit_system_and_wait(
            code, PersonJoin(person=person, place="room", role="helper" if role == "helper" else "chair")
        )


def find_meeting(code: str) -> tuple[str, State]:
    """The meeting with this code as typed, and its own code: to anybody who has been in it, and while it is open to
    everybody.

    Raises Refusal `unknown_meeting`, the same for a code that never existed and, to strangers, for a meeting that has
    ended; and `too_many_tries` for an address that has sent too many wrong codes. People of the meeting are never
    throttled: their cookie is not a guess."""
    typed = normalise_code(code)
    code, state = _meeting_of(typed)
    if state is not None and services().identities.has_been_in(request.cookies, code):
        return code, state
    if services().join_code_throttle.blocked(request.remote_addr):
        raise Refusal("too_many_tries")
    # A join code that has been replaced lets nobody new in.
    if state is None or state.get("meeting", "meeting").state == "closed" or join_code(state) != typed:
        raise wrong_code()
    return code, state


def _meeting_of(typed: str) -> tuple[str, State | None]:
    """The meeting that a normalised code leads to: its own code, or a join code that replaced it."""
    if not is_code(typed):
        return typed, None
    state = services().hub.state(typed)
    if state is None and (meeting := services().store.meeting_of(typed)):
        return meeting, services().hub.state(meeting)
    return typed, state


def wrong_code() -> Refusal:
    """Counts a wrong guess against this address. Returns the refusal `unknown_meeting`, to be raised."""
    services().join_code_throttle.failed(request.remote_addr)
    return Refusal("unknown_meeting")


def require_person(code: str) -> tuple[str, State, Viewer]:
    """The meeting and the person of it who asks, in their strongest role; a board is not a person.

    Raises Refusal `unknown_meeting` for anybody else, `kept_out` for somebody who is banned, and `too_many_tries`."""
    code, state = find_meeting(code)
    viewer = viewer_of(code)
    if viewer is None or viewer.role == "board" or state.get("person", viewer.person) is None:
        raise Refusal("unknown_meeting")
    check_not_banned(state, viewer)
    return code, state, viewer


def require_chair(code: str) -> tuple[str, State, Viewer]:
    """The meeting and its chair. Raises Refusal `not_allowed` for everybody else, helpers included, and those of
    `find_meeting`."""
    code, state = find_meeting(code)
    viewer = viewer_of(code, "chair")
    if viewer is None:
        raise Refusal("not_allowed")
    return code, state, viewer


def check_not_banned(state: State, viewer: Viewer | None) -> None:
    """Raises Refusal `kept_out` for a person whom the chair has banned."""
    if viewer is not None and state.get("kept_out", viewer.person) is not None:
        raise Refusal("kept_out")


def set_viewer(response: Response, code: str, viewer: Viewer, version: int = 1) -> Response:
    """The response with the cookie that identifies this browser as this person."""
    services().identities.set_viewer(response, code, viewer, version)
    return response


def viewer_of(code: str, role: str | None = None) -> Viewer | None:
    """The person behind this request, in this role, or else in their strongest one."""
    return services().identities.viewer(request.cookies, code, role)


def pending_chair(code: str) -> Identity | None:
    """This browser's chair cookie, if the chair has been handed over to it and it has not taken the role yet."""
    return services().identities.pending(request.cookies, code, "chair")


def has_access_to_community_of(code: str, token: str = "") -> bool:
    """Whether this browser, or this token, has access to the community that the meeting belongs to."""
    id = services().store.community_of(code)
    if id is None:
        return False
    if services().identities.community(request.cookies, id) is not None:
        return True
    found = services().store.community_of_token(token) if token else None
    return found is not None and found.id == id
