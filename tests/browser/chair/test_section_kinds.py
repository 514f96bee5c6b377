"""Running order B, section by section: each kind of section has its own screen on the phone, the laptop, the board and
the console; the best hopes return at the end; and the chair asks a question with one tap."""

import re

import pytest
from playwright.sync_api import Page, expect

from ...live.screens import zone_of
from ..board.test_board import TOO_SMALL
from ..member.test_scales import answer
from ..screens import (
    Screens,
    check_accessibility,
    close_meeting,
    close_panel,
    end_round,
    join_people,
    open_panel,
    start,
    start_section,
    write_note,
)


def edit_section(chair: Page, title: str, fields: dict[str, str]) -> None:
    """Fills in the fields that this kind of section needs."""
    chair.get_by_role("button", name=f"Open the part: {title}").click()
    for label, value in fields.items():
        chair.get_by_label(label).fill(value)
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()


@pytest.mark.thorough
def test_every_section_of_the_solution_focused_order_has_its_screen(screens: Screens) -> None:
    screens.open_meeting(title="Homes that say yes", template="solution")
    chair, board = screens.chair(), screens.board()
    phone, second, laptop = screens.phone(name="Sam"), screens.phone(name="Lin"), screens.laptop()
    edit_section(chair, "Meet and greet", {"Your line of welcome": "Tea is at the back."})
    expect(chair.get_by_role("dialog")).to_be_hidden()
    edit_section(
        chair, "New topic", {"Link to the slides": "javascript:alert(1)", "What the link is called": "The slides"}
    )
    expect(chair.get_by_role("dialog").get_by_text("We cannot take that link")).to_be_visible()
    chair.get_by_label("Link to the slides").fill("slides.example/homes")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(chair.get_by_role("dialog")).to_be_hidden()

    # Welcome: the code, the number of people, the chair's line of welcome, and an optional name.
    chair.get_by_role("button", name="Start the meeting").click()
    expect(board.locator(".board-join-code")).to_be_visible()
    expect(board.get_by_role("heading", level=1)).to_have_text("Tea is at the back.")
    expect(board.get_by_text("3 in the room")).to_be_visible()
    for screen in (phone, second, laptop):
        expect(screen.get_by_text("Tea is at the back.")).to_be_visible()
    expect(board.locator("body")).not_to_contain_text("Sam")
    laptop.locator(".hello summary").click()
    laptop.locator(".kind").get_by_label("My name (if you like)").fill("Priya")
    laptop.locator(".kind").get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Priya")).to_have_count(0)
    for screen in (phone, second):
        screen.locator(".hello summary").click()
        screen.locator(".kind").get_by_label("I am new here").check()
    open_panel(chair, "Round")
    expect(chair.get_by_label("People who are new come first")).to_be_visible()
    check_accessibility(laptop, contrast=True)

    # Best hopes: one each, which the box says before anybody writes a second one.
    start_section(chair, "Best hopes", phone, second, laptop)
    write_note(phone, "One thing to try")
    write_note(laptop, "A name to ring")
    write_note(second, "To be heard")
    box = phone.get_by_placeholder("Your hope is saved. You can still change it.")
    expect(box).to_be_visible()
    needs, has = box.evaluate("box => { box.value = box.placeholder; return [box.scrollHeight, box.clientHeight]; }")
    assert needs <= has, "the sentence is cut"
    others = join_people(screens, "room", 3)
    for n, person in enumerate(others):
        person.do("note.add", zone=zone_of(person, "Best hopes"), text=f"A hope, {n}")
        assert person.refused("note.add", zone=zone_of(person, "Best hopes"), text="Another") == "one_hope"
    expect(board.locator(".board-zone").get_by_text("One thing to try")).to_be_visible()

    # What went well: everybody's notes on the wall.
    start_section(chair, "What has gone well", phone, second, laptop)
    for screen, text in ((phone, "The key came early"), (second, "A kind letter"), (laptop, "Two homes in May")):
        write_note(screen, text)
        expect(board.locator(".board-zone").get_by_text(text)).to_be_visible()

    # Scaling: everybody answers alone, and the scale closes when its section ends.
    start_section(chair, "Progress")
    expect(board.locator(".board-scale")).to_be_visible()
    for number, screen in enumerate((phone, second, laptop)):
        expect(screen.locator(".scale-question")).to_have_text("How near are we to where we would like to be?")
        answer(screen, 3 + number)
    expect(board.locator(".board-answered")).to_contain_text("3")

    # A presentation: a large clock, the link, and a box for questions, which the board only counts.
    start_section(chair, "New topic", phone, second, laptop)
    expect(board.locator(".board-presentation .clock-time")).to_be_visible()
    expect(phone.get_by_placeholder("Ask a question…")).to_be_visible()
    for screen in (phone, second, laptop):
        write_note(screen, "Who decides?")
    expect(board.locator(".board-presentation-count")).to_have_text(re.compile(r"3\s*questions so far"))
    expect(board.locator("body")).not_to_contain_text("Who decides?")
    for screen in (phone, laptop):
        link = screen.get_by_role("link", name="The slides")
        expect(link).to_have_attribute("href", "https://slides.example/homes")
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", re.compile("noopener"))
        expect(screen.get_by_text("3 questions so far")).to_be_visible()
    check_accessibility(phone, contrast=True)
    assert board.evaluate(TOO_SMALL) == []

    # Good practice on the wall; then a round starts automatically, and everybody has a turn.
    start_section(chair, "Good practice", phone, second, laptop)
    for screen, text in ((phone, "Tea first"), (second, "One worker"), (laptop, "A spare room")):
        write_note(screen, text)
        expect(board.locator(".board-zone").get_by_text(text)).to_be_visible()
    start_section(chair, "Questions round the table", phone, second, laptop)
    for screen, text in ((phone, "What is a bond?"), (laptop, "Whose key is it?"), (second, "How long?")):
        expect(screen.get_by_text("It’s your turn to speak")).to_be_visible()
        write_note(screen, text)
        screen.get_by_role("button", name="I’ve finished").click()
    close_panel(chair)
    end_round(chair)
    expect(chair.get_by_text("4 voices heard so far")).to_be_visible()

    # The discussion: notes, a question from the chair, hands, and "me too" on what somebody else wrote.
    start_section(chair, "Discussion", phone, second, laptop)
    expect(board.locator(".board-zone")).to_have_count(2)
    for screen, text in ((phone, "Doors open"), (second, "Nobody waits"), (laptop, "One form")):
        write_note(screen, text)
        expect(board.locator(".board-zone").get_by_text(text)).to_be_visible()
    chair.locator(".now-card").get_by_role("button", name="What else?").click()
    expect(board.locator(".board-asked")).to_have_text("What else?")
    for screen in (phone, second, laptop):
        expect(screen.locator(".asked")).to_contain_text("What else?")
    laptop.get_by_role("button", name="Raise a hand").click()
    for screen in (phone, second):
        screen.locator(".hand-front").get_by_role("button", name="Me too").click()
    expect(laptop.get_by_text("2 people say “me too”")).to_be_visible()
    chair.get_by_role("button", name="Call Priya", exact=True).click()
    expect(board.locator(".board-word")).to_contain_text("Priya is speaking")
    laptop.locator(".notices").get_by_role("button", name="I’ve finished").click()
    expect(board.locator(".board-word")).to_be_hidden()

    # Next steps: the part opens their tab on a phone, and the conclusions have the wall again.
    start_section(chair, "Next steps", phone, second, laptop)
    for screen, what in ((second, "Ring the council"), (laptop, "Ask the library")):
        screen.get_by_label("What could we try?").fill(what)
        screen.get_by_role("button", name="Add this step").click()
        expect(board.locator(".board-step", has_text=what)).to_be_visible()
        open_panel(chair, "What comes next")
        expect(chair.locator(".step-card", has_text=what)).to_be_visible()
    start_section(chair, "Conclusions", phone, second, laptop)
    write_note(phone, "Begin with what works")
    for screen in (chair, laptop):
        expect(screen.get_by_text("Begin with what works").first).to_be_visible()

    # The close: what was useful, and the best hopes. Only their authors see the question about them.
    start_section(chair, "Final thoughts", phone, second, laptop)
    expect(board.locator(".board-hopes").get_by_text("Your hope is back on your own screen")).to_be_visible()
    expect(phone.locator(".my-hope").get_by_text("One thing to try")).to_be_visible()
    expect(laptop.locator(".my-hope")).to_have_count(1)
    second.get_by_role("button", name="Notes", exact=True).click()
    for screen, text in ((phone, "Hearing how others do it"), (second, "The tea"), (laptop, "A number to ring")):
        write_note(screen, text)
        expect(board.get_by_text(text)).to_be_visible()
    phone.get_by_role("button", name="Yes", exact=True).click()
    expect(phone.get_by_role("button", name="Yes", exact=True)).to_have_attribute("aria-pressed", "true")
    second.get_by_role("button", name="Partly").click()
    for person, word in zip(others, ("yes", "not_yet", None), strict=True):
        person.try_to("hope.answer", note=next(iter(person.all("mine"))), answer=word)
    expect(board.get_by_text("We show the answers when at least 5 people")).to_be_visible()
    laptop.get_by_role("button", name="Partly").click()
    close_panel(chair)
    for screen in (board, phone, laptop, chair):
        expect(screen.locator(".hopes-spread li").first).to_have_text(re.compile(r"It happened\s*2"))
    check_accessibility(chair, board, contrast=True)
    assert board.evaluate(TOO_SMALL) == []
    # An answer that is taken back is not to be read from the counts, so they stay until enough have changed.
    phone.get_by_role("button", name="Take back").click()
    expect(phone.get_by_role("button", name="Yes", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(board.locator(".hopes-spread li").first).to_have_text(re.compile(r"It happened\s*2"))

    # The next meeting: a date is proposed, answered by everybody, and set.
    start_section(chair, "Thanks and next time")
    open_panel(chair, "What comes next")
    chair.get_by_label("A day and a time that could do").fill("2030-01-15T14:00")
    chair.get_by_role("button", name="Propose this time", exact=True).click()
    for screen, own in ((phone, "I can"), (second, "I can"), (laptop, "Maybe")):
        if screen is not laptop:
            screen.get_by_role("button", name="Next steps", exact=True).click()
        screen.locator(".date-card").get_by_role("button", name=own, exact=True).click()
        expect(screen.locator(".date-card").get_by_role("button", name=own, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )
    expect(chair.locator(".date-card")).to_contain_text("3 people have answered.")
    for person in others:
        person.until(lambda person=person: person.all("date"))
        person.do("date.mark", date=next(iter(person.all("date"))), answer="can")
        person.leave()
    # Five are counted together, and the sixth waits for more.
    expect(chair.locator(".date-card")).to_contain_text("4 can come · 1 maybe · 0 cannot")
    expect(chair.locator(".date-card")).to_contain_text("1 more person has answered.")
    chair.get_by_role("button", name="Set this date: ").click()
    chair.get_by_role("dialog").get_by_label("Where").fill("The library")
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    for screen in (phone, second, laptop):
        expect(screen.locator(".next-card")).to_contain_text("The library")

    # The very end: the date stays on the board, people take on steps, and suggest whom to invite.
    start_section(chair, "Close and networking")
    expect(board.locator(".board-next-time")).to_contain_text("15 January 2030, 14:00")
    for screen, name, what in ((second, "Lin", "Ring the council"), (laptop, "Priya", "Ask the library")):
        screen.locator(".step-card", has_text=what).get_by_role("button", name=f"I’ll do this, as {name}").click()
        expect(chair.locator(".step-card", has_text=what).locator(".step-who")).to_contain_text(name)
    phone.get_by_label("Who is missing?").fill("Somebody from the bank")
    phone.get_by_role("button", name="Suggest").click()
    open_panel(chair, "What comes next")
    expect(chair.get_by_text("Somebody from the bank")).to_be_visible()
    # What somebody else gave is not taken away with one press.
    chair.get_by_role("button", name="Delete: Somebody from the bank").click()
    question = chair.get_by_role("dialog", name="Before you go on")
    expect(question).to_contain_text("Somebody else wrote this")
    question.get_by_role("button", name="Not yet").click()
    for screen in (board, second, laptop):
        expect(screen.get_by_text("Somebody from the bank")).to_have_count(0)
    open_panel(chair, "Report")
    chair.get_by_label("Conclusions", exact=True).fill("We ask first from now on.")
    open_panel(chair, "Everything else")
    close_meeting(chair)
    expect(board.get_by_text("Thank you for being part of it")).to_be_visible()
    chair.get_by_role("button", name="Share with everyone here").click()
    for screen in (phone, second, laptop):
        screen.get_by_role("link", name="Read the report").click()
        for text in (
            "We ask first from now on.",
            "Two homes in May",
            "Nobody waits",
            "Ring the council",
            "The library",
        ):
            expect(screen.get_by_text(text).first).to_be_visible()


@pytest.mark.thorough
def test_the_chair_can_choose_another_view_for_the_board(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, board = screens.chair(), screens.board()
    chair.get_by_role("button", name="Start the meeting").click()
    expect(board.locator(".board-join-code")).to_be_visible()
    open_panel(chair, "Board")
    chair.locator(".screen", has_text="Notes").click()
    expect(board.locator(".board-zone").first).to_be_visible()
    chair.get_by_role("button", name="Follow the meeting").click()
    expect(board.locator(".board-join-code")).to_be_visible()


@pytest.mark.thorough
def test_the_form_of_a_section_has_only_the_fields_of_its_kind(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair()
    chair.get_by_role("button", name="Add a part").click()
    dialog = chair.get_by_role("dialog")
    dialog.get_by_label("Title").fill("A talk")
    kind = dialog.get_by_label("What kind of part it is")
    expect(dialog.get_by_label("Link to the slides")).to_be_hidden()
    kind.select_option("Presentation")
    expect(dialog.get_by_label("Link to the slides")).to_be_visible()
    kind.select_option("Round")
    expect(dialog.get_by_label("Link to the slides")).to_be_hidden()
    dialog.get_by_label("Time for each").select_option("90 seconds")
    check_accessibility(chair)
    dialog.get_by_role("button", name="Save").click()
    expect(chair.locator(".chair-part").last).to_contain_text("Round")


@pytest.mark.thorough
def test_the_chair_asks_questions_from_the_library(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, board, phone = screens.chair(), screens.board(), screens.phone()
    start(chair)
    chair.get_by_role("button", name="Open the part: Open discussion").click()
    chair.get_by_role("button", name="Go to this part now").click()
    # One tap.
    chair.locator(".now-card").get_by_role("button", name="What else?").click()
    expect(board.locator(".board-asked")).to_have_text("What else?")
    expect(phone.locator(".asked")).to_contain_text("What else?")
    check_accessibility(chair, board, phone)
    chair.get_by_role("button", name="Hide the question").click()
    expect(board.locator(".board-asked")).to_be_hidden()
    expect(phone.locator(".asked")).to_be_hidden()

    # Questions go onto the wall, onto a scale, and onto the board.
    chair.get_by_role("button", name="Ask a question").click()
    chair.get_by_role("button", name="Questions", exact=True).click()
    sheet = chair.get_by_role("dialog")
    sheet.get_by_role("button", name="One point up").click()
    sheet.get_by_role("button", name="Put on the wall: What is the smallest step").click()
    expect(sheet.get_by_text("The question is on the wall.")).to_be_visible()
    sheet.get_by_role("button", name="Scaling").click()
    sheet.get_by_role("button", name=re.compile("Make a scale: From 1 to 10, how sure")).click()
    expect(sheet.get_by_text("The scale is ready.")).to_be_visible()
    sheet.get_by_role("button", name="Ask on the board: Which number").click()
    expect(board.locator(".board-asked")).to_have_text("Which number would be good enough?")
    assert min(button.bounding_box()["height"] for button in sheet.locator(".question-uses .button").all()) >= 44
    check_accessibility(chair)

    # The community's own questions.
    sheet.get_by_role("button", name="Add a question of our own").click()
    sheet.get_by_label("The question", exact=True).fill("What would the landlord say?")
    sheet.get_by_role("button", name="Save").click()
    sheet.get_by_role("button", name="Change the question: What would the landlord say?").click()
    sheet.get_by_label("The question", exact=True).fill("What would a landlord notice?")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_text("What would a landlord notice?")).to_be_visible()
    sheet.get_by_role("button", name="Change the question: What is already there").click()
    sheet.get_by_role("button", name="Delete").click()
    sheet.get_by_role("button", name="Yes, take it off the list").click()
    expect(sheet.get_by_text("What is already there")).to_be_hidden()
    sheet.get_by_role("button", name="Close", exact=True).click()
    expect(phone.get_by_role("button", name=re.compile("^What is the smallest step"))).to_be_visible()
    open_panel(chair, "Scales")
    expect(chair.get_by_role("heading", name="From 1 to 10, how sure are you that we can do this?")).to_be_visible()

    # The next section has its own question.
    start_section(chair, "Next time")
    expect(board.locator(".board-asked")).to_be_hidden()
