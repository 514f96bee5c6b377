"""Pages and calls over HTTP, on a real server in its own process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from ..live.screens import Screen
from ..support.servers import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("web") / "data")
    yield running
    running.stop()


def join(server: Server, code: str, **body: object) -> requests.Response:
    return requests.post(f"{server.url}/api/meetings/{code}/join", json={"place": "room", **body}, timeout=10)


def test_opening_a_meeting_gives_its_links(server: Server) -> None:
    links, session = server.open_meeting(template="solution", community="Access to homes", starts_at=1_800_000_000_000)
    assert set(links) == {"code", "join_url", "chair_url", "board_url"}
    assert links["join_url"] == f"{server.url}/m/{links['code']}"
    assert session.get(f"{server.url}/m/{links['code']}/chair", timeout=10).status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_args"),
        ({"title": 5}, "bad_args"),
        ({"title": "  "}, "empty"),
        ({"title": "x" * 121}, "too_long"),
        ({"title": "x", "template": "nonsense"}, "bad_args"),
        ({"title": "x", "template": "copy:AAAAAA"}, "not_your_meeting"),
        ({"title": "x", "starts_at": -1}, "bad_args"),
        ({"title": "x", "video_url": "javascript:alert(1)"}, "bad_video_url"),
        ([1], "bad_args"),
    ],
)
def test_an_invalid_body_gets_one_sentence_and_opens_nothing(server: Server, body: object, code: str) -> None:
    answer = requests.post(f"{server.url}/api/meetings", json=body, timeout=10)
    assert answer.status_code in (400, 403)
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"].endswith((".", "https://"))


def test_a_body_that_is_not_json_is_refused(server: Server) -> None:
    answer = requests.post(f"{server.url}/api/meetings", data=b"{\xff", timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_command")


def test_joining_again_keeps_the_person(server: Server) -> None:
    links, _ = server.open_meeting()
    session = requests.Session()
    call = f"{server.url}/api/meetings/{links['code'][:3].lower()}-{links['code'][3:]}/join"
    first = session.post(call, json={"place": "remote", "name": "Sam"}, timeout=10).json()["participant"]
    again = session.post(call, json={"place": "room"}, timeout=10).json()["participant"]
    assert first["role"] == "participant"
    assert (first["id"], first["place"], again["place"]) == (again["id"], "remote", "room")


def test_joining_without_javascript(server: Server) -> None:
    links, _ = server.open_meeting()
    session = requests.Session()
    # The page leaves a cookie, by which a browser that takes none is found out.
    session.get(links["join_url"], timeout=10)
    page = session.post(links["join_url"], data={"place": "room", "name": ""}, timeout=10)
    assert page.status_code == 200 and 'id="app"' in page.text


def test_unknown_and_closed_meetings_get_the_same_response(server: Server) -> None:
    links, session = server.open_meeting()
    chair = Screen(server.url, links["code"], session)
    chair.do("meeting.close")
    closed, unknown = join(server, links["code"]), join(server, "AAAAAA")
    assert (closed.status_code, closed.json()) == (unknown.status_code, unknown.json())
    chair.client.disconnect()


def test_a_room_full_of_people_can_join_from_one_address(server: Server) -> None:
    links, _ = server.open_meeting()
    assert {join(server, links["code"]).status_code for _ in range(120)} == {200}


def test_wrong_codes_are_throttled(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    try:
        codes = [join(server, "AAAAAA").status_code for _ in range(60)]
        assert codes[0] == 404 and 429 in codes
    finally:
        server.stop()


def test_a_chair_can_project_the_board_from_the_same_browser(server: Server) -> None:
    links, session = server.open_meeting()
    session.get(links["board_url"], timeout=10)
    assert session.get(f"{server.url}/m/{links['code']}/chair", timeout=10).status_code == 200
    assert session.get(f"{server.url}/m/{links['code']}/board", timeout=10).status_code == 200


def test_a_link_is_exchanged_for_a_cookie(server: Server) -> None:
    links, _ = server.open_meeting()
    session = requests.Session()
    probe = session.get(links["chair_url"], timeout=10, allow_redirects=False)
    answer = session.get(f"{server.url}{probe.headers['Location']}", timeout=10, allow_redirects=False)
    assert answer.headers["Location"] == f"/m/{links['code']}/chair"
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Lax" in answer.headers["Set-Cookie"]


def test_handing_over_the_chair(server: Server) -> None:
    links, old = server.open_meeting()
    code = links["code"]
    console = f"{server.url}/m/{code}/chair"
    new_url = old.post(f"{server.url}/api/meetings/{code}/chair-link", timeout=10).json()["chair_url"]
    # The old link stops working at once, but the old chair stays.
    assert requests.get(links["chair_url"], timeout=10).status_code == 404
    assert old.get(console, timeout=10).status_code == 200
    new = requests.Session()
    assert new.get(new_url, timeout=10).status_code == 200
    # Opening the new link does not hand over the role either: its holder has to take the chair.
    assert old.get(console, timeout=10).status_code == 200
    assert new.post(console, timeout=10).status_code == 200
    assert old.get(console, timeout=10).status_code == 403
    assert new.get(console, timeout=10).status_code == 200
    # The link also works on the new chair's second device.
    assert requests.get(new_url, timeout=10).status_code == 200


def test_only_the_chair_makes_chair_and_helper_links(server: Server) -> None:
    links, chair = server.open_meeting()
    code = links["code"]
    helper_url = chair.post(f"{server.url}/api/meetings/{code}/helper-link", timeout=10).json()["helper_url"]
    helper = requests.Session()
    assert helper.get(helper_url, timeout=10).status_code == 200
    for kind in ("chair-link", "helper-link"):
        answer = helper.post(f"{server.url}/api/meetings/{code}/{kind}", timeout=10)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")


def test_only_the_chair_may_copy_a_meeting(server: Server) -> None:
    links, chair = server.open_meeting(template="blank")
    body = {"title": "Again", "template": f"copy:{links['code']}"}
    assert chair.post(f"{server.url}/api/meetings", json=body, timeout=10).status_code == 201
    assert requests.post(f"{server.url}/api/meetings", json=body, timeout=10).status_code == 403


def test_opening_a_meeting_needs_the_host_key(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", LIVE_COP_HOST_KEY="s3cret", LIVE_COP_PUBLIC_URL="https://cop.example/")
    try:
        call = f"{server.url}/api/meetings"
        for headers in ({}, {"Authorization": "Bearer wrong"}):
            assert requests.post(call, json={"title": "x"}, headers=headers, timeout=10).status_code == 401
        right = requests.post(call, json={"title": "x"}, headers={"Authorization": "Bearer s3cret"}, timeout=10)
        assert right.json()["chair_url"].startswith("https://cop.example/chair/")
    finally:
        server.stop()


def test_pages_load_nothing_from_elsewhere_and_are_not_cached(server: Server) -> None:
    links, _ = server.open_meeting()
    answer = requests.get(links["join_url"], timeout=10)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_scripts_and_styles_are_cached_for_ever_under_their_hash(server: Server) -> None:
    links, session = server.open_meeting()
    page = session.get(f"{server.url}/m/{links['code']}/chair", timeout=10).text
    script = page.split('<script defer src="')[1].split('"')[0]
    answer = requests.get(server.url + script, timeout=10)
    assert "immutable" in answer.headers["Cache-Control"] and answer.headers["Content-Encoding"] in ("br", "gzip")
    assert requests.get(f"{server.url}/s/x/../../pyproject.toml", timeout=10).status_code == 404


def test_the_log_holds_no_names_codes_or_tokens(server: Server) -> None:
    links, _ = server.open_meeting(title="A secret title")
    join(server, links["code"], name="Zebedee")
    requests.get(links["chair_url"], timeout=10)
    log = server.log.read_text()
    for secret in ("Zebedee", "A secret title", links["chair_url"].rsplit("/", 1)[1]):
        assert secret not in log
