"""The simulation: opens a meeting, brings it to the middle of its discussion, and keeps it going."""

import itertools
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import requests

from . import sample_content as content
from .crowd import Crowd
from .participant import Participant

#: After so many notes people only move notes and mark the scale: a real meeting would have ended by then.
MOST_NOTES = 90
MOST_SNAPSHOTS = 12
FIVE_MINUTES = 300_000
#: After so many seconds everything that people have added is shown.
LATEST_SHOWN = 50.0
ENDS: dict[str, Any] = {"low_label": content.LOW, "high_label": content.HIGH, "good_enough": content.GOOD_ENOUGH}


class ServerGone(Exception):
    """The server that the simulation was started for has ended."""


class Simulation:
    """The chair, the people, and what they do. `pace` 1 is a human pace; a smaller number is faster."""

    def __init__(self, base: str, count: int, chance: random.Random, pace: float = 1) -> None:
        self._base, self._count = base, count
        self._chance = chance
        self._pace = pace
        self._parent = os.getppid()
        self._session = requests.Session()
        self._unwritten: dict[str, list[str]] = {}
        #: The notes at the start: zone, its title, and the notes in the order of the sample.
        self._written: list[tuple[str, str, list[str | None]]] = []
        self._unwritten_in_groups = list(content.IN_GROUPS)
        self._open_meeting(
            title=content.EARLIER, template="solution", community=content.COMMUNITY, series=content.SERIES
        )
        self.community = self._post("communities", meeting=self.links["code"])

    def start(self) -> None:
        """Holds an earlier meeting, and this one up to the middle of its discussion, with a scale that people have
        begun to answer."""
        self._hold_earlier_meeting()
        self._wait_until(lambda: len(self.chair.all("person")) > self._count)
        self.chair.do("report.edit", introduction=content.INTRODUCTION, conclusions=content.SO_FAR)
        for id, section in sorted(self.chair.all("section").items(), key=lambda each: each[1]["order"]):
            self.chair.do("agenda.start", section=id)
            if section["kind"] == "round":
                for _ in self.people[::3]:
                    self.chair.do("round.next")
            self._write_notes(id)
            if section["title"] == content.NOW:
                break
        self._tidy_all()
        self._unwritten[content.POINT_UP] = list(content.NOTES[content.POINT_UP])
        self._plan_next_meeting()
        scale = self._open_scale()
        for person in self.people[::3]:
            self._crowd.mark(person, scale)
        self._raise_hands()

    def scenes(self) -> Iterator[Callable[[], None]]:
        """What happens next, one scene after the other, without end."""
        while True:
            yield self.answer_the_scale
            yield self.discuss
            yield self.hold_round
            yield self.discuss

    def discuss(self) -> None:
        """People write, move notes and raise hands; the chair extends the time when it runs out."""
        timer = self.chair.all("timer").get("timer", {})
        if timer.get("running") and timer["ends_at"] - time.time() * 1000 < FIVE_MINUTES:
            self.chair.do("agenda.extend", minutes=15)
        self._raise_hands()
        queue = sorted(self.chair.all("hand").items(), key=lambda each: each[1]["order"])
        if queue:
            self.chair.do("hand.call", hand=queue[0][0])
        for _ in range(7):
            self._pause(1.2, 3.5)
            self._do_anything()
        self.chair.do("hand.done")

    def answer_the_scale(self) -> None:
        """The chair opens the scale, people mark it, the spread is shown, and some people move their mark."""
        scale = self._open_scale()
        for person in self._chance.sample(self.people, len(self.people) * 4 // 5):
            self._pause(0.3, 1.0)
            self._crowd.mark(person, scale)
        self.chair.do("scale.show", scale=scale)
        for _ in range(8):
            self._pause(1.0, 2.5)
            self._crowd.mark(self._chance.choice(self.people), scale)
            self._do_anything(content.POINT_UP)
        self.chair.do("scale.close", scale=scale)
        if len(self.chair.all("snapshot")) < MOST_SNAPSHOTS:
            self.chair.do("snapshot.take", caption=content.CAPTION)

    def hold_round(self) -> None:
        """A short round of a few people; some of them press the button when they have finished."""
        self.chair.do("round.start", seconds=20)
        for n in range(5):
            self._pause(3, 5)
            self._do_anything()
            self._pause(2, 4)
            speaker = self._crowd.speaker() if n % 2 else None
            if speaker is None or not speaker.do("turn.done")["ok"]:
                self.chair.do("round.next")
        self.chair.do("round.end")

    def leave(self) -> None:
        """Everyone disconnects."""
        for person in [*self.people, self.chair]:
            person.leave()

    def _open_meeting(self, **about: str) -> None:
        """Opens a meeting, and everyone joins it."""
        self.links = self._post("meetings", **about)
        code = self.links["code"]
        self.chair = Participant(self._base, code, self._session)
        self.people = []
        for n in range(self._count):
            name = content.NAMES[n // 3] if n % 3 == 0 and n // 3 < len(content.NAMES) else ""
            self.people.append(Participant.join(self._base, code, "remote" if n % 3 == 2 else "room", name))
        self._authors = itertools.cycle(self._chance.sample(self.people, len(self.people)))
        self._crowd = Crowd(self.people, self.chair, self._chance)

    def _post(self, path: str, **body: str) -> dict[str, str]:
        answer = self._session.post(f"{self._base}/api/{path}", json=body, timeout=10)
        answer.raise_for_status()
        found: dict[str, str] = answer.json()
        return found

    def _hold_earlier_meeting(self) -> None:
        """A first meeting, held quickly, so that this one has something to continue."""
        chair, earlier = self.chair, self.links["code"]
        chair.do("agenda.start")
        for scale in chair.all("scale"):
            chair.do("scale.edit", scale=scale, question=content.QUESTION, **ENDS)
        scale = self._open_scale()
        for person in self.people:
            self._crowd.mark(person, scale, content.EARLIER_MARKS)
        chair.do("scale.show", scale=scale)
        self._propose(content.EARLIER_STEPS)
        chair.do("report.edit", conclusions=content.CONCLUSIONS)
        chair.do("meeting.close")
        chair.do("report.publish")
        self.leave()
        self._open_meeting(title=content.TITLE, template=f"next:{earlier}", community_id=self.community["id"])

    def _write_notes(self, section: str) -> None:
        """People write in the zones of a section, one after the other: newcomers' notes are shown in company."""
        for id, zone in self.chair.all("zone").items():
            title = zone["title"]
            if zone["section"] != section or title not in content.NOTES:
                continue
            texts = content.NOTES[title]
            # Everybody writes their own hope, and all of them at the start.
            there = len(texts) if zone["role"] == "hopes" else len(texts) * 2 // 3 + 1
            self._unwritten[title] = texts[there:]
            written = [self._crowd.write(id, text, next(self._authors)) for text in texts[:there]]
            self._written.append((id, title, written))

    def _tidy_all(self) -> None:
        """The chair tidies up what people have written, once everybody sees it."""
        titles = {title for title, *_ in [*content.GROUPS, *content.NOTE_TYPES, *content.ME_TOO]}
        notes = {note for _, title, written in self._written if title in titles for note in written if note}
        self._wait_until(lambda: self.chair.all("note").keys() >= notes)
        for zone, title, written in self._written:
            self._tidy(zone, title, written)

    def _tidy(self, zone: str, title: str, written: list[str | None]) -> None:
        """Groups of notes, types of notes, and "me too"."""

        def at(places: list[int]) -> list[str]:
            return [note for place in places if place < len(written) and (note := written[place])]

        for of, group, places in content.GROUPS:
            if of == title:
                self.chair.do("group.add", zone=zone, title=group, notes=at(places))
        for of, type, places in content.NOTE_TYPES:
            if of == title:
                self.chair.do("note.sort", notes=at(places), sort=type)
        for of, people in content.ME_TOO:
            if of == title:
                for person in self.people[:people]:
                    person.do("note.too", note=written[0])

    def _plan_next_meeting(self) -> None:
        """How last time's next steps went, a new one, dates for the next meeting, and who should be invited."""
        for step in sorted(self.chair.all("step"), key=lambda id: self.chair.all("step")[id]["order"])[:1]:
            self.chair.do("step.state", step=step, state="noticed")
        self._propose(content.STEPS)
        for weeks, hour in content.DATES:
            day = datetime.now().astimezone() + timedelta(weeks=weeks)
            at = day.replace(hour=hour, minute=0, second=0, microsecond=0)
            answer = self.chair.do("date.propose", at=int(at.timestamp() * 1000))
            for person in self.people[::2] if answer["ok"] else []:
                can = self._chance.choice(["can", "can", "maybe", "cannot"])
                person.do("date.mark", date=answer["result"]["date"], answer=can)
        for text, person in zip(content.INVITATIONS, self.people, strict=False):
            person.do("invite.add", text=text)

    def _propose(self, steps: list[tuple[str, int, str]]) -> None:
        """Next steps, each offered by somebody who takes it on."""
        for what, weeks, notice in steps:
            person = self._chance.choice(self.people[::3])
            day = date.today() + timedelta(weeks=weeks)
            answer = person.do("step.add", what=what, by_when=day.isoformat(), notice=notice)
            if answer["ok"]:
                person.do("step.offer", step=answer["result"]["step"])

    def _raise_hands(self) -> None:
        """Up to two raised hands, in the room and remote, and "me too" on the first of them."""
        for person in self.people[1:3] if len(self.chair.all("hand")) < 2 else []:
            person.do("hand.raise")
        for person in self.people[3:5]:
            person.do("hand.too")

    def _open_scale(self) -> str:
        """Opens the scale, hides its spread and returns its id. If a visitor has removed it, the chair adds one."""
        chair = self.chair
        scale = next(iter(chair.all("scale")), None)
        if scale is None:
            answer = chair.do("scale.add", question=content.QUESTION, **ENDS)
            scale = str(answer["result"]["scale"]) if answer["ok"] else ""
        chair.do("scale.hide", scale=scale)
        chair.do("scale.open", scale=scale)
        return scale

    def _do_anything(self, zone_title: str = "") -> None:
        """Somebody writes a note that has not been written yet, says "me too", or moves a note of their own."""
        self._crowd.answer_hopes()
        person = self._chance.choice(self.people)
        title = zone_title or self._chance.choice([title for title in self._unwritten if title != content.POINT_UP])
        zone, texts = self.chair.id_of("zone", title), self._unwritten.get(title, [])
        seat = self.chair.all("seat").get(person.id)
        team = self.chair.all("team").get(seat["team"]) if seat else None
        if team and team["state"] == "on":
            zone, texts = team["zone"], self._unwritten_in_groups
        if zone and texts and len(self.chair.all("note")) < MOST_NOTES:
            self._crowd.write(zone, texts.pop(0), person)
            return
        if self._chance.random() < 0.5:
            self._crowd.say_me_too()
            return
        mine = [id for id in person.all("mine") if not (person.all("note").get(id) or {"group": 1})["group"]]
        if mine:
            x, y = (round(self._chance.uniform(0.1, 0.9), 3) for _ in range(2))
            person.do("note.move", note=self._chance.choice(mine), x=x, y=y)

    def _wait_until(self, condition: Callable[[], bool]) -> None:
        """Waits for what the server shows a little later, as it does with people who arrive and with their first
        notes."""
        latest = time.monotonic() + LATEST_SHOWN
        while not condition() and time.monotonic() < latest:
            time.sleep(0.1)

    def _pause(self, least: float, most: float) -> None:
        time.sleep(self._chance.uniform(least, most) * self._pace)
        # A server that was killed cannot stop this process, so it stops when it has a new parent.
        if os.getppid() != self._parent:
            raise ServerGone
