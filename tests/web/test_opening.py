"""Opening a meeting: `POST /api/meetings` and the first page."""

import pytest

from .conftest import path, refused


def test_the_answer_is_the_contract(chair, meeting):
    assert set(meeting) == {"code", "join_url", "chair_url", "board_url"}
    assert meeting["join_url"] == f"http://localhost/m/{meeting['code']}"
    assert meeting["chair_url"].startswith("http://localhost/chair/")
    assert meeting["board_url"].startswith("http://localhost/board/")


def test_the_title_alone_is_enough_and_what_is_not_known_is_ignored(browser):
    assert browser().post("/api/meetings", json={"title": "Homes", "later": 1}).status_code == 201


def test_who_opens_it_chairs_it_at_once_in_the_same_browser(chair, meeting):
    assert chair.get(f"/m/{meeting['code']}/chair").status_code == 200
    assert chair.get(f"/m/{meeting['code']}/links").status_code == 200


def test_links_carry_the_public_address(serve):
    app = serve(public_url="https://cop.example.org/room")
    opened = app.test_client().post("/api/meetings", json={"title": "Homes"}).get_json()
    assert opened["join_url"] == f"https://cop.example.org/room/m/{opened['code']}"
    assert opened["chair_url"].startswith("https://cop.example.org/room/chair/")


def test_everything_given_is_kept(services, browser):
    body = {
        "title": "  Homes that say yes ",
        "community": "Stoke",
        "series": "Fire and housing",
        "starts_at": 1_796_738_400_000,
        "video_url": "https://meet.example.org/stoke",
        "template": "solution",
    }
    opened = browser().post("/api/meetings", json=body).get_json()
    kept = services.hub.state(opened["code"]).get("meeting", "meeting")
    assert (kept.title, kept.community, kept.series) == ("Homes that say yes", "Stoke", "Fire and housing")
    assert (kept.starts_at, kept.video_url) == (1_796_738_400_000, "https://meet.example.org/stoke")
    assert len(services.hub.state(opened["code"]).of_kind("section")) == 12


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_args"),
        ({"title": 5}, "bad_args"),
        ({"title": None}, "bad_args"),
        ({"title": ""}, "empty"),
        ({"title": " \u200b\n"}, "empty"),
        ({"title": "x" * 121}, "too_long"),
        ({"title": "ok", "community": "x" * 121}, "too_long"),
        ({"title": "ok", "series": "x" * 121}, "too_long"),
        ({"title": "ok", "series": []}, "bad_args"),
        ({"title": "ok", "template": "party"}, "bad_args"),
        ({"title": "ok", "template": "copy:"}, "not_your_meeting"),
        ({"title": "ok", "template": "copy:ACDEFG"}, "not_your_meeting"),
        ({"title": "ok", "starts_at": "tomorrow"}, "bad_args"),
        ({"title": "ok", "starts_at": True}, "bad_args"),
        ({"title": "ok", "starts_at": 1.5}, "bad_args"),
        ({"title": "ok", "starts_at": -1}, "bad_args"),
        ({"title": "ok", "starts_at": 10**15}, "bad_args"),
        ({"title": "ok", "video_url": "javascript:alert(1)"}, "bad_video_url"),
        ({"title": "ok", "video_url": "meet.example.org"}, "bad_video_url"),
        ({"title": "ok", "video_url": "https://"}, "bad_video_url"),
        ({"title": "ok", "video_url": "https://" + "x" * 500}, "too_long"),
        ([], "bad_args"),
        ("title", "bad_args"),
    ],
)
def test_a_body_that_is_not_right_is_refused_and_opens_nothing(services, browser, body, code):
    client = browser()
    answer = client.post("/api/meetings", json=body)
    assert (answer.status_code // 100, refused(answer)) == (4, code)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"title=Homes", b"\xff\xfe", b'{"title": "\xff"}', b'{"later": ' + b"[" * 60_000]
)
def test_a_body_that_cannot_be_read_is_refused(browser, raw):
    answer = browser().post("/api/meetings", data=raw, content_type="application/json")
    assert (answer.status_code, refused(answer)) == (400, "bad_command")


def test_a_body_that_is_too_big_is_refused(browser):
    answer = browser().post("/api/meetings", json={"title": "ok", "community": "x" * 70_000})
    assert (answer.status_code, refused(answer)) == (413, "too_big")


class TestHostKey:
    KEY = "open sésame"

    @pytest.fixture
    def host(self, serve):
        return serve(host_key=self.KEY).test_client()

    def post(self, host, key=None, **environ):
        headers = {"Authorization": f"Bearer {key.encode().decode('latin-1')}"} if key is not None else {}
        return host.post("/api/meetings", json={"title": "Homes"}, headers=headers, environ_overrides=environ)

    @pytest.mark.parametrize("key", [None, "", "open", "open sésame!", "OPEN SÉSAME"])
    def test_without_it_nobody_opens_a_meeting(self, host, key):
        answer = self.post(host, key)
        assert (answer.status_code, refused(answer)) == (401, "not_a_host")

    def test_with_it_the_meeting_opens(self, host):
        assert self.post(host, self.KEY).status_code == 201

    def test_only_wrong_keys_are_limited(self, host):
        for _ in range(60):
            assert self.post(host, self.KEY).status_code == 201
        codes = [refused(self.post(host, "guess")) for _ in range(60)]
        assert codes[0] == "not_a_host"
        assert codes[-1] == "too_many_tries"
        assert self.post(host, self.KEY, REMOTE_ADDR="10.0.0.9").status_code == 201

    def test_the_page_asks_for_it_only_where_there_is_one(self, host, browser):
        assert 'name="key"' in host.get("/").text
        assert 'name="key"' not in browser().get("/").text

    def test_joining_needs_none(self, host):
        opened = self.post(host, self.KEY).get_json()
        assert host.post(f"/api/meetings/{opened['code']}/join", json={"place": "room"}).status_code == 200


class TestCopying:
    def copy(self, client, code):
        return client.post("/api/meetings", json={"title": "Again", "template": f"copy:{code}"})

    def test_brings_parts_zones_and_scales_but_nothing_that_was_said(self, services, chair, meeting, give):
        zone = next(iter(services.hub.state(meeting["code"]).of_kind("zone")))
        give("note.add", zone=zone, text="said in the first meeting")
        give("section.add", title="A part of our own", minutes=7)
        give("scale.add", question="How near are we?")
        state = services.hub.state(self.copy(chair, meeting["code"]).get_json()["code"])
        assert ("A part of our own", 7) in {(part.title, part.minutes) for part in state.of_kind("section").values()}
        assert [scale.question for scale in state.of_kind("scale").values()] == ["How near are we?"]
        assert state.get("meeting", "meeting").title == "Again"
        assert not state.of_kind("note")

    def test_takes_the_code_as_typed(self, chair, meeting):
        assert self.copy(chair, f"{meeting['code'][:3]}-{meeting['code'][3:]}".lower()).status_code == 201

    def test_needs_the_chair_s_cookie_of_that_meeting(self, browser, meeting):
        member = browser()
        member.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        member.get(path(meeting["board_url"]))
        for client in (browser(), member):
            answer = self.copy(client, meeting["code"])
            assert (answer.status_code, refused(answer)) == (403, "not_your_meeting")

    def test_the_first_page_offers_meetings_of_mine_and_nobody_else_s(self, chair, browser, meeting):
        assert "Homes that say yes" in chair.get("/").text
        assert "Homes that say yes" not in browser().get("/").text

    def test_copy_fills_the_form_in(self, chair, browser, meeting):
        mine = chair.get(f"/?copy={meeting['code']}").text
        assert 'value="Access to homes"' in mine
        assert 'value="Access to homes"' not in browser().get(f"/?copy={meeting['code']}").text
