"""The wall of the console: whatever comes up beside it, notes and tools stay in sight at 1024x768 and on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ...support.thorough import first
from ..screens import PHONE, Screens, join_people, start, start_section

SMALL_LAPTOP = {"viewport": {"width": 1024, "height": 768}}
LOW_PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
#: A window of 1280x1024 that is zoomed to 400 %.
ZOOMED = {"width": 320, "height": 256}
NOTES_IN_SIGHT = 8
#: Long enough for two lines.
WORDS = "Note {n}: we called each family the morning after"


def open_wall(screens: Screens, size: dict[str, object], notes: int) -> Page:
    """The console in the discussion of a standing meeting, with this many notes in two zones."""
    screens.open_meeting(template="standing")
    host = screens.chair_connection()
    people = join_people(screens, "room", 4)
    for _ in range(4):
        host.do("agenda.next" if host.one("meeting")["state"] == "live" else "agenda.start")
    zones = host.one("on_now")["zones"]
    for n in range(notes):
        people[n % 4].do("note.add", zone=zones[n % 2], text=WORDS.format(n=n))
    chair = screens.chair(**size)
    expect(chair.locator(".chair-wall .note").first).to_be_visible()
    return chair


def is_whole(thing: Locator) -> bool:
    """Whether the middle of each of its edges can be seen and pressed."""
    return bool(
        thing.evaluate(
            "(element) => { const { left, right, top, bottom } = element.getBoundingClientRect();"
            "const [x, y] = [(left + right) / 2, (top + bottom) / 2];"
            "return [[left + 3, y], [right - 3, y], [x, top + 3], [x, bottom - 3]].every((each) => "
            "element.contains(document.elementFromPoint(...each))); }"
        )
    )


@pytest.mark.parametrize("size", first(1, [PHONE, SMALL_LAPTOP]), ids=["phone", "laptop"])
def test_tools_of_the_wall_stay_in_sight(screens: Screens, size: dict[str, object]) -> None:
    chair = open_wall(screens, size, 6)
    here = chair.locator(".chair-here, .tool-row[data-panel=people]").locator("visible=true")
    expect(here).to_have_text("5 in the room, nobody remote")
    # Undo names what it undoes, and takes no room from the others.
    note = chair.locator(".chair-wall .note[data-note]").first
    note.click(position={"x": 9, "y": 9})
    chair.get_by_role("group", name="Change").get_by_label("Type of note").select_option("question")
    chair.keyboard.press("Escape")
    expect(chair.locator(".wall-tools .undo")).to_be_visible()
    assert is_whole(chair.locator(".wall-tabs").get_by_role("button", name="Map"))
    for button in chair.locator(".wall-tools .button").all():
        assert button.inner_text() or button.locator(".icon").is_visible()
    for name in ("Ask", "Select"):
        assert is_whole(chair.locator(".wall-tools").get_by_role("button", name=re.compile(f"^{name}"))), name
    # The way out of selecting is in sight, with nothing selected and with something.
    chair.get_by_role("button", name="Select", exact=True).click()
    done = chair.get_by_role("toolbar").get_by_role("button", name="Done")
    assert is_whole(done)
    chair.locator(".chair-wall .note[data-note]").first.click(position={"x": 9, "y": 9})
    expect(chair.get_by_role("toolbar")).to_contain_text("1 selected")
    assert is_whole(done)
    done.click()
    expect(chair.get_by_role("toolbar")).to_have_count(0)


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SMALL_LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_note_that_is_opened_shows_its_words(screens: Screens, size: dict[str, object]) -> None:
    chair = open_wall(screens, size, 12)
    for at in (0, -1):
        note = chair.locator(".chair-wall .note[data-note]").nth(at)
        note.scroll_into_view_if_needed()
        note.click(position={"x": 9, "y": 9})
        assert is_whole(chair.locator(".note-open-here textarea")), at
        chair.keyboard.press("Escape")


def test_a_low_phone_shows_several_notes_and_what_is_on_now(screens: Screens) -> None:
    chair = open_wall(screens, LOW_PHONE, 40)
    chair.evaluate("localStorage.setItem('hints', JSON.stringify(['picture', 'notes']))")
    chair.reload()
    main = chair.locator(".now-bar .button")
    notes = chair.locator(".chair-wall .note[data-note]")
    expect(notes.first).to_be_visible()
    assert is_whole(main)
    # What can be taken back lies over the wall for a minute.
    chair.locator(".shelf").evaluate("(element) => element.remove()")
    end = chair.locator(".now-bar").evaluate("(element) => element.getBoundingClientRect().top")
    ends = notes.locator(".note-text").evaluate_all("(all) => all.map((each) => each.getBoundingClientRect().bottom)")
    assert sum(each <= end for each in ends) >= 3
    # Zoomed to 400 %, what is on now is in sight too, and the wall after it.
    chair.set_viewport_size(ZOOMED)
    expect(main).to_be_in_viewport(ratio=1)
    assert is_whole(main)
    notes.first.scroll_into_view_if_needed()
    assert is_whole(notes.first)


@pytest.mark.thorough
def test_a_scale_does_not_hide_the_notes_of_its_part(screens: Screens) -> None:
    """While it is open, and when the meeting goes back to a part whose scale is closed."""
    chair, phone = open_wall(screens, SMALL_LAPTOP, 4), screens.chair(**PHONE)
    host = screens.chair_connection()
    part = host.one("on_now")["section"]
    scale = host.do("scale.add", question="How near are we?")["scale"]
    host.do("scale.open", scale=scale)
    words = "we called each family"
    for page in (chair, phone):
        expect(page.locator(".now-name:visible, .now-bar small:visible").first).to_have_text("On now: the scale")
        expect(page.locator(".chair-wall .note", has_text=words).first).to_be_in_viewport()
    phone.get_by_role("button", name="Hide this hint").click()
    host.do("note.add", zone=host.one("on_now")["zones"][0], text="Ask two landlords")
    host.do("scale.show", scale=scale)
    host.do("scale.close", scale=scale)
    host.do("agenda.next")
    expect(chair.get_by_role("heading", level=1)).to_have_text("Next time")
    host.do("agenda.start", section=part)
    for page in (chair, phone):
        expect(page.locator(".chair-wall .note", has_text="Ask two landlords")).to_be_in_viewport()
    expect(chair.locator(".chair-wall .note", has_text=words).first).to_be_in_viewport()
    # On a phone the wall is lower for a minute: under it stands what can be taken back.
    expect(phone.get_by_role("heading", name="Already working well")).to_be_in_viewport()


@pytest.mark.thorough
def test_what_ends_a_vote_covers_no_note(screens: Screens) -> None:
    chair = open_wall(screens, PHONE, 40)
    host = screens.chair_connection()
    host.do("vote.open", zone=host.one("on_now")["zones"][0], dots=3)
    # It was opened on another console.
    chair.get_by_role("button", name="A vote is open").tap()
    close = chair.get_by_role("button", name="Close the vote")
    expect(close).to_be_visible()
    assert is_whole(close)
    # It says who has not voted, and closing cannot be taken back.
    close.tap()
    question = chair.get_by_role("dialog", name="Before you go on")
    expect(question).to_contain_text("4 people have not given dots yet.You can’t undo this.")
    question.get_by_role("button", name="Not yet").tap()
    bottom = "(element) => element.getBoundingClientRect().bottom"
    assert chair.locator(".zone-head").evaluate(bottom) >= chair.locator(".zone-activity").evaluate(bottom)


@pytest.mark.thorough
def test_a_part_in_which_nothing_is_written_shows_what_was(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair(**SMALL_LAPTOP)
    [person] = join_people(screens, "room", 1)
    zones = sorted(person.all("zone"), key=lambda id: person.all("zone")[id]["order"])
    start(chair)
    for n in range(40):
        person.do("note.add", zone=zones[4 + n % 4], text=WORDS.format(n=n))
    steps = next(id for id, part in person.all("section").items() if part["title"] == "Next steps")
    screens.chair_connection().do("agenda.start", section=steps)
    expect(chair.get_by_role("heading", level=1)).to_have_text("Next steps")
    expect(chair.get_by_role("button", name="Whole wall")).to_have_attribute("aria-pressed", "true")
    notes = chair.locator(".chair-wall .note[data-note]")
    # They come in when nobody can be about to press something.
    expect(notes).to_have_count(40)
    assert sum(is_whole(note) for note in notes.all()) >= NOTES_IN_SIGHT


def test_a_hint_goes_with_its_moment(screens: Screens) -> None:
    chair = open_wall(screens, SMALL_LAPTOP, 4)
    hint = chair.locator(".moment-hint")
    expect(hint).to_contain_text("Notes appear here")
    start_section(chair, "Next time")
    expect(chair.get_by_text("Notes appear here")).to_have_count(0)


def test_the_hint_of_a_field_is_no_hint_for_the_chair(screens: Screens) -> None:
    """They look different: the one of a field has no frame."""
    screens.open_meeting(template="standing")
    chair = screens.chair(**SMALL_LAPTOP)
    chair.get_by_role("button", name="Choose").click()
    field = chair.get_by_role("dialog").locator(".hint").first
    assert field.evaluate("(element) => getComputedStyle(element).borderStyle") == "none"


def test_the_shadow_of_the_map_falls_beside_the_last_place(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    screens.chair_connection().do("agenda.start")
    chair = screens.chair(**SMALL_LAPTOP)
    expect(chair.locator(".wall-tab")).to_have_count(2)
    last, of_map = (chair.locator(".wall-tab").nth(n) for n in (-2, -1))
    reach, ends, begins = (
        of_map.evaluate("(each) => 2 * parseFloat(getComputedStyle(each).boxShadow.match(/-([\\d.]+)px/)[1])"),
        last.evaluate("(each) => each.getBoundingClientRect().right"),
        of_map.evaluate("(each) => each.getBoundingClientRect().left"),
    )
    assert reach > 0 and begins - ends >= reach - 1
