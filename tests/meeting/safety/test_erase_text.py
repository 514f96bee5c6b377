"""Erasing text: afterwards it is in no record of any kind, for any audience."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.meeting.change import Change
from live_cop.meeting.decide import decide
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.records import RECORDS
from live_cop.meeting.records.wall import Note
from live_cop.meeting.safety import redaction
from live_cop.meeting.safety.erase_text import NotesEraseMine
from live_cop.meeting.safety.redaction import Redaction
from live_cop.meeting.schedule import next_due
from live_cop.meeting.state import State

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, pictures_of, refused

SECRET = "Ring Xavier at the Bluebell hostel, room nine"
#: Fields with a string that is not people's text: ids, choices, codes, days and generated names.
NOT_WORDS = {
    "after", "answer", "before", "by", "by_when", "carried_from", "code", "color", "group", "hand", "how", "into",
    "join_code", "keeps", "lent", "marker", "note", "of", "person", "place", "recording_state", "role", "scale",
    "section", "showing", "note_type", "section_kind", "sorted_by", "stage", "state", "target", "team", "undo", "view",
    "owner", "value", "what", "zone", "date", "step", "from", "notes", "savings", "needs", "counts", "zones", "crop",
    "scales", "scale_crop",
    "cut_from", "photo", "time_zone", "language", "lang", "calendar",
}  # fmt: skip


def in_all(room: Room) -> str:
    """All records, for any audience."""
    return msgspec.json.encode([entry.record for *_, entry in room.state.entries()]).decode()


def history(room: Room, secret: str | None = SECRET) -> State:
    """The meeting replayed from its redacted history, as the store does it."""
    again = State(room.state.code, room.state.epoch)
    for revision, changes in room.journal:
        for at, erasure in room.erased.items():
            if revision <= at:
                changes = [
                    c if c.record is None else Change(c.kind, c.id, erasure.redact(c.kind, c.id, c.record), c.audience)
                    for c in changes
                ]
        assert not secret or secret not in msgspec.json.encode([change.record for change in changes]).decode()
        again.apply(revision, changes)
        if revision in room.forgotten:
            again = again.without_history(*room.forgotten[revision])
    return again


def test_every_field_with_peoples_text_can_be_erased():
    """A new kind of record must say which fields hold text."""
    for kind, record in RECORDS.items():
        for field in msgspec.structs.fields(record):
            text = "str" in str(field.type) and "Literal" not in str(field.type)
            known = field.name in RECORDS[kind].words or field.name in NOT_WORDS
            assert not text or known or kind in ("undo", "pictured"), (kind, field.name)
        assert set(RECORDS[kind].words) <= {field.name for field in msgspec.structs.fields(record)}


def everywhere(room: Room) -> str:
    """Puts the same text in every place where it can occur. Returns the id of the note."""
    room.join(HELPER, role="helper")
    zone, other = room.zone(1), room.zone(2)
    note = room.note(ANN, SECRET, zone=zone, signed="Xenia")
    merged, kept = room.note(ANN, SECRET, zone=other), room.note(BEN, "stays", zone=other)
    room.do(CHAIR, "note.merge", notes=[merged], into=kept)
    room.do(CHAIR, "snapshot.take", title="Then", caption=f"We read: {SECRET}!")
    room.do(ANN, "note.move", note=note, x=0.5)
    room.do(BEN, "step.add", note=note)
    room.do(CHAIR, "report.edit", introduction=f"One said\n- {SECRET}\nand more")
    room.do(CHAIR, "prompt.show", text=SECRET)
    room.do(CHAIR, "question.add", text=SECRET, group="else")
    room.do(BEN, "invite.add", text=SECRET)
    room.do(HELPER, "zone.add", title=SECRET)
    room.do(HELPER, "group.add", zone=zone, title=SECRET)
    taken = room.note(BEN, SECRET, zone=zone)
    room.do(BEN, "note.remove", note=taken)
    return note


@pytest.mark.parametrize("closed", [False, True])
def test_a_text_that_the_chair_erases_is_in_no_record(closed: bool):
    room = Room("solution")
    note = everywhere(room)
    if closed:
        room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "words.erase", kind="note", id=note)
    assert SECRET not in in_all(room) and SECRET not in in_all(room)
    state = room.state
    assert state.get("note", note) is None and state.audience("mine", note) is None
    assert "stays" in [each.text for each in state.of_kind("note").values()]
    assert state.get("report", "report").introduction == "One said\n- …\nand more"
    assert not state.of_kind("step") and state.get("invites", "invites").count == 0
    [line] = [line for line in state.of_kind("log").values() if line.what == "words.erase"]
    assert line.undo is msgspec.UNSET and line.detail == ""
    assert history(room).entries() == state.entries()
    for person in (ANN, BEN, HELPER):
        if state.get("undo", person.person):
            room.do(person, "undo")
            assert SECRET not in in_all(room)


def test_earlier_versions_of_a_text_are_erased_too():
    room = Room()
    note = room.note(ANN, SECRET)
    room.do(ANN, "note.edit", note=note, text="somebody in a hostel")
    room.do(CHAIR, "words.erase", kind="note", id=note)
    assert SECRET not in msgspec.json.encode(history(room).entries()).decode()


@pytest.mark.parametrize("other", ["a  kind word", "a kind\nword", "a\nkind\nword"])
def test_the_same_words_with_other_spaces_are_erased_too(other: str):
    room = Room()
    merged, into = room.note(BEN, "a kind word"), room.note(BEN, "into")
    room.do(CHAIR, "note.merge", notes=[merged], into=into)
    room.do(CHAIR, "words.erase", kind="note", id=room.note(ANN, other))
    assert on_the_wall(room) == ["into"] and not room.state.of_kind("folded")
    assert "a kind word" not in msgspec.json.encode(history(room).entries()).decode()


def test_a_short_text_is_not_erased_inside_texts_of_others():
    room = Room()
    yes, others = room.note(ANN, "yes"), room.note(BEN, "yes, and yesterday too")
    room.do(CHAIR, "words.erase", kind="note", id=yes)
    assert room.state.get("note", yes) is None
    assert room.state.get("note", others).text == "yes, and yesterday too"


def test_notes_of_others_merged_into_an_erased_note_stay():
    """Equal text elsewhere is erased; a note of somebody else that was merged into it returns to the wall."""
    room = Room()
    first, same, inner = room.note(ANN, "alike"), room.note(BEN, "alike"), room.note(BEN, "mine stays")
    room.do(CHAIR, "note.merge", notes=[inner], into=same)
    room.do(CHAIR, "words.erase", kind="note", id=first)
    assert [note.text for note in room.state.of_kind("note").values()] == ["mine stays"]
    assert history(room).entries() == room.state.entries()


def test_a_name_alone_can_be_erased():
    room = Room()
    room.do(ANN, "person.edit", name="Xenia")
    note, other = room.note(ANN, "a thought", signed="Xenia"), room.note(BEN, "kept")
    room.do(CHAIR, "note.merge", notes=[note], into=other)
    second = room.note(ANN, "another", signed="Xenia")
    room.do(CHAIR, "words.erase", kind="note", id=second, field="signed")
    assert "Xenia" not in in_all(room)
    assert room.state.get("note", second).text == "another"
    assert room.state.get("note", other).merged == ["a thought"]
    room.do(CHAIR, "note.split", note=other)
    assert room.state.get("note", note).text == "a thought"


@pytest.mark.parametrize(
    ("kind", "id", "field"),
    [("meeting", "meeting", "title"), ("report", "report", "introduction"), ("zone", "", "title")],
)
def test_erasing_one_field_leaves_the_record(kind: str, id: str, field: str):
    room = Room()
    id = id or room.zone()
    if kind == "report":
        room.do(CHAIR, "report.edit", introduction=SECRET)
    before = getattr(room.state.get(kind, id), field)
    room.do(CHAIR, "words.erase", kind=kind, id=id, field=field)
    assert getattr(room.state.get(kind, id), field) in ("…", "")
    assert before not in in_all(room)


def test_only_the_chair_erases_and_only_existing_text():
    room = Room()
    room.join(HELPER, role="helper")
    note = room.note(ANN, SECRET)
    for actor in (ANN, BEN, HELPER):
        with refused("not_allowed"):
            room.do(actor, "words.erase", kind="note", id=note)
    for wrong in ({"kind": "timer", "id": "timer"}, {"kind": "note", "id": note, "field": "color"}):
        with refused("bad_args") as caught:
            room.do(CHAIR, "words.erase", **wrong)
        assert caught.value.params == {"field": "kind" if wrong["kind"] == "timer" else "field"}
    for wrong in ({"kind": "note", "id": "n-no"}, {"kind": "note", "id": note, "field": "signed"}):
        with refused("no_words"):
            room.do(CHAIR, "words.erase", **wrong)
    room.do(CHAIR, "zone.write_alone", zone=room.zone(1))
    alone = room.note(ANN, "only mine", zone=room.zone(1))
    with refused("no_words"):
        room.do(CHAIR, "words.erase", kind="note", id=alone)


def test_a_note_in_review_can_be_erased():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, SECRET)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    assert SECRET not in in_all(room) and not room.state.of_kind("held")


def test_a_person_erases_their_own_notes_and_nobody_elses():
    room = Room("solution")
    zone, alone = room.zone(1), room.zone(2)
    room.do(CHAIR, "zone.write_alone", zone=alone)
    hidden = room.note(ANN, f"{SECRET} alone", zone=alone)
    room.do(ANN, "note.edit", note=hidden, text="milder alone")
    room.do(CHAIR, "zone.show", zone=alone)
    undone = room.note(ANN, f"{SECRET} undone", zone=zone)
    room.do(ANN, "undo")
    mine = [room.note(ANN, f"{SECRET} {n}", zone=zone, signed="Xenia") for n in range(5)]
    same = room.note(BEN, f"{SECRET[:20]}", zone=zone)
    [first, second, third, fourth, fifth] = mine
    room.do(ANN, "note.edit", note=first, text="milder")
    theirs = room.note(BEN, "theirs", zone=zone)
    inner = room.note(BEN, "inner", zone=zone)
    room.do(CHAIR, "note.merge", notes=[second], into=theirs)
    room.do(CHAIR, "note.merge", notes=[inner], into=third)
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "note.remove", note=fourth)
    room.do(ANN, "note.remove", note=fifth)
    room.do(CHAIR, "meeting.pause")
    assert room.do(ANN, "notes.erase_mine") == {"erased": 6}
    room.carry_out_all()
    left = in_all(room)
    assert SECRET not in left and "milder" not in left and "Xenia" not in left
    assert sorted(note.text for note in room.state.of_kind("note").values()) == sorted([SECRET[:20], "theirs", "inner"])
    assert room.state.get("note", theirs).merged is msgspec.UNSET
    [picture] = pictures_of(room.state).values()
    assert {id for id, _ in picture.notes} == {same, theirs}
    assert history(room).entries() == room.state.entries()
    assert [line.what for line in room.state.of_kind("log").values()] == ["meeting.pause"]
    assert room.state.get("note", undone) is None
    assert room.do(ANN, "notes.erase_mine") == {"erased": 0}


def test_erasing_equal_words_that_two_people_wrote_leaves_the_others():
    room = Room()
    mine, theirs, into = room.note(ANN, "alike"), room.note(BEN, "alike"), room.note(BEN, "into")
    room.do(CHAIR, "note.merge", notes=[mine, theirs], into=into)
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    room.do(CHAIR, "note.split", note=into)
    assert sorted(note.text for note in room.state.of_kind("note").values()) == ["alike", "into"]


def on_the_wall(room: Room) -> list[str]:
    """All text on notes that everyone sees."""
    notes = room.state.public("note").values()
    return sorted(text for note in notes for text in (note.text, *(note.merged or [])))


@pytest.mark.parametrize(
    ("mine", "theirs", "name"),
    [
        ("alike", "alike", None),
        ("alike", "alike", "Ben"),
        ("a like\nmind", "a like mind", None),
        (SECRET, f"somebody said: {SECRET}", None),
    ],
)
@pytest.mark.parametrize("merged", ["theirs", "both", "apart"])
def test_erasing_ones_own_notes_leaves_the_words_of_others_wherever_they_were_merged(mine, theirs, name, merged):
    room = Room()
    first, second, into, other = (
        room.note(person, text, signed=signed)
        for person, text, signed in ((ANN, mine, None), (BEN, theirs, name), (BEN, "into", None), (BEN, "other", None))
    )
    their_words = f"{theirs}\n— {name}" if name else theirs
    room.do(CHAIR, "note.merge", notes=[second], into=into)
    room.do(CHAIR, "snapshot.take")
    if merged != "theirs":
        room.do(CHAIR, "note.merge", notes=[first], into=into if merged == "both" else other)
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    assert on_the_wall(room) == sorted(["into", "other", their_words])
    assert room.state.get("note", into).merged == [their_words]
    [picture] = pictures_of(room.state).values()
    assert dict(picture.notes)[into].merged == [their_words]
    assert history(room, secret=None).entries() == room.state.entries()
    room.do(CHAIR, "note.split", note=into)
    assert on_the_wall(room) == sorted(["into", "other", theirs])


def test_words_of_others_stay_in_a_snapshot_after_a_split():
    room = Room()
    room.note(ANN, "alike")
    theirs, into = room.note(BEN, "alike"), room.note(BEN, "into")
    room.do(CHAIR, "note.merge", notes=[theirs], into=into)
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "note.split", note=into)
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    [picture] = pictures_of(room.state).values()
    assert dict(picture.notes)[into].merged == ["alike"]


def test_a_zone_left_empty_by_erasing_is_removed_from_the_snapshot():
    room = Room("solution")
    zones = [room.zone(place) for place in (1, 2, 3)]
    for person, zone in zip((ANN, BEN, BEN), zones, strict=True):
        room.note(person, f"by {person.person}", zone=zone)
    pictures = [room.do(CHAIR, "snapshot.take")["snapshot"] for _ in range(3)]
    room.do(CHAIR, "snapshot.edit", snapshot=pictures[1], crop=zones[:2])
    room.do(CHAIR, "snapshot.edit", snapshot=pictures[2], crop=zones[:1])
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    snapshots = [room.state.get("snapshot", id) for id in pictures]
    assert [snapshot.zones for snapshot in snapshots] == [zones[1:]] * 3
    assert [snapshot.crop for snapshot in snapshots] == [None, zones[1:2], None]
    assert history(room).entries() == room.state.entries()


@pytest.mark.parametrize("by", ["its author", "the chair", "the chair, as part of the other note"])
def test_erasing_a_merged_note_removes_its_marks(by: str):
    room = Room()
    one, two, same = room.note(BEN, "one"), room.note(ANN, "two"), room.note(ANN, "two")
    room.do(CHAIR, "note.too", note=two)
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=2)
    room.do(BEN, "vote.give", note=two)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    assert room.state.get("note", one).too == 1
    if by == "its author":
        room.do(ANN, "notes.erase_mine")
        room.carry_out_all()
    elif by == "the chair":
        room.do(CHAIR, "words.erase", kind="note", id=same)
    else:
        room.do(CHAIR, "words.erase", kind="note", id=one, field="merged")
    assert on_the_wall(room) == ["one"]
    assert room.state.get("note", one).too is msgspec.UNSET and not room.state.of_kind("too")
    assert room.state.get("dots", f"{room.zone()}.ben").left == 2
    assert history(room).entries() == room.state.entries()


def wall_of_two(notes: int = 6, secret: bytes = b"secret") -> tuple[Room, list[str]]:
    """A wall with notes by Ann and Ben in turn, and the ids of Ann's."""
    room = Room()
    room.state.secret = secret
    # Nobody is new any more, so their notes are on the wall at once.
    room.wait(5)
    room.carry_out_all()
    ids = [[room.note(person, f"by {person.person} {n}") for n in range(notes)] for person in (ANN, BEN)]
    return room, ids[0]


def gone_by_second(room: Room, seconds: int = 200) -> list[list[str]]:
    """Which notes vanish from the wall for everyone in each of the next seconds."""
    gone = []
    for _ in range(seconds):
        before = set(room.state.public("note"))
        room.now += 1000
        if (due := next_due(room.state)) is not None and due <= room.now:
            room.system(DueTick())
        gone.append(sorted(before - set(room.state.public("note"))))
    return gone


@pytest.mark.usefixtures("real_delays")
def test_ones_own_notes_never_vanish_together_for_others():
    """The attack: everyone saw the notes of one author vanish in one frame."""
    orders = []
    for secret in (b"one", b"two"):
        room, mine = wall_of_two(secret=secret)
        before = room.state.revision
        assert room.do(ANN, "notes.erase_mine") == {"erased": 6}
        for other in (BEN, CHAIR, BOARD):
            assert room.state.since(before, other) == []
        assert {id for kind, id, _ in room.state.since(before, ANN) if kind == "leaving"} == set(mine)
        gone = gone_by_second(room)
        assert max(map(len, gone)) == 1 and not any(gone[:9])
        assert {id for ids in gone for id in ids} == set(mine)
        orders.append([mine.index(id) for ids in gone for id in ids])
        assert not room.state.of_kind("leaving") and not room.state.of_kind("scheduled")
    assert orders[0] != orders[1] and sorted(range(6)) not in orders


def test_nobody_has_to_wait_while_somebody_erases_only_what_others_see():
    """The attack: give commands all the time. They waited for whatever looks at the history, which told the moment."""
    room, erase = Room(), NotesEraseMine()
    seen, gone = room.note(ANN), room.note(ANN, "another word")
    room.do(ANN, "step.add", what="ring the landlord")
    assert not erase.takes_long(room.state, room.now, ANN.person)
    room.do(ANN, "note.remove", note=gone)
    assert erase.takes_long(room.state, room.now, ANN.person) and not erase.takes_long(room.state, room.now, BEN.person)
    room.do(ANN, "notes.erase_mine")
    assert room.state.get("leaving", seen) is not None


#: What can become of a note, so that something of it is erased at once, or nothing.
FATES = {
    "seen": (False, lambda room, note: None),
    "hidden by the chair": (False, lambda room, note: room.do(CHAIR, "note.hide", notes=[note])),
    "merged": (False, lambda room, note: room.do(CHAIR, "note.merge", notes=[note], into=room.note(BEN, "other"))),
    "being erased": (False, lambda room, note: room.do(ANN, "notes.erase_mine")),
    "taken off": (True, lambda room, note: room.do(ANN, "note.remove", note=note)),
    "undone": (True, lambda room, note: room.do(ANN, "undo")),
}


@pytest.mark.parametrize(("at_once", "befalls"), FATES.values(), ids=FATES)
@pytest.mark.parametrize("held", [False, True])
def test_everybody_waits_for_it_exactly_where_something_is_erased_at_once(at_once, befalls, held):
    room, erase = Room(), NotesEraseMine()
    if held:
        room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN)
    if not (held and befalls is FATES["merged"][1]):
        befalls(room, note)
    assert erase.takes_long(room.state, room.now, ANN.person) == at_once
    assert (decide(room.state, erase, ANN, room.now).erased is not None) == at_once


def test_notes_that_only_their_author_sees_are_erased_at_once():
    room = Room()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    room.note(ANN, f"{SECRET} private")
    taken_back = room.note(ANN, f"{SECRET} taken back", zone=room.zone(1))
    room.do(ANN, "note.remove", note=taken_back)
    room.do(ANN, "notes.erase_mine")
    assert SECRET not in in_all(room)
    assert history(room).entries() == room.state.entries()


def test_notes_on_their_way_out_go_wherever_they_are_by_then():
    """Whatever the chair's side does with them in the meantime works as with any other note, so nothing tells whose
    they are."""
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    waits = room.note(ANN, f"{SECRET} waits")
    room.do(CHAIR, "meeting.hold", on=False)
    hidden, merged, into = (room.note(who, f"{SECRET} {n}") for n, who in enumerate((ANN, ANN, ANN)))
    theirs = room.note(BEN, "theirs")
    room.do(CHAIR, "note.hide", notes=[hidden])
    room.do(ANN, "notes.erase_mine")
    room.do(CHAIR, "note.let", note=waits)
    room.do(CHAIR, "note.unhide", notes=[hidden])
    room.do(CHAIR, "note.merge", notes=[merged], into=theirs)
    room.do(CHAIR, "note.merge", notes=[theirs], into=into)
    room.do(CHAIR, "note.edit", note=hidden, text=f"{SECRET} changed")
    assert room.do(ANN, "notes.erase_mine") == {"erased": 0}
    later = room.note(ANN, "written later")
    room.carry_out_all()
    assert SECRET not in in_all(room)
    assert set(room.state.of_kind("note")) == {theirs, later}
    assert room.state.get("note", theirs).merged is msgspec.UNSET
    assert history(room).entries() == room.state.entries()


def test_erasing_goes_on_after_the_close_and_needs_no_link_to_its_author():
    room, mine = wall_of_two()
    room.do(ANN, "notes.erase_mine")
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("leaving") and set(mine) <= set(room.state.of_kind("note"))
    assert b"ann" not in msgspec.json.encode(list(room.state.of_kind("scheduled").values()))
    room.carry_out_all()
    assert set(mine).isdisjoint(room.state.of_kind("note")) and len(room.state.of_kind("note")) == 6
    [picture] = pictures_of(room.state).values()
    assert set(mine).isdisjoint(dict(picture.notes))


@pytest.mark.usefixtures("real_delays")
def test_what_is_overdue_after_a_stop_of_the_server_does_not_go_together_either():
    room, mine = wall_of_two()
    room.do(ANN, "notes.erase_mine")
    room.wait(60)
    gone = gone_by_second(room)
    assert max(map(len, gone)) == 1 and {id for ids in gone for id in ids} == set(mine)
    seconds = [second for second, ids in enumerate(gone) if ids]
    assert max(seconds) - min(seconds) > 20


def test_after_the_close_nobody_can_erase_their_own_notes():
    room = Room()
    room.note(ANN, SECRET)
    room.do(CHAIR, "meeting.close")
    with refused("closed"):
        room.do(ANN, "notes.erase_mine")


TEXTS = st.text("ab é—…\n\"\\'🙂", min_size=1, max_size=40).filter(lambda text: text.strip())


@settings(max_examples=150)
@given(TEXTS, st.data())
def test_erased_words_are_in_no_field_of_any_record(text: str, data: st.DataObject):
    room = Room("solution")
    words: Any = st.sampled_from([text, text.strip(), f"{text}\n— {text}", f"x {text} x"])
    for zone in room.state.of_kind("zone"):
        for person in (ANN, BEN):
            try:
                room.note(person, data.draw(words), zone=zone, signed=data.draw(st.none() | words))
            except Exception as error:
                assert str(error) in ("one_hope", "empty", "too_long")
    notes = list(room.state.of_kind("note"))
    if not notes:
        return
    room.do(CHAIR, "note.merge", notes=notes[1:3], into=notes[0]) if len(notes) > 2 else None
    room.do(CHAIR, "snapshot.take")
    target = data.draw(st.sampled_from(sorted(room.state.of_kind("note"))))
    erased = room.state.get("note", target).text
    room.do(CHAIR, "words.erase", kind="note", id=target)
    for kind, _, entry in room.state.entries():
        for field in RECORDS[kind].words:
            value = getattr(entry.record, field, None)
            for one in value if isinstance(value, list) else [value]:
                assert (
                    not isinstance(one, str)
                    or field in RECORDS[kind].names
                    or one == "…"
                    or one.split() != erased.split()
                )


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Shaun O'Brien", "shaun o’brien"), ("José", "Jose\u0301"), ("Anne-Marie Lee", "Anne‑Marie\xa0 Lee"),
        ("Ａｎｎ", "ann"),
    ],
)  # fmt: skip
def test_a_name_is_erased_however_it_was_typed_elsewhere(here, there):
    room = Room()
    first, second, other = room.note(ANN, here), room.note(BEN, there), room.note(BEN, "Jose was kind")
    room.do(CHAIR, "words.erase", kind="note", id=first)
    assert room.state.get("note", first) is None and room.state.get("note", second) is None
    assert room.state.get("note", other).text == "Jose was kind"
    assert history(room, None).get("note", second) is None


def test_a_long_text_typed_in_another_way_is_cut_out_of_a_longer_one_exactly():
    room = Room()
    first = room.note(ANN, "Ring Shaun O'Brien at the Bluebell – room 9")
    other = room.note(BEN, "👍🏽 He said: ring SHAUN O’Brien at\nthe blue\xadbell - room 9! Nächste Woche, José.")
    room.do(CHAIR, "words.erase", kind="note", id=first)
    assert room.state.get("note", other).text == "👍🏽 He said: …! Nächste Woche, José."


def test_a_text_that_only_shares_words_with_what_is_erased_is_hardly_looked_at(monkeypatch):
    """On a wall of thousands of notes in nearly the same words, each that was erased took seconds of the processor."""
    searched = []
    fold_with_places = redaction.fold_with_places
    monkeypatch.setattr(redaction, "fold_with_places", lambda text: searched.append(text) or fold_with_places(text))
    room = Room()
    notes = [room.note(ANN, f"{n} {SECRET}") for n in range(20)]
    quoted = room.note(BEN, f"They said: 0 {SECRET}!")
    room.do(CHAIR, "words.erase", kind="note", id=notes[0])
    assert room.state.get("note", quoted).text == "They said: …!"
    assert searched == [f"They said: 0 {SECRET}!"]


def test_a_word_is_not_cut_off_its_accent():
    room = Room()
    first = room.note(ANN, "the longest sentence of them ends in Jose")
    other = room.note(BEN, "the longest sentence of them ends in José")
    room.do(CHAIR, "words.erase", kind="note", id=first)
    assert room.state.get("note", other).text == "the longest sentence of them ends in José"


def test_who_erases_their_own_notes_erases_no_other_that_is_alike():
    """A merged text is a copy, so it is told apart from a note that differs in its apostrophe."""
    room = Room()
    mine, theirs = room.note(ANN, "It's cold"), room.note(BEN, "It’s cold")
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    assert room.state.get("note", mine) is None and room.state.get("note", theirs) is not None


@given(st.text(max_size=12), st.text(max_size=12))
def test_what_is_left_of_a_text_does_not_change(before, after):
    secret = "Ring Shaun O'Brien at the Bluebell"
    text = f"Before: {before} RING SHAUN O’BRIEN AT  THE BLUEBELL {after}"
    note = Note(zone="z", text=text, x=0, y=0, color="butter")
    assert Redaction({}, [secret]).redact("note", "n", note).text == f"Before: {before} … {after}"
