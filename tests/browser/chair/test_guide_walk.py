"""Follows the guide for chairs from its first line to its last, as somebody who has read nothing else.

Each chapter below does what the chapter of the guide says, in that order. Whatever is bold in it must stand on a screen
under that very name at that moment, or the chapter does not end.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from ...support import pdfs
from ...test_guide_doc import GUIDE
from ...web.photos.test_paper_notes import wall as paper_notes
from ..member.test_scales import answer
from ..photos.test_photo_cards import is_drawn
from ..photos.test_send_photos import choose as choose_photo
from ..photos.test_send_photos import jpeg, send
from ..photos.test_slides import choose as choose_slides
from ..screens import BOARD, LAPTOP, Screens, close_panel, confirm, end_round, join_people, open_panel, write_note

#: On the screen more text follows these names: the number of notes or offers, the next section, a link.
BEGINNINGS = {"Best hopes", "Next", "Offered by people here", "Want to hear about the next meeting?"}
#: A tablet in portrait orientation.
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


class Guide:
    """The chapters of the guide, and those of their bold names that have not been seen on a screen yet."""

    def __init__(self) -> None:
        self._left: set[str] = set()
        chapters = GUIDE.split("\n## ")[1:]
        self.unread = {chapter.partition("\n")[0]: chapter for chapter in chapters}

    @contextmanager
    def chapter(self, title: str) -> Iterator[None]:
        bold = re.findall(r"\*\*(.+?)\*\*", self.unread.pop(title), re.DOTALL)
        self._left = {" ".join(name.split()) for name in bold}
        yield
        assert not self._left, f"never met while walking “{title}”"

    def see(self, name: str, on: Page | Locator) -> Locator:
        """The visible element with this name."""
        shown = re.compile(f"^{re.escape(name)}") if name in BEGINNINGS else name
        thing = on.get_by_text(shown, exact=True).filter(visible=True).first
        expect(thing).to_be_visible()
        self._left.discard(name)
        return thing

    def press(self, name: str, on: Page | Locator) -> None:
        self.see(name, on).click()

    def label(self, name: str, on: Page | Locator) -> Locator:
        """The field with this label."""
        self.see(name, on)
        return on.get_by_label(name, exact=True).first


def note(page: Page, text: str) -> Locator:
    return page.locator(".chair-columns .note", has_text=text)


def new_window(guide: Guide, name: str, page: Page) -> Page:
    """The page that opens in a new window when this is pressed."""
    with page.expect_popup() as window:
        guide.press(name, page)
    window.value.wait_for_load_state()
    return window.value


def close_dialog(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.thorough
@pytest.mark.timeout(400)
def test_the_guide_from_its_first_line_to_its_last(screens: Screens) -> None:
    guide = Guide()
    with guide.chapter("Before people come"):
        chair, board = before_people_come(guide, screens)
    with guide.chapter("Practise with pretend people"):
        practise(guide, chair)
    sam, lin = screens.phone(name="Sam"), screens.phone(name="Lin")
    priya = screens.laptop(name="Priya")
    people = (sam, lin, priya)
    expect(board.get_by_text("3 in the room").first).to_be_visible()
    with guide.chapter("So that everyone can follow"):
        what_works_is_said(screens)
    with guide.chapter("The clock and the parts"):
        the_clock_and_the_parts(guide, screens, chair, board, sam)
    with guide.chapter("What is on now"):
        what_is_on_now(guide, chair)
    with guide.chapter("The wall"):
        the_wall(guide, screens, chair, board, *people)
    with guide.chapter("Photographs, paper notes and slides"):
        photographs_and_slides(guide, screens, chair, board, priya)
    with guide.chapter("Every voice"):
        every_voice(guide, chair, *people)
    with guide.chapter("The scale"):
        the_scale(guide, chair, board, people)
    with guide.chapter("What comes next"):
        what_comes_next(guide, screens, chair, board, *people)
    with guide.chapter("People we write to"):
        people_we_write_to(guide, chair, sam)
    with guide.chapter("At the end"):
        at_the_end(guide, screens, chair, board, lin)
    with guide.chapter("If something goes wrong"):
        if_something_goes_wrong(guide, screens, chair, board, sam, lin)
    assert not guide.unread


def before_people_come(guide: Guide, screens: Screens) -> tuple[Page, Page]:
    chair = screens.new(**LAPTOP)
    chair.goto(screens.server.url)
    form = chair.get_by_role("region", name="Open a meeting")
    guide.see("Open a meeting", chair)
    form.get_by_label("What is it about?").fill("Homes that say yes")
    form.get_by_text("Solution-focused").click()
    guide.press("Open the meeting", form)
    for heading in ("To join: for everyone", "Board: for the big screen", "Chair: for you alone"):
        guide.see(heading, chair)
    for kind in ("join", "board", "chair"):
        address = chair.locator(f".card:has(#{kind}-h) .address")
        expect(address).to_contain_text("http")
        screens.links[f"{kind}_url"] = address.inner_text()
    chair.evaluate("window.print = () => (window.printed = true)")
    guide.press("Print the poster", chair)
    assert chair.evaluate("window.printed")
    guide.press("Go to the chair’s page", chair)

    guide.see("Before you start", chair)
    guide.press("Set or change", chair)
    dialog = chair.get_by_role("dialog")
    dialog.get_by_label("Where").fill("Bridge Centre")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_have_count(0)
    guide.press("Set or change", chair)
    guide.see("Cancel the meeting", dialog)
    close_dialog(chair)
    agenda = new_window(guide, "Agenda to send or print", chair)
    expect(agenda.get_by_text("Bridge Centre")).to_be_visible()
    agenda.close()
    board = new_window(guide, "Open the board", chair)
    board.set_viewport_size(BOARD["viewport"])
    expect(board.locator(".board-join-code")).to_be_visible()
    guide.see("Agenda", chair)
    chair.get_by_role("button", name="Open the part: Meet and greet").click()
    for field in ("Title", "The question people see", "What kind of part it is", "Minutes"):
        expect(chair.get_by_role("dialog").get_by_label(field).first).to_be_visible()
    close_dialog(chair)
    guide.press("Choose", chair)
    for way in ("Notes and pictures", "Notes only", "Nothing but the next steps"):
        expect(chair.get_by_role("dialog").get_by_text(way, exact=True)).to_be_visible()
    guide.press("We agree", chair.get_by_role("dialog"))
    expect(chair.get_by_role("dialog")).to_have_count(0)
    return chair, board


def practise(guide: Guide, chair: Page) -> None:
    own = chair.url
    guide.see("Before you start", chair)
    guide.press("Try it with pretend people", chair)
    expect(chair.get_by_text("these people are pretend")).to_be_visible()
    assert chair.url != own
    hint = chair.locator(".moment-hint")
    guide.see("A hint", hint)
    hint.get_by_role("button", name="Hide this hint").click()
    expect(hint).to_have_count(0)
    expect(chair.get_by_text(re.compile("^[1-8] in the room")).first).to_be_visible()
    guide.press("Everything else", chair)
    guide.press("Search", chair)
    dialog = chair.get_by_role("dialog")
    dialog.get_by_label("A person, a note or a part").fill("hopes")
    expect(dialog.get_by_role("button", name="Best hopes")).to_be_visible()
    close_dialog(chair)
    guide.press("Leave the practice", chair)
    chair.wait_for_url(own)
    expect(chair.get_by_role("button", name="Try it with pretend people")).to_be_visible()


def what_works_is_said(screens: Screens) -> None:
    """The chapter is about the room and the video call; of the screens it names one page."""
    page = screens.new()
    page.goto(f"{screens.server.url}/accessibility")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()


def the_clock_and_the_parts(guide: Guide, screens: Screens, chair: Page, board: Page, phone: Page) -> None:
    the_clock(guide, chair, board, phone)
    what_the_board_shows(guide, chair, board)
    on_a_tablet(guide, screens)


def the_clock(guide: Guide, chair: Page, board: Page, phone: Page) -> None:
    title, clock = chair.get_by_role("heading", level=1), chair.locator(".clock-time")
    guide.press("Start the meeting", chair)
    expect(title).to_have_text("Meet and greet")
    for screen in (chair, board, phone):
        expect(screen.locator(".clock-time").first).to_have_text(re.compile("^(10:00|9:5.)"))
    next_part = chair.locator(".chair-next")
    guide.press("Next", next_part)
    expect(title).to_have_text("Best hopes")
    expect(chair.locator(".take-back")).to_contain_text("“Best hopes” has started.")
    guide.press("Undo", chair.locator(".take-back"))
    expect(title).to_have_text("Meet and greet")
    phone.get_by_role("button", name="Raise a hand").click()
    expect(chair.locator(".tool-rows")).to_contain_text("Hands: Sam")
    guide.press("Next", next_part)
    question = chair.get_by_role("dialog")
    expect(question).to_contain_text("1 hand is up. It is lowered.")
    question.get_by_role("button", name="Next: Best hopes").click()
    expect(title).to_have_text("Best hopes")
    open_panel(chair, "Report")
    expect(chair.locator(".snapshot-row")).to_have_count(1)
    guide.press("Pause", chair)
    expect(board.get_by_text("paused").first).to_be_visible()
    chair.get_by_role("button", name="Resume").click()
    for step, minutes in (("+1", "10|11"), ("+5", "15|16"), ("−1", "14|15")):
        guide.press(step, chair)
        expect(clock).to_have_text(re.compile(f"^({minutes}):"))
    # The welcome took no time, so the meeting is ahead of its plan at first.
    expect(chair.get_by_text("minutes to spare").first).to_be_visible()
    for _ in range(3):
        guide.press("+5", chair)
    expect(chair.get_by_text("minutes over").first).to_be_visible()
    guide.press("Save minutes", chair)
    chair.get_by_role("dialog").get_by_role("button", name=re.compile("Save .* minutes")).click()
    expect(chair.get_by_text(re.compile("as planned|1 minute to spare"))).to_be_visible()
    guide.see("Agenda", chair.locator(".chair-header"))
    guide.press("Back", chair)
    expect(title).to_have_text("Meet and greet")
    chair.get_by_role("button", name="Open the part: Discussion").click()
    guide.press("Go to this part now", chair)
    expect(title).to_have_text("Discussion")


def what_the_board_shows(guide: Guide, chair: Page, board: Page) -> None:
    open_panel(chair, "Board")
    guide.see("Show on the board", chair)
    chair.locator(".screen", has_text="Agenda").click()
    expect(board.locator(".board-agenda")).to_be_visible()
    guide.press("Follow the meeting", chair)
    expect(board.locator(".board-agenda")).to_be_hidden()
    close_panel(chair)


def on_a_tablet(guide: Guide, screens: Screens) -> None:
    # The same link on a second device: a tablet in portrait orientation.
    tablet = screens.chair(**TABLET)
    expect(tablet.locator(".chair-now").get_by_role("button", name="What else?")).to_be_in_viewport()
    for side, inside in (("Agenda", ".chair-order"), ("Tools", ".now-card")):
        guide.press(side, tablet.locator(".chair-thumbs"))
        expect(tablet.locator(inside)).to_be_in_viewport()
        tablet.locator(".chair-thumbs").get_by_text("Close", exact=True).click()
    tablet.close()


def what_is_on_now(guide: Guide, chair: Page) -> None:
    expect(chair.locator(".now-card").get_by_role("button", name="What else?")).to_be_visible()
    rows = chair.locator(".tool-rows")
    guide.see("Take a picture of the wall", rows)
    guide.press("Board: follows the meeting", rows)
    guide.press("Close panel", chair)
    guide.press("Everything else", rows)
    chair.keyboard.press("Escape")
    guide.press("Safety", chair.locator(".chair-header"))
    chair.keyboard.press("Escape")
    expect(rows).to_be_visible()


def the_wall(guide: Guide, screens: Screens, chair: Page, board: Page, sam: Page, lin: Page, priya: Page) -> None:
    questions_and_views(guide, chair, board, sam, priya)
    one_note(guide, chair, board, sam, lin, priya)
    several_notes(guide, chair, board)
    writing_alone_and_voting(guide, screens, chair, board, sam, lin, priya)
    hopes_and_a_picture(guide, chair, sam)


def questions_and_views(guide: Guide, chair: Page, board: Page, sam: Page, priya: Page) -> None:
    dialog = chair.get_by_role("dialog")
    guide.press("Ask", chair)
    dialog.get_by_label("The question people see").fill("What helps on the first night?")
    dialog.get_by_role("button", name="Put it on the wall").click()
    expect(board.get_by_role("heading", name="What helps on the first night?")).to_be_visible()
    guide.press("What else?", chair.locator(".now-card"))
    for screen in (sam, priya, board):
        expect(screen.get_by_text("What else?").first).to_be_visible()
    guide.press("Hide the question", chair)
    expect(board.locator(".board-asked")).to_be_hidden()
    for view in ("Whole wall", "Map"):
        guide.see(view, chair.locator(".wall-tabs"))
    guide.press("Ask", chair)
    guide.press("Questions", dialog)
    for use in ("Wall", "Scale", "Board"):
        expect(dialog.get_by_role("button").get_by_text(use, exact=True).first).to_be_visible()
    close_dialog(chair)


def one_note(guide: Guide, chair: Page, board: Page, sam: Page, lin: Page, priya: Page) -> None:
    dialog = chair.get_by_role("dialog")
    for screen, text in ((sam, "Tea first"), (lin, "A cup of tea"), (priya, "A key"), (sam, "Said in anger")):
        write_note(screen, text)
        expect(note(chair, text)).to_be_visible()
    note(chair, "A key").hover()
    guide.press("Change", note(chair, "A key"))
    card = chair.locator(".note-dialog")
    for there in ("Type of note", "Where it belongs"):
        expect(card.get_by_label(there)).to_be_visible()
    guide.see("Languages", card)
    card.get_by_role("button", name="Make it a next step").click()
    card.get_by_role("button", name="Save").click()
    open_panel(chair, "What comes next")
    expect(chair.locator(".step-card")).to_contain_text("A key")
    guide.press("Change", note(chair, "Said in anger"))
    guide.press("Put it aside", chair)
    expect(board.get_by_text("Said in anger").first).to_be_hidden()
    guide.press("Safety", chair.locator(".chair-header"))
    chair.get_by_role("button", name="Notes put aside (1)").click()
    dialog.get_by_role("button", name="Bring it back").click()
    close_dialog(chair)
    expect(board.get_by_text("Said in anger").first).to_be_visible()


def several_notes(guide: Guide, chair: Page, board: Page) -> None:
    dialog = chair.get_by_role("dialog")
    guide.press("Select", chair)
    for text in ("Tea first", "A cup of tea"):
        chair.get_by_role("button", name=f"Select the note: {text}").click()
    guide.press("Put into one note", chair)
    expect(note(chair, "and 1 more that says nearly the same")).to_be_visible()
    guide.press("Change", note(chair, "Tea first"))
    guide.press("Take apart", chair)
    expect(note(chair, "A cup of tea")).to_be_visible()
    chair.keyboard.press("Escape")
    guide.press("Select", chair)
    for text in ("Tea first", "A cup of tea"):
        chair.get_by_role("button", name=f"Select the note: {text}").click()
    guide.press("Name a group", chair)
    dialog.get_by_label("Name of the group").fill("Warm")
    dialog.get_by_role("button", name="Save").click()
    expect(board.get_by_text("Warm").filter(visible=True)).to_have_count(1)


def writing_alone_and_voting(
    guide: Guide, screens: Screens, chair: Page, board: Page, sam: Page, lin: Page, priya: Page
) -> None:
    dialog = chair.get_by_role("dialog")
    chair.locator(".wall-tab", has_text="Already working well").click()
    place = chair.locator(".chair-columns")
    guide.press("Tidy", chair)
    guide.press("Let people write alone", dialog)
    write_note(lin, "Mine alone")
    expect(board.get_by_text("Mine alone").first).to_be_hidden()
    guide.press("Show all notes", place)
    expect(board.get_by_text("Mine alone").first).to_be_visible()
    guide.press("Tidy", chair)
    expect(dialog.get_by_text("Order of the notes")).to_be_visible()
    guide.press("Open the vote", dialog)
    for screen in (sam, lin, priya):
        screen.get_by_role("button", name="Give a dot to: Mine alone").first.click()
    code = re.search(r"/m/(\w{6})", chair.url)[1]
    for person in join_people(screens, "room", 2, code):
        person.do("vote.give", note=next(id for id, each in person.all("note").items() if each["text"] == "Mine alone"))
        person.leave()
    expect(place.get_by_text(re.compile(r"5 of \d+ have given dots\."))).to_be_visible()
    guide.press("Close the vote", place)
    expect(note(chair, "Mine alone")).to_contain_text("5 dots")
    guide.press("Tidy", chair)
    guide.press("Show large on the board", dialog)
    expect(board.locator(".board-zone")).to_have_count(1)
    chair.get_by_role("button", name="Tidy “").first.click()
    dialog.get_by_role("button", name="Show large on the board").click()


def hopes_and_a_picture(guide: Guide, chair: Page, sam: Page) -> None:
    chair.get_by_role("button", name="Open the part: Best hopes").click()
    chair.get_by_role("button", name="Go to this part now").click()
    guide.see("Best hopes", chair.locator(".wall-tabs"))
    expect(sam.get_by_role("heading", level=1)).to_have_text("Best hopes")
    write_note(sam, "A door that opens")
    expect(note(chair, "A door that opens")).to_be_visible()
    chair.get_by_role("button", name="Open the part: Discussion").click()
    chair.get_by_role("button", name="Go to this part now").click()
    close_panel(chair)
    guide.press("Take a picture of the wall", chair)
    the_report(guide, chair)


def the_report(guide: Guide, chair: Page) -> None:
    guide.press("Everything else", chair)
    guide.press("Write the report", chair.locator(".open-panel"))
    drawer = chair.locator(".report-drawer")
    drawer.get_by_text(re.compile("^Shows all places|^Places and scales shown")).last.click()
    last = drawer.get_by_role("button", name="Leave out of the report").count()
    guide.press("Leave out", drawer)
    expect(drawer.get_by_role("button", name="Leave out of the report")).to_have_count(last - 1)
    guide.press("Put back", drawer)
    expect(drawer.get_by_role("button", name="Leave out of the report")).to_have_count(last)
    guide.press("Add a recommendation", drawer)
    drawer.get_by_label("We recommend").fill("A key for the first night")
    guide.label("To whom", drawer).fill("The council")
    drawer.get_by_role("button", name="Add a recommendation").click()
    expect(drawer.locator(".report-add")).to_have_count(0)
    expect(drawer.get_by_label("To whom")).to_have_value("The council")
    guide.press("Add a resource", drawer)
    drawer.locator(".report-add").get_by_label("What it is").fill("The night line")
    drawer.locator(".report-add").get_by_role("button", name="Add a resource").click()
    expect(drawer.locator(".report-add")).to_have_count(0)
    expect(drawer.get_by_label("What it is")).to_have_value("The night line")
    guide.press("Pull in words from the wall", drawer)
    drawer.locator(".pull-row", has_text="Mine alone").click()
    expect(drawer.get_by_label("We recommend").last).to_have_value("Mine alone")
    drawer.get_by_role("button", name="Close", exact=True).first.click()
    expect(drawer).to_be_hidden()


def photographs_and_slides(guide: Guide, screens: Screens, chair: Page, board: Page, priya: Page) -> None:
    dialog, shows = chair.get_by_role("dialog"), "The wall of the first table"
    priya.get_by_role("button", name="Send a photograph").first.click()
    for name in ("Send a photograph", "Take a photograph", "Choose photographs"):
        guide.see(name, priya.get_by_role("dialog"))
    close_dialog(priya)
    choose_photo(priya, jpeg(data=paper_notes()))
    send(priya, shows)
    chair.locator(".chair-notice", has_text="1 photograph waits").get_by_role("button").click()
    dialog.get_by_role("button", name="Show it on the wall").click()
    expect(dialog.get_by_text("No photograph is waiting.")).to_be_visible()
    close_dialog(chair)
    guide.press("Safety", chair.locator(".chair-header"))
    guide.press("Who may send photographs", chair)
    close_dialog(chair)

    card = chair.locator(".chair-columns .note.is-photo")
    is_drawn(chair, ".chair-columns .photo-image")
    card.hover()
    guide.press("Change", card)
    opened = chair.locator(".note-dialog")
    expect(opened.get_by_label("What does it show?")).to_have_value(shows)
    guide.press("Show large on the board", opened)
    is_drawn(board, ".board-photo .photo-image")
    guide.press("Stop showing it on the board", opened)
    expect(board.locator(".board-photo")).to_have_count(0)
    guide.press("Find the notes", opened)
    expect(chair.locator(".paper-frame polygon")).to_have_count(6)
    dialog.get_by_role("button", name="Make 6 cards").click()
    words = chair.get_by_role("dialog", name="Type what the notes say").get_by_label("What is written on it?")
    words.first.fill("A quiet room")
    expect(board.get_by_text("A quiet room").first).to_be_visible()
    close_dialog(chair)

    open_panel(chair, "Board")
    guide.see("Slides", chair.locator(".open-panel"))
    choose_slides(chair, pdfs.slides(["Ways out of custody", "Who helps?"]))
    is_drawn(chair, ".slides-stage .slide-image")
    chair.get_by_role("button", name="Next page").click()
    guide.press("Show this page to everyone", chair)
    expect(board.locator(".board-slide .slide-image")).to_have_attribute("alt", "Who helps?")
    guide.press("Stop showing the slides", chair)
    expect(board.locator(".board-slide")).to_have_count(0)
    close_panel(chair)
    guide.see("Everything else", chair.locator(".tool-rows"))


def every_voice(guide: Guide, chair: Page, sam: Page, lin: Page, priya: Page) -> None:
    a_round(guide, chair, {"Sam": sam, "Lin": lin, "Priya": priya})
    hands(guide, chair, sam, priya)
    video_and_groups(guide, chair, sam, lin, priya)
    guest_chairs(guide, chair)


def a_round(guide: Guide, chair: Page, phones: dict[str, Page]) -> None:
    speaks = chair.locator(".now-card .voice b")

    def own() -> Page:
        expect(speaks).to_have_text(re.compile("Sam|Lin|Priya"))
        page = phones[speaks.inner_text()]
        expect(page.get_by_text("It’s your turn to speak").first).to_be_visible()
        return page

    close_panel(chair)
    guide.press("Round", chair.locator(".now-card"))
    guide.press("Start a round", chair)
    first = own()
    guide.press("30 seconds more", first)
    guide.press("Come back to me", first)
    expect(first.get_by_text("It’s your turn to speak").first).to_be_hidden()
    second = own()
    guide.press("I’ve finished", second)
    expect(second.get_by_text("It’s your turn to speak").first).to_be_hidden()
    third = own()
    guide.see("Next voice", chair)
    chair.get_by_role("button", name="Speaking order: ").click()
    expect(chair.locator(".voice-waiting").first).to_be_visible()
    chair.keyboard.press("Escape")
    for button in ("+30 seconds", "Come back to them", "They pass"):
        expect(chair.get_by_role("button", name=button)).to_be_visible()
    guide.press("Pass", third)
    expect(third.get_by_text("It’s your turn to speak").first).to_be_hidden()
    guide.see("End the round", chair)
    end_round(chair)
    expect(chair.get_by_role("button", name="Round", exact=True)).to_be_visible()


def hands(guide: Guide, chair: Page, sam: Page, priya: Page) -> None:
    open_panel(chair, "Hands")
    guide.see("Hands", chair.locator(".open-panel"))
    close_panel(chair)
    priya.get_by_role("button", name="Raise a hand").click()
    guide.press("Me too", sam.locator(".hand-front"))
    guide.press("Call", chair)
    expect(priya.get_by_text("It’s your turn to speak").first).to_be_visible()
    guide.press("Done", chair)
    expect(priya.get_by_text("It’s your turn to speak").first).to_be_hidden()


def video_and_groups(guide: Guide, chair: Page, sam: Page, lin: Page, priya: Page) -> None:
    guide.press("Everything else", chair)
    guide.press("About this meeting", chair)
    chair.get_by_label("Link to the video call").fill("https://jitsi.example/Homes")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    guide.see("Video", priya)
    for button in ("The whole wall", "Small window"):
        guide.see(button, priya)
    close_panel(chair)
    guide.press("Groups", chair.locator(".now-card"))
    guide.see("Split into small groups", chair.get_by_role("dialog"))
    for choice in ("I type the links", "Make rooms"):
        guide.label(choice, chair.get_by_role("dialog")).check()
    guide.press("Split now", chair.get_by_role("dialog"))
    expect(chair.locator(".breakout-walls .zone")).to_have_count(2)
    write_note(sam, "A name to ring")
    write_note(lin, "Half a thought")
    guide.press("Move somebody", chair)
    expect(chair.get_by_role("dialog").get_by_label("The group of Sam")).to_be_visible()
    close_dialog(chair)
    guide.press("Put on the main wall", sam)
    guide.press("Call back in one minute", chair)
    expect(lin.get_by_text("One minute left.").first).to_be_visible()
    guide.press("Everybody back", chair)
    expect(chair.locator(".breakout-walls")).to_have_count(0)
    guide.press("What the groups wrote", chair)
    expect(chair.locator(".breakout-walls").get_by_text("Half a thought")).to_be_visible()
    chair.get_by_role("button", name="See the main wall").first.click()
    expect(note(chair, "A name to ring")).to_be_visible()


def guest_chairs(guide: Guide, chair: Page) -> None:
    close_panel(chair)
    guide.press("Everything else", chair)
    guide.press("Guest chairs", chair.locator(".open-panel"))
    guide.press("Add a guest chair", chair)
    close_dialog(chair)
    guide.press("Speak for them", chair)
    dialog = chair.get_by_role("dialog", name="For Guest chair 1")
    dialog.get_by_role("textbox", name="A note for Guest chair 1").fill("My landlord rings back")
    dialog.get_by_role("button", name="Put it on the wall for Guest chair 1").click()
    dialog.get_by_role("button", name="Raise a hand for Guest chair 1").click()
    dialog.get_by_role("button", name="Lower the hand of Guest chair 1").click()
    close_dialog(chair)
    expect(note(chair, "My landlord rings back")).to_be_visible()


def the_scale(guide: Guide, chair: Page, board: Page, people: tuple[Page, ...]) -> None:
    close_panel(chair)
    guide.press("Scale", chair.locator(".now-card"))
    guide.press("Write a scale", chair)
    dialog = chair.get_by_role("dialog")
    dialog.get_by_label("Question").fill("How safe is a first night here?")
    dialog.get_by_label("Show the spread from how many answers").fill("3")
    dialog.get_by_role("button", name="Save").click()
    own = chair.locator(".chair-scale", has_text="How safe is a first night here?")
    guide.press("Open it for everyone", own)
    for page in people:
        answer(page, 4)
    card = chair.locator(".now-card")
    expect(card.get_by_text(re.compile("^3 of "))).to_be_visible()
    guide.press("Show the spread", card)
    expect(board.locator(".dot")).to_have_count(3)
    card.get_by_role("button", name="Close the scale").click()


def what_comes_next(
    guide: Guide, screens: Screens, chair: Page, board: Page, sam: Page, lin: Page, priya: Page
) -> None:
    steps_dates_and_people(guide, chair, lin, priya)
    offers(guide, chair, lin)
    the_community(guide, screens, chair, sam)


def steps_dates_and_people(guide: Guide, chair: Page, lin: Page, priya: Page) -> None:
    priya.get_by_text("Next steps and dates").click()
    priya.get_by_label("What could we try?").fill("Ring the council")
    guide.press("Add this step", priya)
    close_panel(chair)
    guide.press("Everything else", chair)
    guide.press("What comes next", chair.locator(".open-panel"))
    step = chair.locator(".step-card", has_text="Ring the council")
    expect(step).to_be_visible()
    priya.locator(".step-card", has_text="Ring the council").get_by_role(
        "button", name="I’ll do this, as Priya"
    ).click()
    expect(step).to_contain_text("Priya")
    chair.get_by_label("A day and a time that could do").fill("2030-01-15T14:00")
    guide.press("Propose this time", chair)
    priya.locator(".date-card").get_by_role("button", name="I can", exact=True).click()
    guide.press("Set this date", chair)
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(chair.locator(".next-card")).to_contain_text("15 January 2030")
    lin.get_by_role("button", name="Next steps", exact=True).click()
    lin.get_by_label("Who is missing?").fill("Somebody from the library")
    lin.get_by_role("button", name="Suggest").click()
    guide.see("Who should be here?", chair)
    expect(chair.get_by_text("Somebody from the library").first).to_be_visible()


def offers(guide: Guide, chair: Page, lin: Page) -> None:
    guide.press("Offer something useful", lin)
    lin.get_by_label("What is it?").fill("The night shelter")
    lin.get_by_label("Link (optional)").fill("https://shelter.example/night")
    lin.get_by_role("button", name="Offer it").click()
    guide.see("Offered by people here", chair)
    guide.press("Take it over", chair)
    expect(lin.get_by_text("Offered by you.")).to_have_count(0)
    expect(lin.get_by_role("link", name="The night shelter")).to_be_visible()


def the_community(guide: Guide, screens: Screens, chair: Page, sam: Page) -> None:
    open_panel(chair, "Everything else")
    links = new_window(guide, "Links and codes", chair)
    guide.press("Make a community link", links)
    address = links.locator("#together-link .address")
    expect(address).to_contain_text("/community/")
    whoever = screens.new(**LAPTOP)
    whoever.goto(address.inner_text())
    guide.see("How your community looks", whoever)
    guide.press("Plan the next meeting", whoever)
    expect(whoever.get_by_label("Carry on from")).to_be_checked()
    whoever.get_by_label("What is it about?").fill("Keys on the first day")
    whoever.get_by_role("button", name="Open the meeting").click()
    whoever.get_by_role("link", name="Go to the chair’s page").click()
    open_panel(whoever, "What comes next")
    expect(whoever.locator(".step-card", has_text="Ring the council")).to_be_visible()
    expect(whoever.locator(".chair-part bdi").first).to_have_text("Meet and greet")
    open_panel(whoever, "Scales")
    expect(whoever.locator(".chair-scale", has_text="How safe is a first night here?")).to_be_visible()
    links.close()
    open_panel(chair, "What comes next")
    guide.press("Ask where we are", chair)
    sam.get_by_role("button", name="Next steps", exact=True).click()
    expect(sam.get_by_role("heading", name="Where are we, as a group?")).to_be_visible()
    chair.get_by_role("button", name="Close the check").click()
    confirm(chair, "Close the check")


def people_we_write_to(guide: Guide, chair: Page, sam: Page) -> None:
    sam.get_by_role("button", name="Agenda", exact=True).click()
    guide.see("Want to hear about the next meeting?", sam)
    close_panel(chair)
    guide.press("Everything else", chair)
    page = new_window(guide, "People we write to", chair)
    page.get_by_text("Put somebody on the list who asked on paper").click()
    page.get_by_role("textbox", name="Name").fill("Marguerite")
    page.get_by_label("They agreed to these words").check()
    guide.press("Put them on the list", page)
    expect(page.get_by_text("Their own link").first).to_be_visible()
    guide.press("Decision-makers", page)
    page.get_by_role("textbox", name="Organisation").fill("City council")
    page.get_by_role("button", name="Add to this list").click()
    expect(page.get_by_text("1 on this list").first).to_be_visible()
    page.close()


def at_the_end(guide: Guide, screens: Screens, chair: Page, board: Page, phone: Page) -> None:
    close_panel(chair)
    guide.see("Everything else", chair)
    chair.get_by_role("button", name="Open the part: Close and networking").click()
    chair.get_by_role("button", name="Go to this part now").click()
    chair.get_by_role("button", name="Finish the last part").click()
    guide.press("Close the meeting", chair.locator(".chair-next"))
    guide.press("Close the meeting", chair.get_by_role("dialog").locator(".button"))
    guide.see("Keep it open", chair)
    guide.press("Close the meeting", chair.locator(".chair-next"))
    guide.press("Close it now", chair.get_by_role("dialog").locator(".button"))
    expect(chair.get_by_role("dialog")).to_have_count(0)
    expect(board.get_by_text("Thank you for being part of it").first).to_be_visible()
    guide.label("Introduction", chair).fill("We asked what helps.")
    guide.label("Conclusions", chair).fill("A key for the first night.")
    # A report that is opened at once, with the cursor still in the last sentence, contains that sentence.
    report = new_window(guide, "Open the report", chair)
    expect(report.get_by_text("A key for the first night.").first).to_be_visible()
    report.close()
    guide.press("Share with everyone here", chair)
    expect(phone.get_by_role("link", name="Read the report")).to_be_visible()
    guide.press("Make a link for everyone", chair)
    stranger = screens.new()
    stranger.goto(chair.locator(".report-link .address").inner_text())
    expect(stranger.get_by_text("A key for the first night.").first).to_be_visible()
    guide.press("Open the meeting again", chair)
    expect(chair.get_by_role("heading", name="Thank you for chairing")).to_be_hidden()


def if_something_goes_wrong(guide: Guide, screens: Screens, chair: Page, board: Page, sam: Page, lin: Page) -> None:
    going_back(guide, screens, chair)
    erasing(guide, chair)
    safety(guide, chair, board, sam)
    helper_and_lock(guide, screens, chair, sam)
    handing_over(guide, screens, chair)


def going_back(guide: Guide, screens: Screens, chair: Page) -> None:
    chair.get_by_role("button", name="Open the part: Discussion").click()
    chair.get_by_role("button", name="Go to this part now").click()
    guide.see("Undo", chair.locator(".take-back"))
    other = screens.chair()
    expect(other.get_by_role("heading", level=1)).to_have_text("Discussion")
    other.close()


def erasing(guide: Guide, chair: Page) -> None:
    # The scale that was closed in this part is on again, with its own place: the other notes are on the whole wall.
    chair.get_by_role("button", name="Whole wall").click()
    guide.press("Change", note(chair, "Said in anger"))
    guide.press("Erase these words for good", chair)
    chair.get_by_role("dialog").get_by_role("button", name="Erase for good").click()
    expect(note(chair, "Said in anger")).to_have_count(0)


def safety(guide: Guide, chair: Page, board: Page, sam: Page) -> None:
    dialog = chair.get_by_role("dialog")
    guide.press("Safety", chair.locator(".chair-header"))
    guide.press("Pause writing", chair)
    expect(chair.get_by_text("Writing is paused. Only you").first).to_be_visible()
    chair.get_by_role("button", name="Resume writing").click()
    guide.press("Slow mode", chair)
    dialog.get_by_label("10 seconds", exact=True).check()
    close_dialog(chair)
    chair.get_by_role("button", name="Stop slow mode").click()
    guide.press("Look at new notes first", chair)
    sam.get_by_role("button", name="Notes", exact=True).click()
    write_note(sam, "Seen first")
    chair.get_by_role("button", name="Look at them").click()
    dialog.get_by_role("button", name="Let it up").click()
    close_dialog(chair)
    expect(note(chair, "Seen first")).to_be_visible()
    guide.press("Blank the board", chair)
    expect(board.locator(".board-zone")).to_have_count(0)
    chair.locator(".chair-notices").get_by_role("button", name="Bring the board back").click()
    guide.press("Select", chair)
    chair.get_by_role("button", name="Select the note: Seen first").click()
    guide.press("Put aside", chair)
    expect(note(chair, "Seen first")).to_have_count(0)
    guide.press("What was done", chair)
    dialog.get_by_role("button", name=re.compile("Take back: .* put aside")).first.click()
    close_dialog(chair)
    expect(note(chair, "Seen first")).to_be_visible()
    guide.press("Ask somebody to leave", chair)
    dialog.locator("li", has_text="Lin").get_by_role("button", name="Ask to leave").click()
    dialog.get_by_role("button", name="Yes, and keep out").click()
    dialog.get_by_role("button", name="Let in again").click()
    close_dialog(chair)


def helper_and_lock(guide: Guide, screens: Screens, chair: Page, sam: Page) -> None:
    dialog = chair.get_by_role("dialog")
    close_panel(chair)
    guide.press("Everything else", chair)
    guide.press("Invite a helper", chair)
    dialog.get_by_role("button", name="Make the link").click()
    helper = screens.new(**LAPTOP)
    helper.goto(dialog.locator(".address").inner_text())
    close_dialog(chair)
    expect(helper.get_by_role("button", name="Take a picture of the wall")).to_be_visible()
    open_panel(helper, "Everything else")
    expect(helper.get_by_role("button", name="Hand over the chair")).to_have_count(0)
    open_panel(chair, "Safety")
    guide.press("Lock the meeting", chair)
    expect(chair.get_by_text("locked", exact=True).first).to_be_visible()
    sam.reload()
    expect(sam.get_by_text("all saved").first).to_be_visible()
    stranger = screens.new()
    stranger.goto(screens.links["join_url"])
    expect(stranger.get_by_role("button", name="In the room")).to_have_count(0)


def handing_over(guide: Guide, screens: Screens, chair: Page) -> None:
    dialog = chair.get_by_role("dialog")
    open_panel(chair, "Everything else")
    guide.press("Hand over the chair", chair)
    dialog.get_by_role("button", name="Make the link").click()
    new = screens.new(**LAPTOP)
    new.goto(dialog.locator(".address").inner_text())
    expect(chair.get_by_role("heading", name="Somebody else is the chair now")).to_be_hidden()
    new.get_by_role("button", name="Take the chair").click()
    expect(new.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(chair.get_by_role("heading", name="Somebody else is the chair now")).to_be_visible()
