"""Where the processes of the running server are reached from this machine: a file for each in the folder of the data,
so that commands find them whatever settings they were started with.

A process that was killed leaves its file behind. So whoever reads an address tries it, and sends nothing there that
would help somebody else who listens at it by now.
"""

from contextlib import suppress
from pathlib import Path

from .atomic_file import atomic_replacement
from .folder import give_to_folder_owner

_START, _END = "address-", ".txt"


def announce(folder: Path, process: str, url: str) -> None:
    """Writes down where this process listens."""
    path = _path(folder, process)
    with suppress(OSError), atomic_replacement(path) as new:
        new.write_text(f"{url}\n", encoding="ascii")
        give_to_folder_owner(new)


def withdraw(folder: Path, process: str) -> None:
    """This process no longer listens."""
    with suppress(OSError):
        _path(folder, process).unlink(missing_ok=True)


def found(folder: Path) -> list[str]:
    """Where processes listen, or have listened."""
    urls = []
    for path in sorted(folder.glob(f"{_START}*{_END}")):
        with suppress(OSError, UnicodeError):
            urls.append(path.read_text(encoding="ascii").strip())
    return urls


def _path(folder: Path, process: str) -> Path:
    return folder / f"{_START}{process or '0'}{_END}"
