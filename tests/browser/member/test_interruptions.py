"""Late joiners, reloads, restarts and lost networks: nothing is lost or duplicated, and all clocks agree."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..screens import PHONE, Screens, begin_meeting, check_accessibility, note, start, start_meeting, write_note

pytestmark = pytest.mark.own_server


@pytest.mark.thorough
def test_a_late_joiner_sees_everything(screens: Screens) -> None:
    begin_meeting(screens)
    first = screens.phone()
    write_note(first, "here before you")
    late = screens.phone()
    expect(note(late, "here before you")).to_be_visible()
    expect(late.locator("body")).not_to_contain_text("late")


@pytest.mark.thorough
def test_a_reload_keeps_the_identity_and_the_draft(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    write_note(phone, "said once")
    phone.locator("#composer").fill("half a thought")
    phone.reload()
    expect(note(phone, "said once")).to_have_count(1)
    expect(phone.locator("#composer")).to_have_value("half a thought")
    expect(phone.get_by_text("yours")).to_be_visible()


def test_the_meeting_continues_after_a_server_restart(screens: Screens) -> None:
    chair = start_meeting(screens)
    phone, board = screens.phone(), screens.board()
    write_note(phone, "before the restart")
    before = chair.locator(".clock-time").inner_text()
    screens.server.restart()
    write_note(phone, "after the restart")
    expect(board.get_by_text("after the restart")).to_be_visible()
    expect(note(phone, "before the restart")).to_have_count(1)
    after = chair.locator(".clock-time").inner_text()
    assert before.split(":")[0] in (after.split(":")[0], str(int(after.split(":")[0]) + 1))
    for page in (phone, board):
        wait_until_nothing_moves(page)


def wait_until_nothing_moves(page: Page) -> None:
    """Waits for a second of the clock that is drawn once: a line that moved on in between would be drawn 60 times a
    second, and use up the battery of a phone on which nothing happens."""
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate(
        """() => new Promise((resolve) => {
             const look = () => requestAnimationFrame(() => requestAnimationFrame(() => {
               if (!document.getAnimations().length) resolve();
             }));
             new MutationObserver(look).observe(document.querySelector("[role=timer]"),
               { subtree: true, childList: true, characterData: true });
           })"""
    )


@pytest.mark.thorough
def test_thirty_seconds_offline_lose_and_duplicate_nothing(screens: Screens) -> None:
    begin_meeting(screens)
    phone, board = screens.phone(), screens.board()
    phone.context.set_offline(True)
    screens.server.stop()
    phone.locator("#composer").fill("written in the tunnel")
    phone.get_by_role("button", name="Put it on the wall").click()
    expect(phone.get_by_text("Your words are safe here")).to_be_visible()
    expect(phone.locator("#composer")).to_have_value("written in the tunnel")
    # Long enough for every timer involved: those of the connection, the composer and the server.
    phone.wait_for_timeout(30_000)
    screens.server.start()
    phone.context.set_offline(False)
    expect(note(board, "written in the tunnel")).to_have_count(1, timeout=15_000)
    expect(phone.locator("#composer")).to_have_value("")
    expect(note(phone, "written in the tunnel")).to_have_count(1)


@pytest.mark.thorough
def test_queued_notes_survive_a_reload(screens: Screens) -> None:
    begin_meeting(screens)
    phone, board = screens.phone(), screens.board()
    screens.server.stop()
    phone.locator("#composer").fill("still on this phone")
    phone.get_by_role("button", name="Put it on the wall").click()
    expect(phone.get_by_text("Your words are safe here")).to_be_visible()
    screens.server.start()
    phone.reload()
    expect(note(board, "still on this phone")).to_have_count(1, timeout=15_000)
    expect(note(phone, "still on this phone")).to_have_count(1)
    expect(phone.locator("#composer")).to_have_value("")


def test_taking_part_works_where_websockets_are_blocked(screens: Screens) -> None:
    begin_meeting(screens)
    board = screens.board()
    page = screens.new(**PHONE)
    # How a page sees a proxy that blocks WebSockets: an error, then a close, nothing else.
    page.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => {"
        " if (this.onerror) this.onerror(new Event('error'));"
        " if (this.onclose) this.onclose(new CloseEvent('close', { code: 1006 })); }, 50); } send() {} close() {} };"
    )
    page.goto(screens.links["join_url"])
    page.get_by_role("button", name="In the room").click()
    expect(page.get_by_text("all saved")).to_be_visible(timeout=20_000)
    write_note(page, "through the keyhole")
    expect(board.get_by_text("through the keyhole")).to_be_visible()


@pytest.mark.thorough
def test_devices_with_wrong_clocks_show_the_same_second(screens: Screens) -> None:
    chair = start_meeting(screens)

    def seconds(page: Page) -> int:
        minutes, rest = page.locator(".clock-time").inner_text().split(":")
        return int(minutes) * 60 + int(rest)

    for days in (1, -1):
        wrong = screens.new(**PHONE)
        wrong.add_init_script(
            f"const real = Date.now; Date.now = () => real() + {days * 86_400_000};"
            "const D = Date; window.Date = class extends D {"
            " constructor(...a) { a.length ? super(...a) : super(Date.now()); }"
            " static now() { return D.now(); } };"
        )
        wrong.goto(screens.links["join_url"])
        wrong.get_by_role("button", name="In the room").click()
        expect(wrong.locator(".clock-time")).to_have_text(re.compile(r"^(60|59):\d\d$"))
        chair.wait_for_timeout(1_500)
        assert abs(seconds(chair) - seconds(wrong)) <= 1
        # It can take part like any other.
        write_note(wrong, f"from another day: {days}")
        expect(note(chair, f"from another day: {days}")).to_be_visible()


@pytest.mark.thorough
def test_back_asks_before_anyone_leaves(screens: Screens) -> None:
    begin_meeting(screens)
    phone = screens.phone()
    phone.go_back()
    expect(phone.get_by_role("heading", name="Leave the meeting?")).to_be_visible()
    phone.get_by_role("button", name="Stay here").click()
    write_note(phone, "still here")


@pytest.mark.thorough
def test_wrong_codes_and_dead_links_get_one_calm_sentence(screens: Screens) -> None:
    screens.open_meeting()
    page = screens.new(**PHONE)
    page.goto(f"{screens.server.url}/m/AAAAAA")
    expect(page.get_by_role("heading")).to_have_text(re.compile("We cannot find an open meeting"))
    page.goto(f"{screens.server.url}/chair/nonsense")
    expect(page.get_by_role("heading")).to_have_text(re.compile("This link does not work any more"))


def test_markup_in_a_note_is_escaped(screens: Screens) -> None:
    begin_meeting(screens)
    phone, board = screens.phone(), screens.board()
    write_note(phone, "<img src=x onerror=alert(1)> שלום 🙂")
    expect(board.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()


@pytest.mark.thorough
def test_a_full_disk_is_reported_on_every_screen_and_loses_nothing(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    chair, board, phone = screens.chair(), screens.board(), screens.phone()
    start(chair)
    write_note(phone, "before")
    screens.server.fill_disk()
    phone.locator("#composer").fill("written all the same")
    phone.get_by_role("button", name="Put it on the wall").click()
    for screen in (phone, chair):
        expect(screen.get_by_text("We can’t save anything at the moment")).to_be_visible()
    expect(board.get_by_text("cannot save just now")).to_be_visible()
    expect(board.get_by_text("written all the same")).to_be_hidden()
    # Reading still works, and the typed words stay visible.
    expect(phone.get_by_text("written all the same").or_(phone.locator("#composer")).first).to_be_visible()
    check_accessibility(phone, chair, board)
    screens.server.make_room()
    expect(board.get_by_text("written all the same")).to_be_visible(timeout=20_000)
    for screen in (phone, chair):
        expect(screen.get_by_text("We can’t save anything at the moment")).to_be_hidden()
