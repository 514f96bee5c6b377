"""Breakouts on all screens: split, write, share notes, be called back in the middle of a sentence, and the plenary."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import (
    Screens,
    check_accessibility,
    close_panel,
    confirm,
    open_panel,
    start,
    start_meeting,
    start_section,
    write_note,
)
from ..spoken import Spoken
from ..voices.test_hand_queue_and_guests import helper_of


def split(chair: Page, *, by: str = "By chance") -> None:
    open_panel(chair, "Small groups")
    chair.get_by_role("button", name="Split into small groups").click()
    form = chair.get_by_role("dialog")
    form.get_by_label(by).check()
    form.get_by_label("The question for the groups").fill("What would help?")
    form.get_by_role("button", name="Split now").click()
    expect(form).to_have_count(0)


def own_group(page: Page) -> str:
    title = page.locator(".my-breakout b").first
    expect(title).to_have_text(re.compile(r"^Group \d"))
    return title.inner_text()


def test_breakouts_write_share_notes_and_return(screens: Screens):
    screens.open_meeting(template="blank")
    chair, board = screens.chair(), screens.board()
    ann, ben = screens.phone(name="Ann"), screens.phone(name="Ben")
    cleo, dan = screens.laptop(name="Cleo"), screens.laptop(name="Dan")
    people = {"Ann": ann, "Ben": ben, "Cleo": cleo, "Dan": dan}
    start(chair)
    open_panel(chair, "Small groups")
    chair.get_by_role("button", name="Split into small groups").click()
    expect(chair.get_by_role("dialog")).to_contain_text("2 people in each")
    expect(chair.get_by_role("dialog")).to_contain_text("With so few people, others may guess who wrote what")
    expect(chair.get_by_role("button", name="One group more")).to_be_disabled()
    check_accessibility(chair)
    chair.keyboard.press("Escape")
    split(chair)

    # Each breakout has people in the room and remote ones, and sees only its own wall.
    group = {name: own_group(page) for name, page in people.items()}
    assert group["Ann"] != group["Ben"] and group["Cleo"] != group["Dan"]
    mate = next(name for name in ("Cleo", "Dan") if group[name] == group["Ann"])
    stranger = next(name for name in ("Cleo", "Dan") if group[name] != group["Ann"])
    expect(ann.locator(".my-breakout")).to_contain_text(mate)
    expect(ann.get_by_text("Only 2 people write in this group.")).to_be_visible()
    expect(ann.locator(".prompt").first).to_have_text("What would help?")
    write_note(ann, "a key for the first night")
    write_note(people[mate], "somebody who rings back")
    expect(ann.get_by_text("somebody who rings back")).to_be_visible()
    write_note(ben, "a cup of tea")
    expect(people[stranger].get_by_text("a cup of tea")).to_be_visible()
    expect(people[stranger].get_by_text("a key for the first night")).to_have_count(0)

    # The board shows who is where; the chair sees what each breakout has written.
    expect(board.get_by_text("We are in small groups")).to_be_visible()
    expect(board.locator(".board-breakout")).to_have_count(2)
    expect(board.locator(".board-breakout", has_text=group["Ann"])).to_contain_text(mate)
    expect(board.get_by_text("a key for the first night")).to_have_count(0)
    glance = chair.locator(".breakout-walls")
    expect(glance.locator(".zone")).to_have_count(2)
    expect(glance.get_by_text("a cup of tea")).to_be_visible()
    check_accessibility(chair, board, ann, cleo, contrast=True)
    glance.get_by_role("button", name=f"Look closer at {group['Ann']}").click()
    expect(glance.locator(".zone")).to_have_count(1)
    glance.get_by_role("button", name="All groups").click()

    # A breakout chooses what goes on the main wall, whoever wrote it.
    people[mate].get_by_role("button", name="Put on the main wall: a key for the first night").click()
    expect(ann.get_by_text("a key for the first night")).to_have_count(0)

    # Called back in the middle of a sentence.
    ben.locator("#composer").fill("we have only just")
    close_panel(chair)
    chair.get_by_role("button", name="Call back in one minute").click()
    for page in (*people.values(), board):
        expect(page.get_by_text("One minute left.").first).to_be_visible()
    expect(ben.locator("#composer")).to_have_value("we have only just")
    ben.locator("#composer").fill("we have only just begun to talk")
    chair.get_by_role("button", name="Everybody back").click()
    expect(board.get_by_text("We are in small groups")).to_have_count(0)
    offer = ben.locator(".still-writing")
    expect(offer).to_contain_text("we have only just begun to talk")
    check_accessibility(ben)
    # Without a connection the words wait in the outbox, and are not offered a second time.
    ben.context.set_offline(True)
    offer.get_by_role("button", name="Put on the main wall").click()
    expect(offer).to_have_count(0)
    ben.context.set_offline(False)

    # The plenary: the main wall shows what was chosen, and the rest can still be read.
    expect(board.get_by_text("a key for the first night")).to_be_visible()
    expect(board.get_by_text("we have only just begun to talk")).to_be_visible()
    expect(board.get_by_text("a cup of tea")).to_have_count(0)
    ann.get_by_role("button", name=re.compile(f"^{group['Ben']} ")).click()
    expect(ann.get_by_text("a cup of tea")).to_be_visible()
    # Every console is back with them.
    expect(chair.locator(".chair-wall").get_by_text("a key for the first night")).to_be_visible()
    expect(chair.locator(".breakout-walls")).to_have_count(0)
    chair.locator(".now-card").get_by_role("button", name="What the groups wrote").click()
    expect(chair.locator(".breakout-walls").get_by_text("a cup of tea")).to_be_visible()


@pytest.mark.thorough
def test_everybody_back_brings_every_console_back(screens: Screens) -> None:
    chair = start_meeting(screens)
    ann, *_ = (screens.phone() for _ in range(3))
    helper, second = helper_of(chair, screens), screens.chair()
    close_panel(chair)
    split(chair)
    for console in (helper, second):
        console.locator(".now-card").get_by_role("button", name="See all groups").click()
        expect(console.locator(".breakout-walls")).to_be_visible()
    helper.get_by_role("button", name=re.compile("^Look closer at")).first.click()
    write_note(ann, "a cup of tea")
    second.locator(".now-card").get_by_role("button", name="Everybody back").click()
    expect(second.get_by_role("dialog")).to_contain_text("Small groups are still meeting.")
    confirm(second, "Everybody back")
    for console in (chair, helper, second):
        expect(console.locator(".breakout-walls")).to_have_count(0)
        expect(console.get_by_role("heading", name="The wall")).to_be_visible()


@pytest.mark.thorough
def test_people_choose_and_change_their_breakout(screens: Screens):
    screens.open_meeting(template="solution")
    chair = screens.chair()
    ann, ben = screens.phone(name="Ann"), screens.laptop(name="Ben")
    start(chair)
    split(chair, by="People choose")
    expect(ann.get_by_text("Choose a group.")).to_be_visible()
    check_accessibility(ann)
    ann.get_by_role("button", name="Join Group 2").click()
    assert own_group(ann) == "Group 2"
    expect(ann.get_by_text("Only you write in this group. Others will know that a note here is yours.")).to_be_visible()
    ben.get_by_role("button", name="Join Group 2").click()
    expect(ann.locator(".my-breakout")).to_contain_text("Ben")
    ann.get_by_role("button", name="Change group").click()
    ann.get_by_role("dialog").get_by_role("button", name="Join Group 1").click()
    expect(ann.get_by_role("dialog")).to_have_count(0)
    assert own_group(ann) == "Group 1"
    ann.locator("#composer").fill("not yet said")

    # Somebody is in the wrong breakout: the chair moves them by keyboard, and their draft moves with them.
    ben.locator("#composer").fill("half a thought")
    chair.get_by_role("button", name="Move somebody").click()
    seats = chair.get_by_role("dialog")
    expect(seats.get_by_label("The group of")).to_have_count(2)
    check_accessibility(chair, contrast=True)
    seats.get_by_label("The group of Ben").focus()
    seats.get_by_label("The group of Ben").press("Home")
    expect(ann.locator(".my-breakout")).not_to_contain_text("Ben")
    chair.keyboard.press("Tab")
    chair.keyboard.press("Enter")
    expect(seats.get_by_text("Ben is in Group 1 now.")).to_be_visible()
    expect(ann.locator(".my-breakout")).to_contain_text("Ben")
    expect(ben.get_by_text("You are in Group 1 now. What you were writing has moved with you.")).to_be_visible()
    expect(ben.locator("#composer")).to_have_value("half a thought")
    write_note(ben, "half a thought, and the rest")
    expect(ann.get_by_text("half a thought, and the rest")).to_be_visible()
    chair.keyboard.press("Escape")

    ann.reload()
    expect(ann.locator("#composer")).to_have_value("not yet said")
    start_section(chair, "Best hopes")
    ann.locator(".still-writing").get_by_role("button", name="Go on writing").click()
    expect(ann.locator("#composer")).to_have_value("not yet said")
    expect(ann.locator(".still-writing")).to_have_count(0)


@pytest.mark.thorough
def test_people_who_are_left_by_others_are_told_at_once_also_over_unsent_words(screens: Screens):
    screens.open_meeting(template="blank")
    chair = screens.chair()
    ann, *others = (screens.phone(name=name) for name in ("Ann", "Ben", "Cleo"))
    start(chair)
    split(chair, by="People choose")
    for page in (ann, *others):
        page.get_by_role("button", name="Join Group 1").click()
        expect(page.locator(".my-breakout")).to_contain_text("Group 1")
    notice = ann.locator(".composer-notice")
    expect(notice).to_have_text("")
    ann.locator("#composer").fill("what only I can say")
    others[0].get_by_role("button", name="Change group").click()
    others[0].get_by_role("button", name="Join Group 2").click()
    expect(notice).to_have_text("Only 2 people write in this group. Others may guess who wrote a note here.")
    expect(notice).to_be_visible()
    expect(ann.locator("#composer")).to_have_value("what only I can say")
    Spoken(ann).expect("Only 2 people write in this group. Others may guess who wrote a note here.")
    assert Spoken(ann).count("people write in this group") == 1
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="What was done").click()
    expect(chair.get_by_role("dialog")).to_contain_text("Group 1 has fewer than three people now")


@pytest.mark.thorough
def test_refused_words_of_a_small_group_return_to_the_box_that_is_in_sight(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair()
    phone, *_ = (screens.phone() for _ in range(3))
    start(chair)
    chair.get_by_role("button", name=re.compile("^Open the part: What has gone well")).click()
    chair.get_by_role("button", name="Go to this part now").click()
    split(chair)
    own_group(phone)
    phone.context.set_offline(True)
    phone.locator("#composer").fill("written in the group")
    phone.get_by_role("button", name="Put it on the wall").click()
    phone.locator("#composer").press_sequentially("more")
    chair.get_by_role("button", name="Everybody back").click()
    confirm(chair, "Everybody back")
    open_panel(chair, "Safety")
    chair.get_by_role("button", name="Pause writing").click()
    phone.context.set_offline(False)
    zone = phone.get_by_role("button", name=re.compile("^Gone well"))
    expect(zone).to_have_attribute("aria-pressed", "true")
    refused = phone.locator(".notice", has_text="written in the group")
    refused.get_by_role("button", name="Put them back in the box").click()
    box = phone.locator("#composer")
    expect(box).to_have_value(re.compile("written in the group"))
    expect(box).to_be_focused()
    expect(zone).to_have_attribute("aria-pressed", "true")
