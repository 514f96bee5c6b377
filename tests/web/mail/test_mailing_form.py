"""The mailing form and its preview, and what it refuses."""

import re
from html import unescape

import pytest

from .conftest import GIVEN, hidden, preview, send


class TestPreview:
    def test_the_preview_shows_exactly_what_is_sent(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        page = preview(chair, url, words="First.\n\n<b>Second</b> & third")
        send(chair, url, page, words="First.\n\n<b>Second</b> & third")
        services.mailer.send_due()
        message = mails.message()
        token = services.store.attendance.recipients(url.split("/")[2])[0].unsubscribe_token
        shown = unescape(re.search(r'srcdoc="([^"]*)"', page)[1])
        shown = re.sub(r'<style nonce="[^"]+">', "<style>", shown).replace("/u/example", f"/u/{token}")
        assert message.get_body(("html",)).get_content().replace("\r\n", "\n") == shown
        plain = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)[1]).replace("/u/example", f"/u/{token}")
        assert message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == plain.strip()

    def test_the_attachment_can_be_previewed(self, chair, url, add_to_list, browser, code):
        add_to_list("Ann")
        where = re.search(r'href="([^"]+report\.pdf[^"]*)"', preview(chair, url, how="full"))[1]
        answer = chair.get(where)
        assert (answer.status_code, answer.data, answer.mimetype) == (200, b"%PDF-1", "application/pdf")
        assert browser("10.2.2.2").get(where).status_code in (403, 404)


class TestInvalidForms:
    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"subject": " "}, "Please write something first"),
            ({"subject": "x" * 151}, "150 characters is the most"),
            ({"words": "x" * 2001}, "2000 characters is the most"),
            ({"how": "link", "link": "javascript:x"}, "should start with https://"),
            ({"how": "scroll"}, "not right"),
        ],
    )
    def test_an_invalid_form_shows_one_sentence_and_sends_nothing(
        self, chair, url, add_to_list, services, given, sentence
    ):
        add_to_list("Ann")
        page = chair.post(url, data={**GIVEN, **given})
        assert page.status_code == 400
        [alert] = re.findall(r'role="alert"[^>]*>(.*?)</p>', page.text)
        assert sentence in alert
        good = preview(chair, url)
        assert send(chair, url, good, **given).status_code == 400
        assert services.store.mailings.count(url.split("/")[2]) == 0

    def test_a_link_to_the_report_needs_an_address(self, chair, url, add_to_list):
        add_to_list("Ann")
        page = chair.post(url, data={**GIVEN, "how": "link", "link": ""})
        assert page.status_code == 400 and "should start with https://" in page.text

    def test_a_line_break_in_the_subject_adds_no_header(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        send(chair, url, subject="Hello\r\nBcc: victim@example.org")
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"] and mails.message()["Bcc"] is None
        assert mails.message()["Subject"] == "Hello Bcc: victim@example.org"

    @pytest.mark.parametrize("given", [{"key": "short"}, {"seen": "x"}, {"seen": ""}, {"kind": "spam"}])
    def test_a_forged_form_is_refused(self, chair, url, add_to_list, services, given):
        add_to_list("Ann")
        page = preview(chair, url)
        data = {**GIVEN, "key": hidden(page, "key"), "seen": hidden(page, "seen"), **given}
        assert chair.post(f"{url}/now", data=data).status_code == 400
        assert services.store.mailings.count(url.split("/")[2]) == 0
