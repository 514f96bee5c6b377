"""Records with an `order` field: sections, zones, scales, snapshots, turns and the like."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from .draft import Draft


def ordered(records: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Ids and records, sorted by `order`."""
    return sorted(records.items(), key=lambda item: item[1].order)


def next_order(records: Mapping[str, Any]) -> int:
    """The order number for a record at the end."""
    return 1 + max((record.order for record in records.values()), default=-1)


def reordered(records: Mapping[str, Any], id: str, to: int) -> Iterator[tuple[str, int]]:
    """The new order number of every record when `id` moves to index `to` (0 is first; past the end is last)."""
    ids = [other for other, _ in ordered(records) if other != id]
    ids.insert(to, id)
    return ((other, index) for index, other in enumerate(ids))


def move_to(draft: Draft, kind: str, id: str, to: int) -> None:
    """Moves a record to index `to` among those of its kind. Raises Refusal `unknown_<kind>`."""
    draft.require(kind, id)
    for other, index in list(reordered(draft.of_kind(kind), id, to)):
        draft.put(replace(draft.get(kind, other), order=index), other)
