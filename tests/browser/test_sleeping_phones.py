"""Phones that sleep, freeze, go elsewhere or lose their tab: every note arrives, once, in the order it was written."""

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.chromium import launch

from ..patience import FairClock, slowness, until
from ..servers import Server
from .screens import PHONE, Screens, write

pytestmark = pytest.mark.own_server


def started(screens: Screens) -> Page:
    """A meeting under way, and a screen on which its notes stand in their order."""
    screens.open_meeting(template="blank")
    screens.chair().get_by_role("button", name="Start the meeting").click()
    return screens.laptop()


def put(page: Page, text: str) -> None:
    page.locator("#composer").fill(text)
    page.get_by_role("button", name="Put it on the wall").click()


def put_offline(page: Page, *texts: str) -> None:
    """Writes notes without a network and sees each of them wait."""
    for text in texts:
        put(page, text)
        page.get_by_role("button", name="Write another").click()
        expect(page.locator(".note", has_text=text)).to_contain_text("waiting to be saved")


def shows(page: Page, *texts: str, within: float = 15) -> None:
    """These notes are there, none of them twice, and no others; on a laptop the oldest comes first."""
    expect(page.locator(".note-text")).to_have_text(list(texts), timeout=within * 1000)


@pytest.fixture
def returning(chromium: Browser, server: Server) -> Iterator[Screens]:
    """Screens whose pages may come back from the back/forward cache. Playwright turns it off, and a headless shell does
    not have it."""
    browser = launch(chromium.browser_type, full=True, ignore_default_args=["--disable-back-forward-cache"])
    screens = Screens(browser, server)
    yield screens
    screens.close()
    browser.close()
    assert not screens.faults, screens.faults


def test_a_tab_closed_offline_brings_its_words_home_when_it_is_opened_again(screens: Screens) -> None:
    laptop = started(screens)
    phone = screens.phone()
    context = phone.context
    context.set_offline(True)
    put_offline(phone, "first", "second", "third")
    phone.locator("#composer").fill("half a thought")
    phone.close()
    context.set_offline(False)
    write(laptop, "from elsewhere")
    shows(laptop, "from elsewhere")
    again = context.new_page()
    again.goto(screens.links["join_url"])
    shows(laptop, "from elsewhere", "first", "second", "third")
    expect(again.locator(".note")).to_have_count(4)
    expect(again.locator(".is-waiting")).to_have_count(0)
    expect(again.locator("#composer")).to_have_value("half a thought")


class Freezable:
    """A page that the tests' library does not know of. Those it knows it keeps awake, whatever a phone would do."""

    def __init__(self, browser: Browser) -> None:
        self._wire = browser.new_browser_cdp_session()
        self._answers: dict[int, dict[str, Any]] = {}
        self._wire.on("Target.receivedMessageFromTarget", self._hear)
        self.profile = self._wire.send("Target.createBrowserContext")["browserContextId"]
        target = self._wire.send("Target.createTarget", {"url": "about:blank", "browserContextId": self.profile})
        self._session = self._wire.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})

    def _hear(self, event: dict[str, str]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message

    def send(self, method: str, **args: object) -> Any:
        number = len(self._answers) + 1
        message = json.dumps({"id": number, "method": method, "params": args})
        where = {"sessionId": self._session["sessionId"], "message": message}
        self._wire.send("Target.sendMessageToTarget", where)
        clock = FairClock()
        while number not in self._answers:
            assert clock.seconds() < 5, f"no answer to {method}"
            self._wire.send("Browser.getVersion")
        return self._answers[number]["result"]

    def tell(self, script: str) -> Any:
        """What the script comes to."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait(self, script: str, seconds: float = 10) -> None:
        """Until the script comes to something true."""
        until(lambda: self.tell(script), seconds)

    def press(self, words: str) -> None:
        button = f"[...document.querySelectorAll('button')].find((each) => each.innerText.includes('{words}'))"
        self.wait(button + " !== undefined")
        self.tell(button + ".click()")

    def put(self, text: str) -> None:
        self.wait("document.querySelector('textarea#composer')?.value === ''")
        self.tell(
            "(() => { const box = document.querySelector('textarea#composer'); box.focus();"
            f" box.value = '{text}'; box.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
        )
        self.press("Put it on the wall")

    def state(self, state: str) -> None:
        self.send("Page.setWebLifecycleState", state=state)

    def notes(self) -> list[str]:
        return self.tell("[...document.querySelectorAll('.note-text')].map((each) => each.innerText)")

    def close(self) -> None:
        self._wire.send("Target.disposeBrowserContext", {"browserContextId": self.profile})
        self._wire.detach()


@pytest.fixture
def freezable(chromium: Browser) -> Iterator[Freezable]:
    page = Freezable(chromium)
    yield page
    page.close()


@pytest.mark.parametrize("died", [False, True], ids=["the line holds", "the line breaks"])
def test_a_frozen_page_catches_up_and_its_last_note_arrives_once(
    screens: Screens, freezable: Freezable, died: bool
) -> None:
    laptop = started(screens)
    phone = freezable
    phone.send("Page.navigate", url=screens.links["join_url"])
    phone.press("In the room")
    phone.put("before")
    shows(laptop, "before")
    phone.wait("document.querySelector('#composer').value === ''")
    phone.tell("['freeze', 'resume'].forEach((name) => document.addEventListener(name, () => (window[name] = true)))")
    # The note is on its way, and its answer cannot come before the freeze.
    os.kill(screens.server.pid, signal.SIGSTOP)
    phone.put("just before")
    phone.state("frozen")
    if died:
        screens.server.stop(signal.SIGKILL)
        screens.server.start()
    else:
        os.kill(screens.server.pid, signal.SIGCONT)
    write(laptop, "meanwhile")
    assert phone.tell("window.freeze") is True
    assert phone.notes() == ["before"]
    phone.state("active")
    phone.wait("document.querySelectorAll('.note').length === 3 && document.querySelector('#composer').value === ''", 5)
    assert phone.tell("window.resume") is True
    phone.put("awake")
    expect(laptop.locator(".note", has_text="awake")).to_have_count(1)
    there = laptop.locator(".note-text").all_inner_texts()
    assert sorted(there) == ["awake", "before", "just before", "meanwhile"]
    assert [text for text in there if text != "meanwhile"] == ["before", "just before", "awake"]


@pytest.mark.thorough
def test_a_page_from_the_back_forward_cache_catches_up_at_once(returning: Screens) -> None:
    laptop = started(returning)
    phone = returning.phone()

    def may_be_kept(route: Route) -> None:
        # With the no-store that the server says, browsers differ, and change, in whether they keep a page.
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "cache-control": "no-cache"})

    phone.route("**/m/*", may_be_kept)
    phone.reload()
    write(phone, "before")
    phone.unroute_all()
    phone.evaluate("addEventListener('pageshow', (event) => (window.fromCache = event.persisted))")
    phone.locator("#composer").fill("half a thought")
    phone.goto(f"{returning.server.url}/healthz")
    write(laptop, "meanwhile")
    phone.go_back(wait_until="commit")
    # Sooner than a line that only seems alive is found out.
    expect(phone.locator(".note", has_text="meanwhile")).to_have_count(1, timeout=2_500 * slowness())
    assert phone.evaluate("window.fromCache") is True
    expect(phone.locator("#composer")).to_have_value("half a thought")
    write(phone, "back again")
    shows(laptop, "before", "meanwhile", "back again")


@pytest.mark.thorough
def test_ten_minutes_offline_arrive_in_order_and_soon(screens: Screens) -> None:
    laptop = started(screens)
    phone = screens.new(**PHONE)
    phone.clock.install()
    phone.goto(screens.links["join_url"])
    phone.get_by_role("button", name="In the room").click()
    write(phone, "before")
    phone.context.set_offline(True)
    put_offline(phone, "first", "second", "third")
    for _ in range(10):
        phone.clock.fast_forward("01:00")
        phone.wait_for_timeout(200)
    put_offline(phone, "fourth")
    write(laptop, "from elsewhere")
    # The worst moment: a try has just come to nothing, and the pause until the next one is the longest.
    phone.clock.fast_forward("00:30")
    phone.wait_for_timeout(100)
    phone.context.set_offline(False)
    back = FairClock()
    shows(laptop, "before", "from elsewhere", "first", "second", "third", "fourth")
    assert back.seconds() < 3
    expect(phone.locator(".is-waiting")).to_have_count(0)
    expect(phone.locator(".note")).to_have_count(6)
