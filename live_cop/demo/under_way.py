"""The play: opens a meeting, brings it to the middle of its discussion, and keeps it going."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import requests

from .. import words
from . import script
from .people import Person

#: Beyond this the people only move and mark: a wall of a real meeting has an end too.
MOST_NOTES = 90
COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"]


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
    """The chair and the people, and what they do."""

    def __init__(self, base: str, count: int, chance: random.Random) -> None:
        self._chance = chance
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
        """Everything up to the middle of the discussion."""
        chair = self.chair
        chair.do("report.edit", introduction=script.INTRODUCTION)
        for section in ("Best hopes", "What has gone well", "Good practice"):
            chair.do("agenda.start", section=chair.id_of("section", section))
        for title, texts in script.NOTES.items():
            zone = chair.id_of("zone", title)
            there = len(texts) * 2 // 3 + 1
            self._left[title] = texts[there:]
            written = [self._write(zone, text) for text in texts[:there]] if zone else []
            for of, group, places in script.GROUPS:
                if of == title:
                    notes = [written[place] for place in places if place < len(written)]
                    chair.do("group.add", zone=zone, title=group, notes=[note for note in notes if note])
        chair.do("agenda.start", section=chair.id_of("section", "Discussion"))
        old = next(iter(chair.all("scale")), None)
        ends = {"low_label": script.LOW, "high_label": script.HIGH, "good_enough": script.GOOD_ENOUGH}
        if old:
            chair.do("scale.edit", scale=old, question=script.QUESTION, **ends)

    def scenes(self) -> Iterator[Callable[[], None]]:
        """What happens, one scene after the other, for as long as somebody watches."""
        while True:
            yield self.discuss
            yield self.answer_the_scale
            yield self.discuss
            yield self.go_round

    def discuss(self) -> None:
        """People write and tidy for a while."""
        for _ in range(14):
            self._pause(1.2, 3.5)
            self._anything()

    def answer_the_scale(self) -> None:
        """The chair opens the scale, people answer, the spread is shown, some move."""
        scale = next(iter(self.chair.all("scale")))
        self.chair.do("scale.hide", scale=scale)
        self.chair.do("scale.open", scale=scale)
        for person in self._chance.sample(self.people, len(self.people) * 4 // 5):
            self._pause(0.3, 1.0)
            value = min(10, max(1, round(self._chance.gauss(4.5, 2))))
            person.do("scale.mark", scale=scale, value=None if self._chance.random() < 0.06 else value)
        self.chair.do("scale.show", scale=scale)
        self._left.setdefault("One point up", list(script.NOTES["One point up"]))
        for _ in range(8):
            self._pause(1.0, 2.5)
            person = self._chance.choice(self.people)
            person.do("scale.mark", scale=scale, value=self._chance.randint(3, 9))
            self._anything("One point up")
        self.chair.do("scale.close", scale=scale)
        self.chair.do("scale.hide", scale=scale)
        self.chair.do("snapshot.take", caption="Where we are, and what would get us one point up.")

    def go_round(self) -> None:
        """A short round: a few voices, room and remote."""
        self.chair.do("round.start", seconds=20)
        for _ in range(5):
            self._pause(5, 9)
            self.chair.do("round.next")
        self.chair.do("round.end")

    def leave(self) -> None:
        for person in [*self.people, self.chair]:
            person.leave()

    def _anything(self, zone_title: str = "") -> None:
        """Somebody writes a note that nobody has written yet, or moves one of their own."""
        person = self._chance.choice(self.people)
        title = zone_title or self._chance.choice([title for title in self._left if title != "One point up"])
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
        time.sleep(self._chance.uniform(least, most))


def main(base: str, count: int) -> None:
    play = Play(base, count, random.Random(7))
    play.get_going()
    for kind in ("chair", "board", "join"):
        print(words.t(f"cli.demo.{kind}", url=play.links[f"{kind}_url"]), flush=True)
    print(words.t("cli.demo.hint"), flush=True)
    try:
        for scene in play.scenes():
            scene()
    except KeyboardInterrupt:
        play.leave()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
