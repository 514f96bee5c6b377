"""A meeting for tests of the core: give commands by name, and see what each person sees."""

from typing import Any

import msgspec
import pytest

from live_cop.meeting import registry
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import SYSTEM, Actor, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.command import Command
from live_cop.meeting.decide import decide
from live_cop.meeting.display import pictures
from live_cop.meeting.display.pictures import PictureContent
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.safety.redaction import Redaction
from live_cop.meeting.schedule import next_due
from live_cop.meeting.state import State
from live_cop.meeting.voices.people import PersonArrive, PersonJoin

CHAIR = Viewer("chair", "chair")
HELPER = Viewer("helper", "helper")
BOARD = Viewer("board", "board")
ANN = Viewer("ann", "participant")
BEN = Viewer("ben", "participant")
CLEO = Viewer("cleo", "participant")
MINUTE = 60_000


class Room:
    """An open meeting with a clock that only `wait` moves (UTC milliseconds)."""

    def __init__(self, order: str = "standing", people: int = 2) -> None:
        self._begin("K7M3QX", 1_700_000_000_000)
        self.system(MeetingOpen(code="K7M3QX", title="Homes that say yes", order=RUNNING_ORDERS[order]))
        self.join(CHAIR, role="chair")
        for number in range(people):
            person = (ANN, BEN)[number] if number < 2 else Viewer(f"p{number}", "participant")
            self.join(person, place=("room", "remote")[number % 2])

    @classmethod
    def empty(cls, code: str, now: int) -> "Room":
        """A room in which no meeting has been opened yet."""
        room = cls.__new__(cls)
        room._begin(code, now)
        return room

    def _begin(self, code: str, now: int) -> None:
        self.state = State(code, "epoch")
        self.now = now
        self.journal: list[tuple[int, list[Change]]] = []
        #: What was erased, by revision.
        self.erased: dict[int, Redaction] = {}
        #: The epoch and the secret after each close, by its revision: the history is destroyed then, as by the server.
        self.forgotten: dict[int, tuple[str, bytes]] = {}
        #: The meeting at its last close, with its history.
        self.last = self.state

    def join(self, person: Actor, *, place: Any = "room", name: str = "", role: Any = "participant") -> None:
        self.system(PersonJoin(person=person.person, place=place, called=name, role=role))
        self.system(PersonArrive(person=person.person))

    def system(self, command: Command) -> dict[str, Any]:
        return self.give(SYSTEM, command)

    def do(self, actor: Actor, name: str, /, *, on_behalf_of: str | None = None, **args: Any) -> dict[str, Any]:
        """Gives a command as a client does, on behalf of a guest if one is named."""
        return self.give(actor, registry.parse(name, args), on_behalf_of)

    def give(self, actor: Actor, command: Command, guest: str | None = None) -> dict[str, Any]:
        decision = decide(self.state, command, actor, self.now, guest)
        if decision.forgets or decision.erased is not None:
            assert command.takes_long(self.state, self.now, guest or actor.person), (
                "the server has to know that it rewrites history"
            )
        if decision.changes:
            revision = self.state.revision + 1
            self.state.apply(revision, decision.changes)
            self.journal.append((revision, decision.changes))
            if decision.erased is not None:
                self.erased[revision] = decision.erased
            if decision.forgets:
                self.last = self.state
                self.forgotten[revision] = (f"epoch after {revision}", f"{revision:016}".encode())
                self.state = self.state.without_history(*self.forgotten[revision])
        return decision.result

    def wait(self, minutes: float) -> None:
        self.now += int(minutes * MINUTE)

    def carry_out_all(self) -> None:
        """Lets time pass until everything that was scheduled has happened."""
        while (due := next_due(self.state)) is not None:
            self.now = max(self.now, due)
            self.system(DueTick())

    def note(self, actor: Actor = ANN, text: str = "a kind word", **args: Any) -> str:
        args.setdefault("zone", self.zone())
        return str(self.do(actor, "note.add", text=text, **args)["note"])

    def zone(self, place: int = 0) -> str:
        return sorted(self.state.of_kind("zone"), key=lambda id: self.state.get("zone", id).order)[place]

    def section(self, place: int = 0) -> str:
        return sorted(self.state.of_kind("section"), key=lambda id: self.state.get("section", id).order)[place]

    def scale(self, **args: Any) -> str:
        """Adds and opens a scale."""
        id = str(self.do(CHAIR, "scale.add", question="How near are we?", **args)["scale"])
        self.do(CHAIR, "scale.open", scale=id)
        return id

    def seen(self, viewer: Viewer, since: int | None = None) -> bytes:
        """Every byte this viewer would be sent."""
        return msgspec.json.encode(self.state.since(since, viewer))


def pictures_of(state: State) -> dict[str, PictureContent]:
    """What the pictures of a meeting show, by id."""
    return pictures.contents(state, state.of_kind("picture"))


def room_of_three() -> Room:
    room = Room()
    room.join(CLEO)
    return room


def refused(code: str) -> Any:
    """A context in which a command must be refused with this code."""
    return pytest.raises(Refusal, match=f"^{code}$")


def showing(room: Room) -> str:
    """The view that the board shows."""
    return str(room.state.get("board", "board").showing)


def log_entries(room: Room) -> list[tuple[str, bool]]:
    """The commands in the log, and whether each can be undone."""
    return [(entry.what, bool(entry.undo)) for entry in room.state.of_kind("log").values()]


def undo_from_log(room: Room) -> None:
    """Undoes the newest entry of the log that offers it, as the chair's console does."""
    entry = [entry for entry in room.state.of_kind("log").values() if entry.undo][-1]
    room.do(CHAIR, entry.undo["name"], **entry.undo["args"])
