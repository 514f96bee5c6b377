"""The order of things that stand in a row: sections, zones, scales, snapshots."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from .draft import Draft


def ordered(records: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Ids and records in their order."""
    return sorted(records.items(), key=lambda item: item[1].order)


def next_order(records: Mapping[str, Any]) -> int:
    """The order number that comes after all there are."""
    return 1 + max((record.order for record in records.values()), default=-1)


def reordered(records: Mapping[str, Any], id: str, to: int) -> Iterator[tuple[str, int]]:
    """The new order number of every record when `id` is put at place `to` (0 is first; past the end is last)."""
    ids = [other for other, _ in ordered(records) if other != id]
    ids.insert(to, id)
    return ((other, place) for place, other in enumerate(ids))


def put_at(draft: Draft, kind: str, id: str, to: int) -> None:
    """Puts a record at place `to` among those of its kind. Raises Refusal where it is not there."""
    draft.find(kind, id)
    for other, place in list(reordered(draft.of_kind(kind), id, to)):
        draft.put(replace(draft.get(kind, other), order=place), other)
