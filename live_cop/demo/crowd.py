"""Simulated people, and what they do on their own: what a participant can do without the chair."""

import random

from . import sample_content as content
from .participant import Participant

COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"]


class Crowd:
    """The people of one meeting. `screen` is the participant on whose screen they look."""

    def __init__(self, people: list[Participant], screen: Participant, chance: random.Random) -> None:
        self.people, self.screen, self.chance = people, screen, chance

    def write(self, zone: str | None, text: str, person: Participant | None = None) -> str | None:
        """Somebody writes a note; its id."""
        author = person or self.chance.choice(self.people)
        answer = author.do("note.add", zone=zone, text=text, color=self.chance.choice(COLORS))
        return str(answer["result"]["note"]) if answer["ok"] else None

    def mark(self, person: Participant, scale: str, likely: list[int] = content.MARKS) -> None:
        """This person answers a scale."""
        [value] = self.chance.choices([*range(1, 11), None], weights=likely)
        person.do("scale.mark", scale=scale, value=value)

    def speaker(self) -> Participant | None:
        """The one of them whose turn it is."""
        speaking = {turn["person"] for turn in self.screen.all("turn").values() if turn["state"] == "speaking"}
        return next((person for person in self.people if person.id in speaking), None)

    def say_me_too(self) -> None:
        """Somebody says "me too" to a note, if there is one."""
        notes = list(self.screen.all("note"))
        if notes:
            self.chance.choice(self.people).do("note.too", note=self.chance.choice(notes))

    def answer_hopes(self) -> None:
        """Each author of a best hope says what became of it, if that is asked."""
        if not any(hopes["state"] == "open" for hopes in self.screen.all("hopes").values()):
            return
        zones = {id for id, zone in self.screen.all("zone").items() if zone["role"] == "hopes"}
        for person in self.people:
            for id in person.all("mine").keys() - person.all("hope").keys():
                if person.all("note").get(id, {}).get("zone") in zones:
                    person.do("hope.answer", note=id, answer=self.chance.choice(["yes", "yes", "partly", "not_yet"]))
