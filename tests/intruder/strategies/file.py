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

from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.contacts.attendance import Entry
from live_cop.meeting.draft import Draft
from live_cop.meeting.state import State
from live_cop.report.compile import compile
from live_cop.report.formats import meeting_file
from live_cop.store.attendance import Attended, Consent
from live_cop.store.store import Store

from ..judge import Answered, Author, Guess, Typed
from ..meeting import Meeting, Scene
from ..scenes import arrive, close, private_writing, wall
from ..server import CODE
from ..simulated_time import BEGINNING
from ..strategy import Evidence, Strategy, stored
from .answers import ALL_QUESTIONS, NEVER_SHOWN

#: An id of a participant, as it stands in the file.
PERSON = re.compile(rb"\bp[0-9a-f]{16}\b")


SLEEPY: Sequence[Scene] = (arrive, partial(wall, naps=0.9), private_writing, close)
WRITTEN: Sequence[Scene] = (
    arrive,
    partial(wall, naps=0, seconds=60),
    close,
    lambda meeting: _keep_reports(meeting),
)


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


class TypingThenNote(Strategy):
    """Finer than a minute, beside a recording of who typed"""

    scenes = WRITTEN

    @property
    def name(self) -> str:
        return f"{super().name}, {self.what}"

    def __init__(self, what: str, host: bool = True) -> None:
        self.what = what
        self.who = ("host", "recording") if host else ("chair", "recording")

    def guess(self, found: Evidence) -> Guess | None:
        if self.what in TIMES:
            return self._by_time(found, TIMES[self.what](found))
        return self._by_order(found, ORDERS[self.what](found))

    def _by_time(self, found: Evidence, times: dict[str, int]) -> Guess | None:
        """The person who finished typing less than a second before the note."""
        best: tuple[float, Guess] | None = None
        for text, at in times.items():
            for _, end, person in found.typing:
                gap = (at - BEGINNING) / 1000 - end
                if 0 <= gap < 1 and (best is None or gap < best[0]) and at % 60_000:
                    best = (gap, Typed(text, person))
        return best[1] if best else None

    def _by_order(self, found: Evidence, texts: Sequence[str]) -> Guess | None:
        """The n-th person to finish typing wrote the n-th note, where there are as many of these as of those."""
        typed = sorted((end, person) for _, end, person in found.typing)
        return Typed(texts[-1], typed[-1][1]) if texts and len(texts) == len(typed) else None


def _first_sightings(found: Evidence) -> list[Row]:
    rows: dict[str, Row] = {}
    for row in journal(found.file):
        if row.kind == "note" and row.record:
            rows.setdefault(row.id, row)
    return list(rows.values())


def _journal_times(found: Evidence) -> dict[str, int]:
    return {row.record["text"]: row.at for row in _first_sightings(found) if row.record}


def _note_times(found: Evidence) -> dict[str, int]:
    return {record["text"]: record["at"] for _, _, record in present_records(found.file, "note")}


def _picture_times(found: Evidence) -> dict[str, int]:
    pictures = present_records(found.file, "picture")
    return {note["text"]: note["at"] for _, _, picture in pictures for _, note in picture["notes"]}


def _journal_order(found: Evidence) -> list[str]:
    return [row.record["text"] for row in _first_sightings(found) if row.record]


def _row_order(found: Evidence) -> list[str]:
    with closing(opened(found.file)) as db:
        rows = db.execute("select record from records where kind = 'note' and record is not null order by rowid")
        return [json.loads(record)["text"] for (record,) in rows]


def _revision_order(found: Evidence) -> list[str]:
    notes = present_records(found.file, "note")
    return [record["text"] for _, revision, record in sorted(notes, key=lambda each: (each[1], each[0]))]


def _id_order(found: Evidence) -> list[str]:
    return [record["text"] for _, _, record in sorted(present_records(found.file, "note"))]


def _place_order(found: Evidence) -> list[str]:
    """People fill a wall as they read, and so did the server once."""
    notes = [record for *_, record in present_records(found.file, "note")]
    return [record["text"] for record in sorted(notes, key=lambda record: (record["y"], record["x"]))]


def _answer_order(found: Evidence) -> list[str]:
    """The stored answers name the notes, with the revision of each."""
    texts = {id: record["text"] for id, _, record in present_records(found.file, "note")}
    with closing(opened(found.file)) as db:
        answers = [
            json.loads(answer) for (answer,) in db.execute("select answer from answers order by revision, rowid")
        ]
    named = [answer.get("result", {}).get("note") for answer in answers]
    return [texts[id] for id in named if id in texts]


def _secret_order(found: Evidence) -> list[str]:
    """Ids follow from the secret and the revision: whoever has the secret makes them all again."""
    texts = {id: record["text"] for id, _, record in present_records(found.file, "note")}
    with closing(opened(found.file)) as db:
        [(revision, secret)] = db.execute("select revision, secret from meetings")
    made = []
    for number in range(revision):
        draft = Draft(State.restore(CODE, "", number, (), secret), SYSTEM, 0)
        made += [draft.new_id("n") for _ in range(2)]
    return [texts[id] for id in made if id in texts]


def _sighting_order(found: Evidence) -> list[str]:
    """The places of notes that the replay of the report is made of."""
    order = []
    with closing(opened(found.file)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            columns = [row[1] for row in db.execute(f"pragma table_info({table})")]
            if "note" in columns:
                order += [id for (id,) in db.execute(f"select note from {table}")]
    texts = {id: record["text"] for id, _, record in present_records(found.file, "note")}
    return [texts[id] for id in dict.fromkeys(order) if id in texts]


def _replay_order(found: Evidence) -> list[str]:
    """The replay of the report: which note comes first, and which next."""
    store = Store(found.file)
    loaded = store.load(CODE)
    assert loaded is not None
    sightings = store.note_sightings(CODE, loaded.state.revision)
    store.close()
    replay = compile(loaded.state, 0, sightings=sightings).replay
    if replay is None:
        return []
    return [note.text for note in sorted(replay.notes, key=lambda note: note.positions[0][0])]


def _keep_reports(meeting: Meeting) -> None:
    """The report's facts and the exported file, as whoever holds them has them."""
    state, now = meeting.server.state, meeting.time.now_ms()
    meeting.notes["exported"] = json.loads(meeting_file.write(state, now))
    meeting.notes["report"] = compile(state, now)


def _exported_times(found: Evidence) -> dict[str, int]:
    return {note["text"]: note["at"] for note in found.notes["exported"]["note"].values()}


def _exported_order(found: Evidence) -> list[str]:
    return [note["text"] for note in found.notes["exported"]["note"].values()]


def _picture_order(found: Evidence) -> list[str]:
    for picture in found.notes["exported"]["picture"].values():
        return [note["text"] for _, note in picture["notes"]]
    return []


def _report_order(found: Evidence) -> list[str]:
    return [note.text for zone in found.notes["report"].zones for note in zone.single]


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
        store = Store(folder)
        for number, kind in enumerate(kinds):
            if number == len(kinds) - 1:
                store.count_breadth(CODE)
                breadths.append(store.breadth(CODE))
            here = Attended(CODE, "2026-01-01")
            store.attendance.add(f"person {number}", CODE, Entry(kind=kind), consent, here, on_paper=False)
        store.count_breadth(CODE)
        breadths.append(store.breadth(CODE))
        store.close()


TIMES = {
    "the journal's times": _journal_times,
    "the notes' times": _note_times,
    "the notes' times in pictures": _picture_times,
    "the notes' times in the exported file": _exported_times,
}
ORDERS = {
    "the journal's order": _journal_order,
    "the order of rows": _row_order,
    "the order of revisions": _revision_order,
    "the order of ids": _id_order,
    "the order of places": _place_order,
    "the order of stored answers": _answer_order,
    "the order of sightings": _sighting_order,
    "the secret, from which the ids are made": _secret_order,
    "the order of the replay": _replay_order,
    "the order in the exported file": _exported_order,
    "the order in a picture": _picture_order,
    "the order in the report": _report_order,
}
#: Those of them that no host is needed for.
REPORTS = ("the notes' times in the exported file", *list(ORDERS)[-3:])

STRATEGIES: list[Strategy] = [
    CountsInFile("scale", NEVER_SHOWN, title=", never shown"),
    *(CountsInFile(kind, ALL_QUESTIONS) for kind in ("scale", "hopes", "review", "date")),
    PresenceInFile(),
    RawBytes(),
    OneMoreOnTheList(),
    *(TypingThenNote(what, host=what not in REPORTS) for what in (*TIMES, *ORDERS)),
]
