"""The play: opens a meeting, brings it to the middle of its discussion, and keeps it going."""

import itertools
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import requests

from .. import words
from . import script
from .people import Person

#: Beyond these the people only move and mark: a real meeting has an end too.
MOST_NOTES = 90
MOST_SNAPSHOTS = 12
COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"]
FIVE_MINUTES = 300_000
ENDS: dict[str, Any] = {"low_label": script.LOW, "high_label": script.HIGH, "good_enough": script.GOOD_ENOUGH}


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
        self._base, self._count = base, count
        self._chance = chance
        self._pace = pace
        self._parent = os.getppid()
        self._session = requests.Session()
        self._left: dict[str, list[str]] = {}
        self._left_in_groups = list(script.IN_GROUPS)
        self._meet(title=script.EARLIER, template="solution", community=script.COMMUNITY, series=script.SERIES)
        self.community = self._ask("communities", meeting=self.links["code"])

    def get_going(self) -> None:
        """The meeting before, and this one up to the middle of its discussion, with a scale that people have begun to
        answer."""
        self._hold_the_one_before()
        self.chair.do("report.edit", introduction=script.INTRODUCTION, conclusions=script.SO_FAR)
        for id, section in sorted(self.chair.all("section").items(), key=lambda each: each[1]["order"]):
            self.chair.do("agenda.start", section=id)
            if section["kind"] == "round":
                for _ in self.people[::3]:
                    self.chair.do("round.next")
            self._fill(id)
            if section["title"] == script.NOW:
                break
        self._left[script.POINT_UP] = list(script.NOTES[script.POINT_UP])
        self._look_ahead()
        scale = self._scale()
        for person in self.people[::3]:
            self._mark(person, scale)
        self._raise_hands()

    def scenes(self) -> Iterator[Callable[[], None]]:
        """What happens, one scene after the other, for as long as somebody watches."""
        while True:
            yield self.answer_the_scale
            yield self.discuss
            yield self.go_round
            yield self.discuss

    def discuss(self) -> None:
        """People write, tidy and ask for the word; the chair gives more time where it runs out."""
        timer = self.chair.all("timer").get("timer", {})
        if timer.get("running") and timer["ends_at"] - time.time() * 1000 < FIVE_MINUTES:
            self.chair.do("agenda.extend", minutes=15)
        self._raise_hands()
        row = sorted(self.chair.all("hand").items(), key=lambda each: each[1]["order"])
        if row:
            self.chair.do("hand.call", hand=row[0][0])
        for _ in range(7):
            self._pause(1.2, 3.5)
            self._anything()
        self.chair.do("hand.done")

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

    def _meet(self, **about: str) -> None:
        """Opens a meeting, and everyone comes in."""
        self.links = self._ask("meetings", **about)
        code = self.links["code"]
        self.chair = Person(self._base, code, self._session)
        self.people = []
        for n in range(self._count):
            name = script.NAMES[n // 3] if n % 3 == 0 and n // 3 < len(script.NAMES) else ""
            self.people.append(Person.joining(self._base, code, "remote" if n % 3 == 2 else "room", name))

    def _ask(self, what: str, **body: str) -> dict[str, str]:
        answer = self._session.post(f"{self._base}/api/{what}", json=body, timeout=10)
        answer.raise_for_status()
        found: dict[str, str] = answer.json()
        return found

    def _hold_the_one_before(self) -> None:
        """A first meeting, quickly, so that this one has something to carry on."""
        chair, before = self.chair, self.links["code"]
        chair.do("agenda.start")
        for scale in chair.all("scale"):
            chair.do("scale.edit", scale=scale, question=script.QUESTION, **ENDS)
        scale = self._scale()
        for person in self.people:
            self._mark(person, scale, script.EARLIER_MARKS)
        chair.do("scale.show", scale=scale)
        self._propose(script.EARLIER_STEPS)
        chair.do("report.edit", conclusions=script.CONCLUSIONS)
        chair.do("meeting.close")
        chair.do("report.publish")
        self.leave()
        self._meet(title=script.TITLE, template=f"next:{before}", community_id=self.community["id"])

    def _fill(self, section: str) -> None:
        """What people have written in the zones of a section, and what the chair has made of it."""
        for id, zone in self.chair.all("zone").items():
            title = zone["title"]
            if zone["section"] != section or title not in script.NOTES:
                continue
            texts = script.NOTES[title]
            # A hope is each person's own, and they come at the start.
            there = len(texts) if zone["role"] == "hopes" else len(texts) * 2 // 3 + 1
            self._left[title] = texts[there:]
            authors = itertools.cycle(self._chance.sample(self.people, len(self.people)))
            written = [self._write(id, text, author) for text, author in zip(texts[:there], authors, strict=False)]
            self._tidy(id, title, written)

    def _tidy(self, zone: str, title: str, written: list[str | None]) -> None:
        """Groups, kinds of notes, and "me too"."""

        def at(places: list[int]) -> list[str]:
            return [note for place in places if place < len(written) and (note := written[place])]

        for of, group, places in script.GROUPS:
            if of == title:
                self.chair.do("group.add", zone=zone, title=group, notes=at(places))
        for of, kind, places in script.KINDS:
            if of == title:
                self.chair.do("note.sort", notes=at(places), sort=kind)
        for of, people in script.TOO:
            if of == title:
                for person in self.people[:people]:
                    person.do("note.too", note=written[0])

    def _look_ahead(self) -> None:
        """What became of the steps of last time, a new one, when to meet next, and who should be there."""
        for step in list(self.chair.all("step"))[:1]:
            self.chair.do("step.state", step=step, state="noticed")
        self._propose(script.STEPS)
        for weeks, hour in script.DATES:
            day = datetime.now().astimezone() + timedelta(weeks=weeks)
            at = day.replace(hour=hour, minute=0, second=0, microsecond=0)
            answer = self.chair.do("date.propose", at=int(at.timestamp() * 1000))
            for person in self.people[::2] if answer["ok"] else []:
                can = self._chance.choice(["can", "can", "maybe", "cannot"])
                person.do("date.mark", date=answer["result"]["date"], answer=can)
        for text, person in zip(script.MISSING, self.people, strict=False):
            person.do("invite.add", text=text)

    def _propose(self, steps: list[tuple[str, int, str]]) -> None:
        """Each step by somebody who puts their own name to it."""
        for what, weeks, notice in steps:
            person = self._chance.choice(self.people[::3])
            day = date.today() + timedelta(weeks=weeks)
            answer = person.do("step.add", what=what, by_when=day.isoformat(), notice=notice)
            if answer["ok"]:
                person.do("step.offer", step=answer["result"]["step"])

    def _raise_hands(self) -> None:
        """Up to two hands, room and remote, and somebody who would have said the same as the first."""
        for person in self.people[1:3] if len(self.chair.all("hand")) < 2 else []:
            person.do("hand.raise")
        for person in self.people[3:5]:
            person.do("hand.too")

    def _scale(self) -> str:
        """The id of the scale, open and hidden; the chair asks anew where a visitor has taken it away."""
        chair = self.chair
        scale = next(iter(chair.all("scale")), None)
        if scale is None:
            answer = chair.do("scale.add", question=script.QUESTION, **ENDS)
            scale = str(answer["result"]["scale"]) if answer["ok"] else ""
        chair.do("scale.hide", scale=scale)
        chair.do("scale.open", scale=scale)
        return scale

    def _mark(self, person: Person, scale: str, likely: list[int] = script.MARKS) -> None:
        [value] = self._chance.choices([*range(1, 11), None], weights=likely)
        person.do("scale.mark", scale=scale, value=value)

    def _speaker(self) -> Person | None:
        """Whoever's turn it is."""
        speaking = {turn["person"] for turn in self.chair.all("turn").values() if turn["state"] == "speaking"}
        return next((person for person in self.people if person.id in speaking), None)

    def _anything(self, zone_title: str = "") -> None:
        """Somebody writes a note that nobody has written yet, or moves one of their own."""
        self._say_what_became_of_hopes()
        person = self._chance.choice(self.people)
        title = zone_title or self._chance.choice([title for title in self._left if title != script.POINT_UP])
        zone, left = self.chair.id_of("zone", title), self._left.get(title, [])
        seat = self.chair.all("seat").get(person.id)
        team = self.chair.all("team").get(seat["team"]) if seat else None
        if team and team["state"] == "on":
            zone, left = team["zone"], self._left_in_groups
        if zone and left and len(self.chair.all("note")) < MOST_NOTES:
            self._write(zone, left.pop(0), person)
            return
        if self._chance.random() < 0.5:
            person.do("note.too", note=self._chance.choice(list(self.chair.all("note"))))
            return
        mine = [id for id in person.all("mine") if not (person.all("note").get(id) or {"group": 1})["group"]]
        if mine:
            x, y = (round(self._chance.uniform(0.1, 0.9), 3) for _ in range(2))
            person.do("note.move", note=self._chance.choice(mine), x=x, y=y)

    def _say_what_became_of_hopes(self) -> None:
        """Once a visitor has brought the hopes back, each author answers."""
        if not any(hopes["state"] == "open" for hopes in self.chair.all("hopes").values()):
            return
        zones = {id for id, zone in self.chair.all("zone").items() if zone["role"] == "hopes"}
        for person in self.people:
            for id in person.all("mine").keys() - person.all("hope").keys():
                if person.all("note").get(id, {}).get("zone") in zones:
                    person.do("hope.answer", note=id, answer=self._chance.choice(["yes", "yes", "partly", "not_yet"]))

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
        print(words.t("cli.demo.community", url=play.community["community_url"]), flush=True)
        print(words.t("cli.demo.hint"), flush=True)
        for scene in play.scenes():
            scene()
    except (KeyboardInterrupt, Over):
        # Not by way of 26 goodbyes: the server is going too.
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
