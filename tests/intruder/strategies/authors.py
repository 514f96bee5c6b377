"""Who wrote this? From what comes to a screen, without doing anything in the meeting."""

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from ..judge import Author, Guess, MeTooOf, Typed
from ..meeting import WORDS, Meeting, Scene
from ..scenes import (
    arrive,
    come_late,
    erase,
    groups_with_newcomers,
    held,
    hopes,
    like_now_and_then,
    me_too,
    private_writing,
    raised_hands,
    round_of_turns,
    small_groups,
    wall,
)
from ..server import Change, Screen
from ..strategy import Evidence, Strategy

#: Kinds of record that say openly whose they are, by the field that says it (None: their id).
OF_PEOPLE = {"person": None, "seat": None, "turn": "person", "hand": "person"}

LATE: Sequence[Scene] = (partial(arrive, latecomers=3), come_late, partial(wall, seconds=240, naps=0))


#: Phones sleep and wake while people write; at the end the intruder looks at all that it can be sent.
WALL: Sequence[Scene] = (
    arrive,
    partial(wall, naps=0.9, signed=0.3),
    lambda meeting: _peek(meeting, [None, *range(_revision(meeting), 0, -1)][:120]),
)
HELD: Sequence[Scene] = (arrive, held)
HANDS: Sequence[Scene] = (arrive, raised_hands)
GROUPS: Sequence[Scene] = (partial(arrive, latecomers=2), groups_with_newcomers)
TURNS: Sequence[Scene] = (arrive, round_of_turns)
PRIVATE: Sequence[Scene] = (arrive, private_writing)


def person_of(change: Change) -> str | None:
    """The person who does something by this change, openly, if anybody does."""
    if change.kind not in OF_PEOPLE or (change.kind == "person" and change.record and not change.record["online"]):
        return None
    field = OF_PEOPLE[change.kind]
    record = change.record or change.before or {}
    return change.id if field is None else record.get(field)


def newcomers(found: Evidence) -> list[tuple[float, str]]:
    """Who appeared when, of those who came after the first minutes."""
    return [
        (change.at, change.id)
        for change in found.screen.changes
        if change.kind == "person" and change.record and not change.before and not change.welcome and change.at > 250
    ]


class NameThenNote(Strategy):
    """A note comes right after something that names a person"""

    def __init__(
        self, who: Sequence[str], scenes: Sequence[Scene], kind: str = "note", within: tuple[float, float] = (0, 2)
    ) -> None:
        self.who, self.scenes, self.kind, self.within = who, scenes, kind, within

    @property
    def name(self) -> str:
        scenes = ", ".join(getattr(scene, "func", scene).__name__ for scene in self.scenes[1:])
        return f"{super().name} ({self.kind}; {scenes}; {self.within[0]:.0f} to {self.within[1]:.0f} s)"

    def guess(self, found: Evidence) -> Guess | None:
        named: list[tuple[float, str]] = []
        best: tuple[tuple[int, float], Guess] | None = None
        least, most = self.within
        own = found.screen.all("mine").keys() | found.screen.all("suggested").keys()
        for change in found.screen.changes:
            person = person_of(change)
            if person is not None and person != found.screen.viewer.person and not change.welcome:
                named.append((change.at, person))
            fresh = change.kind == self.kind and change.record and not change.before and not change.welcome
            if fresh and change.record and not change.record.get("signed") and change.id not in own:
                near = {person: change.at - at for at, person in named if least <= change.at - at <= most}
                # The surest is a note before which only one person was named.
                for person, gap in near.items():
                    if best is None or (len(near), gap) < best[0]:
                        best = ((len(near), gap), Author(change.record[WORDS[self.kind]], person))
        return best[1] if best else None


class NewcomersNote(Strategy):
    """The first note after a newcomer has appeared"""

    scenes = LATE
    meetings = 60
    within = (0.0, 30.0)

    def __init__(self, least: float, most: float) -> None:
        self.within = (least, most)

    @property
    def name(self) -> str:
        return f"{super().name}, from {self.within[0]:.0f} to {self.within[1]:.0f} s"

    def guess(self, found: Evidence) -> Guess | None:
        least, most = self.within
        came = newcomers(found)
        for note in found.new_notes():
            before = [person for at, person in came if least <= note.at - at <= most]
            if len(before) == 1 and note.record:
                return Author(note.record["text"], before[0])
        return None


class OnlyRemoteMember(Strategy):
    """The only remote member: their number changes, and then a note comes"""

    def __init__(self) -> None:
        self.scenes = (_one_remote, arrive, WALL[1])

    def guess(self, found: Evidence) -> Guess | None:
        people = found.screen.all("person").items()
        remote = [id for id, person in people if person["place"] == "remote" and person["role"] == "participant"]
        if len(remote) != 1:
            return None
        moments = [
            change.at
            for change in found.screen.changes
            if change.kind == "present" and change.before and change.record
            and change.record.get("remote") != change.before.get("remote")
        ]  # fmt: skip
        for note in found.new_notes():
            if any(0 <= note.at - at <= 5 for at in moments) and note.record:
                return Author(note.record["text"], remote[0])
        return None


def _one_remote(meeting: Meeting) -> None:
    for number, person in enumerate(meeting.people):
        person.place = "remote" if number == 1 else "room"


WRITTEN_TWICE = (arrive, partial(wall, signed=0.4), wall)
ERASED = {people: partial(erase, people=people) for people in (1, 2)}


class SameFrameGone(Strategy):
    """Notes that go together are by one person, and one of them is signed"""

    seconds = 0.0

    def __init__(self, seconds: float, people: int) -> None:
        self.seconds, self.people_who_erase = seconds, people
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


def _revision(meeting: Meeting) -> int:
    return meeting.people[0].screen.revision  # type: ignore[union-attr]


def _peek(meeting: Meeting, revisions: Any) -> None:
    """The intruder opens the meeting in another tab, as if it had been away since each of these revisions."""
    me = meeting.people[0]
    peeked = meeting.notes.setdefault("peeked", [])
    for since in revisions:
        tab = Screen(meeting.time, me.viewer)
        assert me.screen is not None
        tab.epoch = me.screen.epoch
        connection = meeting.server.connect(me.viewer, tab, since)
        meeting.wait(0.1)
        meeting.server.disconnect(connection)
        peeked.append((since, tab))


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


class DelayedNote(Strategy):
    """A note that a clock of the server shows, and the only newcomer of the last minutes"""

    scenes = LATE
    meetings = 60

    def guess(self, found: Evidence) -> Guess | None:
        came = newcomers(found)
        for note in found.new_notes():
            recent = [person for at, person in came if 0 <= note.at - at <= 80]
            if len(recent) == 1 and is_on_the_tick(found, note) and note.record:
                return Author(note.record["text"], recent[0])
        return None


def is_on_the_tick(found: Evidence, note: Change) -> bool:
    """Whether a note comes at the fraction of a second at which the server looks what is due, as arrivals tell it."""
    ticks = {each.at % 1 for each in found.screen.changes if each.kind in ("present", "person")}
    return any(abs(note.at % 1 - tick) < 0.001 for tick in ticks)


class WholeSecond(Strategy):
    """A note that comes at the same fraction of a second as another is shown by the clock: its author is new"""

    scenes = LATE
    meetings = 60

    def guess(self, found: Evidence) -> Guess | None:
        notes = found.new_notes()
        came = newcomers(found)
        for note in notes:
            others = [other for other in notes if other is not note and abs(other.at % 1 - note.at % 1) < 0.0015]
            newest = [person for at, person in came if at < note.at]
            if others and newest and note.record:
                return Author(note.record["text"], newest[-1])
        return None


class NewcomersMeToo(Strategy):
    """The first "me too" after a newcomer has appeared"""

    scenes = (partial(arrive, latecomers=3), partial(wall, naps=0), like_now_and_then)
    meetings = 60

    def guess(self, found: Evidence) -> Guess | None:
        came = newcomers(found)
        for change in found.screen.changes:
            record, before = change.record or {}, change.before or {}
            more = change.kind == "note" and (record.get("too") or 0) > (before.get("too") or 0)
            recent = [person for at, person in came if 0 <= change.at - at <= 20]
            if more and change.before and len(recent) == 1:
                return MeTooOf(record["text"], before.get("too") or 0, recent[0])
        return None


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
    NameThenNote(("participant",), WALL),
    NameThenNote(("participant",), LATE),
    NameThenNote(("participant",), (arrive, small_groups)),
    NameThenNote(("helper",), HELD, kind="held"),
    NameThenNote(("chair",), WALL),
    NameThenNote(("chair",), HELD, kind="note"),
    NameThenNote(("participant",), HANDS),
    NameThenNote(("participant",), HANDS, within=(5, 50)),
    NameThenNote(("participant",), GROUPS, kind="note", within=(0, 20)),
    NameThenNote(("participant",), GROUPS, kind="note", within=(5, 50)),
    NameThenNote(("participant",), TURNS),
    NameThenNote(("participant",), TURNS, within=(5, 50)),
    NameThenNote(("participant",), (arrive, partial(wall, naps=0.9, kind="step")), kind="step"),
    NameThenNote(("chair",), (arrive, partial(wall, naps=0.9, kind="invite")), kind="invite"),
    NewcomersMeToo(),
    SaidOutright("participant"),
    SaidOutright("chair"),
    NewcomersNote(0, 10),
    NewcomersNote(0, 30),
    NewcomersNote(5, 60),
    NewcomersNote(15, 60),
    NewcomersNote(30, 110),
    NewcomersNote(60, 250),
    DelayedNote(),
    WholeSecond(),
    OnlyRemoteMember(),
    SameFrameGone(0, 2),
    SameFrameGone(30, 2),
    SameFrameGone(180, 2),
    SameFrameGone(180, 1),
    SameColour(),
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
