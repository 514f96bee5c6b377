"""What the server-rendered forms share: the key against double submission, the limit on saving, and errors."""

import re
import secrets
from datetime import UTC, datetime

from flask import request

from ...live.addresses import network
from ...live.clock import now_ms
from ...live.sync.client_messages import sentence
from ...meeting.refusal import Refusal
from ..services import services

_KEY = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)


def new_form_key() -> str:
    """A random key of 32 characters for a form to carry. What the form makes is stored under it, so that a form that is
    sent twice has effect once."""
    return secrets.token_urlsafe(24)


def submitted_form_key() -> str:
    """The key that the submitted form carries. Raises Refusal `bad_args` for one that we did not make."""
    key = request.form.get("key", "")
    if not _KEY.fullmatch(key):
        raise Refusal("bad_args", field="key")
    return key


def limit_saving(who: str) -> None:
    """Counts one saving by this person, or of this thing. Raises Refusal `too_fast` if it is faster than people type.

    It does not count by address, because a room shares one address, and counts in memory only."""
    if not services().saves.take(who):
        raise Refusal("too_fast")


def limit_entries(code: str) -> None:
    """Counts one new entry on this meeting's attendance list from this address. Raises Refusal `too_fast` for more than
    a room full of people: one device can be any number of people, and a full list takes nobody."""
    if not services().entries.take(f"{code} {network(request.remote_addr)}"):
        raise Refusal("too_fast")


def form_error(error: Refusal | None) -> dict[str, str]:
    """What a form shows for a refusal: its sentence (`words`) and the name of the field that it is about (`field`).
    Both are empty without an error."""
    if error is None:
        return {"words": "", "field": ""}
    return {
        "words": sentence(error),
        "field": str(error.params.get("field", "")),
    }


def utc_day(at: int) -> str:
    """The day of this time (UTC milliseconds) as YYYY-MM-DD. Entries and mailings store days and no finer time."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d")


def today() -> str:
    """The present day in UTC as YYYY-MM-DD."""
    return utc_day(now_ms())
