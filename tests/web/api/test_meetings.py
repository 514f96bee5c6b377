"""The JSON calls of a meeting: who may make them, saved links, a new join code, and importing a file."""

import pytest

from live_cop.report.compile import compile
from live_cop.report.formats import meeting_file
from live_cop.store.meeting_archive import MAX_JSON_BYTES
from live_cop.web.services import SAVES_AT_ONCE

from ...report.formats.test_meeting_file import rich_meeting, same
from ..conftest import helper_link, path, refused


class TestPermissions:
    @pytest.fixture
    def clients(self, browser, chair, meeting):
        code = meeting["code"]
        found = {role: browser() for role in ("stranger", "participant", "board", "helper")}
        found["participant"].post(f"/api/meetings/{code}/join", json={"place": "room"})
        found["board"].get(path(meeting["board_url"]))
        found["helper"].get(helper_link(chair, code))
        return {**found, "chair": chair}

    @pytest.mark.parametrize(
        ("call", "allowed"),
        [
            ("chair-link", {"chair"}),
            ("helper-link", {"chair"}),
            ("board-link", {"chair", "helper"}),
            ("links", {"chair", "helper"}),
        ],
    )
    def test_calls_are_for_their_roles(self, clients, meeting, call, allowed):
        for role, client in clients.items():
            answer = client.post(f"/api/meetings/{meeting['code']}/{call}", json={})
            assert (answer.status_code == 200) is (role in allowed), role
            if role not in allowed:
                assert (answer.status_code, refused(answer)) == (403, "not_allowed")

    @pytest.mark.parametrize("call", ["chair-link", "helper-link", "board-link", "new-code", "report-link"])
    @pytest.mark.usefixtures("nothing_comes_back")
    def test_links_and_codes_of_one_meeting_do_not_fill_the_file(self, chair, meeting, call):
        make = lambda: chair.post(f"/api/meetings/{meeting['code']}/{call}", json={"keep": True})  # noqa: E731
        for _ in range(SAVES_AT_ONCE):
            # A report that has not been shared has no link.
            assert make().status_code == (403 if call == "report-link" else 200)
        assert refused(make()) == "too_fast"
        # Others have their own.
        assert chair.post("/api/meetings", json={"title": "Another"}).status_code == 201

    @pytest.mark.parametrize(
        ("page", "allowed"),
        [("chair", {"chair", "helper"}), ("board", {"board"}), ("links", {"chair", "helper"})],
    )
    def test_pages_are_for_their_roles(self, clients, meeting, page, allowed):
        for role, client in clients.items():
            answer = client.get(f"/m/{meeting['code']}/{page}")
            assert answer.status_code == (200 if role in allowed else 404), role

    def test_helpers_do_not_see_the_chair_link(self, clients, meeting):
        assert 'data-kind="board"' in clients["helper"].get(f"/m/{meeting['code']}/links").text
        assert 'data-kind="chair"' not in clients["helper"].get(f"/m/{meeting['code']}/links").text

    def test_unknown_and_known_meetings_get_the_same_response(self, browser, meeting):
        for call in ("chair-link", "helper-link", "board-link", "links"):
            known = browser().post(f"/api/meetings/{meeting['code']}/{call}", json={})
            unknown = browser().post(f"/api/meetings/ACDEFG/{call}", json={})
            assert (known.status_code, known.data) == (unknown.status_code, unknown.data)


class TestSavedLinks:
    def ask(self, client, code, **links):
        return set(client.post(f"/api/meetings/{code}/links", json=links).get_json()["qr"])

    def test_only_working_links_are_returned(self, chair, meeting):
        code, links = meeting["code"], {name: meeting[name] for name in ("chair_url", "board_url")}
        assert self.ask(chair, code, **links) == {"chair_url", "board_url"}
        chair.post(f"/api/meetings/{code}/chair-link")
        assert self.ask(chair, code, **links) == {"board_url"}

    def test_qr_codes_are_embedded_in_the_response(self, chair, meeting):
        answer = chair.post(f"/api/meetings/{meeting['code']}/links", json={"board_url": meeting["board_url"]})
        assert answer.get_json()["qr"]["board_url"].startswith("data:image/svg+xml")

    def test_links_of_another_meeting_or_role_are_not_returned(self, browser, chair, meeting):
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()
        assert self.ask(chair, meeting["code"], chair_url=other["chair_url"]) == set()
        assert self.ask(chair, meeting["code"], chair_url=meeting["board_url"]) == set()


def join(client, code):
    return client.post(f"/api/meetings/{code}/join", json={"place": "room"})


def new_code(chair, meeting):
    answer = chair.post(f"/api/meetings/{meeting['code']}/new-code")
    assert answer.status_code == 200
    return answer.get_json()["code"]


def test_a_new_join_code_replaces_the_old_one(chair, meeting, browser):
    inside = browser()
    join(inside, meeting["code"])
    code = new_code(chair, meeting)
    late = browser()
    assert refused(join(late, meeting["code"])) == "unknown_meeting"
    assert late.get(f"/m/{meeting['code']}").status_code == 404
    door = late.get(f"/m/{code}")
    assert door.status_code == 200 and f"/api/meetings/{code}/join" in door.text
    assert join(late, code).status_code == 200
    # Once they have joined, all use the meeting's own address.
    for member in (inside, late):
        assert member.get(f"/m/{code}").location.endswith(f"/m/{meeting['code']}")
        assert member.get(f"/m/{meeting['code']}").status_code == 200


def test_a_new_join_code_may_be_typed_in_small_letters_and_with_separators(chair, meeting, browser):
    code = new_code(chair, meeting)
    typed = browser().get(f"/join?code={code[:3].lower()}-{code[3:].lower()}")
    assert typed.location.endswith(f"/m/{code}")
    assert browser().get(f"/m/{code.lower()}").location.endswith(f"/m/{code}")
    joined = browser()
    assert joined.post(f"/m/{code}", data={"place": "room"}).location.endswith(f"/m/{meeting['code']}")


def test_only_the_newest_join_code_works(chair, meeting, browser):
    first = new_code(chair, meeting)
    second = new_code(chair, meeting)
    assert refused(join(browser(), first)) == "unknown_meeting"
    assert join(browser(), second).status_code == 200


def test_a_new_join_code_can_be_undone_from_the_log(chair, meeting, browser, command, services):
    inside = browser()
    join(inside, meeting["code"])
    code = new_code(chair, meeting)
    late = browser()
    join(late, code)
    [line] = services.hub.state(meeting["code"]).of_kind("log").values()
    command(line.undo["name"], **line.undo["args"])
    assert refused(join(browser(), code)) == "unknown_meeting"
    assert browser().get(f"/m/{code}").status_code == 404
    assert join(browser(), meeting["code"]).status_code == 200
    assert f"/m/{meeting['code']}" in chair.get(f"/m/{meeting['code']}/links").text
    # People who joined with either code are still in the meeting.
    for member in (inside, late):
        assert member.get(f"/m/{meeting['code']}").status_code == 200


def test_links_and_qr_code_use_the_new_join_code(chair, meeting, services):
    before = chair.get(f"/m/{meeting['code']}/qr.svg").data
    code = new_code(chair, meeting)
    assert services.hub.state(meeting["code"]).get("meeting", "meeting").join_code == code
    assert f"/m/{code}" in chair.get(f"/m/{meeting['code']}/links").text
    assert chair.get(f"/m/{meeting['code']}/qr.svg").data != before


def test_members_cannot_replace_the_join_code(meeting, browser):
    member = browser()
    join(member, meeting["code"])
    for client in (member, browser()):
        assert refused(client.post(f"/api/meetings/{meeting['code']}/new-code")) == "not_allowed"


@pytest.fixture
def file():
    room = rich_meeting()
    return meeting_file.write(room.state, room.now)


def test_an_imported_meeting_has_its_report_and_a_chair_link(browser, services, file):
    client = browser()
    answer = client.post("/api/meetings/file", data=file)
    assert answer.status_code == 201
    made = answer.get_json()
    assert same(compile(services.hub.state(made["code"]), 0)) == same(compile(rich_meeting().state, 0))
    assert "Homes that say yes" in client.get(f"/m/{made['code']}/report.html").text
    other = browser("10.0.0.2")
    assert other.get(path(made["chair_url"])).status_code == 302
    # The meeting on disk equals the one in memory, also when it is rebuilt from its journal.
    rebuilt, loaded = services.store.rebuild(made["code"]), services.store.load(made["code"])
    assert compile(rebuilt, 0) == compile(loaded.state, 0) == compile(services.hub.state(made["code"]), 0)


def test_an_invalid_file_opens_no_meeting(browser, services, file):
    half = file[: len(file) // 2]
    for data, code in ((b"hello", "not_a_meeting_file"), (half, "broken_file"), (b"", "not_a_meeting_file")):
        assert refused(browser().post("/api/meetings/file", data=data)) == code
    assert not services.hub._meetings


def test_a_file_that_is_too_big_is_not_read(browser):
    answer = browser().post("/api/meetings/file", data=b"x" * (MAX_JSON_BYTES + 1))
    assert (answer.status_code, refused(answer)) == (413, "file_too_big")
    assert "larger than 16 MB" in answer.get_json()["error"]["message"]


def test_other_calls_keep_their_own_size_limit(browser):
    assert refused(browser().post("/api/meetings", data=b"x" * (65 * 1024))) == "too_big"


def test_importing_needs_the_host_key(serve, file):
    client = serve(host_key="open sesame").test_client()
    assert refused(client.post("/api/meetings/file", data=file)) == "not_a_host"
    key = {"Authorization": "Bearer open sesame"}
    assert client.post("/api/meetings/file", data=file, headers=key).status_code == 201


def test_importing_into_a_community_needs_access_to_it(browser, file):
    client = browser()
    made = client.post("/api/communities", json={"name": "Ours"}).get_json()
    client.get(path(made["community_url"]))
    url = f"/api/meetings/file?community={made['id']}"
    assert refused(browser("10.0.0.2").post(url, data=file)) == "bad_community_link"
    assert client.post(url, data=file).status_code == 201
    assert "Homes that say yes" in client.get(f"/communities/{made['id']}").text
