"""What a meeting feels while something large happens in another one: python -m bench.beside [--notes 3000] [--times 5]

Words of a meeting with so many notes are erased, one person erases all their own, and the meeting is closed; on both
databases. Printed are how long the commits of a quiet meeting took meanwhile, how late the loop was, and how long this
process had a processor during one such delay: on a machine that others use too, the rest is theirs. In the end, the
least, the median and the most of these over all times.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from live_cop.cli.serve import _collect_garbage_rarely
from live_cop.live import runtime
from live_cop.live.off_loop import off_loop
from live_cop.live.sync import batch_processor, carry_out
from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.schedule import next_due
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.opening import open_store
from tests.meeting.room import ANN, CHAIR, Room
from tests.store.stored_room import StoredRoom
from tests.support import postgres

#: By what happened, of each time the longest commit, the longest delay of the loop, and the work in the latter.
MEASURED: dict[str, list[tuple[float, float, float]]] = {}
QUIET, LARGE = "QWMETY", "K7M3QX"
#: Seconds between two commands of the quiet meeting, and between two looks at the loop.
PAUSE, LOOK = 0.01, 0.002


def a_large_room(notes: int) -> Room:
    """Half of the notes are one person's; each was moved once, and there were some snapshots."""
    room = Room(people=100)
    chance = random.Random(1)
    zones = [room.zone(1), room.zone(2)]
    ids = []
    for n in range(notes):
        text = " ".join(chance.choice(WORDS) for _ in range(12))
        ids.append(room.note(ANN if n % 2 else CHAIR, f"{text} {n}", zone=zones[n % 2]))
    room.carry_out_all()
    room.do(CHAIR, "agenda.start")
    for n, id in enumerate(ids):
        room.do(CHAIR, "note.move", note=id, zone=zones[1 - n % 2])
        if n % (notes // 10) == 0:
            room.do(CHAIR, "snapshot.take", title=f"Snapshot {n}")
    return room


WORDS = (
    *("a", "person", "who", "listens", "and", "asks", "again", "has", "helped", "more", "than", "any", "letter"),
    *("from", "the", "council", "key", "home", "door"),
)


class Quiet:
    """Commands of another meeting, one after the other, and a look at the loop."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        hub.open(QUIET, "e1", MeetingOpen(code=QUIET, title="Quiet", order=RUNNING_ORDERS["blank"]))
        hub.submit_system_and_wait(QUIET, PersonJoin(person="ben", place="room"))
        self._zone = next(iter(hub.state(QUIET).of_kind("zone")))
        self.waits: list[float] = []
        self.lags: list[float] = []
        #: Of each lag, how much processor time all threads of this process had meanwhile.
        self.works: list[float] = []
        runtime.spawn(self._look)
        runtime.spawn(self._write)

    def _look(self) -> None:
        while True:
            began, worked = time.perf_counter(), time.process_time()
            runtime.sleep(LOOK)
            self.lags.append(time.perf_counter() - began - LOOK)
            self.works.append(time.process_time() - worked)

    def _write(self) -> None:
        for n in range(1_000_000):
            began = time.perf_counter()
            command = {"id": str(n), "name": "note.add", "args": {"zone": self._zone, "text": f"note {n % 50}"}}
            if n % 2:
                command = {"id": str(n), "name": "person.edit", "args": {"name": f"Ben {n}"}}
            answer = self._hub.submit_and_wait(QUIET, Viewer("ben", "participant"), command)
            assert answer["ok"] or answer["error"]["code"] == "wall_full", answer
            self.waits.append(time.perf_counter() - began)
            runtime.sleep(PAUSE)

    @contextmanager
    def beside(self, what: str) -> Iterator[None]:
        runtime.sleep(1)
        self.waits.clear()
        self.lags.clear()
        self.works.clear()
        began = time.perf_counter()
        yield
        took = time.perf_counter() - began
        runtime.sleep(1)
        waits, lags, works = sorted(self.waits), sorted(self.lags), sorted(self.works)
        MEASURED.setdefault(what, []).append((waits[-1], lags[-1], works[-1]))
        print(
            f"  {what}: took {took * 1e3:.0f} ms; a commit beside it p50 {at(waits, 0.5)} p99 {at(waits, 0.99)}"
            f" longest {at(waits, 1)} ms; the loop late p99 {at(lags, 0.99)} longest {at(lags, 1)} ms,"
            f" of which this process worked at most {at(works, 1)} ms",
            flush=True,
        )


def at(found: list[float], share: float) -> str:
    return f"{found[min(len(found) - 1, int(len(found) * share))] * 1e3:.1f}"


def measure(database: str, room: Room, folder: Path) -> None:
    """Does all of this in one process on a database."""
    store = off_loop(open_store(folder, database=database))
    StoredRoom(store, room).save()
    hub = Hub(store)
    hub._rate_limit._capacity = 1e9
    quiet = Quiet(hub)
    with quiet.beside("nothing"):
        runtime.sleep(2)
    with quiet.beside("the large meeting is read"):
        state = hub.state(LARGE)
    assert state is not None

    def give(actor: Viewer, key: str, name: str, **args: object) -> None:
        answer = hub.submit_and_wait(LARGE, actor, {"id": key, "name": name, "args": args})
        assert answer["ok"], answer

    for note in list(state.of_kind("note"))[:3]:
        with quiet.beside("the words of a note are erased"):
            give(CHAIR, note, "words.erase", kind="note", id=note)
    with quiet.beside("somebody has all their notes erased"):
        give(ANN, "mine", "notes.erase_mine")
    with ExitStack() as clocks:
        for module in (carry_out, batch_processor):
            clocks.enter_context(patch.object(module, "now_ms", lambda: due_now(hub)))
        clocks.enter_context(quiet.beside("five of them are erased"))
        for _ in range(5):
            hub.submit_system_and_wait(LARGE, DueTick())
    with quiet.beside("it is closed"):
        give(CHAIR, "close", "meeting.close")
    hub.stop()
    store.close()


def due_now(hub: Hub) -> int:
    """A moment at which the next note is to be erased."""
    state = hub.state(LARGE)
    return (next_due(state) if state else None) or 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=3_000)
    parser.add_argument("--on", nargs="*", default=["sqlite", "postgres"])
    parser.add_argument("--times", type=int, default=1)
    given = parser.parse_args()
    began = time.time()
    room = a_large_room(given.notes)
    _collect_garbage_rarely()
    print(f"made in {time.time() - began:.0f} s")
    for kind in given.on:
        MEASURED.clear()
        for _ in range(given.times):
            with tempfile.TemporaryDirectory() as temporary:
                database = postgres.server().new_database() if kind == "postgres" else ""
                print(kind)
                measure(database, room, Path(temporary))
        for what, found in MEASURED.items():
            columns = [sorted(values) for values in zip(*found, strict=True)]
            commit, late, worked = (" / ".join(at(values, share) for share in (0, 0.5, 1)) for values in columns)
            print(f"{kind}, {what}: longest commit {commit} ms; loop late {late} ms, of which it worked {worked} ms")


if __name__ == "__main__":
    main()
