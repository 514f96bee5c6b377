"""Takes out of an older file what its pictures have in common: until then each picture held all its records itself.

Like every migration this is never edited once it is released, so it knows the JSON of the records as it was and as it
became, and not the classes of today.
"""

import json
import secrets
import sqlite3
import string
from typing import Any

from ..privacy import traces

_NOBODY = "@nobody"
#: The fields of an old picture, with the kind of their records.
_FIELDS = {
    "zones": "zone", "groups": "group", "notes": "note", "scales": "scale", "sections": "section", "steps": "step",
}  # fmt: skip
#: Kind, id and record.
_Record = tuple[str, str, dict[str, Any]]


def convert(db: sqlite3.Connection) -> None:
    """Converts all meetings of the file. Inside the transaction of the migration."""
    for (code,) in db.execute("select distinct meeting from records where kind = 'picture'").fetchall():
        shared = _shared(db, code)
        journal = "select distinct revision from private_journal where meeting = ? and changes like '%\"picture\"%'"
        revisions = {revision for (revision,) in db.execute(journal, (code,))}
        # Also those that were removed since: nobody was ever sent one, so there is nobody to tell that it is gone.
        db.execute("delete from records where meeting = ? and kind = 'picture'", (code,))
        for revision in sorted(revisions | shared.keys()):
            _write(db, code, revision, shared.get(revision, []))
        traces.mark_dirty(db)


def _shared(db: sqlite3.Connection, code: str) -> dict[int, list[_Record]]:
    """The present pictures and what they show as it is stored from now on, by the revisions that wrote the pictures."""
    rows = db.execute(
        "select p.id, p.revision, p.record from records p"
        " left join records s on s.meeting = p.meeting and s.kind = 'snapshot' and s.id = p.id"
        " where p.meeting = ? and p.kind = 'picture' and p.record is not null"
        " order by json_extract(s.record, '$.taken_at'), p.id",
        (code,),
    )
    found: dict[int, list[_Record]] = {}
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    for number, (id, revision, text) in enumerate(rows, start=1):
        picture = json.loads(text)
        found.setdefault(revision, []).append(("picture", id, {"number": number, "gone": picture.get("gone", 0)}))
        before, latest = latest, {}
        for field, kind in _FIELDS.items():
            for part, record in picture.get(field, ()):
                shown = before.pop((kind, part), None)
                if shown is None or shown[kind] != record:
                    if shown is not None:
                        shown["last"] = number - 1
                    shown = {"id": part, "first": number, "last": None, kind: record}
                    found[revision].append(("pictured", _new_id(), shown))
                latest[kind, part] = shown
        for shown in before.values():
            shown["last"] = number - 1
    return found


def _write(db: sqlite3.Connection, code: str, revision: int, records: list[_Record]) -> None:
    """Puts these records in the place of the pictures that this revision wrote, in the journal and among the present
    records. In a step without an order, that of a close, they stand in the order of kinds and ids too."""
    [(name, text)] = db.execute(
        "select name, changes from journal where meeting = ? and revision = ?", (code, revision)
    )
    private = db.execute("select changes from private_journal where meeting = ? and revision = ?", (code, revision))
    changes = [change for (row,) in private for change in json.loads(row) if change[1] != "picture"]
    public = json.loads(text)
    end = 1 + max((change[0] for change in (*changes, *public)), default=-1)
    changes += [[end + n, kind, id, record, _NOBODY] for n, (kind, id, record) in enumerate(sorted(records, key=_key))]
    rows = [(code, kind, id, revision, _NOBODY, "", _json(record)) for kind, id, record in sorted(records, key=_key)]
    if name == "meeting.close":
        for place, change in enumerate(sorted((*changes, *public), key=lambda each: each[1:3])):
            change[0] = place
        db.execute("update journal set changes = ? where meeting = ? and revision = ?", (_json(public), code, revision))
        columns = "meeting, kind, id, revision, audience, lost, record"
        there = db.execute(f"select {columns} from records where meeting = ? and revision = ?", (code, revision))
        rows = sorted([*there, *rows], key=lambda row: row[1:3])
        db.execute("delete from records where meeting = ? and revision = ?", (code, revision))
    db.execute("delete from private_journal where meeting = ? and revision = ?", (code, revision))
    db.executemany(
        "insert into private_journal (meeting, revision, place, changes) values (?, ?, ?, ?)",
        [(code, revision, change[0], _json([change])) for change in sorted(changes, key=lambda each: each[0])],
    )
    db.executemany(
        "insert into records (meeting, kind, id, revision, audience, lost, record) values (?, ?, ?, ?, ?, ?, ?)", rows
    )


def _key(record: _Record) -> tuple[str, str]:
    return record[:2]


def _new_id() -> str:
    return "d" + "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(11))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
