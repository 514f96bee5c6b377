"""The command line on a system without Unix-only modules and functions, as far as Unix can be made to look like one.

Importing `fcntl` and its like fails for our code and for all libraries, except for the standard library and for
libraries that ask first which system this is. Functions such as `os.geteuid` do not exist. Constants of sockets stay:
the standard library and gevent have chosen what to use from the name of the system.
"""

import builtins
import os
import signal
import sys
import sysconfig
from pathlib import Path
from typing import Any

MODULES = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}
ASK_FIRST = {"portalocker", "gevent"}
FUNCTIONS = {
    os: ("chown", "fork", "geteuid", "getgid", "getuid", "killpg", "nice", "sched_setaffinity", "statvfs", "sysconf"),
    signal: ("SIGALRM", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "pause"),
}
_STDLIB = Path(sysconfig.get_path("stdlib"))
_LIBRARIES = Path(sysconfig.get_path("purelib"))
_import = builtins.__import__


def _import_unless_blocked(name: str, *details: Any, **more: Any) -> Any:
    if name.partition(".")[0] in MODULES and _is_blocked_for(Path(sys._getframe(1).f_code.co_filename)):
        raise ImportError(f"there is no {name} on this system")
    return _import(name, *details, **more)


def _is_blocked_for(caller: Path) -> bool:
    if caller.is_relative_to(_LIBRARIES):
        return caller.relative_to(_LIBRARIES).parts[0] not in ASK_FIRST
    return not caller.is_relative_to(_STDLIB)


def main() -> None:
    builtins.__import__ = _import_unless_blocked
    for module, names in FUNCTIONS.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)

    from tests.support.without_delays import main

    main()


if __name__ == "__main__":
    main()
