"""The play: opens a meeting, brings it to the middle of its discussion, and keeps it going."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import requests

from .. import words
from . import script
from .people import Person

#: Beyond these the people only move and mark: a real meeting has an end too.
MOST_NOTES = 90
MOST_SNAPSHOTS = 12
COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"]
FIVE_MINUTES = 300_000


class Over(Exception):
    """The server that the play was for is gone."""


class Stage:
    """Runs the play in a process of its own, beside the server."""

    def __init__(self, base: str, people: int) -> None:
        self._command = [sys.executable, "-m", "live_cop.demo.under_way", base, str(people)]
        self._play: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Starts the play; it prints the addresses itself when the meeting is under way."""
        self._play = subprocess.Popen(self._command)

    def end(self) -> None:
        """Stops it."""
        if self._play is not None:
            self._play.terminate()
            self._play.wait()


class Play:
    """The chair and the people, and what they do. `pace` 1 is a human one; a smaller number is faster."""

    def __init__(self, base: str, count: int, chance: random.Random, pace: float = 1) -> None:
        self._chance = chance
        self._pace = pace
        self._parent = os.getppid()
        session = requests.Session()
        body = {"title": script.TITLE, "community": script.COMMUNITY, "template": "solution"}
        answer = session.post(f"{base}/api/meetings", json=body, timeout=10)
        answer.raise_for_status()
        self.links: dict[str, str] = answer.json()
        code = self.links["code"]
        self.chair = Person(base, code, session)
        self.people = []
        for n in range(count):
            name = script.NAMES[n // 3] if n % 3 == 0 and n // 3 < len(script.NAMES) else ""
            self.people.append(Person.joining(base, code, "remote" if n % 3 == 2 else "room", name))
        self._left: dict[str, list[str]] = {}

    def get_going(self) -> None:
        """Everything up to the middle of the discussion, with a scale that people have begun to answer."""
        chair = self.chair
        chair.do("report.edit", introduction=script.INTRODUCTION)
        for id, section in sorted(chair.all("section").items(), key=lambda each: each[1]["order"]):
            chair.do("agenda.start", section=id)
            if section["title"] == script.NOW:
                break
        for title, texts in script.NOTES.items():
            zone = chair.id_of("zone", title)
            there = len(texts) * 2 // 3 + 1
            self._left[title] = texts[there:]
            written = [self._write(zone, text) for text in texts[:there]] if zone else []
            for of, group, places in script.GROUPS:
                if of == title:
                    notes = [written[place] for place in places if place < len(written)]
                    chair.do("group.add", zone=zone, title=group, notes=[note for note in notes if note])
        self._left[script.POINT_UP] = list(script.NOTES[script.POINT_UP])
        scale = self._scale()
        for person in self.people[::3]:
            self._mark(person, scale)

    def scenes(self) -> Iterator[Callable[[], None]]:
        """What happens, one scene after the other, for as long as somebody watches."""
        while True:
            yield self.answer_the_scale
            yield self.discuss
            yield self.go_round
            yield self.discuss

    def discuss(self) -> None:
        """People write and tidy for a while; the chair gives more time where it runs out."""
        timer = self.chair.all("timer").get("timer", {})
        if timer.get("running") and timer["ends_at"] - time.time() * 1000 < FIVE_MINUTES:
            self.chair.do("agenda.extend", minutes=15)
        for _ in range(7):
            self._pause(1.2, 3.5)
            self._anything()

    def answer_the_scale(self) -> None:
        """The chair opens the scale, people answer, the spread is shown, some move."""
        scale = self._scale()
        for person in self._chance.sample(self.people, len(self.people) * 4 // 5):
            self._pause(0.3, 1.0)
            self._mark(person, scale)
        self.chair.do("scale.show", scale=scale)
        for _ in range(8):
            self._pause(1.0, 2.5)
            self._mark(self._chance.choice(self.people), scale)
            self._anything(script.POINT_UP)
        self.chair.do("scale.close", scale=scale)
        if len(self.chair.all("snapshot")) < MOST_SNAPSHOTS:
            self.chair.do("snapshot.take", caption=script.CAPTION)

    def go_round(self) -> None:
        """A short round: a few voices, room and remote; some say themselves that they are done."""
        self.chair.do("round.start", seconds=20)
        for n in range(5):
            self._pause(3, 5)
            self._anything()
            self._pause(2, 4)
            speaker = self._speaker() if n % 2 else None
            if speaker is None or not speaker.do("turn.done")["ok"]:
                self.chair.do("round.next")
        self.chair.do("round.end")

    def leave(self) -> None:
        """Everyone closes their screen."""
        for person in [*self.people, self.chair]:
            person.leave()

    def _scale(self) -> str:
        """The id of the scale, open and hidden; the chair asks anew where a visitor has taken it away."""
        chair = self.chair
        scale = next(iter(chair.all("scale")), None)
        ends = {"low_label": script.LOW, "high_label": script.HIGH, "good_enough": script.GOOD_ENOUGH}
        if scale is None:
            answer = chair.do("scale.add", question=script.QUESTION, **ends)
            scale = str(answer["result"]["scale"]) if answer["ok"] else ""
        chair.do("scale.hide", scale=scale)
        chair.do("scale.open", scale=scale)
        return scale

    def _mark(self, person: Person, scale: str) -> None:
        [value] = self._chance.choices([*range(1, 11), None], weights=script.MARKS)
        person.do("scale.mark", scale=scale, value=value)

    def _speaker(self) -> Person | None:
        """Whoever's turn it is."""
        speaking = {turn["person"] for turn in self.chair.all("turn").values() if turn["state"] == "speaking"}
        return next((person for person in self.people if person.id in speaking), None)

    def _anything(self, zone_title: str = "") -> None:
        """Somebody writes a note that nobody has written yet, or moves one of their own."""
        person = self._chance.choice(self.people)
        title = zone_title or self._chance.choice([title for title in self._left if title != script.POINT_UP])
        zone = self.chair.id_of("zone", title)
        left = self._left.get(title, [])
        if zone and left and len(self.chair.all("note")) < MOST_NOTES:
            self._write(zone, left.pop(0), person)
            return
        mine = [id for id in person.all("mine") if not (person.all("note").get(id) or {"group": 1})["group"]]
        if mine:
            x, y = (round(self._chance.uniform(0.1, 0.9), 3) for _ in range(2))
            person.do("note.move", note=self._chance.choice(mine), x=x, y=y)

    def _write(self, zone: str | None, text: str, person: Person | None = None) -> str | None:
        author = person or self._chance.choice(self.people)
        answer = author.do("note.add", zone=zone, text=text, color=self._chance.choice(COLORS))
        return str(answer["result"]["note"]) if answer["ok"] else None

    def _pause(self, least: float, most: float) -> None:
        time.sleep(self._chance.uniform(least, most) * self._pace)
        # A server that was killed cannot end its play.
        if os.getppid() != self._parent:
            raise Over


def main(base: str, count: int) -> None:
    try:
        play = Play(base, count, random.Random(7))
        play.get_going()
        print(words.t("cli.demo.ready"), flush=True)
        for kind in ("chair", "board", "join"):
            print(words.t(f"cli.demo.{kind}", url=play.links[f"{kind}_url"]), flush=True)
        print(words.t("cli.demo.hint"), flush=True)
        for scene in play.scenes():
            scene()
    except (KeyboardInterrupt, Over):
        # Not by way of 26 goodbyes: the server is going too.
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
