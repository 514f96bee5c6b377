"""The delivery status of a mailing's e-mails, in numbers and in words for the chair."""

from typing import Any

from ... import words
from ...live.mail.recipients import recipients_of
from ...meeting.texts.fold import fold
from ...store.mailings import Letter, StoredMailing
from ..services import services

#: The states of e-mails, in the order in which the chair needs to see them.
_ORDER = ("failed", "unsure", "sending", "waiting", "sent")
#: What a mail server's reply means, by how it begins: its enhanced status code (RFC 3463), or else its reply code.
_MEANINGS = (
    ("5.1.", "unknown"),
    ("5.2.3", "big"),
    ("5.3.4", "big"),
    ("5.2.", "full"),
    ("5.7.", "policy"),
    ("550", "unknown"),
    ("551", "unknown"),
    ("553", "unknown"),
    ("552", "full"),
    ("554", "policy"),
    ("4", "later"),
)


def counts(found: list[Letter]) -> dict[str, int]:
    """The number of e-mails in each state, and of `all`. One that is being sent counts as waiting."""
    numbers = dict.fromkeys(("sent", "waiting", "failed", "unsure"), 0)
    for each in found:
        numbers["waiting" if each.state == "sending" else each.state] += 1
    return {**numbers, "all": len(found)}


def rows(stored: StoredMailing) -> list[dict[str, Any]]:
    """Each e-mail (`letter`), the recipient's name if they are still on the list, and `why` it was not sent; those that
    the chair should look at come first."""
    store = services().store
    names = {each.id: each.name or each.email for each in recipients_of(store, stored.mailing.kind, stored.meeting)}
    found = [
        {"letter": each, "name": names.get(each.recipient, ""), "why": _reason(each)}
        for each in store.mailings.letters(stored.id)
    ]
    return sorted(found, key=lambda row: (_ORDER.index(row["letter"].state), not row["name"], fold(row["name"])))


def _reason(letter: Letter) -> str:
    """Why the e-mail was not sent, in a sentence, with the mail server's own codes for the operator; "" if it was sent
    or nothing is known."""
    reason = letter.reason
    if not reason or letter.state == "sent":
        return ""
    if reason.startswith("gave_up"):
        return f"{words.t('mail.reason.gave_up')} ({reason.removeprefix('gave_up ')})"
    if not reason[0].isdigit():
        return words.t(f"mail.reason.{reason}")
    reply_code, _, enhanced_code = reason.partition(" ")
    meaning = next((meaning for start, meaning in _MEANINGS if enhanced_code.startswith(start)), None)
    meaning = meaning or next((meaning for start, meaning in _MEANINGS if reply_code.startswith(start)), "no")
    return f"{words.t(f'mail.reason.{meaning}')} ({reason})"
