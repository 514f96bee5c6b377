"""Three processes, of which one sends: it is killed in the middle, and everybody has one letter."""

import re
import signal
from collections import Counter

import pytest

from live_cop.meeting.contacts.attendance import Entry
from live_cop.store.attendance import Consent
from live_cop.store.leases import MAIL
from live_cop.store.opening import open_store

from ..support.mailserver import MailServer
from ..support.patience import PATIENCE, until
from .cluster import Cluster

EVERYONE = 60
GIVEN = {"kind": "report", "subject": "Our report", "words": "", "how": "link", "link": "https://report.example/r"}


@pytest.mark.thorough
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP], ids=["killed", "told", "frozen"])
def test_everybody_has_one_letter_whatever_happens_to_the_process_that_sends(tmp_path, sign):
    mails = MailServer()
    mail = {"LIVE_COP_SMTP": mails.url, "LIVE_COP_MAIL_FROM": "cop@example.org", "LIVE_COP_HOST_KEY": "open sesame"}
    cluster = Cluster(tmp_path, **mail)
    try:
        links, chair = cluster.open_meeting()
        code, page = links["code"], f"{cluster.url}/m/{links['code']}/send"
        store = open_store(cluster.data, process="list")
        for n in range(EVERYONE):
            entry = Entry(name=f"P{n}", email=f"p{n}@example.org", write=True)
            store.attendance.add(f"token {n}", code, entry, Consent("en-1", "words", "2026-11-21"), None, False)
        store.close()
        hit = []

        def hit_once(to):
            if len(mails.tries) == 20 and not hit:
                hit.append(cluster.hit(MAIL, sign))

        mails.hook = hit_once
        shown = chair.post(page, data=GIVEN, timeout=PATIENCE).text
        hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', shown)[1] for name in ("key", "seen")}
        sent = chair.post(f"{page}/now", data={**GIVEN, **hidden}, timeout=PATIENCE, allow_redirects=False)
        where = sent.headers["Location"]

        def status():
            text = chair.get(cluster.url + where, timeout=PATIENCE).text
            return Counter(re.findall(r'<p class="is-(\w+)">', text))

        until(lambda: hit and status()["waiting"] + status()["sending"] == 0, PATIENCE * 2)
        assert len(mails.to) == len(set(mails.to)) == EVERYONE
        assert set(status()) <= {"sent", "unsure"} and status()["unsure"] <= 1
    finally:
        cluster.close()
        mails.stop()
