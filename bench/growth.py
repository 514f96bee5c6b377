"""What a server costs as it grows, on data that this script makes: python -m bench.growth WHAT [options]

    commands                  how many calls, of Python and of C, commands are with more and more notes and people.
memory [--meetings 5000]  opens meetings that are over one after another, each with its page, its links and a socket,
                          and some with their report; prints how much memory the server has.
file [--mb 1000]          a large file of meetings, half of which are to be deleted: how long a start takes, at noon
                          and at night, how long the commands of a meeting wait while they are deleted and the file
                          is cleared of their traces, and how long a stop takes meanwhile.
"""

import argparse
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests
from itsdangerous import URLSafeTimedSerializer

from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.codes import CODE_ALPHABET, CODE_LENGTH
from live_cop.meeting.registry import COMMANDS
from live_cop.rehearse import server_process
from live_cop.store import secret_key
from live_cop.store.opening import open_store
from live_cop.store.privacy.retention import RetentionPolicy
from live_cop.store.sqlite import file
from live_cop.web.http.identity import Identities
from tests.live.screens import Screen
from tests.meeting.room import CHAIR, Room
from tests.meeting.test_growth import (
    AUTHOR,
    READER,
    a_round,
    a_scale,
    alone,
    command_for,
    cost,
    dots,
    hands,
    plain,
    rooms_in,
    slow_and_reviewed,
    small_groups,
    what_comes_next,
)
from tests.store.stored_room import StoredRoom
from tests.support.patience import PATIENCE
from tests.support.servers import RealServer

#: Notes and people of the meetings in which commands are given, and those commands.
SIZES = ((20, 25), (400, 25), (1_400, 25), (20, 250), (20, 1_000))
OFTEN = (
    *((phase, "note.add") for phase in (plain, dots, alone, slow_and_reviewed)),
    *((plain, name) for name in ("person.join", "person.leave", "person.edit", "note.too")),
    *((dots, name) for name in ("vote.give", "note.remove")),
    *((a_round, name) for name in ("person.join", "round.next")),
    *((hands, name) for name in ("hand.raise", "note.add")),
    (small_groups, "team.join"),
    (a_scale, "scale.mark"),
    (what_comes_next, "step.offer"),
)
#: Of so many meetings one has its report made as well, in a process of its own that takes half a second.
REPORT_EVERY = 25
#: Seconds for which commands are given on a large file: a minute passes before anything is deleted.
SECONDS = 240
#: What one of its meetings takes.
MEETING_BYTES = 1_500_000
#: The photographs of a closed meeting, and the bytes of each. (The records of such a meeting take 150 KB.)
PHOTOGRAPHS, PHOTOGRAPH_BYTES = 4, 300_000
CLOSED_MEETING_BYTES = PHOTOGRAPHS * PHOTOGRAPH_BYTES + 150_000
#: Of how many commands, and of how many people who join, the processor time is measured.
COMMANDS_GIVEN, NEWCOMERS = 200, 100
#: The answer of a server that makes as many reports as it can.
BUSY = 503
#: The tables with rows of a meeting that are copied, and the column that names it.
COPIED = {
    "meetings": "code",
    "records": "meeting",
    "journal": "meeting",
    "private_journal": "meeting",
    "answers": "meeting",
}


def codes(number: int, start: int = 0) -> Iterator[str]:
    """So many codes of meetings."""
    for n in range(start, start + number):
        code = ""
        for _ in range(CODE_LENGTH):
            n, digit = divmod(n, len(CODE_ALPHABET))
            code += CODE_ALPHABET[digit]
        yield code


def a_meeting(notes: int, people: int, *, days_ago: float = 0.1, closed: bool = False) -> Room:
    """A meeting with so many notes and people, of so many days ago: the server deletes what is long over."""
    began = time.time_ns() // 1_000_000 - int(days_ago * 86_400_000)

    class Then(Room):
        def _begin(self, code: str, now: int) -> None:
            super()._begin(code, began)

    room = Then(people=people)
    for n in range(notes):
        room.note(CHAIR, f"note {n}: somebody who listens, and a key that is mine", zone=room.zone(1))
    room.carry_out_all()
    if closed:
        room.do(CHAIR, "meeting.close")
    return room


def fill(folder: Path, number: int, *rooms: Room) -> None:
    """Makes the data of a server on which there have been so many meetings like each of these."""
    store = open_store(folder)
    for n, room in enumerate(rooms):
        room.state.code = f"RM{n:04}"
        StoredRoom(store, room).save()
    store.close()
    secret_key.create(folder)
    with closing(sqlite3.connect(folder / file.NAME)) as db:
        for code, room in ((code, room) for n, room in enumerate(rooms) for code in codes(number, n * number)):
            for table, column in COPIED.items():
                names = [name for _, name, *_ in db.execute(f"pragma table_info({table})") if name != column]
                rows = f"select ?, {', '.join(names)} from {table} where {column} = ?"
                db.execute(f"insert into {table} ({column}, {', '.join(names)}) {rows}", (code, room.state.code))
        # As after words were erased: their traces are still to be cleared from the file.
        db.execute("insert into chores (name) values ('clear')")
        db.commit()


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[RealServer]:
    """A server on this data."""
    server = RealServer(folder, **environment)
    try:
        yield server
    finally:
        server.stop()


def chair(folder: Path, code: str) -> requests.Session:
    """The browser of the chair of this meeting."""
    key = secret_key.read(folder)
    assert key
    signed: URLSafeTimedSerializer = Identities(key, None)._meetings  # type: ignore[arg-type]
    session = requests.Session()
    session.cookies.set(f"cop_c_{code}", signed.dumps([code, "chair", "chair", 1]))
    return session


def resident_mb(pid: int) -> float:
    """The memory of a process."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def touch(server: RealServer, code: str, session: requests.Session, *, report: bool) -> None:
    """Everything that the chair of a meeting may look at who comes back to it in this browser."""
    for path in ("chair", "links", *(("report.html", "notes.csv") if report else ())):
        answer = session.get(f"{server.url}/m/{code}/{path}", timeout=PATIENCE)
        if answer.status_code != BUSY:
            answer.raise_for_status()
    screen = Screen(server.url, code, session)
    screen.client.disconnect()


def memory(number: int) -> None:
    """Opens so many meetings that are over."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "data")
        fill(folder, number, a_meeting(60, 25, closed=True))
        print(f"{(folder / file.NAME).stat().st_size / 1e6:.0f} MB file")
        with serving(folder) as server:
            looks = [0, *(10**n for n in range(1, 10) if 10**n < number), number]
            for n, code in enumerate(codes(number)):
                if n in looks:
                    print(f"{n} meetings: {resident_mb(server.pid):.0f} MB", flush=True)
                touch(server, code, chair(server.data, code), report=n % REPORT_EVERY == 0)
            print(f"{number} meetings: {resident_mb(server.pid):.0f} MB")


def commands() -> None:
    """Counts the work of commands that people give often, as tests/meeting/test_growth.py does for all of them."""
    print("| command | " + " | ".join(f"{notes:,} notes, {people:,} people" for notes, people in SIZES) + " |")
    for phase, name in OFTEN:
        actor = {"system": SYSTEM, "person": READER, "author": AUTHOR}.get(COMMANDS[name].permission, CHAIR)
        costs = [cost(room, command_for(room, name, actor), actor) for room in rooms_in(phase, *SIZES)]
        print(f"| `{name}` ({phase.__name__.replace('_', ' ')}) | {' | '.join(map(str, costs))} |", flush=True)


def at(hour: int) -> str:
    """A time zone in which it is this hour now."""
    return f"BENCH{time.gmtime().tm_hour - hour:+d}"


def large_file(mb: int) -> None:
    """Starts a server on a large file, and gives commands meanwhile."""
    with tempfile.TemporaryDirectory() as temporary:
        made, rooms = Path(temporary, "made"), [a_meeting(600, 25, days_ago=days) for days in (700, 0.1)]
        fill(made, int(mb * 1e6 / MEETING_BYTES / 2), *rooms)
        for what, hour in (("at noon", 12), ("at night", 4)):
            folder = Path(temporary, what.replace(" ", "-"))
            began = time.monotonic()
            with serving(Path(temporary, f"nothing-{hour}")):
                print(f"{what}: without any meeting, the start took {time.monotonic() - began:.2f} s", flush=True)
            shutil.copytree(made, folder)
            size = (folder / file.NAME).stat().st_size / 1e6
            began = time.monotonic()
            with serving(folder, TZ=at(hour)) as server:
                print(f"{what}: {size:.0f} MB; the start took {time.monotonic() - began:.2f} s", flush=True)
                give_commands(server, folder)
                began = time.monotonic()
            print(f"{what}: the stop took {time.monotonic() - began:.2f} s", flush=True)
            shutil.rmtree(folder)


def give_commands(server: RealServer, folder: Path) -> None:
    """Gives one command after the other, and says from time to time how long they take."""
    links, session = server.open_meeting(order="blank")
    screen = Screen(server.url, links["code"], session)
    zone = screen.do("zone.add", title="Here")["zone"]
    waits: list[float] = []
    began = time.monotonic()
    while time.monotonic() - began < SECONDS:
        start = time.monotonic()
        screen.try_to("zone.edit", zone=zone, title=f"Number {start}")
        waits.append(time.monotonic() - start)
        # Any faster, and the meeting would say so.
        time.sleep(0.12)
        if len(waits) % 150 == 0:
            tables = ("meetings", "chores")
            with closing(sqlite3.connect(f"{(folder / file.NAME).as_uri()}?mode=ro", uri=True)) as db:
                left, owed = (db.execute(f"select count(*) from {each}").fetchone()[0] for each in tables)
            found, so_far = sorted(waits[-150:]), time.monotonic() - began
            print(
                f"  {so_far:.0f} s: {left} meetings, {'to be' if owed else 'is'} cleared; a command waited"
                f" {found[75] * 1e3:.0f} ms, at most {found[-1] * 1e3:.0f} ms",
                flush=True,
            )
    screen.client.disconnect()


def sizes(mb: int) -> None:
    """What files of these sizes cost a server, and the nightly work."""
    print("| file | start | a command | a join | looked up | steps | in all | a step: median, most | sorted |")
    for size in sorted({mb, *(size for size in (10, 200) if size < mb)}):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary, "data")
            closed = [a_meeting(60, 25, days_ago=days, closed=True) for days in (700, 1)]
            fill(folder, round(size * 1e6 / CLOSED_MEETING_BYTES / 2) - 1, *closed)
            add_photographs(folder)
            found = (folder / file.NAME).stat().st_size / 1e6
            print(f"| {found:.0f} MB | {' | '.join([*by_day(folder), *by_night(folder)])} |", flush=True)


def add_photographs(folder: Path) -> None:
    """Gives photographs to each meeting; no words are to be cleared."""
    with closing(sqlite3.connect(folder / file.NAME)) as db:
        for (code,) in db.execute("select code from meetings").fetchall():
            for _ in range(PHOTOGRAPHS):
                db.execute(
                    "insert into pictures select ?, lower(hex(randomblob(32))), 'image/jpeg', randomblob(?), 800, 600",
                    (code, PHOTOGRAPH_BYTES),
                )
        db.execute("delete from chores where name = 'clear'")
        db.commit()


def by_day(folder: Path) -> Iterator[str]:
    """The processor time of a server on this data: its start, and each command and person after it."""
    with serving(folder, TZ=at(1)) as server:
        yield f"{used(server):.2f} s"
        # Of a large file the rest is checked once the server runs.
        log = server.log.read_text
        while "the rest is checked" in log() and "file checked" not in log():
            time.sleep(0.5)
        links, session = server.open_meeting(order="blank")
        screen = Screen(server.url, links["code"], session)
        zone = screen.do("zone.add", title="Here")["zone"]

        def command(n: int) -> None:
            screen.try_to("zone.edit", zone=zone, title=f"Number {n}")
            time.sleep(0.12)

        def join(_: int) -> None:
            requests.post(f"{server.url}/api/meetings/{links['code']}/join", json={"place": "room"}, timeout=PATIENCE)

        for number, call in ((COMMANDS_GIVEN, command), (NEWCOMERS, join)):
            before = used(server)
            for n in range(number):
                call(n)
            yield f"{(used(server) - before) / number * 1e3:.1f} ms"
        screen.client.disconnect()


def used(server: RealServer) -> float:
    """The seconds of a processor that a server has used."""
    found = server_process.usage(server.pid)
    assert found
    return found.cpu


def by_night(folder: Path) -> Iterator[str]:
    """The processor time of what is done at night, as in live_cop/live/nightly.py: what is looked up, the steps, and
    what is done while nobody is there."""
    store = open_store(folder)
    policy = RetentionPolicy(attendance_days=365, wall_days=365)
    steps: list[float] = []
    now = time.time_ns() // 1_000_000

    def timed(call: Callable[..., object], *given: object) -> float:
        began = time.thread_time()
        call(*given)
        return time.thread_time() - began

    yield f"{timed(store.expired, now, policy):.2f} s"
    for code in store.expired(now, policy).meetings:
        steps.append(timed(store.purge_meeting, code, now, policy))
    for code in store.remains():
        steps += until_done(lambda code=code: not store.purge_piece(code))
    steps += until_done(lambda: store.scrub_piece() is not False)
    yield f"{len(steps):,}"
    yield f"{sum(steps):.1f} s"
    yield f"{sorted(steps)[len(steps) // 2] * 1e3:.1f}, {max(steps) * 1e3:.1f} ms"
    yield f"{timed(store.sort):.1f} s"
    store.close()


def until_done(step: Callable[[], bool]) -> list[float]:
    """The processor seconds of each call, up to the one that says that it was the last."""
    spent, done = [], False
    while not done:
        began = time.thread_time()
        done = step()
        spent.append(time.thread_time() - began)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["commands", "memory", "file", "sizes"])
    parser.add_argument("--meetings", type=int, default=5_000)
    parser.add_argument("--mb", type=int, help="1,000 for file, 2,000 for sizes")
    given = parser.parse_args()
    if given.what == "commands":
        commands()
    elif given.what == "memory":
        memory(given.meetings)
    elif given.what == "sizes":
        sizes(given.mb or 2_000)
    else:
        large_file(given.mb or 1_000)


if __name__ == "__main__":
    main()
