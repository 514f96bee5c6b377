"""What is under a finger never moves: lists that grow by themselves keep still, and say that something is new.

In each test something happens to a list, and half a second later a finger comes down where a button was before. It must
press that button, and nothing else may have moved.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from ...live.screens import Screen
from ...support.thorough import first
from ..screens import PHONE, Screens, begin_meeting, join_people, open_panel, write_note

#: As long as between seeing a button and touching it.
A_MOMENT_MS = 500
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}
TOUCH_LAPTOP = {"viewport": {"width": 1280, "height": 800}, "has_touch": True}
COLOURS = ("butter", "mint", "sky", "rose")


def zone_of(person: Screen) -> str:
    return min(person.all("zone").items(), key=lambda item: item[1]["order"])[0]


def add(person: Screen, *texts: str, zone: str = "") -> list[str]:
    """Puts notes on the wall. Returns their ids."""
    for n, text in enumerate(texts):
        person.do("note.add", zone=zone or zone_of(person), text=text, color=COLOURS[n % 4])
    return [next(id for id, each in person.all("note").items() if each["text"] == text) for text in texts]


def place(thing: Locator) -> dict[str, float]:
    box = thing.bounding_box()
    assert box
    return {side: round(size) for side, size in box.items()}


def tap(page: Page, box: dict[str, float]) -> None:
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


class Wall:
    """Five notes on a screen, and people who do things to them while somebody is about to touch the third."""

    def __init__(self, screens: Screens, page: Page, list_of: str = ".note[data-note]") -> None:
        self.page = page
        self.list_of = list_of
        self.author, self.other = join_people(screens, "room", 2)
        self.chair = screens.chair_connection()

    def fill(self) -> None:
        add(self.author, "one", "two", "three", "four", "five")
        expect(self.page.locator(f"{self.list_of}:visible")).to_have_count(5)
        # Notes of one minute are in an order of their own.
        self.ids = [str(row.get_attribute("data-note")) for row in self.page.locator(f"{self.list_of}:visible").all()]

    def text(self, n: int) -> str:
        return str(self.author.all("note")[self.ids[n]]["text"])

    def places(self) -> list[dict[str, float]]:
        return [place(self.page.locator(f"[data-note={id}]:visible")) for id in self.ids[1:3]]


#: What can happen to a list while somebody is about to touch its third note.
HAPPENINGS: dict[str, Callable[[Wall], object]] = {
    "a note arrives": lambda wall: add(wall.other, "six"),
    "a note is removed": lambda wall: wall.author.do("note.remove", note=wall.ids[0]),
    "a note grows": lambda wall: wall.author.do("note.edit", note=wall.ids[0], text="long words " * 20),
    "somebody says me too": lambda wall: wall.other.do("note.too", note=wall.ids[0]),
    "a dot vote is opened": lambda wall: wall.chair.do("vote.open", zone=zone_of(wall.chair), dots=3),
    "people write in private": lambda wall: wall.chair.do("zone.write_alone", zone=zone_of(wall.chair)),
    "much at once": lambda wall: [
        add(wall.other, "six", "seven"),
        wall.author.do("note.remove", note=wall.ids[0]),
        wall.author.do("note.edit", note=wall.ids[1], text="three\nfour\nfive"),
        wall.other.do("note.too", note=wall.ids[2]),
    ],
}


DEVICES = ("phone", "laptop", "laptop, the whole wall")
#: Each of them happens to each of the lists in `make thorough`, and to one of them with every `make test`.
CASES = [
    pytest.param(device, what, marks=[] if n % len(DEVICES) == which else pytest.mark.thorough)
    for n, what in enumerate(HAPPENINGS)
    for which, device in enumerate(DEVICES)
]


@pytest.mark.parametrize(("device", "what"), CASES)
def test_a_touch_on_the_wall_marks_the_note_that_was_there(screens: Screens, device: str, what: str) -> None:
    begin_meeting(screens)
    page = screens.phone() if device == "phone" else screens.member("Joining from elsewhere", **TOUCH_LAPTOP)
    if device == "laptop, the whole wall":
        page.get_by_role("button", name="The whole wall").click()
    wall = Wall(screens, page)
    wall.fill()
    button = page.get_by_role("button", name=f"Me too: {wall.text(2)}", exact=True)
    before, target = wall.places(), place(button)
    HAPPENINGS[what](wall)
    page.wait_for_timeout(A_MOMENT_MS)
    assert wall.places() == before
    tap(page, target)
    expect(button).to_have_attribute("aria-pressed", "true")
    assert wall.places() == before


@pytest.mark.parametrize(
    "what", [pytest.param(what, marks=pytest.mark.thorough if n % 2 else []) for n, what in enumerate(HAPPENINGS)]
)
def test_a_touch_on_the_console_opens_the_note_that_was_there(screens: Screens, what: str) -> None:
    begin_meeting(screens)
    chair = screens.chair(**TABLET)
    wall = Wall(screens, chair)
    wall.fill()
    before, text = wall.places(), wall.text(2)
    HAPPENINGS[what](wall)
    chair.wait_for_timeout(A_MOMENT_MS)
    assert wall.places() == before
    tap(chair, before[1])
    expect(chair.get_by_label("Words of the note")).to_have_value(text)


@pytest.mark.thorough
def test_the_button_for_what_is_new_takes_no_room_from_a_question(screens: Screens) -> None:
    """In narrow places the question would need more lines beside it, and move the notes down."""
    begin_meeting(screens)
    laptop = screens.member("Joining from elsewhere", **TOUCH_LAPTOP)
    consoles = [screens.chair(**size) for size in (PHONE, TABLET)]
    host = screens.chair_connection()
    [person] = join_people(screens, "room", 1)
    add(person, "before the scale")
    scale = host.do("scale.add", question="How near are we?")["scale"]
    host.do("scale.open", scale=scale)
    [zone] = host.one("on_now")["zones"]
    host.do("zone.edit", zone=zone, prompt="What would get us one point up, and who could do it with us this summer?")
    for page in consoles:
        # What the meeting had before is there too.
        expect(page.locator(".chair-wall .note", has_text="before the scale")).to_be_in_viewport()
    add(person, "one", "two", zone=zone)
    pages = (laptop, *consoles)
    for page in consoles:
        page.get_by_role("button", name=re.compile("^One point up")).click()
    notes = [page.locator(".note:visible", has_text="two") for page in pages]
    before = [place(note) for note in notes]
    add(person, *(f"more {n}" for n in range(30)), zone=zone)
    for page in pages:
        expect(page.locator(".news:visible")).to_have_text(re.compile(r"\d new notes"))
    assert [place(note) for note in notes] == before


def test_what_waits_is_announced_and_comes_with_a_press(screens: Screens) -> None:
    """A removed note leaves an empty place, and what belongs between others waits, until the button is pressed."""
    begin_meeting(screens)
    phone = screens.phone()
    wall = Wall(screens, phone)
    wall.fill()
    chair_side = join_people(screens, "room", 1)[0]
    wall.author.do("note.remove", note=wall.ids[0])
    expect(phone.locator(".empty-place")).to_have_count(1)
    add(chair_side, *(f"more {n}" for n in range(3)))
    news = phone.locator(".news")
    expect(news).to_have_text(re.compile(r"\d new notes"))
    assert place(news)["height"] >= 44
    # Nothing comes in just because time passes: somebody may be reading.
    phone.wait_for_timeout(3000)
    expect(phone.locator(".empty-place")).to_have_count(1)
    news.click()
    expect(phone.locator(".empty-place")).to_have_count(0)
    expect(phone.locator(".note:visible")).to_have_count(7)
    expect(phone.get_by_text(re.compile(r"^more \d$")).filter(visible=True).first).to_be_in_viewport()


@pytest.mark.thorough
def test_a_list_is_brought_up_to_date_while_the_mouse_is_elsewhere(screens: Screens) -> None:
    # Another console: on the one that starts the meeting, everything may move for a moment.
    begin_meeting(screens)
    chair = screens.chair()
    wall = Wall(screens, chair, ".chair-columns .note[data-note]")
    wall.fill()
    third = chair.locator(f".chair-columns [data-note={wall.ids[2]}]")
    third.hover(position={"x": 40, "y": 20})
    box = place(third)
    wall.author.do("note.remove", note=wall.ids[0])
    expect(chair.locator(".empty-place")).to_have_count(1)
    chair.wait_for_timeout(4000)
    expect(chair.locator(".empty-place")).to_have_count(1)
    assert place(third) == box
    chair.mouse.move(5, 5)
    expect(chair.locator(".empty-place")).to_have_count(0)


def test_own_changes_come_in_at_once(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    wall = Wall(screens, phone)
    wall.fill()
    write_note(phone, "my own")
    expect(phone.get_by_text("my own", exact=True)).to_be_in_viewport()
    phone.get_by_role("button", name="Change the note: my own").click()
    phone.get_by_role("button", name="Take it off the wall").click()
    expect(phone.get_by_text("my own", exact=True)).to_have_count(0)
    expect(phone.locator(".empty-place")).to_have_count(0)


@pytest.mark.thorough
def test_a_call_on_the_console_calls_the_hand_that_was_there(screens: Screens) -> None:
    """A hand that goes down leaves its place empty, so that the next one is not called instead."""
    begin_meeting(screens)
    people = join_people(screens, "room", 4)
    for person in people[:3]:
        person.do("hand.raise")
    chair = screens.chair(**TABLET)
    open_panel(chair, "Hands")
    call = chair.locator(".hand-queue").get_by_role("button", name=re.compile("^Call "))
    expect(call).to_have_count(3)
    second, target = str(call.nth(1).get_attribute("aria-label")), place(call.nth(1))
    people[0].do("hand.lower")
    people[3].do("hand.raise")
    chair.wait_for_timeout(A_MOMENT_MS)
    assert place(chair.get_by_role("button", name=second)) == target
    expect(chair.locator(".hand-queue .empty-place")).to_have_count(1)


@pytest.mark.thorough
def test_the_form_for_a_step_stays_where_it_is(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    (other,) = join_people(screens, "room", 1)
    phone.locator(".tab", has_text="Next").click()
    add_step = phone.locator(".step-form button[type=submit]")
    before = place(add_step)
    for text in ("Ring the housing office", "Ask about the bus"):
        other.do("step.add", what=text)
    phone.wait_for_timeout(A_MOMENT_MS)
    assert place(add_step) == before
    # While they wait, it does not say that there are none.
    expect(phone.get_by_text("No next steps yet")).to_be_hidden()
    phone.get_by_role("button", name="2 new").click()
    expect(phone.get_by_text("Ask about the bus")).to_be_visible()


@pytest.mark.parametrize("device", first(1, ["phone", "laptop"]))
def test_a_press_after_writing_presses_what_is_there(screens: Screens, device: str) -> None:
    """The box gives up its room when something else is pressed: nothing moves before the release, or after it."""
    begin_meeting(screens)
    page = screens.phone() if device == "phone" else screens.member("Joining from elsewhere", **TOUCH_LAPTOP)
    [author] = join_people(screens, "room", 1)
    add(author, *(f"note {n}" for n in range(40)))
    buttons = page.get_by_role("button", name=re.compile("^Me too: note")).filter(visible=True)
    expect(buttons).to_have_count(40)
    page.locator("#composer").focus()
    # The last note of the page, and the list scrolled to its end.
    name = str(buttons.last.get_attribute("aria-label"))
    button = page.get_by_role("button", name=name, exact=True)
    page.locator(".mirror, .swipe-page").first.evaluate("list => list.scrollTo(0, list.scrollHeight)")
    button.scroll_into_view_if_needed()
    target = place(button)
    at = target["x"] + target["width"] / 2, target["y"] + target["height"] / 2
    for pressed in ("true", "false"):
        if device == "phone":
            page.touchscreen.tap(*at)
        else:
            page.mouse.click(*at)
        expect(button).to_have_attribute("aria-pressed", pressed)
        page.wait_for_timeout(A_MOMENT_MS)
        assert place(button)["y"] == target["y"]
