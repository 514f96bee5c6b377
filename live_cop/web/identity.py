"""Who is asking: one signed cookie for each meeting and role, and nothing else.

A browser may hold several for one meeting: a chair who also projects the board from the same laptop is both.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Response, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ..meeting.changes import Viewer
from ..store import Store

THIRTY_DAYS = 30 * 24 * 3600
#: The strongest first: this is the order in which cookies count when nobody says which is meant.
ROLES = {"chair": "c", "helper": "h", "participant": "p", "board": "b"}


def new_person() -> str:
    """An id for somebody new. It says nothing about them and cannot be guessed."""
    return "p" + secrets.token_hex(8)


class Identities:
    """Writes and reads the cookies."""

    def __init__(self, secret: str, store: Store) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="live-cop-identity")
        self._store = store

    def remember(self, response: Response, code: str, viewer: Viewer, version: int = 1) -> None:
        """Sets the cookie that makes this browser this person in this meeting."""
        response.set_cookie(
            _name(code, viewer.role),
            self._signer.dumps([code, viewer.role, viewer.person, version]),
            max_age=THIRTY_DAYS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )

    def who(self, cookies: Mapping[str, str], code: str, role: str | None = None) -> Viewer | None:
        """The person behind these cookies in this meeting, in this role or else the strongest they have."""
        for each in (role,) if role in ROLES else ROLES:
            found = self._read(cookies, code, each)
            if found is None:
                continue
            viewer, version = found
            if each == "participant" or version >= self._store.version(code, each):
                return viewer
        return None

    def meetings(self, cookies: Mapping[str, str]) -> list[str]:
        """Codes of the meetings that this browser chairs."""
        start = f"cop_{ROLES['chair']}_"
        codes = [name.removeprefix(start) for name in cookies if name.startswith(start)]
        return [code for code in codes if self.who(cookies, code, "chair")]

    def _read(self, cookies: Mapping[str, str], code: str, role: str) -> tuple[Viewer, int] | None:
        text = cookies.get(_name(code, role))
        if not text:
            return None
        try:
            value: Any = self._signer.loads(text, max_age=THIRTY_DAYS)
        except BadSignature:
            return None
        if not isinstance(value, list) or value[:2] != [code, role]:
            return None
        return Viewer(value[2], role), value[3]


def _name(code: str, role: str) -> str:
    return f"cop_{ROLES[role]}_{code}"
