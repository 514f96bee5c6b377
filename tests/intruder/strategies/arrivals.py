"""Who wrote this? From who comes, comes back or is named, and what comes to a screen then."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from ..judge import Author, Guess, MeTooOf
from ..meeting import WORDS, Meeting, Person, Scene
from ..scenes import (
    arrive,
    changed_with_hands,
    changed_with_turns,
    come_late,
    groups_with_newcomers,
    guests_write,
    held,
    like_now_and_then,
    raised_hands,
    round_of_turns,
    sleep_and_write,
    small_groups,
    wall,
    zone,
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
#: What docs/privacy-model.md says of notes, and of changes, that come within a minute or two of somebody.
FEW_OTHERS = "Where few others write"
CHANGES_ARE_FEW = "Where few notes are changed"
CHANGED = ((changed_with_hands, "hands"), (changed_with_turns, "turns"))


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
        self,
        who: Sequence[str],
        scenes: Sequence[Scene],
        kind: str = "note",
        within: tuple[float, float] = (0, 2),
        not_promised: str = "",
    ) -> None:
        self.who, self.scenes, self.kind, self.within = who, scenes, kind, within
        self.not_promised = not_promised

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

    def __init__(self, least: float, most: float, not_promised: str = "") -> None:
        self.within = (least, most)
        self.not_promised = not_promised or self.not_promised

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

    not_promised = FEW_OTHERS
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


class RoundsTellWhoIsHere(Strategy):
    """Rounds are started again and again, to see who is here; whoever comes back sends what waited on their phone"""

    who = ("chair",)
    meetings = 45
    scenes = (arrive, lambda meeting: _start_rounds(meeting), partial(wall, naps=0.9))

    def __init__(self, least: float, most: float, *, by_the_tick: bool = False) -> None:
        self.within, self.by_the_tick = (least, most), by_the_tick

    @property
    def name(self) -> str:
        least, most = self.within
        return f"{super().name} ({least:.0f} to {most:.0f} s{', by the tick' if self.by_the_tick else ''})"

    def guess(self, found: Evidence) -> Guess | None:
        came: list[tuple[float, str]] = []
        looks: list[tuple[float, set[str]]] = found.notes["here"]
        for (_, before), (at, now) in pairwise(looks):
            came += [(at, person) for person in now - before]
        least, most = self.within
        best: tuple[int, Guess] | None = None
        for note in found.new_notes():
            if self.by_the_tick and not is_on_the_tick(found, note):
                continue
            recent = [person for at, person in came if least <= note.at - at <= most]
            if recent and note.record and (best is None or len(recent) < best[0]):
                best = (len(recent), Author(note.record["text"], recent[-1]))
        return best[1] if best else None


def _start_rounds(meeting: Meeting) -> None:
    here = meeting.notes["here"] = []
    chair = meeting.chair

    def look() -> None:
        assert chair.screen is not None
        for _ in range(60):
            chair.do("round.start")
            meeting.wait(0.3)
            here.append((meeting.time.seconds, {turn["person"] for turn in chair.screen.all("turn").values()}))
            meeting.wait(2)
        chair.do("round.end")

    meeting.time.spawn(look)


class ChangeAndReturn(Strategy):
    """A note is edited, moved or removed as somebody who had lost connection seems to be back"""

    meetings = 60

    def __init__(self, scene: Scene, title: str, within: tuple[float, float], not_promised: str = "") -> None:
        self.scenes, self.title, self.within, self.not_promised = (arrive, scene), title, within, not_promised

    @property
    def name(self) -> str:
        return f"{super().name} ({self.title}; {self.within[0]:.0f} to {self.within[1]:.0f} s)"

    def guess(self, found: Evidence) -> Guess | None:
        least, most = self.within
        own = found.screen.all("mine").keys()
        changed = [
            each
            for each in found.screen.changes
            if each.kind == "note" and each.before and not each.before["signed"] and each.id not in own
        ]
        best: tuple[int, Guess] | None = None
        for back in found.screen.changes:
            if back.kind == "person" and back.before and back.record and back.record["online"] > back.before["online"]:
                near = [each for each in changed if least <= each.at - back.at <= most]
                # The surest is the only change near that moment.
                if near and (best is None or len(near) < best[0]):
                    note = found.chance.choice(near)
                    assert note.before
                    best = (len(near), Author(note.before["text"], back.id))
        return best[1] if best else None


class QuietWall(RoundsTellWhoIsHere):
    """Only those write whose phones sleep, and rounds tell who of five or more is here again"""

    not_promised = FEW_OTHERS
    scenes = (arrive, lambda meeting: _start_rounds(meeting), sleep_and_write)


class GapInOrder(Strategy):
    """A gap in the order of suggestions tells that one waits: the next one is by the newcomer of the last minute"""

    who = ("chair",)
    meetings = 60
    scenes = (LATE[0], partial(come_late, kind="invite"), partial(wall, seconds=240, naps=0, kind="invite"))

    def guess(self, found: Evidence) -> Guess | None:
        own, came, last, gap = found.screen.all("suggested").keys(), newcomers(found), -1, ""
        for change in found.screen.changes:
            if change.kind != "invite" or not change.record or change.before or change.welcome:
                continue
            if gap and change.id not in own:
                return Author(change.record["text"], gap)
            recent = [person for at, person in came if 0 <= change.at - at <= 60]
            gap = recent[0] if change.record["order"] > last + 1 and len(recent) == 1 else ""
            last = max(last, change.record["order"])
        return None


class GuestsNote(NewcomersNote):
    """The first note after a guest has appeared"""

    scenes = (arrive, partial(guests_write, seconds=180))


class UnseenRevisions(Strategy):
    """Revisions that brought nothing tell of a note that is still kept back, by the newcomer of just now"""

    # It is right in 24 of 100 meetings, and whoever only sees that a newcomer has come in 23: revisions add nothing.
    not_promised = FEW_OTHERS
    meetings = 100
    scenes = (LATE[0], lambda meeting: _ping(meeting), *LATE[1:])

    def guess(self, found: Evidence) -> Guess | None:
        screen = found.screen
        seen = {each.revision for each in screen.changes}
        given = [(at, answer["revision"]) for at, name, _, answer in screen.answers if name == "person.edit"]
        for (begin, before), (end, after) in pairwise(given):
            unseen = [each for each in range(before + 1, after) if each not in seen]
            recent = [person for at, person in newcomers(found) if 0 <= end - at <= 30]
            if unseen and len(recent) == 1:
                for note in found.new_notes():
                    if 5 <= note.at - begin <= 46 and note.record:
                        return Author(note.record["text"], recent[0])
        return None


class OwnCompany(Strategy):
    """Four devices of the intruder wait in company, and see when the note of a fifth person does"""

    scenes = (partial(arrive, latecomers=7), lambda meeting: _wait_in_company(meeting), come_late, LATE[2])
    people = (14, 18)
    meetings = 60

    def guess(self, found: Evidence) -> Guess | None:
        own, texts = found.notes["devices"], found.notes["texts"]
        came = [(at, person) for at, person in newcomers(found) if person not in own]
        notes = [(note, note.record["text"]) for note in found.new_notes() if note.record]
        shown = [note.at for note, text in notes if text in texts]
        best: tuple[int, Guess] | None = None
        for note, text in notes:
            recent = [person for at, person in came if -15 <= note.at - at <= 60]
            together = sum(abs(note.at - at) < 4.6 for at in shown)
            if text not in texts and recent and (best is None or together > best[0]):
                best = (together, Author(text, recent[-1]))
        return best[1] if best else None


def _wait_in_company(meeting: Meeting) -> None:
    """Four devices join; for as long as they are new, a note of each waits."""
    here, end = zone(meeting), meeting.time.seconds + 160
    devices = meeting.notes["devices"] = set()
    texts = meeting.notes["texts"] = set()

    def write(device: Person) -> None:
        device.join()
        devices.add(device.id)
        while meeting.time.seconds < end:
            text = meeting.new_text()
            texts.add(text)
            note = device.result("note.add", zone=here, text=text)
            while meeting.server.state.get("saved", note) is not None:
                meeting.wait(0.1)

    for device in [person for person in meeting.people if person.id not in meeting.truth.joined][:4]:
        meeting.time.spawn(write, device)
    meeting.wait(16)


def _ping(meeting: Meeting) -> None:
    """The intruder changes something of its own every second, to learn the revision."""
    me = meeting.people[0]

    def ping() -> None:
        for number in range(150):
            me.do("person.edit", newcomer=bool(number % 2))
            meeting.wait(2)

    meeting.time.spawn(ping)


STRATEGIES: list[Strategy] = [
    NameThenNote(("participant",), WALL),
    NameThenNote(("participant",), LATE),
    NameThenNote(("participant",), (arrive, small_groups)),
    NameThenNote(("helper",), HELD, kind="held"),
    NameThenNote(("chair",), WALL),
    NameThenNote(("chair",), HELD, kind="note"),
    NameThenNote(("participant",), HANDS, not_promised=FEW_OTHERS),
    NameThenNote(("participant",), HANDS, within=(5, 50), not_promised=FEW_OTHERS),
    NameThenNote(("participant",), GROUPS, kind="note", within=(0, 20)),
    NameThenNote(("participant",), GROUPS, kind="note", within=(5, 50)),
    NameThenNote(("participant",), TURNS, not_promised=FEW_OTHERS),
    NameThenNote(("participant",), TURNS, within=(5, 50), not_promised=FEW_OTHERS),
    NameThenNote(("participant",), (arrive, partial(wall, naps=0.9, kind="step")), kind="step"),
    NameThenNote(("chair",), (arrive, partial(wall, naps=0.9, kind="invite")), kind="invite"),
    NewcomersMeToo(),
    NewcomersNote(0, 10),
    NewcomersNote(0, 30),
    *(NewcomersNote(least, most, FEW_OTHERS) for least, most in ((5, 60), (15, 60), (30, 110))),
    NewcomersNote(60, 250),
    DelayedNote(),
    WholeSecond(),
    OnlyRemoteMember(),
    RoundsTellWhoIsHere(-3, 3),
    RoundsTellWhoIsHere(3, 48),
    RoundsTellWhoIsHere(3, 48, by_the_tick=True),
    UnseenRevisions(),
    OwnCompany(),
    *(ChangeAndReturn(scene, title, (0, 2)) for scene, title in CHANGED),
    *(
        ChangeAndReturn(scene, title, within, CHANGES_ARE_FEW)
        for scene, title in CHANGED
        for within in ((-45, -5), (-45, 45))
    ),
    QuietWall(-45, 60),
    GapInOrder(),
    GuestsNote(0, 8),
    GuestsNote(5, 60, FEW_OTHERS),
]
