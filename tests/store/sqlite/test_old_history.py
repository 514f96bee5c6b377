"""What an older file held too much of is taken out when it is opened: exact counts, bundles of notes, fine times."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from live_cop.meeting.audience import CHAIR as CHAIRS_SIDE
from live_cop.meeting.audience import EVERYONE, NOBODY, Viewer
from live_cop.meeting.state import State
from live_cop.store.opening import open_store
from live_cop.store.sqlite import schema
from live_cop.store.store import Store

from ...meeting.room import Room, pictures_of
from ...support.stores import ABOUT_THE_FILE
from ..privacy.test_erase_text import on_disk
from ..stored_room import full_state, older_file

pytestmark = ABOUT_THE_FILE

MINUTE, AT = 60_000, 1_700_000_012_345
CODE = "K7M3QX"
NOTE: dict[str, Any] = {"zone": "z1", "text": "tea", "x": 0.5, "y": 0.5, "color": "mint", "at": AT}
PERSON = {"place": "room", "online": False, "marker": "Teal Otter"}
SCALE = {"question": "How near?", "state": "open", "shown": True, "answers": 5, "not_today": 1, "floor": 3}
COUNTS = [0, 5, 0, 0, 0, 0, 0, 0, 0, 0]
PEOPLE = [f"p{number}" for number in range(6)]


class OldFile:
    """A file as the version before wrote it, with one meeting."""

    def __init__(self, folder: Path, state: str) -> None:
        self.folder, self.revision, self.at = folder, 0, AT
        self.path = older_file(folder, before=schema._no_history_after_close)
        with sqlite3.connect(self.path) as db:
            db.execute("insert into meetings values (?, 'old', 0, ?, x'00112233445566778899aabbccddeeff')", (CODE, AT))
        self.add(("meeting", "meeting", {"title": "Homes", "state": state, "closed_at": AT}, EVERYONE))
        self.add(("zone", "z1", {"title": "Gone well"}, EVERYONE), ("board", "board", {}, EVERYONE))

    def add(self, *changes: tuple[str, str, dict[str, Any] | None, str]) -> None:
        """One command with these changes, some seconds after the one before."""
        self.revision += 1
        self.at += 13_456
        placed = [[place, kind, id, record, who] for place, (kind, id, record, who) in enumerate(changes)]
        with sqlite3.connect(self.path) as db:
            shared = json.dumps([each for each in placed if each[4] in (EVERYONE, CHAIRS_SIDE)])
            db.execute("insert into journal values (?, ?, ?, 'old.command', ?)", (CODE, self.revision, self.at, shared))
            for each in placed:
                if each[4] not in (EVERYONE, CHAIRS_SIDE):
                    row = (CODE, self.revision, each[0], json.dumps([each]))
                    db.execute("insert into private_journal values (?, ?, ?, ?)", row)
            for kind, id, record, who in changes:
                text = None if record is None else json.dumps(record)
                row = (CODE, kind, id, self.revision, who, "", text)
                db.execute("insert or replace into records values (?, ?, ?, ?, ?, ?, ?)", row)
            answer = json.dumps({"ok": True, "revision": self.revision, "result": {"note": "n1"}})
            db.execute(
                "insert into answers values (?, ?, ?, ?)", (CODE, f"key {-self.revision}", self.revision, answer)
            )
            db.execute("update meetings set revision = ?", (self.revision,))

    def open(self) -> tuple[Store, State]:
        store = open_store(self.folder)
        loaded = store.load(CODE)
        assert loaded is not None and full_state(loaded.state) == full_state(store.rebuild(CODE))
        assert not store.scrub_pending
        return store, loaded.state


def what_was_too_much(file: OldFile) -> None:
    for person in PEOPLE:
        file.add(("person", person, {**PERSON, "online": True}, EVERYONE))
        file.add(("person", person, PERSON, EVERYONE))
    for number, person in enumerate(PEOPLE):
        note = {**NOTE, "at": file.at}
        file.add(("note", f"n{number}", note, EVERYONE), ("mine", f"n{number}", {"kind": "note"}, person))
    hidden = {"notes": ["n1", "n3"]}
    log = {"at": file.at, "what": "author.hide", "of": "author.n1", "detail": "2"}
    file.add(("hiding", "n1", hidden, NOBODY), ("log", "l1", log, CHAIRS_SIDE))
    for number in (2, 3):
        log = {"at": file.at, "what": "meeting.hold", "of": "hold", "detail": ""}
        file.add(("log", f"l{number}", log, CHAIRS_SIDE))
    step = {"kind": "note", "id": "n0", "before": {**NOTE, "at": AT + 7}, "audience": EVERYONE, "was": 1, "now": 2}
    file.add(("undo", "p0", {"steps": [{"what": "note.move", "touched": [step]}]}, "p0"))
    picture = {"zones": [["z1", {"title": "Gone well"}]], "groups": [], "scales": [], "sections": [], "steps": []}
    file.add(("picture", "s1", {**picture, "notes": [["n4", NOTE], ["n0", NOTE]]}, NOBODY))


@pytest.mark.parametrize("state", ["live", "closed"])
def test_fine_times_bundles_and_presence_are_gone(tmp_path, state):
    file = OldFile(tmp_path, state)
    what_was_too_much(file)
    store, found = file.open()
    notes = [*found.of_kind("note").values(), *(note for _, note in pictures_of(found)["s1"].notes)]
    assert len(notes) == 8 and all(note.at % MINUTE == 0 for note in notes)
    assert all(person.online for person in found.of_kind("person").values())
    assert [log.what for log in found.of_kind("log").values()] == ["meeting.hold"] * 2
    times = [found.get("log", id).at for id in ("l2", "l3")]
    assert times == sorted(set(times)) and times[0] % MINUTE == 0 and times[1] - times[0] == 1
    for undo in found.of_kind("undo").values():
        assert undo.steps[0].touched[0].before["at"] % MINUTE == 0
    store.close()
    left = on_disk(tmp_path)
    for gone in (b'"hiding"', b"author.", b'"online": false', b'"online":false', str(AT + 7).encode()):
        assert gone not in left
    if state == "closed":
        assert b'"n0"' not in left and b"old.command" not in left and b'"mine"' not in left


def test_a_closed_meeting_keeps_what_it_needs_and_no_order(tmp_path):
    file = OldFile(tmp_path, "closed")
    what_was_too_much(file)
    store, found = file.open()
    assert found.epoch != "old" and found.secret != bytes.fromhex("00112233445566778899aabbccddeeff")
    notes = found.public("note")
    assert {note for note, _ in pictures_of(found)["s1"].notes} < set(notes) and len(notes) == 6
    sightings = store.note_sightings(CODE, found.revision)
    assert {each.note for each in sightings} == set(notes) and {each.minute % MINUTE for each in sightings} == {0}
    assert sightings[0].minute < sightings[-1].minute
    with sqlite3.connect(file.path) as db:
        rows = db.execute("select key, revision, answer from answers order by rowid").fetchall()
    assert [key for key, *_ in rows] == sorted(key for key, *_ in rows) and len(rows) == file.revision
    assert {(revision, json.loads(answer)["result"] == {}) for _, revision, answer in rows} == {(file.revision, True)}
    store.close()


def marked(file: OldFile, scale: dict[str, Any]) -> None:
    marks = [("mark", f"sc.{person}", {"scale": "sc", "value": 2}, person) for person in PEOPLE[:5]]
    marks.append(("mark", "sc.p5", {"scale": "sc", "value": None}, "p5"))
    for person in PEOPLE:
        file.add(("person", person, PERSON, EVERYONE))
    for mark in marks:
        file.add(mark, ("tally", "sc", {"counts": COUNTS, "not_today": 1}, NOBODY))
    file.add(("scale", "sc", scale, EVERYONE))


def test_counts_that_were_seen_in_an_open_meeting_are_what_is_published(tmp_path):
    file = OldFile(tmp_path, "live")
    marked(file, {**SCALE, "counts": COUNTS})
    store, found = file.open()
    room = Room.empty(CODE, AT)
    room.state = found
    scale = found.get("scale", "sc")
    assert (scale.counts, scale.answers, scale.received) == (COUNTS, 5, 6)
    assert len(found.of_kind("counted")) == 6
    # Two more change their minds: the counts stay. With the third they move.
    for number, person in enumerate(PEOPLE[:3]):
        room.do(Viewer(person, "participant"), "scale.mark", scale="sc", value=9)
        room.carry_out_all()
        assert (room.state.get("scale", "sc").counts == COUNTS) == (number < 2)
    store.close()


def test_counts_that_nobody_was_shown_wait_for_the_next_batch(tmp_path):
    file = OldFile(tmp_path, "live")
    marked(file, {**SCALE, "shown": False})
    store, found = file.open()
    scale = found.get("scale", "sc")
    assert (scale.answers, scale.not_today, scale.received) == (0, 0, 6) and not found.of_kind("counted")
    assert found.get("tally", "sc").changed == 6
    room = Room.empty(CODE, AT)
    room.state = found
    room.do(Viewer("p9", "chair"), "scale.show", scale="sc")
    assert room.state.get("scale", "sc").counts == COUNTS
    store.close()
    assert b'"counts": [0, 5' not in on_disk(tmp_path)


def test_answers_to_the_other_questions_are_taken_over_too(tmp_path):
    file = OldFile(tmp_path, "live")
    for number, person in enumerate(PEOPLE):
        file.add(("person", person, PERSON, EVERYONE))
        file.add(("hope", f"n{number}", {"answer": "yes"}, person), ("hope_tally", "hope_tally", {"yes": 6}, NOBODY))
        file.add(("date_mark", f"d1.{person}", {"date": "d1", "answer": "can"}, person))
        file.add(("review_answer", person, {"stage": "forming"}, person))
        file.add(("review_tally", "review_tally", {"counts": {"forming": 6}}, NOBODY))
    spread = {"yes": 6, "partly": 0, "not_yet": 0}
    file.add(("hopes", "hopes", {"state": "open", "answers": 6, "spread": spread}, EVERYONE))
    file.add(("date", "d1", {"at": AT, "can": 6}, EVERYONE))
    file.add(("review", "review", {"state": "open", "answers": 6}, EVERYONE))
    store, found = file.open()
    assert found.get("hopes", "hopes").received == found.get("date", "d1").received == 6
    assert (found.get("review", "review").received, found.get("review", "review").answers) == (6, 0)
    counted = [each.of for each in found.of_kind("counted").values()]
    assert (counted.count("hopes"), counted.count("d1"), counted.count("review")) == (6, 6, 0)
    assert found.get("tally", "review").changed == 6
    assert not {kind for kind, *_ in found.entries()} & {"hope_tally", "review_tally", "hiding"}
    store.close()
