"""Takes out of an older file what it holds too much of: the migration to files without history after the close.

Until then a closed meeting kept every version of everything that was shared, with milliseconds; and an open one kept
exact counts of all answers. Like every migration this is never edited once it is released, so it knows the JSON of
the records as it was and as it became, and not the classes of today.
"""

import json
import secrets
import sqlite3
import string
from collections.abc import Iterable
from typing import Any

from ..privacy import forget, traces

MINUTE_MS = 60_000
_NOBODY, _SHARED = "@nobody", ("@everyone", "@chair", "@nobody")
_NOTES = ("note", "removed", "held", "folded")
#: Kinds that are no more, and of which nothing may be left: which notes have one author, and exact counts.
_GONE = ("hiding", "tally", "hope_tally", "review_tally")
#: Kind, id, audience and record.
_Record = tuple[str, str, str, dict[str, Any]]


def convert(db: sqlite3.Connection) -> None:
    """Converts all meetings of the file. Inside the transaction of the migration."""
    db.execute(f"update journal set at = at - at % {MINUTE_MS}")
    db.execute(f"update meetings set created_at = created_at - created_at % {MINUTE_MS}")
    for code, revision in db.execute("select code, revision from meetings").fetchall():
        _convert_history(db, code)
        present = _present(db, code)
        meeting = next((record for kind, *_, record in present if kind == "meeting"), {})
        if meeting.get("state") == "closed":
            _forget(db, code, revision, present)
        else:
            _add_step(db, code, revision + 1, _with_batches(present))
        traces.mark_dirty(db)


def _convert_history(db: sqlite3.Connection, code: str) -> None:
    """Converts each record in all its versions, and deletes those of kinds that are no more."""
    log_times = _log_times(db, code)
    for table in ("journal", "private_journal"):
        for row, text in db.execute(f"select rowid, changes from {table} where meeting = ?", (code,)).fetchall():
            changes = [
                [position, kind, id, _converted(kind, id, record, log_times), audience]
                for position, kind, id, record, audience in json.loads(text)
                if not _is_gone(kind, record)
            ]
            if table == "private_journal" and not changes:
                db.execute(f"delete from {table} where rowid = ?", (row,))
            else:
                db.execute(f"update {table} set changes = ? where rowid = ?", (_json(changes), row))
    rows = db.execute("select rowid, kind, id, record from records where meeting = ?", (code,)).fetchall()
    for row, kind, id, text in rows:
        record = json.loads(text) if text else None
        if _is_gone(kind, record):
            db.execute("delete from records where rowid = ?", (row,))
        elif record is not None:
            converted = _json(_converted(kind, id, record, log_times))
            db.execute("update records set record = ? where rowid = ?", (converted, row))


def _is_gone(kind: str, record: dict[str, Any] | None) -> bool:
    # The log told which notes of one author had been hidden together.
    return kind in _GONE or (kind == "log" and record is not None and record["what"].startswith("author."))


def _log_times(db: sqlite3.Connection, code: str) -> dict[str, int]:
    """Times of the log to the minute, of which no two are equal, so that they still tell the order."""
    rows = db.execute(
        "select id, json_extract(record, '$.at') from records"
        " where meeting = ? and kind = 'log' and record is not null"
        " and json_extract(record, '$.what') not like 'author.%' order by 2, 1",
        (code,),
    )
    times: dict[str, int] = {}
    last = 0
    for id, at in rows:
        last = times[id] = max(_minute(at), last + 1)
    return times


def _converted(kind: str, id: str, record: dict[str, Any] | None, log_times: dict[str, int]) -> dict[str, Any] | None:
    """A record as this version would have written it."""
    if record is None:
        return None
    if kind in _NOTES:
        return _note(record)
    if kind == "picture":
        return record | {"notes": [[note, _note(each)] for note, each in record["notes"]]}
    if kind == "undo":
        return record | {"steps": [_undo_step(step) for step in record["steps"]]}
    if kind == "log":
        return record | {"at": log_times.get(id, _minute(record["at"]))}
    if kind == "turn" and record["state"] != "speaking":
        return record | {"started_at": None}
    if kind == "person":
        return record | {"online": True}
    return record


def _note(note: dict[str, Any]) -> dict[str, Any]:
    return note | {"at": _minute(note.get("at", 0))}


def _undo_step(step: dict[str, Any]) -> dict[str, Any]:
    touched = [
        each | {"before": _note(each["before"])} if each["kind"] in _NOTES and each["before"] else each
        for each in step["touched"]
    ]
    return step | {"touched": touched}


def _present(db: sqlite3.Connection, code: str) -> list[_Record]:
    """The present records in the order of kinds and ids."""
    rows = db.execute(
        "select kind, id, audience, record from records where meeting = ? and record is not null order by kind, id",
        (code,),
    )
    return [(kind, id, audience, json.loads(text)) for kind, id, audience, text in rows]


def _forget(db: sqlite3.Connection, code: str, revision: int, present: list[_Record]) -> None:
    """Does to a closed meeting what its close would do today."""
    [(at,)] = db.execute("select max(at) from journal where meeting = ?", (code,))
    forgetting = forget.Forgetting.prepare(db, code, ())
    forgetting.destroy(db)
    ids = {id: _new_id() for kind, id, *_ in present if kind in _NOTES}
    shared = [_with_new_ids(each, ids) for each in present if each[2] in _SHARED]
    _write_step(db, code, revision, at or 0, "meeting.close", sorted(shared, key=lambda each: each[:2]))
    for old, new in ids.items():
        db.execute("update note_sightings set note = ? where meeting = ? and note = ?", (new, code, old))
    answer = _json({"ok": True, "revision": revision, "result": {}})
    forgetting.replace_answers(db, revision, answer)
    forget.forget_sightings(db, code)
    db.execute(
        "update meetings set epoch = ?, secret = ? where code = ?",
        (secrets.token_hex(8), secrets.token_bytes(16), code),
    )


def _new_id() -> str:
    """An id for a note; those of older versions followed from the revision, so they told in which order notes came."""
    return "n" + "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(11))


def _with_new_ids(each: _Record, ids: dict[str, str]) -> _Record:
    """The record with the new ids of notes, in it and of it."""
    kind, id, audience, record = each
    if kind in _NOTES:
        into = {"into": ids.get(record["into"], record["into"])} if "into" in record else {}
        return kind, ids[id], audience, record | into
    if kind == "picture":
        notes = sorted([ids.setdefault(note, _new_id()), inside] for note, inside in record["notes"])
        return kind, id, audience, record | {"notes": notes}
    return each


def _with_batches(present: list[_Record]) -> list[_Record]:
    """The records that change or are added in an open meeting so that further counts are published in batches.

    What everyone has seen of the counts until now is what was published; other answers wait for the next batch."""
    records = {(kind, id): (audience, record) for kind, id, audience, record in present}
    found: list[_Record] = []

    def ask(kind: str, id: str, answers: list[tuple[str, str, Any]], people: int, *, seen: bool, hidden: Any) -> None:
        """One question with its answers (id, owner, value), of which the counts were seen or are to be hidden."""
        audience, question = records[kind, id]
        found.append((kind, id, audience, question | {"received": people} | ({} if seen else hidden)))
        if seen:
            found.extend(("counted", key, _NOBODY, {"of": id, "owner": o, "value": v}) for key, o, v in answers)
        elif answers:
            found.append(("tally", id, _NOBODY, {"changed": people}))

    for kind, id, _, record in present:
        if kind == "scale":
            marks = [(key, o, each["value"]) for key, o, each in _of(present, "mark") if each["scale"] == id]
            ask(kind, id, marks, len(marks), seen="counts" in record, hidden={"answers": 0, "not_today": 0})
        elif kind == "hopes":
            hopes = [(key, owner, each["answer"]) for key, owner, each in _of(present, "hope")]
            ask(kind, id, hopes, len({owner for _, owner, _ in hopes}), seen="spread" in record, hidden={})
        elif kind == "review":
            replies = [(key, owner, each["stage"]) for key, owner, each in _of(present, "review_answer")]
            ask(kind, id, replies, len(replies), seen="counts" in record, hidden={"answers": 0})
        elif kind == "date":
            marks = [(key, o, each["answer"]) for key, o, each in _of(present, "date_mark") if each["date"] == id]
            ask(kind, id, marks, len(marks), seen=True, hidden={})
    return sorted(found, key=lambda each: each[:2])


def _of(present: list[_Record], kind: str) -> Iterable[tuple[str, str, dict[str, Any]]]:
    return ((id, audience, record) for each, id, audience, record in present if each == kind)


def _add_step(db: sqlite3.Connection, code: str, revision: int, changes: list[_Record]) -> None:
    """Adds a step to the history of an open meeting, with these changes."""
    if not changes:
        return
    [(at,)] = db.execute("select max(at) from journal where meeting = ?", (code,))
    for kind, id, *_ in changes:
        db.execute("delete from records where meeting = ? and kind = ? and id = ?", (code, kind, id))
    _write_step(db, code, revision, at or 0, "meeting.migrated", changes)
    db.execute("update meetings set revision = ? where code = ?", (revision, code))


def _write_step(db: sqlite3.Connection, code: str, revision: int, at: int, name: str, changes: list[_Record]) -> None:
    """Writes these records and one step of the journals in which all of them were written."""
    placed = [[position, kind, id, record, audience] for position, (kind, id, audience, record) in enumerate(changes)]
    db.execute(
        "insert into journal (meeting, revision, at, name, changes) values (?, ?, ?, ?, ?)",
        (code, revision, at, name, _json([each for each in placed if each[4] in _SHARED and each[4] != _NOBODY])),
    )
    db.executemany(
        "insert into private_journal (meeting, revision, place, changes) values (?, ?, ?, ?)",
        [(code, revision, each[0], _json([each])) for each in placed if each[4] not in _SHARED or each[4] == _NOBODY],
    )
    db.executemany(
        "insert into records (meeting, kind, id, revision, audience, lost, record) values (?, ?, ?, ?, ?, '', ?)",
        [(code, kind, id, revision, audience, _json(record)) for kind, id, audience, record in changes],
    )


def _minute(at: int) -> int:
    return at - at % MINUTE_MS


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
