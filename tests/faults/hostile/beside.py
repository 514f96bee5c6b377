"""Attacks beside the quiet room, one after the other, on one server; what the quiet people felt, in a table.

`python -m tests.faults.hostile.beside` prints it for all attacks, or for groups or words of their names.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from live_cop.rehearse.results import Results

from ...support.patience import PATIENCE, cpu_seconds, until
from ..long import times
from ..slow_loop import EVERY_SECONDS
from .attacks import ATTACKS, Attack, Stranger, under
from .night import AnyNight
from .quiet_room import Felt, QuietRoom

PEOPLE, SECONDS = times(20, 100), times(1.0, 30.0)
HOST_KEY = "tea and cake for everybody"
#: After so many attacks the people are measured without one again: others use this machine too, and not evenly.
CONTROL_EVERY = 3


class Phase(NamedTuple):
    name: str
    felt: Felt
    #: Of each second, how much of a processor the server had.
    busy: float
    #: How late the loop was at most, in milliseconds; megabytes of memory before and after.
    lag: float
    memory: tuple[float, float]
    got: Counter[str]
    control: bool = False

    @property
    def waited(self) -> float:
        """How long people waited for an answer or another's note, nearly at the worst, in milliseconds."""
        return max(self.felt.answer["p99"] or 0, self.felt.screen["p99"] or 0)

    @property
    def worked(self) -> float:
        """How long the server worked meanwhile, in milliseconds of its processor: on a machine that others use too,
        people wait much longer than the server lets them wait."""
        return self.waited * self.busy

    def line(self) -> str:
        felt = self.felt
        shown = " / ".join(f"{felt.screen[share] or 0:.0f}" for share in ("p50", "p99"))
        answers = " / ".join(f"{felt.answer[share] or 0:.0f}" for share in ("p50", "p99"))
        doors = f"newcomer {felt.slowest_newcomer:.0f}, report {felt.report:.0f}, opened {felt.opened:.0f}"
        got = ", ".join(f"{what} x{n}" for what, n in self.got.most_common(4)) or "-"
        memory = f"{self.memory[0]:.0f} -> {self.memory[1]:.0f} MB"
        hurt = "; ".join(harm(felt)) or "nobody was kept out"
        found = (
            f"screen {shown}, answer {answers}, {doors} ms",
            f"server {self.busy:.0%}, lag {self.lag:.0f} ms",
            memory,
            hurt,
            f"got {got}",
        )
        return f"{self.name}: {'; '.join(found)}"


def harm(felt: Felt) -> list[str]:
    """What the quiet people would complain of, apart from waiting."""
    complaints = {
        "newcomers were kept out": felt.kept_out,
        "lost their connection": felt.lost_connections,
        "commands were not answered": felt.unanswered,
        "no report": felt.report_status != 200,
        "no meeting for the host": felt.opened_status != 201,
        **{f"were refused with {code}": n for code, n in felt.refused.items()},
    }
    return [f"{int(n)} {what}" for what, n in complaints.items() if n]


class Beside:
    """The server with the quiet people and the stranger, and what was measured."""

    def __init__(self, server: AnyNight, room: QuietRoom) -> None:
        self.server, self.room = server, room
        self.phases: list[Phase] = []

    def measure(self, name: str, attacks: list[Attack], disk: Callable[[], None] = lambda: None) -> Phase:
        """One phase beside all these attacks at once; none is a control. `disk` is called when the attackers stand
        ready."""
        stranger = Stranger(self.server, self.room.open, HOST_KEY)
        with under(attacks, stranger) as got:
            disk()
            delays, memory = len(self.server.delays()), self.server.memory() / 1e6
            cpu, began = cpu_seconds(self.server.pid), time.monotonic()
            felt = self.room.phase()
            busy = (cpu_seconds(self.server.pid) - cpu) / (time.monotonic() - began)
            # By then the last delay has been noted.
            time.sleep(2 * EVERY_SECONDS)
            lag = max(self.server.delays()[delays:], default=0) * 1_000
            after = self.server.memory() / 1e6
        # What is left of an attack is not to be taken for the next one.
        until(lambda: self.server.connections() <= PEOPLE + 1, PATIENCE)
        phase = Phase(name, felt, busy, lag, (memory, after), got, not attacks)
        self.phases.append(phase)
        print(phase.line(), flush=True)
        return phase

    def until_saving(self) -> None:
        """Waits until a disk that was full is used again."""
        until(lambda: Stranger(self.server, self.room.open, HOST_KEY).open().status_code == 201, PATIENCE)

    def one_by_one(self, attacks: list[Attack]) -> None:
        for n, each in enumerate(attacks):
            if n % CONTROL_EVERY == 0:
                self.measure("(no attack)", [])
            self.measure(each.name, [each])


@contextmanager
def beside(folder: Path) -> Iterator[Beside]:
    """A server with the quiet people in it."""
    server = AnyNight(folder / "data", LIVE_COP_HOST_KEY=HOST_KEY, LIVE_COP_KEEP_WALL_DAYS="1")
    try:
        room = QuietRoom(server.url, PEOPLE, SECONDS, HOST_KEY)
        try:
            yield Beside(server, room)
        finally:
            room.leave()
    finally:
        server.stop()


def complaints(results: Results) -> dict[str, int]:
    """What was wrong with the quiet meeting at its end."""
    found = {"lost": results.lost, "doubled": results.doubled, "screens behind": results.screens_behind}
    return {what: n for what, n in found.items() if n}


def main(*wanted: str) -> None:
    for group, attacks in ATTACKS.items():
        chosen = [
            each
            for each in attacks
            if not wanted or any(word in (group, each.name) or word in each.name for word in wanted)
        ]
        if not chosen:
            continue
        print(f"\n== {group}, {os.environ.get('LIVE_COP_SERVER', 'eventlet')}", flush=True)
        with tempfile.TemporaryDirectory() as folder, beside(Path(folder)) as found:
            found.one_by_one(chosen)
            print(f"in the end: {complaints(found.room.end()) or 'nothing lost or doubled'}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
