"""A page that the browser translates shows the meeting as it is now, and nothing on it breaks."""

import pytest
from playwright.sync_api import Page, expect

from ..screens import Screens, write_note

#: What Google's translator in Chrome does, and goes on doing: each text is replaced by two <font> elements with its
#: translation, which here is the text in angle brackets. `replace` is one of its two ways.
TRANSLATOR = """(way) => {
  const skip = (text) => {
    const parent = text.parentElement;
    return !parent || !text.data.trim() || parent.closest('font, script, style, textarea, [translate="no"]');
  };
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = root.nodeType === 3 ? [root] : [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (skip(text)) continue;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      outer.style.verticalAlign = inner.style.verticalAlign = "inherit";
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      if (way === "replace") text.parentNode.replaceChild(outer, text);
      else {
        text.parentNode.insertBefore(outer, text);
        text.remove();
      }
      (window.originals ||= []).push([text, outer]);
    }
  };
  const start = () => {
    translate(document.body);
    const observer = new MutationObserver((records) => {
      for (const record of records) record.addedNodes.forEach((node) => node.isConnected && translate(node));
    });
    observer.observe(document.body, { childList: true, subtree: true });
    window.stopTranslating = () => observer.disconnect();
  };
  start();
}"""


#: Translations whose text is gone, or says something else by now.
LEFT_OVER = """() => [...document.querySelectorAll("#app :not(font) > font")]
  .filter((font) => font.nextSibling?.nodeType !== 3 || font.nextSibling.data).map((font) => font.innerText)"""


def translate(page: Page, way: str) -> None:
    page.evaluate(TRANSLATOR, way)


def title_now(chair: Page) -> str:
    return chair.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("way", ["replace", pytest.param("insert", marks=pytest.mark.thorough)])
def test_a_translated_phone_and_laptop_follow_the_whole_meeting(screens: Screens, way: str) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair()
    chair.get_by_role("button", name="Start the meeting").click()
    phone, laptop = screens.phone(), screens.laptop()
    for page in (phone, laptop):
        translate(page, way)
        expect(page.get_by_role("heading", level=1)).to_contain_text("«")
    clock = phone.locator(".clock-time").first
    before = clock.inner_text()
    expect(clock).not_to_have_text(before)
    for _ in range(4):
        section = title_now(chair)
        chair.get_by_role("button", name="Next: ").first.click()
        expect(chair.get_by_role("heading", level=1)).not_to_have_text(section)
    for page in (phone, laptop):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"«{title_now(chair)}»")
        assert page.evaluate(LEFT_OVER) == []


def test_notes_counts_and_what_is_removed(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    chair.get_by_role("button", name="Start the meeting").click()
    phone, laptop = screens.phone(), screens.laptop()
    for page in (phone, laptop):
        translate(page, "replace")
    for n in range(3):
        write_note(laptop, f"Note number {n}")
    note = laptop.locator(".note-on-plane, .note", has_text="«Note number 1»")
    expect(note.first).to_be_visible()
    expect(laptop.get_by_text("Note number 2")).not_to_have_count(0)
    texts = laptop.locator("#app").inner_text()
    assert texts.count("Note number 1") == texts.count("«Note number 1»")


def test_the_reader_goes_back_to_the_original(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    screens.chair().get_by_role("button", name="Start the meeting").click()
    phone = screens.phone()
    original = phone.locator("#app").inner_text()
    translate(phone, "replace")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("«")
    phone.evaluate(
        "() => { window.stopTranslating();"
        "for (const [text, font] of window.originals) font.parentNode?.replaceChild(text, font); }"
    )
    assert "«" not in phone.locator("#app").inner_text()
    without_clock = [line for line in original.splitlines() if ":" not in line]
    now = phone.locator("#app").inner_text()
    assert all(line in now for line in without_clock)
