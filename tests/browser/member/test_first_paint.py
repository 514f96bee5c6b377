"""What the server draws of a meeting before the script runs, and what the script then draws in its place."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, Route, expect

from ...live.screens import Screen
from ..screens import PHONE, Screens

#: Every part of a phone's first screen, in its order: its classes, its words, and its place.
LOOK = """() => {
  const parts = `.head-where, .head-part, .closing, h1, .head-recording, .language-link, .head-video, .clock,
    .clock-words, .clock-line, .ask, .kind, .kind > *, .zone-tab, .swipe-page:not([inert]) :is(h2, .empty, .group,
    .group-title, .group-end, .note, .note-text, .note-text a, .note-signed, .note-more, .note-merged li, .note-foot,
    .note-mine, .note-marks, .note-marks > span, .note-open-word, .note-mark-buttons, .say, .given, .photo-image),
    .zone-state p, .dots-left, .paper, textarea, .photo-pick, .tab`;
  const isOf = (each) => !each.closest(".notices, .hello > :not(summary)");
  return [...document.querySelectorAll(parts)].filter(isOf).map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    const left = x + (each.closest(".zone-tabs")?.scrollLeft ?? 0);
    return {
      what: [...each.classList].filter((name) => name !== "is-away").join(" ") || each.localName,
      words: each.matches(".head-where, .kind, details, .clock") ? "" : each.textContent.replace(/\\s+/g, ""),
      // What is folded has no place.
      place: each.closest(".note-merged") ? "" : [left, y, width, height].map(Math.round).join(" "),
      isNote: each.matches(".note, .note *"),
    };
  });
}"""
#: What the browser says has moved of what is there now. (Before, the font may have taken the place of another one.)
SHIFTS = """() => new Promise((resolve) => {
  const moved = [];
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries())
      for (const { node, previousRect: a, currentRect: b } of sources)
        if (node) moved.push(`${node.outerHTML ?? node.textContent}: ${a.y}, ${b.y}`);
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 50);
})"""


class FirstPaints:
    """Loads a phone's page, and holds its script until the first paint has been looked at."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._address = page, address
        self._held: list[Route] = []
        page.route("**/pack/member.js", lambda route: self._held.append(route))

    def compare(self) -> list[dict[str, Any]]:
        """What the server drew, each part where the script draws the same."""
        page = self._page
        self._held.clear()
        page.goto(self._address, wait_until="commit")
        expect(page.locator(".first .tabs, .first .thumb-reach").last).to_be_visible()
        page.evaluate("new Promise(requestAnimationFrame).then(() => document.fonts.ready)")
        while not self._held:
            page.wait_for_timeout(5)
        first = page.evaluate(LOOK)
        self._held[0].continue_()
        expect(page.locator(".member:not(.first) .status-saved")).to_be_attached()
        then = page.evaluate(LOOK)
        for is_note in (True, False):
            drawn, later = ([each for each in parts if each["isNote"] is is_note] for parts in (first, then))
            # Only the notes of the first screen are drawn at first.
            assert len(drawn) == len(later) or (is_note and drawn)
            assert [f"{one} {other}" for one, other in zip(drawn, later, strict=False) if one != other] == []
        assert page.evaluate(SHIFTS) == []
        return first  # type: ignore[no-any-return]


TEXTS = (
    "Somebody rings back",
    "One door, and not five. " * 6,
    "First line\n\nthird line\n  <b>no tag</b> & https://user.example.org/a/long/way?b=c, and (https://example.net/x).",
    "الباب مفتوح",
    "Longwordthatneverendsandnevergivesupatall" * 3,
)


@pytest.fixture
def joined(screens: Screens) -> Iterator[tuple[Page, Screen]]:
    """A member's phone, and what they do over a connection beside it."""
    screens.open_meeting(template="standing")
    code, url = screens.links["code"], screens.server.url
    session = requests.Session()
    session.post(f"{url}/api/meetings/{code}/join", json={"place": "room", "name": "Sam"}).raise_for_status()
    page = screens.new(**PHONE)
    cookies = [{"name": each.name, "value": each.value or "", "url": url} for each in session.cookies]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    yield page, Screen(url, code, session)


def test_nothing_moves_when_the_script_takes_over(screens: Screens, joined: tuple[Page, Screen]) -> None:
    page, member = joined
    paint = FirstPaints(page, f"{screens.server.url}/m/{screens.links['code']}")
    chair = screens.chair_connection()
    paint.compare()
    # A welcome, with a line of the chair's.
    first, talk, *_ = sorted(chair.all("section"), key=lambda each: chair.all("section")[each]["order"])
    chair.do("section.edit", section=first, kind="welcome", minutes=20, line="Tea is on the left.")
    chair.do("agenda.start")
    paint.compare()
    zone, other = (chair.do("zone.add", title=title)["zone"] for title in ("What works", "What else?"))
    notes = [
        screen.do("note.add", zone=zone, text=text, color=color)["note"]
        for text, color in zip(TEXTS * 2, ("butter", "sky") * 5, strict=True)
        for screen in [chair if color == "sky" else member]
    ]
    chair.do("note.sort", notes=notes[:1], sort="question")
    member.do("note.too", note=notes[1])
    chair.do("note.merge", notes=notes[8:9], into=notes[9])
    part = chair.do("section.add", title="The move", prompt="What works?", minutes=20, after=first)["section"]
    chair.do("zone.edit", zone=zone, section=part)
    chair.do("agenda.start", section=part)
    # What somebody does right after their arrival, others are told a little later.
    member.until(lambda: not member.all("saved") and member.all("note")[notes[1]].get("too"))
    assert "Somebodyringsback" in str(paint.compare())
    chair.do("group.add", zone=zone, title="Being asked", notes=notes[3:5])
    chair.do("vote.open", zone=zone, dots=3)
    member.do("vote.give", note=notes[2])
    paint.compare()
    chair.do("vote.close", zone=zone)
    # In private, with a note that waits for the chair, in a pause, and in another language.
    chair.do("zone.write_alone", zone=other)
    own = member.do("note.add", zone=other, text="for now only mine")["note"]
    chair.do("meeting.hold", on=True)
    held = member.do("note.add", zone=zone, text="the chair looks first")["note"]
    chair.do("zone.edit", zone=other, section=part)
    chair.do("zone.edit", zone=zone, section=None)
    chair.do("hand.raise")
    member.until(lambda: {own, held} <= set(member.all("note")))
    assert "fornowonlymine" in str(paint.compare())
    chair.do("meeting.pause")
    page.context.add_cookies([{"name": "language", "value": "ar", "url": screens.server.url}])
    paint.compare()
    chair.do("meeting.resume")
    chair.do("section.edit", section=talk, kind="presentation", link="https://example.org/slides", minutes=30)
    chair.do("agenda.start", section=talk)
    paint.compare()
    chair.do("meeting.close")
    paint.compare()
