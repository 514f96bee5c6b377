"""Access control: finding a meeting by its code, joining it, opening one, and the person and role behind a request.

Only join codes and host keys are short enough to guess, so only they go through a throttle. Tokens of links have 192
random bits and are looked at without one.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any, Literal, TypeVar
from urllib.parse import urlencode

from flask import Response, current_app, request
from msgspec import Struct

from ..live.addresses import network
from ..meeting.audience import Viewer
from ..meeting.codes import is_code, join_code, normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..meeting.voices import people
from ..meeting.voices.people import PersonCrowd, PersonJoin
from ..settings import SHORT_KEY
from .host.openid_provider import PATH as SIGN_IN_PATH
from .http.identity import Identity, SignedIn, new_person
from .http.routing import Rerouted
from .http.throttle import Throttle
from .services import services

Found = TypeVar("Found")
#: What the address of a form says where somebody comes back to it without having signed in: why.
SIGN_IN = "sign_in"


class Joining(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/join`."""

    place: Literal["room", "remote"]
    name: str | None = None
    newcomer: bool = False


def check_may_open(*, in_community: bool = False) -> None:
    """Checks that this request may open a meeting or a community. The holder of the host key may open as many as they
    want, and so may people who have signed in. Where the server asks for neither, and in a community unless the host
    wants otherwise, an address has so many a day.

    Raises Refusal `not_a_host`, `sign_in_first`, `too_many_tries`, and `too_many_meetings`."""
    if not _is_free(in_community=in_community):
        _check_may_host()
    elif not services().openings.take(network(request.remote_addr)):
        raise Refusal("too_many_meetings")


def asked_to_open(*, in_community: bool = False) -> dict[str, Any]:
    """What the form that opens a meeting asks of this browser: the host key, to sign in at an address, or either;
    whether its user has signed in; and why not, where they have tried just now."""
    settings, free = services().settings, _is_free(in_community=in_community)
    asked = not free and not is_signed_in()
    return {
        "key": asked and bool(settings.host_key),
        "sign_in": _sign_in_address() if asked and settings.oidc_issuer else "",
        "signed_in": is_signed_in(),
        "why_not": request.args.get(SIGN_IN) if asked else None,
    }


def _sign_in_address() -> str:
    """Where to sign in and come back to this page from."""
    args = urlencode([(name, value) for name, value in request.args.items(multi=True) if name != SIGN_IN])
    return f"{SIGN_IN_PATH}?{urlencode({'there': f'{request.path}?{args}'.rstrip('?')})}"


def _is_free(*, in_community: bool) -> bool:
    """Whether a meeting may be opened without the host key and without signing in: by anybody, or by people with access
    to a community, in it."""
    settings = services().settings
    if not (settings.host_key or settings.oidc_issuer) or settings.who_opens == "anyone":
        return True
    return settings.who_opens != "key" and in_community


def _check_may_host() -> None:
    """Raises those of `check_host_key`, and Refusal `sign_in_first` where the server has no host key."""
    if is_signed_in():
        return
    if not services().settings.host_key:
        raise Refusal("sign_in_first")
    check_host_key()


def signing_in() -> SignedIn:
    """The cookie of people who have signed in. It ends with the provider that is set."""
    settings = services().settings
    return SignedIn(str(current_app.config["SECRET_KEY"]), f"{settings.oidc_issuer} {settings.oidc_client}")


def is_signed_in() -> bool:
    """Whether the person behind this request has signed in at the provider of this server."""
    return bool(services().settings.oidc_issuer) and signing_in().is_on(request.cookies)


def check_host_key() -> None:
    """Checks that this request has the host key. Raises those of `check_key`."""
    # Headers are decoded as Latin-1; encoding them again gives the bytes that were sent.
    check_key(request.headers.get("Authorization", "").removeprefix("Bearer ").strip().encode("latin-1", "replace"))


def check_key(given: bytes) -> None:
    """Checks that this is the host key. Raises Refusal `not_a_host`, and `too_many_tries` where this address guesses
    too much."""
    key = services().settings.host_key
    right = hmac.compare_digest(given, key.encode())
    if right and len(key) >= SHORT_KEY:
        # At any speed it would take longer than the server lives to guess it.
        return
    if not given or not _look(services().host_keys, "key", hashlib.sha256(given).hexdigest(), lambda: right or None):
        raise Refusal("not_a_host")


def join(code: str, joining: Joining) -> tuple[str, Viewer]:
    """Adds somebody to the meeting and returns its own code and the person; a browser that has joined before stays the
    same person.

    Raises Refusal: those of `find_meeting` and of the command `person.join`, and `too_many_joining`."""
    code, state = find_meeting(code)
    person = viewer_of(code, "participant")
    if person is None:
        person = Viewer(new_person(), "participant")
        _limit_joining(state, person)
    services().hub.submit_system_and_wait(
        code,
        PersonJoin(person=person.person, place=joining.place, called=joining.name or "", newcomer=joining.newcomer),
    )
    return code, person


def ensure_joined(code: str, person: str, role: str) -> None:
    """Adds the person behind a chair's or helper's link to the meeting, unless they are in it already.

    Raises Refusal `too_many_joining`."""
    state = services().hub.state(code)
    if state is not None and state.get("person", person) is None:
        if role == "helper":
            _limit_joining(state, Viewer(person, "helper"))
        services().hub.submit_system_and_wait(
            code, PersonJoin(person=person, place="room", role="helper" if role == "helper" else "chair")
        )


def _limit_joining(state: State, person: Viewer) -> None:
    """Counts this new person of a meeting, of those who join it from this address. Raises Refusal `too_many_joining`.

    Whoever fills a meeting with its code keeps out nobody who has a link: a chair's link is one person, and a helper's,
    with which any number may join, has an allowance of its own. So have people who have been on the page of the meeting
    (see http/join_ticket.py), and all who come with a new code, which the chair may make where one is abused."""
    who = f"{state.code} {join_code(state)} {person.role} {network(request.remote_addr)}"
    if person.role == "participant" and services().tickets.take(state.code):
        who += " page"

    def has_come(other: str) -> bool:
        now = services().hub.state(state.code)
        return now is not None and people.has_come(now, other)

    def tell_chair() -> None:
        services().hub.submit_system(state.code, PersonCrowd(), lambda found: None)

    if not services().newcomers.take(who, person.person, has_come, tell_chair):
        raise Refusal("too_many_joining")


def find_meeting(code: str) -> tuple[str, State]:
    """The meeting with this code as typed, and its own code: to anybody who has been in it, and while it is open to
    everybody.

    Raises Refusal `unknown_meeting`, the same for a code that never existed and, to strangers, for a meeting that has
    ended; and `too_many_tries` where an address guesses too much. People of the meeting are never throttled: their
    cookie is not a guess."""
    typed = normalise_code(code)
    if not is_code(typed):
        raise Refusal("unknown_meeting")
    if found := _own_meeting(typed):
        return found
    found = _look(services().join_codes, "code", typed, lambda: _open_meeting_of(typed))
    if found is None:
        raise Refusal("unknown_meeting")
    return found


def _own_meeting(typed: str) -> tuple[str, State] | None:
    """The meeting of this code, if this browser has been in it. Its people may let in others at the same address.

    The cookies are looked at first: how long it takes to load a meeting must not tell anybody that it exists."""
    identities, code = services().identities, typed
    if not identities.has_been_in_any(request.cookies):
        return None
    if not identities.has_been_in(request.cookies, code):
        code = services().store.meeting_of(typed) or ""
        if not identities.has_been_in(request.cookies, code):
            return None
    state = services().hub.state(code)
    if state is None:
        return None
    services().join_codes.knows(request.remote_addr, join_code(state))
    return code, state


def _open_meeting_of(typed: str) -> tuple[str, State] | None:
    """The meeting that everybody may join with this code. One that has been replaced lets nobody new in."""
    hub = services().hub
    # A whole room comes at once, mostly by the own code of a meeting in memory: the file is not opened for each.
    # A code that lets nobody in is looked up as before, whether there is such a meeting or not: time tells nothing.
    if (state := hub.loaded(typed)) is not None and _is_open_by(state, typed):
        return typed, state
    code = services().store.meeting_of(typed) or typed
    state = hub.state(code)
    return (code, state) if state is not None and _is_open_by(state, typed) else None


def _is_open_by(state: State, typed: str) -> bool:
    return state.get("meeting", "meeting").state != "closed" and join_code(state) == typed


def _look(throttle: Throttle, what: str, guess: str, find: Callable[[], Found | None]) -> Found | None:
    """What is behind a guess; wrong ones and those that were not looked at are counted for the operator."""
    metrics = services().hub.metrics
    try:
        found = throttle.look(request.remote_addr, guess, find)
    except Refusal:
        metrics.wrong_guess(what, "refused")
        raise
    if found is None:
        metrics.wrong_guess(what, "wrong")
    return found


def bring_home(code: str) -> None:
    """Sends a request for this meeting whose address does not name it to one that does: by that the proxy in front of
    several processes finds the one that has it. Raises Rerouted."""
    if not services().hub.ownership.is_alone and request.args.get("m") != code:
        raise Rerouted(code)


def require_here(code: str) -> None:
    """Makes sure that no other process has this meeting, and its people. Raises Elsewhere."""
    if not services().hub.ownership.is_alone:
        services().hub.state(code)


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
    id = services().store.communities.of_meeting(code)
    if id is None:
        return False
    if services().identities.community(request.cookies, id) is not None:
        return True
    found = services().store.communities.by_token(token) if token else None
    return found is not None and found.id == id


def published_in_community(code: str) -> State | None:
    """The meeting, if its report is published and this browser has access to its community."""
    code = normalise_code(code)
    if not is_code(code) or not has_access_to_community_of(code):
        return None
    state = services().hub.state(code)
    return state if state is not None and state.get("report", "report").published else None
