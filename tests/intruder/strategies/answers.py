"""Who answered what? From counts that change, for somebody who sees who touches their phone, and when."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec

from live_cop.meeting.agenda.carry_over import next_running_order
from live_cop.meeting.lifecycle import meeting_file
from live_cop.report.compile import compile
from live_cop.report.formats.meeting_file import write as write_meeting_file

from ..judge import Answered, Guess, counts_of, pictures
from ..meeting import Meeting, Scene
from ..scenes import arrive, close, dates, hopes, mark, review, scale
from ..strategy import Evidence, Strategy

#: Everybody is asked everything, and some answer late, before the close.
ALL_QUESTIONS: Sequence[Scene] = (arrive, scale, hopes, review, dates, close)
NEVER_SHOWN: Sequence[Scene] = (arrive, partial(scale, shown=False), close)
#: What the chair does after each answer, and where the counts are read then.
Step = Callable[[Meeting, str], None]
Look = Callable[[Meeting, str], Counter[Any] | None]


class Difference(Strategy):
    """Two published counts differ by few answers"""

    who: Sequence[str] = ("participant", "recording")
    meetings = 45

    def __init__(self, kind: str, scenes: Sequence[Scene], title: str = "") -> None:
        self.kind, self.scenes, self.title = kind, scenes, title

    @property
    def name(self) -> str:
        return f"{super().name} ({self.kind}{self.title})"

    def pictures(self, found: Evidence) -> list[tuple[float, str, Counter[Any]]]:
        """Each published count: when it came, of which record, and the counts."""
        return [
            (change.at, change.id, counts)
            for change in found.screen.changes
            if change.kind == self.kind and change.record
            for counts in [counts_of(self.kind, change.record)]
            if counts is not None
        ]

    def guess(self, found: Evidence) -> Guess | None:
        own = {screen.viewer.person for screen in found.screens.values()}
        best: tuple[int, float, Answered] | None = None
        before: dict[str, tuple[float, Counter[Any]]] = {}
        last = {(person, of): second for second, person, kind, of in found.answering if kind == self.kind}
        for at, id, counts in self.pictures(found):
            since, was = before.get(id, (0.0, Counter()))
            if counts == was:
                continue
            before[id] = (at, counts)
            people = [
                person
                for second, person, kind, of in found.answering
                if (kind, of) == (self.kind, id) and since < second <= at + 0.3 and person not in own
            ]
            new = counts - was
            # A count that appears holds the answers of many, though few have answered a moment ago.
            among = max(len(set(people)), sum(new.values()))
            # What somebody answers again later is not their answer.
            final = people and last[people[-1], id] <= at + 0.3
            if new and final and (best is None or (among, -max(new.values())) < best[:2]):
                value = max(sorted(new, key=repr), key=lambda value: new[value])
                best = (among, -max(new.values()), Answered(self.kind, id, people[-1], value))
        return best[2] if best else None


class OneByOne(Difference):
    """The counts after each answer are compared with those before it"""

    meetings = 25

    def __init__(self, title: str, step: Step, look: Look, who: Sequence[str] = ("chair", "recording")) -> None:
        super().__init__("scale", (arrive, partial(_one_by_one, step, look)), title=f", {title}")
        self.who = who

    def pictures(self, found: Evidence) -> list[tuple[float, str, Counter[Any]]]:
        return list(found.notes["looks"])


def _one_by_one(step: Step, look: Look, meeting: Meeting) -> None:
    looks = meeting.notes["looks"] = []
    chair = meeting.chair
    id = chair.result("scale.add", question="How near are we?", floor=3)
    chair.do("scale.open", scale=id)
    chair.do("scale.show", scale=id)
    everybody = meeting.present()
    for person in [*everybody, *everybody[:3]]:
        meeting.wait(1, 3)
        mark(id, person)
        step(meeting, id)
        meeting.wait(1)
        counts = look(meeting, id)
        if counts is not None:
            looks.append((meeting.time.seconds, id, counts))


def _nothing(meeting: Meeting, id: str) -> None:
    pass


def _hide_and_show(meeting: Meeting, id: str) -> None:
    meeting.chair.do("scale.hide", scale=id)
    meeting.wait(0.5)
    meeting.chair.do("scale.show", scale=id)


def _close_and_open(meeting: Meeting, id: str) -> None:
    meeting.chair.do("scale.close", scale=id)
    meeting.wait(0.5)
    meeting.chair.do("scale.open", scale=id)


def _guests_come_and_go(meeting: Meeting, id: str) -> None:
    """The chair's guests mark and unmark, so that ever new people seem to answer."""
    chair = meeting.chair
    for _ in range(5):
        guest = chair.result("guest.add")
        chair.do("scale.mark", on_behalf_of=guest, scale=id, value=1)
        chair.do("scale.unmark", on_behalf_of=guest, scale=id)
        chair.do("guest.remove", guest=guest)


def _own_mark_moves(meeting: Meeting, id: str) -> None:
    """The chair's own mark changes again and again."""
    for value in (1, 2, 1, 2, 1):
        meeting.chair.do("scale.mark", scale=id, value=value)
    meeting.chair.do("scale.unmark", scale=id)


def _participants_mark_moves(meeting: Meeting, id: str) -> None:
    """The same, with the mark of a participant, who counts for the floor."""
    me = meeting.people[0]
    for value in (1, 2, 1, 2, 1):
        me.do("scale.mark", scale=id, value=value)
    me.do("scale.unmark", scale=id)


def _take_snapshot(meeting: Meeting, id: str) -> None:
    meeting.chair.do("snapshot.take")


def _edit(meeting: Meeting, id: str) -> None:
    meeting.chair.do("scale.edit", scale=id, question=meeting.new_text(), good_enough=meeting.chance.randint(1, 10))


def _on_screen(meeting: Meeting, id: str) -> Counter[Any] | None:
    assert meeting.chair.screen is not None
    return counts_of("scale", meeting.chair.screen.all("scale")[id])


def _in_series(meeting: Meeting, id: str) -> Counter[Any] | None:
    """What the next meeting is told; there is one scale only."""
    order = next_running_order(meeting.server.state)
    for memory in order.scales[0].memory[-1:]:
        return Counter(dict(enumerate(memory.counts, start=1)))
    return None


def _in_report(meeting: Meeting, id: str) -> Counter[Any] | None:
    found = [each for each in compile(meeting.server.state, meeting.time.now_ms()).spreads if each.id == id]
    return _of_spread(found[0]) if found else None


def _in_snapshot(meeting: Meeting, id: str) -> Counter[Any] | None:
    taken = compile(meeting.server.state, meeting.time.now_ms()).snapshots
    found = [each for snapshot in taken[-1:] for each in snapshot.spreads if each.id == id]
    return _of_spread(found[0]) if found else None


def _of_spread(spread: Any) -> Counter[Any] | None:
    if spread.counts is None:
        return None
    return Counter({spread.low + n: count for n, count in enumerate(spread.counts)} | {None: spread.not_today})


def _in_file(meeting: Meeting, id: str) -> Counter[Any] | None:
    exported = meeting_file.read(write_meeting_file(meeting.server.state, meeting.time.now_ms()))
    return counts_of("scale", msgspec.to_builtins(exported.scale[id])) if id in exported.scale else None


class GuestsFillTheFloor(Strategy):
    """The chair's guests fill the floor, and one participant's mark is left"""

    who = ("chair", "recording")

    def __init__(self, guests: int, floor: int) -> None:
        self.guests = guests
        self.scenes = (arrive, partial(_fill_with_guests, guests, floor))

    @property
    def name(self) -> str:
        return f"{super().name} ({self.guests} guests)"

    def guess(self, found: Evidence) -> Guess | None:
        [(_, person, kind, id)] = found.answering[-1:]
        for counts, _ in pictures(found.chair.changes, kind, id)[-1:]:
            for value in (counts - Counter({1: self.guests})).elements():
                return Answered(kind, id, person, value)
        return None


def _fill_with_guests(guests: int, floor: int, meeting: Meeting) -> None:
    chair = meeting.chair
    id = chair.result("scale.add", question="How near are we?", floor=floor)
    chair.do("scale.open", scale=id)
    for _ in range(guests):
        guest = chair.result("guest.add")
        meeting.wait(0.3)
        chair.do("scale.mark", on_behalf_of=guest, scale=id, value=1)
        meeting.notes.setdefault("guests", {})[guest] = 1
    chair.do("scale.show", scale=id)
    mark(id, meeting.people[-1])
    meeting.wait(3)
    chair.do("scale.close", scale=id)


BOTH = ("participant", "chair")
STRATEGIES: list[Strategy] = [
    Difference("scale", NEVER_SHOWN, title=", never shown"),
    *(Difference(kind, ALL_QUESTIONS) for kind in ("scale", "hopes", "review", "date")),
    OneByOne("as it stands", _nothing, _on_screen),
    OneByOne("hidden and shown", _hide_and_show, _on_screen),
    OneByOne("closed and opened", _close_and_open, _on_screen),
    OneByOne("edited", _edit, _on_screen),
    OneByOne("guests come and go", _guests_come_and_go, _on_screen),
    OneByOne("the chair's mark moves", _own_mark_moves, _on_screen),
    OneByOne(
        "a participant's own mark moves",
        _participants_mark_moves,
        _on_screen,
        who=("participant", "chair", "recording"),
    ),
    OneByOne("in the next meeting of the series", _nothing, _in_series),
    OneByOne("in snapshots", _take_snapshot, _in_snapshot),
    OneByOne("in reports", _nothing, _in_report),
    OneByOne("in exported files", _nothing, _in_file),
    GuestsFillTheFloor(9, 10),
    GuestsFillTheFloor(4, 5),
    GuestsFillTheFloor(2, 3),
]
