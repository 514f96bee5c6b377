"""The focus is never lost, whatever vanishes, and the first stop of the Tab key leads to the box to write in; a control
can be called by the words on it."""

import pytest
from playwright.sync_api import Page, expect

from .screens import LAPTOP, Screens, open_panel, write_note

#: Controls whose name has not the words that people see on them, as WCAG 2.5.3 asks. Of a part in the running order its
#: title is the label.
MISNAMED = r"""() => {
  const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, "").replace(/\s+/g, " ").trim();
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".unseen, svg, [aria-hidden=true], [hidden]")) return "";
    return node.checkVisibility({ visibilityProperty: true }) ? [...node.childNodes].map(words).join(" ") : "";
  };
  const controls = [...document.querySelectorAll("[aria-label]:is(button, a, summary):not(.part-open)")];
  return controls.flatMap((each) => {
    const [seen, name] = [plain(words(each)), plain(each.getAttribute("aria-label"))];
    return name.includes(seen) ? [] : [`“${seen}” is called “${name}”`];
  });
}"""


def check_focus(*pages: Page) -> None:
    """Waits until something on each page has the focus, and what has it can be seen."""
    for page in pages:
        page.wait_for_function(
            "() => document.activeElement !== document.body && document.activeElement.checkVisibility()"
        )
        assert page.evaluate(MISNAMED) == []


@pytest.mark.thorough
def test_the_focus_stays_on_the_page_when_what_had_it_vanishes(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair_connection()
    parts = {each["title"]: id for id, each in chair.all("section").items()}
    chair.do("agenda.start", section=parts["Best hopes"])
    phone = screens.phone(name="Lin")
    # A page that is joined in place begins at its title.
    expect(phone.get_by_role("heading", level=1)).to_be_focused()
    laptop, console = screens.laptop(), screens.chair(**LAPTOP)
    everyone = (phone, laptop, console)
    write_note(phone, "a key for the first night")
    write_note(laptop, "more tea, and a chair for each")
    hopes = list(chair.all("note"))
    # The name of a note is all of its text.
    whole = console.get_by_role("button", name="Change the note: more tea, and a chair for each", exact=True)
    for page in (phone, laptop):
        page.locator(".note.is-mine .note-open").first.focus()
    whole.focus()

    # Somebody deletes the notes: the neighbour has the focus, or what the list is in.
    for id in hopes:
        chair.do("note.remove", note=id)
    expect(phone.locator(".note[data-note]")).to_have_count(0)
    check_focus(*everyone)

    # A part begins with a round, in which each has buttons; they go with the round.
    chair.do("agenda.start", section=parts["Questions round the table"])
    check_focus(*everyone)
    for page in (phone, laptop):
        page.locator(".turn-buttons button").first.focus()
    console.get_by_role("button", name="Next voice").focus()
    chair.do("round.end")
    expect(phone.locator(".turn-waiting, .turn-now")).to_have_count(0)
    check_focus(*everyone)

    # A scale opens in the place of the notes, and closes with its part.
    phone.locator(".zone-tab").first.focus()
    chair.do("scale.open", scale=next(iter(chair.all("scale"))))
    expect(phone.get_by_role("slider")).to_be_visible()
    check_focus(*everyone)
    phone.get_by_role("slider").focus()
    open_panel(console, "Scales")
    chair.do("agenda.start", section=parts["Final thoughts"])
    check_focus(*everyone)

    # The end takes the box to write in away.
    for page in (phone, laptop):
        page.locator("#composer").focus()
    chair.do("meeting.close")
    expect(phone.locator("#composer")).to_have_count(0)
    check_focus(*everyone)
    # A press beside everything still takes it away.
    laptop.mouse.click(640, 5)
    laptop.wait_for_timeout(200)
    assert laptop.evaluate("document.activeElement === document.body")


def test_the_first_stop_of_the_tab_key_is_the_box_to_write_in(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair_connection()
    phone, laptop = screens.phone(), screens.laptop()
    chair.do("agenda.start")
    phone.get_by_role("button", name="Agenda", exact=True).click()
    for page in (phone, laptop):
        page.evaluate("document.activeElement.blur()")
        page.reload()
        # The page that the server draws has no such link; it is there with the script.
        expect(page.locator(".skip").first).to_be_attached()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Write a note")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#composer")).to_be_focused()
    chair.do("meeting.close")
    for page in (phone, laptop):
        expect(page.locator("#composer")).to_have_count(0)
        page.get_by_role("button", name="Skip to what you can do now").focus()
        page.keyboard.press("Enter")
        check_focus(page)
        expect(page.locator(".skip").first).not_to_be_focused()
