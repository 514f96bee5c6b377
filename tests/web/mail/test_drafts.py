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
    def test_one_draft_for_everybody_and_the_addresses_to_copy(self, chair, url, put):
        put("Ann")
        put("Bob")
        page = preview(chair, url)
        shown = re.search(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", page)[1]
        assert sorted(shown.split(", ")) == ["ann@example.org", "bob@example.org"] and "Send a test" not in page
        made = email.message_from_bytes(chair.post(f"{url}/draft.eml", data=GIVEN).data, policy=policy.default)
        assert made["To"] is made["Bcc"] is made["From"] is None and made["X-Unsent"] == "1"
        assert made["Subject"] == "Our report" and "@example.org" not in made.as_string()
        assert [each.get_content() for each in made.iter_attachments()] == [b"%PDF-1"]

    def test_one_draft_for_each_recipient(self, chair, url, put, services):
        put("Ann")
        put("Bob")
        answer = chair.post(f"{url}/drafts.zip", data=GIVEN)
        assert answer.mimetype == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.data)) as files:
            made = [email.message_from_bytes(files.read(name), policy=policy.default) for name in files.namelist()]
        assert sorted(each["To"].addresses[0].addr_spec for each in made) == ["ann@example.org", "bob@example.org"]
        stops = {each["List-Unsubscribe"] for each in made}
        tokens = {each.unsubscribe_token for each in services.store.attendance.recipients(url.split("/")[2])}
        assert stops == {f"<http://localhost/u/{token}>" for token in tokens}

    def test_nothing_can_be_sent_without_a_mail_server(self, chair, url, put, services):
        put("Ann")
        for path in ("now", "test"):
            answer = chair.post(f"{url}/{path}", data={**GIVEN, "key": "x" * 32, "seen": "0", "email": "a@b.org"})
            assert answer.status_code == 400 and "has no mail server" in answer.text
