"""What a report says, and what it must never say."""

import msgspec
import pytest

from live_cop.meeting.audience import PRIVACY_FLOOR
from live_cop.report.chapters import write
from live_cop.report.compile import compile, snapshot_of
from live_cop.report.facts import EarlierAnswers, Spread
from live_cop.report.formats import html
from live_cop.report.pictures import scale

from ..meeting.room import ANN, BEN, CHAIR, Room


def report(room: Room):
    return compile(room.state, room.now)


def everything(room: Room) -> str:
    return msgspec.json.encode(report(room)).decode()


def test_a_note_that_was_taken_off_is_nowhere_not_even_in_an_earlier_picture():
    room = Room()
    gone, kept = room.note(text="Mrs Miller of number nine"), room.note(text="ask first")
    room.do(CHAIR, "snapshot.take", title="Before")
    room.do(ANN, "note.remove", note=gone)
    assert "Miller" not in everything(room)
    assert "ask first" in everything(room)
    assert report(room).snapshots[0].gone == 1
    room.do(CHAIR, "note.remove", note=kept)
    assert "ask first" not in everything(room)
    room.do(CHAIR, "note.restore", note=kept)
    assert "ask first" in everything(room)


def test_a_note_that_was_undone_is_nowhere():
    room = Room()
    room.note(text="too quick")
    room.do(CHAIR, "snapshot.take")
    room.do(ANN, "undo")
    assert "too quick" not in everything(room)


def test_a_picture_keeps_the_words_and_places_of_its_time():
    room = Room()
    note = room.note(text="as it was")
    room.do(CHAIR, "snapshot.take")
    room.do(ANN, "note.edit", note=note, text="as it became")
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    whole = report(room)
    assert [each.text for each in whole.snapshots[0].zones[0].single] == ["as it was"]
    assert [place.count for place in whole.zones][:2] == [0, 1]


def test_notes_stand_by_zone_and_group_the_largest_group_first():
    room = Room()
    notes = [room.note(text=f"note {n}") for n in range(6)]
    room.do(CHAIR, "group.add", zone=room.zone(), title="Two", notes=notes[:2])
    room.do(CHAIR, "group.add", zone=room.zone(), title="Three", notes=notes[2:5])
    place = report(room).zones[0]
    assert [(group.title, len(group.notes)) for group in place.groups] == [("Three", 3), ("Two", 2)]
    assert [note.text for note in place.single] == ["note 5"]
    assert place.count == 6


def test_a_note_carries_a_name_only_where_it_was_signed():
    room = Room()
    room.join(ANN, name="Ann Other")
    room.note(text="unsigned")
    assert "Ann Other" not in everything(room)
    room.note(text="mine", signed="Ann O.")
    assert "Ann O." in everything(room)


@pytest.mark.parametrize(
    ("in_room", "remote", "total", "apart"),
    [(3, 1, None, None), (7, 4, 12, None), (2, 8, 11, None), (6, 5, 12, (7, 5)), (9, 0, 10, (10, 0))],
)
def test_small_numbers_of_people_are_not_counted_apart(in_room, remote, total, apart):
    # The chair, who is in the room, is one of those who took part.
    room = Room(people=0)
    from live_cop.meeting.audience import Viewer

    for n in range(in_room + remote):
        room.join(Viewer(f"p{n}", "participant"), place="room" if n < in_room else "remote")
    people = report(room).people
    if in_room + remote + 1 < PRIVACY_FLOOR:
        assert people.total is None
    assert people.total == (total if total is not None else (5 if in_room + remote + 1 >= PRIVACY_FLOOR else None))
    assert (people.room, people.remote) == (apart or (None, None))


def marked(room: Room, people: int, **args) -> str:
    from live_cop.meeting.audience import Viewer

    scale = room.scale(**args)
    for n in range(people):
        person = Viewer(f"m{n}", "participant")
        room.join(person)
        room.do(person, "scale.mark", scale=scale, value=3 + n % 4)
    return scale


def test_a_spread_is_there_only_if_the_meeting_saw_it():
    room = Room()
    scale = marked(room, 6)
    assert (report(room).spreads[0].counts, report(room).spreads[0].hidden) == (None, "not_shown")
    room.do(CHAIR, "scale.show", scale=scale)
    assert report(room).spreads[0].counts == [0, 0, 2, 2, 1, 1, 0, 0, 0, 0]
    room.do(CHAIR, "scale.hide", scale=scale)
    assert report(room).spreads[0].counts is None


def test_a_spread_of_too_few_answers_is_not_there_although_it_was_shown():
    room = Room()
    scale = marked(room, 4)
    room.do(CHAIR, "scale.show", scale=scale)
    spread = report(room).spreads[0]
    assert (spread.counts, spread.hidden) == (None, "few")


def test_a_scale_that_nobody_answered_says_so_and_a_draft_is_left_out():
    room = Room()
    room.scale()
    room.do(CHAIR, "scale.add", question="Never opened?")
    assert [spread.hidden for spread in report(room).spreads] == ["nobody"]


def test_what_there_is_none_of_is_not_counted():
    room = Room()
    room.do(CHAIR, "snapshot.take")
    assert write(report(room)).about[-1] == "1 picture"
    room.note(ANN, "ask first")
    assert write(report(room)).about[-1] == "1 note · 1 picture"


def test_a_scale_that_was_removed_is_in_no_picture_either():
    room = Room()
    scale = marked(room, 6)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "snapshot.take")
    assert report(room).snapshots[0].spreads[0].counts
    room.do(CHAIR, "scale.remove", scale=scale)
    assert not report(room).snapshots[0].spreads
    assert not snapshot_of(room.state, room_shot(room)).spreads


def room_shot(room: Room) -> str:
    return next(iter(room.state.of_kind("snapshot")))


def test_the_zone_of_a_scale_knows_its_question():
    room = Room()
    scale = room.scale()
    place = report(room).zones[-1]
    assert (place.scale_id, place.scale) == (scale, "How near are we?")


def test_the_agenda_as_planned_and_as_it_went():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(4)
    room.do(CHAIR, "agenda.pause")
    room.wait(30)
    room.do(CHAIR, "agenda.resume")
    room.do(CHAIR, "agenda.extend", minutes=5)
    room.wait(9)
    room.do(CHAIR, "agenda.next")
    room.wait(2)
    parts = report(room).agenda
    assert [(part.planned, part.spent / 60_000, part.state) for part in parts[:3]] == [
        (10, 13, "done"),
        (40, 2, "now"),
        (20, 0, "todo"),
    ]
    room.do(CHAIR, "meeting.close")
    assert [part.state for part in report(room).agenda] == ["done", "done", "left", "left", "left"]


def test_an_automatic_picture_shows_what_was_new_and_the_chairs_own_shows_all():
    room = Room()
    room.note(text="early", zone=room.zone(0))
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.next")
    room.note(text="later", zone=room.zone(1))
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "snapshot.take", title="All of it")
    room.do(CHAIR, "meeting.close")
    drawn = [[place.title for place in each.zones] for each in report(room).snapshots]
    first, second = (room.state.get("zone", room.zone(n)).title for n in (0, 1))
    assert drawn == [[first], [second], [first, second]], "and none where nothing was new"
    last = list(room.state.of_kind("snapshot"))[-1]
    room.do(CHAIR, "snapshot.edit", snapshot=last, caption="We said goodbye.")
    assert [each.caption for each in report(room).snapshots[3:]] == ["We said goodbye."]
    assert [place.title for place in snapshot_of(room.state, last).zones] == [first, second]


def test_the_order_of_notes_is_that_of_their_time_whatever_was_changed_since():
    room = Room()
    first = room.note(text="first")
    room.wait(1)
    room.note(BEN, text="second")
    room.do(ANN, "note.edit", note=first, text="first, edited")
    restored = type(room.state).restore("K7M3QX", "epoch", room.state.revision, room.state.entries())
    for state in (room.state, restored):
        assert [note.text for note in compile(state, room.now).zones[0].single] == ["first, edited", "second"]


def test_a_report_of_a_meeting_that_never_began_or_closed():
    room = Room("blank", people=0)
    whole = report(room)
    assert (whole.state, whole.began, whole.ended, whole.snapshots, whole.notes) == ("waiting", None, None, [], 0)
    room.do(CHAIR, "agenda.start")
    assert report(room).began == room.now and report(room).ended is None


def test_next_steps_the_next_meeting_and_no_word_of_the_invitations():
    room = Room()
    step = room.do(CHAIR, "step.add", what="Ring the council", by_when="2026-12-03", notice="A name")["step"]
    room.do(ANN, "person.edit", name="Ann")
    room.do(ANN, "step.offer", step=step)
    room.do(ANN, "invite.add", text="Somebody from the job centre")
    room.do(CHAIR, "next.fix", at=1_800_000_000_000, venue="The library")
    whole = report(room)
    [line] = whole.steps
    assert (line.what, line.who, line.by_when, line.notice, line.state) == (
        "Ring the council", ["Ann"], "2026-12-03", "A name", "open",
    )  # fmt: skip
    assert whole.next_meeting.title == "Homes that say yes" and whole.next_meeting.venue == "The library"
    assert whole.invites == 1
    page = html.render(write(whole, "full"))
    assert "job centre" not in page and "1 suggestion was made" in page
    assert "By Thursday 3 December 2026" in page and "data:text/calendar;base64," in page


def test_a_step_that_was_taken_away_is_in_no_picture():
    room = Room()
    step = room.do(CHAIR, "step.add", what="Ring the council")["step"]
    room.do(CHAIR, "snapshot.take")
    assert [each.what for each in report(room).snapshots[0].steps] == ["Ring the council"]
    room.do(CHAIR, "step.remove", step=step)
    assert report(room).snapshots[0].steps == []


def test_a_scale_remembers_in_the_picture_and_in_words():
    earlier = [
        EarlierAnswers("Autumn", 1_700_000_000_000, [0, 3, 2], 3),
        EarlierAnswers("Winter", None, [1, 1, 3], None),
    ]
    spread = Spread("s", "How near?", 1, "far", "near", 2, 3, 0, [0, 2, 4], None, earlier, [(3, 1_700_000_000_000)])
    drawn = scale.picture_of(spread).svg
    assert drawn.count("<polyline") == 2 and drawn.count("stroke-dasharray") == 2, "one whole line, one broken"
    assert "“Autumn”, Tuesday 14 November 2023: 2: 3 people; 3: 2 people" in drawn
    assert "Good enough before: 3." in drawn
    hidden = Spread("s", "How near?", 1, "far", "near", 2, 3, 0, None, "few", earlier)
    assert "<polyline" not in scale.picture_of(hidden).svg and "Autumn" not in scale.picture_of(hidden).svg


def test_what_stays_on_a_small_groups_wall_stands_under_its_name_and_nobodys():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "teams.split", count=2, prompt="What would help?")
    team = room.state.get("seat", "ann").team
    zone = room.state.get("team", team).zone
    room.note(ANN, "a key that works", zone=zone)
    picked = room.note(ANN, "somebody who rings back", zone=zone)
    target = room.do(ANN, "team.pick", note=picked)["zone"]
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "meeting.close")
    places = {place.id: place for place in report(room).zones}
    assert places[zone].title == room.state.get("team", team).title and places[zone].prompt == "What would help?"
    assert [note.text for note in places[zone].single] == ["a key that works"]
    assert "somebody who rings back" in [note.text for note in places[target].single]
    assert places[zone].title in [place.title for place in report(room).snapshots[0].zones]
    assert "Group" in everything(room) and '"ann"' not in everything(room)


def test_what_the_chair_left_out_is_not_there_and_the_report_says_so():
    room = Room()
    first, second = room.zone(0), room.zone(1)
    room.note(text="early", zone=first)
    early = room.do(CHAIR, "snapshot.take", title="Early")["snapshot"]
    room.note(text="late", zone=second)
    late = room.do(CHAIR, "snapshot.take", title="Late")["snapshot"]
    room.do(CHAIR, "snapshot.edit", snapshot=early, left_out=True)
    room.do(CHAIR, "snapshot.edit", snapshot=late, crop=[second])
    gone = room.note(text="too much")
    room.do(ANN, "note.remove", note=gone)
    whole = report(room)
    assert [(each.title, [place.id for place in each.zones]) for each in whole.snapshots] == [("Late", [second])]
    assert (whole.left_out.pictures, whole.left_out.cropped, whole.left_out.notes) == (1, 1, 1)
    page = html.render(write(whole, "summary"))
    assert "left 1 picture out" in page and "1 note was taken off the wall and is not" in page
    room.do(CHAIR, "snapshot.edit", snapshot=early, left_out=False)
    assert [each.title for each in report(room).snapshots] == ["Early", "Late"]


def test_an_automatic_picture_shows_again_what_stood_only_in_one_that_is_left_out():
    room = Room()
    room.note(text="early", zone=room.zone(0))
    room.do(CHAIR, "agenda.start")
    left = room.do(CHAIR, "snapshot.take", title="All of it")["snapshot"]
    room.do(CHAIR, "agenda.next")
    assert [len(each.zones) for each in report(room).snapshots] == [1]
    room.do(CHAIR, "snapshot.edit", snapshot=left, left_out=True)
    assert [len(each.zones) for each in report(room).snapshots] == [1]


def test_the_chair_orders_the_pictures_and_each_still_shows_what_was_new_at_its_time():
    room = Room()
    room.do(CHAIR, "agenda.start")
    for place in (0, 1):
        room.note(text=f"note {place}", zone=room.zone(place))
        room.do(CHAIR, "agenda.next")
    taken = [(each.id, [place.count for place in each.zones]) for each in report(room).snapshots]
    room.do(CHAIR, "snapshot.move", snapshot=taken[1][0], to=0)
    assert [(each.id, [place.count for place in each.zones]) for each in report(room).snapshots] == taken[::-1]


def test_recommendations_stand_first_with_whom_they_are_for_and_resources_with_whom_they_help():
    room = Room()
    room.do(CHAIR, "recommendation.add", text="One phone number for all", to="The council")
    room.do(CHAIR, "resource.add", title="A guide", url="https://example.org/guide", helps="Whoever rents")
    room.do(CHAIR, "report.edit", introduction="We met.", thanks="Thank you for the cake.")
    page = html.render(write(report(room), "summary"))
    assert page.index("One phone number for all") < page.index("We met.")
    assert "To: The council" in page and "Who it helps: Whoever rents" in page
    assert 'href="https://example.org/guide"' in page and "Thank you for the cake." in page


def test_the_voices_of_a_round_are_counted_where_that_points_at_nobody():
    from live_cop.meeting.audience import Viewer

    room = Room(people=0)
    room.do(CHAIR, "agenda.start")
    for n in range(5):
        room.join(Viewer(f"v{n}", "participant"), place=("room", "remote")[n % 2])
    room.do(CHAIR, "round.start", seconds=60)
    heard = []
    while any(turn.state in ("waiting", "speaking") for turn in room.state.of_kind("turn").values()):
        room.do(CHAIR, "round.next")
        heard.append(report(room).agenda[0].voices)
    assert heard[:4] == [None] * 4 and heard[-1] >= 5
    page = html.render(write(report(room), "full"))
    assert f"{heard[-1]} voices were heard in the round." in page
