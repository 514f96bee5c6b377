"""The first paint of a phone is drawn of what a welcome tells that person, and of nothing else."""

import re

import pytest

from live_cop.meeting.audience import Viewer
from live_cop.web.pages.told_records import ToldRecords
from live_cop.words.languages import using


@pytest.fixture
def member(browser, meeting):
    client = browser()
    client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    return client


@pytest.fixture
def zone(services, meeting, command):
    command("agenda.start")
    return next(iter(services.hub.state(meeting["code"]).of_kind("zone")))


@pytest.fixture
def drawn(meeting, member):
    """What the member's page shows before its script runs."""
    return lambda client=member: client.get(f"/m/{meeting['code']}").text.split('<div id="app">')[1].split("<script")[0]


def test_notes_are_shown_as_text(drawn, zone, command):
    words = "</p><script>alert(1)</script> {{ 7 * 7 }} & 'a' http://example.org/\"><b>"
    command("note.add", zone=zone, text=words)
    shown = drawn()
    assert "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} &amp; &#39;a&#39;" in shown
    assert 'href="http://example.org/"' in shown and "<b>&" not in shown
    # Nothing that the page's policy would refuse, and nothing that seems to work and does not.
    assert not re.search(r"\sstyle=|\son\w+=|<script", shown)
    assert all("disabled" in button for button in re.findall(r"<button[^>]*>", shown))


def test_what_others_may_not_see_is_not_drawn(drawn, zone, command):
    gone = command("note.add", zone=zone, text="taken off the wall")["result"]["note"]
    command("note.remove", note=gone)
    hidden = command("note.add", zone=zone, text="hidden by the chair")["result"]["note"]
    command("note.hide", notes=[hidden])
    command("note.add", zone=zone, text="seen by everybody")
    command("zone.write_alone", zone=zone)
    command("note.add", zone=zone, text="in private")
    shown = drawn()
    assert "seen by everybody" in shown
    for words in ("taken off the wall", "hidden by the chair", "in private"):
        assert words not in shown


def test_a_note_that_waits_is_shown_soon_unless_people_write_in_private(
    drawn, zone, command, services, meeting, member, real_delays
):
    people = services.hub.state(meeting["code"]).of_kind("person").items()
    me = Viewer(next(id for id, person in people if person.role == "participant"), "participant")
    args = {"zone": zone, "text": "a first word"}
    message = {"id": "first", "name": "note.add", "args": args}
    assert services.hub.submit_and_wait(meeting["code"], me, message)["result"]["saved"]
    assert "saved; shown soon" in drawn()
    command("zone.write_alone", zone=zone)
    shown = drawn()
    assert "a first word" in shown and "only you see this" in shown and "shown soon" not in shown


def test_only_the_first_notes_are_drawn(drawn, zone, command):
    for number in range(20):
        command("note.add", zone=zone, text=f"Note {number}")
    assert drawn().count("data-note=") == 8


def test_the_camera_is_there_where_all_may_take_photographs(drawn, zone, command):
    seen = {}
    for who in ("all", "helpers", "nobody"):
        command("photo.allow", who=who)
        seen[who] = "photo-pick" in drawn()
    assert seen == {"all": True, "helpers": False, "nobody": False}


def test_the_answer_to_the_join_shows_them_too(zone, command, browser, meeting):
    command("note.add", zone=zone, text="Somebody rings back")
    answer = browser().post(f"/api/meetings/{meeting['code']}/join?probed&page", json={"place": "room"}).get_json()
    shown = answer["page"]["html"].split('<div id="app">')[1].split("<script")[0]
    assert "Somebody rings back" in shown
    assert f'href="/language?there=%2Fm%2F{meeting["code"]}"' in shown


def test_small_groups_are_called_by_their_number_in_the_language_of_the_reader():
    zone = {"title": "Group 2", "prompt": "What would help?", "team": "m1"}
    welcome = {"you": {"id": "p1", "role": "participant"}, "now": 0, "changes": [("zone", "z1", zone)]}
    with using("de"):
        assert ToldRecords(welcome).all("zone") == [{**zone, "id": "z1", "title": "Gruppe 2"}]
