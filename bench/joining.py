"""Measures what it costs a server that people come in, by step: python -m bench.joining [--people 1000]

They come a few at a time, as in a rehearsal, and each few take one step after the other. The processor time is what the
system counts for the server's process, so other work on the machine changes it little.
"""

import argparse
import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import SplitResult

from bench.compare import CLIENT_CORE, running
from live_cop.rehearse import http_api, server_process
from live_cop.rehearse.rehearsal import JOIN_AT_ONCE
from live_cop.rehearse.websocket_client import WebSocket

#: Seconds for what is told a little later, so as to tell it once: who else has come.
AFTERWARDS = 2.0
STEPS = ("join over HTTP", "open a WebSocket", "be welcomed", "are told of each other")


class Newcomer:
    """Somebody who comes in, step by step."""

    def __init__(self, base: SplitResult, code: str, threads: ThreadPoolExecutor) -> None:
        self._base, self._code, self._threads = base, code, threads
        self._cookie = ""
        self._opened, self._welcomed = asyncio.Event(), asyncio.Event()
        self._socket = WebSocket(self._receive, lambda: None)

    async def join(self) -> None:
        loop = asyncio.get_running_loop()
        self._cookie = await loop.run_in_executor(self._threads, http_api.join, self._base, self._code, "room")

    async def open(self) -> None:
        await self._socket.open(self._base, f"/socket.io/?EIO=4&transport=websocket&m={self._code}", self._cookie)
        await self._opened.wait()

    async def be_welcomed(self) -> None:
        self._socket.send(b'40{"meeting":"%b","since":null,"epoch":null}' % self._code.encode())
        await self._welcomed.wait()

    def _receive(self, packet: bytes, at: float) -> None:
        if packet.startswith(b"0"):
            self._opened.set()
        elif packet.startswith(b'42["welcome"'):
            self._welcomed.set()
        elif packet == b"2":
            self._socket.send(b"3")


async def come_in(base: SplitResult, code: str, people: int, pid: int) -> list[float]:
    """The server's processor seconds for each step."""
    spent = [0.0] * len(STEPS)

    async def measure(step: int, work: Callable[[], Awaitable[Any]]) -> None:
        before = server_process.usage(pid)
        await work()
        after = server_process.usage(pid)
        if before is None or after is None:
            raise SystemExit("Only Linux says how busy a process is.")
        spent[step] += after.cpu - before.cpu

    with ThreadPoolExecutor(JOIN_AT_ONCE) as threads:
        everybody = [Newcomer(base, code, threads) for _ in range(people)]
        for first in range(0, people, JOIN_AT_ONCE):
            some = everybody[first : first + JOIN_AT_ONCE]
            await measure(0, lambda some=some: asyncio.gather(*(each.join() for each in some)))
            await measure(1, lambda some=some: asyncio.gather(*(each.open() for each in some)))
            await measure(2, lambda some=some: asyncio.gather(*(each.be_welcomed() for each in some)))
        await measure(3, lambda: asyncio.sleep(AFTERWARDS))
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000)
    options = parser.parse_args()
    os.sched_setaffinity(0, {CLIENT_CORE})
    with running("live_cop") as (url, pid):
        base = http_api.parse_address(url)
        meeting = http_api.open_meeting(base, "Joining", "")
        spent = asyncio.run(come_in(base, meeting.code, options.people, pid))
    for step, seconds in zip(STEPS, spent, strict=True):
        print(f"{step}: {seconds:.2f} s of CPU, {seconds / options.people * 1e3:.2f} ms each")
    print(f"all: {sum(spent):.2f} s of CPU")


if __name__ == "__main__":
    main()
