"""Refusals and errors: one form in the API, and for people a page with a way on."""

import re
from html import unescape

import pytest

from live_cop.store.errors import StoreError

from ..conftest import refused


class TestRefusals:
    @pytest.mark.parametrize(
        ("call", "status", "code"),
        [
            (("GET", "/api/nothing"), 404, "no_page"),
            (("GET", "/api/meetings"), 405, "no_page"),
            (("DELETE", "/api/meetings/ACDEFG/join"), 405, "no_page"),
        ],
    )
    def test_api_errors_are_json(self, browser, call, status, code):
        answer = browser().open(call[1], method=call[0])
        assert (answer.status_code, refused(answer)) == (status, code)

    @pytest.mark.parametrize("address", ["/nothing", "/m/", "/chair/", "/s/x/../../secret.key", "/m/ACDEFG/nothing"])
    def test_errors_for_people_are_a_page_with_a_link_home(self, browser, address):
        answer = browser().get(address)
        assert answer.status_code == 404
        assert 'href="/"' in answer.text

    def test_a_server_error_is_a_calm_page(self, serve, monkeypatch):
        app = serve()
        app.config["PROPAGATE_EXCEPTIONS"] = False
        monkeypatch.setattr("live_cop.web.pages.home.RUNNING_ORDERS", None)
        answer = app.test_client().get("/")
        assert answer.status_code == 500
        assert "Something went wrong on our side" in answer.text
        assert "Traceback" not in answer.text

    def test_a_failing_store_is_reported_as_not_saved(self, browser, chair, meeting, services, monkeypatch):
        def fail(*_):
            raise StoreError("disk full")

        monkeypatch.setattr(services.store.links, "create", fail)
        answer = chair.post(f"/api/meetings/{meeting['code']}/helper-link")
        assert (answer.status_code, refused(answer)) == (503, "not_saved")


TYPED = {"name": 'Ada "of" <Stoke>', "email": "ada@example.org", "kind": "lived"}


class TestRefusedForms:
    """What somebody typed is on the page that says why it was not taken, and can be sent again from there."""

    @pytest.fixture
    def form(self, chair, meeting):
        address = f"/m/{meeting['code']}/attendance"
        hidden = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', chair.get(address).text))
        return address, TYPED | {name: hidden[name] for name in ("key", "words")}

    @staticmethod
    def fields(page):
        assert 'method="post"' in page
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
        return {name: unescape(value) for name, value in found}

    @pytest.mark.parametrize("failing", ["too often", "no disk"])
    def test_it_can_be_sent_again(self, chair, form, services, monkeypatch, failing):
        def fail(*_, on_paper):
            raise StoreError("disk full")

        address, typed = form
        with monkeypatch.context() as broken:
            if failing == "no disk":
                broken.setattr(services.store.attendance, "add", fail)
            else:
                broken.setattr(services.saves, "take", lambda who: False)
            answer = chair.post(address, data=typed)
            assert answer.status_code == {"no disk": 503, "too often": 429}[failing]
        again = self.fields(answer.text)
        assert again == typed
        taken = chair.post(address, data=again)
        assert taken.status_code == 303
        assert TYPED["email"] in chair.get(f"{address}/list.csv").text

    def test_not_what_another_site_sent(self, chair, form):
        address, typed = form
        answer = chair.post(address, data=typed, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403 and 'method="post"' not in answer.text

    def test_a_form_that_is_too_large_has_a_page_too(self, chair, form):
        address, typed = form
        for where, headers in ((address, {}), ("/nothing", {}), (address, {"Origin": "https://evil.example"})):
            answer = chair.post(where, data=typed | {"name": "x" * 70_000}, headers=headers)
            assert answer.status_code in (403, 404, 413) and 'href="/"' in answer.text
            assert "Content-Security-Policy" in answer.headers
