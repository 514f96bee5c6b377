"""`do`: acknowledged when it is safe, once, in order, for all to see; or refused in one form, and nothing happened."""

import threading
import time

import pytest

from live_cop.live.sync.rate_limit import COMMANDS_AT_ONCE, COMMANDS_PER_SECOND

from ...support.patience import slowness
from ..screens import Meeting, Screen, code_of, zone_of


def texts(screen: Screen) -> list[str]:
    return [note["text"] for note in screen.all("note").values()]


def test_a_command_reaches_everybody_including_its_author(meeting: Meeting):
    here, there = meeting.person("room"), meeting.person("remote")
    answer = here.try_to("note.add", zone=zone_of(here), text="tea first, forms second")
    assert set(answer) == {"ok", "revision", "result"} and answer["ok"] is True
    note = answer["result"]["note"]
    for screen in (here, there):
        screen.until(lambda screen=screen: note in screen.all("note"))
        assert screen.all("note")[note]["text"] == "tea first, forms second"
        assert screen.revision >= answer["revision"]
        assert {event for event, _ in screen.heard[1:]} == {"changes"}


def test_the_same_id_is_done_once_and_answered_the_same(meeting: Meeting):
    session = meeting.join()
    screen = meeting.screen(session)
    zone = zone_of(screen)
    first = screen.try_to("note.add", id="mine-1", zone=zone, text="once")
    screen.reach(first["revision"])
    again = screen.try_to("note.add", id="mine-1", zone=zone, text="once")
    other = meeting.screen(session)
    elsewhere = other.try_to("note.add", id="mine-1", zone=zone, text="once")
    assert first == again == elsewhere
    assert texts(other) == ["once"]


def test_another_person_may_use_the_same_id(meeting: Meeting):
    ann, ben = meeting.person(), meeting.person()
    for screen in (ann, ben):
        screen.do("note.add", id="1", zone=zone_of(screen), text="each")
    ann.until(lambda: texts(ann) == ["each", "each"])


def test_what_changed_nothing_is_not_done_later_either(meeting: Meeting):
    """An acknowledgement gets lost, somebody else changes the note, the first command is sent again."""
    chair, author = meeting.chair(), meeting.person()
    note = author.do("note.add", zone=zone_of(author), text="as it is")["note"]
    nothing = author.try_to("note.edit", id="nothing", note=note, text="as it is")
    chair.until(lambda: note in chair.all("note"))
    chair.do("note.edit", note=note, text="as the chair has it")
    assert author.try_to("note.edit", id="nothing", note=note, text="as it is") == nothing
    author.until(lambda: texts(author) == ["as the chair has it"])


def test_a_persons_commands_are_done_in_their_order(meeting: Meeting):
    screen = meeting.person()
    zone, done, answered = zone_of(screen), [], threading.Event()

    def note(answer):
        done.append(answer)
        if len(done) == 30:
            answered.set()

    for n in range(30):
        message = {"id": f"in order {n}", "name": "note.add", "args": {"zone": zone, "text": str(n)}}
        screen.client.emit("do", message, callback=note)
    assert answered.wait(10)
    assert [answer["revision"] for answer in done] == sorted(answer["revision"] for answer in done)
    screen.reach(done[-1]["revision"])
    by_id = screen.all("note")
    assert [by_id[answer["result"]["note"]]["text"] for answer in done] == [str(n) for n in range(30)]


@pytest.mark.parametrize(
    "message",
    [
        None,
        "note.add",
        [],
        7,
        {},
        {"name": "note.add", "args": {}},
        {"id": "", "name": "note.add", "args": {}},
        {"id": 7, "name": "note.add", "args": {}},
        {"id": ["a"], "name": "note.add", "args": {}},
        {"id": "x" * 101, "name": "note.add", "args": {}},
        {"id": "half \ud83d", "name": "note.add", "args": {}},
    ],
    ids=ascii,
)
def test_what_cannot_be_read_is_refused(meeting: Meeting, message):
    assert code_of(meeting.person().send(message)) == "bad_command"


@pytest.mark.parametrize(
    "name, args, code",
    [
        ("note.sing", {}, "unknown_command"),
        (None, {}, "unknown_command"),
        (["note.add"], {}, "unknown_command"),
        ("person.join", {"person": "p1", "place": "room"}, "unknown_command"),
        ("agenda.tick", {}, "unknown_command"),
        ("note.add", [], "bad_args"),
        ("note.add", None, "bad_args"),
        ("note.add", {"text": "where?"}, "bad_args"),
        ("note.add", {"zone": "z999", "text": "where?"}, "unknown_zone"),
        ("note.add", {"zone": {"a": 1}, "text": "where?"}, "bad_args"),
        ("note.add", {"zone": "half \ud83d", "text": "where?"}, "unknown_zone"),
        ("note.edit", {"note": "n999", "text": "which?"}, "unknown_note"),
        ("agenda.start", {}, "not_allowed"),
        ("meeting.close", {}, "not_allowed"),
        ("scale.mark", {"scale": "s999", "value": 10**60}, "unknown_scale"),
        ("undo", {}, "unknown_undo"),
    ],
    ids=ascii,
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(meeting: Meeting, name, args, code):
    screen = meeting.person()
    screen.until(lambda: screen.all("person")[screen.me]["online"])
    before = screen.revision
    assert code_of(screen.send({"id": "a", "name": name, "args": args})) == code
    assert meeting.board().revision == before


def test_a_message_without_args_has_none(meeting: Meeting):
    assert meeting.chair().send({"id": "a", "name": "agenda.start"})["ok"]


def test_a_board_only_shows(meeting: Meeting):
    board = meeting.board()
    assert board.refused("note.add", zone=zone_of(board), text="from the wall itself") == "not_allowed"
    assert board.refused("agenda.start") == "not_allowed"


def test_a_note_is_1_to_500_characters(meeting: Meeting):
    screen = meeting.person()
    zone = zone_of(screen)
    screen.do("note.add", zone=zone, text=" " + "é" * 500 + "\n")
    assert screen.refused("note.add", zone=zone, text="é" * 501) == "too_long"
    assert screen.refused("note.add", zone=zone, text="a" * 10_000) == "too_long"
    assert screen.refused("note.add", zone=zone, text=" \n ") == "empty"


def test_half_an_emoji_does_not_lose_the_note(meeting: Meeting):
    screen, other = meeting.person(), meeting.person()
    screen.do("note.add", zone=zone_of(screen), text="cut \ud83d off 🫖 مرحبا <b>")
    other.until(lambda: texts(other))
    assert texts(other) == ["cut  off 🫖 مرحبا <b>"]


def test_a_message_of_more_than_64_kib_is_too_big(meeting: Meeting):
    screen = meeting.person()
    assert screen.refused("note.add", zone=zone_of(screen), text="a" * 66_000) == "too_big"
    # The connection is still good.
    screen.do("note.add", zone=zone_of(screen), text="shorter")


def test_thirty_commands_at_once_are_accepted_and_more_are_too_fast(meeting: Meeting):
    hasty, calm = meeting.person(), meeting.person()
    zone, answers, all_in = zone_of(hasty), {}, threading.Event()

    def send(n: int) -> None:
        def note(answer):
            answers[n] = answer
            if len(answers) == 60:
                all_in.set()

        message = {"id": f"hasty {n}", "name": "note.add", "args": {"zone": zone, "text": str(n)}}
        hasty.client.emit("do", message, callback=note)

    began = time.monotonic()
    for n in range(60):
        send(n)
    assert all_in.wait(10 * slowness())
    allowed = COMMANDS_AT_ONCE + COMMANDS_PER_SECOND * (time.monotonic() - began)
    taken = [answer for answer in answers.values() if answer["ok"]]
    assert all(answers[n]["ok"] for n in range(30)) and len(taken) <= min(allowed + 1, 59)
    assert {code_of(answer) for answer in answers.values() if not answer["ok"]} == {"too_fast"}
    # It is one person who is slowed down, and asking again for what was done is free.
    calm.do("note.add", zone=zone, text="in my own time")
    for _ in range(30):
        assert hasty.try_to("note.add", id="hasty 0", zone=zone, text="0") == answers[0]
    calm.until(lambda: len(texts(calm)) == len(taken) + 1)


def test_the_clock_is_answered_with_the_question(meeting: Meeting):
    screen = meeting.person()
    answer = screen.send({"sent": 1_234.5}, "clock")
    assert answer["sent"] == 1_234.5
    assert abs(answer["now"] - screen.welcome["now"]) < 10_000 and isinstance(answer["now"], int)
    for odd in (None, "now", {"sent": {"a": []}}, {"sent": "\ud83d"}):
        assert screen.send(odd, "clock")["sent"] is None
