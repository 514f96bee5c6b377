"""Reads a meeting from its rows: its present records, or a replay of its journals."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ...meeting.change import Change, NoteSighting
from ...meeting.state import Entry, State
from .. import codec
from ..database import Connection

#: How many answers to commands a meeting holds in memory; older ones are looked up on disk. A phone that comes back
#: asks for its last ones.
ANSWERS_IN_MEMORY = 10_000


class Loaded(msgspec.Struct):
    """A meeting as it is on disk, with the last stored answers to its commands."""

    state: State
    #: By `commit.command_key`, newest last.
    answers: dict[str, dict[str, Any]]
    #: Whether there are older ones on disk.
    has_older_answers: bool = False
    #: The time of the last step in the journal (UTC milliseconds). Its time never goes back, whoever writes the next.
    latest: int = 0

    @property
    def size(self) -> int:
        """How many records and answers there are: a measure of the memory that the meeting takes."""
        return self.state.size + len(self.answers)

    def copy(self) -> "Loaded":
        """The same, to be changed apart from this one."""
        return Loaded(self.state.copy(), dict(self.answers), self.has_older_answers, self.latest)

    def take(self, other: "Loaded") -> None:
        """Becomes the same as this other one."""
        self.state, self.answers = other.state, other.answers
        self.has_older_answers, self.latest = other.has_older_answers, other.latest

    def drop_old_answers(self) -> None:
        """Leaves the oldest answers to the disk, where there are too many."""
        while len(self.answers) > ANSWERS_IN_MEMORY:
            del self.answers[next(iter(self.answers))]
            self.has_older_answers = True


def load(db: Connection, code: str) -> Loaded | None:
    """The meeting as it was last committed, or None. On a snapshot, so that no commit comes between the queries."""
    found = db.execute("select epoch, revision, secret from meetings where code = ?", (code,)).fetchone()
    if found is None:
        return None
    rows = db.execute(
        # A replaced row becomes the last one, so this is the order of the last change, as in State.
        "select kind, id, revision, audience, lost, record from records where meeting = ? order by revision, rowid",
        (code,),
    )
    entries = [
        (kind, id, Entry(codec.decode_record(kind, record), revision, audience, frozenset(lost.split())))
        for kind, id, revision, audience, lost, record in rows
    ]
    answers = db.execute(
        "select key, answer from answers where meeting = ? order by rowid desc limit ?", (code, ANSWERS_IN_MEMORY)
    ).fetchall()
    last = db.execute("select at from journal where meeting = ? order by revision desc limit 1", (code,)).fetchone()
    return Loaded(
        State.restore(code, found[0], found[1], entries, found[2]),
        {key: codec.decode_answer(answer) for key, answer in reversed(answers)},
        has_older_answers=len(answers) == ANSWERS_IN_MEMORY,
        latest=last[0] if last else 0,
    )


def answers(db: Connection, code: str, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Those of these answers that are stored, by their keys."""
    marks = ", ".join("?" * len(keys))
    rows = db.execute(f"select key, answer from answers where meeting = ? and key in ({marks})", (code, *keys))
    return {key: codec.decode_answer(answer) for key, answer in rows}


def rebuild(db: Connection, code: str) -> State | None:
    """The meeting replayed from its journals alone, or None. On a snapshot."""
    found = db.execute("select epoch, secret from meetings where code = ?", (code,)).fetchone()
    if found is None:
        return None
    rows = db.execute(
        "select revision, changes from journal where meeting = :code"
        " union all select revision, changes from private_journal where meeting = :code order by revision",
        {"code": code},
    )
    steps: dict[int, list[tuple[int, Change]]] = {}
    for revision, text in rows:
        steps.setdefault(revision, []).extend(codec.decode_changes(text))
    state = State(code, *found)
    for revision, changes in steps.items():
        # A record that became private is first removed for the others: both changes have the same position.
        changes.sort(key=lambda item: (item[0], item[1].record is not None))
        state.apply(revision, [change for _, change in changes])
    return state


def note_sightings(db: Connection, code: str, revision: int | None = None) -> list[NoteSighting]:
    """Where everyone saw each card at the end of each minute in which it changed, up to a revision (None: to the end).

    By minute and note: within a minute nothing tells which note was there first."""
    kept = db.execute("select minute, note, zone, note_group from note_sightings where meeting = ?", (code,))
    found = {(minute, note): NoteSighting(minute, note, zone, group) for minute, note, zone, group in kept}
    rows = db.execute(
        "select at, changes from journal where meeting = ? and revision <= ?"
        " and (changes like '%\"note\"%' or changes like '%\"photo\"%') order by revision",
        (code, 1 << 62 if revision is None else revision),
    )
    for at, changes in rows:
        for note, location in codec.note_locations(changes):
            found[at, note] = NoteSighting(at, note, location.zone, location.group)
    return [found[key] for key in sorted(found)]
