"""What a member's page is told moves nothing on it, and covers nothing that is in use."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from ..screens import PHONE, Screens, join_people
from ..wall.test_still_lists import TABLET, TOUCH_LAPTOP, add

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
RECORDED = "Only what is written"
JUNE = 2_064_304_800_000
QUESTION = "What else would help us, and who could do that with us this summer?"

#: Where everything is that can be pressed or written in, and what lies over it although its list ends higher. (What is
#: taken away for a while leaves its place empty.)
PRESSABLE = """() => {
  const all = [...document.querySelectorAll(".member :is(button, a, textarea, select, .note)")];
  const elsewhere = ".notices, .side-voices, [inert], .note *, details:not([open]) > div, .photo-pick, .hand-place";
  const there = all.filter((each) => !each.closest(elsewhere) && each.getBoundingClientRect().width);
  return there.map((each) => {
    const { left, top, width, height } = each.getBoundingClientRect();
    const scrolls = each.closest(".swipe-page, .scrolling")?.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const isSeen = x < innerWidth && y > 0 && y < innerHeight && (!scrolls || (y > scrolls.top && y < scrolls.bottom));
    const over = isSeen && document.elementFromPoint(x, y)?.closest(".notices, .side-voices, .toast");
    return [Math.round(left), Math.round(top), over ? over.className : ""];
  });
}"""
#: A list at its start, or at its very end; until the page has drawn that.
SCROLL = """([end]) => {
  document.querySelectorAll(".swipe-page, .scrolling").forEach((each) => each.scrollTo(0, end));
  return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""


@pytest.mark.thorough
def test_notices_move_nothing_and_cover_nothing(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    host = screens.chair_connection()
    host.do("agenda.start")
    author, other = join_people(screens, "room", 2)
    add(author, *(f"note {n}" for n in range(14)))
    pages = [screens.phone(**SMALL), screens.phone()]
    pages += [screens.member("Joining from elsewhere", **device) for device in (TABLET, TOUCH_LAPTOP)]
    for page in pages[2:]:
        # What the room looks at changes with a round: this is what people do meanwhile.
        page.get_by_role("button", name="The whole wall").click()
    for page in pages:
        expect(page.locator(".note[data-note]:visible")).to_have_count(14)

    def told(page: Page) -> Locator:
        return page.locator(".notices, .side-voices, .member-header, .compose-bar")

    def speaker() -> re.Pattern[str]:
        [turn] = [turn for turn in host.all("turn").values() if turn["state"] == "speaking"]
        return re.compile(f"Speaking now: {host.all('person')[turn['person']]['marker']}|It’s your turn to speak")

    #: What happens, and what every page says then (or no longer).
    happenings: list[tuple[Callable[[], object], Callable[[], object]]] = [
        (lambda: host.do("meeting.pause"), lambda: "has paused new notes"),
        (lambda: host.do("prompt.show", text=QUESTION), lambda: QUESTION),
        (lambda: host.do("meeting.record", keeps="notes", words=RECORDED), lambda: RECORDED),
        (lambda: host.do("meeting.close", seconds=300), lambda: "Closes in"),
        (lambda: host.do("date.propose", at=JUNE + len(host.all("date"))), lambda: "Which dates could you come?"),
        (lambda: host.do("meeting.resume"), lambda: None),
        (lambda: (host.do("meeting.hold", on=True), host.do("meeting.slow", seconds=30)), lambda: None),
        (lambda: (host.do("meeting.hold", on=False), host.do("meeting.slow", seconds=None)), lambda: None),
        (lambda: host.do("meeting.keep_open"), lambda: None),
        (lambda: host.do("prompt.hide"), lambda: None),
        (lambda: other.do("hand.raise"), lambda: host.all("person")[other.me]["marker"]),
        (lambda: other.do("hand.lower", hand=next(iter(host.all("hand")))), lambda: None),
        (lambda: host.do("round.start"), speaker),
        *[(lambda: host.do("round.next"), speaker)] * 5,
        (lambda: host.do("round.end"), lambda: None),
    ]
    for end in (0, 10_000):
        for page in pages:
            expect(page.locator(".turn-clock")).to_have_count(0)
            page.evaluate(SCROLL, [end])
        before = [page.evaluate(PRESSABLE) for page in pages]
        for happen, words in happenings:
            happen()
            for page, there in zip(pages, before, strict=True):
                if said := words():
                    expect(told(page).filter(has_text=said).first).to_be_visible()
                assert page.evaluate(PRESSABLE) == there, words()
