"""The laptop of somebody remote: it shows what the room is looking at, and the own answer and the box stay in sight."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ...live.screens import zone_of
from ..screens import LAPTOP, Screens, check_accessibility, confirm, join_people, open_panel, write_note

SMALL = {"width": 1024, "height": 768}
QUESTION = "How near are we to homes that say yes?"
#: Everything that must be in the window, whatever else there is.
IN_SIGHT = (
    "#composer",
    ".compose-bar [type=submit]",
    ".own-answer input[type=range]",
    ".own-answer .scale-buttons",
    ".side .speaking-now",
)
#: Words in the main area that are smaller than the text of a page, or wider than their place.
FAULTS = """() => Array.from(document.querySelectorAll('.stage *')).filter((element) => {
  const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent.trim());
  const box = element.getBoundingClientRect();
  if (!own || !box.width || element.closest('.unseen, select')) return false;
  return parseFloat(getComputedStyle(element).fontSize) < 16 || element.scrollWidth > element.clientWidth + 1 &&
    getComputedStyle(element).display !== 'inline';
}).map((element) => element.outerHTML.slice(0, 120))"""


def check_in_sight(laptop: Page) -> None:
    """At both usual sizes the box, the own answer and who is speaking are in the window, and the page does not move."""
    for size in (LAPTOP["viewport"], SMALL):
        laptop.set_viewport_size(size)
        for selector in IN_SIGHT:
            for found in laptop.locator(selector).all():
                box = found.bounding_box()
                assert box, selector
                assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"], (selector, size, box)
                assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"], (selector, size, box)
        assert laptop.evaluate("document.scrollingElement.scrollHeight <= innerHeight"), size
        assert laptop.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), size
        assert laptop.evaluate(FAULTS) == []
    laptop.set_viewport_size(LAPTOP["viewport"])


def stage(laptop: Page) -> Locator:
    return laptop.locator(".mirror")


def check_same_question(laptop: Page, board: Page) -> None:
    expect(laptop.locator(".mirror-question")).to_have_text(board.locator("h1").inner_text())


@pytest.mark.thorough
def test_the_laptop_shows_what_the_board_shows(screens: Screens) -> None:
    screens.open_meeting(template="solution", video_url="https://meet.example.org/Homes")
    board, console = screens.board(), screens.chair()
    laptop, phone = screens.laptop(), screens.phone()
    people = join_people(screens, "room", 5)

    # Before the start: how others join.
    code = screens.links["code"]
    expect(stage(laptop)).to_contain_text(f"{code[:3]} {code[3:]}")
    check_in_sight(laptop)
    console.get_by_role("button", name="Start the meeting").first.click()
    expect(board.locator(".clock-time")).to_be_visible()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Meet and greet")
    check_same_question(laptop, board)
    check_in_sight(laptop)

    # A scale: the question and the count, then the spread with its numbers, then what people write for it.
    chair = screens.chair_connection()
    scale = chair.do("scale.add", question=QUESTION, low_label="shut", high_label="asked fairly", good_enough=7)[
        "scale"
    ]
    chair.do("scale.open", scale=scale)
    for page in (phone, stage(laptop)):
        expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(laptop.locator(".own-answer").get_by_role("slider")).to_be_visible()
    check_same_question(laptop, board)
    check_in_sight(laptop)
    for person, value in zip(people, (4, 4, 5, 6, 9), strict=True):
        person.do("scale.mark", scale=scale, value=value)
    chair.do("scale.show", scale=scale)
    for page in (board, laptop):
        expect(page.get_by_text("4: 2 people")).to_be_attached()
    expect(stage(laptop).get_by_text(re.compile("^5 of . have answered"))).to_be_visible()
    write_note(laptop, "three words in their own language")
    for page in (board, laptop):
        expect(page.locator("main").get_by_text("three words in their own language").first).to_be_visible()
    slider = laptop.locator(".own-answer").get_by_role("slider")
    slider.focus()
    slider.press("Home")
    expect(laptop.locator(".own-answer").get_by_role("button", name="Take my answer back")).to_be_visible()
    check_in_sight(laptop)

    # Somebody speaks, a question is asked and the call is open: all at once on the smaller screen.
    people[0].do("hand.raise")
    people[1].do("hand.raise")
    first = next(iter(chair.all("hand")))
    chair.do("hand.call", hand=first)
    chair.do("prompt.show", text="What would be one small sign that we have moved?")
    speaker = board.locator(".board-word bdi").inner_text()
    expect(laptop.locator(".side .speaking-now")).to_contain_text(f"Speaking now: {speaker}, in the room")
    laptop.get_by_role("button", name="Video").click()
    expect(laptop.locator(".video iframe")).to_be_visible()
    chair.do("date.propose", at=1_900_000_000_000)
    expect(laptop.locator(".waiting-for-me")).to_be_visible()
    check_in_sight(laptop)
    check_accessibility(laptop, contrast=True)
    laptop.get_by_role("button", name="Hide the video").click()
    chair.do("hand.done", hand=first)
    chair.do("prompt.hide")
    chair.do("scale.close", scale=scale)

    # The board is blanked, and the laptop says so; the own box stays.
    chair.do("board.show", view="blank")
    expect(stage(laptop)).to_contain_text("The board is blank for a moment")
    check_in_sight(laptop)
    chair.do("board.show", view="auto")

    # The wall of a part, then a round, small groups, steps and thanks.
    chair.do("agenda.next")
    chair.do("agenda.next")
    zone = zone_of(chair, "Gone well")
    for number, person in enumerate(people):
        person.do("note.add", zone=zone, text=f"a door that stayed open {number}")
    expect(board.locator("h1")).to_contain_text("What has gone well since last time?")
    check_same_question(laptop, board)
    expect(stage(laptop).get_by_text("a door that stayed open 4")).to_be_visible()
    check_in_sight(laptop)

    chair.do("round.start")
    name = board.locator(".board-speaking h2")
    expect(name).to_be_visible()
    expect(stage(laptop).locator(".mirror-speaker h3")).to_have_text(name.inner_text())
    expect(laptop.locator(".side .speaking-now")).to_contain_text(name.inner_text())
    check_in_sight(laptop)
    check_accessibility(laptop)
    chair.do("round.end")

    chair.do("board.show", view="steps")
    chair.do("step.add", what="Ask the housing office for three names")
    for page in (board, laptop):
        expect(page.get_by_text("Ask the housing office for three names")).to_be_visible()
    check_in_sight(laptop)
    chair.do("board.show", view="agenda")
    expect(stage(laptop).get_by_text("Conclusions")).to_be_visible()
    check_in_sight(laptop)
    chair.do("board.show", view="auto")
    chair.do("meeting.close")
    for page in (board, laptop):
        expect(page.get_by_text("Thank you for being part of it")).to_be_visible()
    expect(laptop.locator("#composer")).to_have_count(0)
    check_accessibility(laptop)


@pytest.mark.thorough
def test_the_whole_wall_is_one_press_away_and_reads_as_columns(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    laptop = screens.laptop()
    chair = screens.chair_connection()
    chair.do("agenda.start")
    zone = zone_of(chair, "Gone well")
    for number in range(40):
        chair.do("note.add", zone=zone, text=f"{number} " + "somebody who rings back " * (number % 6))
    laptop.get_by_role("button", name="The whole wall").click()
    expect(laptop.locator(".wide-wall .zone")).to_have_count(len(chair.all("zone")))
    check_in_sight(laptop)
    cut = laptop.evaluate(
        "() => Array.from(document.querySelectorAll('.wide-wall .note, .wide-wall .note-text'))"
        ".filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1).length"
    )
    assert cut == 0
    laptop.get_by_role("button", name="Wall", exact=True).click()
    expect(laptop.locator(".plane-zone").first).to_be_visible()
    laptop.get_by_role("button", name="What the room is looking at").click()
    expect(stage(laptop)).to_be_visible()


@pytest.mark.thorough
def test_at_400_percent_everything_can_still_be_reached(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    laptop = screens.laptop()
    chair = screens.chair_connection()
    chair.do("agenda.start")
    scale = chair.do("scale.add", question=QUESTION)["scale"]
    chair.do("scale.open", scale=scale)
    # What 1280 x 800 is at 400 %, and in between a low wide window.
    for width, height in ((320, 200), (640, 400), (960, 420)):
        laptop.set_viewport_size({"width": width, "height": height})
        assert laptop.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        slider = laptop.get_by_role("slider")
        if not slider.is_visible():
            laptop.get_by_role("button", name="Scale").click()
        slider.scroll_into_view_if_needed()
        expect(slider).to_be_in_viewport()
    laptop.set_viewport_size({"width": 320, "height": 200})
    laptop.get_by_role("button", name="Notes").click()
    write_note(laptop, "from far away")
    expect(laptop.get_by_text("from far away").first).to_be_attached()


def test_the_small_window_has_clock_speaker_and_hand(screens: Screens) -> None:
    """The browser's own small window, where it has one; a window of the same kind stands for it in this browser."""
    screens.open_meeting(template="solution")
    laptop = screens.new(**LAPTOP)
    laptop.add_init_script(
        "window.documentPictureInPicture = { requestWindow: async (size) =>"
        " window.open('', '', `popup,width=${size.width},height=${size.height}`) };"
    )
    laptop.goto(screens.links["join_url"])
    laptop.get_by_role("button", name="Joining from elsewhere").click()
    chair = screens.chair_connection()
    chair.do("agenda.start")
    button = laptop.get_by_role("button", name="Small window")
    with laptop.expect_popup() as opened:
        button.click()
    small = opened.value
    expect(small.locator(".clock-time")).to_be_visible()
    expect(small.get_by_role("heading", name="Meet and greet")).to_be_visible()
    assert small.evaluate("getComputedStyle(document.body).fontFamily").startswith("Hyperlegible")
    expect(button).to_have_attribute("aria-pressed", "true")
    # It lives: a hand that is raised here is up there, and who speaks stands in both.
    small.get_by_role("button", name="Raise a hand").click()
    expect(laptop.get_by_role("button", name="Lower my hand").first).to_be_visible()
    chair.until(lambda: chair.all("hand"))
    chair.do("hand.call", hand=next(iter(chair.all("hand"))))
    for page in (laptop, small):
        expect(page.locator(".speaking-now")).to_contain_text(re.compile("Speaking now: .* \\(you\\)"))
    chair.do("agenda.next")
    expect(small.get_by_role("heading", name="Best hopes")).to_be_visible()
    # A key that closes the window never comes to an end in it.
    with small.expect_event("close"):
        small.evaluate(
            "() => setTimeout(() => document.body.dispatchEvent("
            "new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})))"
        )
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_be_visible()


def test_browsers_without_small_windows_have_no_button_for_one(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    laptop = screens.new(**LAPTOP)
    laptop.add_init_script("delete window.documentPictureInPicture")
    laptop.goto(screens.links["join_url"])
    laptop.get_by_role("button", name="Joining from elsewhere").click()
    expect(laptop.locator(".stage")).to_be_visible()
    expect(laptop.get_by_role("button", name="Small window")).to_have_count(0)


@pytest.mark.thorough
def test_only_the_people_of_a_group_are_offered_its_call(screens: Screens) -> None:
    screens.open_meeting(template="blank", video_url="https://meet.example.org/Homes")
    console, board = screens.chair(), screens.board()
    ann, cleo = screens.phone(name="Ann"), screens.laptop(name="Cleo")
    dan = screens.member("Joining from elsewhere", name="Dan")
    join_people(screens, "room", 3)
    expect(dan.get_by_role("link", name="Video")).to_have_attribute("href", "https://meet.example.org/Homes")
    console.get_by_role("button", name="Start the meeting").first.click()
    open_panel(console, "Small groups")
    console.get_by_role("button", name="Split into small groups").click()
    form = console.get_by_role("dialog")
    form.get_by_label("Make rooms").check()
    check_accessibility(console)
    form.get_by_role("button", name="Split now").click()
    expect(form).to_have_count(0)
    links = {}
    for name, page in {"Cleo": cleo, "Dan": dan}.items():
        offer = page.get_by_role("link", name="Join your group’s video call")
        expect(offer).to_have_attribute("href", re.compile(r"^https://meet\.example\.org/room-\w{20,}$"))
        links[name] = offer.get_attribute("href")
        expect(page.locator(".my-breakout b").first).to_have_text(re.compile("Group"))
    # People in the room open it for those whom they could not hear.
    room = ann.get_by_role("link", name="Open your group’s video call")
    expect(room).to_have_attribute("href", re.compile("/room-"))
    assert {room.get_attribute("href")} <= set(links.values())
    check_in_sight(cleo)
    check_accessibility(cleo, dan, ann)
    for link in links.values():
        assert link and link not in board.content()
    # The chair changes one while the groups meet.
    console.get_by_role("button", name="Move somebody").click()
    seats = console.get_by_role("dialog")
    boxes = seats.get_by_label(re.compile("^Video link of Group"))
    expect(boxes.first).not_to_have_value("")
    at = next(n for n in range(boxes.count()) if boxes.nth(n).input_value() == links["Dan"])
    boxes.nth(at).fill("call.example.org/quiet")
    seats.get_by_role("button", name="Save").nth(at).click()
    expect(dan.get_by_role("link", name="Join your group’s video call")).to_have_attribute(
        "href", "https://call.example.org/quiet"
    )
    console.keyboard.press("Escape")
    console.get_by_role("button", name="Everybody back").click()
    confirm(console, "Everybody back")
    for page in (ann, cleo, dan):
        expect(page.get_by_role("link", name="your group’s video call")).to_have_count(0)


def test_the_public_server_of_jitsi_opens_in_its_own_window(screens: Screens) -> None:
    screens.open_meeting(template="blank", video_url="https://meet.jit.si/HomesThatSayYes")
    laptop = screens.laptop()
    link = laptop.get_by_role("link", name="Video")
    expect(link).to_have_attribute("href", "https://meet.jit.si/HomesThatSayYes")
    expect(link).to_have_attribute("target", "live-cop-video")
    expect(laptop.locator("iframe")).to_have_count(0)


def test_the_warm_colour_is_for_time_that_runs_over_and_not_for_who_speaks(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair_connection()
    join_people(screens, "room", 2)
    laptop, board = screens.laptop(), screens.board()
    chair.do("agenda.start")
    chair.do("round.start")
    colors = []
    for screen in (laptop, board):
        speaking = screen.locator(".board-people i.now").first
        expect(speaking).to_be_visible()
        colors.append(speaking.evaluate("(each) => getComputedStyle(each).borderColor"))
    assert colors[0] == colors[1]


def test_the_words_of_the_button_for_more_lie_within_it(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    screens.chair_connection().do("agenda.start")
    laptop = screens.laptop()
    laptop.locator(".side").get_by_text("Next steps and dates").click()
    more = laptop.get_by_role("button", name="When, and what we will notice")
    beside = more.evaluate(
        "(each) => { const range = document.createRange(); range.selectNodeContents(each);"
        "const [words, box] = [range.getBoundingClientRect(), each.getBoundingClientRect()];"
        "return [words.left - box.left, box.right - words.right]; }"
    )
    assert min(beside) >= 4, beside
