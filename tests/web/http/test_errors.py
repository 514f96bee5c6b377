"""Refusals and errors: one form in the API, and for people a page with a way on."""

import pytest

from live_cop.store.file import StoreError

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

        monkeypatch.setattr(services.store, "create_link", fail)
        answer = chair.post(f"/api/meetings/{meeting['code']}/helper-link")
        assert (answer.status_code, refused(answer)) == (503, "not_saved")
