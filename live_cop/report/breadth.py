"""Counts of the backgrounds of the people at a meeting, in which nobody can be picked out."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..meeting.audience import PRIVACY_FLOOR

#: The label for people whose answer is missing or too rare to show.
OTHER = "other"


class Breadth(Struct, frozen=True):
    """How many people have which background.

    Each list contains (label, people), largest count first; the last label may be `OTHER`. A list is empty if too few
    people are on the attendance list."""

    #: The number of different organisations, or None if fewer than PRIVACY_FLOOR people named one.
    organisation_count: int | None
    organisations: list[tuple[str, int]]
    kinds: list[tuple[str, int]]


def breadth(people: Iterable[tuple[str, str]]) -> Breadth:
    """The breadth of these people, each given as (organisation, kind of experience); either may be ""."""
    people = list(people)
    spellings = _spellings(organisation for organisation, _ in people)
    organisations = Counter(spellings.get(comparable(organisation), "") for organisation, _ in people)
    answered = sum(n for label, n in organisations.items() if label)
    return Breadth(
        organisation_count=len(spellings) if answered >= PRIVACY_FLOOR else None,
        organisations=merge_small_counts(organisations),
        kinds=merge_small_counts(Counter(kind for _, kind in people)),
    )


def merge_small_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts with all small ones merged into OTHER, together with missing answers ("").

    If OTHER is still below PRIVACY_FLOOR, the smallest other count is merged too. If the total is below it, the
    result is empty."""
    shown = [(label, n) for label, n in counts.items() if label not in ("", OTHER) and n >= PRIVACY_FLOOR]
    shown.sort(key=lambda item: (-item[1], item[0]))
    other = sum(counts.values()) - sum(n for _, n in shown)
    while 0 < other < PRIVACY_FLOOR and shown:
        other += shown.pop()[1]
    if 0 < other < PRIVACY_FLOOR:
        return []
    return [*shown, (OTHER, other)] if other else shown


def _spellings(organisations: Iterable[str]) -> dict[str, str]:
    """The most frequent spelling of each organisation."""
    spellings: dict[str, Counter[str]] = {}
    for organisation in organisations:
        if key := comparable(organisation):
            spellings.setdefault(key, Counter())[" ".join(organisation.split())] += 1
    return {key: min(counts, key=lambda each: (-counts[each], each)) for key, counts in spellings.items()}


def comparable(text: str) -> str:
    """A form of the text that is equal for texts which differ only in case and spaces."""
    return " ".join(text.casefold().split())
