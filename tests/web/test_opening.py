"""Opening a meeting: `POST /api/meetings` the host key, and copying."""

import threading

import pytest
from flask import request

from live_cop.settings import Settings

from ..live.inside import until
from ..support.patience import PATIENCE
from .conftest import CHAIR, path, refused


def test_the_response_has_the_documented_fields(chair, meeting):
    assert set(meeting) == {"code", "join_url", "chair_url", "board_url"}
    assert meeting["join_url"] == f"http://localhost/m/{meeting['code']}"
    assert meeting["chair_url"].startswith("http://localhost/chair/")
    assert meeting["board_url"].startswith("http://localhost/board/")


def test_only_the_title_is_required_and_unknown_fields_are_ignored(browser):
    assert browser().post("/api/meetings", json={"title": "Homes", "later": 1}).status_code == 201


def test_the_browser_that_opens_a_meeting_is_its_chair(chair, meeting):
    assert chair.get(f"/m/{meeting['code']}/chair").status_code == 200
    assert chair.get(f"/m/{meeting['code']}/links").status_code == 200


def test_a_meeting_is_opened_while_words_are_erased_in_another(services, browser, meeting, command, monkeypatch):
    """It waits for the one writer, and not for what takes seconds in a large meeting."""
    commit, is_erasing, may_go_on, answers = services.store.commit, threading.Event(), threading.Event(), []

    def slow(batch, fences=None):
        if any(each.erased is not None for each in batch):
            is_erasing.set()
            assert may_go_on.wait(PATIENCE)
        commit(batch, fences)

    monkeypatch.setattr(services.store, "commit", slow)
    zone = command("zone.add", title="Homes")["result"]["zone"]
    note = command("note.add", zone=zone, text="words")["result"]["note"]
    erasing = {"id": "e", "name": "words.erase", "args": {"kind": "note", "id": note}}
    services.hub.submit(meeting["code"], CHAIR, erasing, answers.append)
    until(is_erasing.is_set)
    try:
        assert browser().post("/api/meetings", json={"title": "Ours"}).status_code == 201
        assert answers == []
    finally:
        may_go_on.set()
    until(lambda: answers)
    assert answers[0]["ok"]


def test_links_use_the_public_address(serve):
    app = serve(public_url="https://cop.example.org/room")
    opened = app.test_client().post("/api/meetings", json={"title": "Homes"}).get_json()
    assert opened["join_url"] == f"https://cop.example.org/room/m/{opened['code']}"
    assert opened["chair_url"].startswith("https://cop.example.org/room/chair/")


@pytest.mark.parametrize(
    "proxies, start", [(0, "http://localhost/"), (1, "https://cop.example.org/")], ids=["no proxy", "a proxy of ours"]
)
def test_what_a_proxy_would_say_is_believed_from_our_own_alone(serve, proxies, start):
    forwarded = {"X-Forwarded-Host": "cop.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
    given = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in forwarded.items()}
    app, seen = serve(proxies=proxies), []
    app.before_request(lambda: seen.append(request.remote_addr))
    opened = app.test_client().post("/api/meetings", json={"title": "Homes"}, environ_base=given).get_json()
    assert opened["join_url"].startswith(start)
    assert seen == ["10.0.0.9" if proxies else "127.0.0.1"]


def test_all_fields_are_stored(services, browser):
    body = {
        "title": "  Homes that say yes ",
        "community": "Stoke",
        "series": "Fire and housing",
        "starts_at": 1_796_738_400_000,
        "video_url": "https://meet.example.org/stoke",
        "template": "solution",
    }
    opened = browser().post("/api/meetings", json=body).get_json()
    stored = services.hub.state(opened["code"]).get("meeting", "meeting")
    assert (stored.title, stored.community, stored.series) == ("Homes that say yes", "Stoke", "Fire and housing")
    assert (stored.starts_at, stored.video_url) == (1_796_738_400_000, "https://meet.example.org/stoke")
    assert len(services.hub.state(opened["code"]).of_kind("section")) == 13


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
def test_an_invalid_body_is_refused(services, browser, body, code):
    client = browser()
    answer = client.post("/api/meetings", json=body)
    assert (answer.status_code // 100, refused(answer)) == (4, code)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"title=Homes", b"\xff\xfe", b'{"title": "\xff"}', b'{"later": ' + b"[" * 60_000]
)
def test_a_body_that_is_not_json_is_refused(browser, raw):
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
    def test_opening_a_meeting_needs_the_host_key(self, host, key):
        answer = self.post(host, key)
        assert (answer.status_code, refused(answer)) == (401, "not_a_host")

    def test_the_host_key_opens_a_meeting(self, host):
        assert self.post(host, self.KEY).status_code == 201

    def test_only_wrong_keys_are_throttled(self, host):
        for _ in range(60):
            assert self.post(host, self.KEY).status_code == 201
        codes = [refused(self.post(host, "guess")) for _ in range(60)]
        assert codes[0] == "not_a_host"
        assert codes[-1] == "too_many_tries"
        for _ in range(60):
            assert self.post(host, self.KEY).status_code == 201
        assert self.post(host, self.KEY, REMOTE_ADDR="10.0.0.9").status_code == 201

    def test_a_long_key_passes_whatever_comes_from_its_address(self, serve, monkeypatch):
        app = serve(host_key="a key of seventeen")
        monkeypatch.setattr(app.extensions["live_cop"].host_keys, "look", None)
        assert self.post(app.test_client(), "a key of seventeen").status_code == 201

    def test_a_short_key_waits_for_a_moment_at_most(self, host):
        throttle = host.application.extensions["live_cop"].host_keys
        for _ in range(100):
            throttle._allowances.take("127.0.0.1")
        assert self.post(host, self.KEY).status_code == 201

    def test_a_request_without_a_key_is_no_guess(self, host):
        assert {refused(self.post(host)) for _ in range(60)} == {"not_a_host"}

    def test_the_home_page_asks_for_a_host_key_only_if_there_is_one(self, host, browser):
        assert 'name="key"' in host.get("/").text
        assert 'name="key"' not in browser().get("/").text

    def test_joining_needs_no_host_key(self, host):
        opened = self.post(host, self.KEY).get_json()
        assert host.post(f"/api/meetings/{opened['code']}/join", json={"place": "room"}).status_code == 200


class TestManyMeetings:
    """An address may open so many meetings a day; the holder of the host key may open any number."""

    def post(self, app, address="10.0.0.7", path="/api/meetings", headers=None, **body):
        environ = {"REMOTE_ADDR": address}
        return app.test_client().post(path, json={"title": "x", **body}, headers=headers, environ_base=environ)

    def test_without_a_key_an_address_opens_so_many(self, serve):
        app = serve(meetings_per_day=5)
        assert [self.post(app).status_code for _ in range(6)] == [201] * 5 + [429]
        assert refused(self.post(app)) == "too_many_meetings"
        assert refused(self.post(app, path="/api/communities", name="x")) == "too_many_meetings"
        assert refused(self.post(app, path="/api/meetings/file")) == "too_many_meetings"
        assert self.post(app, "10.0.0.8").status_code == 201

    def test_they_come_back_over_the_day(self, serve, monkeypatch):
        services = serve(meetings_per_day=24).extensions["live_cop"]
        now = [0.0]
        monkeypatch.setattr(services.openings, "_clock", lambda: now[0])
        assert sum(services.openings.take("a") for _ in range(100)) == 24
        now[0] = 3601
        assert sum(services.openings.take("a") for _ in range(100)) == 1

    def test_a_training_does_not_meet_the_limit(self):
        assert Settings().meetings_per_day >= 30 * 5

    def test_with_the_host_key_there_is_no_limit(self, serve):
        app = serve(host_key="a long and random key", meetings_per_day=1)
        key = {"Authorization": "Bearer a long and random key"}
        assert {self.post(app, headers=key).status_code for _ in range(20)} == {201}
        opened = self.post(app, path="/api/communities", name="Homes", headers=key).get_json()
        token = opened["community_url"].rsplit("/", 1)[1]
        answers = [self.post(app, community_token=token) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 429, 429]


class TestCopying:
    def copy(self, client, code):
        return client.post("/api/meetings", json={"title": "Again", "template": f"copy:{code}"})

    def test_a_copy_has_sections_zones_and_scales_but_no_content(self, services, chair, meeting, command):
        zone = next(iter(services.hub.state(meeting["code"]).of_kind("zone")))
        command("note.add", zone=zone, text="said in the first meeting")
        command("section.add", title="A part of our own", minutes=7)
        command("scale.add", question="How near are we?")
        state = services.hub.state(self.copy(chair, meeting["code"]).get_json()["code"])
        assert ("A part of our own", 7) in {(part.title, part.minutes) for part in state.of_kind("section").values()}
        assert [scale.question for scale in state.of_kind("scale").values()] == ["How near are we?"]
        assert state.get("meeting", "meeting").title == "Again"
        assert not state.of_kind("note")

    def test_the_code_to_copy_may_be_typed_in_small_letters(self, chair, meeting):
        assert self.copy(chair, f"{meeting['code'][:3]}-{meeting['code'][3:]}".lower()).status_code == 201

    def test_only_the_chair_may_copy_a_meeting(self, browser, meeting):
        member = browser()
        member.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        member.get(path(meeting["board_url"]))
        for client in (browser(), member):
            answer = self.copy(client, meeting["code"])
            assert (answer.status_code, refused(answer)) == (403, "not_your_meeting")

    def test_the_home_page_lists_only_the_meetings_that_one_chairs(self, chair, browser, meeting):
        assert "Homes that say yes" in chair.get("/").text
        assert "Homes that say yes" not in browser().get("/").text

    def test_copying_fills_in_the_form(self, chair, browser, meeting):
        mine = chair.get(f"/?copy={meeting['code']}").text
        assert 'value="Access to homes"' in mine
        assert 'value="Access to homes"' not in browser().get(f"/?copy={meeting['code']}").text
