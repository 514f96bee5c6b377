"""Tickets of the join page: whoever has looked at it for a moment, as people do, may join apart from programs.

A browser with fresh cookies looks like somebody new, so nothing tells a hundred people behind one router from a client
that joins a hundred times. But that one has to open the page for every few joins, and to wait after each. A ticket is a
random number of one view of the page of one meeting. It names nobody, and is on no disk but the browser's.
"""

import secrets
from typing import Any

from flask import Response, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ...live.clock import SteadyTime
from ...live.token_bucket import TokenBuckets
from .identity import SteadySigner, set_cookie

#: Seconds after which a ticket counts: people read the page and choose where they sit.
MIN_AGE = 2
#: Seconds for which it does.
LIFETIME = 24 * 3600
#: How often somebody joins with one ticket: a shared device passes from hand to hand. Then one more in an hour.
JOINS = 5
JOINS_PER_SECOND = 1 / 3600


class JoinTickets:
    """Gives tickets out, and takes them."""

    def __init__(self, secret: str) -> None:
        self._tickets = URLSafeTimedSerializer(secret, salt="live-cop-join-ticket", signer=SteadySigner)
        self._joins = TokenBuckets(JOINS, JOINS_PER_SECOND)

    def give(self, response: Response, code: str) -> Response:
        """The join page of this meeting, with a ticket, unless this browser has one."""
        if self._read(code) is None:
            ticket = self._tickets.dumps([code, secrets.token_hex(8)])
            set_cookie(response, _name(code), ticket, LIFETIME)
        return response

    def take(self, code: str) -> bool:
        """Whether somebody joins this meeting who has been on its page, and not too often with the same ticket."""
        found = self._read(code)
        return found is not None and found[1] >= MIN_AGE and self._joins.take(found[0])

    def forget(self, response: Response, code: str) -> None:
        """Makes this browser forget that it has been on the page."""
        response.delete_cookie(_name(code), httponly=True, samesite="Lax", secure=request.is_secure)

    def _read(self, code: str) -> tuple[str, float] | None:
        """The number of this browser's ticket and its age in seconds."""
        ticket = request.cookies.get(_name(code))
        if not ticket:
            return None
        try:
            value: Any
            value, signed = self._tickets.loads(ticket, return_timestamp=True)
        except BadSignature:
            return None
        age = SteadyTime.time() - signed.timestamp()
        if not isinstance(value, list) or len(value) != 2 or value[0] != code or age > LIFETIME:
            return None
        return value[1], age


def _name(code: str) -> str:
    return f"cop_t_{code}"
