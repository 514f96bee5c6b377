"""A chair who has never seen the console: practice with pretend people, hints, and search."""

import re

import pytest
from playwright.sync_api import expect

from ..screens import Screens, check_accessibility, start, start_section, write_note


@pytest.mark.thorough
def test_a_new_chair_practises_and_comes_back(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair()
    own = chair.url
    chair.get_by_role("button", name="Try it with pretend people").click()
    expect(chair.get_by_text("these people are pretend")).to_be_visible()
    assert chair.url != own
    # A hint says what to do first, and another one what is on now.
    hint = chair.locator(".moment-hint")
    expect(hint).to_contain_text("When people have arrived")
    check_accessibility(chair)
    start(chair)
    expect(hint).not_to_contain_text("When people have arrived")
    start_section(chair, "What we are working on")
    expect(hint).to_contain_text("Everybody has a turn")
    expect(chair.locator(".note").nth(1)).to_be_visible()
    hint.get_by_role("button", name="Hide this hint").click()
    expect(chair.get_by_text("Everybody has a turn")).to_have_count(0)
    # Each appears once on this device.
    chair.reload()
    expect(chair.locator(".now-card")).to_be_visible()
    expect(chair.get_by_text("Everybody has a turn")).to_have_count(0)
    chair.get_by_role("button", name="Leave the practice").click()
    expect(chair.get_by_role("button", name="Start the meeting")).to_be_visible()
    assert chair.url == own
    expect(chair.locator(".note")).to_have_count(0)


@pytest.mark.thorough
def test_the_chair_finds_a_person_a_note_and_a_part(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair = screens.chair()
    phone = screens.phone(name="Siân O’Neill")
    start(chair)
    write_note(phone, "Keys on day one")
    expect(chair.locator(".note")).to_have_text(re.compile("Keys on day one"))

    def search(words: str) -> None:
        if chair.get_by_role("button", name="Everything else").count():
            chair.get_by_role("button", name="Everything else").click()
        chair.get_by_role("button", name="Search").click()
        chair.get_by_label("A person, a note or a part").fill(words)

    search("sian o'neill")
    chair.get_by_role("button", name="Siân O’Neill").click()
    expect(chair.locator("[data-person]:focus")).to_have_text("Siân O’Neill")
    chair.keyboard.press("Escape")
    search("focus")
    check_accessibility(chair)
    chair.get_by_role("dialog").get_by_role("button", name="Focus").click()
    expect(chair.locator("[data-part] button:focus")).to_contain_text("Focus")
    search("day KEYS")
    chair.get_by_role("dialog").get_by_role("button", name="Keys on day one").click()
    expect(chair.get_by_role("dialog").get_by_role("group", name="Change")).to_be_visible()


@pytest.mark.thorough
def test_a_chair_can_have_a_name(screens: Screens) -> None:
    screens.open_meeting(template="standing")
    chair, phone = screens.chair(), screens.phone()
    name = chair.get_by_label("Your name")
    for there, more in (("", "Pri"), ("Pri", "ya")):
        chair.get_by_role("button", name=re.compile("in the room")).first.click()
        expect(name).to_have_value(there)
        name.press("End")
        name.press_sequentially(more)
        # What was typed is there again after a look at something else.
        chair.keyboard.press("Escape")
        expect(name).to_have_count(0)
    chair.get_by_role("button", name=re.compile("in the room")).first.click()
    expect(name).to_have_value("Priya")
    chair.get_by_role("button", name="Save").click()
    phone.get_by_role("button", name="Agenda").click()
    expect(phone.get_by_text("Priya")).to_be_visible()
