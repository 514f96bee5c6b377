"""Any sequence of commands by anyone: what must hold after every step of every meeting.

`make test` plays the same meetings each time; `make fresh` plays others, and `make soak` many more (see
tests/conftest.py). A failure prints the steps that the meeting took. Mend the fault, and keep the steps in KNOWN under
a name that says what was wrong: they are played again in every run, whatever the rules draw by then.
"""

import contextlib
import hashlib
import json
from collections import Counter
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import currently_in_test_context, settings
from hypothesis import note as print_with_failure
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from live_cop.meeting import registry
from live_cop.meeting.agenda.finish_time import AgendaTick
from live_cop.meeting.audience import CHAIR as CHAIRS
from live_cop.meeting.audience import EVERYONE, NOBODY, SHARED, Viewer
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.records import RECORDS
from live_cop.meeting.records.display import View
from live_cop.meeting.records.resources import ResourceFile
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.resources import OfferFile
from live_cop.meeting.state import Delta, State
from live_cop.meeting.voices.people import PersonArrive, PersonLeave
from live_cop.meeting.wall.merge_notes import words_when_merged
from live_cop.meeting.wall.photos import PhotoAdd

from ..support.without_delays import REAL, delay_nothing
from .room import ANN, BEN, BOARD, CHAIR, CLEO, HELPER, Room, pictures_of

#: Kinds of record that say openly who a person is or what they do, as anybody in a room could see.
OPEN = ("person", "turn", "hand", "seat")
VIEWERS = [ANN, BEN, CHAIR, HELPER, BOARD]
ACTORS = {viewer.person: viewer for viewer in VIEWERS}
SHARES = st.none() | st.floats(0, 1, allow_nan=False)
COLORS = st.sampled_from(["butter", "mint", "sky", "rose", "lilac", "sand"])
WORDS = st.sampled_from(["kind", "words", "", "x" * 501, "<b>", "\u202e\ud800", "🙂"])
#: What the server's own calls give is given by the steps `send_photo` and `offer_file`.
GIVEN = sorted(
    name
    for name, kind in registry.COMMANDS.items()
    if kind.permission != "system" and not kind.by_http_only and name != "meeting.close"
)
#: Pictures by their addresses; some people send the same one.
PICTURES = [hashlib.sha256(f"picture {number}".encode()).hexdigest() for number in range(6)]
CARDS = ("note", "removed", "folded", "photo", "removed_photo")
WALL = [name for name in GIVEN if name.split(".")[0] in ("note", "group", "undo", "hope", "photo")] + ["note.add"] * 3
SCALES = [name for name in GIVEN if name.startswith("scale.")] + ["scale.add", "scale.open", "scale.mark", "scale.mark"]
TEAMS = [name for name in GIVEN if name.split(".")[0] in ("team", "teams")] + [
    "teams.split", "teams.split", "team.join", "note.add", "note.add", "team.pick", "note.move", "zone.remove", "undo",
    "person.remove", "guest.add", "guest.remove", "agenda.start", "agenda.next",
]  # fmt: skip
VOICES = [name for name in GIVEN if name.split(".")[0] in ("round", "turn", "hand", "guest")]
SORTING = [name for name in GIVEN if name.split(".")[0] in ("vote", "notes")] + [
    "note.add", "note.add", "note.edit", "note.remove", "note.merge", "note.split", "note.too", "note.too",
    "note.untoo", "note.let", "note.restore", "zone.write_alone", "zone.show", "vote.give", "vote.give",
    "meeting.hold", "undo", "note.hide", "note.unhide",
    "person.remove", "person.let_in", "snapshot.take", "note.move", "group.add",
]  # fmt: skip
REPORT = [name for name in GIVEN if name.split(".")[0] in ("report", "recommendation", "resource")] + [
    "snapshot.take", "snapshot.edit", "snapshot.edit", "snapshot.move", "report.publish", "recommendation.add",
    "resource.take", "resource.take", "note.add", "meeting.close",
]  # fmt: skip
THREAD = [name for name in GIVEN if name.split(".")[0] in ("step", "date", "next", "invite", "review")]
AGENDA = [name for name in GIVEN if name.split(".")[0] in ("agenda", "section", "round")] + ["meeting.close"]


def wire(changes: list[list[Any]]) -> list[list[Any]]:
    return json.loads(msgspec.json.encode(changes))


class AnyMeeting(RuleBasedStateMachine):
    """A meeting in which anything happens, and five screens, each of which last updated at another revision.

    The rules draw what happens; the steps do it, and are recorded so that they can be replayed.
    """

    def __init__(self) -> None:
        super().__init__()
        #: The name of each step so far, with its arguments.
        self.steps: list[tuple[Any, ...]] = []

    @initialize(order=st.sampled_from(["standing", "solution", "blank"]))
    def opens(self, order: str) -> None:
        self.step("open", order)

    def step(self, what: str, /, *args: Any) -> None:
        self.steps.append((what, *args))
        closes = len(self.room.forgotten) if hasattr(self, "room") else 0
        getattr(self, what)(*args)
        # One that was announced happens while time goes by.
        if len(self.room.forgotten) > closes:
            self.on_close()

    def teardown(self) -> None:
        if self.steps and currently_in_test_context():
            print_with_failure(f"The steps, to be kept in KNOWN:\n{self.steps!r}")
        if self.steps:
            self.indexes_are_as_if_made_anew()

    def indexes_are_as_if_made_anew(self) -> None:
        """What is looked up at the end of a meeting was kept up to date with each of its changes."""
        state = self.room.state
        fresh = State.restore(state.code, state.epoch, state.revision, state.entries(), state.secret)
        for index, found in state._found.items():
            fresh.find(index, None)
            assert found == fresh._found[index]
            kept = {key: each for key, each in state._in_order[index].items() if each}
            assert kept == fresh._in_order[index]

    def open(self, order: str) -> None:
        self.room = Room(order)
        #: The state before the first entry of the room's journal.
        self.before = State(self.room.state.code, self.room.state.epoch, self.room.state.secret)
        self.room.join(HELPER, role="helper")
        self.room.join(CLEO)
        self.room.do(HELPER, "guest.add")
        # Records to act on from the first step.
        scale = self.room.scale(floor=3)
        for person, value in ((ANN, 2), (BEN, 9), (CLEO, 9), (HELPER, 9)):
            self.room.do(person, "scale.mark", scale=scale, value=value)
        notes = [self.room.note(person, zone=self.room.zone(-1)) for person in (ANN, BEN, ANN)]
        self.room.do(CHAIR, "group.add", zone=self.room.zone(), title="Together", notes=notes[:1])
        self.room.do(CHAIR, "note.remove", note=notes[2])
        self.room.do(CHAIR, "vote.open", zone=self.room.zone(), dots=2)
        for person, number in ((CHAIR, 0), (ANN, 1), (ANN, 2)):
            self.send_photo(person.person, self.room.zone(), PICTURES[number], None)
        waiting = sorted(self.room.state.of_kind("held_photo"))
        self.room.do(CHAIR, "photo.approve", photo=waiting[0])
        self.offer_file("ann", PICTURES[3])
        self.offer_file("ben", PICTURES[1])
        self.room.do(CHAIR, "resource.take", resource=min(self.room.state.of_kind("resource_offer")))
        self.pictures: set[str] = set()
        #: Notes whose authors are unknown since a close.
        self.settled: set[str] = set()
        hopes = self.room.do(CHAIR, "zone.add", title="Best hopes", role="hopes")["zone"]
        self.room.note(ANN, zone=hopes)
        self.room.note(BEN, zone=hopes)
        self.room.do(CHAIR, "hopes.ask")
        self.room.do(CHAIR, "question.add", text="What else?", group="else")
        self.screens: dict[Viewer, dict[tuple[str, str], Any]] = {viewer: {} for viewer in VIEWERS}
        self.cursor: dict[Viewer, int | None] = dict.fromkeys(VIEWERS)

    def some(self, data: st.DataObject, kind: str) -> str:
        ids = sorted(self.room.state.of_kind(kind))
        # Mostly the newest, so that several commands act on the same record; now and then one that does not exist.
        return data.draw(st.sampled_from([*ids[-3:], *ids[-1:] * 8, "no-such-id"]))

    @rule(data=st.data(), name=st.sampled_from(GIVEN), actor=st.sampled_from(VIEWERS))
    def anything(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor)

    @rule(data=st.data(), name=st.sampled_from(WALL), actor=st.sampled_from([ANN, CHAIR]))
    def on_the_wall(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor)

    @rule(data=st.data(), name=st.sampled_from(SCALES), actor=st.sampled_from([ANN, BEN, CHAIR]))
    def on_a_scale(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor if name in ("scale.mark", "scale.unmark") else CHAIR)

    @rule(data=st.data(), name=st.sampled_from(SORTING), actor=st.sampled_from([ANN, BEN, BEN, CHAIR]))
    def sorting_together(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor if registry.COMMANDS[name].permission != "chair" else CHAIR)

    @rule(data=st.data(), name=st.sampled_from(AGENDA))
    def on_the_agenda(self, data: st.DataObject, name: str) -> None:
        self.command(data, name, CHAIR)

    @rule(data=st.data(), name=st.sampled_from(THREAD), actor=st.sampled_from([ANN, BEN, CHAIR]))
    def on_what_comes_next(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor)

    @rule(data=st.data(), name=st.sampled_from(REPORT), actor=st.sampled_from([ANN, CHAIR, CHAIR, HELPER]))
    def for_the_report(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor)

    @rule(data=st.data(), name=st.sampled_from(VOICES), actor=st.sampled_from([ANN, BEN, CHAIR, HELPER]))
    def voices(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor)

    @rule(data=st.data(), name=st.sampled_from(TEAMS), actor=st.sampled_from([ANN, BEN, CHAIR]))
    def in_small_groups(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor if registry.COMMANDS[name].permission != "chair" else CHAIR)

    @rule(data=st.data(), name=st.sampled_from(GIVEN), actor=st.sampled_from([CHAIR, HELPER, ANN]))
    def for_a_guest(self, data: st.DataObject, name: str, actor: Viewer) -> None:
        self.command(data, name, actor, self.a_guest(data))

    def a_guest(self, data: st.DataObject) -> str:
        guests = sorted(id for id, person in self.room.state.of_kind("person").items() if person.guest is True)
        return data.draw(st.sampled_from([*guests, *guests, "ann", "no-such-person"]))

    @rule(data=st.data(), actor=st.sampled_from([ANN, ANN, BEN, CHAIR, HELPER]), picture=st.sampled_from(PICTURES))
    def a_photograph_comes(self, data: st.DataObject, actor: Viewer, picture: str) -> None:
        cut_from = self.some(data, "photo") if data.draw(st.booleans()) else None
        self.step("send_photo", actor.person, self.some(data, "zone"), picture, cut_from)

    def send_photo(self, person: str, zone: str, picture: str, cut_from: str | None) -> None:
        command = PhotoAdd(zone=zone, picture=picture, width=4, height=3, cut_from=cut_from or msgspec.UNSET)
        with contextlib.suppress(Refusal):
            self.room.give(ACTORS[person], command)

    @rule(actor=st.sampled_from([ANN, BEN, CHAIR]), picture=st.sampled_from(PICTURES))
    def a_file_is_offered(self, actor: Viewer, picture: str) -> None:
        self.step("offer_file", actor.person, picture)

    def offer_file(self, person: str, picture: str) -> None:
        command = OfferFile(title="A leaflet", file=ResourceFile(picture, "leaflet.webp", 9, "image/webp"))
        with contextlib.suppress(Refusal):
            self.room.give(ACTORS[person], command)

    def command(self, data: st.DataObject, name: str, actor: Viewer, guest: str | None = None) -> None:
        kind = registry.COMMANDS[name]
        args = {}
        for field in msgspec.structs.fields(kind):
            if field.required or data.draw(st.booleans()):
                args[field.encode_name] = self.value(data, name, field.encode_name, args)
        self.step("give", actor.person, name, args, guest)

    def give(self, person: str, name: str, args: dict[str, Any], guest: str | None = None) -> None:
        before = self.room.state.revision
        try:
            self.room.do(ACTORS[person], name, on_behalf_of=guest, **args)
        except Refusal:
            assert self.room.state.revision == before
        else:
            if name == "zone.show" and self.settled:
                # Notes written in private before a close have no known author.
                self.settled |= set(self.room.state.of_kind("note")) - set(self.room.state.of_kind("mine"))

    def on_close(self) -> None:
        self.settled = {id for kind in CARDS for id in self.room.state.of_kind(kind)}
        self.nothing_says_who_did_what()
        self.screens_hear_of_the_close()

    def screens_hear_of_the_close(self) -> None:
        """Some are sent what it changed; the others will get everything, since nobody knows any more what they miss."""
        for viewer in VIEWERS[::2]:
            self.show(viewer, self.room.last)
        for viewer in VIEWERS[1::2]:
            self.screens[viewer], self.cursor[viewer] = {}, None

    def nothing_says_who_did_what(self) -> None:
        """After the close no record is visible to one person only."""
        state = self.room.state
        assert {entry.audience for *_, entry in state.entries() if entry.record} <= set(SHARED)

    def value(self, data: st.DataObject, name: str, field: str, args: dict[str, Any]) -> Any:
        if name == "words.erase":
            with_words = sorted(kind for kind, record in RECORDS.items() if record.words)
            choices = {"kind": data.draw(st.sampled_from(with_words)), "field": None}
            return self.some(data, args["kind"]) if field == "id" else choices[field]
        if name == "meeting.close":
            return data.draw(st.sampled_from([None, None, 1, 90]))
        if name.startswith("question.") and field == "question":
            return self.some(data, "question")
        if name.startswith("question.") and field == "group":
            return data.draw(st.sampled_from(["else", "up"]))
        if name == "teams.split" and field in ("count", "how", "by", "minutes"):
            choices: dict[str, list[Any]] = {
                "count": [2, 2, 3],
                "how": ["mixed", "apart"],
                "by": ["chance", "chance", "choice"],
                "minutes": [1, 10],
            }
            return data.draw(st.sampled_from(choices[field]))
        if name == "resource.take" or (field == "resource" and data.draw(st.booleans())):
            return self.some(data, "resource_offer")
        if field in ("recommendation", "resource"):
            return self.some(data, field)
        if field == "photo":
            return self.some(data, "held_photo" if name in ("photo.approve", "photo.refuse") else "photo")
        if field == "who":
            return data.draw(st.sampled_from(["nobody", "helpers", "all", "all"]))
        if field == "was":
            return dict.fromkeys(("introduction", "caption", "text", "description"), data.draw(WORDS))
        if field == "crop":
            return data.draw(st.none() | st.just([self.some(data, "zone")]))
        if field == "scale_crop":
            return data.draw(st.none() | st.just([]) | st.just([self.some(data, "scale")]))
        if field == "left_out":
            return data.draw(st.booleans())
        if field == "url":
            return data.draw(st.sampled_from(["", "https://help.example/", "javascript:alert(1)"]))
        if name.startswith("recommendation.") and field == "to" and not name.endswith(".move"):
            return data.draw(WORDS)
        if field in ("team", "target"):
            return self.some(data, "team" if field == "team" else "zone")
        if name == "note.let" and field == "note":
            return self.some(data, "held")
        if field == "into":
            return self.some(data, "note")
        if field in ("note", "notes") and name != "note.merge" and data.draw(st.integers(0, 3)) == 0:
            kind = "removed_photo" if name in ("note.restore", "note.unhide") else "photo"
            return self.some(data, kind) if field == "note" else [self.some(data, kind)]
        if field == "person":
            return data.draw(st.sampled_from(["ann", "ben", "chair", "no-such-id"]))
        if field == "sort":
            return data.draw(st.sampled_from(["comment", "statement", "question", "data", None]))
        if field == "by":
            return data.draw(st.sampled_from(["votes", "too", None]))
        if field == "dots":
            return data.draw(st.integers(1, 3))
        if field == "on":
            return data.draw(st.booleans())
        if field in ("note", "zone", "group", "scale", "section", "snapshot", "turn", "hand", "step", "date", "invite"):
            kind = "removed" if name == "note.restore" else field
            return self.some(data, kind)
        if field == "guest":
            return self.a_guest(data)
        if field == "revision":
            return None
        if field in ("newcomer", "newcomers_first", "on", "ask"):
            return data.draw(st.booleans())
        if field == "after":
            return self.some(data, "section")
        if field == "notes":
            kind = "removed" if name == "note.unhide" else "note"
            return [self.some(data, kind) for _ in range(data.draw(st.integers(1, 3)))]
        if field == "at":
            return 1_800_000_000_000 + data.draw(st.integers(0, 9)) * 3_600_000
        if field == "by_when":
            return data.draw(st.sampled_from([None, "2026-12-03", "2026-02-30", "soon"]))
        if field == "state":
            return data.draw(st.sampled_from(["open", "noticed", "going", "let_go"]))
        if field == "stage":
            return data.draw(st.sampled_from(["forming", "storming", "performing", None]))
        if field in ("x", "y"):
            return data.draw(SHARES)
        if field == "color":
            return data.draw(COLORS)
        if field in ("low", "high", "floor"):
            return {"low": 1, "high": data.draw(st.sampled_from([3, 10])), "floor": 3}[field]
        if field in ("value", "good_enough", "minutes", "seconds", "to"):
            return data.draw(st.integers(0, 4) | st.integers(-2, 70))
        if field == "view":
            return data.draw(st.sampled_from(get_args(View)))
        if field == "kind":
            return data.draw(st.sampled_from(["open", "welcome", "round", "presentation", "scaling", "closing"]))
        if field == "role":
            return data.draw(st.sampled_from([None, "hopes"]))
        if field == "answer":
            return data.draw(
                st.sampled_from(
                    ["yes", "partly", "not_yet", None] if name == "hope.answer" else ["can", "maybe", "cannot", None]
                )
            )
        if field == "voice_seconds":
            return data.draw(st.sampled_from([9, 10, 60]))
        if field == "link":
            return data.draw(st.sampled_from([None, "https://slides.example/1", "javascript:alert(1)"]))
        if field == "place":
            return data.draw(st.sampled_from(["room", "remote"]))
        return data.draw(WORDS)

    @rule(data=st.data())
    def merges_and_splits(self, data: st.DataObject) -> None:
        """After a merge and a split, each of two notes has its own text and marks again."""
        state = self.room.state
        zone = data.draw(st.sampled_from(sorted(state.of_kind("zone"))))
        plain = sorted(id for id, note in state.public("note").items() if note.zone == zone and not note.merged)
        if len(plain) < 2 or self.is_closed():
            return
        one, two = data.draw(st.permutations(plain[-4:]))[:2]
        before = self.marks_of(one, two)
        self.step("give", "chair", "note.merge", {"notes": [two], "into": one})
        self.marks_and_dots_are_counted_once()
        self.step("give", "chair", "note.split", {"note": one})
        assert self.marks_of(one, two) == before

    def marks_of(self, *notes: str) -> Any:
        """The texts of these notes, their counts of marks, and who gave the marks."""
        state = self.room.state
        said = [
            (note.text, note.signed, note.too or 0, note.votes or 0) for note in map(state.of_kind("note").get, notes)
        ]
        dots = {id: [dots.notes.get(note, 0) for note in notes] for id, dots in state.of_kind("dots").items()}
        return said, {id for id, too in state.of_kind("too").items() if too.note in notes}, dots

    @rule(actor=st.sampled_from([ANN, BEN]))
    def erases_their_own(self, actor: Viewer) -> None:
        """A person who erases their own notes removes nobody else's text from the wall."""
        if self.room.state.get("kept_out", actor.person) or self.is_closed():
            return
        # What others erased before is gone first.
        self.step("carry_out")
        of_others = Counter(self.words_on_the_wall(but_of=actor.person))
        own = {id for id in self.room.state.of_kind("mine") if self.room.state.audience("mine", id) == actor.person}
        self.step("give", actor.person, "notes.erase_mine", {})
        self.step("carry_out")
        # What waited may have been shown meanwhile.
        assert not of_others - Counter(self.words_on_the_wall())
        assert not own & {id for kind in CARDS for id in self.room.state.of_kind(kind)}

    @rule()
    def what_was_scheduled_happens(self) -> None:
        self.step("carry_out")

    def carry_out(self) -> None:
        self.room.carry_out_all()
        assert not self.room.state.of_kind("leaving")

    def words_on_the_wall(self, but_of: str = "") -> list[str]:
        """The text that everyone can read on notes and merged notes, without the notes of one person."""
        state = self.room.state
        shown = state.public("note")
        inner = {id: note for id, note in state.of_kind("folded").items() if note.into in shown}
        notes = {**shown, **inner}
        return sorted(note.text for id, note in notes.items() if not but_of or state.audience("mine", id) != but_of)

    def is_closed(self) -> bool:
        return bool(self.room.state.get("meeting", "meeting").state == "closed")

    @rule(minutes=st.floats(0, 30))
    def time_goes_by(self, minutes: float) -> None:
        self.step("wait", minutes)

    def wait(self, minutes: float) -> None:
        self.room.wait(minutes)
        self.room.system(DueTick())
        self.room.system(AgendaTick())
        self.room.system(DueTick())

    @rule(viewer=st.sampled_from([ANN, BEN, CHAIR]), online=st.booleans())
    def comes_and_goes(self, viewer: Viewer, online: bool) -> None:
        self.step("arrive" if online else "leave", viewer.person)

    def arrive(self, person: str) -> None:
        self.room.system(PersonArrive(person=person))

    def leave(self, person: str) -> None:
        self.room.system(PersonLeave(person=person))

    @rule(viewer=st.sampled_from(VIEWERS))
    def reconnects(self, viewer: Viewer) -> None:
        self.step("catch_up", viewer.person)

    def catch_up(self, person: str) -> None:
        """A screen that catches up from its revision shows exactly what a new screen would."""
        self.show(ACTORS[person], self.room.state)

    def show(self, viewer: Viewer, state: State) -> None:
        screen = self.screens[viewer]
        since = self.cursor[viewer]
        for kind, id, record in wire(state.since(since, viewer)):
            if record is None:
                screen.pop((kind, id), None)
            else:
                screen[(kind, id)] = record
        self.cursor[viewer] = state.revision
        assert screen == {(k, i): r for k, i, r in wire(state.since(None, viewer))}
        if not viewer.sees_any(Delta(state, since).audiences):
            assert wire(state.since(since, viewer)) == wire(state.since(since, Viewer("", "board")))

    @invariant()
    def nothing_private_is_shared(self) -> None:
        for viewer in VIEWERS:
            for kind, id, _ in self.room.state.since(None, viewer):
                assert kind not in ("tally", "counted", "picture", "pictured", "folded")
                assert kind not in ("device", "scheduled")
                if kind in ("held", "held_photo", "log", "kept_out"):
                    assert viewer.is_chair_or_helper
                if kind in (
                    "mine", "mark", "undo", "hand_too", "too", "dots", "hope", "offer", "date_mark", "suggested",
                    "review_answer", "saved", "leaving", "refused_photo", "turn_offer", "own_resource_offer",
                ):  # fmt: skip
                    assert self.room.state.audience(kind, id) == viewer.person
                if kind in ("removed", "removed_photo"):
                    assert viewer.is_chair_or_helper or self.room.state.audience(kind, id) == viewer.person
                if kind in ("invite", "resource_offer"):
                    saved = self.room.state.get("saved", id) is not None
                    assert viewer.is_chair_or_helper or (saved and self.room.state.audience(kind, id) == viewer.person)

    @invariant()
    def what_is_hidden_is_in_no_picture_and_with_its_author_alone(self) -> None:
        state = self.room.state
        for id, note in state.of_kind("note").items():
            audience, waits = state.audience("note", id), state.get("saved", id) is not None
            if audience == EVERYONE:
                assert note.held is msgspec.UNSET and note.alone is msgspec.UNSET and not waits
                continue
            assert audience == (state.audience("mine", id) or NOBODY)
            reviewed = note.held is True and not waits
            assert [reviewed, waits, note.alone is True].count(True) == 1
            assert note.alone is not True or state.get("zone", note.zone).alone
            assert (state.get("held", id) is not None) == reviewed
            for viewer in VIEWERS:
                seen = [record for kind, key, record in state.since(None, viewer) if (kind, key) == ("note", id)]
                assert bool(seen) == (viewer.person == audience)
        assert set(state.of_kind("held")) <= set(state.of_kind("note"))
        for id, photo in state.of_kind("photo").items():
            audience, waits = state.audience("photo", id), state.get("saved", id) is not None
            if audience == EVERYONE:
                assert photo.state is msgspec.UNSET and not waits
                continue
            assert audience == (state.audience("mine", id) or NOBODY)
            assert (state.get("held_photo", id) is not None) == (not waits)
        assert set(state.of_kind("held_photo")) <= set(state.of_kind("photo"))
        # A new picture holds the notes that everyone sees at that revision. Later, text may be erased from it.
        for revision, changes in self.room.journal[-1:]:
            for kind, id, picture, _ in changes:
                if kind == "picture" and picture and id not in self.pictures:
                    assert dict(pictures_of(state)[id].notes) == state.public("note"), revision
                    assert dict(pictures_of(state)[id].photos) == state.public("photo"), revision
        self.pictures |= set(state.of_kind("picture"))

    @invariant()
    def marks_and_dots_are_counted_once(self) -> None:
        state = self.room.state
        given = [too.note for too in state.of_kind("too").values() if not too.lent and too.waits is not True]
        lent = [note.into for note in state.of_kind("folded").values() for _ in range(note.lent)]
        toos = given + lent
        for kind in CARDS:
            for id, note in state.of_kind(kind).items():
                # After a close the counts remain and the records of who gave the marks do not.
                forgotten = bool(self.settled) and toos.count(id) <= (note.too or 0)
                assert forgotten or toos.count(id) == (note.too or 0), (kind, id)
        for id, too in state.of_kind("too").items():
            assert id == f"{too.note}.{state.audience('too', id)}"
            if too.lent:
                assert state.get("too", f"{too.lent}.{state.audience('too', id)}")
                assert state.get("folded", too.lent).into == too.note
            else:
                assert state.audience("mine", too.note) != state.audience("too", id)
        for id, dots in state.of_kind("dots").items():
            zone = state.get("zone", dots.zone)
            assert zone.voting and id == f"{dots.zone}.{state.audience('dots', id)}"
            assert sum(dots.notes.values()) + dots.left == zone.dots and dots.left >= 0
            cards = {**state.of_kind("note"), **state.of_kind("photo")}
            assert all(cards[card].zone == dots.zone and n > 0 for card, n in dots.notes.items())
        for id, zone in state.of_kind("zone").items():
            alone = [note for note in state.of_kind("note").values() if note.zone == id and note.alone is True]
            assert zone.waiting == len(alone)
            # Whoever has given dots stays a voter.
            assert zone.voters == sum(1 for dots in state.of_kind("dots").values() if dots.zone == id)
        merged: dict[str, list[str]] = {}
        for folded in state.of_kind("folded").values():
            merged.setdefault(folded.into, []).append(words_when_merged(folded))
        there = {**state.of_kind("note"), **state.of_kind("removed")}
        assert {id: sorted(note.merged) for id, note in there.items() if note.merged} == {
            id: sorted(words) for id, words in merged.items()
        }

    @invariant()
    def nobody_is_named_where_others_look(self) -> None:
        """No record that others see names a person, except that they are here, have a turn, a raised hand or a seat."""
        for kind, id, entry in self.room.state.entries():
            if entry.record is None or entry.audience == NOBODY or kind in OPEN:
                continue
            if kind == "log" and entry.record.of.startswith("person."):
                # The chair knows whom they banned.
                continue
            text = msgspec.json.encode(entry.record).decode()
            for viewer in (ANN, BEN):
                if entry.audience == viewer.person:
                    continue
                assert f'"{viewer.person}"' not in text and (kind == "kept_out" or viewer.person not in id.split("."))

    @invariant()
    def the_records_agree_with_each_other(self) -> None:
        state = self.room.state
        assert len([s for s in state.of_kind("section").values() if s.state == "now"]) <= 1
        timer = state.get("timer", "timer")
        assert timer is None or state.get("section", timer.section).state == "now"
        assert len([t for t in state.of_kind("turn").values() if t.state == "speaking"]) <= 1
        assert set(state.of_kind("note")) - self.settled <= set(state.of_kind("mine"))
        self.the_voices_agree()
        self.the_groups_agree()
        assert not set(state.of_kind("note")) & set(state.of_kind("removed"))
        assert set(state.of_kind("photo")) - self.settled <= set(state.of_kind("mine"))
        assert not set(state.of_kind("photo")) & set(state.of_kind("removed_photo"))
        offers = {*state.of_kind("resource_offer"), *state.of_kind("resource")}
        assert set(state.of_kind("own_resource_offer")) <= offers
        assert not set(state.of_kind("resource_offer")) & set(state.of_kind("resource"))
        assert all(1 <= len(note.text) <= 500 for note in state.of_kind("note").values())
        for note in (*state.of_kind("note").values(), *state.of_kind("photo").values()):
            assert state.get("zone", note.zone) and 0 <= note.x <= 1 and 0 <= note.y <= 1
            assert note.group is None or state.get("group", note.group).zone == note.zone
        for id, scale in state.of_kind("scale").items():
            marks = [mark.value for mark in state.of_kind("mark").values() if mark.scale == id]
            if not scale.settled:
                assert scale.received == len(marks)
                values = self.counted(id) if scale.shown else []
                counts = [values.count(step) for step in range(scale.low, scale.high + 1)]
                assert scale.counts == (counts if values else msgspec.UNSET)
                assert (scale.answers, scale.not_today) == (sum(counts), values.count(None))
        hopes = state.get("hopes", "hopes")
        if hopes is not None and not hopes.settled:
            assert hopes.received == len({state.audience("hope", id) for id in state.of_kind("hope")})
            assert hopes.spread is msgspec.UNSET and not self.counted("hopes"), "these people are too few"
        for section in state.of_kind("section").values():
            assert section.scale is None or state.get("scale", section.scale)
            assert section.link in (None, "https://slides.example/1")
        for kind in ("section", "zone"):
            orders = [record.order for record in state.of_kind(kind).values()]
            assert len(set(orders)) == len(orders)

    def the_voices_agree(self) -> None:
        """A person has at most one turn and one hand, the counts match the records, and all ends with the section."""
        state = self.room.state
        turns, hands = list(state.of_kind("turn").values()), state.of_kind("hand")
        open_turns = [turn for turn in turns if turn.state in ("waiting", "speaking")]
        assert len({turn.person for turn in turns}) == len({turn.order for turn in turns}) == len(turns)
        assert len({hand.person for hand in hands.values()}) == len(hands)
        assert all(state.get("person", each.person) for each in [*open_turns, *hands.values()])
        assert len([hand for hand in hands.values() if hand.state == "speaking"]) <= (0 if open_turns else 1)
        for id, hand in hands.items():
            assert hand.too == len([said for said in state.of_kind("hand_too").values() if said.hand == id])
        on = [id for id, section in state.of_kind("section").items() if section.state == "now"]
        assert {turn.section for turn in open_turns} <= set(on) and (on or not hands)
        for id, kept in state.of_kind("round").items():
            assert (kept.state == "on") == any(turn.section == id for turn in open_turns)
            done = len([turn for turn in turns if turn.section == id and turn.state == "done"])
            assert done == 0 or kept.heard_room + kept.heard_remote == done

    def the_groups_agree(self) -> None:
        """Each seat belongs to an existing group, each group has a wall, and chance makes groups of even size."""
        state = self.room.state
        kept, all_teams, seats = state.get("teams", "teams"), state.of_kind("team"), state.of_kind("seat")
        on = [id for id, team in all_teams.items() if team.state == "on"]
        sections_on = [section for section in state.of_kind("section").values() if section.state == "now"]
        assert bool(on) == (kept is not None and kept.state != "over") and (sections_on or not on)
        assert {seat.team for seat in seats.values()} <= set(all_teams) and set(seats) <= set(state.of_kind("person"))
        assert not set(seats) & set(state.of_kind("kept_out"))
        assert {id: team.zone for id, team in all_teams.items()} == {
            zone.team: id for id, zone in state.of_kind("zone").items() if zone.team
        }
        changed = self.room.journal[-1][1] if self.room.journal else []
        if kept and kept.by == "chance" and any(change.kind == "team" and change.id in on for change in changed):
            people = {id for id, person in state.public("person").items() if person.role == "participant"}
            here = {id for id, device in state.of_kind("device").items() if device.counted in ("room", "remote")}
            guests = {id for id in people if state.get("person", id).guest is True}
            assert people & (here | guests) == set(seats)
            sizes: dict[Any, list[int]] = {}
            for id in on:
                of = [seat for seat in seats.values() if seat.team == id]
                sizes.setdefault(all_teams[id].place, []).append(len(of))
            assert all(max(of) - min(of) <= 1 and min(of) >= 1 for of in sizes.values())

    def counted(self, question: str) -> list[Any]:
        """The answers of which the last published counts of a question were made."""
        return [each.value for each in self.room.state.of_kind("counted").values() if each.of == question]

    @invariant()
    def what_comes_next_is_counted_right(self) -> None:
        state = self.room.state
        for id, date in state.of_kind("date").items():
            marks = [mark.answer for mark in state.of_kind("date_mark").values() if mark.date == id]
            assert not marks if date.settled else date.received == len(marks)
            assert (date.can, date.maybe, date.cannot) == (0, 0, 0) and not self.counted(id)
        for id, step in state.of_kind("step").items():
            # When the meeting closes, the names stay and the offers are destroyed.
            offers = [offer.name for offer in state.of_kind("offer").values() if offer.step == id]
            assert all(step.who.count(name) >= offers.count(name) for name in offers)
        assert all(state.get("step", offer.step) for offer in state.of_kind("offer").values())
        assert all(state.get("date", mark.date) for mark in state.of_kind("date_mark").values())
        invites = state.get("invites", "invites")
        shown = [id for id in state.of_kind("invite") if state.audience("invite", id) == CHAIRS]
        assert (invites.count if invites else 0) == len(shown)
        assert set(state.of_kind("suggested")) <= set(state.of_kind("invite"))
        review = state.get("review", "review")
        answers = [answer.stage for answer in state.of_kind("review_answer").values()]
        if review is not None:
            assert not answers if review.settled else review.received == len(answers)
            assert review.counts is msgspec.UNSET and review.answers == 0
        questions = {*state.of_kind("scale"), *state.of_kind("date"), "hopes", "review"}
        assert {each.of for each in state.of_kind("counted").values()} <= questions
        assert set(state.of_kind("tally")) <= questions

    @invariant()
    def the_report_is_everyones_once_it_is_published(self) -> None:
        state = self.room.state
        audience = EVERYONE if state.get("report", "report").published else CHAIRS
        for kind in ("report", "recommendation", "resource"):
            shared = {id for id, each in state.of_kind(kind).items() if kind == "resource" and each.shared}
            assert {state.audience(kind, id) for id in state.of_kind(kind) if id not in shared} <= {audience}
            assert {state.audience(kind, id) for id in shared} <= {EVERYONE}
        for kind in ("recommendation", "resource", "snapshot"):
            orders = [record.order for record in state.of_kind(kind).values()]
            assert len(set(orders)) == len(orders)
        assert all(resource.url in ("", "https://help.example/") for resource in state.of_kind("resource").values())
        pictures = pictures_of(state)
        for id, snapshot in state.of_kind("snapshot").items():
            filled = {card.zone for _, card in (*pictures[id].notes, *pictures[id].photos)}
            assert set(snapshot.zones) == filled and (snapshot.crop is None or set(snapshot.crop) < filled)
            scales = {id for id, _ in pictures[id].scales}
            assert set(snapshot.scales) == scales and (snapshot.scale_crop is None or set(snapshot.scale_crop) < scales)

    @invariant()
    def the_journal_rebuilds_the_meeting(self) -> None:
        before = self.before
        again = State.restore(before.code, before.epoch, before.revision, before.entries())
        for revision, changes in self.room.journal:
            again.apply(revision, changes)
            if revision in self.room.forgotten:
                again = again.without_history(*self.room.forgotten[revision])
        assert again.entries() == self.room.state.entries()
        stored = State.restore(again.code, again.epoch, again.revision, again.entries())
        assert stored.since(None, CHAIR) == self.room.state.since(None, CHAIR)


class AnyMeetingWithDelays(AnyMeeting):
    """The same with the delays of a real meeting, from the moment at which it has been set up."""

    def open(self, order: str) -> None:
        super().open(order)
        for module, name, value in REAL:
            setattr(module, name, value)

    def teardown(self) -> None:
        delay_nothing()
        super().teardown()

    @invariant()
    def what_waits_will_be_shown(self) -> None:
        """Each record that waits is there, belongs to its author alone, and is scheduled; and nothing else is."""
        state = self.room.state
        for id, saved in state.of_kind("saved").items():
            assert state.audience(saved.of, id) == state.audience("saved", id) not in SHARED
        devices = state.of_kind("device")
        shows = {f"show.{saved.of}.{id}" for id, saved in state.of_kind("saved").items()}
        shows |= {f"show.device.{id}" for id, device in devices.items() if device.is_returning}
        # There are too few people here for anybody to be counted again.
        shows |= {"show.person.all"} if any(device.is_arriving for device in devices.values()) else set()
        assert {id for id, each in state.of_kind("scheduled").items() if each.what == "show"} == shows


AnyMeeting.TestCase.settings = settings(stateful_step_count=40)
TestAnyMeeting = AnyMeeting.TestCase
AnyMeetingWithDelays.TestCase.settings = settings(stateful_step_count=40)
TestAnyMeetingWithDelays = AnyMeetingWithDelays.TestCase

#: Meetings in which a fault was found once.
KNOWN: dict[str, list[tuple[Any, ...]]] = {
    "erasing left empty zones in a picture": [
        ("open", "blank"),
        ("give", "chair", "snapshot.take", {}),
        ("give", "ann", "notes.erase_mine", {}),
        ("give", "ben", "notes.erase_mine", {}),
    ],
}


def play(meeting: AnyMeeting, steps: list[tuple[Any, ...]]) -> None:
    for what, *args in steps:
        meeting.step(what, *args)
        for each in meeting.invariants:
            each.function(meeting)


@pytest.mark.parametrize("name", KNOWN)
def test_a_meeting_that_once_went_wrong(name: str) -> None:
    play(AnyMeeting(), KNOWN[name])
