"""Running order A from the start to the report, on a phone, a laptop, a board and the chair's console at once."""

import re

from playwright.sync_api import expect

from .screens import Screens, accessible, write


def test_a_whole_meeting_by_the_standing_agenda(screens: Screens) -> None:
    screens.open_meeting(title="Homes that say yes", community="Access to homes", template="standing")
    chair, board = screens.chair(), screens.board()
    phone, laptop = screens.phone(name="Sam"), screens.laptop()
    expect(board.locator(".board-join-code")).to_have_text(re.compile(r"^\w{3} \w{3}$"))
    expect(board.get_by_text("2 in the room")).to_be_visible()
    expect(board.get_by_text("1 remote")).to_be_visible()
    accessible(chair, board, phone, laptop)

    # The start: every screen sees it, and the same second.
    chair.get_by_role("button", name="Start the meeting").click()
    for screen in (phone, laptop):
        expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome and new members")
    expect(board.locator(".clock-time")).to_have_text(re.compile(r"^(10:00|9:5\d)$"))

    # The round table: notes, voices.
    chair.get_by_role("button", name="Next: What we are working on").click()
    expect(phone.get_by_role("heading", name="What are you working on?")).to_be_visible()
    write(phone, "A drop-in on Tuesdays, with tea")
    write(laptop, "A leaflet in five languages")
    expect(phone.get_by_text("A leaflet in five languages")).to_be_visible()
    expect(chair.get_by_text("A drop-in on Tuesdays, with tea")).to_be_visible()
    expect(laptop.locator(".plane").get_by_text("A drop-in on Tuesdays, with tea")).to_be_visible()
    accessible(chair, board, phone, laptop)

    # The round has begun by itself.
    expect(phone.get_by_text("It is your turn")).to_be_visible()
    expect(laptop.get_by_text("You are next")).to_be_visible()
    expect(board.locator(".board-speaking h2")).to_have_text("Sam")
    accessible(board, phone)
    phone.get_by_role("button", name="I am done").click()
    expect(laptop.get_by_text("It is your turn")).to_be_visible()
    chair.get_by_role("button", name="End the round").click()
    expect(laptop.get_by_text("It is your turn")).to_be_hidden()
    expect(board.get_by_text("A drop-in on Tuesdays, with tea")).to_be_visible()

    # The focus, with more minutes and a pause.
    chair.get_by_role("button", name="Next: Focus").click()
    expect(board.get_by_text("Part 3 of 5")).to_be_visible()
    chair.get_by_role("button", name="+5 minutes").click()
    expect(phone.locator(".clock-time")).to_have_text(re.compile(r"^2[45]:"))
    chair.get_by_role("button", name="Pause", exact=True).click()
    expect(board.get_by_text("paused")).to_be_visible()
    chair.get_by_role("button", name="Go on").click()

    # The discussion: tidy, put aside, snapshot, a note of one's own changed and undone.
    chair.get_by_role("button", name="Next: Open discussion").click()
    expect(phone.locator(".zone-tab[aria-pressed=true]")).to_contain_text("Already working well")
    expect(laptop.get_by_label("I am writing for").locator("option:checked")).to_have_text("Already working well")
    write(phone, "Being asked what happened")
    write(laptop, "Somebody said a name here")
    phone.get_by_role("button", name="Change the note: Being asked").first.click()
    phone.get_by_label("Words of the note").fill("Being asked what was going on at the time")
    phone.get_by_role("button", name="Save").click()
    expect(board.get_by_text("Being asked what was going on at the time")).to_be_visible()
    chair.get_by_role("button", name="Change the note: Somebody said").click()
    chair.get_by_role("button", name="Put it aside").click()
    expect(board.get_by_text("Somebody said a name here")).to_be_hidden()
    expect(phone.get_by_text("Somebody said a name here")).to_be_hidden()
    chair.get_by_role("button", name="Take a snapshot").click()
    chair.locator(".snapshot-row").first.click()
    chair.get_by_label("What does it show?").fill("Asking is better than ticking.")
    expect(chair.get_by_role("dialog").get_by_text("Saved")).to_be_visible()
    accessible(chair)
    chair.get_by_role("button", name="Close", exact=True).click()

    # The close and the report.
    chair.get_by_role("button", name="Next: Next time").click()
    chair.get_by_label("Conclusions").fill("We ask first from now on.")
    chair.get_by_role("button", name="Close the meeting").click()
    chair.get_by_role("dialog").get_by_role("button", name="Close the meeting").click()
    expect(board.get_by_text("Thank you for being part of it")).to_be_visible()
    expect(phone.get_by_text("the chair will share the report")).to_be_visible()
    accessible(chair, board, phone, laptop)
    expect(chair.get_by_text("Saved").first).to_be_visible()
    chair.get_by_role("button", name="Share with everyone here").click()
    phone.get_by_role("link", name="Read the report").click()
    for words in ("We ask first from now on.", "Asking is better than ticking.", "A leaflet in five languages"):
        expect(phone.get_by_text(words).first).to_be_visible()
    expect(phone.locator("body")).not_to_contain_text("Somebody said a name here")
    accessible(phone)
