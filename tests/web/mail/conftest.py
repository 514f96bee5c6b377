"""A mail server that takes what is sent, people on the attendance list, and the mailing form."""

import re

import pytest

from live_cop.live.mail.mailer import Mailer
from live_cop.meeting.contacts.attendance import Entry
from live_cop.report.worker import RENDERERS
from live_cop.store.attendance import Consent
from live_cop.web.reports import report_worker

from ...support.mailserver import MailServer

WORDS = Consent("en-1", "the words", "2026-11-21")
GIVEN = {"kind": "report", "subject": "Our report", "words": "Thank you all.", "how": "summary"}


@pytest.fixture(scope="module")
def mail_server():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def mails(mail_server):
    mail_server.taken.clear()
    mail_server.tries.clear()
    mail_server.answers, mail_server.hook = {}, lambda to: None
    return mail_server


@pytest.fixture
def app(serve, mails, request, monkeypatch):
    # Letters go when a test says so: while the mailer is at work by itself, it does not begin again.
    monkeypatch.setattr(Mailer, "run_forever", lambda self: None)
    if request.node.get_closest_marker("without_mail_server"):
        return serve()
    return serve(smtp=mails.url, mail_from="Access to homes <cop@example.org>")


@pytest.fixture
def code(meeting):
    return meeting["code"]


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch):
    """PDF files take seconds to render, and are tested elsewhere."""

    def render_once(meeting, key, version, build_request):
        request = build_request()
        return b"%PDF-1" if request.format == "pdf" else RENDERERS[request.format](request)

    monkeypatch.setattr(report_worker, "render_once", render_once)


@pytest.fixture
def add_to_list(services, code):
    """add_to_list("Ann") adds somebody who agrees to e-mails."""

    def add(name, **more):
        entry = Entry(**{"name": name, "email": f"{name.lower()}@example.org", "write": True, **more})
        services.store.attendance.add(f"token {name}", code, entry, WORDS, None, False)

    return add


@pytest.fixture
def url(code):
    return f"/m/{code}/send"


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def main(page):
    """The main element of the page, without its style and the words of its script."""
    return re.search(r"<main.*</main>", page.text, re.S)[0]


def preview(chair, url, **more):
    page = chair.post(url, data={**GIVEN, **more})
    assert page.status_code == 200, page.text
    return page.text


def send(chair, url, page=None, **more):
    given = {**GIVEN, **more}
    page = page or preview(chair, url, **more)
    return chair.post(f"{url}/now", data={**given, "key": hidden(page, "key"), "seen": hidden(page, "seen")})
