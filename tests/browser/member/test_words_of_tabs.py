"""Each tab keeps its own words, and the words of a tab that is gone are found again, once."""

import pytest
from playwright.sync_api import Page, expect

from ..screens import Screens, begin_meeting


def box(page: Page):
    return page.locator("textarea#composer")


def put_up(page: Page) -> None:
    page.get_by_role("button", name="Put it on the wall").first.click()
    expect(box(page)).to_have_value("")


def another_tab(page: Page) -> Page:
    tab = page.context.new_page()
    tab.goto(page.url)
    expect(box(tab)).to_be_visible()
    return tab


def test_two_tabs_have_a_draft_each(screens: Screens) -> None:
    begin_meeting(screens)
    one = screens.phone()
    two = another_tab(one)
    two.bring_to_front()
    box(two).fill("words of the second")
    one.bring_to_front()
    box(one).fill("words of the first")
    put_up(one)
    two.reload()
    expect(box(two)).to_have_value("words of the second")
    one.reload()
    expect(box(one)).to_have_value("")


def test_words_of_a_tab_that_is_gone_are_found_once(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    one, two = another_tab(phone), another_tab(phone)
    box(one).fill("first lost")
    box(two).fill("second lost")
    one.close()
    two.close()
    found = another_tab(phone)
    expect(box(found)).to_have_value("first lost\nsecond lost")
    again = another_tab(phone)
    expect(box(again)).to_have_value("")
    put_up(found)
    found.reload()
    expect(box(found)).to_have_value("")


def test_a_tab_that_is_still_open_keeps_its_words(screens: Screens) -> None:
    begin_meeting(screens)
    one = screens.phone()
    box(one).fill("still being written")
    two = another_tab(one)
    expect(box(two)).to_have_value("")


@pytest.mark.thorough
def test_tabs_that_load_at_the_same_time_take_nothing_from_each_other(screens: Screens) -> None:
    """A browser that starts again loads all its tabs at once. The second one is so slow that the first overtakes it."""
    begin_meeting(screens)
    one = screens.phone()
    two = another_tab(one)
    box(two).fill("of the second")
    two.add_init_script(
        "const real = setTimeout;"
        "window.setTimeout = (work, ms, ...more) => real(work, Math.max(ms || 0, 1900), ...more);"
    )
    two.reload()
    one.reload()
    expect(box(one)).to_be_visible()
    expect(box(two)).to_have_value("of the second")
    assert box(one).input_value() == ""


@pytest.mark.thorough
def test_a_duplicate_of_a_tab_has_words_of_its_own(screens: Screens) -> None:
    """A browser copies sessionStorage when a tab is duplicated, or opened from another one."""
    begin_meeting(screens)
    one = screens.phone()
    box(one).fill("of the first")
    with one.expect_popup() as popup:
        one.evaluate("window.open(location.href, '_blank')")
    copy = popup.value
    expect(box(copy)).to_be_visible()
    assert copy.evaluate("sessionStorage.length"), "the browser has copied nothing"
    expect(box(copy)).to_have_value("")
    box(copy).fill("of the copy")
    put_up(copy)
    one.reload()
    expect(box(one)).to_have_value("of the first")


def test_a_tab_without_words_is_drawn_without_asking_the_others(screens: Screens) -> None:
    """An answer takes a quarter of a second."""
    begin_meeting(screens)
    one = screens.phone()
    one.add_init_script(
        "window.asked = []; const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (key, value) { asked.push(key); set.call(this, key, value); };"
    )
    asked = "asked.includes('words.question')"
    one.reload()
    expect(box(one)).to_be_visible()
    assert not one.evaluate(asked)
    box(one).fill("of this tab")
    one.reload()
    expect(box(one)).to_have_value("of this tab")
    assert one.evaluate(asked)


@pytest.mark.thorough
def test_words_of_a_meeting_that_is_long_over_are_deleted(screens: Screens) -> None:
    begin_meeting(screens)
    one = screens.phone()
    ages = one.evaluate(
        "() => [29, 31].map((days) => { const id = (Date.now() - days * 86_400_000).toString(36) + 'abcdef';"
        " localStorage.setItem(`words.OLDONE.participant.${id}.draft.z1`, 'old'); return id; })"
    )
    one.reload()
    expect(box(one)).to_be_visible()
    left = one.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('OLDONE'))")
    assert left == [f"words.OLDONE.participant.{ages[0]}.draft.z1"]


def test_words_are_kept_in_memory_where_nothing_can_be_stored(screens: Screens) -> None:
    begin_meeting(screens)
    one = screens.phone()
    one.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    one.reload()
    box(one).fill("only here")
    for name in ("Agenda", "Notes"):
        one.get_by_role("button", name=name, exact=True).click()
    expect(box(one)).to_have_value("only here")


@pytest.mark.thorough
def test_the_browser_asks_before_words_that_are_in_memory_only_are_lost(screens: Screens) -> None:
    """Only then: a page that always asked would be a nuisance."""
    begin_meeting(screens)
    one = screens.phone()
    asked: list[str] = []
    one.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    one.evaluate(
        "() => { const room = '0'.repeat(2 ** 16);"
        " for (let n = 0, step = room; step; n += 1) try { localStorage.setItem(`full${n}`, step); }"
        " catch { step = step.slice(1 + step.length / 2); } }"
    )
    box(one).click()
    one.keyboard.type("only here")
    one.reload()
    assert asked == ["beforeunload"]
    one.evaluate("localStorage.clear()")
    box(one).click()
    one.keyboard.type("on the device")
    one.reload()
    expect(box(one)).to_have_value("on the device")
    assert asked == ["beforeunload"]


def test_a_page_that_wakes_does_not_overwrite_what_a_later_one_of_its_tab_has_kept(screens: Screens) -> None:
    """The Back button may bring back a page from before, which the browser had put aside with the box as it was."""
    begin_meeting(screens)
    one = screens.phone()
    box(one).fill("begun")
    one.evaluate(
        "() => { const key = Object.keys(localStorage).find((each) => each.includes('.draft.'));"
        " localStorage.setItem(key, 'begun, and finished later'); }"
    )
    with one.expect_navigation():
        one.evaluate("() => void setTimeout(() => window.dispatchEvent(new PageTransitionEvent('pageshow')))")
    expect(box(one)).to_have_value("begun, and finished later")
