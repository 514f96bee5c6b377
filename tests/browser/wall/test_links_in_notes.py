"""Web addresses in notes are links, shown as the host that they lead to; nothing else becomes one."""

import pytest
from playwright.sync_api import expect

from ..screens import start, write_note


@pytest.mark.thorough
def test_a_safe_address_is_a_link_on_the_phone_and_its_host_on_the_board(screens):
    screens.open_meeting(template="blank")
    chair, phone, board = screens.chair(), screens.phone(), screens.board()
    start(chair)
    write_note(
        phone,
        "See https://example.org/a_(b)?c=1, not javascript:alert(1) or https://good.example@bad.example/ or https://0x7f.1/",
    )
    for page in (phone, board):
        link = page.locator(".note-link").first
        expect(link).to_have_text("example.org")
        expect(page.locator(".note-link")).to_have_count(1)
    link = phone.locator("a.note-link")
    assert link.get_attribute("href") == "https://example.org/a_(b)?c=1"
    assert link.get_attribute("target") == "_blank" and "noopener" in (link.get_attribute("rel") or "")
    expect(board.locator("a.note-link")).to_have_count(0)

    # On the plane the note itself is the button, so the link is in the note when it is opened.
    chair.get_by_role("button", name="Change the note: See").click()
    expect(chair.locator(".note-dialog a.note-link")).to_have_text("example.org")
