"""Identity cookies: one signed cookie for each meeting and role, and nothing else.

A browser may hold several for one meeting: a chair who also projects the board from the same laptop has two. A cookie
carries the version of the role it was issued for. If that version is older than the one in force, the cookie is
invalid; if it is newer, it takes effect when its holder takes the role.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from flask import Response, request
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from ...live.clock import SteadyTime
from ...meeting.audience import Viewer
from ...meeting.refusal import Refusal
from ...meeting.texts.fold import fold
from ...store.communities import Community
from ...store.store import Store
from .cookies import Cookies

_DAY = 24 * 3600
#: Each role and its letter in the cookie's name. The strongest role stands first: cookies are tried in this order when
#: no role is asked for.
ROLES = {"chair": "c", "helper": "h", "participant": "p", "board": "b"}
#: Seconds. A community meets every three months, and its chair copies the last meeting from the same device.
LIFETIME = {"chair": 180 * _DAY, "helper": 30 * _DAY, "participant": 30 * _DAY, "board": 30 * _DAY}
#: Seconds. A community meets every three months, and may leave one out.
COMMUNITY_LIFETIME = 400 * _DAY
#: Seconds for which a ticket counts: those that a phone needs to become the member's page.
TICKET_LIFETIME = 60
#: What the names of these cookies begin with; the code of the meeting follows.
_NAMES = {role: f"cop_{letter}_" for role, letter in ROLES.items()}
_COMMUNITY = "cop_k_"
#: So many identity cookies at most are looked at to find out whether we know a browser at all.
_MOST_LOOKED_AT = 3
#: A cookie that says nothing. A page sets it before it asks for something that the browser must remember.
_PROBE = "cop_try"


def new_person() -> str:
    """A random id for a new person: it says nothing about them and cannot be guessed."""
    return "p" + secrets.token_hex(8)


class Identity(NamedTuple):
    """The content of a valid cookie; whether its version is in force has yet to be checked."""

    viewer: Viewer
    version: int


class SteadySigner(TimestampSigner):
    """Signs with the time of the meeting's clock, so that cookies stay valid when the machine's clock is corrected."""

    def get_timestamp(self) -> int:
        return int(SteadyTime.time())


class Identities:
    """Writes and reads the identity cookies."""

    def __init__(self, secret: str, store: Store) -> None:
        self._meetings = URLSafeTimedSerializer(secret, salt="live-cop-identity", signer=SteadySigner)
        self._tickets = URLSafeTimedSerializer(secret, salt="live-cop-ticket", signer=SteadySigner)
        self._communities = URLSafeTimedSerializer(secret, salt="live-cop-community")
        self._store = store

    def set_viewer(self, response: Response, code: str, viewer: Viewer, version: int = 1) -> None:
        """Sets the cookie that identifies this browser as this person in this meeting."""
        set_cookie(
            response,
            _name(code, viewer.role),
            self._meetings.dumps([code, viewer.role, viewer.person, version]),
            LIFETIME[viewer.role],
        )

    def ticket(self, code: str, person: str) -> str:
        """Says for a short time that its holder is this participant: for a connection that was opened while they
        joined, before their browser had the cookie."""
        return self._tickets.dumps([code, person])

    def _holder(self, ticket: str, code: str) -> Viewer | None:
        """The participant of this meeting who was given this ticket just now."""
        try:
            value, signed = self._tickets.loads(ticket, return_timestamp=True)
        except BadSignature:
            return None
        is_valid = value[0] == code and SteadyTime.time() - signed.timestamp() <= TICKET_LIFETIME
        return Viewer(value[1], "participant") if is_valid else None

    def viewer(
        self, cookies: Mapping[str, str], code: str, role: str | None = None, ticket: object = None
    ) -> Viewer | None:
        """The person behind these cookies in this meeting, in this role, or else in their strongest one; or who holds
        this ticket."""
        if isinstance(ticket, str) and (holder := self._holder(ticket, code)):
            return holder
        for each in (role,) if role in ROLES else ROLES:
            identity = self.read(cookies, code, each)
            if identity and (each == "participant" or identity.version == self._store.links.version(code, each)):
                return identity.viewer
        return None

    @staticmethod
    def has_been_in_any(cookies: Mapping[str, str]) -> bool:
        """Whether this browser may have been in some meeting: it has a cookie with such a name, good or not."""
        return bool(_own(cookies))

    def has_been_in(self, cookies: Mapping[str, str], code: str) -> bool:
        """Whether this browser has been in the meeting in any role, including one that it has lost since."""
        return any(self.read(cookies, code, role) for role in ROLES)

    def somebody(self, cookies: Mapping[str, str]) -> str:
        """Who this browser is in one of its meetings; "" where it has joined none, or has so many that looking at them
        would cost more than the answer is worth."""
        for code, role in _own(cookies)[:_MOST_LOOKED_AT]:
            if found := self.read(cookies, code, role):
                return found.viewer.person
        return ""

    def pending(self, cookies: Mapping[str, str], code: str, role: str) -> Identity | None:
        """The identity that takes effect when its holder takes the role, if these cookies hold one."""
        identity = self.read(cookies, code, role)
        return identity if identity and identity.version > self._store.links.version(code, role) else None

    def read(self, cookies: Mapping[str, str], code: str, role: str) -> Identity | None:
        """The content of this browser's cookie; None unless we signed it and it has not expired."""
        name = _name(code, role)
        if not cookies.get(name):
            return None
        found = cookies.checked(name, self._signed) if isinstance(cookies, Cookies) else self._signed(cookies[name])
        if found is None:
            return None
        value, signed = found
        # Not by the library's own `max_age`, which rejects timestamps in the future. Such a cookie may be ours, signed
        # while the machine's clock was ahead, before the server was restarted.
        if SteadyTime.time() - signed.timestamp() > LIFETIME[role]:
            return None
        if not isinstance(value, list) or len(value) != 4 or value[:2] != [code, role]:
            return None
        return Identity(Viewer(value[2], role), value[3])

    def _signed(self, text: str) -> tuple[Any, datetime] | None:
        """The content of a cookie, and when it was signed; None if we did not."""
        try:
            value, signed = self._meetings.loads(text, return_timestamp=True)
        except BadSignature:
            return None
        return value, signed

    def set_community(self, response: Response, community: Community) -> None:
        """Sets the cookie that gives this browser access to the community until its link is renewed."""
        set_cookie(
            response,
            _COMMUNITY + community.id,
            self._communities.dumps([community.id, community.key]),
            COMMUNITY_LIFETIME,
        )

    def community(self, cookies: Mapping[str, str], id: str) -> Community | None:
        """The community with this id, if this browser was given access by the link that is in force."""
        text = cookies.get(_COMMUNITY + id)
        if not text:
            return None
        try:
            value: Any = self._communities.loads(text, max_age=COMMUNITY_LIFETIME)
        except BadSignature:
            return None
        found = self._store.communities.by_id(id)
        return found if found and value == [found.id, found.key] else None

    def communities(self, cookies: Mapping[str, str]) -> list[Community]:
        """The communities that this browser has access to, sorted by name."""
        ids = [name.removeprefix(_COMMUNITY) for name in cookies if name.startswith(_COMMUNITY)]
        return sorted(filter(None, (self.community(cookies, id) for id in ids)), key=lambda found: fold(found.name))

    def chaired_meetings(self, cookies: Mapping[str, str]) -> list[str]:
        """The codes of the meetings that this browser chairs."""
        start = _name("", "chair")
        codes = [name.removeprefix(start) for name in cookies if name.startswith(start)]
        return [code for code in codes if self.viewer(cookies, code, "chair")]

    def joined_meetings(self, cookies: Mapping[str, str]) -> list[str]:
        """The codes of the meetings that somebody has joined with this browser."""
        start = _name("", "participant")
        codes = [name.removeprefix(start) for name in cookies if name.startswith(start)]
        return [code for code in codes if self.viewer(cookies, code, "participant")]

    def forget(self, response: Response, cookies: Mapping[str, str], code: str) -> None:
        """Makes this browser forget the meeting, in whatever roles it was there."""
        for role in ROLES:
            if (name := _name(code, role)) in cookies:
                response.delete_cookie(name, httponly=True, samesite="Lax", secure=request.is_secure)


class _Session:
    """A cookie that says that this browser's user has shown something, which is in force as long as the server has it
    too; it ends after some hours."""

    NAME = ""
    PATH = "/"
    SALT = ""
    SAME_SITE = "Strict"
    LIFETIME = 12 * 3600

    def __init__(self, secret: str, shown: str) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt=self.SALT)
        # Whoever reads the cookie can read this, and must not be able to try keys with it.
        self._shown = hmac.new(secret.encode(), shown.encode(), "sha256").hexdigest()

    def begin(self, response: Response) -> None:
        """Remembers that this browser's user has shown it."""
        response.set_cookie(
            *(self.NAME, self._signer.dumps(self._shown), self.LIFETIME),
            path=self.PATH,
            httponly=True,
            samesite=self.SAME_SITE,
            secure=request.is_secure,
        )

    def end(self, response: Response) -> None:
        """Forgets it."""
        response.delete_cookie(self.NAME, path=self.PATH)

    def is_on(self, cookies: Mapping[str, str]) -> bool:
        """Whether this browser's user has shown what is in force."""
        try:
            found = self._signer.loads(cookies.get(self.NAME, ""), max_age=self.LIFETIME)
        except BadSignature:
            return False
        return isinstance(found, str) and hmac.compare_digest(found, self._shown)


class HostSession(_Session):
    """Somebody has given the host key."""

    NAME = "cop_host"
    PATH = "/host"
    SALT = "live-cop-host-session"


class SignedIn(_Session):
    """Somebody has signed in at the provider. The cookie does not say who: only that they may open meetings."""

    NAME = "cop_signed_in"
    SALT = "live-cop-signed-in"
    # They come back from the provider's site.
    SAME_SITE = "Lax"


def keeps_cookies() -> bool:
    """Whether the browser behind this request keeps the cookies of our pages."""
    return bool(request.cookies)


def probe(response: Response) -> Response:
    """The response with a cookie, unless this browser has one of ours already. A browser that refuses cookies is found
    out by the next request, before somebody is added to a meeting who could not be recognised."""
    if not keeps_cookies():
        set_cookie(response, _PROBE, "1", _DAY)
    return response


def check_probed() -> None:
    """Raises Refusal `no_cookies` if a page has set the probe and this browser did not keep it."""
    if "probed" in request.args and not keeps_cookies():
        raise Refusal("no_cookies")


def _name(code: str, role: str) -> str:
    return f"{_NAMES[role]}{code}"


def _own(cookies: Mapping[str, str]) -> list[tuple[str, str]]:
    """The code and the role of each cookie that is named as an identity, good or not."""
    found = ((name, role, begins) for name in cookies for role, begins in _NAMES.items())
    return [(name.removeprefix(begins), role) for name, role, begins in found if name.startswith(begins)]


def set_cookie(response: Response, name: str, value: str, max_age: int) -> None:
    """Sets a cookie that no script reads and other sites do not send. `max_age` is in seconds."""
    response.set_cookie(name, value, max_age=max_age, httponly=True, samesite="Lax", secure=request.is_secure)
