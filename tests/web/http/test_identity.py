"""Identity cookies: their attributes, their lifetime, and that nobody can forge or move one."""

import time

import pytest

from live_cop.live.clock import SteadyTime
from live_cop.meeting.audience import Viewer

from ..conftest import ROLE_COOKIES, cookies, path


class TestCookies:
    def test_cookies_are_http_only_and_same_site(self, browser, meeting):
        answers = [
            browser().post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"}),
            browser().get(path(meeting["chair_url"])),
        ]
        for answer in answers:
            (cookie,) = cookies(answer).values()
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie
            assert "Secure" not in cookie

    def test_cookies_are_secure_over_https(self, browser, meeting):
        answer = browser().get(path(meeting["chair_url"]), base_url="https://localhost")
        assert all("Secure" in cookie for cookie in cookies(answer).values())

    def test_a_browser_may_be_chair_and_board_and_member(self, browser, meeting):
        client = browser()
        client.get(path(meeting["chair_url"]))
        client.get(path(meeting["board_url"]))
        client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        for page in ("", "/chair", "/board", "/links"):
            assert client.get(f"/m/{meeting['code']}{page}").status_code == 200

    def test_cookies_are_invalid_in_another_meeting(self, browser, chair, meeting):
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()["code"]
        assert chair.get(f"/m/{other}/chair").status_code == 404
        value = chair.get_cookie(f"cop_c_{meeting['code']}").value
        thief = browser()
        thief.set_cookie(f"cop_c_{other}", value)
        assert thief.get(f"/m/{other}/chair").status_code == 404

    def test_people_who_have_joined_are_somebody(self, services, browser, meeting):
        client = browser()
        you = client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"}).get_json()["participant"]
        cookie = {f"cop_p_{meeting['code']}": client.get_cookie(f"cop_p_{meeting['code']}").value}
        assert services.identities.somebody({"cop_language": "de", **cookie}) == you["id"]
        forged = {f"cop_p_ACDEF{n}": "WzFd.x.y" for n in "GHJ"}
        for nobody in ({}, {"cop_p_": "x", "cop_k_x": "y"}, forged | cookie):
            assert services.identities.somebody(nobody) == ""

    @pytest.mark.parametrize("value", ["", "x", "WzFd.x.y", "a" * 2000])
    def test_forged_cookies_are_ignored(self, browser, meeting, value):
        client = browser()
        for start in ROLE_COOKIES.values():
            client.set_cookie(start + meeting["code"], value)
        assert client.get(f"/m/{meeting['code']}/chair").status_code == 404
        assert 'name="place"' in client.get(f"/m/{meeting['code']}").text
        assert client.get("/").status_code == 200

    def test_a_member_cookie_renamed_to_a_chair_cookie_is_ignored(self, browser, meeting):
        client = browser()
        client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        client.set_cookie(f"cop_c_{meeting['code']}", client.get_cookie(f"cop_p_{meeting['code']}").value)
        assert client.get(f"/m/{meeting['code']}/chair").status_code == 404

    @pytest.mark.parametrize(("role", "days"), [("participant", 30), ("chair", 180)])
    def test_cookies_expire(self, browser, services, meeting, monkeypatch, role, days):
        client, name = browser(), ROLE_COOKIES[role] + meeting["code"]
        client.get(path(meeting["chair_url"]))
        client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        cookies = {name: client.get_cookie(name).value}
        for late, counts in ((-60, True), (60, False)):
            at = int(time.time()) + days * 24 * 3600 + late
            monkeypatch.setattr("live_cop.live.clock.SteadyTime.time", lambda at=at: float(at))
            assert (services.identities.viewer(cookies, meeting["code"], role) is not None) is counts


def test_a_ticket_counts_for_a_minute(services, meeting, monkeypatch):
    identities, code, now = services.identities, meeting["code"], time.time()
    ticket = identities.ticket(code, "p1")
    assert identities.viewer({}, code, "participant", ticket) == Viewer("p1", "participant")
    monkeypatch.setattr(SteadyTime, "time", staticmethod(lambda: now + 62))
    assert identities.viewer({}, code, "participant", ticket) is None
