"""`for`: the chair's side gives a command on behalf of somebody in the room who has no device."""

import json

import pytest
import requests

from ..screens import Meeting, Screen, code_of, zone_of


@pytest.fixture
def helper(meeting: Meeting) -> Screen:
    link = meeting.session.post(f"{meeting.server.url}/api/meetings/{meeting.code}/helper-link", timeout=10)
    session = requests.Session()
    session.get(link.json()["helper_url"], timeout=10).raise_for_status()
    return meeting.screen(session)


def on_behalf(screen: Screen, guest: object, name: str, id: str, **args: object) -> dict:
    return screen.send({"id": id, "name": name, "args": args, "for": guest})


def test_a_guests_note_and_mark_are_theirs_and_count_like_anyones(meeting: Meeting, helper: Screen):
    chair, member, board = meeting.chair(), meeting.person(), meeting.board()
    guests = [helper.do("guest.add")["guest"] for _ in range(2)]
    assert [helper.all("person")[guest]["marker"] for guest in guests] == ["Guest chair 1", "Guest chair 2"]
    scale = chair.do("scale.add", question="How near are we?", floor=3)["scale"]
    chair.do("scale.open", scale=scale)
    member.until(lambda: scale in member.all("scale"))
    for number, guest in enumerate([*guests, None]):
        answer = on_behalf(helper, guest, "scale.mark", f"mark {number}", scale=scale, value=5 + number)
        assert answer["ok"], answer
    answer = on_behalf(helper, guests[0], "note.add", "note", zone=zone_of(helper), text="tea first")
    for screen in (chair, member, board, helper):
        screen.until(lambda screen=screen: answer["result"]["note"] in screen.all("note"))
        screen.until(lambda screen=screen: screen.all("scale")[scale]["received"] == 3)
        heard = [change for _, message in screen.heard for change in message["changes"]]
        assert not [kind for kind, _, _ in heard if kind in ("mine", "undo")]
        # No record that is sent to anybody names the author of the note.
        assert all(kind == "person" or guests[0] not in json.dumps(record) for kind, _, record in heard)
    assert [mark["value"] for mark in helper.all("mark").values()] == [7]


def test_the_same_id_for_a_guest_is_done_once(meeting: Meeting, helper: Screen):
    guest = helper.do("guest.add")["guest"]
    zone = zone_of(helper)
    first = on_behalf(helper, guest, "note.add", "once", zone=zone, text="once")
    assert on_behalf(helper, guest, "note.add", "once", zone=zone, text="once") == first
    helper.reach(first["revision"])
    assert [note["text"] for note in helper.all("note").values()] == ["once"]


def test_who_may_not_speak_for_whom(meeting: Meeting, helper: Screen):
    member = meeting.person()
    guest = helper.do("guest.add")["guest"]
    words = {"zone": zone_of(helper), "text": "not mine to say"}
    assert code_of(on_behalf(member, guest, "note.add", "1", **words)) == "not_allowed"
    assert code_of(on_behalf(helper, member.me, "note.add", "2", **words)) == "not_a_guest"
    assert code_of(on_behalf(helper, "no-such-person", "note.add", "3", **words)) == "unknown_person"
    assert code_of(on_behalf(helper, guest, "agenda.start", "4")) == "not_allowed"
    for number, strange in enumerate([7, ["guest"], {}, True]):
        assert code_of(on_behalf(helper, strange, "note.add", f"strange {number}", **words)) == "bad_command"
    assert helper.all("note") == {}


def test_a_guest_has_a_turn_like_everyone(meeting: Meeting, helper: Screen):
    chair = meeting.chair()
    chair.do("agenda.start")
    guest = helper.do("guest.add")["guest"]
    chair.until(lambda: guest in chair.all("person"))
    chair.do("round.start")
    helper.until(lambda: [t for t in helper.all("turn").values() if t["state"] == "speaking" and t["person"] == guest])
    assert on_behalf(helper, guest, "turn.done", "done")["ok"]
    helper.until(lambda: [t["state"] for t in helper.all("turn").values() if t["person"] == guest] == ["done"])
    helper.until(lambda: [r["heard_room"] for r in helper.all("round").values()] == [1])
