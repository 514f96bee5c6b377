"""The chair sends the report: previews it, sends a test, sends it once, and follows its progress."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from live_cop.meeting.contacts.attendance import Entry
from live_cop.store.attendance import Attendance, Consent
from live_cop.store.sqlite import file

from ...support.mailserver import MailServer
from ...support.servers import Server
from ...support.stores import Beside
from ..screens import Screens, check_accessibility, open_panel, start

pytestmark = [pytest.mark.thorough, pytest.mark.own_server]


@pytest.fixture
def mails() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def server(tmp_path: Path, mails: MailServer) -> Iterator[Server]:
    mail = {"LIVE_COP_SMTP": mails.url, "LIVE_COP_MAIL_FROM": "Homes <cop@example.org>"}
    running = Server(tmp_path / "data", **mail, LIVE_COP_HOST_KEY="open sesame")
    yield running
    running.stop()


def test_a_mailing_from_the_console_to_the_last_e_mail(screens: Screens, mails: MailServer) -> None:
    screens.open_meeting(community="Access to homes")
    attendance = Attendance(Beside(screens.server.data / file.NAME))
    for name in ("Ann", "Bob", "Cleo"):
        entry = Entry(name=name, email=f"{name.lower()}@example.org", write=True)
        agreed = Consent("en-1", "the words", "2026-11-21")
        attendance.add(f"token {name}", screens.links["code"], entry, agreed, None, False)
    chair = screens.chair()
    start(chair)
    open_panel(chair, "Report")
    with chair.context.expect_page() as window:
        chair.get_by_role("link", name="Send it to people").click()
    page = window.value
    page.on("pageerror", lambda error: screens.faults.append(str(error)))
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    expect(page.get_by_text("Goes to 3 people")).to_be_visible()
    check_accessibility(page, contrast=True)
    page.get_by_label("A few words").fill("Thank you all for <b>Tuesday</b>.")
    page.get_by_role("button", name="See what people get").click()

    letter = page.frame_locator("iframe.letter")
    expect(letter.get_by_text("Thank you all for <b>Tuesday</b>.")).to_be_visible()
    # The style of the e-mail works in the preview, and nothing is loaded from another server.
    assert letter.locator("body").evaluate("e => getComputedStyle(e).maxWidth") != "none"
    check_accessibility(page, contrast=True)
    page.get_by_label("Your e-mail address").fill("chair@example.org")
    page.get_by_role("button", name="Send a test to me").click()
    expect(page.get_by_text("on its way to you")).to_be_visible(timeout=40_000)
    assert mails.to == ["chair@example.org"]

    # Where the server cannot be reached as it is sent, the words are still there. (A second window has a copy.)
    with page.expect_popup() as popup:
        page.evaluate("window.open(location.href.replace(/send.*/, 'send'), '_blank')")
    second = popup.value
    expect(second.get_by_label("A few words")).to_have_value("Thank you all for <b>Tuesday</b>.")
    second.get_by_role("button", name="See what people get").click()
    second.route("**/send/now", lambda route: route.fulfill(status=502, body="Nobody there"))
    second.get_by_role("button", name="Send it to 3 people").click()
    expect(second.get_by_text("Nobody there")).to_be_visible()
    second.goto(page.url.split("/send")[0] + "/send")
    expect(second.get_by_label("A few words")).to_have_value("Thank you all for <b>Tuesday</b>.")
    second.close()

    mails.answers = {"bob@example.org": "550 5.1.1 <bob@example.org> unknown"}
    page.get_by_role("button", name="Send it to 3 people").dblclick()
    expect(page.get_by_text("2 sent")).to_be_visible(timeout=40_000)
    expect(page.get_by_role("listitem").filter(has_text="Bob")).to_contain_text("There is no such address")
    check_accessibility(page, contrast=True)
    mails.answers = {}
    page.get_by_role("button", name="Send again to Bob").click()
    expect(page.get_by_text("3 sent")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("All done.")).to_be_visible()
    assert sorted(mails.to[1:]) == ["ann@example.org", "bob@example.org", "cleo@example.org"]
    page.get_by_role("link", name="Send something else").click()
    expect(page.get_by_role("link", name=re.compile("The report, "))).to_be_visible()
    expect(page.get_by_label("A few words")).to_have_value("")
    # axe looks for a place in the preview, too, which runs no script.
    assert [words for words in refused if "about:srcdoc" not in words] == []
