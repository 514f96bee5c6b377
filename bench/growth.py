"""What a server costs as it grows, on data that this script makes: python -m bench.growth memory [--meetings 5000]

memory: meetings that are over are opened one after another, each with its page, its report, its tables and a
        socket; prints how much memory the server has before and after.
"""

import argparse
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests
from itsdangerous import URLSafeTimedSerializer

from live_cop.meeting.codes import CODE_ALPHABET, CODE_LENGTH
from live_cop.store import file, secret_key
from live_cop.store.store import Store
from live_cop.web.http.identity import Identities
from tests.live.screens import Screen
from tests.meeting.room import CHAIR, Room
from tests.store.stored_room import StoredRoom
from tests.support.patience import PATIENCE
from tests.support.servers import RealServer

#: Of so many meetings one has its report made as well, in a process of its own that takes half a second.
REPORT_EVERY = 25
#: The tables with rows of a meeting that are copied, and the column that names it.
COPIED = {
    "meetings": "code",
    "records": "meeting",
    "journal": "meeting",
    "private_journal": "meeting",
    "answers": "meeting",
}


def codes(number: int) -> Iterator[str]:
    """So many codes of meetings."""
    for n in range(number):
        code = ""
        for _ in range(CODE_LENGTH):
            n, digit = divmod(n, len(CODE_ALPHABET))
            code += CODE_ALPHABET[digit]
        yield code


class Today(Room):
    """A meeting of today: the server deletes those that are long over."""

    def _begin(self, code: str, now: int) -> None:
        super()._begin(code, time.time_ns() // 1_000_000 - 3_600_000)


def a_meeting(notes: int, people: int, *, closed: bool) -> Room:
    """A meeting with so many notes and people."""
    room = Today(people=people)
    for n in range(notes):
        room.note(CHAIR, f"note {n}: somebody who listens, and a key that is mine", zone=room.zone(1))
    room.carry_out_all()
    if closed:
        room.do(CHAIR, "meeting.close")
    return room


def fill(folder: Path, number: int, room: Room) -> None:
    """Makes the data of a server on which there have been so many meetings like this one."""
    store = Store(folder)
    StoredRoom(store, room).save()
    store.close()
    secret_key.create(folder)
    with closing(sqlite3.connect(folder / file.NAME)) as db:
        for code in codes(number):
            for table, column in COPIED.items():
                names = [name for _, name, *_ in db.execute(f"pragma table_info({table})") if name != column]
                rows = f"select ?, {', '.join(names)} from {table} where {column} = ?"
                db.execute(f"insert into {table} ({column}, {', '.join(names)}) {rows}", (code, room.state.code))
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


def touch(server: RealServer, code: str, *, report: bool) -> None:
    """Everything that somebody may look at who comes back to a meeting."""
    session = chair(server.data, code)
    for path in ("chair", "links", *(("report.html", "notes.csv") if report else ())):
        answer = session.get(f"{server.url}/m/{code}/{path}", timeout=PATIENCE)
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
                touch(server, code, report=n % REPORT_EVERY == 0)
            print(f"{number} meetings: {resident_mb(server.pid):.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["memory"])
    parser.add_argument("--meetings", type=int, default=5_000)
    given = parser.parse_args()
    memory(given.meetings)


if __name__ == "__main__":
    main()
