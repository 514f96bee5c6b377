"""Pages that are suspended, frozen, left or closed: every note arrives once, in the order in which it was written."""

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.chromium import launch

from ...support.patience import FairClock, slowness, until
from ...support.servers import Server
from ..screens import PHONE, Screens, write_note

pytestmark = pytest.mark.own_server


def start_meeting(screens: Screens) -> Page:
    """Starts a meeting, and returns a screen that shows its notes in order."""
    screens.open_meeting(template="blank")
    screens.chair().get_by_role("button", name="Start the meeting").click()
    return screens.laptop()


def submit_note(page: Page, text: str) -> None:
    page.locator("#composer").fill(text)
    page.get_by_role("button", name="Put it on the wall").click()


def queue_notes_offline(page: Page, *texts: str) -> None:
    """Writes notes offline, and waits until each is shown as waiting."""
    for text in texts:
        submit_note(page, text)
        page.get_by_role("button", name="Write another").click()
        expect(page.locator(".note", has_text=text)).to_contain_text("waiting to be saved")


def expect_notes(page: Page, *texts: str, within: float = 15) -> None:
    """Checks that the page shows exactly these notes, each once. On a laptop they flow into columns."""
    shown = page.locator(".note-text")
    expect(shown).to_have_count(len(texts), timeout=within * 1000)
    assert sorted(shown.all_inner_texts()) == sorted(texts)


@pytest.fixture
def returning(chromium: Browser, server: Server) -> Iterator[Screens]:
    """Screens whose pages may be restored from the back/forward cache, which Playwright turns off, and which a headless
    shell does not have."""
    browser = launch(chromium.browser_type, full=True, ignore_default_args=["--disable-back-forward-cache"])
    screens = Screens(browser, server)
    yield screens
    screens.close()
    browser.close()
    assert not screens.faults, screens.faults


def test_a_tab_closed_offline_sends_its_notes_when_reopened(screens: Screens) -> None:
    laptop = start_meeting(screens)
    phone = screens.phone()
    context = phone.context
    context.set_offline(True)
    queue_notes_offline(phone, "first", "second", "third")
    phone.locator("#composer").fill("half a thought")
    phone.close()
    context.set_offline(False)
    write_note(laptop, "from elsewhere")
    expect_notes(laptop, "from elsewhere")
    again = context.new_page()
    again.goto(screens.links["join_url"])
    expect_notes(laptop, "from elsewhere", "first", "second", "third")
    expect(again.locator(".note")).to_have_count(4)
    expect(again.locator(".is-waiting")).to_have_count(0)
    expect(again.locator("#composer")).to_have_value("half a thought")


class FreezablePage:
    """A page outside Playwright's control, because Playwright keeps its own pages from being frozen."""

    def __init__(self, browser: Browser) -> None:
        self._devtools = browser.new_browser_cdp_session()
        self._responses: dict[int, dict[str, Any]] = {}
        self._devtools.on("Target.receivedMessageFromTarget", self._on_message)
        self.profile = self._devtools.send("Target.createBrowserContext")["browserContextId"]
        target = self._devtools.send("Target.createTarget", {"url": "about:blank", "browserContextId": self.profile})
        self._session = self._devtools.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})

    def _on_message(self, event: dict[str, str]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._responses[message["id"]] = message

    def send(self, method: str, **args: object) -> Any:
        number = len(self._responses) + 1
        message = json.dumps({"id": number, "method": method, "params": args})
        where = {"sessionId": self._session["sessionId"], "message": message}
        self._devtools.send("Target.sendMessageToTarget", where)
        clock = FairClock()
        while number not in self._responses:
            assert clock.seconds() < 5, f"no answer to {method}"
            self._devtools.send("Browser.getVersion")
        return self._responses[number]["result"]

    def evaluate(self, script: str) -> Any:
        """The value of the script."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait(self, script: str, seconds: float = 10) -> None:
        """Waits until the value of the script is true."""
        until(lambda: self.evaluate(script), seconds)

    def press(self, words: str) -> None:
        button = f"[...document.querySelectorAll('button')].find((each) => each.innerText.includes('{words}'))"
        self.wait(button + " !== undefined")
        self.evaluate(button + ".click()")

    def submit_note(self, text: str) -> None:
        self.wait("document.querySelector('textarea#composer')?.value === ''")
        self.evaluate(
            "(() => { const box = document.querySelector('textarea#composer'); box.focus();"
            f" box.value = '{text}'; box.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
        )
        self.press("Put it on the wall")

    def state(self, state: str) -> None:
        self.send("Page.setWebLifecycleState", state=state)

    def notes(self) -> list[str]:
        return self.evaluate("[...document.querySelectorAll('.note-text')].map((each) => each.innerText)")

    def close(self) -> None:
        self._devtools.send("Target.disposeBrowserContext", {"browserContextId": self.profile})
        self._devtools.detach()


@pytest.fixture
def freezable(chromium: Browser) -> Iterator[FreezablePage]:
    page = FreezablePage(chromium)
    yield page
    page.close()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "died",
    [pytest.param(False, marks=pytest.mark.thorough, id="the line holds"), pytest.param(True, id="the line breaks")],
)
def test_a_frozen_page_catches_up_and_its_last_note_arrives_once(
    screens: Screens, freezable: FreezablePage, died: bool
) -> None:
    laptop = start_meeting(screens)
    phone = freezable
    phone.send("Page.navigate", url=screens.links["join_url"])
    phone.press("In the room")
    phone.submit_note("before")
    expect_notes(laptop, "before")
    # Its own note reaches the phone in a message of its own: a frozen page draws nothing more.
    phone.wait("document.querySelectorAll('.note').length === 1 && document.querySelector('#composer').value === ''")
    phone.evaluate(
        "['freeze', 'resume'].forEach((name) => document.addEventListener(name, () => (window[name] = true)))"
    )
    # The note has been sent, and its acknowledgement cannot arrive before the freeze.
    os.kill(screens.server.pid, signal.SIGSTOP)
    phone.submit_note("just before")
    phone.state("frozen")
    if died:
        screens.server.stop(signal.SIGKILL)
        screens.server.start()
    else:
        os.kill(screens.server.pid, signal.SIGCONT)
    write_note(laptop, "meanwhile")
    assert phone.evaluate("window.freeze") is True
    assert phone.notes() == ["before"]
    phone.state("active")
    phone.wait("document.querySelectorAll('.note').length === 3 && document.querySelector('#composer').value === ''", 5)
    assert phone.evaluate("window.resume") is True
    phone.submit_note("awake")
    expect(laptop.locator(".note-text", has_text="awake")).to_be_visible()
    there = laptop.locator(".note-text").all_inner_texts()
    assert sorted(there) == ["awake", "before", "just before", "meanwhile"]


@pytest.mark.thorough
def test_a_page_from_the_back_forward_cache_catches_up_at_once(returning: Screens) -> None:
    laptop = start_meeting(returning)
    phone = returning.phone()

    def may_be_kept(route: Route) -> None:
        # Whether browsers cache a page that is sent with no-store differs between them and between versions.
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "cache-control": "no-cache"})

    phone.route("**/m/*", may_be_kept)
    phone.reload()
    write_note(phone, "before")
    phone.unroute_all()
    phone.evaluate("addEventListener('pageshow', (event) => (window.fromCache = event.persisted))")
    phone.locator("#composer").fill("half a thought")
    phone.goto(f"{returning.server.url}/healthz")
    write_note(laptop, "meanwhile")
    phone.go_back(wait_until="commit")
    # Sooner than a dead connection would be detected.
    expect(phone.locator(".note", has_text="meanwhile")).to_have_count(1, timeout=2_500 * slowness())
    assert phone.evaluate("window.fromCache") is True
    expect(phone.locator("#composer")).to_have_value("half a thought")
    write_note(phone, "back again")
    expect_notes(laptop, "before", "meanwhile", "back again")


@pytest.mark.thorough
def test_notes_of_ten_minutes_offline_arrive_soon_and_in_order(screens: Screens) -> None:
    laptop = start_meeting(screens)
    phone = screens.new(**PHONE)
    phone.clock.install()
    phone.goto(screens.links["join_url"])
    phone.get_by_role("button", name="In the room").click()
    write_note(phone, "before")
    phone.context.set_offline(True)
    queue_notes_offline(phone, "first", "second", "third")
    for _ in range(10):
        phone.clock.fast_forward("01:00")
        phone.wait_for_timeout(200)
    queue_notes_offline(phone, "fourth")
    write_note(laptop, "from elsewhere")
    # The worst moment: an attempt has just failed, and the pause before the next one is the longest.
    phone.clock.fast_forward("00:30")
    phone.wait_for_timeout(100)
    phone.context.set_offline(False)
    back = FairClock()
    expect_notes(laptop, "before", "from elsewhere", "first", "second", "third", "fourth")
    assert back.seconds() < 3
    expect(phone.locator(".is-waiting")).to_have_count(0)
    expect(phone.locator(".note")).to_have_count(6)
