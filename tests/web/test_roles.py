"""Cookies and links: who is who, what each role may ask for, and how the chair is handed on."""

import time

import pytest

from .conftest import path, refused

ROLE_COOKIE = {"chair": "cop_c_", "board": "cop_b_", "participant": "cop_p_", "helper": "cop_h_"}


def cookies(answer):
    return {header.split("=")[0]: header for header in answer.headers.getlist("Set-Cookie")}


def helper_link(chair, code):
    return path(chair.post(f"/api/meetings/{code}/helper-link").get_json()["helper_url"])


def take(client, link, code):
    """Opens a chair's link and, where that is asked, takes the chair."""
    client.get(link)
    return client.post(f"/m/{code}/chair")


class TestLinks:
    def test_become_a_cookie_and_leave_the_address(self, browser, meeting):
        for role, page in (("chair", "chair"), ("board", "board")):
            answer = browser().get(path(meeting[f"{role}_url"]))
            assert (answer.status_code, answer.location) == (302, f"/m/{meeting['code']}/{page}")
            assert set(cookies(answer)) == {ROLE_COOKIE[role] + meeting["code"]}

    def test_work_on_a_second_device_and_again(self, browser, meeting):
        for _ in range(2):
            client = browser()
            assert client.get(path(meeting["chair_url"]), follow_redirects=True).status_code == 200
            assert client.get(path(meeting["chair_url"]), follow_redirects=True).status_code == 200

    def test_the_chair_is_one_person_on_all_devices(self, browser, services, meeting):
        before = set(services.hub.state(meeting["code"]).of_kind("person"))
        browser().get(path(meeting["chair_url"]))
        assert set(services.hub.state(meeting["code"]).of_kind("person")) == before

    @pytest.mark.parametrize("wrong", ["/chair/guessed", "/board/guessed", "/helper/guessed", "/chair/%00"])
    def test_one_that_was_never_made_is_a_calm_page(self, browser, meeting, wrong):
        answer = browser().get(wrong)
        assert answer.status_code == 404
        assert "does not work any more" in answer.text
        assert "Set-Cookie" not in answer.headers

    def test_give_no_other_role_than_their_own(self, browser, meeting):
        token = meeting["board_url"].rsplit("/", 1)[1]
        assert browser().get(f"/chair/{token}").status_code == 404
        assert browser().get(f"/helper/{token}").status_code == 404

    def test_a_helper_s_link_makes_each_helper_somebody_of_their_own(self, browser, chair, services, meeting):
        link = helper_link(chair, meeting["code"])
        for _ in range(2):
            client = browser()
            client.get(link)
            client.get(link)
        people = services.hub.state(meeting["code"]).of_kind("person").values()
        assert [person.role for person in people].count("helper") == 2


class TestCookies:
    def test_are_for_the_server_only_and_never_sent_from_other_sites(self, browser, meeting):
        answers = [
            browser().post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"}),
            browser().get(path(meeting["chair_url"])),
        ]
        for answer in answers:
            (cookie,) = cookies(answer).values()
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie
            assert "Secure" not in cookie

    def test_are_secure_over_https(self, browser, meeting):
        answer = browser().get(path(meeting["chair_url"]), base_url="https://localhost")
        assert all("Secure" in cookie for cookie in cookies(answer).values())

    def test_a_browser_may_be_chair_and_board_and_member(self, browser, meeting):
        client = browser()
        client.get(path(meeting["chair_url"]))
        client.get(path(meeting["board_url"]))
        client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        for page in ("", "/chair", "/board", "/links"):
            assert client.get(f"/m/{meeting['code']}{page}").status_code == 200

    def test_of_one_meeting_are_nothing_in_another(self, browser, chair, meeting):
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()["code"]
        assert chair.get(f"/m/{other}/chair").status_code == 404
        value = chair.get_cookie(f"cop_c_{meeting['code']}").value
        thief = browser()
        thief.set_cookie(f"cop_c_{other}", value)
        assert thief.get(f"/m/{other}/chair").status_code == 404

    @pytest.mark.parametrize("value", ["", "x", "WzFd.x.y", "a" * 2000])
    def test_forged_ones_are_nobody(self, browser, meeting, value):
        client = browser()
        for start in ROLE_COOKIE.values():
            client.set_cookie(start + meeting["code"], value)
        assert client.get(f"/m/{meeting['code']}/chair").status_code == 404
        assert 'name="place"' in client.get(f"/m/{meeting['code']}").text
        assert client.get("/").status_code == 200

    def test_a_member_s_cookie_under_the_chair_s_name_is_nobody(self, browser, meeting):
        client = browser()
        client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        client.set_cookie(f"cop_c_{meeting['code']}", client.get_cookie(f"cop_p_{meeting['code']}").value)
        assert client.get(f"/m/{meeting['code']}/chair").status_code == 404

    @pytest.mark.parametrize(("role", "days"), [("participant", 30), ("chair", 180)])
    def test_end_after_their_time(self, browser, services, meeting, monkeypatch, role, days):
        client, name = browser(), ROLE_COOKIE[role] + meeting["code"]
        client.get(path(meeting["chair_url"]))
        client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        cookies = {name: client.get_cookie(name).value}
        for late, counts in ((-60, True), (60, False)):
            at = int(time.time()) + days * 24 * 3600 + late
            monkeypatch.setattr("live_cop.live.clock.SteadyTime.time", lambda at=at: float(at))
            assert (services.identities.viewer(cookies, meeting["code"], role) is not None) is counts


class TestWhoMayAsk:
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
    def test_calls(self, clients, meeting, call, allowed):
        for role, client in clients.items():
            answer = client.post(f"/api/meetings/{meeting['code']}/{call}", json={})
            assert (answer.status_code == 200) is (role in allowed), role
            if role not in allowed:
                assert (answer.status_code, refused(answer)) == (403, "not_allowed")

    @pytest.mark.parametrize(
        ("page", "allowed"),
        [("chair", {"chair", "helper"}), ("board", {"board"}), ("links", {"chair", "helper"})],
    )
    def test_pages(self, clients, meeting, page, allowed):
        for role, client in clients.items():
            answer = client.get(f"/m/{meeting['code']}/{page}")
            assert answer.status_code == (200 if role in allowed else 404), role

    def test_a_helper_s_page_of_links_says_nothing_of_the_chair_s(self, clients, meeting):
        assert 'data-kind="board"' in clients["helper"].get(f"/m/{meeting['code']}/links").text
        assert 'data-kind="chair"' not in clients["helper"].get(f"/m/{meeting['code']}/links").text

    def test_an_unknown_meeting_is_answered_like_a_known_one(self, browser, meeting):
        for call in ("chair-link", "helper-link", "board-link", "links"):
            known = browser().post(f"/api/meetings/{meeting['code']}/{call}", json={})
            unknown = browser().post(f"/api/meetings/ACDEFG/{call}", json={})
            assert (known.status_code, known.data) == (unknown.status_code, unknown.data)


class TestHandingTheChairOn:
    @pytest.fixture
    def code(self, meeting):
        return meeting["code"]

    def new_link(self, chair, code, **body):
        answer = (
            chair.post(f"/api/meetings/{code}/chair-link", json=body)
            if body
            else chair.post(f"/api/meetings/{code}/chair-link")
        )
        assert answer.status_code == 200
        return path(answer.get_json()["chair_url"])

    def test_the_old_link_is_dead_at_once_and_the_old_chair_goes_on(self, browser, chair, meeting, code):
        self.new_link(chair, code)
        assert browser().get(path(meeting["chair_url"])).status_code == 404
        assert chair.get(f"/m/{code}/chair").status_code == 200

    def test_fetching_the_link_moves_nothing(self, browser, chair, code):
        link = self.new_link(chair, code)
        looker = browser()
        looker.get(link, follow_redirects=True)
        looker.get(link, follow_redirects=True)
        assert chair.get(f"/m/{code}/chair").status_code == 200
        assert chair.post(f"/api/meetings/{code}/helper-link").status_code == 200
        assert looker.post(f"/api/meetings/{code}/helper-link").status_code == 403

    def test_the_next_chair_is_asked_and_takes_it(self, browser, chair, code):
        link = self.new_link(chair, code)
        following = browser()
        asked = following.get(link, follow_redirects=True)
        assert asked.status_code == 200
        assert "You have been asked to chair this meeting" in asked.text
        assert take(following, link, code).location == f"/m/{code}/chair"
        assert 'id="app"' in following.get(f"/m/{code}/chair").text
        assert following.post(f"/api/meetings/{code}/helper-link").status_code == 200

    def test_from_then_on_the_old_chair_is_not_the_chair(self, browser, chair, code):
        take(browser(), self.new_link(chair, code), code)
        answer = chair.get(f"/m/{code}/chair")
        assert answer.status_code == 403
        assert "Somebody else is the chair now" in answer.text
        assert f'href="/m/{code}"' in answer.text, "and may carry on as a member"
        assert refused(chair.post(f"/api/meetings/{code}/chair-link")) == "not_allowed"
        assert chair.get(f"/m/{code}/links").status_code == 404

    def test_the_connections_of_the_old_chair_are_ended(self, browser, chair, code, services):
        ended = []
        object.__setattr__(services, "end_connections", lambda *which: ended.append(which))
        link = self.new_link(chair, code)
        assert ended == []
        take(browser(), link, code)
        assert ended == [(code, "chair")]

    def test_the_new_chair_is_somebody_else(self, browser, chair, code, services):
        before = set(services.hub.state(code).of_kind("person"))
        take(browser(), self.new_link(chair, code), code)
        (new,) = set(services.hub.state(code).of_kind("person")) - before
        assert services.hub.state(code).get("person", new).role == "chair"

    def test_the_new_link_works_on_the_new_chair_s_second_device(self, browser, chair, code):
        link = self.new_link(chair, code)
        take(browser(), link, code)
        second = browser()
        assert second.get(link, follow_redirects=True).status_code == 200
        assert second.post(f"/api/meetings/{code}/helper-link").status_code == 200

    def test_who_was_not_asked_takes_nothing(self, browser, chair, code):
        self.new_link(chair, code)
        member = browser()
        member.post(f"/api/meetings/{code}/join", json={"place": "room"})
        for client in (browser(), member):
            assert client.post(f"/m/{code}/chair", follow_redirects=True).status_code == 404
        assert chair.get(f"/m/{code}/chair").status_code == 200

    def test_a_second_link_makes_the_first_void_even_if_it_was_opened(self, browser, chair, code):
        first, second = browser(), browser()
        first.get(self.new_link(chair, code))
        take(second, self.new_link(chair, code), code)
        assert take(first, "/", code).location == f"/m/{code}/chair"
        assert first.get(f"/m/{code}/chair").status_code == 403
        assert second.get(f"/m/{code}/chair").status_code == 200

    def test_a_closed_meeting_can_be_handed_on_for_its_report(self, browser, chair, code, give):
        link = self.new_link(chair, code)
        give("meeting.close")
        following = browser()
        take(following, link, code)
        assert 'id="app"' in following.get(f"/m/{code}/chair").text

    def test_a_new_link_for_oneself_ends_all_other_devices_and_goes_on_here(self, browser, chair, meeting, code):
        other = browser()
        other.get(path(meeting["chair_url"]))
        link = self.new_link(chair, code, keep=True)
        assert other.get(f"/m/{code}/chair").status_code == 403
        assert chair.get(f"/m/{code}/chair").status_code == 200
        assert browser().get(path(meeting["chair_url"])).status_code == 404
        assert 'id="app"' in other.get(link, follow_redirects=True).text

    def test_a_new_link_for_oneself_is_no_new_person(self, browser, chair, code, services):
        before = set(services.hub.state(code).of_kind("person"))
        browser().get(self.new_link(chair, code, keep=True))
        assert set(services.hub.state(code).of_kind("person")) == before

    @pytest.mark.parametrize("body", [{"keep": 1}, {"keep": "yes"}, []])
    def test_a_body_that_is_not_right_leaves_the_old_link_alive(self, browser, chair, meeting, code, body):
        answer = chair.post(f"/api/meetings/{code}/chair-link", json=body)
        assert (answer.status_code, refused(answer)) == (400, "bad_args")
        assert browser().get(path(meeting["chair_url"])).status_code == 302


class TestLinksThatWereKept:
    def ask(self, client, code, **links):
        return set(client.post(f"/api/meetings/{code}/links", json=links).get_json()["qr"])

    def test_the_page_learns_which_of_them_still_work(self, chair, meeting):
        code, links = meeting["code"], {name: meeting[name] for name in ("chair_url", "board_url")}
        assert self.ask(chair, code, **links) == {"chair_url", "board_url"}
        chair.post(f"/api/meetings/{code}/chair-link")
        assert self.ask(chair, code, **links) == {"board_url"}

    def test_each_comes_as_a_qr_code_that_needs_no_further_request(self, chair, meeting):
        answer = chair.post(f"/api/meetings/{meeting['code']}/links", json={"board_url": meeting["board_url"]})
        assert answer.get_json()["qr"]["board_url"].startswith("data:image/svg+xml")

    def test_links_of_another_meeting_or_role_are_not_told(self, browser, chair, meeting):
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()
        assert self.ask(chair, meeting["code"], chair_url=other["chair_url"]) == set()
        assert self.ask(chair, meeting["code"], chair_url=meeting["board_url"]) == set()
