"""A meeting from its rows: as it is now, or played again from its journals."""

import sqlite3
from typing import Any

import msgspec

from ...meeting.change import Change, NoteSighting
from ...meeting.state import Entry, State
from .. import codec


class Loaded(msgspec.Struct):
    """A meeting as it is on disk, with the answers to all commands that were given in it."""

    state: State
    #: By what `once.key` makes of a command.
    answers: dict[str, dict[str, Any]]


def load(db: sqlite3.Connection, code: str) -> Loaded | None:
    """The meeting as it was last committed, or None."""
    # One transaction, so that no commit comes between the questions.
    db.execute("begin")
    found = db.execute("select epoch, revision from meetings where code = ?", (code,)).fetchone()
    if found is None:
        return None
    rows = db.execute(
        # A row that is replaced becomes the last: so this is the order of the last change, as State has it.
        "select kind, id, revision, audience, lost, record from records where meeting = ? order by revision, rowid",
        (code,),
    )
    entries = [
        (kind, id, Entry(codec.decode_record(kind, record), revision, audience, frozenset(lost.split())))
        for kind, id, revision, audience, lost, record in rows
    ]
    answers = db.execute("select key, answer from answers where meeting = ?", (code,))
    return Loaded(
        State.restore(code, found[0], found[1], entries),
        {key: codec.decode_answer(answer) for key, answer in answers},
    )


def rebuild(db: sqlite3.Connection, code: str) -> State | None:
    """The meeting played again from its journals alone."""
    db.execute("begin")
    found = db.execute("select epoch from meetings where code = ?", (code,)).fetchone()
    if found is None:
        return None
    rows = db.execute(
        "select revision, changes from journal where meeting = :code"
        " union all select revision, changes from private_journal where meeting = :code order by revision",
        {"code": code},
    )
    steps: dict[int, list[tuple[int, Change]]] = {}
    for revision, changes in rows:
        steps.setdefault(revision, []).extend(codec.decode_changes(changes))
    state = State(code, found[0])
    for revision, placed in steps.items():
        # What became one person's own is first gone for the others: both stand at the same place.
        placed.sort(key=lambda item: (item[0], item[1].record is not None))
        state.apply(revision, [change for _, change in placed])
    return state


def note_sightings(db: sqlite3.Connection, code: str, revision: int) -> list[NoteSighting]:
    """Where everyone saw each note whenever it changed, up to a revision."""
    rows = db.execute(
        "select revision, at, changes from journal where meeting = ? and revision <= ? and changes like '%\"note\"%'"
        " order by revision",
        (code, revision),
    )
    return [
        NoteSighting(number, at, note, spot.zone, spot.group)
        for number, at, changes in rows
        for note, spot in codec.spots(changes)
    ]
