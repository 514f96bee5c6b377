"""What every page carries, how refusals look, and the server's health."""

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from live_cop.store.file import StoreError

from ..conftest import path, refused


@pytest.fixture
def pages(browser, chair, meeting):
    """All kinds of page, each with the browser of somebody who may see it."""
    code = meeting["code"]
    member, board = browser(), browser()
    member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    board.get(path(meeting["board_url"]))
    community = chair.post("/api/communities", json={"meeting": code}).get_json()["id"]
    return {
        "home": chair.get("/"),
        "join": browser().get(f"/m/{code}"),
        "member": member.get(f"/m/{code}"),
        "chair": chair.get(f"/m/{code}/chair"),
        "board": board.get(f"/m/{code}/board"),
        "links": chair.get(f"/m/{code}/links"),
        "message": browser().get("/nothing-here"),
        "community": chair.get(f"/communities/{community}"),
        "plan": chair.get(f"/communities/{community}/plan?after={code}"),
        "guide": browser().get("/guide"),
        "attendance": member.get(f"/m/{code}/attendance"),
        "people": chair.get(f"/m/{code}/attendance/list"),
    }


def policy(page):
    parts = page.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split() for part in parts)}


class TestHeaders:
    def test_nothing_is_cached_indexed_or_leaked(self, pages):
        for page in pages.values():
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers["X-Robots-Tag"] == "noindex"
            assert page.headers["Referrer-Policy"] == "no-referrer"
            assert page.headers["X-Content-Type-Options"] == "nosniff"

    def test_nobody_frames_us(self, pages):
        for page in pages.values():
            assert page.headers["X-Frame-Options"] == "DENY"
            assert policy(page)["frame-ancestors"] == ["'none'"]

    def test_only_the_member_s_page_frames_a_video(self, pages):
        for name, page in pages.items():
            assert policy(page)["frame-src"] == (["https:", "http:"] if name == "member" else ["'none'"])

    def test_nothing_comes_from_elsewhere_and_nothing_inline_without_the_nonce(self, pages):
        for page in pages.values():
            for directive, values in policy(page).items():
                assert "'unsafe-inline'" not in values and "'unsafe-eval'" not in values and "*" not in values
                if directive != "frame-src":
                    assert not {"http:", "https:"} & set(values)
            (nonce,) = re.findall(r"'nonce-([^']+)'", " ".join(policy(page)["style-src"]))
            inline = re.findall(r"<style([^>]*)>", page.text)
            assert inline == [f' nonce="{nonce}"']
            assert not re.search(r'\sstyle="|\son\w+="|javascript:', page.text)
            assert not re.search(r"""(src|href)=["'](https?:)?//""", page.text)

    def test_a_nonce_is_used_once(self, browser):
        assert policy(browser().get("/"))["style-src"] != policy(browser().get("/"))["style-src"]

    def test_a_strange_host_gets_no_place_in_the_policy(self, browser):
        answer = browser().get("/", headers={"Host": "evil.example;script-src"})
        assert "evil" not in answer.headers.get("Content-Security-Policy", "")

    def test_answers_of_the_api_are_not_kept_either(self, browser, meeting):
        answer = browser().post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.content_type == "application/json"

    def test_pages_are_small_on_the_way(self, browser):
        answer = browser().get("/", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert b"<h1>" in gzip.decompress(answer.data)
        assert b"<h1>" in browser().get("/").data


class TestFacts:
    def facts(self, page, id="page"):
        return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script>', page.text)[1])

    def test_pages_know_their_meeting_and_role(self, pages, meeting):
        for name, role in (("member", "participant"), ("chair", "chair"), ("board", "board"), ("join", "participant")):
            facts = self.facts(pages[name])
            assert (facts["code"], facts["role"]) == (meeting["code"], role)
            assert facts["join_url"] == meeting["join_url"]

    def test_no_page_holds_a_token(self, pages, meeting):
        for page in pages.values():
            assert meeting["chair_url"].rsplit("/", 1)[1] not in page.text

    def test_words_come_with_the_page(self, pages):
        assert self.facts(pages["join"], "words")["join.where"] == "Where are you?"

    def test_every_page_is_a_page(self, pages):
        for page in pages.values():
            assert page.text.startswith("<!doctype html>")
            assert page.text.count("<h1") == 1
            assert page.text.count("<main") == 1
            assert '<html lang="en">' in page.text
            assert re.search(r"<title>[^<]+</title>", page.text)


class TestRefusals:
    @pytest.mark.parametrize(
        ("call", "status", "code"),
        [
            (("GET", "/api/nothing"), 404, "no_page"),
            (("GET", "/api/meetings"), 405, "no_page"),
            (("DELETE", "/api/meetings/ACDEFG/join"), 405, "no_page"),
        ],
    )
    def test_in_the_api_have_the_one_form(self, browser, call, status, code):
        answer = browser().open(call[1], method=call[0])
        assert (answer.status_code, refused(answer)) == (status, code)

    @pytest.mark.parametrize("address", ["/nothing", "/m/", "/chair/", "/s/x/../../secret.key", "/m/ACDEFG/nothing"])
    def test_for_people_are_a_page_with_a_way_on(self, browser, address):
        answer = browser().get(address)
        assert answer.status_code == 404
        assert 'href="/"' in answer.text

    def test_what_is_our_fault_is_said_calmly(self, serve, monkeypatch):
        app = serve()
        app.config["PROPAGATE_EXCEPTIONS"] = False
        monkeypatch.setattr("live_cop.web.pages.home.RUNNING_ORDERS", None)
        answer = app.test_client().get("/")
        assert answer.status_code == 500
        assert "Something went wrong on our side" in answer.text
        assert "Traceback" not in answer.text

    def test_a_disk_that_takes_nothing_is_said_calmly(self, browser, chair, meeting, services, monkeypatch):
        def fail(*_):
            raise StoreError("disk full")

        monkeypatch.setattr(services.store, "create_link", fail)
        answer = chair.post(f"/api/meetings/{meeting['code']}/helper-link")
        assert (answer.status_code, refused(answer)) == (503, "not_saved")


def test_every_address_is_in_the_documentation(app):
    page = (Path(__file__).parents[3] / "docs" / "protocol.md").read_text()
    for rule in app.url_map.iter_rules():
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            for address in addresses(rule.rule):
                assert address.startswith("/s/") or f"`{method} {address}" in page, f"{method} {address}"


def addresses(rule: str) -> list[str]:
    """The rule as it is documented: one for each form that it has."""
    if found := re.search(r"<any\(([\w,]+)\):\w+>", rule):
        return [each for form in found[1].split(",") for each in addresses(rule.replace(found[0], form, 1))]
    return [re.sub(r"<\w+:", "<", rule)]


class TestHealth:
    def test_is_ok_when_the_store_can_be_written(self, browser):
        answer = browser().get("/healthz")
        assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})

    def test_says_so_when_it_cannot(self, browser, services, monkeypatch):
        monkeypatch.setattr(services.store, "writable", lambda: False)
        assert browser().get("/healthz").status_code == 503

    def test_notices_a_folder_that_is_gone(self, serve):
        app = serve()
        shutil.rmtree(app.extensions["live_cop"].settings.data)
        assert app.test_client().get("/healthz").status_code == 503


class TestQr:
    def test_is_a_picture_of_the_join_address(self, browser, meeting):
        answer = browser().get(f"/m/{meeting['code']}/qr.svg")
        assert answer.content_type == "image/svg+xml"
        assert answer.text.startswith("<svg") and "viewBox" in answer.text

    def test_differs_from_meeting_to_meeting(self, browser, meeting):
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()["code"]
        assert browser().get(f"/m/{meeting['code']}/qr.svg").data != browser().get(f"/m/{other}/qr.svg").data
