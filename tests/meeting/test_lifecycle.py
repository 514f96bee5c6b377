"""The life of a meeting, its snapshots, its board and the words of its report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting import registry
from live_cop.meeting.agenda.carry_over import copy_running_order
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.records import RECORDS
from live_cop.meeting.records.base import Record
from live_cop.meeting.refusal import Refusal

from .room import ANN, BOARD, CHAIR, HELPER, Room, refused


def showing(room: Room) -> str:
    return str(room.state.get("board", "board").showing)


def test_both_running_orders_last_about_two_hours():
    totals = {name: sum(s.minutes for s in order.sections) for name, order in RUNNING_ORDERS.items()}
    assert totals == {"standing": 100, "solution": 120, "blank": 60}
    assert [s.minutes for s in RUNNING_ORDERS["standing"].sections][2:4] == [20, 20]
    assert len(RUNNING_ORDERS["solution"].sections) == 12


@pytest.mark.parametrize("order", RUNNING_ORDERS)
def test_a_copy_of_a_meeting_has_its_plan_and_nothing_that_was_said(order):
    room = Room(order)
    room.note(ANN, "said in confidence")
    assert copy_running_order(room.state) == RUNNING_ORDERS[order]


def test_a_closed_meeting_takes_nothing_more_until_it_is_reopened():
    room = Room()
    note = room.note(ANN)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "meeting.close")
    assert room.state.get("meeting", "meeting").closed_at == room.now
    for actor, name, args in ((ANN, "note.edit", {"note": note, "text": "x"}), (CHAIR, "agenda.start", {})):
        with refused("closed"):
            room.do(actor, name, **args)
    room.do(CHAIR, "report.edit", conclusions="We agreed to ask first.")
    room.do(CHAIR, "meeting.reopen")
    room.note(ANN, "one thought more")


def test_whose_a_note_or_a_mark_was_is_forgotten_at_the_close():
    room = Room()
    note, scale = room.note(ANN), room.scale(floor=3)
    room.do(ANN, "scale.mark", scale=scale, value=4)
    room.do(ANN, "note.remove", note=room.note(ANN, "taken back"))
    room.do(CHAIR, "meeting.close")
    for kind in ("mine", "mark", "undo", "removed"):
        assert not room.state.of_kind(kind)
    room.do(CHAIR, "meeting.reopen")
    with refused("not_yours"):
        room.do(ANN, "note.edit", note=note, text="x")
    # Nobody could be kept from answering twice.
    with refused("scale_settled"):
        room.do(CHAIR, "scale.open", scale=scale)
    assert room.state.get("scale", scale).answers == 1


def test_a_removed_note_is_in_no_snapshot_taken_later():
    room = Room()
    kept, gone = room.note(ANN, "kept"), room.note(ANN, "gone")
    room.do(CHAIR, "note.remove", note=gone)
    snapshot = room.do(CHAIR, "snapshot.take", caption="So far")["snapshot"]
    assert [id for id, _ in room.state.get("picture", snapshot).notes] == [kept]


def test_a_snapshot_is_frozen_and_its_caption_is_not():
    room = Room()
    note = room.note(ANN, "then")
    snapshot = room.do(HELPER, "snapshot.take")["snapshot"]
    room.do(ANN, "note.edit", note=note, text="now")
    room.do(HELPER, "snapshot.edit", snapshot=snapshot, caption="What we found")
    assert room.state.get("picture", snapshot).notes[0][1].text == "then"
    assert room.state.get("snapshot", snapshot).caption == "What we found"
    assert b'"picture"' not in room.seen(CHAIR)


def test_the_board_follows_the_meeting():
    room = Room("blank")
    room.do(CHAIR, "section.add", title="And then")
    assert showing(room) == "join"
    room.do(CHAIR, "agenda.start")
    assert showing(room) == "wall"
    scale = room.scale()
    assert showing(room) == "scale"
    room.do(CHAIR, "scale.close", scale=scale)
    assert showing(room) == "wall"
    room.do(CHAIR, "scale.show", scale=scale)
    assert showing(room) == "scale"
    room.do(CHAIR, "agenda.next")
    assert showing(room) == "wall"
    room.do(CHAIR, "round.start")
    assert showing(room) == "round"
    room.do(CHAIR, "board.show", view="agenda")
    room.do(CHAIR, "round.end")
    assert showing(room) == "agenda"
    room.do(CHAIR, "board.show", view="auto")
    room.do(CHAIR, "meeting.close")
    assert showing(room) == "end"


def test_the_report_is_the_chairs_until_it_is_published_and_can_be_taken_back():
    room = Room()
    room.do(CHAIR, "report.edit", introduction="Why we met")
    assert b"Why we met" not in room.seen(ANN)
    room.do(CHAIR, "report.publish")
    assert b"Why we met" in room.seen(ANN)
    before = room.state.revision
    room.do(CHAIR, "report.unpublish")
    assert ["report", "report", None] in room.state.since(before, ANN)
    assert b"Why we met" in room.seen(CHAIR)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://", "no link", "http://[bad"])
def test_only_web_addresses_are_video_links(url):
    room = Room()
    with refused("bad_video_url"):
        room.do(CHAIR, "meeting.edit", video_url=url)
    room.do(CHAIR, "meeting.edit", video_url="https://meet.jit.si/Homes")


def test_a_board_gives_no_commands():
    room = Room()
    for name, kind in registry.COMMANDS.items():
        if kind.permission == "person" and name != "undo":
            with pytest.raises(Refusal):
                room.do(BOARD, name, zone=room.zone(), text="x", scale="s", value=1)


NOT_FOR_ALL = [kind for kind in registry.COMMANDS.values() if kind.permission in ("helper", "chair", "system")]


@given(st.sampled_from(NOT_FOR_ALL).flatmap(st.from_type))
def test_what_is_the_chairs_or_the_servers_is_refused_to_a_participant(command):
    room = Room(people=1)
    before = room.state.revision
    with refused("not_allowed"):
        room.give(ANN, command)
    assert room.state.revision == before


def _all_below(kind):
    return [each for below in kind.__subclasses__() for each in (below, *_all_below(below))]


def test_every_kind_has_a_name_of_its_own():
    assert all(kind == record.kind for kind, record in RECORDS.items())
    kinds = [record.kind for record in _all_below(Record) if record.kind]
    assert sorted(kinds) == sorted(RECORDS)
