"""Who may see a record, who asks, and what a decision is made of."""

from typing import Any, Literal, NamedTuple

from .erasure import Erasure
from .records import Record

#: Audiences. Any other audience is the id of the one person who may see the record; no id begins with "@".
EVERYONE = "@everyone"
CHAIR = "@chair"
NOBODY = "@nobody"
SHARED = (EVERYONE, CHAIR, NOBODY)

Role = Literal["participant", "helper", "chair", "board", "system"]


class Viewer(NamedTuple):
    """Somebody at a screen: a person's id (for a board, "board") and the role they have on it."""

    person: str
    role: str

    @property
    def chairs(self) -> bool:
        """Whether this is the chair or a helper."""
        return self.role in ("chair", "helper")

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences to which this viewer belongs."""
        return (EVERYONE, CHAIR, self.person) if self.chairs else (EVERYONE, self.person)

    def sees(self, audience: str) -> bool:
        """Whether records with this audience are shown to this viewer."""
        return audience in self.audiences

    def sees_any(self, audiences: frozenset[str]) -> bool:
        """Whether records with any of these audiences, other than everyone, are shown to this viewer."""
        return self.person in audiences or (CHAIR in audiences and self.chairs)


Actor = Viewer

#: The server itself, for what no person commands: somebody joined, a connection was lost.
SYSTEM = Actor("", "system")


class Move(NamedTuple):
    """At `at` (UTC milliseconds) everyone came to see a note in a zone, and in a group of it or in none."""

    revision: int
    at: int
    note: str
    zone: str
    group: str | None = None


class Change(NamedTuple):
    """The new state of one record; `record` is None when it is gone."""

    kind: str
    id: str
    record: Record | None
    audience: str


class Decision(NamedTuple):
    """What a command does: the records that change, what its giver is told, whether nothing may say from then on who
    did what, the kinds of record that go with all their history, and what goes from the history word by word."""

    changes: list[Change]
    result: dict[str, Any]
    forgets: bool = False
    wiped: frozenset[str] = frozenset()
    erased: Erasure | None = None
