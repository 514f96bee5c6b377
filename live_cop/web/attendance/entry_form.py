"""What the two forms of the attendance list share (people's own and the chair's): fields, consent, personal link."""

from flask import request

from ... import words
from ...live.clock import now_ms
from ...meeting.contacts.attendance import Entry
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...store.attendance import Attended, Consent
from .. import addresses
from ..http import qr
from ..http.forms import today, utc_day

#: The version of the words that people consent to (`attendance.consent` in the catalogue). New words, new version.
CONSENT_VERSION = "en-2"
_CONSENT_PARTS = ("who", "write", "named", "rights")


def submitted_entry() -> Entry:
    """The fields of the submitted form as they were typed, unchecked."""
    texts = {name: request.form.get(name, "") for name in ("name", "organisation", "email", "kind")}
    return Entry(**texts, write="write" in request.form, named="named" in request.form)


def consent_text() -> str:
    """The words that people consent to, as the form shows them."""
    return "\n\n".join(words.t(f"attendance.consent.{part}") for part in _CONSENT_PARTS)


def consent() -> Consent:
    """The record of today's consent, to be stored with an entry."""
    return Consent(CONSENT_VERSION, consent_text(), today())


def check_consent_version() -> None:
    """Raises Refusal `new_words` if the form showed other words than those that would be stored."""
    if request.form.get("words") != CONSENT_VERSION:
        raise Refusal("new_words")


def attended(code: str, state: State) -> Attended:
    """The record that somebody attended this meeting: on the day it began, even if they fill in the form later."""
    return Attended(code, utc_day(state.get("meeting", "meeting").opened_at or now_ms()))


def own_link(token: str) -> dict[str, str]:
    """The personal link to an entry, as `url` and as QR code (`qr`, a data: URI)."""
    url = addresses.capability_link("a", token)
    return {"url": url, "qr": qr.data_uri(url)}
