"""Whatever others do, no list of the console moves under a finger: each keeps its places and says what has changed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ...live.screens import Screen
from ..screens import PHONE, Screens, close_panel, join_people, open_panel
from ..wall.test_still_lists import TABLET, TOUCH_LAPTOP, place, zone_of

#: 1 June 2035, 10:00 UTC, in milliseconds.
JUNE = 2_064_304_800_000
DAY = 86_400_000


def console(screens: Screens) -> tuple[Page, Screen]:
    """A console that is touched, in the first part of a meeting, and the chair at another one."""
    screens.open_meeting(template="standing")
    host = screens.chair_connection()
    host.do("agenda.start")
    return screens.chair(**TOUCH_LAPTOP), host


#: Somebody touches the list again and again, beside its buttons.
FINGERS = """(list) => {
  const touch = () => list.dispatchEvent(new PointerEvent("pointerdown", {pointerType: "touch", bubbles: true}));
  window.fingers = setInterval(touch, 200);
  touch();
}"""


def check(button: Locator, happen: Callable[[], object]) -> None:
    """The button stays where it is when this happens. The list says that it has changed, which has come by then."""
    area = button.locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' still-list ')]")
    expect(area.locator(".news")).to_have_count(0)
    button.scroll_into_view_if_needed()
    # While fingers are at the list, nothing comes in by itself, however slow this machine is.
    area.evaluate(FINGERS)
    target = place(button)
    happen()
    expect(area.locator(".news").or_(area.locator(".empty-place")).first).to_be_visible()
    assert place(button) == target
    area.evaluate("() => clearInterval(window.fingers)")


@pytest.mark.thorough
def test_orders_keep_still(screens: Screens) -> None:
    chair, host = console(screens)
    join_people(screens, "room", 6)
    order = [id for id, _ in sorted(host.all("section").items(), key=lambda part: part[1]["order"])]
    part = chair.locator(f"[data-part={order[2]}] .part-open")
    check(part, lambda: host.do("section.move", section=order[4], to=1))

    host.do("round.start")
    open_panel(chair, "Round")
    waiting = chair.locator(".voice-waiting")
    expect(waiting).to_have_count(6)
    turns = [str(row.get_attribute("data-turn")) for row in waiting.all()]
    later = chair.locator(f"[data-turn={turns[2]}] button").last
    check(later, lambda: (host.do("turn.move", turn=turns[4], to=0), host.do("round.next")))
    # What is pressed there moves that person. An own change brings the list up to date.
    later.tap()
    expect(chair.locator(".speaking-order .news")).to_have_count(0)
    expect(waiting).to_have_count(5)
    expect(waiting.nth(3)).to_have_attribute("data-turn", turns[2])


@pytest.mark.thorough
def test_seats_keep_still(screens: Screens) -> None:
    """Nothing is changed at this console: after an own change its lists may move for a moment."""
    chair, host = console(screens)
    people = join_people(screens, "room", 6)
    host.do("teams.split", count=2)
    open_panel(chair, "Small groups")
    chair.get_by_role("button", name="Move somebody").click()
    select = chair.get_by_role("dialog").locator(".people-rows select")
    expect(select).to_have_count(6)
    people[0].do("person.edit", name="Zoë")
    check(select.nth(3), lambda: people[5].do("person.edit", name="Aaron"))


def test_lists_of_the_panels_keep_still(screens: Screens) -> None:
    chair, host = console(screens)
    [person] = join_people(screens, "room", 1)
    guests = [host.do("guest.add", called=name)["guest"] for name in ("Ann", "Bea")]
    open_panel(chair, "Guest chairs")
    check(
        chair.get_by_role("button", name=re.compile("Bea")),
        lambda: host.do("guest.remove", guest=guests[0]),
    )
    close_panel(chair)

    for day in (10, 20):
        host.do("date.propose", at=JUNE + day * DAY)
    for text in ("The housing office", "A doctor"):
        person.do("invite.add", text=text)
        person.do("resource.offer", title=text)
    open_panel(chair, "What comes next")
    panel = chair.locator("#panel-followup")
    check(
        panel.get_by_role("button", name=re.compile("^Set this date")).last,
        lambda: host.do("date.propose", at=JUNE),
    )
    [first, _] = host.all("invite")
    check(
        panel.get_by_role("button", name=re.compile("A doctor")).first,
        lambda: host.do("invite.remove", invite=first),
    )
    [offer, _] = host.all("resource_offer")
    check(
        panel.get_by_role("button", name="Take it over: A doctor"),
        lambda: host.do("resource.remove", resource=offer),
    )
    for text in ("Open at six", "Answer within a day"):
        host.do("recommendation.add", text=text)
    open_panel(chair, "Report")
    chair.locator("#panel-report .button[aria-expanded]").first.click()
    [first, _] = host.all("recommendation")
    check(
        chair.locator(".report-drawer").get_by_role("button", name=re.compile("^Earlier: Answer")),
        lambda: host.do("recommendation.remove", recommendation=first),
    )


@pytest.mark.thorough
def test_zones_below_each_other_keep_still(screens: Screens) -> None:
    """What happens in one zone of the whole wall moves no other, also in one in which nothing was written."""
    chair, host = console(screens)
    [person] = join_people(screens, "room", 1)
    chair.get_by_role("button", name="Whole wall").tap()
    below = chair.locator(".is-below > .zone")
    expect(below.nth(3)).to_be_visible()
    zones = [str(zone.get_attribute("data-zone")) for zone in below.all()]
    for zone in (zones[0], zones[2]):
        person.do("note.add", zone=zone, text="A cup of tea")
    note = chair.locator(f"[data-zone={zones[2]}] .note")
    # A first note of a zone waits, too.
    news = below.nth(2).locator(".news")
    expect(news).to_be_visible()
    news.tap()
    expect(note).to_be_visible()
    empty = chair.locator(f"[data-zone={zones[1]}]").get_by_role("button", name=re.compile("^Tidy"))
    before = [place(each) for each in (note, empty)]
    for number, happen in (
        (0, lambda: person.do("note.add", zone=zones[0], text="A key")),
        (1, lambda: person.do("note.add", zone=zones[1], text="A name to ring")),
        (3, lambda: host.do("vote.open", zone=zones[3], dots=3)),
    ):
        happen()
        expect(below.nth(number).locator(".news")).to_be_visible()
        assert [place(each) for each in (note, empty)] == before, number
    below.nth(3).locator(".news").tap()
    expect(below.nth(3).get_by_role("button", name="Close the vote")).to_be_visible()


#: Where everything is that can be pressed, and whether something else lies over it.
PRESSABLE = """() => [...document.querySelectorAll(".chair :is(button, a, .note)")].filter((each) =>
    !each.closest(".chair-notices, .shelf, [inert], [hidden]")).map((each) => {
  const { left, top, width, height } = each.getBoundingClientRect();
  const scrolls = each.closest(".chair-middle .zone, .is-below, .open-panel, .chair-tools")?.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const isSeen = width && x < innerWidth && y < innerHeight && (!scrolls || (y > scrolls.top && y < scrolls.bottom));
  const at = isSeen && document.elementFromPoint(x, y);
  const isUnder = at && at.closest(".chair-notices, .shelf, .toast");
  return [each.textContent.trim().slice(0, 30), Math.round(left), Math.round(top), isUnder ? isUnder.className : ""];
})"""


@pytest.mark.thorough
@pytest.mark.parametrize(
    "device", [pytest.param(TABLET, id="tablet"), pytest.param(PHONE, id="phone", marks=pytest.mark.thorough)]
)
def test_notices_move_nothing_and_cover_nothing(screens: Screens, device: dict[str, Any]) -> None:
    screens.open_meeting(template="blank")
    host = screens.chair_connection()
    host.do("agenda.start")
    [person] = join_people(screens, "room", 1)
    for n in range(30):
        person.do("note.add", zone=zone_of(person), text=f"note {n}")
    chair = screens.chair(**device)
    notes = chair.locator(".chair-wall .note[data-note]")
    expect(notes).to_have_count(30)
    for scrolled in (0, 10_000):
        notes.first.evaluate("(note, to) => note.closest('.zone').scrollTo(0, to)", scrolled)
        there = chair.evaluate(PRESSABLE)
        # The start can be taken back for a minute, beside them.
        lines = chair.locator(".chair-notice, .take-back.is-open:has-text('Keep it open')")
        notices = (
            (("meeting.slow", {"seconds": 30}), ("meeting.slow", {"seconds": None})),
            (("meeting.pause", {}), ("meeting.resume", {})),
            (("board.show", {"view": "blank"}), ("board.show", {"view": "auto"})),
            (("meeting.close", {"seconds": 300}), ("meeting.keep_open", {})),
        )
        # One after the other, and all at once.
        for several in (*((each,) for each in notices), notices):
            comes, goes = zip(*several, strict=True)
            for count, commands in ((len(several), comes), (0, goes)):
                for name, args in commands:
                    host.do(name, **args)
                expect(lines).to_have_count(count)
                found = chair.evaluate(PRESSABLE)
                # What a button says may change.
                assert [each[1:] for each in found] == [each[1:] for each in there], (scrolled, commands)
                assert not [each for each in found if each[3]]
