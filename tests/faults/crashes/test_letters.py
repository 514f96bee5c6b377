"""The server is killed in the middle of sending: everybody has one message, and one letter at most is unsure."""

import re
from collections import Counter

import pytest
import requests

from live_cop.meeting.contacts.attendance import Entry
from live_cop.store.attendance import Consent
from live_cop.store.opening import open_store

from ...support.mailserver import MailServer
from ...support.patience import until
from ...support.servers import Server

EVERYONE = 90
#: So many letters have gone when it is killed.
GONE = 30
GIVEN = {"kind": "report", "subject": "Our report", "words": "", "how": "link", "link": "https://report.example/r"}


@pytest.fixture
def mails():
    server = MailServer()
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.parametrize(
    "when", [pytest.param("between two letters", marks=pytest.mark.thorough), "in the middle of one"]
)
def test_killed_in_the_middle_of_sending(tmp_path, mails, when):
    """In the middle of a letter: the mail server has it, and its answer does not reach us any more."""
    mail = {"LIVE_COP_SMTP": mails.url, "LIVE_COP_MAIL_FROM": "cop@example.org", "LIVE_COP_HOST_KEY": "open sesame"}
    server = Server(tmp_path / "data", **mail)
    links, chair = server.open_meeting()
    code, page = links["code"], f"{server.url}/m/{links['code']}/send"
    server.stop()
    store = open_store(server.data)
    for n in range(EVERYONE):
        entry = Entry(name=f"P{n}", email=f"p{n}@example.org", write=True)
        store.attendance.add(f"token {n}", code, entry, Consent("en-1", "words", "2026-11-21"), None, False)
    store.close()
    server.start()

    def killed(to):
        if when != "between two letters" and len(mails.tries) == GONE:
            mails.taken.append((to, b"Message-ID: <1@x>"))
            server.stop(9)
            return "hang up"
        return None

    mails.hook = killed
    shown = chair.post(page, data=GIVEN, timeout=60).text
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', shown)[1] for name in ("key", "seen")}
    where = chair.post(f"{page}/now", data={**GIVEN, **hidden}, timeout=60, allow_redirects=False).headers["Location"]
    until(lambda: len(mails.tries) >= GONE, 60)
    if when == "between two letters":
        server.stop()
    else:
        until(lambda: server._process.poll() is not None, 60)
    assert len(mails.to) < EVERYONE
    server.start()

    def status():
        text = requests.get(server.url + where, cookies=chair.cookies, timeout=60).text
        return Counter(re.findall(r'<p class="is-(\w+)">', text))

    until(lambda: status()["waiting"] + status()["sending"] == 0, 60)
    assert len(mails.to) == len(set(mails.to)) == EVERYONE
    expected = {"sent": EVERYONE} if when == "between two letters" else {"sent": EVERYONE - 1, "unsure": 1}
    assert status() == expected
    log = server.log.read_text()
    assert "@example.org" not in log and "letters: " in log
    server.stop()
