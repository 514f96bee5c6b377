"""Who wrote or marked what is sent to that person's own screens only."""

import json

import pytest

from ...support.patience import PATIENCE
from ..screens import Meeting, Refused, Screen, zone_of
from .test_roles import gone


def everything_heard(screen: Screen) -> str:
    return json.dumps(screen.heard)


def kinds_heard(screen: Screen) -> set[str]:
    return {kind for _, message in screen.heard for kind, _, _ in message["changes"]}


def test_nobody_learns_who_wrote_what(meeting: Meeting):
    session = meeting.join()
    author, second = meeting.screen(session), meeting.screen(session)
    others = [meeting.person(), meeting.chair(), meeting.board()]
    zone = zone_of(author)
    note = author.do("note.add", zone=zone, text="mine alone")["note"]
    assert author.all("mine") == {note: {"kind": "note"}}
    second.until(lambda: second.all("mine"))
    late = [meeting.person(), meeting.screen(meeting.session, since=others[1].revision - 1, epoch=others[1].epoch)]
    for screen in [*others, *late]:
        screen.until(lambda screen=screen: note in screen.all("note") or screen.welcome["full"] is False)
        assert "mine" not in kinds_heard(screen) and "undo" not in kinds_heard(screen)
        for _, message in screen.heard:
            for kind, _, record in message["changes"]:
                # Only the record of the person contains the author's id.
                assert kind == "person" or author.me not in json.dumps(record)
    others[0].do("note.add", zone=zone, text="somebody else's")
    assert set(author.all("mine")) == {note}


def test_nobody_learns_who_marked_what_and_few_marks_stay_hidden(meeting: Meeting):
    chair, board = meeting.chair(), meeting.board()
    people = [meeting.person() for _ in range(3)]
    scale = chair.do("scale.add", question="How near are we?", floor=3)["scale"]
    board.reach(board.revision)
    assert scale not in board.all("scale")
    chair.do("scale.open", scale=scale)
    chair.do("scale.show", scale=scale)
    for person, value in zip(people, (2, 8), strict=False):
        person.until(lambda person=person: scale in person.all("scale"))
        person.do("scale.mark", scale=scale, value=value)
    board.until(lambda: board.all("scale")[scale]["received"] == 2)
    assert "counts" not in board.all("scale")[scale]
    people[2].do("scale.mark", scale=scale, value=8)
    board.until(lambda: "counts" in board.all("scale")[scale])
    assert board.all("scale")[scale]["counts"] == [0, 1, 0, 0, 0, 0, 0, 2, 0, 0]
    people[2].do("scale.unmark", scale=scale)
    board.until(lambda: board.all("scale")[scale]["received"] == 2)
    assert board.all("scale")[scale]["counts"] == [0, 1, 0, 0, 0, 0, 0, 2, 0, 0]
    for person, value in zip(people, (2, 8), strict=False):
        assert [mark["value"] for mark in person.all("mark").values()] == [value]
    assert people[2].all("mark") == {}
    for screen in (chair, board):
        assert not kinds_heard(screen) & {"mark", "counted", "tally"}
    for person in people:
        ids = {id for _, message in person.heard for kind, id, _ in message["changes"] if kind == "mark"}
        assert ids == {f"{scale}.{person.me}"}


def test_a_note_that_the_chair_puts_aside_is_gone_for_all_others(meeting: Meeting):
    chair, person, board = meeting.chair(), meeting.person(), meeting.board()
    note = person.do("note.add", zone=zone_of(person), text="put aside")["note"]
    chair.until(lambda: note in chair.all("note"))
    chair.do("note.remove", note=note)
    assert note in chair.all("removed")
    for screen in (person, board):
        screen.until(lambda screen=screen: note not in screen.all("note"))
        assert "removed" not in kinds_heard(screen)
    for screen in (meeting.person(), meeting.board()):
        assert "put aside" not in everything_heard(screen)


def test_the_chairs_words_for_the_report_stay_with_the_chair_until_published(meeting: Meeting):
    chair, person = meeting.chair(), meeting.person()
    chair.do("report.edit", introduction="half a thought")
    assert "report" not in kinds_heard(person)
    chair.do("report.publish")
    person.until(lambda: person.all("report"))
    chair.do("report.unpublish")
    person.until(lambda: not person.all("report"))
    assert chair.one("report")["introduction"] == "half a thought"


def test_what_everyone_sees_is_byte_for_byte_the_same(meeting: Meeting):
    people = [meeting.person() for _ in range(3)]
    chair = meeting.chair()
    for screen in people:
        screen.until(lambda screen=screen: sum(p["online"] for p in screen.all("person").values()) == 4)
    start = [len(screen.heard) for screen in people]
    chair.do("agenda.start")
    chair.do("zone.add", title="One more")
    for screen in people:
        screen.until(lambda screen=screen: any(z["title"] == "One more" for z in screen.all("zone").values()))
    heard = [json.dumps(screen.heard[n:]) for screen, n in zip(people, start, strict=True)]
    assert heard[0] == heard[1] == heard[2]


def test_notes_written_in_private_reach_nobody_else_before_they_are_shown(meeting: Meeting):
    chair, board, author, other = meeting.chair(), meeting.board(), meeting.person(), meeting.person()
    zone = zone_of(author)
    chair.do("zone.write_alone", zone=zone)
    note = author.do("note.add", zone=zone, text="hard to say")["note"]
    author.do("note.edit", note=note, text="hard to say aloud")
    late = [meeting.person(), meeting.board(), meeting.screen(meeting.session)]
    chair.do("snapshot.take")
    for screen in (chair, board, other, *late):
        screen.until(lambda screen=screen: screen.all("zone")[zone]["waiting"] == 1 and screen.all("snapshot"))
        assert "hard to say" not in everything_heard(screen) and f'"{note}"' not in everything_heard(screen)
    assert author.all("note")[note]["text"] == "hard to say aloud"
    chair.do("zone.show", zone=zone)
    for screen in (chair, board, other, *late):
        screen.until(lambda screen=screen: screen.all("note"))
        # Not even the id tells afterwards when it was written.
        assert f'"{note}"' not in everything_heard(screen)
        assert author.me not in json.dumps(screen.all("note"))
    author.until(lambda: note not in author.all("note") and set(author.all("mine")) == set(author.all("note")))


def test_nobody_learns_who_says_me_too_or_gives_dots_and_nobody_sees_counts_early(meeting: Meeting):
    chair, board, author = meeting.chair(), meeting.board(), meeting.person()
    people = [meeting.person() for _ in range(5)]
    zone = zone_of(author)
    note = author.do("note.add", zone=zone, text="tea")["note"]
    people[0].until(lambda: people[0].all("note"))
    people[0].do("note.too", note=note)
    chair.do("vote.open", zone=zone, dots=2)
    for person in people:
        person.do("vote.give", note=note)
    board.until(lambda: board.all("zone")[zone]["voters"] == 5)
    for screen in (chair, board, author):
        assert not kinds_heard(screen) & {"too", "dots"}
        assert "votes" not in json.dumps(screen.all("note"))
    for person in people:
        ids = {id for _, message in person.heard for kind, id, _ in message["changes"] if kind in ("too", "dots")}
        assert ids <= {f"{note}.{person.me}", f"{zone}.{person.me}"}
    chair.do("vote.close", zone=zone)
    board.until(lambda: board.all("note")[note].get("votes") == 5)
    assert board.all("note")[note]["too"] == 1
    people[0].until(lambda: not people[0].all("dots"))


def test_a_note_held_for_review_reaches_its_author_and_the_chairs_side_only(meeting: Meeting):
    chair, board, author, other = meeting.chair(), meeting.board(), meeting.person(), meeting.person()
    chair.do("meeting.hold", on=True)
    note = author.do("note.add", zone=zone_of(author), text="look first")["note"]
    chair.until(lambda: note in chair.all("held"))
    assert author.me not in json.dumps(chair.all("held")) and note not in chair.all("note")
    chair.do("note.let", note=note)
    for screen in (board, other):
        screen.until(lambda screen=screen: note in screen.all("note"))
        assert "held" not in kinds_heard(screen)
    chair.until(lambda: note in chair.all("note") and not chair.all("held"))


def test_a_person_who_is_removed_is_disconnected_and_told_why(meeting: Meeting):
    chair = meeting.chair()
    session = meeting.join()
    screens = [meeting.screen(session), meeting.screen(session)]
    ended = [gone(screen) for screen in screens]
    chair.do("person.remove", person=screens[0].me)
    assert all(event.wait(PATIENCE) for event in ended)
    with pytest.raises(Refused) as refused:
        meeting.screen(session)
    assert refused.value.told["data"]["error"]["code"] == "kept_out"
    chair.do("person.let_in", person=screens[0].me)
    assert meeting.screen(session).me == screens[0].me
