"""How busy the server's process is, if it runs on this machine. Only Linux tells us."""

import os
import socket
import time
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_LISTENING = "0A"


class Usage(NamedTuple):
    """Processor seconds used so far, when that was read, and bytes of memory in use at that time."""

    cpu: float
    at: float
    memory: int


def usage(pid: int | None) -> Usage | None:
    """What a process uses, or None if that cannot be known."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
        memory = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        return Usage((int(fields[11]) + int(fields[12])) / ticks, time.perf_counter(), memory)
    except (OSError, ValueError, IndexError):
        return None


def find_server(host: str, port: int) -> int | None:
    """The process of the live_cop server that listens on a port of this machine, or None if that is not certain: a
    proxy in front of the server must not be mistaken for it."""
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
    rows = [line.split() for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    return [row[9] for row in rows if row[3] == _LISTENING and int(row[1].rpartition(":")[2], 16) == port]
