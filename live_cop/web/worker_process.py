"""Runs a worker, such as `python -m live_cop.report.worker`, in a process of its own that knows no secret."""

import logging
import os
import subprocess
import sys
from typing import Any, BinaryIO

from .. import paths

_log = logging.getLogger(__name__)


def command(module: str, *args: str) -> list[str]:
    """The command that runs this module."""
    return [sys.executable, "-m", module, *args]


def run(command: list[str], given: bytes | BinaryIO, timeout: float, what: str) -> bytes | None:
    """What the worker writes when it reads `given` (a file is read from its beginning), or None where it fails or
    takes too long. For a thread.

    `what` says in the log what was not made."""
    try:
        return start(command, given, timeout, what)
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("%s was not made: %s", what, type(error).__name__)
        return None


def start(command: list[str], given: bytes | BinaryIO, timeout: float, what: str) -> bytes | None:
    """The same; but raises OSError where no process could be started, and TimeoutExpired where it took too long. On a
    busy machine, neither says anything about what was given."""
    if isinstance(given, bytes):
        reads: dict[str, Any] = {"input": given}
    else:
        given.seek(0)
        reads = {"stdin": given}
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        command, **reads, capture_output=True, timeout=timeout, env=environment(), check=False
    )
    if done.returncode or not done.stdout:
        # The process reports only the class of the error, because its message might quote what people wrote.
        _log.error(
            "%s was not made: %s %s", what, done.returncode, done.stderr[-120:].decode("utf-8", "replace").strip()
        )
        return None
    return done.stdout


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
