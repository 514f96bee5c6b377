"""The board: readable from the back row, nothing to press, and it recovers without help."""

import pytest
from playwright.sync_api import Page, expect

from ...live.screens import Meeting, Screen
from ..screens import BOARD, Screens, check_accessibility, wait_for_animations

SIZES = [BOARD, {"viewport": {"width": 1280, "height": 720}}]
#: Text that can be seen and is smaller than 1/45 of the screen's height (that of a note: than 1/36, for a television of
#: 65 inches at six metres), or lies outside the screen.
TOO_SMALL = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement, style = getComputedStyle(holder);
    if (!text.textContent.trim() || style.visibility === "hidden") continue;
    if (holder.closest("script, noscript, .unseen")) continue;
    const box = holder.getBoundingClientRect();
    const out = box.left < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    const least = innerHeight / (holder.closest(".note-text") ? 36 : 45);
    if (parseFloat(style.fontSize) < least - 0.01 || out) found.push(`${holder.className}: ${text.textContent}`);
  }
  return found;
}"""


class Chair(Screen):
    """The chair over a connection without a browser, to put many notes on the wall quickly."""

    def __init__(self, screens: Screens, **body: object) -> None:
        screens.links, session = screens.server.open_meeting(**body)
        super().__init__(screens.server.url, screens.links["code"], session)

    def zones_of(self, section: str) -> list[str]:
        return [id for id, zone in self.all("zone").items() if zone["section"] == section]

    def write(self, zone: str, number: int, text: str = "A landlord who rings back") -> list[str]:
        return [self.do("note.add", zone=zone, text=f"{text} ({n})")["note"] for n in range(number)]


def boards(screens: Screens) -> list[Page]:
    pages = []
    for size in SIZES:
        page = screens.new(**size)
        page.goto(screens.links["board_url"])
        pages.append(page)
    return pages


def check_text_sizes(pages: list[Page]) -> None:
    for page in pages:
        assert page.evaluate(TOO_SMALL) == []
        assert page.locator("button, a, input").count() == 0


@pytest.mark.thorough
def test_all_views_are_large_enough_for_the_back_row(screens: Screens) -> None:
    chair = Chair(screens, template="solution")
    pages = boards(screens)
    for page in pages:
        expect(page.locator(".board-join-code")).to_be_visible()
    check_text_sizes(pages)
    section = sorted(chair.all("section").items(), key=lambda item: item[1]["order"])[7][0]
    chair.do("agenda.start", section=section)
    for zone in chair.zones_of(section):
        chair.write(zone, 7, "Somebody who asks what was going on at the time, and waits for the answer")
    for page in pages:
        expect(page.locator(".board-item.on").first).to_be_visible()
    check_text_sizes(pages)
    for view, sign in (
        ("agenda", ".part-now"),
        ("scale", ".board-empty"),
        ("round", ".board-empty"),
        ("end", ".board-end"),
    ):
        chair.do("board.show", view=view)
        for page in pages:
            expect(page.locator(sign)).to_be_visible()
        check_text_sizes(pages)
    check_accessibility(*pages)


@pytest.mark.thorough
def test_few_notes_are_large_and_many_are_paged(screens: Screens) -> None:
    chair = Chair(screens, template="blank")
    board = screens.board()
    chair.do("agenda.start")
    [zone] = chair.all("zone")
    chair.write(zone, 2)
    size = "(note) => parseFloat(getComputedStyle(note).fontSize)"
    expect(board.locator(".board-item.on")).to_have_count(2)
    few = board.locator(".board-item.on .note").first.evaluate(size)
    chair.write(zone, 24, "Probation and housing in one room, once a month, with tea and time enough to listen. " * 2)
    expect(board.locator(".board-pages").first).to_be_visible()
    assert board.locator(".board-item.on .note").first.evaluate(size) < few


@pytest.mark.thorough
def test_notes_of_a_group_are_listed_under_its_name(screens: Screens) -> None:
    chair = Chair(screens, template="blank")
    board = screens.board()
    chair.do("agenda.start")
    [zone] = chair.all("zone")
    notes = chair.write(zone, 3)
    chair.do("group.add", zone=zone, title="Being asked, not judged", notes=notes[:2])
    box = board.locator(".board-box.on")
    expect(box).to_have_count(1)
    expect(box).to_contain_text("Being asked, not judged 2")
    wait_for_animations(board)
    around = box.bounding_box()
    inside = board.get_by_text("A landlord who rings back (1)").bounding_box()
    outside = board.get_by_text("A landlord who rings back (2)").bounding_box()
    assert around and inside and outside
    assert around["y"] < inside["y"] and inside["y"] + inside["height"] < around["y"] + around["height"]
    assert not (
        around["x"] < outside["x"] < around["x"] + around["width"] and outside["y"] < around["y"] + around["height"]
    )


@pytest.mark.thorough
def test_names_that_do_not_fit_a_breakout_card_are_counted(screens: Screens) -> None:
    meeting = Meeting(screens.server)
    # Twelve groups of three, as far as there may be; twelve people choose the first.
    people = [meeting.person(name=f"{n} with a name as long as some have") for n in range(36)]
    chair = meeting.chair()
    chair.do("agenda.start")
    chair.until(lambda: sum(person["online"] for person in chair.all("person").values()) > 36)
    chair.do("teams.split", count=12, minutes=5, by="choice")
    first, second, *_ = sorted(chair.all("team"), key=lambda team: chair.all("team")[team]["order"])
    for person in people[:12]:
        person.do("team.join", team=first)
    for size in SIZES:
        board = screens.new(**size)
        board.goto(meeting.links["board_url"])
        card = board.locator(".board-breakout").first
        expect(card.get_by_role("heading")).to_contain_text("12")
        names = card.locator(".board-names li:not(.board-names-more):not([hidden])")
        more = card.locator(".board-names-more")
        expect(more).to_be_visible()
        expect(more).to_have_text(f"and {12 - names.count()} more")
        assert names.count() > 0
        inside = card.evaluate(
            "(card) => Array.from(card.querySelectorAll('li:not([hidden])'))"
            ".map((name) => name.getBoundingClientRect().bottom)"
            ".every((bottom) => bottom < card.getBoundingClientRect().bottom)"
        )
        assert inside
        check_text_sizes([board])
    # A card with enough room shows all names.
    people[0].do("team.join", team=second)
    expect(board.locator(".board-names").nth(1).get_by_role("listitem")).to_have_count(1)
    check_accessibility(board, contrast=True)
    meeting.end()


@pytest.mark.parametrize("way", ["restart", pytest.param("reload", marks=pytest.mark.thorough)])
@pytest.mark.own_server
def test_the_board_recovers_without_help(screens: Screens, way: str) -> None:
    chair = Chair(screens, template="blank")
    board = screens.board()
    chair.do("agenda.start")
    [zone] = chair.all("zone")
    chair.do("note.add", zone=zone, text="before")
    expect(board.get_by_text("before")).to_be_visible()
    chair.client.disconnect()
    if way == "restart":
        screens.server.stop()
        # The last state stays visible, with a small mark.
        expect(board.get_by_text("catching up")).to_be_visible()
        expect(board.get_by_text("before")).to_be_visible()
        screens.server.start()
    else:
        board.reload()
    expect(board.get_by_text("catching up")).to_be_hidden(timeout=20_000)
    expect(board.get_by_text("before")).to_be_visible()
    expect(board.locator(".clock-time")).to_be_visible()
