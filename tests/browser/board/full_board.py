"""A meeting as full as a case wants it, and the board that shows it.

The meeting is made by the core, with the commands that people give, so every record is one that a server would tell;
the board is a real page in Chromium, told over its own connection. One page is kept open for all cases: a meeting of
its own for each would take minutes.
"""

import copy
import json
import math
import time
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import msgspec
from playwright.sync_api import Page, WebSocketRoute, expect

from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.schedule import next_due

from ...meeting.room import BOARD, CHAIR, Room
from ..screens import Screens

#: What a case may differ in, each with the least first.
VIEWS = (
    "join", "welcome", "wall", "scale", "answers", "agenda", "round", "round over", "teams", "presentation", "closing",
    "steps", "end", "blank",
)  # fmt: skip
NOTES = (0, 5, 40, 150)
PEOPLE = (3, 27, 100)
WORDS = ("plain", "long", "arabic")
OVER = ("nothing", "prompt", "hands", "everything")
SIZES = ((1280, 720), (1920, 1080), (3840, 2160), (1024, 768))
TEXT = (100, 130)

#: How somebody's words may be: the length that the product allows is filled from these.
TONGUES = {
    "plain": "Somebody who asks what was going on at the time, and waits for the answer. ",
    "long": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochau Rindfleischetikettierungsüberwachungsaufgabe "
    "gwrthddatgysylltiadaeth Donaudampfschifffahrtsgesellschaftskapitän ",
    "arabic": "شخص يسأل عما كان يحدث في ذلك الوقت، وينتظر الجواب. ",
}


class Case(NamedTuple):
    """What the board has to show, and on which screen."""

    view: str
    notes: int
    people: int
    words: str
    over: str
    size: tuple[int, int]
    text: int


def words(tongue: str, length: int) -> str:
    """So many signs in this tongue: for "plain" a sentence at most, for the others as many as are allowed."""
    text = TONGUES[tongue]
    if tongue == "plain":
        return text[:length].strip()
    return (text * math.ceil(length / len(text)))[:length].strip()


@cache
def _filled(notes: int, people: int, tongue: str) -> Room:
    """A meeting with so much in it; copied for each case."""
    room = Room("solution", people=0)
    room.now = int(time.time() * 1000)
    say = lambda length: words(tongue, length)  # noqa: E731
    for n in range(people):
        room.join(Viewer(f"p{n}", "participant"), place=("room", "remote")[n % 2], name=say(60 if n % 3 else 12))
    if tongue != "plain":
        # The place of the meeting in the product's longest words; a plain one keeps the words that everybody has.
        room.do(CHAIR, "meeting.edit", title=say(120), community=say(120), recording=say(120))
        for n, section in enumerate(room.state.of_kind("section")):
            room.do(CHAIR, "section.edit", section=section, title=say(120 if n % 2 else 60), prompt=say(300))
        for zone in room.state.of_kind("zone"):
            room.do(CHAIR, "zone.edit", zone=zone, title=say(120), prompt=say(300))
        [scale] = room.state.of_kind("scale")
        room.do(CHAIR, "scale.edit", scale=scale, question=say(300), low_label=say(120), high_label=say(120))
    return room


def _at(room: Room, kind: str) -> str:
    """The first section of this kind."""
    return next(
        id
        for id, section in sorted(room.state.of_kind("section").items(), key=lambda item: item[1].order)
        if section.section_kind == kind
    )


def _write(room: Room, case: Case, zones: list[str]) -> list[str]:
    """So many notes into these zones in turn, of the lengths that people write; the longest now and then."""
    lengths = (70, 25, 110, 60) if case.words == "plain" else (120, 60, 500, 200)
    return [
        room.note(
            Viewer(f"p{n % case.people}", "participant"),
            f"{words(case.words, lengths[n % 4])}",
            zone=zones[n % len(zones)],
        )
        for n in range(case.notes)
    ]


def _zones_of(room: Room, section: str) -> list[str]:
    return [id for id, zone in room.state.of_kind("zone").items() if zone.section == section]


def _soon(room: Room) -> None:
    """Lets a little time pass, so that answers are counted."""
    room.wait(0.5)
    for _ in range(200):
        if (due := next_due(room.state)) is None or due > room.now:
            return
        room.system(DueTick())


def _start(room: Room, case: Case, kind: str) -> None:
    section = _at(room, kind)
    room.do(CHAIR, "agenda.start", section=section)
    zones = _zones_of(room, section)
    if zones:
        notes = _write(room, case, zones)
        if case.notes == 40:
            group = [note for n, note in enumerate(notes) if n % len(zones) == 0][:7]
            room.do(CHAIR, "group.add", zone=zones[0], title=words(case.words, 60), notes=group)


def _wall(room: Room, case: Case) -> None:
    section = room.section(7)
    room.do(CHAIR, "agenda.start", section=section)
    zones = _zones_of(room, section)
    notes = _write(room, case, zones)
    if case.notes == 40:
        group = [note for n, note in enumerate(notes) if n % len(zones) == 0][:9]
        room.do(CHAIR, "group.add", zone=zones[0], title=words(case.words, 60), notes=group)
        room.do(CHAIR, "vote.open", zone=zones[1], dots=3)
    if case.notes == 5:
        room.do(CHAIR, "zone.write_alone", zone=zones[0])


def _scale(room: Room, case: Case) -> None:
    room.do(CHAIR, "agenda.start", section=_at(room, "scaling"))
    [id] = room.state.of_kind("scale")
    room.do(CHAIR, "scale.edit", scale=id, good_enough=7)
    for n in range(case.people):
        value = None if n % 9 == 8 else (n * 7) % 10 + 1 if n % 2 else 6
        room.do(Viewer(f"p{n}", "participant"), "scale.mark", scale=id, value=value)
    _write(room, case, [room.state.get("scale", id).zone])


def _answers(room: Room, case: Case) -> None:
    _scale(room, case)
    _soon(room)
    [id] = room.state.of_kind("scale")
    room.do(CHAIR, "scale.show", scale=id)
    _soon(room)


def _steps(room: Room, case: Case) -> None:
    room.do(CHAIR, "agenda.start", section=_at(room, "steps"))
    for n in range(min(case.notes, 40)):
        who = Viewer(f"p{n % case.people}", "participant")
        step = room.do(
            who, "step.add", what=words(case.words, 300 if n % 3 == 2 else 60), by_when="2027-02-14",
            notice=words(case.words, 120) if n % 2 else "",
        )["step"]  # fmt: skip
        if n % 2:
            room.do(who, "step.offer", step=step)


def _closing(room: Room, case: Case) -> None:
    hopes = room.section(1)
    room.do(CHAIR, "agenda.start", section=hopes)
    [zone] = _zones_of(room, hopes)
    mine = {
        person: room.note(person, words(case.words, 60), zone=zone)
        for person in (Viewer(f"p{n}", "participant") for n in range(case.people if case.notes else 0))
    }
    _start(room, case, "closing")
    for n, (person, note) in enumerate(mine.items()):
        room.do(person, "hope.answer", note=note, answer=("yes", "partly", "not_yet")[n % 3])
    _soon(room)
    if case.notes:
        room.do(
            CHAIR, "next.fix", at=room.now + 90 * 86_400_000, venue=words(case.words, 120), title=words(case.words, 120)
        )


def _end(room: Room, case: Case) -> None:
    _closing(room, case)
    room.do(CHAIR, "meeting.close")


def _round_over(room: Room, case: Case) -> None:
    room.do(CHAIR, "agenda.start", section=_at(room, "round"))
    for _ in range(case.people + 1):
        room.do(CHAIR, "round.next")


def _round(room: Room, case: Case) -> None:
    room.do(CHAIR, "agenda.start", section=_at(room, "round"))
    if case.notes:
        room.do(CHAIR, "round.next")


def _teams(room: Room, case: Case) -> None:
    room.do(CHAIR, "agenda.start", section=_at(room, "discussion"))
    prompt = words(case.words, 300) if case.notes else ""
    count = max(2, min({0: 2, 5: 5, 40: 8, 150: 12}[case.notes], case.people // 3))
    room.do(CHAIR, "teams.split", count=count, minutes=10, prompt=prompt)
    if case.words != "plain":
        for team in room.state.of_kind("team"):
            room.do(CHAIR, "zone.edit", zone=room.state.get("team", team).zone, title=words(case.words, 120))


FILL: dict[str, Callable[[Room, Case], None]] = {
    "join": lambda room, case: None,
    "welcome": lambda room, case: _start(room, case, "welcome"),
    "wall": _wall,
    "scale": _scale,
    "answers": _answers,
    "agenda": lambda room, case: _start(room, case, "discussion"),
    "round": _round,
    "round over": _round_over,
    "teams": _teams,
    "presentation": lambda room, case: _start(room, case, "presentation"),
    "closing": _closing,
    "steps": _steps,
    "end": _end,
    "blank": lambda room, case: _start(room, case, "discussion"),
}
SHOWING = {"answers": "scale", "round over": "round"}


def meeting(case: Case) -> Room:
    """The meeting of this case."""
    room = copy.deepcopy(_filled(case.notes, case.people, case.words))
    FILL[case.view](room, case)
    over = () if case.view in ("end", "join") else {"everything": ("prompt", "hands")}.get(case.over, (case.over,))
    if "prompt" in over:
        room.do(CHAIR, "prompt.show", text=words(case.words, 300))
    if "hands" in over and case.view != "round":
        hands = [Viewer(f"p{n}", "participant") for n in range(min(case.people, 7))]
        for person in hands:
            room.do(person, "hand.raise")
        if case.over == "everything":
            room.do(CHAIR, "hand.call", hand=next(iter(room.state.of_kind("hand"))))
    room.do(CHAIR, "board.show", view=SHOWING.get(case.view, case.view))
    return room


class FullBoard:
    """One board page, to which any meeting can be told."""

    def __init__(self, screens: Screens, *, clock: bool = False) -> None:
        """With `clock`, the test can let time pass: `board.page.clock`."""
        self._welcome: dict[str, Any] = {}
        #: What the board was told last, as a message; a board that reconnects is told it again.
        self._told = ""
        self._line: WebSocketRoute | None = None
        self._text = 100
        screens.open_meeting(template="blank")
        self._url = screens.links["board_url"]
        self.page: Page = screens.new(viewport={"width": 1280, "height": 720})
        if clock:
            self.page.clock.install()
        self.page.route_web_socket("**/socket.io/**", self._between)
        self._open()

    def _open(self) -> None:
        self._welcome, self._told = {}, ""
        self.page.goto(self._url)
        expect(self.page.locator(".board-view")).to_be_visible()
        while not self._welcome:
            self.page.wait_for_timeout(20)

    def _between(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        self._line = line

        def pass_on(message: str | bytes) -> None:
            if isinstance(message, str) and message.startswith('42["welcome"'):
                self._welcome = json.loads(message[2:])[1]
                message = self._told or message
            line.send(message)

        server.on_message(pass_on)

    def show(self, case: Case) -> Room:
        """Tells the board the meeting of this case, and waits until it is drawn."""
        room = meeting(case)
        self.resize(case.size, case.text)
        self.tell(room)
        return room

    def resize(self, size: tuple[int, int], text: int) -> None:
        width, height = size
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})
        if text != self._text:
            # Larger letters are set in a browser before it opens the page.
            self._text = text
            self.page.add_init_script(
                "document.addEventListener('DOMContentLoaded', () => {"
                f"document.documentElement.style.fontSize = 'calc({text / 100} * min(2.42vh, 2.1vw))'"
                "})"
            )
            self._open()

    def tell(self, room: Room) -> None:
        """Tells the board everything of this meeting, as it is told when it connects."""
        told = json.loads(msgspec.json.encode(room.state.since(None, BOARD)))
        assert self._line
        self._told = "42" + json.dumps(["welcome", {**self._welcome, "full": True, "now": room.now, "changes": told}])
        self._line.send(self._told)
        self.settle()

    def tell_changes(self, room: Room, since: int) -> None:
        """Tells the board what has changed since this revision of the meeting that it was told."""
        changes = json.loads(msgspec.json.encode(room.state.since(since, BOARD)))
        assert self._line
        self._line.send("42" + json.dumps(["changes", {"revision": self._welcome["revision"], "changes": changes}]))
        self.settle()

    def settle(self) -> None:
        """Waits until what was told is drawn and measured, and fonts are there."""
        self.page.evaluate(
            """async () => {
              await document.fonts.ready;
              for (let n = 0; n < 4; n++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            }"""
        )
