"""What can be seen on the machine itself: the data, the disk, the clock, the backups."""

import os
import shutil
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..live.mail.smtp import MailUnavailable, SmtpConnection
from ..settings import Settings, mail_server
from ..store import backups as stored_backups
from ..store import overview, secret_key
from ..store.errors import CannotOpen, StoreError
from ..store.opening import reading
from ..store.sqlite import check, file
from ..words import figures
from .finding import Finding, good, look, wrong

#: Bytes that should be free: a meeting may have 200 MB of photographs, and an import needs its size twice.
LEAST_FREE = 1 << 30
#: Seconds by which the clock may be wrong: the times of meetings and of reports are told to the minute.
MOST_OFF = 30
#: Seconds after which a backup is old: meetings of a whole day would be lost.
OLD_BACKUP = 26 * 3600
#: What to say of a file that cannot be used, where a restore helps or the folder is wrong. Of anything else, such as a
#: file of a newer version, we say what the start of a server says: whoever restored a backup then would lose words.
_FAULTS = {
    "no_data": "no_file",
    "missing": "file_missing",
    "empty": "file_missing",
    "not_ours": "file_damaged",
    "damaged": "file_damaged",
}
#: Seconds between 1900, from which time servers count, and 1970.
_EPOCH_1900 = 2_208_988_800


def data(folder: Path) -> Iterator[Finding]:
    """Whether the file is whole and private."""
    try:
        with reading(folder) as here:
            if not check.are_pages_whole(here.db):
                raise CannotOpen("damaged")
            yield good("file")
    except CannotOpen as error:
        if error.reason in _FAULTS:
            yield wrong(_FAULTS[error.reason], folder=folder)
        else:
            about = {"path": folder / file.NAME, "folder": folder, "error": ""}
            yield wrong(f"cli.start.{error.reason}", **{**about, **error.params})
    except StoreError:
        yield wrong("file_damaged", folder=folder)
    except OSError:
        yield wrong("cli.start.cannot_read", path=folder)
    else:
        yield from private(folder)


def private(folder: Path) -> Iterator[Finding]:
    """Whether nobody else on the machine can read it."""
    if os.name != "nt":
        shown = [path for path in (folder, folder / secret_key.NAME) if path.exists() and path.stat().st_mode & 0o077]
        yield wrong("shown", path=shown[0]) if shown else good("private")


def disk(folder: Path) -> Iterator[Finding]:
    """Whether there is room."""
    free = shutil.disk_usage(folder).free
    yield (good if free >= LEAST_FREE else wrong)("room" if free >= LEAST_FREE else "no_room", free=free, folder=folder)


def clock(settings: Settings, time_server: str) -> Iterator[Finding]:
    """Whether the clock is right, by the last command in the data and by a time server."""
    with suppress(CannotOpen, StoreError, OSError), reading(settings.data, database=settings.database) as here:
        ahead = overview.latest(here) / 1000 - time.time()
        if ahead > MOST_OFF:
            yield wrong("clock_behind", n=round(ahead / 60))
            return
    off = _offset(time_server)
    if off is None:
        yield look("clock_unknown", server=time_server)
    elif abs(off) > MOST_OFF:
        yield wrong("clock_off", n=round(abs(off)))
    else:
        yield good("clock")


def own_zone() -> tuple[str, int]:
    """The time zone of this process: its name, and its seconds ahead of UTC."""
    now = time.localtime()
    return time.tzname[now.tm_isdst > 0], now.tm_gmtoff


def zone(about: Mapping[str, Any] | None) -> Iterator[Finding]:
    """The time zone of reports, as the server has it."""
    name, offset = about["zone"] if about else own_zone()
    yield look("zone_utc") if name in ("UTC", "Etc/UTC", "Universal") and offset == 0 else good("zone", zone=name)


def backups(settings: Settings) -> Iterator[Finding]:
    """From when the newest one is, and where."""
    folder = settings.data
    found = stored_backups.newest(folder)
    if found is None:
        # Those of a database may be made elsewhere.
        yield look("no_backup_here") if settings.database else wrong("no_backup", folder=folder)
        return
    stat = found.stat()
    at = figures.moment(round(stat.st_mtime * 1000))
    if time.time() - stat.st_mtime > OLD_BACKUP:
        yield wrong("old_backup", path=found, at=at)
    elif not settings.database and stat.st_dev == folder.stat().st_dev:
        yield look("backup_beside", path=found, at=at)
    else:
        yield good("backup", path=found, at=at)


def mail_trouble(settings: Settings) -> str:
    """What is wrong with the mail server, as a key below `mail.trouble`; "" if nothing is. Sends no letter."""
    try:
        SmtpConnection(mail_server(settings.smtp)).close()
    except MailUnavailable as error:
        return error.reason
    return ""


def _offset(server: str) -> float | None:
    """Seconds by which this clock is ahead of a time server's (SNTP, RFC 4330); None if it does not answer."""
    host, _, port = server.partition(":")
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(3)
            asking.connect((host, int(port or 123)))
            sent = time.time()
            asking.send(b"\x23" + bytes(47))
            answer = asking.recv(48)
            found: tuple[int, int] = struct.unpack("!II", answer[40:48])
    except (OSError, ValueError, struct.error):
        return None
    return (sent + time.time()) / 2 - (found[0] - _EPOCH_1900 + found[1] / 2**32)
