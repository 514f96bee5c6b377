"""Drafts for the chair's own e-mail program, where the server has no mail server."""

import email
import io
import re
import zipfile
from email import policy

import pytest

from .conftest import GIVEN, preview


@pytest.mark.without_mail_server
class TestDrafts:
    def test_one_draft_for_everybody_and_the_addresses_to_copy(self, chair, url, add_to_list):
        add_to_list("Ann")
        add_to_list("Bob")
        page = preview(chair, url)
        shown = re.search(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", page)[1]
        assert sorted(shown.split(", ")) == ["ann@example.org", "bob@example.org"] and "Send a test" not in page
        message = email.message_from_bytes(chair.post(f"{url}/draft.eml", data=GIVEN).data, policy=policy.default)
        assert message["To"] is message["Bcc"] is message["From"] is None and message["X-Unsent"] == "1"
        assert message["Subject"] == "Our report" and "@example.org" not in message.as_string()
        assert [each.get_content() for each in message.iter_attachments()] == [b"%PDF-1"]

    def test_one_draft_for_each_recipient(self, chair, url, add_to_list, services):
        add_to_list("Ann")
        add_to_list("Bob")
        answer = chair.post(f"{url}/drafts.zip", data=GIVEN)
        assert answer.mimetype == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.data)) as files:
            messages = [email.message_from_bytes(files.read(name), policy=policy.default) for name in files.namelist()]
        assert sorted(each["To"].addresses[0].addr_spec for each in messages) == ["ann@example.org", "bob@example.org"]
        stops = {each["List-Unsubscribe"] for each in messages}
        tokens = {each.unsubscribe_token for each in services.store.attendance.recipients(url.split("/")[2])}
        assert stops == {f"<http://localhost/u/{token}>" for token in tokens}

    def test_nothing_can_be_sent_without_a_mail_server(self, chair, url, add_to_list, services):
        add_to_list("Ann")
        for path in ("now", "test"):
            answer = chair.post(f"{url}/{path}", data={**GIVEN, "key": "x" * 32, "seen": "0", "email": "a@b.org"})
            assert answer.status_code == 400 and "has no mail server" in answer.text
