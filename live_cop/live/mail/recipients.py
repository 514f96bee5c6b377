"""Who may be sent a mailing: asked when a chair writes one, and again for each letter at the moment of sending."""

from ...store.attendance import Recipient
from ...store.store import Store


def recipients_of(store: Store, kind: str, of: str) -> list[Recipient]:
    """Who may be sent mailings of this kind at the moment: those who are invited are told what becomes of it."""
    if kind in ("cancellation", "reminder"):
        invited = store.mailings.recipients_so_far(of, "invitation")
        return [each for each in store.attendance.recipients(of) if each.id in invited]
    if kind != "recommendations":
        return store.attendance.recipients(of)
    return [
        Recipient(each.id, each.decider.name or each.decider.organisation, each.decider.email, "")
        for each in store.attendance.deciders(of)
        if each.decider.email
    ]


def unique_addresses(recipients: list[Recipient]) -> list[Recipient]:
    """Each address once: somebody may be on the list twice."""
    found: dict[str, Recipient] = {}
    for each in recipients:
        found.setdefault(each.email.casefold(), each)
    return list(found.values())
