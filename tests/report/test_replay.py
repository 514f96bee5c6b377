"""The wall played again: what is there at the end, how it came there, and nothing else."""

from collections import Counter
from itertools import pairwise

import msgspec
from hypothesis import settings
from hypothesis.stateful import invariant

from live_cop.meeting.change import NoteSighting
from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.facts import Replay, Report
from live_cop.report.formats import html
from live_cop.report.replay import trace

from ..meeting.room import ANN, BEN, CHAIR, MINUTE, Room
from ..meeting.test_any_meeting import AnyMeeting
from .formats.test_html import LONDON, Reader, moves


def report(room: Room) -> Report:
    return compile(room.state, room.now, sightings=moves(room))


def replay(room: Room) -> Replay:
    found = report(room).replay
    assert found is not None
    return found


def path(played: Replay, text: str) -> list[tuple[str, str | None]]:
    """Where the note with this text was, one place after the other: zone and group."""
    [paper] = [paper for paper in played.notes if paper.text == text]
    columns = [played.zones[column] for _, column, _ in paper.positions]
    return [
        (column.title, column.groups[group] if group >= 0 else None)
        for column, (_, _, group) in zip(columns, paper.positions, strict=True)
    ]


def strings(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {each for one in inside for each in strings(one)}


def two_zones() -> tuple[Room, str, str]:
    room = Room("blank")
    return room, *(room.do(CHAIR, "zone.add", title=title)["zone"] for title in ("Here", "There"))


class AnyMeetingPlayed(AnyMeeting):
    """The same meetings as in the tests of the core, each played again after every step."""

    @invariant()
    def the_replay_ends_where_the_wall_is(self) -> None:
        if not hasattr(self, "room"):
            return
        told = report(self.room)
        played = told.replay
        if self.room.state.get("meeting", "meeting").keeps != "pictures":
            assert played is None
            return
        there = Counter(
            [(place.title, None, note.text) for place in told.zones for note in place.single]
            + [(place.title, g.title, note.text) for place in told.zones for g in place.groups for note in g.notes]
        )
        if played is None:
            assert not there
            return
        ends = [(paper.text, played.zones[paper.positions[-1][1]], paper.positions[-1][2]) for paper in played.notes]
        assert there == Counter((at.title, at.groups[n] if n >= 0 else None, text) for text, at, n in ends)
        for paper in played.notes:
            times = [moment for moment, *_ in paper.positions]
            assert times == sorted(set(times)) and times[0] >= 1 and times[-1] <= len(played.moments)
            assert all(a[1:] != b[1:] for a, b in pairwise(paper.positions))
        assert played.moments == sorted(played.moments)
        assert all(moment % MINUTE == 0 for moment in played.moments)
        # Words of the wall as it is; no id of anything, no name, nothing that was taken off.
        shown = {text for *_, text in there} | {note.color for note in self.room.state.of_kind("note").values()}
        titles = {each.title for kind in ("zone", "group") for each in self.room.state.of_kind(kind).values()}
        assert strings(msgspec.to_builtins([played.zones, played.notes])) <= shown | titles


AnyMeetingPlayed.TestCase.settings = settings(max_examples=settings.default.max_examples // 5, stateful_step_count=40)
TestAnyMeetingPlayed = AnyMeetingPlayed.TestCase


def test_a_note_goes_through_the_zones_and_groups_that_everyone_saw():
    room, here, there = two_zones()
    note = room.note(text="tea", zone=here)
    room.note(text="cake", zone=there)
    room.do(CHAIR, "note.move", note=note, x=0.9, y=0.9)
    room.do(CHAIR, "note.move", note=note, zone=there)
    room.do(CHAIR, "group.add", zone=there, title="Small things", notes=[note])
    assert path(replay(room), "tea") == [("Here", None), ("There", None), ("There", "Small things")]
    assert len(replay(room).moments) == 4


def test_it_has_the_last_words_only_and_no_signature():
    room, here, _ = two_zones()
    note = room.note(ANN, text="Mrs Miller says tea", zone=here, signed="Ann")
    room.do(ANN, "note.edit", note=note, text="tea")
    assert path(replay(room), "tea") == [("Here", None)]
    assert not any("Miller" in words or "Ann" in words for words in strings(msgspec.to_builtins(replay(room))))


def test_what_was_written_alone_appears_when_it_is_shown_and_all_of_it_at_once():
    room, here, there = two_zones()
    room.note(text="before", zone=there)
    room.do(CHAIR, "zone.write_alone", zone=here)
    room.note(ANN, text="one", zone=here)
    room.note(text="while", zone=there)
    room.note(BEN, text="two", zone=here)
    assert {paper.text for paper in replay(room).notes} == {"before", "while"}
    room.do(CHAIR, "zone.show", zone=here)
    first = {paper.text: paper.positions[0][0] for paper in replay(room).notes}
    assert first == {"before": 1, "while": 2, "one": 3, "two": 3}


def test_notes_that_were_put_aside_together_do_not_go_together():
    """They would tell that one person wrote them."""
    room, here, _ = two_zones()
    notes = [room.note(ANN, text=f"mine {n}", zone=here) for n in range(3)]
    room.note(BEN, text="other", zone=here)
    room.do(CHAIR, "author.hide", note=notes[0])
    assert {paper.text for paper in replay(room).notes} == {"other"}
    room.do(CHAIR, "author.unhide", note=notes[0])
    assert [paper.positions for paper in replay(room).notes] == [[(n, 0, -1)] for n in (1, 2, 3, 4)]


def test_a_zone_that_is_gone_shows_nothing():
    room, here, there = two_zones()
    note = room.note(text="tea", zone=here)
    room.note(text="cake", zone=there)
    room.do(CHAIR, "note.move", note=note, zone=there)
    room.do(CHAIR, "zone.remove", zone=here)
    assert path(replay(room), "tea") == [("There", None)]
    assert [column.title for column in replay(room).zones] == ["There"]


def test_a_note_without_a_zone_is_nowhere_as_in_the_report():
    room, here, there = two_zones()
    room.note(text="tea", zone=here)
    room.note(text="cake", zone=there)
    zones = [(there, room.state.get("zone", there))]
    played = trace(zones, [], room.state.public("note"), moves(room))
    assert [paper.text for paper in played.notes] == ["cake"]


def test_no_moves_no_replay_and_none_where_the_group_wants_no_pictures():
    room, here, _ = two_zones()
    room.note(zone=here)
    assert compile(room.state, room.now).replay is None
    assert report(room).replay is not None
    room.do(CHAIR, "meeting.record", keeps="notes")
    assert report(room).replay is None


def test_what_happened_after_the_moment_of_the_report_does_not_stay():
    room, here, there = two_zones()
    note = room.note(text="tea", zone=here)
    later = [*moves(room), NoteSighting(99, 1_700_000_900_000, note, there)]
    played = compile(room.state, room.now, sightings=later).replay
    assert path(played, "tea")[-1] == ("Here", None)


def test_the_page_says_each_moment_to_the_minute():
    room, here, _ = two_zones()
    for n in range(4):
        room.note(text=f"note {n}", zone=here)
    document = write(report(room), "full", LONDON)
    [section] = [section for section in document.sections if section.id == "replay"]
    said = section.blocks[-1].moments
    assert said[0] == "The wall is still empty." and said[-1].endswith(": 4 notes")
    assert [words.split(": ")[1] for words in said[1:]] == ["1 note", "2 notes", "3 notes", "4 notes"]
    assert write(report(room), "summary", LONDON).sections[-1].id == "record"
    assert "replay" not in {section.id for section in write(report(room), "summary", LONDON).sections}
    order = [each.id for each in document.sections]
    assert order.index("replay") + 1 == order.index("wall")


def test_without_its_script_the_page_lacks_nothing_else():
    room, here, _ = two_zones()
    room.note(text='tea "</script><b>', zone=here)
    text = html.render(write(report(room), "full", LONDON))
    assert text.count("hidden data-plays") == 2
    assert '"</script><b>' not in text and Reader(text).tags.count("script") == 1
