"""How busy the server is, where it runs on this machine and the system tells: Linux does."""

import os
import socket
import time
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_LISTENING = "0A"


class Use(NamedTuple):
    """What a process has used so far: processor seconds, the time by the clock, and bytes of memory now."""

    cpu: float
    at: float
    memory: int


def use(pid: int | None) -> Use | None:
    """What a process has used so far, if that can be known."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
        memory = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        return Use((int(fields[11]) + int(fields[12])) / ticks, time.perf_counter(), memory)
    except (OSError, ValueError, IndexError):
        return None


def listener(host: str, port: int) -> int | None:
    """The live_cop server on this machine that listens on a port, where it can be told for sure: nothing is guessed, so
    a proxy that stands in front is not taken for the server."""
    try:
        if not socket.gethostbyname(host).startswith("127."):
            return None
        inodes = {f"socket:[{inode}]" for name in ("tcp", "tcp6") for inode in _listening(_PROC / "net" / name, port)}
    except OSError:
        return None
    found = set()
    for process in _PROC.glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            if b"live-cop" not in command and b"live_cop" not in command:
                continue
            if any(str(end.readlink()) in inodes for end in (process / "fd").iterdir()):
                found.add(int(process.name))
        except OSError:
            continue
    return found.pop() if len(found) == 1 else None


def _listening(table: Path, port: int) -> list[str]:
    if not table.exists():
        return []
    rows = [line.split() for line in table.read_text().splitlines()[1:]]
    return [row[9] for row in rows if row[3] == _LISTENING and int(row[1].rpartition(":")[2], 16) == port]
