"""The pretend people of a practice meeting, in a process of their own. They do what the meeting is at: they write where
something is asked, answer the scale, take their turns and raise a hand. The chair leads them."""

import itertools
import os
import random
import sys
import time

import requests

from . import sample_content as content
from .crowd import Crowd
from .participant import Participant

PEOPLE = 8
#: Seconds between two things that they do.
PAUSE = (0.6, 1.6)
#: How many seconds each of them speaks in a round.
SPEAKING_SECONDS = 6.0
MOST_NOTES_OF_ZONE = 9


class PracticePeople:
    """Eight people, most of them in the room."""

    def __init__(self, base: str, code: str, chance: random.Random, pace: float = 1) -> None:
        people = [
            Participant.join(base, code, "remote" if n % 3 == 2 else "room", content.NAMES[n] if n % 2 else "")
            for n in range(PEOPLE)
        ]
        self._crowd = Crowd(people, people[0], chance)
        self._screen, self._chance, self._pace = people[0], chance, pace
        self._writers = itertools.cycle(people)
        self._unwritten = {title: list(texts) for title, texts in content.NOTES.items()}
        self._anywhere = [*content.IN_GROUPS, *content.NOTES["Already working well"], *content.NOTES["Next steps"]]
        self._has_raised: set[str] = set()
        self._spoken_since: tuple[str, float] = ("", 0)

    def act(self) -> None:
        """One of them does one thing that belongs to what the meeting is at."""
        on_now = self._screen.all("on_now").get("on_now", {"view": "join"})
        if on_now["view"] == "scale" and self._answer(on_now["scale"]):
            return
        if on_now["view"] == "round":
            self._finish_speaking()
        self._crowd.answer_hopes()
        if on_now["view"] not in ("join", "end") and not self._write(on_now["zones"]):
            self._raise_hand(on_now["section"])
            self._crowd.say_me_too()

    def is_on(self) -> bool:
        """Whether the meeting is still there."""
        return bool(self._screen.client.connected)

    def _answer(self, scale: str) -> bool:
        """Whether somebody answers the scale who has not answered it."""
        waiting = [each for each in self._crowd.people if scale not in {m["scale"] for m in each.all("mark").values()}]
        if self._screen.all("scale")[scale]["state"] == "open" and waiting:
            self._crowd.mark(waiting[0], scale)
            return True
        return False

    def _write(self, zones: list[str]) -> bool:
        """Whether somebody writes a note where one is asked for: in their group, or in the zone with the fewest."""
        person = next(self._writers)
        seat = person.all("seat").get(person.id)
        team = person.all("team").get(seat["team"]) if seat else None
        if team and team["state"] == "on":
            zones = [team["zone"]]
        notes = [note["zone"] for note in person.all("note").values()]
        zone = min(zones, key=notes.count, default=None)
        if zone is None or notes.count(zone) >= MOST_NOTES_OF_ZONE or self._chance.random() < 0.2:
            return False
        texts = self._unwritten.get(person.all("zone")[zone]["title"]) or self._anywhere
        return bool(texts and self._crowd.write(zone, texts.pop(0), person))

    def _finish_speaking(self) -> None:
        speaker, now = self._crowd.speaker(), time.monotonic()
        if speaker is None or self._spoken_since[0] != speaker.id:
            self._spoken_since = (speaker.id if speaker else "", now)
        elif now - self._spoken_since[1] > SPEAKING_SECONDS * self._pace:
            speaker.do("turn.done")

    def _raise_hand(self, section: str) -> None:
        """Once in each section."""
        if section not in self._has_raised and not self._screen.all("hand"):
            self._has_raised.add(section)
            self._crowd.people[1].do("hand.raise")

    def pause(self) -> None:
        time.sleep(self._chance.uniform(*PAUSE) * self._pace)


def main(base: str, code: str) -> None:
    parent = os.getppid()
    try:
        people = PracticePeople(base, code, random.Random(code))
        while people.is_on() and os.getppid() == parent:
            people.act()
            people.pause()
    except (requests.RequestException, OSError):
        # The meeting has been deleted meanwhile, or the server is stopping.
        pass
    # Without closing the connections first: nobody waits for that.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
