"""A meeting that the chair cancels: every open screen says so and shows no way in, and the chair takes it back."""

from playwright.sync_api import expect

from ..screens import PHONE, Screens, check_accessibility

SAID = "This meeting will not take place."


def test_every_open_screen_follows_a_cancellation_and_its_undoing(screens: Screens) -> None:
    screens.open_meeting(
        template="standing", starts_at=4_000_000_000_000, venue="The hall", video_url="https://meet.example/room"
    )
    chair, board = screens.chair(), screens.board()
    phone, laptop = screens.phone(), screens.laptop()
    ways_in = (
        board.locator(".board-join-code"),
        laptop.locator(".mirror-code"),
        laptop.locator(".head-video"),
        phone.locator(".head-video"),
        chair.locator(".steps .code"),
    )
    for way in ways_in:
        expect(way).to_be_visible()
    chair.get_by_role("button", name="Set or change").click()
    chair.get_by_role("button", name="Cancel the meeting").click()
    chair.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    for way in ways_in:
        expect(way).to_have_count(0)
    for screen in (chair, board, phone):
        expect(screen.get_by_role("heading", name=SAID)).to_be_visible()
    expect(laptop.locator("main")).to_contain_text(SAID)
    expect(chair.get_by_role("link", name="Tell them it is cancelled")).to_be_visible()
    check_accessibility(chair, board, phone, laptop)
    # Before the script runs it is the same, and so it is at the door.
    board.reload()
    expect(board.get_by_role("heading", name=SAID)).to_be_visible()
    expect(board.locator(".board-footer img")).to_have_count(0)
    door = screens.new(**PHONE)
    door.goto(screens.links["join_url"])
    expect(door.get_by_text(SAID)).to_be_visible()
    expect(door.get_by_text("2096")).to_be_visible()
    expect(door.get_by_role("button", name="In the room")).to_have_count(0)
    check_accessibility(door, contrast=True)

    # Whoever starts it by mistake is asked first.
    chair.get_by_role("button", name="Start the meeting").click()
    question = chair.get_by_role("dialog", name="Start the meeting?")
    expect(question).to_contain_text("The meeting is cancelled.")
    question.get_by_role("button", name="Not yet").click()
    chair.get_by_role("button", name="The meeting takes place after all").click()
    for way in ways_in:
        expect(way).to_be_visible()
    door.reload()
    expect(door.get_by_role("link", name="Join the meeting")).to_be_visible()
