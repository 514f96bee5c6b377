"""Erased text is gone from every screen at once, and from every file of the server."""

import re

import pytest
from playwright.sync_api import expect

from ..screens import check_accessibility, open_panel, start, write_note


def on_disk(server) -> bytes:
    return b"\0".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file()) + server.log.read_bytes()


@pytest.mark.thorough
@pytest.mark.own_server
def test_erased_words_are_gone_from_every_screen_and_file(screens):
    screens.open_meeting(template="blank")
    chair, phone, laptop, board = screens.chair(), screens.phone(), screens.laptop(), screens.board()
    start(chair)
    write_note(phone, "ring Xavier at the Bluebell hostel")
    for text in ("mine alone to take away", "mine as well, and longer"):
        write_note(laptop, text)
    write_note(phone, "this one stays here")
    for page in (laptop, board, chair):
        expect(page.get_by_text("ring Xavier").first).to_be_visible()

    # The chair erases a note after one question; answering no changes nothing.
    chair.get_by_role("button", name="Change the note: ring Xavier").click()
    button = chair.get_by_role("button", name="Erase these words for good")
    button.click()
    sheet = chair.get_by_role("dialog")
    expect(sheet).to_contain_text("Backups of the server")
    check_accessibility(chair, contrast=True)
    sheet.get_by_role("button", name="Keep them").click()
    button.click()
    sheet.get_by_role("button", name="Erase for good").click()
    for page in (phone, laptop, board, chair):
        expect(page.get_by_text("ring Xavier")).to_have_count(0)
    expect(phone.get_by_role("button", name="Undo")).to_have_count(1)

    # People erase their own notes.
    laptop.locator("summary", has_text="Who is here").click()
    laptop.get_by_role("button", name="Erase my notes").click()
    check_accessibility(laptop, contrast=True)
    laptop.get_by_role("dialog").get_by_role("button", name="Erase my notes").click()
    expect(laptop.get_by_text("Your 2 notes are deleted.")).to_be_visible()
    # They see them gone at once, and others within three minutes.
    for page in (laptop, phone, board, chair):
        expect(page.get_by_text("mine alone")).to_have_count(0)
        expect(page.get_by_text(re.compile("mine as well"))).to_have_count(0)
    expect(chair.get_by_text("this one stays here").first).to_be_visible()
    expect(laptop.get_by_role("button", name="Erase my notes")).to_have_count(0)

    # After the close the chair can still erase a note, and the chair's own texts.
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Close the meeting").click()
    chair.get_by_role("dialog").get_by_role("button", name="Close the meeting").click()
    expect(chair.get_by_role("dialog")).to_have_count(0)
    # Closing can be taken back for half a minute.
    expect(chair.get_by_label("Introduction", exact=True)).to_be_visible(timeout=60_000)
    chair.get_by_label("Introduction", exact=True).fill("We thought of Xavier a lot")
    chair.get_by_role("button", name="Erase these words for good: Introduction").click()
    chair.get_by_role("dialog").get_by_role("button", name="Erase for good").click()
    expect(chair.get_by_label("Introduction", exact=True)).to_have_value("")
    chair.get_by_role("button", name="Open the note: this one stays").click()
    chair.get_by_role("button", name="Erase these words for good", exact=True).click()
    chair.get_by_role("dialog").get_by_role("button", name="Erase for good").click()
    expect(chair.get_by_text("this one stays here")).to_have_count(0)

    erased = (b"ring Xavier", b"mine alone", b"mine as well", b"thought of Xavier", b"this one stays")
    for moment in ("at once", "after a restart"):
        left = on_disk(screens.server)
        assert [words for words in erased if words in left] == [], moment
        screens.server.restart()
