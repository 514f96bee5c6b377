"""Who wrote or marked what? From what is left of a meeting: the server's file, the report, exported files."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from live_cop.meeting.contacts.attendance import Entry
from live_cop.store.attendance import Attended, Consent
from live_cop.store.opening import open_store

from ..judge import Answered, Author, Guess, Typed
from ..meeting import WORDS, Meeting, Scene
from ..scenes import arrive, close, private_writing, wall
from ..server import CODE
from ..strategy import Evidence, Strategy, stored
from .answers import ALL_QUESTIONS, NEVER_SHOWN

#: An id of a participant, as it stands in the file.
PERSON = re.compile(rb"\bp[0-9a-f]{16}\b")


SLEEPY: Sequence[Scene] = (arrive, partial(wall, naps=0.9), private_writing, close)


class Row(NamedTuple):
    """One change in a journal."""

    revision: int
    at: int
    kind: str
    id: str
    record: dict[str, Any] | None


def opened(folder: Path) -> sqlite3.Connection:
    [file] = folder.glob("*.sqlite")
    return sqlite3.connect(file)


def journal(folder: Path) -> list[Row]:
    """All that the journals still say, in the order of what happened."""
    rows = []
    with closing(opened(folder)) as db:
        times = dict(db.execute("select revision, at from journal"))
        for table in ("journal", "private_journal"):
            for revision, changes in db.execute(f"select revision, changes from {table} order by revision, rowid"):
                for _, kind, id, record, _ in json.loads(changes):
                    rows.append(Row(revision, times.get(revision, 0), kind, id, record))
    return sorted(rows, key=lambda row: row.revision)


def present_records(folder: Path, kind: str) -> list[tuple[str, int, dict[str, Any]]]:
    """(id, revision, record) of the records that there are, as they lie in the file."""
    with closing(opened(folder)) as db:
        rows = db.execute("select id, revision, record from records where kind = ? order by revision, rowid", (kind,))
        return [(id, revision, json.loads(record)) for id, revision, record in rows if record]


class CountsInFile(Strategy):
    """The file has every version of the counts of a question, in the order of the answers"""

    who = ("host", "recording")

    def __init__(self, kind: str, scenes: Sequence[Scene], title: str = "") -> None:
        self.kind, self.scenes, self.title = kind, scenes, title

    @property
    def name(self) -> str:
        return f"{super().name} ({self.kind}{self.title})"

    def guess(self, found: Evidence) -> Guess | None:
        by_record: dict[tuple[str, str], list[Counter[Any]]] = {}
        for row in journal(found.file):
            for counts in _any_counts(row.record, found):
                versions = by_record.setdefault((row.kind, row.id), [])
                if versions[-1:] != [counts]:
                    versions.append(counts)
        answers = [each for each in found.answering if each[2] == self.kind]
        for versions in by_record.values():
            # One version for each answer: the first is the one before anybody had answered.
            steps = [new - old for old, new in zip([Counter(), *versions], versions, strict=False) if new - old]
            if len(steps) == len(answers):
                _, person, kind, id = answers[-1]
                [value, *_] = steps[-1]
                return Answered(kind, id, person, value)
        return None


def _any_counts(record: dict[str, Any] | None, found: Evidence) -> Iterator[Counter[Any]]:
    """Whatever looks like counts in a record, by answer."""
    record = record or {}
    if isinstance(record.get("counts"), list):
        yield Counter(dict(enumerate(record["counts"], start=1)) | {None: record.get("not_today", 0)})
    elif isinstance(record.get("counts"), dict):
        yield Counter(record["counts"])
    for names in (("yes", "partly", "not_yet"), ("can", "maybe", "cannot")):
        if names[0] in record:
            yield Counter({name: record[name] for name in names})


class PresenceInFile(Strategy):
    """The file tells who came on line right before a note"""

    who = ("host",)
    scenes = SLEEPY

    def guess(self, found: Evidence) -> Guess | None:
        came: Row | None = None
        for row in journal(found.file):
            if row.kind == "person" and row.record and row.record.get("online"):
                came = row
            elif row.kind == "note" and row.record and came and not row.record["signed"] and _soon(came, row):
                return Author(row.record["text"], came.id)
        return None


def _soon(before: Row, row: Row) -> bool:
    return 0 < row.revision - before.revision <= 2 and row.at - before.at < 2_000


class RawBytes(Strategy):
    """The bytes of the file have an id of a person beside that of a note"""

    who = ("host",)
    scenes = SLEEPY

    def guess(self, found: Evidence) -> Guess | None:
        ids = {id.encode(): record for id, _, record in present_records(found.file, "note") if not record["signed"]}
        best: tuple[int, Guess] | None = None
        for path in found.file.iterdir():
            data = path.read_bytes()
            people = [(match.start(), match.group()) for match in PERSON.finditer(data)]
            for id, record in ids.items():
                for place in (match.start() for match in re.finditer(re.escape(id), data)):
                    for at, person in people:
                        distance = abs(at - place)
                        if distance < 120 and (best is None or distance < best[0]):
                            best = (distance, Author(record["text"], person.decode()))
        return best[1] if best else None


class OrderInFile(Strategy):
    """The order of what was proposed is that of typing"""

    who = ("host", "recording")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.scenes = (arrive, partial(wall, seconds=40, naps=0, kind=kind), close)

    @property
    def name(self) -> str:
        return f"{super().name} ({self.kind})"

    def guess(self, found: Evidence) -> Guess | None:
        records = [record for _, _, record in present_records(found.file, self.kind)]
        words = [record[WORDS[self.kind]] for record in sorted(records, key=lambda record: record["order"])]
        typed = sorted((end, person) for _, end, person in found.typing)
        return Typed(words[0], typed[0][1]) if words and typed else None


class OneMoreOnTheList(Strategy):
    """Two reports differ by one person who came to the attendance list between them"""

    who = ("chair",)
    scenes = (arrive, close, lambda meeting: _publish_twice(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        before, after = (Counter(dict(breadth.kinds)) if breadth else Counter() for breadth in found.notes["breadths"])
        new = after - before
        return Answered("list", "list", "somebody", next(iter(new))) if new else None


def _publish_twice(meeting: Meeting) -> None:
    """The real store counts who is on the list whenever a report is published."""
    kinds = [meeting.chance.choice(("lived", "professional")) for _ in range(meeting.chance.randint(8, 15))]
    kinds.append(meeting.truth.answer.setdefault(("list", "list", "somebody"), meeting.chance.choice(kinds)))
    consent, breadths = Consent("1", "words", "2026-01-01"), meeting.notes.setdefault("breadths", [])
    with stored(meeting) as folder:
        store = open_store(folder)
        for number, kind in enumerate(kinds):
            if number == len(kinds) - 1:
                store.count_breadth(CODE)
                breadths.append(store.breadth(CODE))
            here = Attended(CODE, "2026-01-01")
            store.attendance.add(f"person {number}", CODE, Entry(kind=kind), consent, here, on_paper=False)
        store.count_breadth(CODE)
        breadths.append(store.breadth(CODE))
        store.close()


STRATEGIES: list[Strategy] = [
    CountsInFile("scale", NEVER_SHOWN, title=", never shown"),
    *(CountsInFile(kind, ALL_QUESTIONS) for kind in ("scale", "hopes", "review", "date")),
    PresenceInFile(),
    RawBytes(),
    OrderInFile("step"),
    OrderInFile("invite"),
    OneMoreOnTheList(),
]
