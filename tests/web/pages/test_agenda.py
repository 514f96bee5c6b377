"""The agenda of a meeting for whoever has its code, and its calendar file, as other programs read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from live_cop.store.store import Store

from ..conftest import path, refused

#: 3 December 2026, 14:00 in London and 15:00 in Berlin.
THEN = 1_796_306_400_000


@pytest.fixture
def planned(command, meeting):
    command(
        "meeting.edit",
        starts_at=THEN,
        venue="The hall, 1 Bridge Street",
        time_zone="Europe/London",
        video_url="https://meet.example/room",
    )
    return meeting["code"]


def event_of(answer):
    assert answer.status_code == 200 and answer.content_type.startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.data)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_whoever_has_the_code_reads_the_agenda_without_joining(browser, planned, services):
    answer = browser().get(f"/m/{planned}/agenda")
    page = answer.text
    assert "Thursday 3 December 2026, 14:00 to 15:40 (London time, GMT)" in page
    assert "The hall, 1 Bridge Street" in page
    assert "14:10" in page and "What we are working on" in page and "15:30" in page
    # Nobody has joined by that, and it can be kept.
    assert "Set-Cookie" not in answer.headers
    assert len(services.hub.state(planned).of_kind("person")) == 1


def test_the_link_of_the_video_call_is_for_people_who_have_joined(browser, chair, planned, command):
    member = browser()
    member.post(f"/api/meetings/{planned}/join", json={"place": "remote"})
    for address in ("agenda", "meeting.ics"):
        assert "meet.example" not in browser().get(f"/m/{planned}/{address}").text.replace("\r\n ", "")
        for screen in (member, chair):
            assert "https://meet.example/room" in screen.get(f"/m/{planned}/{address}").text.replace("\r\n ", "")
    hint = "You get the link when you join."
    assert hint in browser().get(f"/m/{planned}/agenda").text
    command("meeting.edit", video_url=None)
    assert hint not in browser().get(f"/m/{planned}/agenda").text


def test_without_a_date_the_agenda_has_no_times_and_there_is_no_calendar_file(browser, meeting):
    page = browser().get(f"/m/{meeting['code']}/agenda").text
    assert "No date has been set yet." in page and "meeting.ics" not in page
    answer = browser().get(f"/m/{meeting['code']}/meeting.ics")
    assert answer.status_code >= 400 and "No date has been set for this meeting yet." in answer.text


def test_the_calendar_file_moves_and_cancels_its_event(browser, planned, command):
    calendar, first = event_of(browser().get(f"/m/{planned}/meeting.ics"))
    assert calendar["METHOD"] == "PUBLISH" and first["SEQUENCE"] == 1
    assert first["DTSTART"].dt == datetime(2026, 12, 3, 14, tzinfo=ZoneInfo("Europe/London"))
    assert first["DTSTART"].params["TZID"] == "Europe/London"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert (first["DTEND"].dt - first["DTSTART"].dt).total_seconds() == 100 * 60
    assert first["LOCATION"] == "The hall, 1 Bridge Street" and f"/m/{planned}" in first["DESCRIPTION"]
    # What each of its links is for is said before it.
    assert f"The code is {planned[:3]} {planned[3:]}.\nhttp" in first["DESCRIPTION"]
    assert "to read or print:\nhttp" in first["DESCRIPTION"]
    command("meeting.edit", starts_at=THEN + 24 * 3_600_000)
    _, moved = event_of(browser().get(f"/m/{planned}/meeting.ics"))
    assert moved["UID"] == first["UID"] and moved["SEQUENCE"] == 2
    assert moved["DTSTART"].dt.astimezone(UTC) == datetime(2026, 12, 4, 14, tzinfo=UTC)
    command("meeting.cancel")
    calendar, cancelled = event_of(browser().get(f"/m/{planned}/meeting.ics"))
    assert cancelled["DESCRIPTION"] == "This meeting will not take place."
    assert calendar["METHOD"] == "CANCEL" and cancelled["STATUS"] == "CANCELLED"
    assert cancelled["UID"] == first["UID"] and cancelled["SEQUENCE"] == 3
    assert "This meeting will not take place." in browser().get(f"/m/{planned}/agenda").text
    assert "This meeting will not take place." in browser().get(f"/m/{planned}", follow_redirects=True).text
    # What that file does now.
    agenda = browser().get(f"/m/{planned}/agenda").text
    assert "Remove it from my calendar" in agenda and "Add to my calendar" not in agenda


def test_nobody_is_right_on_time_for_a_meeting_that_is_to_come(browser, planned, command, meeting):
    assert '<p class="brand">Welcome.</p>' in browser().get(f"/m/{planned}").text
    command("agenda.start")
    assert '<p class="brand">Welcome. You are right on time.</p>' in browser().get(f"/m/{planned}").text


def test_the_next_meeting_is_one_entry_from_its_date_to_its_invitation(browser, chair, meeting, command):
    command("next.fix", at=THEN)
    _, announced = event_of(chair.get(f"/m/{meeting['code']}/next.ics"))
    command("next.clear")
    command("next.fix", at=THEN + 3_600_000)
    _, moved = event_of(chair.get(f"/m/{meeting['code']}/next.ics"))
    body = {"title": "Homes", "template": f"next:{meeting['code']}", "starts_at": THEN + 7_200_000}
    opened = chair.post("/api/meetings", json=body).get_json()["code"]
    _, invited = event_of(browser().get(f"/m/{opened}/meeting.ics"))
    assert announced["UID"] == moved["UID"] == invited["UID"]
    # Others get the calendar file: the code of the meeting before is not for them.
    assert meeting["code"] not in invited["UID"]
    # A copy, and one of a week later, are other meetings: an entry that took their place would be lost.
    later = {"starts_at": THEN + 7 * 24 * 3_600_000}
    for change in ({"template": f"copy:{meeting['code']}"}, later):
        other = chair.post("/api/meetings", json=body | change).get_json()["code"]
        _, its = event_of(browser().get(f"/m/{other}/meeting.ics"))
        assert its["UID"] != invited["UID"]


@pytest.mark.parametrize("zone", ["", "Nowhere/At_All"])
def test_a_zone_that_nobody_knows_counts_as_none(browser, planned, command, zone):
    command("meeting.edit", time_zone=zone)
    calendar, event = event_of(browser().get(f"/m/{planned}/meeting.ics"))
    assert event["DTSTART"].dt == datetime(2026, 12, 3, 14, tzinfo=UTC) and not calendar.walk("VTIMEZONE")
    assert browser().get(f"/m/{planned}/agenda").status_code == 200


def test_who_could_not_join_cannot_read_the_agenda_either(browser, chair, planned, command):
    member = browser()
    member.post(f"/api/meetings/{planned}/join", json={"place": "room"})
    command("meeting.lock")
    for address in ("agenda", "meeting.ics"):
        assert browser().get(f"/m/{planned}/{address}").status_code == 403
        assert member.get(f"/m/{planned}/{address}").status_code == 200
    command("meeting.close")
    assert browser().get(f"/m/{planned}/agenda").status_code == 404


def test_a_meeting_has_the_zone_of_its_community_and_gives_its_own_to_a_new_one(chair, services):
    store: Store = services.store
    first = {"title": "Homes", "venue": "The hall", "time_zone": "Europe/London"}
    code = chair.post("/api/meetings", json=first).get_json()["code"]
    assert services.hub.state(code).get("meeting", "meeting").venue == "The hall"
    made = chair.post("/api/communities", json={"meeting": code, "name": "Access"}).get_json()
    assert store.communities.time_zone(made["id"]) == "Europe/London"
    second = chair.post("/api/meetings", json={"title": "Next", "community_id": made["id"]}).get_json()["code"]
    assert services.hub.state(second).get("meeting", "meeting").time_zone == "Europe/London"
    answer = chair.post(f"/api/communities/{made['id']}/time-zone", json={"time_zone": "Europe/Berlin"})
    assert answer.get_json() == {"time_zone": "Europe/Berlin"}
    assert 'data-zone="Europe/Berlin"' in chair.get(path(made["community_url"]), follow_redirects=True).text
    bad = chair.post(f"/api/communities/{made['id']}/time-zone", json={"time_zone": "no zone"})
    assert refused(bad) == "bad_time_zone"
