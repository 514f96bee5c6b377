"""The server is killed at any moment, with a hundred people writing: what was acknowledged is there, once."""

import asyncio
import math
import random
import signal
import sqlite3
from contextlib import closing
from unittest import mock
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from live_cop.rehearse import rehearsal as rehearsal_module
from live_cop.rehearse.plan import Plan
from live_cop.rehearse.rehearsal import SETTLE_SECONDS, Rehearsal
from live_cop.rehearse.results import Results, as_lines
from live_cop.store.opening import open_store

from ...support.loops import in_a_loop
from ...support.patience import FairClock, slowness
from ..long import times

#: So often the server is killed in one meeting.
KILLS = times(3, 20)
#: So many people at least are back before it is killed again.
BACK = 20


async def rehearse(server, plan: Plan, trouble) -> tuple[Results, str]:
    """A rehearsal in which something happens to the server meanwhile."""
    rehearsal = Rehearsal(urlsplit(server.url), plan, random.Random(3))
    opened = rehearsal.open()
    # What comes late on a busy machine is not lost.
    with mock.patch.object(rehearsal_module, "SETTLE_SECONDS", SETTLE_SECONDS * slowness()):
        meeting = asyncio.create_task(rehearsal.run())
        troubles = asyncio.create_task(trouble(rehearsal))
        figures = await meeting
        await troubles
    return figures, opened.code


def is_whole(server, code: str) -> None:
    """The file is intact, and its records are those that its journals lead to."""
    with closing(sqlite3.connect(server.data / "live_cop.sqlite")) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    store = open_store(server.data)
    loaded, again = store.load(code), store.rebuild(code)
    assert loaded and again and loaded.state.entries() == again.entries()
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("meeting", range(times(1, 50)))
def test_killed_again_and_again_nothing_is_lost_or_doubled(server, meeting):
    chance = random.Random(meeting)

    async def kill(rehearsal: Rehearsal) -> None:
        while len(rehearsal.people) < 100:
            await asyncio.sleep(0.1)
        try:
            for _ in range(KILLS):
                while sum(person.online for person in rehearsal.people) < BACK:
                    await asyncio.sleep(0.02)
                await asyncio.sleep(chance.uniform(0.05, 0.6))
                await asyncio.to_thread(server.stop, signal.SIGKILL)
                await asyncio.to_thread(server.start)
        finally:
            # They write for as long as this takes, and not longer.
            rehearsal.plan = replace(plan, seconds=0)

    plan = Plan(people=100, seconds=math.inf, commands_per_second=120, disconnects=False)
    figures, code = in_a_loop(rehearse(server, plan, kill))
    assert figures.good, list(as_lines(figures))
    assert figures.lost_connections >= KILLS * BACK and figures.sent_again > 0
    server.stop()
    is_whole(server, code)
    server.start()


@pytest.mark.slow
@pytest.mark.thorough
def test_everyone_comes_back_after_two_restarts(server):
    people = times(150, 500)
    restarts: list[float] = []

    async def restart(rehearsal: Rehearsal) -> None:
        while len(rehearsal.people) < people:
            await asyncio.sleep(0.1)
        for _ in range(2):
            await asyncio.sleep(3)
            await asyncio.to_thread(server.restart)
            clock = FairClock()
            while sum(person.online for person in rehearsal.people) < people:
                await asyncio.sleep(0.05)
                assert clock.seconds() < 20
            restarts.append(clock.seconds())

    plan = Plan(people=people, seconds=25, commands_per_second=60, disconnects=False)
    figures, code = in_a_loop(rehearse(server, plan, restart))
    assert figures.good, list(as_lines(figures))
    assert figures.lost_connections == 2 * people and len(restarts) == 2
    server.stop()
    is_whole(server, code)
    server.start()
