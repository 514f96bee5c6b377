"""What came of the letters of a mailing, in words and numbers for the chair."""

from typing import Any

from ... import words
from ...live.mail.mailer import recipients_of
from ...store.mailings import Letter, StoredMailing
from ..services import services

#: The states of letters, in the order in which the chair wants to know of them.
_ORDER = ("failed", "unsure", "sending", "waiting", "sent")
#: What a mail server's answer means, by how it begins: its better code, or else its old one.
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


def counted(found: list[Letter]) -> dict[str, int]:
    """How many there are in each state, and in all. One that is on its way counts as waiting."""
    counts = dict.fromkeys(("sent", "waiting", "failed", "unsure"), 0)
    for each in found:
        counts["waiting" if each.state == "sending" else each.state] += 1
    return {**counts, "all": len(found)}


def rows(kept: StoredMailing) -> list[dict[str, Any]]:
    """The letters with the names of those who are still on the list, what needs a look first."""
    store = services().store
    known = {each.id: each.name or each.email for each in recipients_of(store, kept.mailing.kind, kept.meeting)}
    found = [
        {"letter": each, "name": known.get(each.recipient, ""), "why": _why(each)}
        for each in store.mailings.letters(kept.id)
    ]
    return sorted(found, key=lambda row: (_ORDER.index(row["letter"].state), not row["name"], row["name"].casefold()))


def _why(found: Letter) -> str:
    """What came of it, in a sentence; with the mail server's own number, for whoever runs this server."""
    reason = found.reason
    if not reason or found.state == "sent":
        return ""
    if reason.startswith("gave_up"):
        return f"{words.t('mail.reason.gave_up')} ({reason.removeprefix('gave_up ')})"
    if not reason[0].isdigit():
        return words.t(f"mail.reason.{reason}")
    code, _, better = reason.partition(" ")
    means = next((means for start, means in _MEANINGS if better.startswith(start)), None)
    means = means or next((means for start, means in _MEANINGS if code.startswith(start)), "no")
    return f"{words.t(f'mail.reason.{means}')} ({reason})"
