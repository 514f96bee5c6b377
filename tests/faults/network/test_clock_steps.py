"""Somebody sets the clock of the machine in the middle of a meeting: no timer jumps, nobody is disconnected, and
people can still join and return."""

import os
import time
from pathlib import Path

import pytest

from ...support.servers import Server
from ...support.thorough import first
from ..hostile.raw import Raw

#: How wrong a timer may be on any screen.
RIGHT_MS = 250
HOUR = 3600
#: The server asks after twenty seconds whether a screen is still there.
ASKED_WITHIN = 30


class Adjustable(Server):
    """A server on a machine whose wall clock can be set."""

    MODULE = "tests.faults.network.wall_clock"

    def __init__(self, data: Path) -> None:
        self._clock = data.parent / "wall_clock"
        self.set_clock(0)
        super().__init__(data, WALL_CLOCK=str(self._clock))

    def set_clock(self, seconds: float) -> None:
        """From now on the wall clock is wrong by so much."""
        new = self._clock.with_suffix(".new")
        new.write_text(str(seconds))
        os.replace(new, self._clock)  # noqa: PTH105


@pytest.fixture
def machine(tmp_path):
    server = Adjustable(tmp_path / "data")
    yield server
    server.stop()


def wrong_by(screen) -> float:
    """How far the server's time is from the right one, in milliseconds."""
    sent = time.time() * 1000
    now = screen.send({"sent": sent}, event="clock")["now"]
    return max(sent - now, now - time.time() * 1000, 0)


def comes(meeting, session):
    """A screen of this person, who was told the right time when they came in."""
    before = time.time() * 1000
    screen = meeting.screen(session)
    assert before - RIGHT_MS < screen.welcome["now"] < time.time() * 1000 + RIGHT_MS
    return screen


def ends(screen) -> float:
    """When this screen's timer ends, on the clock that it asks the server for."""
    return screen.one("timer")["ends_at"]


@pytest.mark.parametrize("step", first(2, [-HOUR, 365 * 24 * HOUR, HOUR, -365 * 24 * HOUR]))
def test_no_timer_jumps_and_everyone_may_join(machine, meet, step):
    meeting = meet(machine)
    chair = meeting.chair()
    chair.do("agenda.start")
    session = meeting.join()
    old = meeting.screen(session)
    ended: list[str] = []
    for screen in (chair, old):
        screen.client.on("disconnect", lambda *_: ended.append("somebody"))
    before = ends(chair)
    machine.set_clock(step)
    assert wrong_by(chair) < RIGHT_MS and wrong_by(old) < RIGHT_MS
    # Minutes that are given now are counted from the right moment.
    chair.do("agenda.extend", minutes=1)
    assert ends(chair) == before + 60_000
    # Somebody comes back with the cookie from before, somebody new comes, and comes back too.
    again = comes(meeting, session)
    newcomer = meeting.join()
    new, new_again = comes(meeting, newcomer), comes(meeting, newcomer)
    assert again.me == old.me and new_again.me == new.me != old.me
    assert ends(again) == ends(new) == ends(chair)
    # And when it is right again, with what was given while it was wrong.
    machine.set_clock(0)
    assert comes(meeting, newcomer).me == new.me and comes(meeting, session).me == old.me
    assert wrong_by(new) < RIGHT_MS
    assert not ended


@pytest.mark.parametrize("wrong", first(1, [HOUR, -HOUR]))
@pytest.mark.slow
def test_a_machine_that_was_wrong_and_is_right_after_a_restart_knows_its_people(machine, meet, wrong):
    """The server started with the wrong time. It was put right, and the server started again."""
    machine.stop()
    machine.set_clock(wrong)
    machine.start()
    meeting = meet(machine)
    session = meeting.join()
    person = meeting.screen(session).me
    machine.stop()
    machine.set_clock(0)
    machine.start()
    assert meeting.screen(session).me == person


@pytest.mark.slow
def test_a_client_that_owes_a_pong_while_the_clock_is_set_is_not_disconnected(machine, meet):
    meeting = meet(machine)
    chair = meeting.chair()
    raw = Raw.joined(machine.port, meeting.code, meeting.join())
    raw.sock.settimeout(ASKED_WITHIN)
    raw._until(b"\x81\x012")
    machine.set_clock(HOUR)
    # An upgrade that was done long ago is answered by the library itself, and before each packet of its own it looks
    # whether the other side has been silent for too long.
    raw.say("5")
    chair.do("agenda.start")
    assert raw.stays()
    raw.say("3")
    chair.do("agenda.pause")
    assert raw.stays()
    raw.close()
