"""The first message of a connection: everything that this person may see, or exactly what was missed."""

import pytest
import requests

from ..screens import Meeting, Refused, Screen, zone_of

#: What only one person, or only the chair's side, is ever shown.
PRIVATE = ("mine", "mark", "undo", "report", "removed")


def shared_records(screen: Screen) -> dict:
    return {key: record for key, record in screen.records.items() if key[0] not in PRIVATE}


def test_a_welcome_is_the_first_event_and_says_who_and_where_we_are(meeting: Meeting):
    screen = meeting.person("remote")
    event, message = screen.heard[0]
    assert event == "welcome"
    assert set(message) == {"protocol", "you", "epoch", "revision", "now", "full", "changes"}
    assert message["protocol"] == 1 and message["full"] is True
    assert set(message["you"]) == {"id", "role", "place"}
    assert (message["you"]["role"], message["you"]["place"]) == ("participant", "remote")
    assert screen.one("meeting")["title"] == "Homes that say yes"
    assert screen.me in screen.all("person")


def test_a_late_joiner_sees_everything(meeting: Meeting):
    chair, early = meeting.chair(), meeting.person()
    zone = zone_of(chair)
    chair.do("agenda.start")
    notes = [early.do("note.add", zone=zone, text=f"thought {n}")["note"] for n in range(5)]
    chair.do("group.add", zone=zone, title="together", notes=notes[:2])
    chair.do("note.remove", note=notes[4])
    chair.do("snapshot.take", caption="so far")
    scale = chair.do("scale.add", question="How near are we?", floor=3)["scale"]
    chair.do("scale.open", scale=scale)
    late = meeting.person()
    early.until(lambda: early.all("person").get(late.me, {}).get("online"))
    late.until(lambda: late.all("person")[late.me]["online"])
    assert shared_records(late) == shared_records(early)
    assert set(late.all("note")) == set(notes[:4])
    assert late.one("timer")["running"]


def test_a_reconnect_brings_exactly_what_has_changed(meeting: Meeting):
    chair, session = meeting.chair(), meeting.join()
    zone = zone_of(chair)
    kept, gone = (chair.do("note.add", zone=zone, text=text)["note"] for text in ("kept", "gone"))
    away = meeting.screen(session)
    away.until(lambda: away.all("person")[away.me]["online"])
    revision, epoch = away.revision, away.epoch
    away.leave()
    chair.do("note.edit", note=kept, text="changed")
    chair.do("note.remove", note=gone)
    new = chair.do("note.add", zone=zone, text="new")["note"]
    back = meeting.screen(session, since=revision, epoch=epoch)
    assert back.welcome["full"] is False and back.welcome["epoch"] == epoch
    told = {(kind, id): record for kind, id, record in back.welcome["changes"]}
    assert set(told) == {("note", kept), ("note", gone), ("note", new)}
    assert told["note", kept]["text"] == "changed" and told["note", gone] is None


def test_the_order_of_notes_and_people_cannot_be_read_from_welcomes(meeting: Meeting):
    """The attack: to ask for the meeting revision by revision, and to look in which order things stand."""
    chair = meeting.chair()
    writers = [meeting.person() for _ in range(4)]
    notes = [writer.do("note.add", zone=zone_of(chair), text="a thought")["note"] for writer in writers * 2]
    session = meeting.join()
    attacker = meeting.screen(session)
    keys = [(kind, id) for kind, id, _ in attacker.welcome["changes"]]
    order = [id for kind, id in keys if kind == "note"]
    assert set(order) == set(notes)
    # The same meeting is always sent in the same order, which follows from kinds and ids alone.
    again = [(kind, id) for kind, id, _ in meeting.person().welcome["changes"]]
    assert [key for key in again if key[0] == "note"] == [("note", id) for id in order]
    asked = range(attacker.revision + 2)
    welcomes = {since: meeting.screen(session, since=since, epoch=attacker.epoch).welcome for since in asked}
    answered = {since for since, welcome in welcomes.items() if not welcome["full"]}
    # At the end, since other screens have come on line meanwhile, and this one was told.
    sent = {message["revision"] for event, message in attacker.heard if event in ("welcome", "changes")}
    assert answered <= sent | {welcome["revision"] for welcome in welcomes.values()}
    assert not any(since < attacker.welcome["revision"] for since in answered)


def test_a_reconnect_after_which_nothing_was_missed_brings_nothing(meeting: Meeting):
    session = meeting.join()
    first = meeting.screen(session)
    first.until(lambda: first.all("person")[first.me]["online"])
    again = meeting.screen(session, since=first.revision, epoch=first.epoch)
    assert again.welcome["changes"] == [] and again.welcome["full"] is False
    # Devices that come and go make revisions of which nobody is told.
    assert again.welcome["revision"] >= first.revision


@pytest.mark.parametrize(
    "given",
    [
        {"since": None},
        {"epoch": "another"},
        {"epoch": None},
        {"epoch": 7},
        {"since": 1_000_000},
        {"since": "3"},
        {"since": True},
        {"since": 1.5},
        {"since": [], "epoch": {}},
    ],
    ids=str,
)
def test_a_client_without_a_valid_revision_gets_everything(meeting: Meeting, given):
    chair = meeting.chair()
    auth = {"since": chair.revision, "epoch": chair.epoch, **given}
    screen = meeting.person()
    again = meeting.screen(screen.client.eio.http, **auth)
    assert again.welcome["full"] is True
    assert again.one("meeting")["code"] == meeting.code


def test_a_stranger_is_refused_in_one_form_whether_the_meeting_exists_or_not(meeting: Meeting):
    answers = []
    for code in (meeting.code, "ACDEFG", "", "no such code", "x" * 5_000):
        with pytest.raises(Refused) as refused:
            Screen(meeting.server.url, code, requests.Session())
        answers.append(refused.value.told)
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["data"]["error"]["code"] == "who_are_you"
    assert answers[0]["data"]["error"]["message"] == answers[0]["message"]


@pytest.mark.parametrize("auth", [{"meeting": None}, {"meeting": 5}, {"meeting": ["a"]}], ids=str)
def test_a_connection_without_a_code_is_refused(meeting: Meeting, auth):
    with pytest.raises(Refused):
        meeting.screen(meeting.session, **auth)


def test_a_forged_cookie_is_nobody(meeting: Meeting):
    session = requests.Session()
    for name, value in meeting.join().cookies.items():
        session.cookies.set(name, value[:-2] + ("AA" if value[-2:] != "AA" else "BB"))
    with pytest.raises(Refused) as refused:
        meeting.screen(session)
    assert refused.value.told["data"]["error"]["code"] == "who_are_you"


def test_a_browser_with_several_cookies_says_which_it_means(meeting: Meeting):
    session = meeting.session
    session.get(meeting.links["board_url"], timeout=10).raise_for_status()
    assert meeting.screen(session).welcome["you"]["role"] == "chair"
    board = meeting.screen(session, **{"as": "board"})
    assert board.welcome["you"]["role"] == "board"
    assert not board.all("report") and not board.all("undo")
    with pytest.raises(Refused):
        meeting.screen(session, **{"as": "participant"})


def test_a_code_may_be_typed_as_people_do(meeting: Meeting):
    code = f" {meeting.code[:3].lower()}-{meeting.code[3:].lower()} "
    assert Screen(meeting.server.url, code, meeting.session).one("meeting")["code"] == meeting.code
