"""Numbers of people in a report: whoever holds two reports learns of no single person from their difference.

The attacks go through the doors that people use: the form of the attendance list, the chair's commands, the reports.
"""

import json
import sqlite3

import pytest
from flask.testing import FlaskClient

from ...support.stores import path_of
from ...support.thorough import first
from ..attendance.conftest import save
from .conftest import MeetingServer

LATER = "is counted when this report is shared or sent"


def join(server: MeetingServer, n: int, code: str = "", place: str = "room") -> list[FlaskClient]:
    """The browsers of this many people who join."""
    people = [server.app.test_client() for _ in range(n)]
    for person in people:
        answer = person.post(f"/api/meetings/{code or server.code}/join", json={"place": place})
        assert answer.status_code == 200
    return people


def sign(server: MeetingServer, people: list[FlaskClient], kind: str, organisation: str = "Housing") -> list[str]:
    """Lets people put themselves on the list. Returns the addresses of their entries."""
    fields = {"name": "Someone", "organisation": organisation, "kind": kind}
    return [save(person, server.code, **fields)[1] for person in people]


def publish(server: MeetingServer) -> None:
    server.do("report.unpublish")
    server.do("report.publish")


def figures(server: MeetingServer, code: str = "") -> dict:
    """All numbers of people in the exported meeting."""
    imported = json.loads(server.chair.get(f"/m/{code or server.code}/report.json").text)["brought"]
    return {key: value for key, value in imported.items() if key not in ("at", "removed")}


def numbers(page: str) -> list[str]:
    """The lines of a report that contain a number of people."""
    return [line for line in page.splitlines() if "bout" in line]


@pytest.fixture
def people(server):
    """Twelve professionals on the list of a closed meeting, and the browsers of six more people who were there."""
    sign(server, join(server, 12), "professional")
    others = join(server, 6)
    server.do("meeting.close")
    return others


@pytest.mark.parametrize("what", first(1, ["goes", "comes", "changes"]))
def test_two_reports_do_not_tell_what_one_person_put_on_the_list(server, people, what):
    entries = sign(server, people[:1], "lived", "Shelter")
    publish(server)
    before, page = figures(server), server.chair.get(f"/m/{server.code}/report.md?length=full").text
    if what == "comes":
        sign(server, people[1:2], "lived", "Shelter")
    elif what == "goes":
        people[0].post(f"{entries[0]}/erase")
    else:
        form = people[0].get(entries[0]).text
        version = form.split('name="version" value="')[1].split('"')[0]
        words = form.split('name="words" value="')[1].split('"')[0]
        changed = {"name": "", "organisation": "Housing", "kind": "professional", "version": version, "words": words}
        assert people[0].post(entries[0], data=changed).status_code == 303
    assert figures(server) == before
    publish(server)
    assert figures(server) == before
    assert numbers(server.chair.get(f"/m/{server.code}/report.md?length=full").text) == numbers(page)


def test_small_changes_do_not_add_up_to_a_larger_one_that_tells(server, people):
    """Each publication is compared with what was counted, not with the publication before it."""
    publish(server)
    before = figures(server)
    for person in people[:4]:
        sign(server, [person], "lived")
        publish(server)
        assert figures(server) == before
    sign(server, people[4:5], "lived")
    assert figures(server) == before, "only a publication counts anew"
    publish(server)
    assert figures(server)["kinds"] == [{"title": "professional", "people": 10}, {"title": "lived", "people": 5}]


def test_before_the_first_publication_no_report_has_the_numbers(server, people):
    sign(server, people, "lived")
    for format in ("report.html", "report.html?length=full"):
        page = server.chair.get(f"/m/{server.code}/{format}").text
        assert LATER in page and "Lived experience" not in page and "people took part</p>" not in page
    assert set(map(str, figures(server).values())) == {"None", "[]"}
    publish(server)
    page = server.chair.get(f"/m/{server.code}/report.html?length=full").text
    assert LATER not in page and "Lived experience" in page and "About 20 people took part" in page
    server.do("report.unpublish")
    assert "About 20 people took part" in server.chair.get(f"/m/{server.code}/report.html").text


def test_a_published_report_of_an_open_meeting_does_not_tell_who_joins(server):
    join(server, 6)
    publish(server)
    before = figures(server)
    for _ in range(4):
        join(server, 1, place="remote")
        assert figures(server) == before
        publish(server)
        assert figures(server) == before
    join(server, 1, place="remote")
    server.do("meeting.close")
    assert figures(server) != before, "the close of a published meeting counts once more"
    assert (figures(server)["total"], figures(server)["room"], figures(server)["remote"]) == (15, 10, 5)


@pytest.mark.parametrize("last", ["report.publish", "report.unpublish"])
def test_the_file_does_not_tell_after_the_close_who_came_before_a_publication(server, last):
    join(server, 8)
    publish(server)
    join(server, 3)
    server.do(last)
    server.do("meeting.close")
    people = server.services.hub.state(server.code).of_kind("person").keys()
    with sqlite3.connect(path_of(server.services.store)) as db:
        [(counted,)] = db.execute("select counted from breadth")
    [turnout] = json.loads(counted)["turnouts"]
    assert set(turnout["members"]) == people and turnout["numbers"]["people"]["total"] == 10


def test_the_numbers_stay_when_the_list_has_been_erased(server, people):
    entries = sign(server, people, "lived")
    publish(server)
    before = figures(server)
    for person, entry in zip(people, entries, strict=True):
        person.post(f"{entry}/erase")
    assert figures(server) == before
    publish(server)
    assert figures(server)["kinds"] == [{"title": "professional", "people": 10}]
