"""Who wrote this? From times and orders finer than a minute, beside a recording of who was seen typing."""

import json
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import Any

from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.draft import Draft
from live_cop.meeting.state import State
from live_cop.report.compile import compile
from live_cop.report.formats import meeting_file
from live_cop.store.opening import open_store

from ..judge import Guess, Typed
from ..meeting import Meeting, Scene
from ..scenes import arrive, close, wall
from ..server import CODE
from ..simulated_time import BEGINNING
from ..strategy import Evidence, Strategy
from .file import Row, journal, opened, present_records

WRITTEN: Sequence[Scene] = (
    arrive,
    partial(wall, naps=0, seconds=60),
    close,
    lambda meeting: _keep_reports(meeting),
)


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
    pictured = present_records(found.file, "pictured")
    return {each["note"]["text"]: each["note"]["at"] for _, _, each in pictured if "note" in each}


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


def _grid_order(found: Evidence) -> list[str]:
    """Places are the centres of a grid, which is finer where there are more notes: the finest is the newest."""

    def cells(record: dict[str, Any]) -> int:
        fits = (n for n in range(3, 60) if all(abs(record[at] * n % 1 - 0.5) < 0.01 for at in "xy"))
        return next(fits, 0)

    notes = sorted((record for *_, record in present_records(found.file, "note")), key=cells)
    finest = [record for record in notes if cells(record) == cells(notes[-1])]
    # With more of them, nobody knows which of them came last.
    return [record["text"] for record in notes] if len(finest) <= 2 else []


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
    store = open_store(found.file)
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


class OrderByUndo(TypingThenNote):
    """Finer than a minute, by what an own step says of notes before it, beside a recording of who typed"""

    scenes = (*WRITTEN[:2], lambda meeting: _move_each(meeting))

    def __init__(self) -> None:
        super().__init__("the revisions in undo", host=False)

    def guess(self, found: Evidence) -> Guess | None:
        was: dict[str, int] = found.notes["was"]
        return self._by_order(found, sorted(was, key=lambda text: was[text]) if all(was.values()) else ())


def _move_each(meeting: Meeting) -> None:
    """The chair comes back when all is written, and moves each note."""
    chair, was = meeting.chair, meeting.notes.setdefault("was", {})
    assert chair.screen is not None
    for id, note in sorted(chair.screen.all("note").items()):
        chair.do("note.move", note=id, x=0.5, y=0.5)
        meeting.wait(0.1)
        [entry] = chair.screen.all("undo")[chair.id]["steps"][-1]["touched"]
        was[note["text"]] = entry["was"]


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
    "the grid of places": _grid_order,
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
    OrderByUndo(),
    *(TypingThenNote(what, host=what not in REPORTS) for what in (*TIMES, *ORDERS)),
]
