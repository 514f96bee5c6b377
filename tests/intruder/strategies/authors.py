"""Who wrote this? From what comes to a screen, without doing anything in the meeting."""

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from ..judge import Author, Guess, Typed
from ..meeting import Scene
from ..scenes import (
    POLISH,
    arrive,
    erase,
    held,
    hopes,
    me_too,
    private_writing,
    several_languages,
    small_groups,
    wall,
)
from ..server import Change
from ..strategy import Evidence, Strategy
from .arrivals import HELD, WALL

PRIVATE: Sequence[Scene] = (arrive, private_writing)


WRITTEN_TWICE = (arrive, partial(wall, signed=0.4), wall)
ERASED = {people: partial(erase, people=people) for people in (1, 2)}


class SameFrameGone(Strategy):
    """Notes that go together are by one person, and one of them is signed"""

    seconds = 0.0

    def __init__(self, seconds: float, people: int) -> None:
        self.seconds, self.people_who_erase = seconds, people
        # Whoever watches the wall sees that notes go, and nothing else makes them go: also those that happen to go in
        # half a minute are probably by one person, where only two erase theirs.
        self.not_promised = "Notes that one person erases go one by one within three minutes" if seconds > 0 else ""
        self.scenes = (*WRITTEN_TWICE, ERASED[people])

    @property
    def name(self) -> str:
        return f"{super().name} (within {self.seconds:.0f} s, {self.people_who_erase} erase theirs)"

    def guess(self, found: Evidence) -> Guess | None:
        signed = {note.id: person for note, person in found.signed_notes()}
        gone = [each for each in found.screen.changes if each.kind == "note" and not each.record and each.before]
        for one in gone:
            for other in gone:
                together = abs(one.at - other.at) <= self.seconds and one.id in signed and other.id not in signed
                if together and other.before:
                    return Author(other.before["text"], signed[one.id])
        return None


class SameColour(Strategy):
    """Notes of a colour that nobody else uses are by the person who signed one of them"""

    scenes = WALL

    def guess(self, found: Evidence) -> Guess | None:
        signed = [(note.record["color"], person) for note, person in found.signed_notes() if note.record]
        for color, person in signed:
            if color != "butter" and [each for each, _ in signed].count(color) == 1:
                for note in found.new_notes():
                    if note.record and note.record["color"] == color:
                        return Author(note.record["text"], person)
        return None


class LanguageTells(Strategy):
    """A note that says another language than its words is by the only person with a screen in that language

    The intruder has two more devices with such a screen, so that three people have it.
    """

    scenes = (arrive, several_languages)

    def guess(self, found: Evidence) -> Guess | None:
        for note in found.new_notes():
            if note.record and note.record.get("lang") == "pl" and POLISH not in note.record["text"]:
                return Author(note.record["text"], found.notes["polish"])
        return None


class WelcomeOrder(Strategy):
    """A note stands next to a person in the order of a welcome"""

    scenes = WALL

    def guess(self, found: Evidence) -> Guess | None:
        return next(_neighbours_in(found, found.notes["peeked"][0][1].changes, lambda change: 0), None)


class EveryRevision(Strategy):
    """A note and a person changed at neighbouring revisions, asked for with each `since`"""

    scenes = WALL

    def guess(self, found: Evidence) -> Guess | None:
        last: dict[tuple[str, str], int] = {}
        changes = {}
        for since, screen in found.notes["peeked"][1:]:
            for change in screen.changes:
                # It came with every earlier `since` too; the latest that brings it is the revision before its change.
                last.setdefault((change.kind, change.id), since)
                changes[change.kind, change.id] = change
        # A server that sends everything whatever it is asked for tells nothing.
        if len(set(last.values())) < 5:
            return None
        ordered = sorted(changes.values(), key=lambda change: last[change.kind, change.id])
        return next(_neighbours_in(found, ordered, lambda change: last[change.kind, change.id]), None)


def _neighbours_in(found: Evidence, changes: list[Change], place: Callable[[Change], int]) -> Any:
    own, mine = found.screen.all("mine"), found.screen.viewer.person
    for before, change in pairwise(changes):
        if before.kind == "person" and before.id != mine and change.kind == "note" and change.record:
            near = place(change) - place(before) <= 2
            if near and change.id not in own and not change.record["signed"]:
                yield Author(change.record["text"], before.id)


class OrderTells(Strategy):
    """After private writing"""

    who = ("participant", "recording")
    scenes = PRIVATE

    def __init__(self, what: str, key: Callable[[Change], Any]) -> None:
        self.what, self.key = what, key

    @property
    def name(self) -> str:
        return f"{super().name}, {self.what} tells the order of typing"

    def guess(self, found: Evidence) -> Guess | None:
        last = max((note.at for note in found.new_notes()), default=0)
        notes = sorted((note for note in found.new_notes() if note.at >= last - 0.1), key=self.key)
        typed = sorted((end, person) for _, end, person in found.typing if person != found.screen.viewer.person)
        # Notes that are signed, or one's own, stand somewhere between: the first one is the surest.
        return Author(notes[0].record["text"], typed[0][1]) if notes and notes[0].record and typed else None


class SaidOutright(Strategy):
    """A record or an answer has an id of a person beside that of a note"""

    def __init__(self, role: str) -> None:
        self.who, self.scenes = (role,), EVERYTHING

    def guess(self, found: Evidence) -> Guess | None:
        people = found.screen.all("person").keys() - {found.screen.viewer.person}
        notes = {note.id: note.record["text"] for note in found.new_notes() if note.record}
        told = [json.dumps([each.kind, each.id, each.record]) for each in found.screen.changes]
        told += [json.dumps([name, args, answer]) for _, name, args, answer in found.screen.answers]
        for text in told:
            for id in ID.findall(text):
                if id in people:
                    for note in ID.findall(text):
                        if note in notes:
                            return Author(notes[note], id)
        return None


#: Of a person or a note.
ID = re.compile(r"\b[chpn][0-9a-z]{11,16}\b")
EVERYTHING = (arrive, partial(wall, signed=0.3), hopes, me_too, held, private_writing, small_groups, erase)


class PlaceTells(Strategy):
    """A held note's place leaves a gap that only its author's other note explains"""

    scenes = HELD

    def guess(self, found: Evidence) -> Guess | None:
        signed = found.signed_notes()
        for note in found.new_notes():
            before = [person for other, person in signed if _place(other) < _place(note)]
            if len(before) == 1 and _place(note) > FIRST_PLACE and note.record:
                return Author(note.record["text"], before[0])
        return None


#: Where the first note of a zone stands, of those in its first row.
FIRST_PLACE = (0.2, 0.2)


def _place(note: Change) -> tuple[float, float]:
    return (note.record["y"], note.record["x"]) if note.record else (0, 0)


class MarkerAndColour(Strategy):
    """The marker of a person has the name of the note's colour"""

    scenes = WALL

    def guess(self, found: Evidence) -> Guess | None:
        people = found.screen.all("person")
        for note in found.new_notes():
            for id, person in people.items():
                color = note.record["color"] if note.record else ""
                if color != "butter" and color in person["marker"].lower():
                    return Author(note.record["text"], id) if note.record else None
        return None


class IdsTellOrder(Strategy):
    """The order of ids is the order of typing"""

    who = ("participant", "recording")
    scenes = (arrive, partial(wall, naps=0))

    def guess(self, found: Evidence) -> Guess | None:
        notes = sorted(found.new_notes(), key=lambda note: note.id)
        typed = sorted((end, person) for _, end, person in found.typing if person != found.screen.viewer.person)
        return Typed(notes[0].record["text"], typed[0][1]) if notes and notes[0].record and typed else None


STRATEGIES: list[Strategy] = [
    SaidOutright("participant"),
    SaidOutright("chair"),
    SameFrameGone(0, 2),
    SameFrameGone(30, 2),
    SameFrameGone(180, 2),
    SameFrameGone(180, 1),
    SameColour(),
    LanguageTells(),
    MarkerAndColour(),
    WelcomeOrder(),
    EveryRevision(),
    OrderTells("the order of ids", lambda note: note.id),
    OrderTells("the order in the frame", lambda note: note.place),
    OrderTells("the place on the wall", _place),
    OrderTells("its time", lambda note: ((note.record or {})["at"], note.id)),
    PlaceTells(),
    IdsTellOrder(),
]
