"""The wall on a phone and on a laptop: text is never lost, notes are moved by mouse and keyboard, many stay legible."""

import itertools
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from ...live.screens import zone_of
from ...support.thorough import first
from ..screens import (
    PHONE,
    Screens,
    begin_meeting,
    check_accessibility,
    note,
    open_panel,
    start_meeting,
    start_section,
    to_the_plane,
    write_note,
)

SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}


def note_on_plane(page: Page, text: str) -> Locator:
    return page.locator(".note-on-plane", has_text=text)


def change(page: Page, beginning: str) -> None:
    page.get_by_role("button", name=f"Change the note: {beginning}").first.click()
    expect(page.get_by_label("Words of the note")).to_be_focused()


def center(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, thing: Locator, to: tuple[float, float]) -> None:
    page.mouse.move(*center(thing))
    page.mouse.down()
    page.mouse.move(*to, steps=8)
    page.mouse.up()


def settled_position(thing: Locator) -> tuple[float, float]:
    """The position of a note once it has stopped moving."""
    thing.evaluate("element => Promise.all(element.getAnimations({subtree: true}).map(each => each.finished))")
    return center(thing)


def test_text_typed_before_the_script_loads_is_kept(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    held: list[Route] = []
    # The script, and not the words of the same page.
    phone.route(re.compile(r"(?<!/words/en)/member\.js"), lambda route: held.append(route))
    phone.reload(wait_until="commit")
    phone.locator("#first-words").press_sequentially("I was qui")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    # An old phone needs a while to render the page again.
    phone.context.new_cdp_session(phone).send("Emulation.setCPUThrottlingRate", {"rate": 10})
    while not held:
        phone.wait_for_timeout(20)
    held[0].continue_()
    expect(phone.locator("#composer")).to_have_value("I was qui")
    # Typing is not interrupted.
    expect(phone.locator("#composer")).to_be_focused()
    phone.keyboard.type("cker")
    expect(phone.locator("#composer")).to_have_value("I was quicker")


def test_ones_own_note_is_edited_in_place(screens: Screens) -> None:
    begin_meeting(screens, template="solution")
    phone, other = screens.phone(name="Sam"), to_the_plane(screens.laptop())
    write_note(phone, "first words")
    change(phone, "first words")
    phone.get_by_label("Words of the note").fill("better words")
    # However the dialog is closed, the words are kept.
    phone.get_by_role("heading", level=1).click()
    expect(note_on_plane(other, "better words")).to_be_visible()

    change(phone, "better words")
    phone.get_by_label("Sign with my name, Sam").click()
    expect(note_on_plane(other, "better words").get_by_text("Sam")).to_be_visible()
    phone.locator(".note-dialog .color", has_text="blue").click()
    expect(note_on_plane(other, "better words")).to_have_class(re.compile(r"\bsky\b"))
    phone.get_by_label("Words of the note").fill("worse words")
    phone.get_by_role("button", name="Leave it as it was").click()
    expect(note(phone, "better words")).to_be_visible()

    change(phone, "better words")
    phone.get_by_label("Where it belongs").select_option("Progress")
    expect(phone.get_by_text("The note is in “Progress”.")).to_be_visible()
    phone.get_by_role("button", name=re.compile("^Progress")).click()
    expect(note(phone, "better words")).to_be_visible()
    change(phone, "better words")
    phone.get_by_role("button", name="Take it off the wall").click()
    expect(note_on_plane(other, "better words")).to_have_count(0)
    phone.get_by_role("button", name="Undo").click()
    expect(note_on_plane(other, "better words")).to_be_visible()

    # A note that its author withdraws is gone from the wall, and its words are back in the box.
    write_note(phone, "said too soon")
    expect(note_on_plane(other, "said too soon")).to_be_visible()
    phone.get_by_role("button", name="Undo: note “said too soon” added").click()
    expect(note_on_plane(other, "said too soon")).to_have_count(0)
    expect(phone.locator("#composer").first).to_have_value("said too soon")


def test_a_note_has_the_colour_that_its_place_has_by_then(screens: Screens) -> None:
    """The attack: a chair who changes the colour of a place with each person who comes marks the next note of each."""
    chair = begin_meeting(screens)
    zone = zone_of(chair)
    phone = screens.phone()
    expect(phone.locator("#composer").first).to_be_visible()
    chair.do("zone.edit", zone=zone, color="rose")
    expect(phone.locator(".paper.rose").first).to_be_visible()
    write_note(phone, "a kind word")
    phone.locator("#composer").first.fill("chosen")
    phone.locator(".composer .color", has_text="green").click()
    write_note(phone, "chosen")
    chair.until(lambda: len(chair.all("note")) == 2)
    assert {note["text"]: note["color"] for note in chair.all("note").values()} == {
        "a kind word": "rose",
        "chosen": "mint",
    }


@pytest.mark.thorough
def test_a_half_edited_note_survives_a_reload(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    write_note(phone, "as it was")
    change(phone, "as it was")
    phone.get_by_label("Words of the note").fill("as it was, and more")
    phone.reload()
    change(phone, "as it was")
    expect(phone.get_by_label("Words of the note")).to_have_value("as it was, and more")


@pytest.mark.own_server
@pytest.mark.thorough
def test_an_edit_offline_is_shown_as_waiting(screens: Screens) -> None:
    begin_meeting(screens)
    phone, other = screens.phone(), screens.laptop()
    write_note(phone, "said on the train")
    screens.server.stop()
    change(phone, "said on the train")
    phone.get_by_label("Words of the note").fill("said in the tunnel")
    phone.get_by_role("button", name="Save").click()
    expect(note(phone, "said in the tunnel")).to_contain_text("waiting to be saved")
    phone.locator("#composer").fill("one more")
    phone.get_by_role("button", name="Put it on the wall").click()
    phone.get_by_role("button", name="Write another").click()
    expect(note(phone, "one more")).to_contain_text("waiting to be saved")
    expect(phone.locator("#composer")).to_have_value("")
    screens.server.start()
    for page in (phone, other):
        expect(note(page, "said in the tunnel")).to_have_count(1, timeout=20_000)
        expect(note(page, "one more")).to_have_count(1, timeout=20_000)
    expect(phone.locator(".is-waiting")).to_have_count(0)


@pytest.mark.own_server
def test_text_typed_while_a_note_is_sent_starts_another_note(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    box = phone.locator("#composer")
    screens.server.stop()
    box.fill("a first thought")
    phone.get_by_role("button", name="Put it on the wall").click()
    box.press_sequentially(" and a second")
    expect(box).to_have_value("and a second")
    expect(note(phone, "a first thought")).to_contain_text("waiting to be saved")
    screens.server.start()
    expect(phone.locator(".is-waiting")).to_have_count(0, timeout=20_000)
    phone.reload()
    expect(note(phone, "a first thought")).to_have_count(1)
    expect(box).to_have_value("and a second")


@pytest.mark.own_server
@pytest.mark.thorough
def test_refused_words_survive_a_reload_while_others_are_typed(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    box = phone.locator("#composer")
    phone.context.set_offline(True)
    box.fill("hello world")
    box.evaluate("box => box.setSelectionRange(5, 5)")
    phone.get_by_role("button", name="Put it on the wall").click()
    # Wherever the cursor is, all that is typed belongs to the next note, including the first letter.
    box.press_sequentially("XYZ")
    expect(box).to_have_value("XYZ")
    expect(note(phone, "hello world")).to_contain_text("waiting to be saved")
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    phone.context.set_offline(False)
    notice = phone.locator(".refused-words", has_text="hello world")
    expect(notice).to_be_visible(timeout=20_000)
    phone.reload()
    expect(notice).to_be_visible()
    expect(box).to_have_value("XYZ")
    phone.get_by_role("button", name="Put them back in the box").click()
    expect(box).to_have_value("XYZ\nhello world")
    phone.reload()
    expect(box).to_have_value("XYZ\nhello world")
    expect(notice).to_have_count(0)


@pytest.mark.thorough
def test_a_note_that_is_too_long_says_so_and_stays(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    box = phone.locator("#composer")
    box.fill("x" * 430)
    expect(phone.get_by_text("70 characters left")).to_be_visible()
    box.fill("x" * 501)
    expect(phone.get_by_text("1 character too many")).to_be_visible()
    phone.get_by_role("button", name="Put it on the wall").click(force=True)
    expect(box).to_have_value("x" * 501)
    assert phone.locator(".note").count() == 0


@pytest.mark.thorough
def test_refused_words_return_to_the_box_that_is_in_sight(screens: Screens) -> None:
    chair = start_meeting(screens, template="solution")
    phone = screens.phone()
    chair.get_by_role("button", name=re.compile("^Open the part: What has gone well")).click()
    chair.get_by_role("button", name="Go to this part now").click()
    zone = phone.get_by_role("button", name=re.compile("^Gone well"))
    expect(zone).to_have_attribute("aria-pressed", "true")
    write_note(phone, "here for a moment")
    change(phone, "here for a moment")
    phone.get_by_label("Words of the note").fill("a long and careful thought")
    chair.get_by_role("button", name="Change the note: here for a moment").click()
    chair.get_by_role("button", name="Put it aside").click()
    expect(phone.get_by_text("This could not be saved")).to_be_visible()
    phone.get_by_role("button", name="Put them back in the box").click()
    expect(phone.locator("#composer")).to_have_value("a long and careful thought")
    expect(phone.locator("#composer")).to_be_focused()
    expect(zone).to_have_attribute("aria-pressed", "true")


@pytest.mark.thorough
def test_a_notice_that_is_read_and_goes_keeps_the_focus_near_it(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone = screens.phone()
    phone.context.set_offline(True)
    phone.locator("#composer").fill("hello world")
    phone.get_by_role("button", name="Put it on the wall").click()
    phone.locator("#composer").press_sequentially("more")
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    phone.context.set_offline(False)
    refused = phone.locator(".notice", has_text="hello world")
    refused.get_by_role("button", name="I don’t need them").press("Enter")
    expect(refused).to_have_count(0)
    expect(phone.locator(".notices")).to_be_focused()


@pytest.mark.thorough
def test_the_whole_wall_opens_and_the_back_button_closes_it(screens: Screens) -> None:
    begin_meeting(screens, template="solution")
    phone = screens.phone()
    phone.get_by_role("button", name=re.compile("^Progress")).click()
    phone.get_by_role("button", name="Whole wall").click()
    expect(phone.locator(".plane-zone")).to_have_count(12)
    check_accessibility(phone)
    phone.go_back()
    expect(phone.locator(".plane-zone")).to_have_count(0)
    expect(phone.get_by_role("button", name=re.compile("^Progress"))).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("size", first(1, [SMALL, PHONE]), ids=["small", "phone"])
def test_the_box_stays_in_sight_whatever_comes_up_under_the_notes(screens: Screens, size: dict[str, object]) -> None:
    begin_meeting(screens)
    phone, chair = screens.phone(**size), screens.chair_connection()
    zone = next(iter(chair.all("zone")))
    write_note(phone, "A cup of tea on the first night")
    # The list is in use, so that what others write waits behind a button.
    phone.locator("#composer").fill("Half a thought")
    for text in ("A key", "A name to ring"):
        chair.do("note.add", zone=zone, text=text)
    chair.do("vote.open", zone=zone, dots=3)
    chair.do("zone.write_alone", zone=zone)
    line = phone.locator(".under-notes")
    expect(line.get_by_text("Everyone is writing alone.")).to_be_visible()
    expect(line.get_by_text("Dot vote: you have 3 dots left.")).to_be_visible()
    for button in (
        line.get_by_role("button", name="Undo: note “"),
        phone.get_by_role("button", name="Put it on the wall"),
    ):
        expect(button).to_be_in_viewport(ratio=1)
    state = phone.locator(".under-notes .zone-state").bounding_box()
    assert state and state["width"] > 250 and state["height"] < 150


@pytest.mark.thorough
def test_a_small_phone_has_room_for_everything(screens: Screens) -> None:
    begin_meeting(screens, template="solution")
    phone = screens.phone(name="A rather long name, as some people have", **SMALL)
    write_note(phone, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3)
    change(phone, "Llanfair")
    for opened in (phone.get_by_label("Words of the note"), phone.locator("#composer")):
        opened.click()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
        assert phone.locator(".swipe-page:not([inert])").evaluate("page => page.scrollWidth <= page.clientWidth")
    small = phone.evaluate(
        "Array.from(document.querySelectorAll('main button, main select, main label, nav button'))"
        ".filter(e => !e.closest('[inert]') && e.offsetParent && !e.classList.contains('unseen'))"
        ".map(e => [e.innerText, e.getBoundingClientRect().height]).filter(([, high]) => high > 0 && high < 44)"
    )
    assert [each for each in small if each[0] not in ("Colour of the note",)] == []


@pytest.mark.thorough
def test_an_opening_scale_does_not_interrupt_typing(screens: Screens) -> None:
    chair = start_meeting(screens, template="solution")
    writing, idle = screens.phone(), screens.phone()
    writing.locator("#composer").fill("in the middle of")
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Open it for everyone").first.click()
    expect(chair.locator(".open-panel")).to_be_hidden()
    expect(idle.get_by_role("slider")).to_be_visible()
    expect(writing.get_by_text("There is a question to answer")).to_be_visible()
    expect(writing.locator("#composer")).to_be_focused()
    writing.get_by_role("button", name="Answer").click()
    expect(writing.get_by_role("slider")).to_be_visible()


@pytest.mark.thorough
def test_notes_are_moved_by_dragging(screens: Screens) -> None:
    chair = start_meeting(screens, template="solution")
    laptop, other = to_the_plane(screens.laptop()), to_the_plane(screens.laptop())
    chair.get_by_role("button", name=re.compile("^Open the part: What has gone well")).click()
    chair.get_by_role("button", name="Go to this part now").click()
    expect(laptop.get_by_label("I am writing for").locator("option:checked")).to_have_text("Gone well")
    # The wall is scaled down; its buttons are not.
    laptop.wait_for_function(
        "() => { const all = Array.from(document.querySelectorAll('.plane-name'), (e) => e.getBoundingClientRect());"
        " return all.length === 12 && all.every(({ height }) => height > 43.9); }"
    )
    for words in ("one", "two"):
        write_note(laptop, words)
    mine = note_on_plane(laptop, "one")
    x, y = settled_position(mine)
    drag(laptop, mine, (x, y + 120))
    expect(laptop.get_by_text("all saved")).to_be_visible()
    now = settled_position(mine)
    assert abs(now[1] - y - 120) < 60 and abs(now[0] - x) < 30
    # Others cannot move it: dragging it moves the view.
    before, view = settled_position(note_on_plane(other, "two")), other.locator(".plane").get_attribute("style")
    drag(other, note_on_plane(other, "one"), (before[0], before[1] + 40))
    expect(other.locator(".plane")).not_to_have_attribute("style", view or "")
    expect(laptop.locator(".note-dialog")).to_have_count(0)
    laptop.reload()
    to_the_plane(laptop)
    expect(mine).to_be_visible()
    assert abs(settled_position(mine)[1] - now[1]) < 4
    check_accessibility(laptop)


def test_notes_are_moved_with_the_keyboard(screens: Screens) -> None:
    begin_meeting(screens, template="standing")
    laptop = to_the_plane(screens.laptop())
    write_note(laptop, "mine to move")
    mine = note_on_plane(laptop, "mine to move")
    x, y = settled_position(mine)
    # Keyboard users can skip the wall to reach what follows it.
    laptop.get_by_role("button", name="Skip to your answer").press("Enter")
    expect(laptop.get_by_role("complementary", name="Your answer, and more")).to_be_focused()
    mine.get_by_role("button").focus()
    laptop.keyboard.press("Enter")
    laptop.get_by_role("button", name="Move", exact=True).click()
    # The move bar takes the focus after it is painted; a script can press a key before that.
    expect(laptop.locator(".move-bar button:focus")).to_be_visible()
    laptop.keyboard.press("ArrowDown")
    expect(laptop.get_by_text("row 2, column 1")).to_be_visible()
    laptop.keyboard.press("Escape")
    expect(mine.get_by_role("button")).to_be_focused()
    assert settled_position(mine) == (x, y)

    laptop.keyboard.press("Enter")
    laptop.get_by_role("button", name="Move", exact=True).click()
    check_accessibility(laptop)
    # The same with buttons, and over the edge of a zone into the next.
    for _ in range(3):
        laptop.get_by_role("button", name="Right").click()
    expect(laptop.get_by_text("“Working on”, row 1, column 1")).to_be_visible()
    laptop.get_by_role("button", name="Put it down").press("Enter")
    expect(laptop.get_by_role("region", name="Working on").locator(".note-on-plane")).to_have_text("mine to moveyours")


@pytest.mark.thorough
def test_the_chair_groups_notes(screens: Screens) -> None:
    chair = start_meeting(screens)
    laptop = to_the_plane(screens.laptop())
    for words in ("a kettle", "tea bags", "a spoon"):
        write_note(laptop, words)
    chair.get_by_role("button", name="Map", exact=True).click()
    drag(chair, note_on_plane(chair, "a kettle"), settled_position(note_on_plane(chair, "tea bags")))
    chair.get_by_label("Name of the group").fill("A cup of tea")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    group = laptop.get_by_role("region", name="A cup of tea")
    expect(group.locator(".note-on-plane")).to_have_count(2)
    drag(
        chair,
        note_on_plane(chair, "a spoon"),
        center(chair.get_by_role("region", name="A cup of tea").get_by_role("heading")),
    )
    expect(group.locator(".note-on-plane")).to_have_count(3)
    check_accessibility(chair, laptop)


@pytest.mark.thorough
def test_notes_never_overlap(screens: Screens) -> None:
    chair = start_meeting(screens)
    laptop = screens.laptop()
    for batch in range(3):
        for n in range(14):
            write_note(laptop, f"note {batch}.{n}")
    to_the_plane(laptop)
    papers = laptop.locator(".plane .note-on-plane")
    expect(papers).to_have_count(42)
    settled_position(papers.last)
    boxes = papers.evaluate_all("all => all.map(e => [e.offsetLeft, e.offsetTop, e.offsetWidth, e.offsetHeight])")
    for (left, top, width, height), other in itertools.combinations(boxes, 2):
        assert abs(left - other[0]) >= width or abs(top - other[1]) >= height
    # In reading order, so that screen readers read it as a list.
    assert boxes == sorted(boxes, key=lambda box: (box[1], box[0]))
    # Adding one note renders only that note.
    laptop.evaluate(
        "() => { window.touched = 0; new MutationObserver(list => { window.touched += list.filter(each =>"
        " each.target.closest && each.target.closest('.note-on-plane')).length; })"
        ".observe(document.querySelector('.plane'),"
        " {subtree: true, childList: true, attributes: true, characterData: true}); }"
    )
    phone = screens.phone(**PHONE)
    write_note(phone, "one more")
    expect(note_on_plane(laptop, "one more")).to_be_visible()
    assert laptop.evaluate("window.touched") == 0
    expect(chair.locator(".note")).to_have_count(43)


@pytest.mark.thorough
def test_a_closed_meeting_can_still_be_read(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, laptop = screens.phone(), screens.laptop()
    write_note(phone, "still here")
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Close the meeting").click()
    chair.get_by_role("dialog").get_by_role("button", name="Close the meeting").click()
    for page in (phone, laptop):
        expect(page.get_by_text("Thank you for being part of it")).to_be_visible()
        if page is laptop:
            page.get_by_role("button", name="The whole wall").click()
        expect(note(page, "still here")).to_be_visible()
        expect(page.locator("#composer")).to_have_count(0)
        expect(page.get_by_role("button", name="Change the note")).to_have_count(0)
    check_accessibility(phone, laptop)


@pytest.mark.thorough
def test_the_video_call_loads_on_request_only(screens: Screens) -> None:
    begin_meeting(screens, video_url="https://meet.example.org/HomesThatSayYes")
    laptop = screens.new(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    laptop.context.route(
        "https://meet.example.org/**", lambda route: (asked.append(route.request.url), route.fulfill(body="the call"))
    )
    laptop.goto(screens.links["join_url"])
    laptop.get_by_role("button", name="Joining from elsewhere").click()
    expect(laptop.locator(".head-tools").get_by_text("1 remote")).to_be_visible()
    assert asked == []
    laptop.get_by_role("button", name="Video").click()
    expect(laptop.frame_locator("iframe").get_by_text("the call")).to_be_visible()
    write_note(laptop, "and the wall is beside it")
    expect(note(laptop, "and the wall is beside it")).to_be_visible()
    laptop.get_by_role("button", name="Hide the video").click()
    expect(laptop.locator("iframe")).to_have_count(0)


def test_undo_says_what_it_undoes_and_goes_with_the_part(screens: Screens) -> None:
    chair = start_meeting(screens, template="standing")
    phone, laptop = screens.phone(), screens.laptop()
    for page in (phone, laptop):
        write_note(page, "Keys on day one, and somebody who is there")
        expect(page.get_by_role("button", name="Undo: note “Keys on day one…” added")).to_be_visible()
    change(phone, "Keys on day one")
    phone.get_by_label("Words of the note").fill("Keys")
    phone.get_by_role("button", name="Save").click()
    # A double tap is meant for one step.
    phone.get_by_role("button", name="Undo: note “Keys” changed").dblclick()
    expect(phone.get_by_text("Undone: note “Keys” changed.")).to_be_visible()
    expect(phone.get_by_role("button", name="Undo: note “Keys on day one…” added")).to_be_visible()
    # What was put aside meanwhile has no name any more.
    host = screens.chair_connection()
    host.do("note.hide", notes=list(host.all("note")))
    for page in (phone, laptop):
        expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    start_section(chair, "What we are working on", phone, laptop)
    for page in (phone, laptop):
        expect(page.get_by_role("button", name="Undo")).to_have_count(0)
        expect(page.locator("#composer").first).to_have_value("")
