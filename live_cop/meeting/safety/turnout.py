"""Of how many people a question has been answered: "12 of 26 have answered".

The 26 are the people who can answer: participants who are here, as everyone is told, and guests, for whom the chair's
side answers. The chair and the helpers ask the question, and have no place to answer it. While a question is open, the
number follows who is here; when it is closed, it stays. When the meeting closes, it is deleted: how many people were
here is no business of the file (docs/privacy-model.md).
"""

from msgspec.structs import replace

from ..draft import Draft, Rules
from ..records.followup import Review
from ..records.scales import Scale
from ..records.wall import Zone
from ..voices import presence

WATCHED_KINDS = frozenset(("present",))


def asked(draft: Draft, received: int, *, guests: bool = True) -> int:
    """How many people can answer now. If somebody else has answered too, it is not less than the answers."""
    present = draft.singleton("present")
    people = present.can_answer if present else 0
    if not guests:
        people -= len(presence.guests(draft))
    return max(people, received)


def missing(received: int, can_answer: int) -> int:
    """How many people could still answer."""
    return max(0, can_answer - received)


def of_scale(draft: Draft, scale: Scale) -> Scale:
    """The scale, which is open, with the number of people who can answer it."""
    return replace(scale, asked=asked(draft, scale.received))


def of_review(draft: Draft, review: Review) -> Review:
    """The health check, which is open, with the number of people who can answer it: nobody does so for guests."""
    return replace(review, asked=asked(draft, review.received, guests=False))


def of_vote(draft: Draft, zone: Zone) -> Zone:
    """The zone, in which a dot vote is open, with the number of people who can give dots."""
    return replace(zone, can_vote=asked(draft, zone.voters))


def update_after(draft: Draft) -> None:
    """Brings the number up to date in every question that is open."""
    for id, scale in draft.of_kind("scale").items():
        if scale.state == "open":
            draft.put(of_scale(draft, scale), id)
    for id, zone in draft.of_kind("zone").items():
        if zone.voting:
            draft.put(of_vote(draft, zone), id)
    review = draft.singleton("review")
    if review is not None and review.state == "open":
        draft.put(of_review(draft, review))


RULES: Rules = {}
