"""Browsers that lack something: old ones, and those that refuse cookies. Nobody is left with a dead button."""

import pytest
from playwright.sync_api import Page, Route, expect

from ...support.thorough import first
from ..screens import LAPTOP, PHONE, Screens, write_note

#: What the oldest browsers in docs/hosting.md do not have (Safari 15.0, Chrome 90, Firefox 89) and newer ones know.
MISSING = """() => {
  const gone = {
    "SubmitEvent.prototype": ["submitter"],
    "HTMLFormElement.prototype": ["requestSubmit"],
    "HTMLDialogElement.prototype": ["showModal", "show", "close", "open"],
    "HTMLElement.prototype": ["inert", "popover", "showPopover", "hidePopover", "togglePopover"],
    "Element.prototype": ["checkVisibility", "setHTMLUnsafe", "getHTML"],
    "Node.prototype": ["moveBefore"],
    "Array.prototype": ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"],
    "String.prototype": ["at", "isWellFormed", "toWellFormed"],
    "Object": ["hasOwn", "groupBy"],
    "Map": ["groupBy"],
    "Promise": ["withResolvers", "try"],
    "AbortSignal": ["timeout", "any"],
    "Intl": ["Segmenter", "supportedValuesOf", "DurationFormat"],
    "Crypto.prototype": ["randomUUID"],
    "Navigator.prototype": ["wakeLock", "share", "canShare", "vibrate", "locks", "userActivation", "virtualKeyboard"],
    "Document.prototype": ["startViewTransition", "wasDiscarded"],
    "window": ["structuredClone", "BroadcastChannel", "requestIdleCallback", "reportError", "scheduler", "navigation",
      "documentPictureInPicture", "CompressionStream", "showSaveFilePicker", "ClipboardItem", "CSSContainerRule"],
  };
  for (const [path, names] of Object.entries(gone)) {
    const owner = path.split(".").reduce((found, name) => found?.[name], window);
    for (const name of names) if (owner) delete owner[name];
  }
}"""


def old(screens: Screens, **options: object) -> Page:
    page = screens.new(**options)
    page.add_init_script(f"({MISSING})()")
    return page


@pytest.mark.parametrize(("place", "options"), first(1, [("Joining from elsewhere", LAPTOP), ("In the room", PHONE)]))
def test_both_join_buttons_work_in_the_oldest_browsers_and_so_does_the_meeting(screens, place, options):
    screens.open_meeting(template="blank")
    screens.chair().get_by_role("button", name="Start the meeting").click()
    page = old(screens, **options)
    page.goto(screens.links["join_url"])
    assert page.evaluate("'submitter' in SubmitEvent.prototype") is False
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Your name").press("Enter")
    expect(page.get_by_role("button", name=place)).to_be_enabled()
    page.get_by_role("button", name=place).click()
    expect(page.locator(".status-saved").first).to_be_visible()
    write_note(page, "A kind word")


def test_the_console_works_in_the_oldest_browsers(screens):
    screens.open_meeting(template="blank")
    chair = old(screens, **LAPTOP)
    chair.goto(screens.links["chair_url"])
    chair.get_by_role("button", name="Start the meeting").click()
    expect(chair.locator(".clock-time")).to_be_visible()
    chair.get_by_role("button", name="Scale").first.click()


@pytest.mark.parametrize("script", first(1, [True, False]))
def test_a_browser_that_refuses_cookies_is_told_before_anybody_is_counted_in(screens, script):
    screens.open_meeting(template="blank")
    chair = screens.chair()
    phone = screens.new(**PHONE, java_script_enabled=script)

    def without_cookies(route: Route) -> None:
        headers = {name: value for name, value in route.request.headers.items() if name != "cookie"}
        answer = route.fetch(headers={**headers, "cookie": ""}, max_redirects=0)
        kept = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        route.fulfill(response=answer, headers=kept)

    phone.route("**/*", without_cookies)
    phone.goto(screens.links["join_url"])
    phone.get_by_label("Your name").fill("Zebedee")
    phone.get_by_role("button", name="In the room").click()
    expect(phone.get_by_role("alert")).to_contain_text("blocks cookies")
    expect(phone.get_by_label("Your name")).to_have_value("Zebedee")
    expect(phone.get_by_role("button", name="In the room")).to_be_enabled()
    assert "Zebedee" not in chair.content()
    phone.unroute("**/*")
    phone.get_by_role("button", name="In the room").click()
    expect(phone).to_have_url(f"{screens.server.url}/m/{screens.links['code']}")


def test_a_browser_that_is_too_old_gets_a_sentence_and_no_box_that_swallows_words(screens):
    """The page as a browser sees it that does not know the property by which old browsers are told."""
    screens.open_meeting(template="blank")
    phone = screens.phone()
    joined = phone.context.new_page()

    def before_2021(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("not (aspect-ratio:1)", "not (not-there:1)"))

    joined.route("**/m/*", before_2021)
    joined.goto(screens.links["join_url"])
    expect(joined.get_by_text("This browser is too old")).to_be_visible()
    expect(joined.locator("textarea").first).to_be_hidden()
    expect(joined.locator("#app")).to_be_hidden()
    newcomer = screens.new(**PHONE)
    newcomer.route("**/m/*", before_2021)
    newcomer.goto(screens.links["join_url"])
    expect(newcomer.get_by_text("This browser is too old")).to_be_visible()
    expect(newcomer.get_by_role("button")).to_have_count(0)
    expect(phone.get_by_text("This browser is too old")).to_be_hidden()


def test_with_forced_colours_what_is_chosen_has_a_border_that_the_rest_has_not(screens: Screens) -> None:
    """Backgrounds are gone there. Some of these parts have a border of their own, or none."""
    screens.open_meeting(template="solution")
    screens.chair_connection().do("agenda.start")
    phone, laptop = screens.phone(forced_colors="active", **PHONE), screens.laptop(forced_colors="active")
    for page, part in ((phone, ".zone-tab"), (phone, ".tab-parts .tab"), (laptop, ".switch-part")):
        widths = page.locator(part).evaluate_all(
            "(all) => all.map((each) => [each.matches('[aria-pressed=true], [aria-current]'),"
            " getComputedStyle(each).borderLeftWidth])"
        )
        chosen, others = ({width for is_on, width in widths if is_on is which} for which in (True, False))
        assert chosen and others and not chosen & others, (part, widths)
