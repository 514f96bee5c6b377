"""Runs a worker, such as `python -m live_cop.report.worker`, in a process of its own that knows no secret."""

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from typing import Any, BinaryIO

from .. import paths

_log = logging.getLogger(__name__)
#: The processes at work, by which a server that stops does not wait for what nobody will fetch.
_at_work: "set[subprocess.Popen[bytes]]" = set()
_is_stopping = False


def end_all() -> None:
    """Ends the workers, and begins no more: the server stops. Reports may take minutes."""
    global _is_stopping
    _is_stopping = True
    for process in list(_at_work):
        process.kill()


def command(module: str, *args: str) -> list[str]:
    """The command that runs this module."""
    return [sys.executable, "-m", module, *args]


#: What a worker reads: some bytes, several pieces one after the other, or a file from its beginning.
Given = bytes | list[bytes] | BinaryIO


def run(command: list[str], given: Given, timeout: float, what: str) -> bytes | None:
    """What the worker writes when it reads `given`, or None where it fails or takes too long. For a thread.

    `what` says in the log what was not made."""
    try:
        return start(command, given, timeout, what)
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("%s was not made: %s", what, type(error).__name__)
        return None


def start(command: list[str], given: Given, timeout: float, what: str) -> bytes | None:
    """The same; but raises OSError where no process could be started, and TimeoutExpired where it took too long. On a
    busy machine, neither says anything about what was given."""
    return finish(begin(command, given), given, timeout, what)


def begin(command: list[str], given: Given = b"") -> "subprocess.Popen[bytes]":
    """A process that waits for its input; a file is its input at once. Raises OSError, also once the server stops. For
    a thread."""
    if _is_stopping:
        raise OSError("the server stops")
    if isinstance(given, bytes | list):
        stdin: int | BinaryIO = subprocess.PIPE
    else:
        given.seek(0)
        stdin = given
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    _at_work.add(process)
    if _is_stopping:
        process.kill()
    return process


def finish(process: "subprocess.Popen[bytes]", given: Given, timeout: float, what: str) -> bytes | None:
    """What this process writes when it reads `given`. Raises TimeoutExpired. For a thread."""
    code, written, errors = _carried_out(process, given, timeout)
    if code or not written:
        # The process reports only the class of the error, because its message might quote what people wrote.
        _log.error("%s was not made: %s %s", what, code, errors[-120:].decode("utf-8", "replace").strip())
        return None
    return written


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process whose work nobody needs. For a thread."""
    process.kill()
    process.communicate()
    _at_work.discard(process)


def _carried_out(started: "subprocess.Popen[bytes]", given: Given, timeout: float) -> tuple[int, bytes, bytes]:
    """The exit code of the process, and what it wrote to its output and as errors."""
    with started as process:
        pipe, process.stdin = process.stdin, None
        if pipe is not None:
            # One after the other: joined, they would be in memory twice.
            pieces = given if isinstance(given, list) else [given]
            threading.Thread(target=_feed, args=(pipe, pieces), daemon=True).start()
        try:
            written, errors = process.communicate(timeout=timeout)
        except BaseException:
            process.kill()
            raise
        finally:
            _at_work.discard(process)
    return process.returncode, written, errors


def _feed(pipe: Any, pieces: Iterable[Any]) -> None:
    """Writes all of it, unless the process ends before it has read that."""
    with contextlib.suppress(OSError), pipe:
        for piece in pieces:
            pipe.write(piece)


def environment() -> dict[str, str]:
    """The variables that the process needs: to find our code and the time zone, and on Windows to start at all. No
    secret is among them, and the proxy settings keep libraries off the network."""
    kept = {name: os.environ[name] for name in ("TZ", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    nowhere = "http://127.0.0.1:9"
    return {
        **kept,
        "PYTHONPATH": str(paths.PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "ALL_PROXY": nowhere,
        # One document needs few threads, and the event loop needs a core.
        "RAYON_NUM_THREADS": "2",
    }
