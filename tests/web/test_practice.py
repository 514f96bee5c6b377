"""Practice meetings: pretend people come, and nothing is kept."""

import signal
import sqlite3
from contextlib import closing

import pytest
import requests

from live_cop.store.sqlite import file
from live_cop.web.practice import MOST_AT_ONCE

from ..live.conftest import meet, server, shared
from ..live.screens import Meeting, Refused, Screen
from ..support.patience import PATIENCE, until
from ..support.servers import Server

__all__ = ["meet", "server", "shared"]


def practise(meeting: Meeting) -> requests.Response:
    address = f"{meeting.server.url}/api/meetings/{meeting.code}/practice"
    return meeting.session.post(address, timeout=PATIENCE)


def end(meeting: Meeting, code: str) -> requests.Response:
    return meeting.session.delete(f"{meeting.server.url}/api/meetings/{code}/practice", timeout=PATIENCE)


def rows_of(server: Server, code: str) -> int:
    with closing(sqlite3.connect(f"file:{server.data / file.NAME}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        rows = [row for table in tables for row in db.execute(f'select * from "{table}"')]
    return sum(code in map(str, row) for row in rows)


def test_pretend_people_take_part_and_nothing_is_kept(meet, shared: Server):
    meeting = meet(shared, template="standing")
    before = meeting.chair().records
    opened = practise(meeting)
    assert opened.status_code == 201
    code = opened.json()["code"]
    chair = Screen(shared.url, code, meeting.session)
    assert chair.one("meeting")["practice"] is True and chair.one("meeting")["title"] == "Homes that say yes"
    chair.until(lambda: sum(person["online"] for person in chair.all("person").values()) > 5)
    assert {person["place"] for person in chair.all("person").values()} == {"room", "remote"}
    chair.do("agenda.start")
    chair.do("agenda.next")
    # They speak in turn, and write in the zones of the round.
    chair.until(lambda: any(turn["state"] == "speaking" for turn in chair.all("turn").values()))
    chair.until(lambda: len(chair.all("note")) >= 2)
    chair.do("round.end")
    scale = chair.do("scale.add", question="How near are we?")["scale"]
    chair.do("scale.open", scale=scale)
    chair.until(lambda: chair.all("scale")[scale]["received"] >= 5)

    ended = end(meeting, code)
    assert ended.json() == {"chair_url": f"/m/{meeting.code}/chair"}
    until(lambda: rows_of(shared, code) == 0)
    with pytest.raises(Refused):
        Screen(shared.url, code, meeting.session)
    assert end(meeting, code).status_code in (403, 404)
    assert meeting.chair().one("meeting") == next(r for (kind, _), r in before.items() if kind == "meeting")


def test_only_the_chair_practises_and_only_practice_is_deleted(meet, shared: Server):
    meeting = meet(shared)
    stranger = meet(shared)
    stranger.code = meeting.code
    assert practise(stranger).status_code == 403
    assert end(meeting, meeting.code).status_code == 404
    assert meeting.chair().one("meeting")["practice"] is False


def test_there_are_only_a_few_at_a_time(meet, shared: Server):
    meetings = [meet(shared) for _ in range(MOST_AT_ONCE + 1)]
    opened = [practise(meeting) for meeting in meetings]
    try:
        assert [answer.status_code for answer in opened] == [201] * MOST_AT_ONCE + [503]
        # A second one from the same meeting takes the place of the first.
        again = practise(meetings[0])
        assert again.status_code == 201
        with pytest.raises(Refused):
            Screen(shared.url, opened[0].json()["code"], meetings[0].session)
        opened[0] = again
    finally:
        for meeting, answer in zip(meetings, opened, strict=True):
            if answer.status_code == 201:
                end(meeting, answer.json()["code"])


def test_practice_that_outlived_its_server_can_be_left(meet, server: Server):
    """A killed server cannot delete it; the people are gone with the server."""
    meeting = meet(server)
    code = practise(meeting).json()["code"]
    server.stop(signal.SIGKILL)
    server.start()
    assert Screen(server.url, code, meeting.session).one("meeting")["practice"] is True
    address = f"{meeting.server.url}/api/meetings/{code}/practice?from={meeting.code}"
    assert meeting.session.delete(address, timeout=PATIENCE).json() == {"chair_url": f"/m/{meeting.code}/chair"}
    until(lambda: rows_of(server, code) == 0)


def test_a_practice_that_is_over_leads_back(meet, shared: Server):
    """The laptop was closed, or a second practice took the place of this one: the chair is not left outside."""
    meeting = meet(shared)
    opened = practise(meeting).json()
    page = meeting.session.get(f"{shared.url}{opened['chair_url']}", timeout=PATIENCE)
    assert page.url.endswith(f"/m/{opened['code']}/chair?from={meeting.code}")
    again = practise(meeting).json()
    end(meeting, again["code"])
    for gone in (opened, again):
        page = meeting.session.get(f"{shared.url}{gone['chair_url']}", timeout=PATIENCE)
        assert (page.status_code, page.url) == (200, f"{shared.url}/m/{meeting.code}/chair")
    # It leads nowhere else.
    elsewhere = meeting.session.get(f"{shared.url}/m/{again['code']}/chair?from=//example.org", timeout=PATIENCE)
    assert elsewhere.status_code == 404


def test_no_mail_is_sent_from_practice(meet, shared: Server):
    meeting = meet(shared)
    code = practise(meeting).json()["code"]
    answer = meeting.session.post(f"{shared.url}/m/{code}/send/now", timeout=PATIENCE)
    assert answer.status_code == 400 and "no e-mail is sent" in answer.text
    end(meeting, code)
