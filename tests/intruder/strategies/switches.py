"""Who wrote this? As somebody comes, the chair lets nobody write, or only in private, and looks what appears."""

from collections.abc import Iterator
from functools import partial

from ..judge import Author, Guess
from ..meeting import Meeting, Person
from ..scenes import arrive, come_late, wall, zone
from ..strategy import Evidence, Strategy
from .arrivals import newcomers


class Stopped(Strategy):
    """A note that appears while nobody can add one is by the newcomer of just now"""

    who = ("chair",)

    def __init__(self, stop: str, go_on: str) -> None:
        self.stop = stop
        look = partial(_stop_when_somebody_comes, stop, go_on)
        self.scenes = (partial(arrive, latecomers=3), look, come_late, partial(wall, seconds=240, naps=0))

    @property
    def name(self) -> str:
        return f"{super().name} ({self.stop})"

    def guess(self, found: Evidence) -> Guess | None:
        stopped: list[tuple[float, float]] = found.notes["stopped"]
        for note in found.new_notes():
            before = [person for at, person in newcomers(found) if at < note.at]
            if before and note.record and any(begin < note.at <= end for begin, end in stopped):
                return Author(note.record["text"], before[-1])
        return None


def _stop_when_somebody_comes(stop: str, go_on: str, meeting: Meeting) -> None:
    stopped = meeting.notes["stopped"] = []
    args = {"zone": zone(meeting)} if stop.startswith("zone.") else {}

    def look() -> None:
        for _ in _when_somebody_comes(meeting):
            meeting.wait(4, 8)
            meeting.chair.do(stop, **args)
            begin = meeting.time.seconds + 0.1
            meeting.wait(30, 45)
            # What private writing then shows had not been there.
            stopped.append((begin, meeting.time.seconds))
            meeting.chair.do(go_on, **args)

    meeting.time.spawn(look)


def _when_somebody_comes(meeting: Meeting) -> Iterator[None]:
    """Each time that somebody new appears on the chair's screen, within four minutes."""
    assert meeting.chair.screen is not None
    known, end = len(meeting.chair.screen.all("person")), meeting.time.seconds + 240
    while meeting.time.seconds < end:
        meeting.wait(1)
        if len(meeting.chair.screen.all("person")) > known:
            yield
        known = len(meeting.chair.screen.all("person"))


class Missing(Strategy):
    """Of those who write in private, one note is not shown with the others: it is by the newcomer of just now"""

    who = ("chair",)
    scenes = (partial(arrive, latecomers=3), lambda meeting: _show_when_somebody_has_come(meeting), come_late,
              partial(wall, seconds=240, naps=0))  # fmt: skip

    def guess(self, found: Evidence) -> Guess | None:
        for at, waited, shown in found.notes["shows"]:
            before = [person for came, person in newcomers(found) if came < at]
            late = [note for note in found.new_notes() if at + 0.3 < note.at <= at + 46]
            if before and late and shown < waited and late[0].record:
                return Author(late[0].record["text"], before[-1])
        return None


def _show_when_somebody_has_come(meeting: Meeting) -> None:
    chair, here = meeting.chair, zone(meeting)
    chair.do("zone.write_alone", zone=here)
    shows = meeting.notes["shows"] = []

    def show() -> None:
        screen = chair.screen
        assert screen is not None
        for _ in _when_somebody_comes(meeting):
            meeting.wait(20, 30)
            own = [note for note in screen.all("note").values() if note.get("alone")]
            waited, before = screen.all("zone")[here]["waiting"], len(screen.all("note")) - len(own)
            at = meeting.time.seconds
            chair.do("zone.show", zone=here)
            meeting.wait(0.2)
            shows.append((at, waited, len(screen.all("note")) - before))
            meeting.wait(46)
            chair.do("zone.write_alone", zone=here)

    meeting.time.spawn(show)


class AfterTheEnd(Strategy):
    """The first note after private writing has ended is by the only one who came in its last minute"""

    meetings = 60
    scenes = (partial(arrive, latecomers=1), lambda meeting: _private_writing_with_a_newcomer(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        end = found.notes["end"]
        before = [person for at, person in newcomers(found) if end - 60 < at < end]
        for note in found.new_notes():
            if before and note.record and end + 0.5 < note.at < end + 46:
                return Author(note.record["text"], before[-1])
        return None


def _private_writing_with_a_newcomer(meeting: Meeting) -> None:
    """All write in private; somebody comes in the last minute and writes too. Then few still write."""
    chair, here = meeting.chair, zone(meeting)
    chair.do("zone.write_alone", zone=here)
    [late] = [person for person in meeting.people if person.id not in meeting.truth.joined]

    def come_and_write() -> None:
        late.join()
        meeting.wait(2, 15)
        late.write(here, seconds=meeting.chance.uniform(3, 8))

    def write(person: Person) -> None:
        person.write(here, seconds=meeting.chance.uniform(4, 20))

    meeting.time.spawn_later(30, come_and_write)
    meeting.during(55, write)
    meeting.wait(15)
    chair.do("zone.show", zone=here)
    meeting.notes["end"] = meeting.time.seconds
    meeting.during(120, write, meeting.present()[:3])
    meeting.wait(20)


STRATEGIES: list[Strategy] = [
    AfterTheEnd(),
    Stopped("meeting.pause", "meeting.resume"),
    Stopped("zone.write_alone", "zone.show"),
    Missing(),
]
