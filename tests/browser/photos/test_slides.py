"""A presenter's slides: a PDF from the console to the board, the laptops and the phones, page by page."""

import pytest
from playwright.sync_api import Page, expect

from ...support import pdfs
from ..screens import Screens, start_meeting, write_note
from .test_photo_cards import is_drawn

WORDS = ["Ways out of custody", "What worked in Stoke", "Who helps?"]


def choose(chair: Page, file: bytes, name: str = "Ways out.pdf") -> None:
    chair.locator('.slides-panel input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": file}
    )


@pytest.mark.thorough
def test_slides_are_shown_page_by_page_on_every_screen(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, laptop, board = screens.phone(), screens.laptop(), screens.board()
    everybody = ((board, ".board-slide"), (laptop, ".mirror-slide"), (phone, ".phone-slide"))
    chair.locator('[data-panel="board"]').click()
    choose(chair, b"<html>")
    expect(chair.locator(".error", has_text="from a PDF file")).to_be_visible()
    choose(chair, pdfs.slides(WORDS))
    is_drawn(chair, ".slides-stage .slide-image")

    # A look ahead is for the chair alone; then everyone sees the page.
    chair.get_by_role("button", name="Next page").click()
    expect(chair.locator(".slides-stage .slide-image")).to_have_attribute("alt", WORDS[1])
    for page, place in everybody:
        expect(page.locator(place)).to_have_count(0)
    phone.locator("#composer").fill("Half a note")
    chair.get_by_role("button", name="Show this page to everyone").click()
    for page, place in everybody:
        is_drawn(page, f"{place} .slide-image")
        expect(page.locator(f"{place} .slide-image")).to_have_attribute("alt", WORDS[1])
        expect(page.get_by_text("Page 2 of 3").first).to_be_visible()

    # It covers nothing that somebody writes.
    expect(phone.locator("#composer")).to_have_value("Half a note")
    write_note(phone, "A whole note")

    # Keys turn the pages, and a page opens at full size and turns there too.
    phone.locator(".phone-slide .photo-button").click()
    large = phone.locator(".photo-frame img")
    expect(large).to_have_attribute("alt", WORDS[1])
    chair.locator(".slides-stage").focus()
    chair.keyboard.press("PageDown")
    for page, place in everybody:
        expect(page.locator(f"{place} .slide-image")).to_have_attribute("alt", WORDS[2])
    expect(large).to_have_attribute("alt", WORDS[2])
    phone.keyboard.press("Escape")
    chair.keyboard.press("ArrowDown")
    chair.keyboard.press("ArrowUp")
    expect(board.locator(".board-slide .slide-image")).to_have_attribute("alt", WORDS[1])

    chair.get_by_role("button", name="Stop showing the slides").click()
    for page, place in everybody:
        expect(page.locator(place)).to_have_count(0)
    assert screens.faults == []
