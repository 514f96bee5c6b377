"""What people with a screen reader hear without looking for it: the turning points once, and nothing else."""

import pytest
from playwright.sync_api import expect

from ..screens import PHONE, Screens, open_panel, start, write_note
from ..spoken import Spoken


def test_turning_points_are_said_once_and_nothing_else(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair = screens.chair_connection()
    phone, laptop = screens.phone(name="Ann"), screens.laptop(name="Ben")
    ears = [Spoken(phone), Spoken(laptop)]
    expected: list[str] = []

    def everyone_hears(words: str) -> None:
        expected.append(words)
        for spoken in ears:
            spoken.expect(words)

    chair.do("agenda.start")
    everyone_hears("“Our meeting” has begun.")
    # Notes that come one after the other are one sentence; the own one is no news.
    for words in ("A drop-in on Tuesdays", "With tea"):
        chair.do("note.add", zone=next(iter(chair.all("zone"))), text=words)
    chair.do("agenda.extend", minutes=-120)
    everyone_hears("The time for this part is over. Take your time.")
    chair.do("scale.open", scale=chair.do("scale.add", question="How near are we?")["scale"])
    everyone_hears("There is a question to answer: How near are we?")
    # The layout changes, which draws everything again.
    laptop.set_viewport_size(PHONE["viewport"])
    expect(laptop.locator(".is-phone")).to_be_visible()
    everyone_hears("2 new notes in “Notes”")
    chair.do("meeting.pause")
    everyone_hears("The chair has paused new notes for a moment. What you write stays here.")
    assert [spoken.all() for spoken in ears] == [expected, expected]

    # A page that is loaded again does not say again what is so already.
    phone.reload()
    expect(phone.locator(".status-saved").first).to_be_visible()
    expect(phone.get_by_text("The chair has paused new notes")).to_be_visible()
    chair.do("meeting.resume")
    write_note(phone, "A door that is open")
    chair.do("meeting.close")
    ears[0].expect("The meeting has ended. The wall stays here to read; the chair will share the report.")
    assert [words for words in ears[0].all() if words in expected] == []
    for spoken in ears:
        assert all(len(words) < 120 and words[-1] in ".?”" for words in spoken.all()), spoken.all()


@pytest.mark.thorough
def test_an_open_dialog_hides_nothing_from_the_ear(screens: Screens) -> None:
    """Whatever is outside of a dialog is inert, so the region moves into it, and out again."""
    screens.open_meeting(template="blank")
    connection, chair = screens.chair_connection(), screens.chair()
    start(chair)
    open_panel(chair, "Scales")
    chair.get_by_role("button", name="Write a scale").click()
    expect(chair.get_by_role("dialog")).to_be_visible()
    connection.do("agenda.extend", minutes=-120)
    spoken = Spoken(chair)
    spoken.expect("The time for this part is over. Take your time.")
    chair.keyboard.press("Escape")
    connection.do("hand.raise")
    spoken.expect("has a hand up.")
