"""Destroying every link from a person to what they wrote, marked or chose.

Such a link is always a record that only its owner sees. It exists while it is needed, so that they can change or
withdraw something, and no longer. The same goes for records of which their class says so: counts of which some were
never shown, and what the server knows of people's devices. (A short file: the promise should be easy to find and to
check.)
"""

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import NOBODY, SHARED
from ..draft import Draft
from ..ordering import ordered
from ..records import RECORDS

#: The kinds of record that never outlive the meeting.
FORGOTTEN = frozenset(kind for kind, record in RECORDS.items() if record.forgotten_at_close)

#: What people propose one after the other, by kind: the record that tells them that it is theirs.
_PROPOSED = {"step": "mine", "invite": "suggested", "resource_offer": "own_resource_offer"}


def mix_orders(draft: Draft) -> None:
    """Draws by lot in which order the proposals of different people stand: theirs would tell, beside a recording of the
    call, who made which. Those of one person stay in their order, since one may follow from the other."""
    for kind, of_author in _PROPOSED.items():
        by_author: dict[str, list[str]] = {}
        for id, _ in ordered(draft.of_kind(kind)):
            if author := draft.audience(of_author, id):
                by_author.setdefault(author, []).append(id)
        _reorder(draft, kind, by_author)


def _reorder(draft: Draft, kind: str, by_author: dict[str, list[str]]) -> None:
    places = sorted(draft.get(kind, id).order for ids in by_author.values() for id in ids)
    turns = [author for author, ids in by_author.items() for _ in ids]
    lots = [draft.chance(f"order {kind} {number}", 1 << 64) for number in range(len(turns))]
    drawn = [by_author[author].pop(0) for _, author in sorted(zip(lots, turns, strict=True))]
    place_of = dict(zip(drawn, places, strict=True))
    for id, place in place_of.items():
        draft.put(replace(draft.get(kind, id), order=place), id)
    # The pictures of the meeting show steps too.
    for key, each in draft.of_kind("pictured").items():
        if kind == "step" and each.step is not UNSET and each.id in place_of:
            draft.put(replace(each, step=replace(each.step, order=place_of[each.id])), key)


def on_close(draft: Draft) -> None:
    """Deletes every record that only one person sees or that its class forgets, and has all history destroyed."""
    # As the draft has them: the close itself has shown some, and written others.
    for kind, id, _ in draft.state.entries():
        if (draft.audience(kind, id) or NOBODY) not in SHARED:
            draft.drop(kind, id)
    for kind in FORGOTTEN:
        for id in list(draft.of_kind(kind)):
            draft.drop(kind, id)
    draft.forgets = True
