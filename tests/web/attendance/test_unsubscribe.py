"""Stopping e-mails by the link in each of them."""

import pytest

from .conftest import ANN, listed, save


class TestUnsubscribe:
    @pytest.fixture
    def link(self, ann, code, services):
        save(ann, code, **ANN, write="yes")
        return "/u/" + services.store.attendance.recipients(code)[0].unsubscribe_token

    def test_opening_the_link_changes_and_reveals_nothing(self, browser, link, code, services):
        for _ in range(2):
            page = browser().get(link)
        assert browser().head(link).status_code == page.status_code == 200
        assert ANN["name"] not in page.text and ANN["email"] not in page.text
        assert len(services.store.attendance.recipients(code)) == 1

    def test_one_tap_unsubscribes_without_a_login(self, browser, link, code, services):
        for _ in range(2):
            answer = browser().post(link)
            assert answer.status_code == 200 and "Nobody will write to you any more" in answer.text
        assert services.store.attendance.recipients(code) == [] and len(listed(services, code)) == 1

    def test_a_mail_program_unsubscribes_with_one_click(self, browser, link, code, services):
        assert browser().post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
        assert services.store.attendance.recipients(code) == []

    @pytest.mark.parametrize("token", ["x", "x" * 32, "%00", "é"])
    def test_an_unknown_link_is_not_found(self, browser, token):
        for url in (f"/u/{token}", f"/a/{token}"):
            assert browser().get(url).status_code == browser().post(url).status_code == 404
