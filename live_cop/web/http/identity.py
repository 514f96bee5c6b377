"""Who is asking: one signed cookie for each meeting and role, and nothing else.

A browser may hold several for one meeting: a chair who also projects the board from the same laptop is both. A cookie
carries the version of the role it was given for. One of an older version than the one in force is worth nothing any
more; one of a newer version waits until its holder takes the role.
"""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, request
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from ...live.clock import SteadyTime
from ...meeting.audience import Viewer
from ...store.communities import Community
from ...store.store import Store

_DAY = 24 * 3600
#: The strongest first: this is the order in which cookies count when nobody says which is meant.
ROLES = {"chair": "c", "helper": "h", "participant": "p", "board": "b"}
#: Seconds. A community meets every three months, and its chair copies the last meeting from the same device.
LIFETIME = {"chair": 180 * _DAY, "helper": 30 * _DAY, "participant": 30 * _DAY, "board": 30 * _DAY}
#: A community meets every three months, and may leave one out.
COMMUNITY_LIFETIME = 400 * _DAY
_COMMUNITY = "cop_k_"


def new_person() -> str:
    """An id for somebody new. It says nothing about them and cannot be guessed."""
    return "p" + secrets.token_hex(8)


class Held(NamedTuple):
    """What a cookie says, before it is known whether that still counts."""

    viewer: Viewer
    version: int


class _Signer(TimestampSigner):
    """Counts time as the meeting does: a machine whose clock is put right goes on knowing everyone."""

    def get_timestamp(self) -> int:
        return int(SteadyTime.time())


class Identities:
    """Writes and reads the cookies."""

    def __init__(self, secret: str, store: Store) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="live-cop-identity", signer=_Signer)
        self._store = store
        self._communities = URLSafeTimedSerializer(secret, salt="live-cop-community")

    def remember(self, response: Response, code: str, viewer: Viewer, version: int = 1) -> None:
        """Sets the cookie that makes this browser this person in this meeting."""
        response.set_cookie(
            _name(code, viewer.role),
            self._signer.dumps([code, viewer.role, viewer.person, version]),
            max_age=LIFETIME[viewer.role],
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )

    def who(self, cookies: Mapping[str, str], code: str, role: str | None = None) -> Viewer | None:
        """The person behind these cookies in this meeting, in this role or else the strongest they have."""
        for each in (role,) if role in ROLES else ROLES:
            held = self.held(cookies, code, each)
            if held and (each == "participant" or held.version == self._store.link_version(code, each)):
                return held.viewer
        return None

    def knows(self, cookies: Mapping[str, str], code: str) -> bool:
        """Whether this browser has been in the meeting, in any role, also in one that it has no more."""
        return any(self.held(cookies, code, role) for role in ROLES)

    def next(self, cookies: Mapping[str, str], code: str, role: str) -> Held | None:
        """Whom the role has been handed to, where these cookies are theirs and they have not taken it yet."""
        held = self.held(cookies, code, role)
        return held if held and held.version > self._store.link_version(code, role) else None

    def held(self, cookies: Mapping[str, str], code: str, role: str) -> Held | None:
        """What this browser's cookie says, if it is one of ours."""
        text = cookies.get(_name(code, role))
        if not text:
            return None
        try:
            value: Any
            value, signed = self._signer.loads(text, return_timestamp=True)
        except BadSignature:
            return None
        # Not with the library's own `max_age`, which refuses what was signed later than now: that was we ourselves, on
        # a machine whose clock was ahead until the server was started again.
        if SteadyTime.time() - signed.timestamp() > LIFETIME[role]:
            return None
        if not isinstance(value, list) or len(value) != 4 or value[:2] != [code, role]:
            return None
        return Held(Viewer(value[2], role), value[3])

    def remember_community(self, response: Response, community: Community) -> None:
        """Sets the cookie that makes this browser a holder of the community, for as long as its link stays the same."""
        response.set_cookie(
            _COMMUNITY + community.id,
            self._communities.dumps([community.id, community.key]),
            max_age=COMMUNITY_LIFETIME,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )

    def community(self, cookies: Mapping[str, str], id: str) -> Community | None:
        """The community with this id, where this browser was let in by the link that is in force."""
        text = cookies.get(_COMMUNITY + id)
        if not text:
            return None
        try:
            value: Any = self._communities.loads(text, max_age=COMMUNITY_LIFETIME)
        except BadSignature:
            return None
        found = self._store.community(id)
        return found if found and value == [found.id, found.key] else None

    def communities(self, cookies: Mapping[str, str]) -> list[Community]:
        """The communities that this browser holds, by name."""
        ids = [name.removeprefix(_COMMUNITY) for name in cookies if name.startswith(_COMMUNITY)]
        return sorted(
            filter(None, (self.community(cookies, id) for id in ids)), key=lambda found: found.name.casefold()
        )

    def meetings(self, cookies: Mapping[str, str]) -> list[str]:
        """Codes of the meetings that this browser chairs."""
        start = _name("", "chair")
        codes = [name.removeprefix(start) for name in cookies if name.startswith(start)]
        return [code for code in codes if self.who(cookies, code, "chair")]


def _name(code: str, role: str) -> str:
    return f"cop_{ROLES[role]}_{code}"
