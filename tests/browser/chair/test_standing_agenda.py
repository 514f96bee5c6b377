"""Running order A from the start to the report, on two phones, a laptop, a board and the chair's console at once."""

import re

import pytest
from playwright.sync_api import expect

from ..screens import (
    Screens,
    check_accessibility,
    close_meeting,
    close_panel,
    open_panel,
    start,
    start_section,
    write_note,
)


@pytest.mark.thorough
def test_a_whole_meeting_by_the_standing_agenda(screens: Screens) -> None:
    screens.open_meeting(title="Homes that say yes", community="Access to homes", template="standing")
    chair, board = screens.chair(), screens.board()
    sam, lin, priya = screens.phone(name="Sam"), screens.phone(name="Lin"), screens.laptop(name="Priya")
    people = (sam, lin, priya)
    expect(board.locator(".board-join-code")).to_have_text(re.compile(r"^\w{3} \w{3}$"))
    expect(board.get_by_text("3 in the room")).to_be_visible()
    expect(board.get_by_text("1 remote")).to_be_visible()

    # The welcome is on every screen, with the same second on every clock; newcomers say that they are new.
    start(chair)
    for screen in (*people, chair):
        expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome and new members")
    expect(board.locator(".board-join-code")).to_be_visible()
    expect(board.locator(".clock-time")).to_have_text(re.compile(r"^(10:00|9:[45]\d)$"))
    for screen in people:
        screen.locator(".hello summary").click()
        screen.locator(".kind").get_by_label("I am new here").check()
    check_accessibility(board)
    open_panel(chair, "Round")
    expect(chair.get_by_label("People who are new come first")).to_be_visible()

    # The round starts automatically: everybody writes notes and has a turn.
    start_section(chair, "What we are working on")
    words = ("A drop-in on Tuesdays, with tea", "A phone line at night", "A leaflet in five languages")
    for screen, text in zip(people, words, strict=True):
        expect(screen.get_by_text("What are you working on?").first).to_be_visible()
        write_note(screen, text)
    for text in words:
        expect(chair.get_by_text(text)).to_be_visible()
        expect(priya.locator(".stage").get_by_text(text)).to_be_visible()
    expect(sam.get_by_text("A leaflet in five languages")).to_be_visible()
    open_panel(chair, "Round")
    waiting = chair.locator(".voice-waiting bdi")
    expect(waiting).to_have_text(["Priya", "Lin", re.compile(".+")])
    own = waiting.nth(2).inner_text()
    expect(board.locator(".board-speaking h2")).to_have_text("Sam")
    check_accessibility(chair, sam, priya)
    for screen in (sam, priya, lin):
        expect(screen.get_by_text("It’s your turn to speak")).to_be_visible()
        screen.get_by_role("button", name="I’ve finished").click()
    close_panel(chair)
    expect(chair.locator(".now-card .voice b")).to_have_text(f"{own} (you)")
    chair.get_by_role("button", name="That was everyone").click()
    expect(chair.get_by_text("4 voices heard so far")).to_be_visible()
    expect(board.get_by_text("A drop-in on Tuesdays, with tea")).to_be_visible()

    # The focus presentation with extra minutes and a pause; the board only counts the questions.
    start_section(chair, "Focus")
    expect(board.get_by_text("Part 3 of 5")).to_be_visible()
    for number, screen in enumerate(people):
        expect(screen.get_by_placeholder("Ask a question…")).to_be_visible()
        write_note(screen, f"Who decides, {number}?")
    expect(board.locator(".board-presentation-count")).to_have_text(re.compile(r"3\s*questions so far"))
    expect(board.locator("body")).not_to_contain_text("Who decides")
    expect(chair.get_by_text("Who decides, 0?")).to_be_visible()
    chair.get_by_role("button", name="+5 minutes").click()
    expect(sam.locator(".clock-time")).to_have_text(re.compile(r"^2[45]:"))
    chair.get_by_role("button", name="Pause", exact=True).click()
    expect(board.get_by_text("paused")).to_be_visible()
    chair.get_by_role("button", name="Resume").click()

    # The discussion: one's own note edited, one removed, a "me too", and hands raised in the room and remotely.
    start_section(chair, "Open discussion")
    expect(board.locator(".board-zone h2")).to_have_text([re.compile("Already working well"), re.compile("Ideas")])
    for screen in (sam, lin):
        expect(screen.locator(".zone-tab[aria-pressed=true]")).to_contain_text("Already working well")
    expect(priya.get_by_label("I am writing for").locator("option:checked")).to_have_text("Already working well")
    for screen, text in zip(people, ("Being asked what happened", "Tea first", "A name said here"), strict=True):
        write_note(screen, text)
        expect(board.get_by_text(text)).to_be_visible()
    sam.get_by_role("button", name="Change the note: Being asked").first.click()
    sam.get_by_label("Words of the note").fill("Being asked what was going on at the time")
    sam.get_by_role("button", name="Save").click()
    expect(board.get_by_text("Being asked what was going on at the time")).to_be_visible()
    chair.get_by_role("button", name="Change the note: A name said").click()
    chair.get_by_role("button", name="Put it aside").click()
    for screen in (board, sam, lin):
        expect(screen.get_by_text("A name said here")).to_be_hidden()
    priya.get_by_role("button", name="Raise a hand").click()
    expect(sam.get_by_text("Priya has a hand up.")).to_be_visible()
    sam.locator(".hand-front").get_by_role("button", name="Me too").click()
    expect(priya.get_by_text("1 person says “me too”")).to_be_visible()
    lin.get_by_role("button", name="Raise a hand").click()
    expect(board.locator(".board-hands li b")).to_have_text(["Priya", "Lin"])
    expect(chair.get_by_text("A remote voice has waited longest.")).to_be_visible()
    for screen, name in ((priya, "Priya"), (lin, "Lin")):
        chair.get_by_role("button", name=f"Call {name}", exact=True).click()
        expect(screen.get_by_text("It’s your turn to speak")).to_be_visible()
        expect(board.locator(".board-word")).to_contain_text(f"{name} is speaking")
        screen.locator(".notices").get_by_role("button", name="I’ve finished").click()
        expect(board.locator(".board-word")).to_be_hidden()
    chair.get_by_role("button", name="Take a picture of the wall").click()
    open_panel(chair, "Report")
    chair.locator(".snapshot-row").first.click()
    chair.get_by_label("What does it show?").fill("Asking is better than ticking.")
    expect(chair.get_by_role("dialog").get_by_text("Saved")).to_be_visible()
    chair.get_by_role("button", name="Close", exact=True).click()

    # Next time: topics, steps to try, people to invite, and a date that suits.
    start_section(chair, "Next time", *people)
    for screen, text in zip(people, ("Keys on the first day", "The night shift", "A visit to the court"), strict=True):
        write_note(screen, text)
        expect(board.get_by_text(text)).to_be_visible()
    for screen in (sam, lin):
        screen.get_by_role("button", name="Next steps", exact=True).click()
    lin.get_by_label("Who is missing?").fill("Somebody from the library")
    lin.get_by_role("button", name="Suggest").click()
    open_panel(chair, "What comes next")
    expect(chair.get_by_text("Somebody from the library")).to_be_visible()
    priya.get_by_label("What could we try?").fill("Ring the council")
    priya.get_by_role("button", name="Add this step").click()
    for screen in (sam, lin, chair):
        expect(screen.locator(".step-card")).to_contain_text("Ring the council")
    chair.get_by_label("A day and a time that could do").fill("2030-01-15T14:00")
    chair.get_by_role("button", name="Propose this time", exact=True).click()
    for screen, own in ((sam, "I can"), (lin, "Maybe"), (priya, "I cannot")):
        screen.locator(".date-card").get_by_role("button", name=own, exact=True).click()
        expect(screen.locator(".date-card").get_by_role("button", name=own, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )
    for screen in (*people, chair):
        expect(screen.locator(".date-card")).to_contain_text("3 people have answered.")
    chair.get_by_role("button", name="Set this date: ").click()
    chair.get_by_role("dialog").get_by_label("Where").fill("The library")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(board.locator(".board-next-time")).to_contain_text(
        re.compile("15 January 2030, 14:00.*The library", re.DOTALL)
    )
    for screen in people:
        expect(screen.locator(".next-card")).to_contain_text("The library")

    # The close and the report.
    open_panel(chair, "Report")
    chair.get_by_label("Conclusions", exact=True).fill("We ask first from now on.")
    open_panel(chair, "Everything else")
    close_meeting(chair)
    expect(board.get_by_text("Thank you for being part of it")).to_be_visible()
    for screen in people:
        expect(screen.get_by_text("the chair will share the report")).to_be_visible()
    expect(chair.get_by_text("Saved").first).to_be_visible()
    chair.get_by_role("button", name="Share with everyone here").click()
    for screen in people:
        screen.get_by_role("link", name="Read the report").click()
        for text in (
            "We ask first from now on.",
            "Asking is better than ticking.",
            *words,
            "Ring the council",
            "The library",
        ):
            expect(screen.get_by_text(text).first).to_be_visible()
        screen.wait_for_load_state()
        for text in ("A name said here", "Somebody from the library", "Sam", "Lin", "Priya"):
            expect(screen.locator("body")).not_to_contain_text(text)
    check_accessibility(sam)
