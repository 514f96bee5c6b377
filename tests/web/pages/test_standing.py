"""A meeting that is over or cancelled: no page of it asks anybody to come, and each says plainly what is so."""

import re

import icalendar
import pytest

from ..conftest import path, refused

THEN = 1_796_306_400_000
#: What leads people into a meeting: its square and its code, the buttons of the page on which people join, a link that
#: is called "join", and the video call.
WAYS_IN = ("qr.svg", 'name="place"', "meet.example", ">Go to the meeting<", ">Join the meeting<")
STANDINGS = {
    "to come": [],
    "cancelled": ["meeting.cancel"],
    "cancelled and closed": ["meeting.cancel", "meeting.close"],
    "held and closed": ["agenda.start", "meeting.close"],
}


@pytest.fixture
def planned(command, meeting):
    command("meeting.edit", starts_at=THEN, venue="The hall", video_url="https://meet.example/room")
    return meeting["code"]


@pytest.fixture
def screens(browser, chair, meeting, planned):
    """The pages on which people may meet it, each with somebody who may see it."""
    member, board = browser("10.0.0.5"), browser("10.0.0.6")
    member.post(f"/api/meetings/{planned}/join", json={"place": "room"})
    board.get(path(meeting["board_url"]))
    community = chair.post("/api/communities", json={"meeting": planned}).get_json()["id"]
    return {
        "join": (browser("10.0.0.7"), f"/m/{planned}"),
        "its agenda": (browser("10.0.0.8"), f"/m/{planned}/agenda"),
        "its agenda for members": (member, f"/m/{planned}/agenda"),
        "the member's": (member, f"/m/{planned}"),
        "the member's home": (member, "/"),
        "the chair's home": (chair, "/"),
        "the community's": (chair, f"/communities/{community}"),
        "the poster": (chair, f"/m/{planned}/links"),
        "the board": (board, f"/m/{planned}/board"),
    }


def seen(screen):
    """What people see of the page: not the data of its scripts."""
    client, address = screen
    page = client.get(address, follow_redirects=True).text
    return re.sub(r"<(script|style|template)\b.*?</\1>", "", page, flags=re.S)


@pytest.mark.parametrize("standing", STANDINGS)
def test_nobody_is_asked_to_come_to_a_meeting_that_does_not_take_place(standing, screens, command, planned):
    for name in STANDINGS[standing]:
        command(name)
    found = {name: [way for way in WAYS_IN if way in seen(screen)] for name, screen in screens.items()}
    if standing == "to come":
        # All of them have a way in that this test would find, but for a list of links to the meetings themselves.
        assert [name for name, ways in found.items() if not ways] == ["the member's home", "the chair's home"]
    elif standing == "held and closed":
        # The call may go on for a while, with those who are in it.
        assert {name for name, ways in found.items() if ways} <= {"the member's"}
    else:
        assert not any(found.values()), found


def test_every_page_says_that_the_meeting_is_cancelled(screens, command):
    command("meeting.cancel")
    for name, screen in screens.items():
        # The board's words are the script's.
        if name != "the board":
            assert re.search(r"This meeting will not take place\.|\bCancelled\b", seen(screen)), name
            assert "Not started yet" not in seen(screen) and "We have not started yet" not in seen(screen), name
    command("meeting.close")
    for name in ("the member's home", "the chair's home", "the community's", "the poster", "its agenda for members"):
        assert re.search(r"This meeting will not take place\.|\bCancelled\b", seen(screens[name])), name


def test_every_page_says_that_the_meeting_has_ended(screens, command):
    for name in STANDINGS["held and closed"]:
        command(name)
    for name in ("its agenda for members", "the poster", "the member's"):
        assert "The meeting has ended" in seen(screens[name]), name


def test_a_page_that_was_open_before_the_cancellation_joins_nobody(browser, chair, meeting, planned, command):
    late, member = browser("10.0.0.5"), browser("10.0.0.6")
    late.get(f"/m/{planned}")
    member.post(f"/api/meetings/{planned}/join", json={"place": "room"})
    command("meeting.cancel")
    answer = late.post(f"/api/meetings/{planned}/join", json={"place": "room"})
    assert refused(answer) == "cancelled" and "This meeting will not take place." in answer.text
    assert "This meeting will not take place." in late.post(f"/m/{planned}", data={"place": "room"}).text
    # Those who are in it stay, and its chair and helpers come and go.
    assert member.post(f"/api/meetings/{planned}/join", json={"place": "remote"}).status_code == 200
    url = chair.post(f"/api/meetings/{planned}/helper-link").get_json()["helper_url"]
    assert browser("10.0.0.9").get(path(url)).location == f"/m/{planned}/chair"
    # Whoever chairs it finds the way back in.
    assert f'href="/m/{planned}/chair"' in chair.get(f"/m/{planned}", follow_redirects=True).text
    command("meeting.restore")
    assert late.post(f"/api/meetings/{planned}/join", json={"place": "room"}).status_code == 200


def test_a_calendar_gets_no_call_with_an_event_that_is_off(chair, planned, command):
    def event():
        [found] = icalendar.Calendar.from_ical(chair.get(f"/m/{planned}/meeting.ics").data).walk("VEVENT")
        return found

    assert "https://meet.example/room" in event().to_ical().decode().replace("\r\n ", "")
    command("meeting.cancel")
    assert event()["STATUS"] == "CANCELLED" and "meet.example" not in event().to_ical().decode().replace("\r\n ", "")
