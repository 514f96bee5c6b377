"""What a report contains, and what it must never contain."""

import msgspec

from live_cop.meeting.ordering import ordered
from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.formats import html
from live_cop.report.pictures.scale import describe
from live_cop.report.snapshots import snapshot_of

from ..meeting.room import ANN, BEN, CHAIR, Room


def report(room: Room):
    return compile(room.state, room.now)


def everything(room: Room) -> str:
    return msgspec.json.encode(report(room)).decode()


def test_a_removed_note_is_nowhere_not_even_in_an_earlier_snapshot():
    room = Room()
    removed, other = room.note(text="Mrs Miller of number nine"), room.note(text="ask first")
    room.do(CHAIR, "snapshot.take", title="Before")
    room.do(ANN, "note.remove", note=removed)
    assert "Miller" not in everything(room)
    assert "ask first" in everything(room)
    assert snapshot_of(room.state, first_snapshot(room)).gone == 1
    room.do(CHAIR, "note.remove", note=other)
    assert "ask first" not in everything(room)
    room.do(CHAIR, "note.restore", note=other)
    assert "ask first" in everything(room)


def test_a_note_that_was_undone_is_nowhere():
    room = Room()
    room.note(text="too quick")
    room.do(CHAIR, "snapshot.take")
    room.do(ANN, "undo")
    assert "too quick" not in everything(room)


def test_the_picture_of_a_snapshot_has_the_words_and_zones_of_its_time():
    room = Room()
    note = room.note(text="as it was")
    room.do(CHAIR, "snapshot.take")
    room.do(ANN, "note.edit", note=note, text="as it became")
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    picture = snapshot_of(room.state, first_snapshot(room))
    assert [each.text for each in picture.zones[0].single] == ["as it was"]
    assert [zone.count for zone in report(room).zones][:2] == [0, 1]


def test_notes_are_sorted_by_zone_and_group_largest_group_first():
    room = Room()
    notes = [room.note(text=f"note {n}") for n in range(6)]
    room.do(CHAIR, "group.add", zone=room.zone(), title="Two", notes=notes[:2])
    room.do(CHAIR, "group.add", zone=room.zone(), title="Three", notes=notes[2:5])
    zone = report(room).zones[0]
    assert [(group.title, len(group.notes)) for group in zone.groups] == [("Three", 3), ("Two", 2)]
    assert [note.text for note in zone.single] == ["note 5"]
    assert zone.count == 6


def test_a_note_has_a_name_only_if_it_was_signed():
    room = Room()
    room.join(ANN, name="Ann Other")
    room.note(text="unsigned")
    assert "Ann Other" not in everything(room)
    room.note(text="mine", signed="Ann O.")
    assert "Ann O." in everything(room)


def marked(room: Room, people: int, **args) -> str:
    from live_cop.meeting.audience import Viewer

    scale = room.scale(**args)
    for n in range(people):
        person = Viewer(f"m{n}", "participant")
        room.join(person)
        room.do(person, "scale.mark", scale=scale, value=3 + n % 4)
    return scale


def test_a_spread_is_included_only_if_the_meeting_saw_it():
    room = Room()
    scale = marked(room, 6)
    assert (report(room).spreads[0].counts, report(room).spreads[0].hidden) == (None, "not_shown")
    room.do(CHAIR, "scale.show", scale=scale)
    assert report(room).spreads[0].counts == [0, 0, 2, 2, 1, 1, 0, 0, 0, 0]
    room.do(CHAIR, "scale.hide", scale=scale)
    assert report(room).spreads[0].counts is None


def test_a_spread_of_too_few_answers_is_left_out_although_it_was_shown():
    room = Room()
    scale = marked(room, 4)
    room.do(CHAIR, "scale.show", scale=scale)
    spread = report(room).spreads[0]
    assert (spread.counts, spread.hidden) == (None, "few")


def test_answers_that_were_not_counted_are_said_to_be_private():
    room = Room()
    scale = marked(room, 6)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "snapshot.take")
    for person in (ANN, BEN):
        room.do(person, "scale.mark", scale=scale, value=1)
    room.do(CHAIR, "meeting.close")
    compiled = report(room)
    assert compiled.spreads[0].counts == [0, 0, 2, 2, 1, 1, 0, 0, 0, 0]
    assert compiled.spreads[0].uncounted == 2 and "2 more answers are not shown" in describe(compiled.spreads[0])
    # It is the same spread as in the picture, which does not show it again.
    assert [(each.spreads, each.scales) for each in compiled.snapshots] == [([], [scale])]


def test_a_scale_without_answers_says_so_and_a_draft_is_left_out():
    room = Room()
    room.scale()
    room.do(CHAIR, "scale.add", question="Never opened?")
    assert [spread.hidden for spread in report(room).spreads] == ["nobody"]


def test_zero_amounts_are_not_listed():
    room = Room()
    room.do(CHAIR, "snapshot.take")
    assert write(report(room)).about[-1] == "1 picture"
    room.note(ANN, "ask first")
    assert write(report(room)).about[-1] == "1 note · 1 picture"


def test_a_removed_scale_is_in_no_snapshot():
    room = Room()
    scale = marked(room, 6)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "snapshot.take")
    assert snapshot_of(room.state, first_snapshot(room)).spreads[0].counts
    assert report(room).snapshots[0].scales == [scale]
    room.do(CHAIR, "scale.remove", scale=scale)
    assert not report(room).snapshots[0].scales
    assert not snapshot_of(room.state, first_snapshot(room)).spreads


def first_snapshot(room: Room) -> str:
    return next(iter(room.state.of_kind("snapshot")))


def test_the_zone_of_a_scale_has_its_question():
    room = Room()
    scale = room.scale()
    zone = report(room).zones[-1]
    assert (zone.scale_id, zone.scale) == (scale, "How near are we?")


def test_the_agenda_has_planned_and_actual_times():
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


def test_an_automatic_snapshot_is_left_out_if_it_shows_nothing_new_unless_it_has_a_caption():
    room = Room()
    room.note(text="early", zone=room.zone(0))
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.next")
    room.note(text="later", zone=room.zone(1))
    room.do(CHAIR, "agenda.next")
    room.note(text="elsewhere", zone=room.zone(6))
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "meeting.close")
    drawn = [[zone.title for zone in each.zones] for each in report(room).snapshots]
    first, second, third = (room.state.get("zone", room.zone(n)).title for n in (0, 1, 6))
    assert drawn == [[first], [second]], "and none for a section without anything new"
    assert [zone.title for zone in report(room).rest if not zone.is_empty] == [third]
    last = ordered(room.state.of_kind("snapshot"))[-1][0]
    room.do(CHAIR, "snapshot.edit", snapshot=last, caption="We said goodbye.")
    assert [each.caption for each in report(room).snapshots[2:]] == ["We said goodbye."]
    assert [zone.title for zone in report(room).snapshots[-1].zones] == [third]
    assert [zone.title for zone in snapshot_of(room.state, last).zones] == [first, second, third]


def test_notes_are_in_order_of_time_whatever_was_edited_since():
    room = Room()
    first = room.note(text="first")
    room.wait(1)
    room.note(BEN, text="second")
    room.do(ANN, "note.edit", note=first, text="first, edited")
    restored = type(room.state).restore("K7M3QX", "epoch", room.state.revision, room.state.entries())
    for state in (room.state, restored):
        assert [note.text for note in compile(state, room.now).zones[0].single] == ["first, edited", "second"]


def test_a_meeting_that_never_began_or_closed():
    room = Room("blank", people=0)
    found = report(room)
    assert (found.state, found.began, found.ended, found.snapshots, found.notes) == ("waiting", None, None, [], 0)
    room.do(CHAIR, "agenda.start")
    assert report(room).began == room.now and report(room).ended is None


def test_next_steps_the_next_meeting_and_only_the_number_of_invitations():
    room = Room()
    step = room.do(CHAIR, "step.add", what="Ring the council", by_when="2026-12-03", notice="A name")["step"]
    room.do(ANN, "person.edit", name="Ann")
    room.do(ANN, "step.offer", step=step)
    room.do(ANN, "invite.add", text="Somebody from the job centre")
    room.do(CHAIR, "next.fix", at=1_800_000_000_000, venue="The library")
    found = report(room)
    [line] = found.steps
    assert (line.what, line.who, line.by_when, line.notice, line.state) == (
        "Ring the council", ["Ann"], "2026-12-03", "A name", "open",
    )  # fmt: skip
    assert found.next_meeting.title == "Homes that say yes" and found.next_meeting.venue == "The library"
    assert found.invites == 1
    page = html.render(write(found, "full"))
    assert "job centre" not in page and "1 suggestion was made" in page
    assert "By Thursday 3 December 2026" in page and "data:text/calendar;base64," in page


def test_a_removed_step_is_in_no_snapshot():
    room = Room()
    step = room.do(CHAIR, "step.add", what="Ring the council")["step"]
    room.do(CHAIR, "snapshot.take")
    taken = first_snapshot(room)
    assert [each.what for each in snapshot_of(room.state, taken).steps] == ["Ring the council"]
    room.do(CHAIR, "step.remove", step=step)
    assert snapshot_of(room.state, taken).steps == []


def test_the_wall_of_a_small_group_is_reported_under_its_name_without_its_members():
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
    zones = {zone.id: zone for zone in report(room).zones}
    assert zones[zone].title == room.state.get("team", team).title and zones[zone].prompt == "What would help?"
    assert [note.text for note in zones[zone].single] == ["a key that works"]
    assert "somebody who rings back" in [note.text for note in zones[target].single]
    assert zones[zone].title in [zone.title for zone in report(room).snapshots[0].zones]
    assert "Group" in everything(room) and '"ann"' not in everything(room)


def test_the_report_says_what_the_chair_left_out():
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
    found = report(room)
    assert [(each.title, [zone.id for zone in each.zones]) for each in found.snapshots] == [("Late", [second])]
    assert (found.left_out.pictures, found.left_out.notes) == (1, 1)
    assert [zone.id for zone in found.rest if not zone.is_empty] == [first]
    page = html.render(write(found, "summary"))
    assert "left 1 picture out" in page and "1 note was taken off the wall and is not" in page
    room.do(CHAIR, "snapshot.edit", snapshot=early, left_out=False)
    assert [each.title for each in report(room).snapshots] == ["Early", "Late"]


def test_an_automatic_snapshot_repeats_what_only_a_left_out_one_shows():
    room = Room()
    room.note(text="early", zone=room.zone(0))
    room.do(CHAIR, "agenda.start")
    left = room.do(CHAIR, "snapshot.take", title="All of it")["snapshot"]
    room.do(CHAIR, "agenda.next")
    assert [len(each.zones) for each in report(room).snapshots] == [1]
    room.do(CHAIR, "snapshot.edit", snapshot=left, left_out=True)
    assert [len(each.zones) for each in report(room).snapshots] == [1]


def test_reordered_snapshots_still_show_what_was_new_at_their_time():
    room = Room()
    room.do(CHAIR, "agenda.start")
    for n in (0, 1):
        room.note(text=f"note {n}", zone=room.zone(n))
        room.do(CHAIR, "agenda.next")
    taken = [(each.id, [zone.count for zone in each.zones]) for each in report(room).snapshots]
    room.do(CHAIR, "snapshot.move", snapshot=taken[1][0], to=0)
    assert [(each.id, [zone.count for zone in each.zones]) for each in report(room).snapshots] == taken[::-1]


def test_recommendations_come_first_with_their_addressees_and_resources_say_whom_they_help():
    room = Room()
    room.do(CHAIR, "recommendation.add", text="One phone number for all", to="The council")
    room.do(CHAIR, "resource.add", title="A guide", url="https://example.org/guide", helps="Whoever rents")
    room.do(CHAIR, "report.edit", introduction="We met.", thanks="Thank you for the cake.")
    page = html.render(write(report(room), "summary"))
    assert page.index("One phone number for all") < page.index("We met.")
    assert "To: The council" in page and "Who it helps: Whoever rents" in page
    assert 'href="https://example.org/guide"' in page and "Thank you for the cake." in page


def test_the_speakers_of_a_round_are_counted_above_the_privacy_floor():
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
    assert heard == [None] * 4 + [5] * (len(heard) - 4) and len(heard) < 8
    page = html.render(write(report(room), "full"))
    assert "about 5 voices were heard in the round." in page
