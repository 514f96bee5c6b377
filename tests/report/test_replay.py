"""The replay: the notes that are on the wall at the end, how they came there, and nothing else."""

from collections import Counter
from itertools import pairwise

import msgspec
from hypothesis import settings
from hypothesis.stateful import invariant

from live_cop.meeting.change import NoteSighting
from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.facts import Photo, Replay, Report
from live_cop.report.formats import html
from live_cop.report.replay import trace
from live_cop.words import t

from ..meeting.room import ANN, BEN, CHAIR, MINUTE, Room
from ..meeting.test_any_meeting import AnyMeeting
from .formats.test_html import LONDON, Reader, sightings


def report(room: Room) -> Report:
    return compile(room.state, room.now, sightings=sightings(room))


def replay(room: Room) -> Replay:
    found = report(room).replay
    assert found is not None
    return found


def path(replayed: Replay, text: str) -> list[tuple[str, str | None]]:
    """The (zone, group) of the note with this text, one after another."""
    [note] = [note for note in replayed.notes if note.text == text]
    columns = [replayed.zones[column] for _, column, _ in note.positions]
    return [
        (column.title, column.groups[group] if group >= 0 else None)
        for column, (_, _, group) in zip(columns, note.positions, strict=True)
    ]


def strings(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {each for one in inside for each in strings(one)}


def words_of(photo: Photo) -> str:
    key = "paper_note_without_words" if photo.is_paper_note else "photograph_without_words"
    return photo.description or t(f"report.{key}")


def two_zones() -> tuple[Room, str, str]:
    room = Room("blank")
    return room, *(room.do(CHAIR, "zone.add", title=title)["zone"] for title in ("Here", "There"))


class AnyMeetingPlayed(AnyMeeting):
    """The meetings of the core's property tests, with a replay after every step."""

    @invariant()
    def the_replay_ends_where_the_wall_is(self) -> None:
        if not hasattr(self, "room"):
            return
        compiled = report(self.room)
        replayed = compiled.replay
        if self.room.state.get("meeting", "meeting").keeps != "pictures":
            assert replayed is None
            return
        there = Counter(
            [(zone.title, None, note.text) for zone in compiled.zones for note in zone.single]
            + [(zone.title, g.title, note.text) for zone in compiled.zones for g in zone.groups for note in g.notes]
            + [(zone.title, None, words_of(photo)) for zone in compiled.zones for photo in zone.photos]
            + [
                (zone.title, g.title, words_of(photo))
                for zone in compiled.zones
                for g in zone.groups
                for photo in g.photos
            ]
        )
        if replayed is None:
            assert not there
            return
        ends = [(note.text, replayed.zones[note.positions[-1][1]], note.positions[-1][2]) for note in replayed.notes]
        assert there == Counter((at.title, at.groups[n] if n >= 0 else None, text) for text, at, n in ends)
        for note in replayed.notes:
            times = [moment for moment, *_ in note.positions]
            assert times == sorted(set(times)) and times[0] >= 1 and times[-1] <= len(replayed.moments)
            assert all(a[1:] != b[1:] for a, b in pairwise(note.positions))
        assert replayed.moments == sorted(replayed.moments)
        assert all(moment % MINUTE == 0 for moment in replayed.moments)
        # Only words of the present wall: no id, no name, nothing that was removed.
        shown = {text for *_, text in there} | {note.color for note in self.room.state.of_kind("note").values()}
        shown |= {"sand", ""} | {note.lang or "" for note in self.room.state.of_kind("note").values()}
        titles = {each.title for kind in ("zone", "group") for each in self.room.state.of_kind(kind).values()}
        assert strings(msgspec.to_builtins([replayed.zones, replayed.notes])) <= shown | titles


AnyMeetingPlayed.TestCase.settings = settings(max_examples=settings.default.max_examples // 5, stateful_step_count=40)
TestAnyMeetingPlayed = AnyMeetingPlayed.TestCase


def test_a_note_moves_through_the_zones_and_groups_in_which_everyone_saw_it():
    room, here, there = two_zones()
    note = room.note(text="tea", zone=here)
    room.note(text="cake", zone=there)
    room.do(CHAIR, "note.move", note=note, x=0.9, y=0.9)
    room.do(CHAIR, "note.move", note=note, zone=there)
    room.do(CHAIR, "group.add", zone=there, title="Small things", notes=[note])
    assert path(replay(room), "tea") == [("Here", None), ("There", None), ("There", "Small things")]
    assert len(replay(room).moments) == 4


def test_a_replay_has_only_the_last_words_and_no_signature():
    room, here, _ = two_zones()
    note = room.note(ANN, text="Mrs Miller says tea", zone=here, signed="Ann")
    room.do(ANN, "note.edit", note=note, text="tea")
    assert path(replay(room), "tea") == [("Here", None)]
    assert not any("Miller" in words or "Ann" in words for words in strings(msgspec.to_builtins(replay(room))))


def test_private_writing_appears_all_at_once_when_it_is_shown():
    room, here, there = two_zones()
    room.note(text="before", zone=there)
    room.do(CHAIR, "zone.write_alone", zone=here)
    room.note(ANN, text="one", zone=here)
    room.note(text="while", zone=there)
    room.note(BEN, text="two", zone=here)
    assert {note.text for note in replay(room).notes} == {"before", "while"}
    room.do(CHAIR, "zone.show", zone=here)
    first = {note.text: note.positions[0][0] for note in replay(room).notes}
    assert first == {"before": 1, "while": 2, "one": 3, "two": 3}


def test_notes_that_were_hidden_together_do_not_disappear_together():
    """Nobody should wonder what they had in common."""
    room, here, _ = two_zones()
    notes = [room.note(ANN, text=f"mine {n}", zone=here) for n in range(3)]
    room.note(BEN, text="other", zone=here)
    room.do(CHAIR, "note.hide", notes=notes)
    assert {note.text for note in replay(room).notes} == {"other"}
    room.do(CHAIR, "note.unhide", notes=notes)
    assert sorted(note.positions for note in replay(room).notes) == [[(n, 0, -1)] for n in (1, 2, 3, 4)]


def test_a_removed_zone_is_skipped():
    room, here, there = two_zones()
    note = room.note(text="tea", zone=here)
    room.note(text="cake", zone=there)
    room.do(CHAIR, "note.move", note=note, zone=there)
    room.do(CHAIR, "zone.remove", zone=here)
    assert path(replay(room), "tea") == [("There", None)]
    assert [column.title for column in replay(room).zones] == ["There"]


def test_a_note_without_a_zone_is_left_out():
    room, here, there = two_zones()
    room.note(text="tea", zone=here)
    room.note(text="cake", zone=there)
    zones = [(there, room.state.get("zone", there))]
    replayed = trace(zones, [], room.state.public("note"), sightings(room))
    assert [note.text for note in replayed.notes] == ["cake"]


def test_no_replay_without_sightings_or_without_recorded_pictures():
    room, here, _ = two_zones()
    room.note(zone=here)
    assert compile(room.state, room.now).replay is None
    assert report(room).replay is not None
    room.do(CHAIR, "meeting.record", keeps="notes")
    assert report(room).replay is None


def test_a_sighting_after_the_time_of_the_report_does_not_last():
    room, here, there = two_zones()
    note = room.note(text="tea", zone=here)
    later = [*sightings(room), NoteSighting(1_800_000_000_000, note, there)]
    replayed = compile(room.state, room.now, sightings=later).replay
    assert path(replayed, "tea")[-1] == ("Here", None)


def test_the_page_has_a_caption_for_each_moment():
    room, here, _ = two_zones()
    for n in range(4):
        room.note(text=f"note {n}", zone=here)
    document = write(report(room), "full", LONDON)
    [section] = [section for section in document.sections if section.id == "replay"]
    captions = section.blocks[-1].moments
    assert captions[0] == "The wall is still empty." and captions[-1].endswith(": 4 notes")
    assert [words.split(": ")[1] for words in captions[1:]] == ["1 note", "2 notes", "3 notes", "4 notes"]
    assert write(report(room), "summary", LONDON).sections[-1].id == "record"
    assert "replay" not in {section.id for section in write(report(room), "summary", LONDON).sections}
    order = [each.id for each in document.sections]
    assert order.index("replay") + 1 == order.index("wall")


def test_without_its_script_only_the_replay_is_hidden():
    room, here, _ = two_zones()
    room.note(text='tea "</script><b>', zone=here)
    text = html.render(write(report(room), "full", LONDON))
    assert text.count("hidden data-plays") == 2
    assert '"</script><b>' not in text and Reader(text).tags.count("script") == 1
