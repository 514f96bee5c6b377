"""A meeting as it would be after a command: reads fall through to the state, and writes stay in the draft."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import islice
from typing import Any

from .audience import EVERYONE, Actor
from .change import Change, to_the_minute
from .command import Command
from .records.base import Record
from .refusal import Refusal
from .safety.redaction import Redaction
from .state import Index, State

#: The digits of base 36, for ids.
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: How many of them an id has after its prefix: two of a million ids are equal once in a hundred thousand meetings.
_ID_LENGTH = 11

#: The commands of a facet, each with the function that carries it out.
Rules = dict[type[Command], Callable[["Draft", Any], None]]

#: A record (None if it was deleted) and its audience.
_Version = tuple[Record | None, str]


class Draft:
    """The changes of one command so far, over the state before it. `now` is in UTC milliseconds."""

    def __init__(self, state: State, actor: Actor, now: int) -> None:
        self.state = state
        self.actor = actor
        self.now = now
        #: The revision of all changes of this command.
        self.revision = state.revision + 1
        #: What the answer to the command tells its sender, such as the id of a new note.
        self.result: dict[str, Any] = {}
        #: The next two go into the `Decision`, where they are explained.
        self.forgets = False
        self.erased: Redaction | None = None
        self._written: dict[tuple[str, str], _Version] = {}
        self._written_kinds: set[str] = set()
        #: By index and key, what differs from the state: the records that are found there now, None for those that no
        #: longer are. An index is filled when it is first used.
        self._found: dict[Index, dict[Hashable, dict[str, Record | None]]] = {}
        #: What of it differs from the state. It is kept up to date, since it is asked for after each facet's update.
        self._changes: dict[tuple[str, str], Change] = {}
        self._ids = 0

    def asks_first(self, ask: bool, at_stake: dict[str, int]) -> bool:
        """Whether the actor, who wants to be asked, is asked first. In the result, `asks` is what would be dropped."""
        found = {name: number for name, number in at_stake.items() if number}
        if ask and found:
            self.result = {"asks": found}
        return ask and bool(found)

    def get(self, kind: str, id: str) -> Any:
        """The record as the draft has it, or None if there is none."""
        written = self._written.get((kind, id))
        return written[0] if written else self.state.get(kind, id)

    def require(self, kind: str, id: str) -> Any:
        """The record as the draft has it. Raises Refusal `unknown_<kind>` if there is none."""
        record = self.get(kind, id)
        if record is None:
            raise Refusal(f"unknown_{kind}")
        return record

    def singleton(self, kind: str) -> Any:
        """The record of a kind of which a meeting has at most one, or None."""
        return self.get(kind, kind)

    def of_kind(self, kind: str) -> dict[str, Any]:
        """All records of a kind by id, as the draft has them."""
        if kind not in self._written_kinds:
            return self.state.of_kind(kind)
        written = {id: record for (k, id), (record, _) in self._written.items() if k == kind}
        records = {**self.state.of_kind(kind), **written}
        return {id: record for id, record in records.items() if record is not None}

    def find(self, index: Index, key: Hashable) -> Mapping[str, Any]:
        """The records that an index has under this key, by id, as the draft has them."""
        before, differing = self.state.find(index, key), self._differing(index, key)
        if not differing:
            return before
        return {id: record for id, record in {**before, **differing}.items() if record is not None}

    def count(self, index: Index, key: Hashable) -> int:
        """How many records an index has under this key."""
        before = self.state.find(index, key)
        differing = self._differing(index, key)
        return len(before) + sum((record is not None) - (id in before) for id, record in differing.items())

    def each(self, index: Index, key: Hashable) -> Iterator[str]:
        """The records that an index has under this key, one by one: whoever needs only some of them stops early."""
        differing = self._differing(index, key)
        yield from (id for id in self.state.find(index, key) if id not in differing)
        yield from (id for id, record in differing.items() if record is not None)

    def first(self, index: Index, key: Hashable = True) -> str | None:
        """The record with the least order that an ordered index has under this key, or None."""
        return min(self._ends(index, key, iter), default=(0, None))[1]

    def next_order(self, index: Index, key: Hashable = True) -> int:
        """The order of a record that comes after all that an ordered index has under this key."""
        return 1 + max((order for order, _ in self._ends(index, key, reversed)), default=-1)

    def _ends(self, index: Index, key: Hashable, along: Callable[..., Iterator[Any]]) -> list[tuple[int, str]]:
        """The order and the id of what the command has changed, and of the first `along` the order that it has not."""
        differing = self._differing(index, key)
        unchanged = (each for each in along(self.state.in_order(index, key)) if each[1] not in differing)
        found = [(getattr(each, index.order), id) for id, each in differing.items() if each is not None]
        return [*found, *islice(unchanged, 1)]

    def count_from(self, index: Index, least: int, key: Hashable = True) -> int:
        """How many records an ordered index has under this key whose order is at least this number."""
        before, in_order = self.state.find(index, key), self.state.in_order(index, key)

        def is_counted(record: Record | None) -> bool:
            return record is not None and getattr(record, index.order) >= least

        differing = self._differing(index, key).items()
        more = sum(is_counted(record) - is_counted(before.get(id)) for id, record in differing)
        return len(in_order) - bisect_left(in_order, (least, "")) + more

    def ids_from(self, index: Index, least: int, key: Hashable = True) -> list[str]:
        """The records that an ordered index has under this key whose order is at least this number."""
        differing, in_order = self._differing(index, key), self.state.in_order(index, key)
        unchanged = [id for _, id in in_order[bisect_left(in_order, (least, "")) :] if id not in differing]
        changed = (id for id, each in differing.items() if each is not None and getattr(each, index.order) >= least)
        return [*unchanged, *changed]

    def _differing(self, index: Index, key: Hashable) -> dict[str, Record | None]:
        if index not in self._found:
            self._found[index] = {}
            for (kind, id), after in self._written.items():
                if kind == index.kind:
                    self._file_anew(index, id, self._before(kind, id), after)
        return self._found[index].get(key, {})

    def _file_anew(self, index: Index, id: str, before: _Version, after: _Version) -> None:
        found = self._found[index]
        for key in index.keys(*before) if before[0] is not None else ():
            found.setdefault(key, {})[id] = None
        for key in index.keys(*after) if after[0] is not None else ():
            found.setdefault(key, {})[id] = after[0]

    def _before(self, kind: str, id: str) -> _Version:
        entry = self.state.entry(kind, id)
        return (entry.record, entry.audience) if entry else (None, "")

    def public(self, kind: str) -> dict[str, Any]:
        """The records of a kind that everyone sees, by id."""
        return {id: record for id, record in self.of_kind(kind).items() if self.audience(kind, id) == EVERYONE}

    def audience(self, kind: str, id: str) -> str | None:
        """Who may see this record as the draft has it, or None if there is no such record."""
        written = self._written.get((kind, id))
        if written is None:
            return self.state.audience(kind, id)
        return written[1] if written[0] is not None else None

    def put(self, record: Record, id: str = "", audience: str = "") -> None:
        """Writes a record. A kind of which a meeting has at most one needs no id.

        Without `audience`, an existing record keeps its audience, so that no rule publishes a hidden note by mistake;
        a new one gets the audience of its kind.
        """
        kind = record.kind
        id = id or kind
        audience = audience or self.audience(kind, id) or record.audience
        self._write(kind, id, record, audience)

    def drop(self, kind: str, id: str = "") -> None:
        """Deletes a record, if there is one."""
        id = id or kind
        record = self.get(kind, id)
        if record is not None:
            entry = self.state.entry(kind, id)
            audience = entry.audience if entry else record.audience
            self._write(kind, id, None, audience)

    def new_id(self, prefix: str) -> str:
        """An id that no other record of this meeting has or had, and that says nothing about when it was made."""
        number = self.chance(f"id {self._ids}", 36**_ID_LENGTH)
        self._ids += 1
        digits = ""
        for _ in range(_ID_LENGTH):
            number, digit = divmod(number, 36)
            digits = _DIGITS[digit] + digits
        return prefix + digits

    def chance(self, purpose: str, choices: int) -> int:
        """A number from 0 to `choices` - 1 that nobody can foretell who does not know the meeting's secret.

        For the same purpose it is the same within one command, so the core stays deterministic.
        """
        digest = hashlib.blake2b(f"{self.revision} {purpose}".encode(), key=self.state.secret, digest_size=16)
        return int.from_bytes(digest.digest()) % choices

    @property
    def minute(self) -> int:
        """`now`, rounded down to the minute: what people write has no finer time, which could tell who wrote it."""
        return to_the_minute(self.now)

    def changes(self) -> list[Change]:
        """What differs from the state."""
        return list(self._changes.values())

    def changed_kinds(self) -> set[str]:
        """The kinds of record among the changes."""
        return {kind for kind, _ in self._changes}

    def _write(self, kind: str, id: str, record: Record | None, audience: str) -> None:
        key = (kind, id)
        is_in_state = self._is_in_state(kind, id, record, audience)
        if is_in_state:
            self._changes.pop(key, None)
        else:
            self._changes[key] = Change(kind, id, record, audience)
        if key in self._written or not is_in_state:
            for index in self._found:
                if index.kind == kind:
                    before = self._written.get(key) or self._before(kind, id)
                    self._file_anew(index, id, before, (record, audience))
            self._written[key] = (record, audience)
            self._written_kinds.add(kind)

    def _is_in_state(self, kind: str, id: str, record: Record | None, audience: str) -> bool:
        """Whether the state already has exactly this record with this audience."""
        before = self.state.entry(kind, id)
        if before is None:
            return record is None
        return record == before.record and (record is None or audience == before.audience)
