"""A mail server that takes what is sent, people on the attendance list, and the mailing form."""

import re

import pytest

from live_cop.meeting.contacts.attendance import Entry
from live_cop.report.worker import FORMS
from live_cop.store.attendance import Consent

from ...mailserver import MailServer

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
def app(serve, mails, request):
    if request.node.get_closest_marker("without_mail_server"):
        return serve()
    return serve(smtp=mails.url, mail_from="Access to homes <cop@example.org>")


@pytest.fixture
def code(meeting):
    return meeting["code"]


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch):
    """The PDF itself is tested elsewhere, and takes seconds."""
    from live_cop.web.reports import report_worker as rendering

    made = lambda key, ask: b"%PDF-1" if (request := ask()).form == "pdf" else FORMS[request.form](request)  # noqa: E731
    monkeypatch.setattr(rendering, "render_once", made)


@pytest.fixture
def put(services, code):
    """put("Ann") stands on the list and may be written to."""

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
    """What stands on the page, without its style and its script's words."""
    return re.search(r"<main.*</main>", page.text, re.S)[0]


def preview(chair, url, **more):
    page = chair.post(url, data={**GIVEN, **more})
    assert page.status_code == 200, page.text
    return page.text


def send(chair, url, page=None, **more):
    given = {**GIVEN, **more}
    page = page or preview(chair, url, **more)
    return chair.post(f"{url}/now", data={**given, "key": hidden(page, "key"), "seen": hidden(page, "seen")})
