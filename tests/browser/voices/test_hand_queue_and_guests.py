"""Raised hands in one queue for room and remote, guest chairs, and a helper's console."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import (
    LAPTOP,
    Screens,
    check_accessibility,
    close_panel,
    end_round,
    open_panel,
    start,
    start_round,
    start_section,
)


@pytest.fixture
def chair(screens: Screens) -> Page:
    screens.open_meeting(template="standing")
    return screens.chair()


def helper_of(chair: Page, screens: Screens) -> Page:
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Invite a helper").click()
    chair.get_by_role("button", name="Make the link").click()
    page = screens.new(**LAPTOP)
    page.goto(chair.locator(".address").inner_text())
    expect(page.locator(".chair")).to_be_visible()
    chair.get_by_role("button", name="Close", exact=True).click()
    return page


def test_hands_are_raised_in_the_room_and_remotely(screens: Screens, chair: Page) -> None:
    board, sam, lin, priya = screens.board(), screens.phone(name="Sam"), screens.phone(), screens.laptop(name="Priya")
    expect(sam.get_by_role("button", name="Raise a hand")).to_be_hidden()
    start(chair)
    priya.get_by_role("button", name="Raise a hand").click()
    expect(lin.get_by_text("Priya has a hand up.")).to_be_visible()
    sam.get_by_role("button", name="Raise a hand").click()
    expect(sam.get_by_text("Your hand is up. One person is before you.")).to_be_visible()

    # The chair learns that a remote person has waited longer; the board shows the queue.
    expect(chair.get_by_text("A remote voice has waited longest.")).to_be_visible()
    expect(board.locator(".board-hands li b")).to_have_text(["Priya", "Sam"])

    # "Me too" is counted without names, and can be withdrawn.
    lin.get_by_role("button", name="Me too").click()
    expect(priya.get_by_text("1 person says “me too”")).to_be_visible()
    expect(lin.get_by_role("button", name="Me too")).to_have_attribute("aria-pressed", "true")
    check_accessibility(chair, board, sam, lin, priya, contrast=True)
    lin.get_by_role("button", name="Me too").click()
    expect(priya.get_by_text("say “me too”")).to_be_hidden()

    # The chair calls one person, then the next.
    chair.get_by_role("button", name="Call Priya").click()
    expect(priya.get_by_text("It’s your turn to speak")).to_be_visible()
    expect(board.locator(".board-word")).to_contain_text("Priya is speaking")
    expect(chair.get_by_text("A remote voice has waited longest.")).to_be_hidden()
    check_accessibility(chair, board, priya)
    priya.locator(".notices").get_by_role("button", name="I’ve finished").click()
    expect(board.locator(".board-word")).to_be_hidden()
    sam.locator(".notices").get_by_role("button", name="Lower my hand").click()
    expect(board.locator(".board-voices")).to_be_hidden()

    # Hands are lowered when the section ends, and cannot be raised during a round.
    lin.get_by_role("button", name="Raise a hand").click()
    expect(board.locator(".board-hands")).to_be_visible()
    start_round(chair)
    expect(board.locator(".board-hands")).to_be_hidden()
    expect(sam.get_by_role("button", name="Raise a hand")).to_be_hidden()
    end_round(chair)
    expect(lin.get_by_text("Your hand is up. You’re next.")).to_be_visible()
    start_section(chair, "What we are working on")
    end_round(chair)
    expect(lin.get_by_role("button", name="Raise a hand")).to_be_visible()


@pytest.mark.thorough
def test_the_console_on_a_tablet_shows_the_first_hand(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair(viewport={"width": 768, "height": 1024}, has_touch=True)
    sam = screens.phone(name="Sam")
    chair.get_by_role("button", name="Start the meeting").first.click()
    sam.get_by_role("button", name="Raise a hand").click()
    chair.locator(".chair-notices").get_by_role("button", name="Call Sam").click()
    expect(sam.get_by_text("It’s your turn to speak")).to_be_visible()
    check_accessibility(chair)
    chair.locator(".chair-notices").get_by_role("button", name="They’ve finished").click()
    expect(sam.get_by_role("button", name="Raise a hand")).to_be_visible()


@pytest.mark.thorough
def test_a_helper_acts_for_a_guest_without_a_phone(screens: Screens, chair: Page) -> None:
    board, phone = screens.board(), screens.phone(name="Sam")
    helper = helper_of(chair, screens)
    start(chair)
    chair.get_by_role("button", name="Next: What we are working on").click()
    end_round(chair)
    open_panel(helper, "Guest chairs")
    helper.get_by_role("button", name="Add a guest chair").click()
    dialog = helper.get_by_role("dialog", name="For Guest chair 1")
    check_accessibility(helper)

    # A note is on the wall like any other, and does not show who wrote it for whom.
    dialog.get_by_label("A note for Guest chair 1").get_by_role("textbox").fill("My landlord rings back")
    dialog.get_by_role("button", name="Put it on the wall for Guest chair 1").click()
    expect(board.get_by_text("My landlord rings back")).to_be_visible()
    expect(dialog.get_by_role("textbox", name="A note for")).to_have_value("")
    dialog.get_by_label("What they want to be called").fill("Mrs Khan")
    dialog.get_by_role("button", name="Save").click()
    dialog = helper.get_by_role("dialog", name="For Mrs Khan")

    # A hand is in the same queue as all others.
    dialog.get_by_role("button", name="Raise a hand for Mrs Khan").click()
    expect(board.locator(".board-hands li b")).to_have_text(["Mrs Khan"])
    expect(phone.get_by_text("Mrs Khan has a hand up.")).to_be_visible()
    dialog.get_by_role("button", name="Lower the hand of Mrs Khan").click()
    expect(board.locator(".board-hands")).to_be_hidden()

    # An answer on the scale counts, and a new one replaces it.
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Write a scale").click()
    chair.get_by_role("textbox", name="Question", exact=True).fill("How near are we?")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    chair.get_by_role("button", name="Open it for everyone").click()
    expect(chair.locator(".open-panel")).to_be_hidden()
    slider = dialog.get_by_role("slider", name="The answer of Mrs Khan")
    for key, times in (("Home", 1), ("ArrowRight", 3)):
        for _ in range(times):
            slider.press(key)
    dialog.get_by_role("button", name="Give this answer for Mrs Khan").click()
    expect(phone.get_by_text("1 of 2 has answered.")).to_be_visible()
    slider.press("ArrowRight")
    dialog.get_by_role("button", name="Give this answer for Mrs Khan").click()
    expect(dialog.get_by_text("The answer of Mrs Khan is counted.")).to_be_visible()
    expect(phone.get_by_text("1 of 2 has answered.")).to_be_visible()
    dialog.get_by_role("button", name="Take their answer back").click()
    expect(phone.get_by_text("Nobody has answered yet.")).to_be_visible()
    check_accessibility(helper)

    # A turn in the round.
    start_round(chair)
    phone.get_by_role("button", name="I’ve finished").click()
    expect(board.locator(".board-speaking h2")).to_have_text("Mrs Khan")
    dialog.get_by_role("button", name="They’ve finished", exact=True).click()
    expect(board.locator(".board-speaking h2")).not_to_have_text("Mrs Khan")
    dialog.get_by_role("button", name="This guest has gone").click()
    dialog.get_by_role("button", name="Yes, remove the guest chair").click()
    expect(helper.get_by_role("button", name="Speak for them: Mrs Khan")).to_be_hidden()
    expect(board.get_by_text(re.compile("Mrs Khan"))).to_be_hidden()


@pytest.mark.thorough
def test_a_guest_can_hope_vote_and_join_a_breakout(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair, board = screens.chair(), screens.board()
    phones = [screens.phone(name=name) for name in ("Sam", "Lin")]
    helper = helper_of(chair, screens)
    start(chair)
    open_panel(helper, "Guest chairs")
    helper.get_by_role("button", name="Add a guest chair").click()
    dialog = helper.get_by_role("dialog", name="For Guest chair 1")
    hope = dialog.get_by_role("form", name="A best hope for Guest chair 1")
    expect(dialog.get_by_role("form", name="A note for Guest chair 1")).to_be_visible()
    for later in (hope, dialog.get_by_label("The dots of"), dialog.get_by_label("The group of")):
        expect(later).to_have_count(0)

    # One best hope, and no second one.
    chair.get_by_role("button", name="Next: Best hopes").click()
    hope.get_by_role("textbox").fill("a warm room by Friday")
    check_accessibility(helper)
    hope.get_by_role("button", name="Put this hope on the wall for Guest chair 1").click()
    expect(board.get_by_text("a warm room by Friday")).to_be_visible()
    hope.get_by_role("textbox").fill("and another")
    hope.get_by_role("button", name="Put this hope").click()
    expect(dialog.get_by_text("You have put one hope here already.")).to_be_visible()
    expect(hope.get_by_role("textbox")).to_have_value("and another")

    # As many dots as everybody has.
    expect(dialog.get_by_label("The dots of")).to_have_count(0)
    chair.get_by_role("button", name="Tidy “Best hopes”").click()
    chair.get_by_role("dialog").get_by_label("Dots for each").select_option("2")
    chair.get_by_role("dialog").get_by_role("button", name="Open").click()
    dots = dialog.get_by_role("region", name="The dots of Guest chair 1")
    give = dots.get_by_role("button", name="Give a dot of Guest chair 1 to: a warm room by Friday")
    give.click()
    expect(dialog.get_by_text("A dot of Guest chair 1 is counted.")).to_be_visible()
    give.click()
    give.click()
    expect(dialog.get_by_text("You have given all your 2 dots.")).to_be_visible()
    dots.get_by_role("button", name="Take back a dot of").click()
    expect(dialog.get_by_text("A dot of Guest chair 1 is taken back.")).to_be_visible()
    expect(chair.locator(".zone-activity")).to_contain_text("1 ")
    check_accessibility(helper, contrast=True)

    # While writing is paused, nothing is offered that would be refused.
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    expect(dialog.get_by_text("Writing is paused.")).to_be_visible()
    for gone in (dots, hope, dialog.get_by_role("form", name="A note for")):
        expect(gone).to_have_count(0)
    chair.get_by_role("button", name="Let people write again").click()
    expect(hope.get_by_role("textbox")).to_have_value("and another")

    # A breakout is chosen for them, and their notes go there.
    open_panel(chair, "Small groups")
    chair.get_by_role("button", name="Split into small groups").click()
    chair.get_by_role("dialog").get_by_label("People choose").check()
    chair.get_by_role("button", name="Split now").click()
    dialog.get_by_label("The group of Guest chair 1").select_option("Group 1")
    dialog.get_by_role("button", name="Move Guest chair 1").click()
    expect(dialog.get_by_text("Guest chair 1 is in Group 1 now.")).to_be_visible()
    expect(board.locator(".board-breakout", has_text="Group 1")).to_contain_text("Guest chair 1")
    expect(hope).to_have_count(0)
    check_accessibility(helper)
    phones[0].get_by_role("button", name="Join Group 1").click()
    dialog.get_by_role("textbox", name="A note for Guest chair 1").fill("said at our table")
    dialog.get_by_role("button", name="Put it on the wall for Guest chair 1").click()
    expect(phones[0].get_by_text("said at our table")).to_be_visible()
    expect(phones[1].get_by_text("said at our table")).to_have_count(0)


@pytest.mark.thorough
def test_the_console_of_a_helper_has_no_chair_controls(screens: Screens, chair: Page) -> None:
    helper = helper_of(chair, screens)
    chair.get_by_role("button", name="Start the meeting").click()
    expect(helper.get_by_role("heading", level=1)).to_have_text("Welcome and new members")
    steering = [
        "Next:", "Pause", "Back", "+5 minutes", "Add a part", "Open the part", "Board:", "Show on the board",
        "Write a scale", "Start a round", "Share with everyone here", "Lock the meeting", "Pause writing",
        "Close the meeting", "Hand over the chair", "Invite a helper", "About this meeting", "Safety",
    ]  # fmt: skip
    for panel in (None, "Everything else", "Scales", "Report"):
        if panel:
            open_panel(helper, panel)
        for name in steering:
            expect(helper.get_by_role("button", name=name)).to_have_count(0)
    close_panel(helper)
    for name in ("Ask a question", "Take a picture of the wall"):
        expect(helper.get_by_role("button", name=name)).to_be_visible()
    open_panel(helper, "Guest chairs")
    expect(helper.get_by_role("button", name="Add a guest chair")).to_be_visible()
    open_panel(helper, "Report")
    expect(helper.get_by_label("Conclusions", exact=True)).to_be_visible()
    start_round(chair)
    close_panel(helper)
    expect(helper.get_by_role("button", name="End the round")).to_have_count(0)
    helper.get_by_role("button", name="Next voice").click()
    expect(helper.get_by_role("button", name="That was everyone")).to_be_visible()
    check_accessibility(helper)


@pytest.mark.thorough
def test_a_note_for_a_guest_is_queued_offline_and_stays_theirs(screens: Screens, chair: Page) -> None:
    start(chair)
    open_panel(chair, "Guest chairs")
    chair.get_by_role("button", name="Add a guest chair").click()
    expect(chair.get_by_role("dialog")).to_be_visible()
    chair.context.set_offline(True)
    chair.get_by_role("dialog").get_by_role("textbox", name="A note for").fill("kept for Guest chair 1")
    chair.get_by_role("button", name="Put it on the wall for Guest chair 1").click()
    chair.get_by_role("button", name="Close", exact=True).click()
    chair.context.set_offline(False)
    expect(chair.locator(".note", has_text="kept for Guest chair 1").first).to_be_visible()
    expect(chair.locator(".note.is-waiting")).to_have_count(0, timeout=20_000)
    # Not the chair's own note: nothing says "yours".
    expect(chair.locator(".note.is-mine")).to_have_count(0)
