"""A meeting's pages: capability links that open them, and taking over the chair."""

import json
import threading
import time

import pytest

from live_cop.live import runtime
from live_cop.store.errors import StoreError
from live_cop.web import templating

from ..conftest import CHAIR, ROLE_COOKIES, cookies, helper_link, path, refused


def take(client, link, code):
    """Opens a chair's link and, where that is asked, takes the chair."""
    client.get(link)
    return client.post(f"/m/{code}/chair")


class TestBrowsersThatRefuseCookies:
    def test_a_link_says_so_and_adds_nobody(self, app, services, chair, meeting):
        links = [meeting["chair_url"], meeting["board_url"]]
        links.append(chair.post(f"/api/meetings/{meeting['code']}/helper-link").get_json()["helper_url"])
        before = len(services.hub.state(meeting["code"]).of_kind("person"))
        for link in links:
            answer = app.test_client(use_cookies=False).get(path(link), follow_redirects=True)
            assert (answer.status_code, "blocks cookies" in answer.text) == (400, True)
        assert len(services.hub.state(meeting["code"]).of_kind("person")) == before

    def test_a_new_browser_that_keeps_cookies_notices_nothing(self, app, meeting):
        answer = app.test_client().get(path(meeting["chair_url"]), follow_redirects=True)
        assert (answer.status_code, answer.request.full_path) == (200, f"/m/{meeting['code']}/chair?")

    def test_neither_a_form_nor_a_page_adds_somebody_who_could_not_be_recognised(self, app, services, meeting):
        code = meeting["code"]
        stranger = app.test_client(use_cookies=False)
        form = stranger.post(f"/m/{code}", data={"place": "room", "name": "Ann Lee"})
        assert form.status_code == 400 and "blocks cookies" in form.text and 'value="Ann Lee"' in form.text
        call = stranger.post(f"/api/meetings/{code}/join?probed", json={"place": "room"})
        assert (call.status_code, call.get_json()["error"]["code"]) == (400, "no_cookies")
        opened = stranger.post("/api/meetings?probed", json={"title": "Homes"})
        assert opened.get_json()["error"]["code"] == "no_cookies"
        assert len(services.hub.state(code).of_kind("person")) == 1


class TestCapabilityLinks:
    def test_links_are_exchanged_for_a_cookie(self, browser, meeting):
        for role, page in (("chair", "chair"), ("board", "board")):
            answer = browser().get(path(meeting[f"{role}_url"]))
            assert (answer.status_code, answer.location) == (302, f"/m/{meeting['code']}/{page}")
            assert set(cookies(answer)) == {ROLE_COOKIES[role] + meeting["code"]}

    def test_links_work_repeatedly_and_on_other_devices(self, browser, meeting):
        for _ in range(2):
            client = browser()
            assert client.get(path(meeting["chair_url"]), follow_redirects=True).status_code == 200
            assert client.get(path(meeting["chair_url"]), follow_redirects=True).status_code == 200

    def test_the_chair_is_one_person_on_all_devices(self, browser, services, meeting):
        before = set(services.hub.state(meeting["code"]).of_kind("person"))
        browser().get(path(meeting["chair_url"]))
        assert set(services.hub.state(meeting["code"]).of_kind("person")) == before

    @pytest.mark.parametrize("wrong", ["/chair/guessed", "/board/guessed", "/helper/guessed", "/chair/%00"])
    def test_an_unknown_link_is_a_calm_page(self, browser, meeting, wrong):
        answer = browser().get(wrong)
        assert answer.status_code == 404
        assert "does not work any more" in answer.text
        assert "Set-Cookie" not in answer.headers

    def test_links_give_only_their_own_role(self, browser, meeting):
        token = meeting["board_url"].rsplit("/", 1)[1]
        assert browser().get(f"/chair/{token}").status_code == 404
        assert browser().get(f"/helper/{token}").status_code == 404

    def test_each_helper_is_a_person_of_their_own(self, browser, chair, services, meeting):
        link = helper_link(chair, meeting["code"])
        for _ in range(2):
            client = browser()
            client.get(link)
            client.get(link)
        people = services.hub.state(meeting["code"]).of_kind("person").values()
        assert [person.role for person in people].count("helper") == 2


class TestHandingOverTheChair:
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

    def test_the_old_link_ends_at_once_but_the_chair_stays(self, browser, chair, meeting, code):
        self.new_link(chair, code)
        assert browser().get(path(meeting["chair_url"])).status_code == 404
        assert chair.get(f"/m/{code}/chair").status_code == 200

    def test_opening_the_new_link_does_not_take_the_chair(self, browser, chair, code):
        link = self.new_link(chair, code)
        looker = browser()
        looker.get(link, follow_redirects=True)
        looker.get(link, follow_redirects=True)
        assert chair.get(f"/m/{code}/chair").status_code == 200
        assert chair.post(f"/api/meetings/{code}/helper-link").status_code == 200
        assert looker.post(f"/api/meetings/{code}/helper-link").status_code == 403

    def test_the_next_chair_confirms_and_takes_the_chair(self, browser, chair, code):
        link = self.new_link(chair, code)
        following = browser()
        asked = following.get(link, follow_redirects=True)
        assert asked.status_code == 200
        assert "You have been asked to chair this meeting" in asked.text
        assert take(following, link, code).location == f"/m/{code}/chair"
        assert 'id="app"' in following.get(f"/m/{code}/chair").text
        assert following.post(f"/api/meetings/{code}/helper-link").status_code == 200

    def test_the_former_chair_loses_the_role(self, browser, chair, code):
        take(browser(), self.new_link(chair, code), code)
        answer = chair.get(f"/m/{code}/chair")
        assert answer.status_code == 403
        assert "Somebody else is the chair now" in answer.text
        assert f'href="/m/{code}"' in answer.text, "and may carry on as a member"
        assert refused(chair.post(f"/api/meetings/{code}/chair-link")) == "not_allowed"
        assert chair.get(f"/m/{code}/links").status_code == 404

    def test_the_connections_of_the_former_chair_are_ended(self, browser, chair, code, services):
        ended = []
        object.__setattr__(services, "end_connections", lambda *which: ended.append(which))
        link = self.new_link(chair, code)
        assert ended == []
        take(browser(), link, code)
        assert ended == [(code, "chair")]

    def test_the_new_chair_is_a_new_person(self, browser, chair, code, services):
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

    def test_only_the_holder_of_the_link_can_take_the_chair(self, browser, chair, code):
        self.new_link(chair, code)
        member = browser()
        member.post(f"/api/meetings/{code}/join", json={"place": "room"})
        for client in (browser(), member):
            assert client.post(f"/m/{code}/chair", follow_redirects=True).status_code == 404
        assert chair.get(f"/m/{code}/chair").status_code == 200

    def test_a_second_link_ends_the_first_even_if_it_was_opened(self, browser, chair, code):
        first, second = browser(), browser()
        first.get(self.new_link(chair, code))
        take(second, self.new_link(chair, code), code)
        assert take(first, "/", code).location == f"/m/{code}/chair"
        assert first.get(f"/m/{code}/chair").status_code == 403
        assert second.get(f"/m/{code}/chair").status_code == 200

    def test_the_chair_of_a_closed_meeting_can_be_handed_over(self, browser, chair, code, command):
        link = self.new_link(chair, code)
        command("meeting.close")
        following = browser()
        take(following, link, code)
        assert 'id="app"' in following.get(f"/m/{code}/chair").text

    def test_a_new_link_to_keep_ends_the_role_on_other_devices(self, browser, chair, meeting, code):
        other = browser()
        other.get(path(meeting["chair_url"]))
        link = self.new_link(chair, code, keep=True)
        assert other.get(f"/m/{code}/chair").status_code == 403
        assert chair.get(f"/m/{code}/chair").status_code == 200
        assert browser().get(path(meeting["chair_url"])).status_code == 404
        assert 'id="app"' in other.get(link, follow_redirects=True).text

    def test_a_new_link_to_keep_makes_no_new_person(self, browser, chair, code, services):
        before = set(services.hub.state(code).of_kind("person"))
        browser().get(self.new_link(chair, code, keep=True))
        assert set(services.hub.state(code).of_kind("person")) == before

    @pytest.mark.parametrize("body", [{"keep": 1}, {"keep": "yes"}, []])
    def test_an_invalid_body_leaves_the_old_link_alive(self, browser, chair, meeting, code, body):
        answer = chair.post(f"/api/meetings/{code}/chair-link", json=body)
        assert (answer.status_code, refused(answer)) == (400, "bad_args")
        assert browser().get(path(meeting["chair_url"])).status_code == 302


def meeting_in(page):
    """The meeting that a page brings along."""
    return json.loads(page.split('<script type="application/json" id="meeting">')[1].split("</script>")[0])


def of_kind(meeting, kind):
    return [record for each, _, record in meeting["changes"] if each == kind]


class TestTheMeetingInThePage:
    """A page tells what a welcome tells, to the same people, and nothing that could still be taken back."""

    @pytest.fixture
    def member(self, browser, meeting):
        client = browser()
        joined = client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"}).get_json()
        client.person = joined["participant"]["id"]
        return client

    def test_each_sees_their_own(self, services, chair, member, browser, meeting, command):
        code = meeting["code"]
        zone = next(iter(services.hub.state(code).of_kind("zone")))
        command("agenda.start")
        words = "</script><script>alert(1)</script> <!-- & 'a' \u2028"
        command("note.add", zone=zone, text=words)
        pages = {"member": member.get(f"/m/{code}").text, "chair": chair.get(f"/m/{code}/chair").text}
        for page in pages.values():
            assert "alert(1)</script>" not in page and "<!-- &" not in page
        found = {name: meeting_in(page) for name, page in pages.items()}
        assert [note["text"] for note in of_kind(found["member"], "note")] == [words.strip()]
        assert found["member"]["you"]["id"] == member.person and found["member"]["full"]
        assert (len(of_kind(found["member"], "report")), len(of_kind(found["chair"], "report"))) == (0, 1)
        assert not of_kind(found["member"], "mine")
        board = browser()
        board.get(path(meeting["board_url"]))
        assert not of_kind(meeting_in(board.get(f"/m/{code}/board").text), "mine")
        assert 'id="meeting"' not in browser().get(f"/m/{code}").text

    def test_it_has_nothing_that_is_not_on_disk(self, services, member, meeting, monkeypatch):
        """The attack: to open the page while a batch is on its way to the disk, which then fails."""
        code = meeting["code"]
        zone = next(iter(services.hub.state(code).of_kind("zone")))
        monkeypatch.setattr(templating, "DISK_PATIENCE_SECONDS", 60)

        def commit(*_):
            time.sleep(0.2)
            raise StoreError("full")

        monkeypatch.setattr(services.store, "commit", commit)
        answers = []
        note = {"id": "n1", "name": "note.add", "args": {"zone": zone, "text": "never saved"}}
        services.hub.submit(code, CHAIR, note, answers.append)
        edit = {"id": "n2", "name": "meeting.edit", "args": {"title": "never called this"}}
        services.hub.submit(code, CHAIR, edit, answers.append)
        # The batch has been decided, and waits for the disk.
        while not services.hub.state(code).of_kind("note"):
            runtime.sleep(0)
        page = member.get(f"/m/{code}").text
        assert [answer["error"]["code"] for answer in answers] == ["not_saved", "not_saved"]
        assert "never saved" not in page and of_kind(meeting_in(page), "note") == []

    def test_a_disk_that_hangs_keeps_no_page_waiting(self, services, member, meeting, monkeypatch):
        monkeypatch.setattr(templating, "DISK_PATIENCE_SECONDS", 0.01)
        held = threading.Event()
        services.hub.run_between_batches(lambda: runtime.in_thread(held.wait))
        page = member.get(f"/m/{meeting['code']}").text
        held.set()
        assert "first-words" in page and 'id="meeting"' not in page


def test_the_answer_to_the_join_brings_the_page(browser, meeting):
    code, client = meeting["code"], browser()
    answer = client.post(f"/api/meetings/{code}/join?probed&page", json={"place": "remote"}).get_json()
    assert answer["page"]["url"] == f"/m/{code}"
    told, later = meeting_in(answer["page"]["html"]), meeting_in(client.get(f"/m/{code}").text)
    assert told["you"] == later["you"] == answer["participant"] and told["epoch"] == later["epoch"]
    again = client.post(f"/api/meetings/{code}/join?probed", json={"place": "remote"}).get_json()
    assert set(again) == {"participant"}
