"""The scale of running order B: answered alone, shown together."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import (
    Screens,
    begin_meeting,
    check_accessibility,
    close_panel,
    open_panel,
    start,
    write_note,
)


def answer(page: Page, value: int) -> None:
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    for _ in range(value - 1):
        slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", str(value))


def test_a_scale_from_the_question_to_one_point_up(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair, board = screens.chair(), screens.board()
    phone, laptop = screens.phone(), screens.laptop()
    start(chair)
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Write a scale").click()
    chair.get_by_role("textbox", name="Question", exact=True).fill("How near are we to homes that say yes?")
    chair.get_by_label("Good enough (if you like)").fill("7")
    chair.get_by_label("how many answers").fill("3")
    check_accessibility(chair)
    chair.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(phone.get_by_text("How near are we to homes")).to_be_hidden()
    ours = chair.locator("article", has_text="How near are we to homes that say yes?")
    ours.get_by_role("button", name="Open it for everyone").click()
    expect(ours.locator(".open-panel")).to_be_hidden()

    # It comes to the front on every screen, without a preset answer.
    for screen in (phone, laptop, board):
        expect(screen.get_by_role("heading", name="How near are we to homes that say yes?")).to_be_visible()
    expect(phone.get_by_role("slider")).to_have_attribute("aria-valuetext", "not answered yet")
    answer(phone, 4)
    expect(board.locator(".board-answered")).to_contain_text("1")
    answer(laptop, 8)
    expect(chair.get_by_text("2 of 2 have answered.")).to_be_visible()
    check_accessibility(board, phone, laptop)

    # Shown, but with too few answers: the board says why they stay hidden.
    close_panel(chair)
    chair.get_by_role("button", name="Show the spread").click()
    expect(board.get_by_text("We show the answers when at least 3 people")).to_be_visible()
    third = screens.phone()
    answer(third, 4)
    for screen in (board, phone, laptop, chair):
        expect(screen.get_by_text("4: 2 people")).to_be_attached()
        expect(screen.get_by_text("8: 1 person")).to_be_attached()
    # Text for screen readers only does not make a page higher than the screen.
    third.set_viewport_size({"width": 320, "height": 568})
    for screen in (chair, third):
        assert screen.evaluate("document.scrollingElement.scrollHeight <= innerHeight")
    # One answer that changes, and one that comes, are not to be read from the spread; it moves when three have changed.
    answer(third, 9)
    fourth = screens.phone()
    fourth.get_by_role("button", name="Not today").click()
    expect(board.get_by_text(re.compile("^4 of . have answered"))).to_be_visible()
    expect(board.get_by_text("1 more person has answered. We count them when")).to_be_visible()
    expect(board.get_by_text("4: 2 people")).to_be_attached()
    check_accessibility(board, phone, laptop, chair)
    answer(phone, 5)
    expect(board.get_by_text("9: 1 person")).to_be_attached()
    expect(chair.get_by_text("1 person says “not today”.")).to_be_visible()

    # Closed while somebody moves the slider: the screen says so, and what they had answered before counts.
    answer(third, 6)
    answer(phone, 6)
    track = laptop.locator(".track").bounding_box()
    assert track
    laptop.mouse.move(track["x"] + track["width"] * 0.78, track["y"] + track["height"] / 2)
    laptop.mouse.down()
    laptop.mouse.move(track["x"] + 12, track["y"] + track["height"] / 2, steps=4)
    expect(laptop.locator(".scale-value")).to_have_text("1")
    chair.get_by_role("button", name="Close the scale: How near").click()
    expect(laptop.get_by_text("The scale has just been closed.")).to_be_visible()
    laptop.mouse.up()
    expect(laptop.get_by_text("all saved").first).to_be_attached()
    expect(laptop.get_by_text("The scale has just been closed.")).to_be_visible()
    expect(board.get_by_text("1: 1 person")).to_have_count(0)

    write_note(phone, "Meet before the decision")
    expect(board.get_by_text("Meet before the decision")).to_be_visible()
    for screen in (board, phone, laptop, chair):
        assert "average" not in screen.content().lower()


@pytest.mark.thorough
def test_a_second_scale_moves_nothing_on_a_phone(screens: Screens) -> None:
    begin_meeting(screens)
    host, phone = screens.chair_connection(), screens.phone()
    first = host.do("scale.add", question="How near are we?")["scale"]
    host.do("scale.open", scale=first)
    step = phone.locator(f"[data-scale={first}] .scale-question")
    expect(step).to_be_visible()
    there = step.bounding_box()
    second = host.do("scale.add", question="How sure are you?")["scale"]
    host.do("scale.open", scale=second)
    news = phone.get_by_role("button", name="1 new scale")
    expect(news).to_be_visible()
    assert step.bounding_box() == there
    news.tap()
    expect(phone.get_by_text("How sure are you?")).to_be_in_viewport()


@pytest.mark.thorough
def test_ends_without_words_do_not_repeat_the_numbers(screens: Screens) -> None:
    chair = begin_meeting(screens)
    phone, board = screens.phone(), screens.board()
    scale = chair.do("scale.add", question="How near are we?")["scale"]
    chair.do("scale.open", scale=scale)
    expect(phone.get_by_role("slider")).to_be_visible()
    expect(board.get_by_role("heading", name="How near are we?")).to_be_visible()
    for screen in (phone, board):
        expect(screen.locator(".scale-ends")).to_have_count(0)
    chair.do("scale.edit", scale=scale, high_label="just as we hoped")
    expect(phone.locator(".scale-ends")).to_contain_text("just as we hoped")
    expect(board.locator(".scale-ends")).to_contain_text("just as we hoped")
