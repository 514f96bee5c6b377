"""Thousands of commands as nobody should send them, from people in every role and from strangers: nothing changes
without permission, nobody else notices, and what does change is whole.

One person may give ten commands a second, thirty at once; who sends more is refused before anything is looked at, and a
test that ran into that would show nothing. So each role is played by many, each with a bucket of their own, who keep to
the pace themselves: participants are many people of one meeting; all boards of a meeting share one bucket and a meeting
has one chair, so there are as many meetings for them. At the end the server's own figures must say that hardly anything
was refused for its pace, and that each command came as far as the rules.
"""

import random
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
import requests

from live_cop.live.transport import json_codec
from live_cop.meeting.audience import Viewer
from live_cop.meeting.records.wall import Note
from live_cop.meeting.registry import COMMANDS
from live_cop.store import opening
from live_cop.store.meetings import load

from ...live.screens import zone_of
from ...support.patience import FairClock, until
from ..crashes.test_kill import is_whole
from ..lag import on_time
from ..long import times
from .mutants import Mutants
from .raw import Raw, frame
from .test_hostile import goes_on, no_traceback

ROLES = ("participant", "chair", "helper", "board", "stranger")
#: So many in each role.
CROWD = 10
PACKETS = times(4_000, 1_000_000)
#: A little less than a person may.
PER_SECOND, BURST = 9.0, 25.0
#: What only the chair's side may change.
OF_THE_CHAIR = {"meeting", "section", "timer", "zone", "group", "snapshot", "picture", "pictured", "report", "removed"}
_COUNTED = re.compile(r'^live_cop_commands_total\{name="([^"]+)",outcome="([^"]+)"\} (\S+)$', re.M)


class Attacker:
    """A client that sends invalid packets, no faster than a person may, and reconnects when it is disconnected."""

    def __init__(self, come: Callable[[], Raw], mutants: Mutants, clock: FairClock) -> None:
        self._come, self._mutants, self._clock = come, mutants, clock
        self._raw = come()
        self._level, self._at = BURST, clock.seconds()
        self.sent = 0

    def send(self) -> None:
        """The next packet, if it is time for it."""
        now = self._clock.seconds()
        self._level, self._at = min(BURST, self._level + (now - self._at) * PER_SECOND), now
        if self._level < 1:
            return
        packet = self._mutants.packet()
        alive = self._raw.drained() and self._raw.push(frame(packet.encode(errors="replace")))
        self._level -= 1
        self.sent += 1
        # Anything but an event may have been a disconnect packet, after which nobody listens on an open connection.
        if not alive or not packet.startswith("42"):
            self.leave()
            self._raw = self._come()

    def leave(self) -> None:
        self._raw.close()


def state_of(server, code: str) -> Any:
    """The meeting as it is on the disk."""
    with opening.reading(server.data) as found:
        loaded = load.load(found.db, code)
    assert loaded is not None
    return loaded.state


def records(server, code: str) -> dict[tuple[str, str], Any]:
    return {(kind, id): entry.record for kind, id, entry in state_of(server, code).entries()}


def ids_of(server, code: str) -> dict[str, list[str]]:
    """The ids that there are, of the records that a command can be about."""
    found: dict[str, list[str]] = {}
    for (kind, id), record in records(server, code).items():
        if record is not None and kind in {"note", "zone", "group", "section", "scale", "snapshot", "turn", "person"}:
            found.setdefault(kind, []).append(id)
    return found


def furnished(meeting) -> Any:
    """A meeting in which there is one of everything; the screens of its chair and of a good member."""
    chair, good = meeting.chair(), meeting.person(name="Good")
    chair.do("agenda.start")
    zone = zone_of(chair)
    mine = [good.do("note.add", zone=zone, text=f"mine {n}")["note"] for n in range(5)]
    theirs = [chair.do("note.add", zone=zone, text=f"the chair's {n}")["note"] for n in range(3)]
    chair.do("group.add", zone=zone, title="Together", notes=theirs[:2])
    scale = chair.do("scale.add", question="How sure are we?")["scale"]
    chair.do("scale.open", scale=scale)
    good.do("scale.mark", scale=scale, value=7)
    chair.do("scale.add", question="A draft")
    chair.do("snapshot.take", title="Before")
    good.do("note.remove", note=mine[-1])
    return chair, good


def cookies_of(link: str) -> requests.Session:
    session = requests.Session()
    session.get(link, timeout=10).raise_for_status()
    return session


class Stage:
    """The meetings and who attacks in them."""

    def __init__(self, server, meet) -> None:
        self._server, self._meet = server, meet
        self._chance = random.Random(5)
        # A server that the machine keeps waiting must not find too many packets at once.
        self._clock = FairClock()
        self.chaired, self.watched = [meet(server) for _ in range(CROWD)], [meet(server) for _ in range(CROWD)]
        self.members = meet(server)
        self.screens = [furnished(meeting) for meeting in (self.members, *self.chaired, *self.watched)]
        joined = [self.members.join() for _ in range(CROWD)]
        self.screens[0][0].do("round.start")
        self.attackers = [*self._come_in(self.members, joined)]
        for meeting in self.chaired:
            link = meeting.session.post(f"{server.url}/api/meetings/{meeting.code}/helper-link", timeout=10).json()
            self.attackers += self._come_in(meeting, [meeting.session, cookies_of(link["helper_url"])])
        for meeting in self.watched:
            self.attackers += self._come_in(meeting, [cookies_of(meeting.links["board_url"]), None])

    def _come_in(self, meeting, sessions: list[requests.Session | None]) -> Iterator[Attacker]:
        ids = ids_of(self._server, meeting.code)
        port, code = self._server.port, meeting.code
        for session in sessions:
            mutants = Mutants(random.Random(self._chance.random()), ids)
            come = (lambda s=session: Raw.joined(port, code, s)) if session else lambda: Raw(port)
            yield Attacker(come, mutants, self._clock)

    def play(self, goes_on: Callable[[], None]) -> None:
        """Everybody sends what is theirs to send; the good go on now and then."""
        each, looked_at = PACKETS // len(self.attackers), self._clock.seconds()
        while waiting := [attacker for attacker in self.attackers if attacker.sent < each]:
            for attacker in waiting:
                attacker.send()
            if self._clock.seconds() - looked_at > 1:
                goes_on()
                looked_at = self._clock.seconds()
            # The server needs the processor more than somebody who waits for a turn.
            time.sleep(0.005)
        for attacker in self.attackers:
            attacker.leave()


def unless_online(all_: dict[tuple[str, str], Any]) -> dict[tuple[str, str], Any]:
    """The records without what changes with time: whose device is on line, and when the meeting will end."""
    return {
        key: msgspec.structs.replace(record, online=False) if key[0] == "person" and record else record
        for key, record in all_.items()
        if key[0] not in ("plan", "device", "present", "scheduled")
    }


def not_for_members(all_: dict[tuple[str, str], Any], good: str, mine: set[str]) -> dict[tuple[str, str], Any]:
    """What no other member may change: all that is the chair's, and all that belongs to one good person."""
    found = {}
    for (kind, id), record in unless_online(all_).items():
        if kind in OF_THE_CHAIR or id in mine or (kind in {"person", "undo"} and id == good):
            found[kind, id] = record
        if kind == "note" and (kind, id) in found and record:
            # Anyone may say "me too".
            found[kind, id] = msgspec.structs.replace(record, too=msgspec.UNSET)
        elif kind == "scale" and record:
            found[kind, id] = msgspec.structs.replace(record, counts=msgspec.UNSET, answers=0, not_today=0, received=0)
        elif kind == "board" and record:
            found[kind, id] = record.view, record.zone, record.scale
    return found


def outcomes(server) -> dict[tuple[str, str], int]:
    """How many commands came to which end."""
    text = requests.get(f"{server.url}/metrics", timeout=10).text
    return {(name, outcome): int(float(count)) for name, outcome, count in _COUNTED.findall(text)}


def showed_something(server) -> None:
    """Hardly anything was refused for its pace, and every command that there is came as far as the rules."""
    counted = outcomes(server)
    ends: dict[str, int] = {}
    for (_, outcome), count in counted.items():
        ends[outcome] = ends.get(outcome, 0) + count
    print(sorted(ends.items(), key=lambda item: -item[1]))
    assert sum(ends.values()) > PACKETS * 0.4
    assert ends.get("too_fast", 0) < sum(ends.values()) * 0.02
    assert "our_fault" not in ends and "not_saved" not in ends
    assert {"ok", "bad_args", "bad_command", "too_big", "not_allowed", "not_yours"} <= ends.keys()
    early = {"too_fast", "bad_command", "too_big", "bad_args", "unknown_command"}
    decided = {name for name, outcome in counted if outcome not in early}
    open_to_people = {name for name, each in COMMANDS.items() if each.permission != "system" and not each.by_http_only}
    assert decided >= open_to_people


def shows_the_truth(server, meeting) -> None:
    """A new screen is shown exactly what is on the disk for it."""
    screen = meeting.chair()
    viewer = Viewer(screen.me, "chair")

    def same() -> bool:
        truth = msgspec.json.decode(json_codec.encode(state_of(server, meeting.code).since(None, viewer)))
        return screen.records == {(kind, id): record for kind, id, record in truth}

    until(same, 15)
    screen.leave()


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.timeout(0)
def test_mutated_commands_of_all_roles_change_nothing_and_harm_nobody(server, meet):
    room = meet(server)
    room.chair().do("agenda.start")
    bystander = room.person()
    stage = Stage(server, meet)
    good = stage.screens[0][1].me
    untouchable = set(ids_of(server, stage.members.code)["note"])
    before = {meeting.code: records(server, meeting.code) for meeting in (stage.members, *stage.watched)}
    with on_time(server):
        stage.play(lambda: goes_on(server, bystander))
    goes_on(server, bystander)
    now = records(server, stage.members.code)
    members = not_for_members(before[stage.members.code], good, untouchable)
    there = not_for_members(now, good, untouchable)
    assert {key: there.get(key) for key in members} == members
    # What members may do, they did: the wall has grown.
    assert sum(isinstance(record, Note) for record in now.values()) > len(untouchable)
    for meeting in stage.watched:
        assert unless_online(records(server, meeting.code)) == unless_online(before[meeting.code])
    for meeting in stage.chaired:
        shows_the_truth(server, meeting)
    showed_something(server)
    no_traceback(server)
    server.stop()
    for meeting in (stage.members, *stage.chaired, *stage.watched):
        is_whole(server, meeting.code)
    server.start()
