"""Pictures: what everyone could see when a snapshot was taken.

Most of a wall looks the same in the next picture. So each record is kept once for all the pictures in a row in which it
is the same (`Pictured`), and a picture takes as much room as has changed since the one before.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import replace

from ..audience import NOBODY
from ..draft import Draft
from ..records.agenda import Section
from ..records.display import PART_KINDS, Picture, Pictured
from ..records.followup import NextStep
from ..records.photos import Photo
from ..records.scales import Scale
from ..records.wall import Group, Note, Zone
from ..refusal import Refusal
from ..state import State

#: How many records all pictures of a meeting may hold together. Each counts once while it stays the same, and each text
#: that was merged into a note counts too. Enough for 3,000 notes and 200 pictures with a hundred changes between two.
MOST_PICTURED = 30_000
#: Later than any picture.
_NEVER = 1 << 62


class PictureContent(Struct, frozen=True, kw_only=True):
    """What a picture shows, as [id, record] pairs: notes in the order of ids, the others in theirs."""

    zones: list[tuple[str, Zone]]
    groups: list[tuple[str, Group]]
    notes: list[tuple[str, Note]]
    scales: list[tuple[str, Scale]]
    sections: list[tuple[str, Section]]
    steps: list[tuple[str, NextStep]] = []
    photos: list[tuple[str, Photo]] = []
    #: In an imported meeting, how many notes had been erased from it before the export.
    gone: int = 0


def add(draft: Draft, id: str, content: PictureContent) -> None:
    """Stores a picture, the newest. Raises Refusal `pictures_full`, before anything is written."""
    number = 1 + max((picture.number for picture in draft.of_kind("picture").values()), default=0)
    kept = draft.of_kind("pictured")
    # Those that end may outlast the last pictures that showed them, if these were removed.
    number = max([number, *(1 + (each.last or each.first) for each in kept.values())])
    latest = {(each.part[0], each.id): key for key, each in kept.items() if each.last is None}
    new = []
    for kind in PART_KINDS:
        for part, record in getattr(content, f"{kind}s"):
            before = latest.get((kind, part))
            if before is not None and kept[before].part[1] == record:
                del latest[kind, part]
            else:
                new.append(Pictured(id=part, first=number, **{kind: record}))
    if sum(map(_texts, [*kept.values(), *new])) > MOST_PICTURED:
        raise Refusal("pictures_full")
    for key in latest.values():
        draft.put(replace(kept[key], last=number - 1), key, audience=NOBODY)
    for each in new:
        draft.put(each, draft.new_id("d"), audience=NOBODY)
    draft.put(Picture(number=number, gone=content.gone), id)


def remove(draft: Draft, id: str) -> None:
    """Removes a picture, and what no other picture shows."""
    draft.drop("picture", id)
    numbers = sorted(picture.number for picture in draft.of_kind("picture").values())
    for key, each in draft.of_kind("pictured").items():
        if not _within(numbers, each):
            draft.drop("pictured", key)


def contents(records: State | Draft, ids: Collection[str]) -> dict[str, PictureContent]:
    """What these pictures show, by id; those that do not exist are left out."""
    pictures = {id: picture for id in ids if (picture := records.get("picture", id)) is not None}
    by_number = sorted(pictures, key=lambda id: pictures[id].number)
    numbers = [pictures[id].number for id in by_number]
    found: dict[str, dict[str, list[tuple[str, Any]]]] = {id: {kind: [] for kind in PART_KINDS} for id in pictures}
    for each in records.of_kind("pictured").values():
        kind, record = each.part
        pair = (each.id, record)
        for index in _within(numbers, each):
            found[by_number[index]][kind].append(pair)
    return {
        id: PictureContent(
            gone=pictures[id].gone,
            **{f"{kind}s": sorted(pairs, key=_place_in_picture) for kind, pairs in parts.items()},
        )
        for id, parts in found.items()
    }


def filled_zones(draft: Draft) -> dict[str, set[str]]:
    """The zones that have notes or photographs in each picture."""
    spans = {
        (each.part[1].zone, each.first, each.last)
        for each in draft.of_kind("pictured").values()
        if each.note or each.photo
    }
    return {
        id: {zone for zone, first, last in spans if first <= picture.number <= (last or _NEVER)}
        for id, picture in draft.of_kind("picture").items()
    }


def _within(numbers: list[int], each: Pictured) -> range:
    """The indexes of the pictures that show this record, in the sorted list of their numbers."""
    return range(bisect_left(numbers, each.first), bisect_right(numbers, each.last or _NEVER))


def _place_in_picture(pair: tuple[str, Any]) -> tuple[int, str]:
    return getattr(pair[1], "order", 0), pair[0]


def _texts(each: Pictured) -> int:
    """For how many records this one counts."""
    return 1 if each.note is UNSET else 1 + len(each.note.merged or ()) + len(each.note.translations or ())
