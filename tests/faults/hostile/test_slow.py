"""Readers who do not read: they cost a bounded amount of memory, are ended when nothing moves any more, and the others
do not notice."""

import threading
import time

import pytest

from ...live.screens import zone_of
from ..long import times
from .raw import Raw

BYTES_OF_AN_ANSWER = 600
WORDS = "a thought that fills its note to the edge " * 11


def memory(server) -> int:
    """Bytes that the server holds."""
    with open(f"/proc/{server.pid}/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * 4096


@pytest.mark.slow
def test_clients_that_stop_reading_are_disconnected_and_cost_little(server, meet):
    meeting = meet(server)
    chair = meeting.chair()
    chair.do("agenda.start")
    writers = [meeting.person() for _ in range(8)]
    zone = zone_of(chair)
    silent = [Raw.joined(server.port, meeting.code, meeting.join(), small=True) for _ in range(17)]
    ponging = [Raw.joined(server.port, meeting.code, meeting.join(), small=True) for _ in range(17)]
    dripping = [Raw.joined(server.port, meeting.code, meeting.join(), small=True) for _ in range(16)]
    before = memory(server)
    over = threading.Event()

    def keep_up_appearances() -> None:
        while not over.wait(1):
            for raw in ponging:
                raw.push(b"\x81\x81\x00\x00\x00\x003")
            for raw in dripping:
                try:
                    raw.sock.recv(400)
                except OSError:
                    pass

    thread = threading.Thread(target=keep_up_appearances)
    thread.start()
    try:
        notes = [writer.do("note.add", zone=zone, text="first")["note"] for writer in writers]
        until = time.monotonic() + times(20, 1_800)
        n = answered = 0
        while time.monotonic() < until:
            for writer, note in zip(writers, notes, strict=True):
                n += 1
                answered += writer.try_to("note.edit", note=note, text=f"{n} {WORDS}"[:500])["ok"]
            time.sleep(0.05)
        last = chair.do("note.add", zone=zone, text="the last one")["note"]
        for writer in writers:
            writer.until(lambda writer=writer: ("note", last) in writer.records)
        # What was answered is kept, so that nothing is done twice.
        assert memory(server) - before < 30_000_000 + answered * BYTES_OF_AN_ANSWER
        assert all(raw.ended(10) for raw in [*silent, *ponging])
    finally:
        over.set()
        thread.join()
        for raw in [*silent, *ponging, *dripping]:
            raw.close()
