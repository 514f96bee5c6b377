"""A meeting that comes in as a file: who may bring one, and what is said of a file that will not do."""

import pytest

from live_cop.report.compile import compile
from live_cop.report.formats import meeting_file
from live_cop.web.api.meetings import MAX_FILE_BYTES

from ...report.formats.test_meeting_file import rich_meeting, same
from ..conftest import path, refused


@pytest.fixture
def file():
    room = rich_meeting()
    return meeting_file.write(room.state, room.now)


def test_it_comes_in_with_its_report_and_the_chairs_link_opens_it(browser, services, file):
    client = browser()
    answer = client.post("/api/meetings/file", data=file)
    assert answer.status_code == 201
    made = answer.get_json()
    assert same(compile(services.hub.state(made["code"]), 0)) == same(compile(rich_meeting().state, 0))
    assert "Homes that say yes" in client.get(f"/m/{made['code']}/report.html").text
    other = browser("10.0.0.2")
    assert other.get(path(made["chair_url"])).status_code == 302
    # What is on disk is what is in memory, also when the meeting is played again from its journal.
    rebuilt, loaded = services.store.rebuild(made["code"]), services.store.load(made["code"])
    assert compile(rebuilt, 0) == compile(loaded.state, 0) == compile(services.hub.state(made["code"]), 0)


def test_a_file_that_will_not_do_makes_no_meeting(browser, services, file):
    half = file[: len(file) // 2]
    for data, code in ((b"hello", "not_a_meeting_file"), (half, "broken_file"), (b"", "not_a_meeting_file")):
        assert refused(browser().post("/api/meetings/file", data=data)) == code
    assert not services.hub._meetings


def test_a_huge_file_is_not_even_read(browser):
    answer = browser().post("/api/meetings/file", data=b"x" * (MAX_FILE_BYTES + 1))
    assert (answer.status_code, refused(answer)) == (413, "file_too_big")
    assert "larger than 16 MB" in answer.get_json()["error"]["message"]


def test_other_doors_stay_as_narrow_as_they_were(browser):
    assert refused(browser().post("/api/meetings", data=b"x" * (65 * 1024))) == "too_big"


def test_a_server_with_a_host_key_asks_for_it(serve, file):
    client = serve(host_key="open sesame").test_client()
    assert refused(client.post("/api/meetings/file", data=file)) == "not_a_host"
    key = {"Authorization": "Bearer open sesame"}
    assert client.post("/api/meetings/file", data=file, headers=key).status_code == 201


def test_who_holds_a_community_brings_it_in_there_and_nobody_else(browser, file):
    client = browser()
    made = client.post("/api/communities", json={"name": "Ours"}).get_json()
    client.get(path(made["community_url"]))
    url = f"/api/meetings/file?community={made['id']}"
    assert refused(browser("10.0.0.2").post(url, data=file)) == "bad_community_link"
    assert client.post(url, data=file).status_code == 201
    assert "Homes that say yes" in client.get(f"/communities/{made['id']}").text
