"""The breadth of people at a meeting, as counts in which nobody can be picked out."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..meeting.audience import PRIVACY_FLOOR

#: What is neither one of the shown nor said.
OTHER = "other"


class Breadth(Struct, frozen=True):
    """How many people came from where. Each list is of (label, people), the most first, and its last may be `OTHER`;
    it is empty where too few people are on the list."""

    #: How many different organisations; None where fewer than PRIVACY_FLOOR people named one.
    organisation_count: int | None
    organisations: list[tuple[str, int]]
    kinds: list[tuple[str, int]]


def breadth(people: Iterable[tuple[str, str]]) -> Breadth:
    """Of each person's (organisation, kind of experience), either of which may be ""."""
    people = list(people)
    spellings = _spellings(organisation for organisation, _ in people)
    organisations = Counter(spellings.get(comparable(organisation), "") for organisation, _ in people)
    said = sum(n for label, n in organisations.items() if label)
    return Breadth(
        organisation_count=len(spellings) if said >= PRIVACY_FLOOR else None,
        organisations=merge_small_counts(organisations),
        kinds=merge_small_counts(Counter(kind for _, kind in people)),
    )


def merge_small_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts with all small ones in OTHER, where those who said nothing ("") are too.

    Where OTHER would itself be small, the next smallest count joins it; where even all together are few, there is
    nothing to show."""
    shown = [(label, n) for label, n in counts.items() if label not in ("", OTHER) and n >= PRIVACY_FLOOR]
    shown.sort(key=lambda item: (-item[1], item[0]))
    other = sum(counts.values()) - sum(n for _, n in shown)
    while 0 < other < PRIVACY_FLOOR and shown:
        other += shown.pop()[1]
    if 0 < other < PRIVACY_FLOOR:
        return []
    return [*shown, (OTHER, other)] if other else shown


def _spellings(organisations: Iterable[str]) -> dict[str, str]:
    """For each organisation the way it is most often written."""
    found: dict[str, Counter[str]] = {}
    for organisation in organisations:
        if key := comparable(organisation):
            found.setdefault(key, Counter())[" ".join(organisation.split())] += 1
    return {key: min(ways, key=lambda way: (-ways[way], way)) for key, ways in found.items()}


def comparable(text: str) -> str:
    """What two texts have in common that differ in case and spaces only."""
    return " ".join(text.casefold().split())
