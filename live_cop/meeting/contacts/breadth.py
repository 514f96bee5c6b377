"""How many people took part and where they come from, as numbers in which nobody can be picked out.

Two rules make them so. A number is never below five and is rounded, so it is said as "about". And a report keeps the
numbers that it was published with: `is_close` says when new ones would differ by too few people (see
`store/breadth.py`, which keeps them).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set

from msgspec import Struct

from ..audience import PRIVACY_FLOOR
from ..records.voices import Place
from ..texts.fold import fold

#: The label for people whose answer is missing or too rare to show.
OTHER = "other"
#: The kinds of lived experience, and the label for both of them together where one alone is too rare to show.
LIVED, BOTH, LIVED_OR_BOTH = "lived", "both", "lived_or_both"
_ROUNDED_TO = 5


class People(Struct, frozen=True):
    """About how many people took part. None for a number below the privacy floor."""

    total: int | None
    room: int | None = None
    remote: int | None = None


class Breadth(Struct, frozen=True):
    """About how many people took part, and about how many have which background.

    Each list contains (label, people), largest count first; the last label may be `OTHER`, but never the only one. A
    list is empty if too few people are on the attendance list, or if nothing but `OTHER` could be shown."""

    people: People = People(None)
    #: The number of different organisations, or None for fewer than PRIVACY_FLOOR.
    organisation_count: int | None = None
    organisations: list[tuple[str, int]] = []
    kinds: list[tuple[str, int]] = []


def about(number: int) -> int | None:
    """The number rounded to the nearest five, or None below PRIVACY_FLOOR."""
    if number < PRIVACY_FLOOR:
        return None
    return (number + _ROUNDED_TO // 2) // _ROUNDED_TO * _ROUNDED_TO


def is_close(some: Set[str], others: Set[str]) -> bool:
    """Whether two lists differ by so few people that the difference of their numbers could tell about one of them."""
    return len(some ^ others) < PRIVACY_FLOOR


def count_people(places: Iterable[Place]) -> People:
    """About how many people there are in the room and remote. A small number of either is not counted separately."""
    places = list(places)
    room, remote = places.count("room"), places.count("remote")
    is_small = 0 < room < PRIVACY_FLOOR or 0 < remote < PRIVACY_FLOOR
    return _rounded_people(len(places), None if is_small else room)


def count_backgrounds(people: Iterable[tuple[str, str]]) -> Breadth:
    """The breadth of these people, each given as (organisation, kind of experience); either may be ""."""
    people = list(people)
    spellings = _spellings(organisation for organisation, _ in people)
    organisations = Counter(spellings.get(fold(organisation), "") for organisation, _ in people)
    return Breadth(
        organisation_count=about(len(spellings)),
        organisations=_rounded(merge_small_counts(organisations)),
        kinds=_rounded(merge_small_kinds(Counter(kind for _, kind in people))),
    )


def rounded(exact: Breadth) -> Breadth:
    """The breadth of a file that was exported before numbers were rounded."""
    return Breadth(
        _rounded_people(exact.people.total or 0, exact.people.room),
        about(exact.organisation_count or 0),
        _rounded(exact.organisations),
        _rounded(exact.kinds),
    )


def merge_small_kinds(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts of the kinds of experience, as `merge_small_counts`, in which lived experience is hidden last.

    A small number with lived experience, or with both, is first added to the other of the two; and where one more count
    has to be merged into OTHER, it is another one as long as there is one."""
    merged = Counter(counts)
    if 0 < min(merged[LIVED], merged[BOTH]) < PRIVACY_FLOOR:
        merged[LIVED_OR_BOTH] = merged.pop(LIVED) + merged.pop(BOTH)
    return merge_small_counts(merged, (LIVED_OR_BOTH, LIVED, BOTH))


def merge_small_counts(counts: Mapping[str, int], kept_longest: Collection[str] = ()) -> list[tuple[str, int]]:
    """The counts with all small ones merged into OTHER, together with missing answers ("").

    If OTHER is still below PRIVACY_FLOOR, the smallest other count is merged too, if possible none that is to be
    `kept_longest`. If the total is below it, the result is empty."""
    shown = [(label, n) for label, n in counts.items() if label not in ("", OTHER) and n >= PRIVACY_FLOOR]
    shown.sort(key=lambda item: (item[0] not in kept_longest, -item[1], item[0]))
    other = sum(counts.values()) - sum(n for _, n in shown)
    while 0 < other < PRIVACY_FLOOR and shown:
        other += shown.pop()[1]
    if 0 < other < PRIVACY_FLOOR:
        return []
    return [*shown, (OTHER, other)] if other else shown


def _rounded(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The counts rounded. The order follows from the rounded ones, since that of the exact ones could tell of one
    person. OTHER alone would say nothing, so then there are none."""
    found = [(label, number) for label, n in counts if (number := about(n))]
    if all(label == OTHER for label, _ in found):
        return []
    return sorted(found, key=lambda item: (item[0] == OTHER, -item[1], item[0]))


def _rounded_people(total: int, room: int | None) -> People:
    """The remote number is the rest, so that the numbers that a reader sees add up."""
    rounded_total = about(total)
    if rounded_total is None or room is None:
        return People(rounded_total)
    rounded_room = about(room) or 0
    return People(rounded_total, rounded_room, rounded_total - rounded_room)


def _spellings(organisations: Iterable[str]) -> dict[str, str]:
    """The most frequent spelling of each organisation."""
    spellings: dict[str, Counter[str]] = {}
    for organisation in organisations:
        if key := fold(organisation):
            spellings.setdefault(key, Counter())[" ".join(organisation.split())] += 1
    return {key: min(counts, key=lambda each: (-counts[each], each)) for key, counts in spellings.items()}
