"""What a command costs does not grow with the notes on the wall or the people in the meeting.

Work is counted in calls, of Python and of C, so the machine and its load do not matter. What C does inside one call,
such as a copy of all notes, is counted too: here a meeting's records are in dictionaries that say each of their items
with a call. `decide` changes nothing, so each command is tried on the same meeting, once in each of its phases.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import FrameType
from typing import Any, Self

import msgspec
import pytest
from msgspec.structs import replace

from live_cop.meeting.audience import EVERYONE, NOBODY, SYSTEM, Actor, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.command import Command
from live_cop.meeting.decide import decide
from live_cop.meeting.draft import Draft
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.records.resources import ResourceFile
from live_cop.meeting.records.slides import SlidePage
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.registry import COMMANDS
from live_cop.meeting.resources import OfferFile
from live_cop.meeting.safety.join_code import MeetingNewCode
from live_cop.meeting.schedule import next_due
from live_cop.meeting.state import Delta, State
from live_cop.meeting.wall import placement
from live_cop.meeting.wall.photos import PhotoAdd

from ..support.without_delays import REAL
from .room import CHAIR, HELPER, Room

#: How much more work a command may be in a large meeting.
MOST = 1.5
#: The whole wall, or a list of everybody, is what these commands are about.
FOR_ALL = {
    "agenda.back": "lowers all hands and ends the round, as `agenda.next` does",
    "agenda.next": "ends a part: takes a snapshot of the wall, lowers all hands, ends the round",
    "agenda.start": "ends the part before",
    "agenda.take_back": "brings everybody's turn and hand back, and looks at the whole wall",
    "date.remove": "deletes everybody's answer to the date",
    "due.tick": "counts everybody anew after several came or went, at most four times a minute",
    "meeting.bring": "reads a whole meeting; it is done in a process of its own",
    "meeting.close": "forgets who wrote what, for every record",
    "meeting.open": "there is nothing yet",
    "note.split": "gives each person's own marks back",
    "notes.erase_mine": "looks for the words wherever they may stand, also in what was deleted",
    "photo.erase": "looks for the picture wherever it may be shown",
    "photo.refuse": "looks for the picture wherever it may be shown",
    "review.close": "counts everybody's answers",
    "round.end": "deletes the turns of all who still wait",
    "round.pace": "changes the turns of all who still wait",
    "round.start": "gives everybody a turn, by lot",
    "scale.remove": "deletes everybody's mark",
    "scale.show": "counts everybody's marks",
    "snapshot.remove": "looks whether other snapshots show the same",
    "snapshot.take": "is a picture of the wall",
    "team.call": "gives the link to everybody in the group",
    "teams.split": "seats everybody",
    "turn.move": "moves those in between in the queue",
    "vote.close": "counts everybody's dots, and writes the counts on all notes",
    "words.erase": "looks for the words wherever they may stand",
    "zone.show": "shows all notes that were written in private",
}


Phase = Callable[["Crowd"], None]


class Said(dict[Any, Any]):
    """A dictionary that is read item by item in Python, so that each item is a call that can be counted."""

    def __iter__(self) -> Iterator[Any]:
        yield from dict.__iter__(self)

    def keys(self) -> Any:
        return dict.fromkeys(iter(self)).keys()

    def values(self) -> Any:
        return [self[key] for key in self]

    def items(self) -> Any:
        return [(key, self[key]) for key in self]

    def __or__(self, other: Any) -> Any:
        return {**self, **other}

    def __ror__(self, other: Any) -> Any:
        return {**other, **self}


def work(call: Callable[[], object]) -> int:
    """The number of calls that a call makes."""
    count = 0

    def see(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


def person(number: int) -> Viewer:
    return Viewer(f"p{number}", "participant")


#: Somebody who has written something, and somebody who has not.
AUTHOR, READER = person(12), person(3)


class Crowd(Room):
    """A meeting with this many people, of whom ten have written so many notes."""

    def __init__(self, notes: int, people: int) -> None:
        super().__init__(people=people)
        self.join(HELPER, role="helper")
        for number in range(notes):
            self.note(person(10 + number % 10), f"note {number}", x=number % 61 / 61, y=number % 53 / 53)
        self.carry_out_all()
        self.wait(10)
        self.do(CHAIR, "agenda.start", section=self.section(3))

    def copy(self) -> Self:
        room = type(self).__new__(type(self))
        room._begin(self.state.code, self.now)
        state = self.state
        room.state = State.restore(state.code, state.epoch, state.revision, state.entries(), state.secret)
        return room

    @property
    def everyone(self) -> list[Viewer]:
        people = self.state.of_kind("person").items()
        return [Viewer(id, "participant") for id, each in people if each.role == "participant" and not each.guest]

    def ids(self, kind: str, **fields: object) -> list[str]:
        """The records of a kind that have these values."""
        found = self.state.of_kind(kind).items()
        return [id for id, each in found if all(getattr(each, name) == value for name, value in fields.items())]

    def one(self, kind: str, **fields: object) -> str:
        return next(iter(self.ids(kind, **fields)), "none")

    def own(self, actor: Actor, kind: str = "note", **fields: object) -> str:
        """A record that this person has added, or else the last one."""
        ids = self.ids(kind, **fields)
        mine = (id for id in ids if self.state.audience("mine", id) == actor.person)
        return next(mine, ids[-1] if ids else "none")


def plain(room: Crowd) -> None:
    """Nothing special is going on."""


def dots(room: Crowd) -> None:
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=3)
    for each in room.everyone:
        room.do(each, "vote.give", note=room.one("note"))


def alone(room: Crowd) -> None:
    notes = len(room.state.of_kind("note"))
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    for number in range(notes):
        room.note(person(10 + number % 10), "one more")


def slow_and_reviewed(room: Crowd) -> None:
    room.do(CHAIR, "meeting.slow", seconds=5)
    room.do(CHAIR, "meeting.hold", on=True)
    room.note(AUTHOR, "please look")


def paused(room: Crowd) -> None:
    room.do(CHAIR, "meeting.pause")
    room.system(MeetingNewCode(code="K7M3QZ"))


def a_scale(room: Crowd) -> None:
    room.do(CHAIR, "scale.add", question="Before?")
    scale = room.scale()
    for each in room.everyone:
        room.do(each, "scale.mark", scale=scale, value=3)
    room.do(CHAIR, "scale.show", scale=scale)


def hands(room: Crowd) -> None:
    for each in room.everyone:
        if each != READER:
            room.do(each, "hand.raise")
    room.do(CHAIR, "hand.call", hand=room.one("hand"))
    for each in room.everyone[20:]:
        room.do(each, "hand.too", hand=room.ids("hand")[3])


def a_round(room: Crowd) -> None:
    room.do(CHAIR, "agenda.pause")
    room.do(CHAIR, "round.start")


def after_a_round(room: Crowd) -> None:
    room.do(CHAIR, "round.start")
    room.do(CHAIR, "round.end")


def small_groups(room: Crowd) -> None:
    room.do(CHAIR, "teams.split", count=3)
    seat = next(id for id, each in room.state.of_kind("seat").items() if each.team == room.one("team"))
    room.note(Viewer(seat, "participant"), zone=room.state.get("team", room.one("team")).zone)


def what_comes_next(room: Crowd) -> None:
    for n in range(2):
        room.do(AUTHOR, "step.add", what=f"step {n}")
        room.do(AUTHOR, "resource.offer", title=f"offer {n}", url=f"https://{n}.example/")
        room.do(CHAIR, "recommendation.add", text=f"do {n}", to="the council")
        room.do(CHAIR, "resource.add", title=f"guide {n}", url=f"https://{n}.example/")
        room.do(CHAIR, "snapshot.take")
    room.note(AUTHOR, "a hope", zone=room.do(CHAIR, "zone.add", title="Best hopes", role="hopes")["zone"])
    room.do(AUTHOR, "invite.add", text="those who are not here")
    room.do(AUTHOR, "step.offer", step=room.one("step"))
    room.do(CHAIR, "question.add", text="What else?", group="else")
    room.do(CHAIR, "prompt.show", text="What now?")
    room.do(CHAIR, "report.publish")
    room.do(CHAIR, "next.fix", at=1_900_000_000_000)


def asked(room: Crowd) -> None:
    room.do(CHAIR, "date.propose", at=1_900_000_000_000)
    room.do(CHAIR, "review.open")
    for each in room.everyone:
        room.do(each, "date.mark", date=room.one("date"), answer="can")
        room.do(each, "review.answer", stage="forming")
    hopes = room.do(CHAIR, "zone.add", title="Best hopes", role="hopes")["zone"]
    for each in room.everyone[10:20]:
        room.note(each, "a hope", zone=hopes)
    room.do(CHAIR, "hopes.ask")


def sorted_out(room: Crowd) -> None:
    """Notes in groups, merged, removed and supported; photographs, slides, somebody who had to leave, a guest."""
    notes = room.ids("note")
    room.do(CHAIR, "group.add", zone=room.zone(), title="Alike", notes=notes[:3])
    for note, each in ((note, each) for note in notes[6:8] for each in (READER, *room.everyone[20:])):
        room.do(each, "note.too", note=note)
    room.do(CHAIR, "note.merge", notes=notes[8:9], into=notes[9])
    room.do(CHAIR, "note.remove", note=notes[4])
    room.do(CHAIR, "meeting.record", keeps="pictures")
    room.do(CHAIR, "photo.allow", who="all")
    for actor in (CHAIR, AUTHOR, AUTHOR):
        room.give(actor, PhotoAdd(zone=room.zone(), picture=f"{len(room.journal):064x}", width=4, height=3))
    slide = SlidePage(picture=f"{99:064x}", width=4, height=3)
    room.give(CHAIR, msgspec.convert({"title": "Our plan", "pages": [slide] * 2}, COMMANDS["slides.put"]))
    room.do(CHAIR, "slides.show", page=1)
    room.do(CHAIR, "person.remove", person="p4")
    room.do(CHAIR, "guest.add")
    room.do(CHAIR, "zone.add", title="Nothing yet")
    room.do(CHAIR, "scale.add", question="Before?")
    room.do(CHAIR, "scale.close", scale=room.scale())
    room.do(CHAIR, "meeting.lock")


def closed(room: Crowd) -> None:
    room.do(CHAIR, "meeting.close")


def not_started(room: Crowd) -> None:
    meeting = room.state.get("meeting", "meeting")
    room.state.apply(
        room.state.revision + 1, [Change("meeting", "meeting", replace(meeting, opened_at=None), EVERYONE)]
    )


#: Before the start there is hardly anything on the wall; what can be done then alone is measured with a full one.
not_started.only = ("meeting.cancel", "meeting.restore")  # type: ignore[attr-defined]


PHASES: tuple[Phase, ...] = (
    plain, dots, alone, slow_and_reviewed, paused, a_scale, hands, a_round, after_a_round, small_groups,
    what_comes_next, asked, sorted_out, closed, not_started,
)  # fmt: skip

#: What the fields of commands are given, by "command field" or else by the field alone.
VALUES: dict[str, Callable[[Crowd, Actor], Any]] = {
    "note": lambda room, actor: room.own(actor),
    "note.restore note": lambda room, actor: room.one("removed"),
    **dict.fromkeys(("vote.give note", "vote.take note"), lambda room, actor: room.one("note")),
    "note.let note": lambda room, actor: room.one("held"),
    "note.split note": lambda room, actor: next((each.into for each in room.state.of_kind("folded").values()), "none"),
    "note.untoo note": lambda room, actor: next(
        (each.note for id, each in room.state.of_kind("too").items() if id.endswith(f".{actor.person}")), "none"
    ),
    "hope.answer note": lambda room, actor: room.own(actor, zone=room.one("zone", role="hopes")),
    "team.pick note": lambda room, actor: room.ids("note")[-1],
    "notes": lambda room, actor: [room.ids("note")[-1]],
    "note.unhide notes": lambda room, actor: [room.one("removed")],
    "into": lambda room, actor: room.ids("note")[-2],
    "photo": lambda room, actor: room.one("photo"),
    "photo.approve photo": lambda room, actor: room.one("held_photo"),
    "photo.refuse photo": lambda room, actor: room.one("held_photo"),
    "person": lambda room, actor: "p12",
    "person.join person": lambda room, actor: "p-new",
    "person.let_in person": lambda room, actor: room.one("kept_out"),
    "guest": lambda room, actor: room.one("person", guest=True),
    "zone": lambda room, actor: room.zone(),
    "zone.remove zone": lambda room, actor: room.ids("zone")[-1],
    "scale": lambda room, actor: room.one("scale", state="open"),
    "scale.open scale": lambda room, actor: room.one("scale", state="draft"),
    "scale.leave scale": lambda room, actor: room.one("scale", state="closed"),
    "hand": lambda room, actor: room.one("hand"),
    "turn": lambda room, actor: room.one("turn", state="speaking"),
    "turn.move turn": lambda room, actor: room.one("turn", state="waiting"),
    "step": lambda room, actor: room.own(actor, "step"),
    "invite": lambda room, actor: room.own(actor, "invite"),
    "resource": lambda room, actor: room.one("resource"),
    "resource.take resource": lambda room, actor: room.one("resource_offer"),
    "section": lambda room, actor: room.section(-1),
    "agenda.start section": lambda room, actor: room.section(4),
    "question": lambda room, actor: room.one("question"),
    "scale.add question": lambda room, actor: "How near are we?",
    "group": lambda room, actor: room.one("group"),
    "question.add group": lambda room, actor: "up",
    "team": lambda room, actor: room.ids("team")[-1] if room.ids("team") else "none",
    "target": lambda room, actor: room.zone(),
    "view": lambda room, actor: "wall",
    "answer": lambda room, actor: None,
    "hope.answer answer": lambda room, actor: "yes",
    "date.mark answer": lambda room, actor: "maybe",
    "stage": lambda room, actor: "norming",
    "code": lambda room, actor: "K7M3QY",
    "meeting.use_code code": lambda room, actor: "K7M3QX",
    "kind": lambda room, actor: "note",
    "id": lambda room, actor: room.one("note"),
    "on": lambda room, actor: True,
    "at": lambda room, actor: 1_900_000_500_000,
    "dots": lambda room, actor: 2,
    "to": lambda room, actor: 0,
    "count": lambda room, actor: 3,
    "minutes": lambda room, actor: 3,
    "seconds": lambda room, actor: 30,
    "value": lambda room, actor: 4,
    "page": lambda room, actor: 2,
    "by": lambda room, actor: "too",
    "who": lambda room, actor: "helpers",
    "keeps": lambda room, actor: "notes",
    "place": lambda room, actor: "room",
    "state": lambda room, actor: "going",
    "sort": lambda room, actor: "question",
    "lang": lambda room, actor: "pl",
    "video_url": lambda room, actor: "https://meet.example/room",
    "picture": lambda room, actor: f"{7:064x}",
    "width": lambda room, actor: 4,
    "height": lambda room, actor: 3,
    "pages": lambda room, actor: [SlidePage(picture=f"{n:064x}", width=4, height=3) for n in range(2)],
    "file": lambda room, actor: ResourceFile(f"{5:064x}", "leaflet.webp", 9, "image/webp"),
    **dict.fromkeys(("text", "title", "what", "url", "description"), lambda room, actor: "some words"),
    **{each: lambda room, actor, each=each: room.one(each) for each in ("date", "recommendation", "snapshot")},  # type: ignore[misc]
}
#: What is given beside the fields that must be.
OPTIONS: dict[str, dict[str, Any]] = {
    "note.edit": {"text": "other words"},
    "note.move": {"x": 0.4, "y": 0.6},
    "group.move": {"x": 0.3, "y": 0.3},
    "person.edit": {"name": "Ann", "place": "remote"},
    "step.add": {"what": "call them"},
    "step.edit": {"what": "call them again"},
    "step.offer": {"name": "Somebody"},
    "recommendation.add": {"text": "build", "to": "the council"},
    "resource.add": {"url": "https://one.example/"},
    "resource.offer": {"title": "a guide", "url": "https://two.example/"},
    "resource.edit": {"title": "another guide"},
    "report.edit": {"introduction": "We met."},
    "meeting.edit": {"title": "Homes"},
    "zone.edit": {"title": "Another title"},
    "section.edit": {"title": "Another title"},
    "scale.edit": {"question": "How far?"},
    "question.edit": {"text": "And then?"},
    "snapshot.edit": {"title": "Half way"},
}


def command_for(room: Crowd, name: str, actor: Actor) -> Command:
    kind = COMMANDS[name]
    args = {
        field.encode_name: (VALUES.get(f"{name} {field.encode_name}") or VALUES[field.encode_name])(room, actor)
        for field in msgspec.structs.fields(kind)
        if field.required
    }
    options = {"turn": VALUES["turn"](room, actor)} if name in ("turn.done", "turn.extend") else OPTIONS.get(name, {})
    if kind is OfferFile:
        return OfferFile(title="A leaflet", file=args["file"])
    return msgspec.convert({**args, **options}, kind)


def cost(room: Crowd, command: Command, actor: Actor) -> int:
    """How much work a command is. Raises Refusal."""
    state = room.state
    # What was not asked before is looked up once, for all notes and people; the next time shows what it costs.
    decide(state, command, actor, room.now)
    for found in state._found.values():
        found.update({key: Said(each) for key, each in found.items() if type(each) is dict})
    revision, counts = state.revision, []
    for state.revision in range(revision, revision + 3):
        # With each revision lots fall otherwise, and now and then a place has to be drawn again.
        counts.append(work(lambda: decide(state, command, actor, room.now)))
    state.revision = revision
    return min(counts)


@cache
def crowd(notes: int, people: int) -> Crowd:
    return Crowd(notes, people)


def rooms_in(phase: Phase, *sizes: tuple[int, int]) -> list[Crowd]:
    """A meeting of each size in this phase."""
    rooms = [crowd(*size).copy() for size in sizes]
    for room in rooms:
        phase(room)
        room.wait(0.5)
        state = room.state
        state._entries = Said(state._entries)
        state._records = {kind: Said(records) for kind, records in state._records.items()}
    return rooms


class Measured:
    """What each command costs that is not refused: (phase, command, role) and how many times as much as in a small
    meeting, for each of the large ones."""

    def __init__(self, small: tuple[int, int], *large: tuple[int, int], phases: Iterable[Phase] = PHASES) -> None:
        self.ratios: dict[tuple[str, str, str], list[float]] = {}
        for phase in phases:
            rooms = rooms_in(phase, small, *large)
            for name in getattr(phase, "only", COMMANDS):
                kind = COMMANDS[name]
                for actor in (SYSTEM,) if kind.permission == "system" else (CHAIR, AUTHOR, READER):
                    if name not in FOR_ALL:
                        self._measure(phase.__name__, name, actor, rooms)

    def _measure(self, phase: str, name: str, actor: Actor, rooms: list[Crowd]) -> None:
        try:
            small, *large = (cost(room, command_for(room, name, actor), actor) for room in rooms)
        except Refusal:
            return
        self.ratios[phase, name, actor.role] = [each / small for each in large]

    @property
    def growing(self) -> dict[tuple[str, str, str], list[float]]:
        return {which: ratios for which, ratios in self.ratios.items() if max(ratios) > MOST}

    @property
    def missing(self) -> set[str]:
        return COMMANDS.keys() - FOR_ALL.keys() - {name for _, name, _ in self.ratios}


@pytest.fixture(autouse=True, scope="module")
def lots() -> Iterator[None]:
    """Lots are drawn here, as in a real meeting."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, value in REAL:
            if module is placement:
                patch.setattr(placement, name, value)
        yield


@pytest.mark.slow
def test_no_command_costs_more_with_a_full_wall_or_a_thousand_people():
    # A wall has at most 3,000 notes, and those that are written in private are as many again.
    others = Measured((20, 25), (2_950, 25), (20, 1_000), phases=[phase for phase in PHASES if phase is not alone])
    in_private = Measured((20, 25), (1_450, 25), (20, 1_000), phases=[alone])
    assert (others.growing, in_private.growing) == ({}, {})
    assert others.missing & in_private.missing == set(), "a command that is refused in all phases was not measured"
    assert FOR_ALL.keys() <= COMMANDS.keys()


def test_what_a_command_changes_is_compared_once_however_many_facets_follow(monkeypatch):
    """A picture of 3,000 notes was compared with the meeting seven times over, after each facet that had changed."""
    calls = Counter[str]()

    def count(name: str) -> None:
        method = getattr(Draft, name)
        monkeypatch.setattr(Draft, name, lambda *args: calls.update([name]) or method(*args))

    room = crowd(20, 25).copy()
    a_round(room)
    count("_write")
    count("_is_in_state")
    room.do(CHAIR, "agenda.next")
    assert calls["_is_in_state"] == calls["_write"] > 20


def test_what_nobody_is_told_is_not_encoded():
    """The pictures of all notes stay on the server; encoding them took a third of the time of a snapshot."""
    room = crowd(20, 25).copy()
    room.do(CHAIR, "snapshot.take")
    [revision, changes] = room.journal[-1]
    encoded: list[Any] = []
    Delta(room.state, revision - 1, lambda change: encoded.append(change))
    told = {change.kind for change in changes if change.audience != NOBODY}
    assert "pictured" in {change.kind for change in changes} and {kind for kind, *_ in encoded} == told


def newcomers(people: int, waiting: int, minutes: float = 1) -> Room:
    """A meeting into which so many people have come just now, and in which so many notes of theirs wait."""
    room = Room(people=people)
    room.carry_out_all()
    for number in range(waiting):
        room.note(person(2 + number % 20), f"note {number}")
    room.wait(minutes)
    room.state._records = {kind: Said(records) for kind, records in room.state._records.items()}
    return room


@pytest.mark.usefixtures("real_delays")
def test_what_newcomers_add_costs_no_more_with_a_thousand_people_or_where_a_thousand_notes_wait():
    late = Viewer("late", "participant")
    costs = []
    for people, waiting, minutes in ((25, 20, 1), (1_000, 20, 1), (25, 1_000, 5)):
        room = newcomers(people, waiting, minutes)
        room.join(late)
        costs.append(cost(room, command_for(room, "note.add", late), late))
    assert max(costs) <= MOST * costs[0]


@pytest.mark.usefixtures("real_delays")
def test_what_is_due_is_found_without_a_look_at_all_that_is_scheduled():
    def look(state: State) -> None:
        found = next_due(state)
        assert found and not DueTick().takes_long(state, found - 1, "")

    few, many = (newcomers(25, waiting).state for waiting in (20, 1_000))
    for state in (few, many):
        look(state)
    assert work(lambda: look(many)) == work(lambda: look(few))
