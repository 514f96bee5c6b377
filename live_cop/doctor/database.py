"""What can be seen of a PostgreSQL database: whether it can be used, loses nothing, and forgets what was erased."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..store.errors import CannotOpen, StoreError
from ..store.opening import reading, require_psycopg
from ..words import figures
from . import inside
from .finding import Finding, good, look, wrong

if TYPE_CHECKING:
    from ..store.postgres.condition import Condition

#: The oldest PostgreSQL that is good enough.
LEAST_VERSION = 14
#: Seconds by which the clocks of this machine and of the database may differ: the times of meetings are this machine's.
MOST_APART = 2.0
#: Seconds for which one transaction may keep erased words: a backup takes minutes.
LONG_READER = 3600


def examine(url: str) -> Iterator[Finding]:
    """Everything about the database at this address."""
    try:
        require_psycopg()
        # Imported here, since it is an extra.
        from ..store.postgres import condition

        found = condition.examine(url)
    except CannotOpen as error:
        yield _unusable(error)
        return
    except StoreError as error:
        yield wrong("cli.start.no_database", error=error)
        return
    yield from _use(url, found)
    yield from _clock(found)
    yield from _room(found)
    yield from _durability(found)
    yield from _erasure(found)


def _unusable(error: CannotOpen) -> Finding:
    return wrong(f"cli.start.{error.reason}", **error.params)


def _use(url: str, found: "Condition") -> Iterator[Finding]:
    """Whether a server can work with it."""
    faults = []
    if found.version < LEAST_VERSION:
        faults.append(wrong("database_old", version=found.version, least=LEAST_VERSION))
    if found.is_standby:
        faults.append(wrong("database_standby"))
    if found.shares_connections:
        faults.append(wrong("database_pooled"))
    if found.not_owned:
        faults.append(wrong("database_not_owned", table=found.not_owned[0]))
    if not faults:
        try:
            with reading(Path(), database=url):
                pass
        except CannotOpen as error:
            faults.append(_unusable(error))
    yield from faults or [good("database", version=found.version, size=figures.size(found.size))]


def _clock(found: "Condition") -> Iterator[Finding]:
    if abs(found.ahead) > MOST_APART:
        yield wrong("database_clock", seconds=round(abs(found.ahead)))


def _room(found: "Condition") -> Iterator[Finding]:
    """Its disk, where that is one of this machine's."""
    folder = Path(found.folder) if found.folder else None
    while folder and folder != folder.parent:
        try:
            free = shutil.disk_usage(folder).free
        except OSError:
            # Only its own user may look into it.
            folder = folder.parent
            continue
        if free < inside.LEAST_FREE:
            yield wrong("no_room", free=free, folder=folder)
        return


def _durability(found: "Condition") -> Iterator[Finding]:
    """Whether what was acknowledged is kept, whatever happens."""
    settings = found.settings
    unsafe = [name for name in ("fsync", "full_page_writes", "synchronous_commit") if settings[name] == "off"]
    if unsafe:
        yield wrong("database_unsafe", setting=unsafe[0])
    if settings["synchronous_standby_names"]:
        yield good("database_copied") if found.standbys else wrong("database_no_copy")
    elif found.standbys:
        yield look("database_copied_late")
    else:
        yield look("database_alone")
    if settings["archive_mode"] != "off" and found.archive_failed_at > found.archived_at:
        yield wrong("archive_fails", at=figures.moment(round(found.archive_failed_at * 1000)))


def _erasure(found: "Condition") -> Iterator[Finding]:
    """What keeps erased words for longer than anybody thinks."""
    settings = found.settings
    faults = []
    if settings["autovacuum"] == "off":
        faults.append(wrong("no_vacuum"))
    if found.oldest_reader > LONG_READER:
        faults.append(look("long_reader", at=figures.moment(round((time.time() - found.oldest_reader) * 1000))))
    if found.idle_slots:
        faults.append(wrong("idle_slot", slot=found.idle_slots[0]))
    if name := _telling(settings):
        faults.append(wrong("database_log", setting=name))
    if settings["archive_mode"] != "off":
        faults.append(look("archive_keeps"))
    yield from faults or [good("database_forgets")]


def _telling(settings: dict[str, str]) -> str:
    """The setting by which what people write comes into the log of the database; "" if none does."""
    logs_values = settings["log_parameter_max_length"] != "0"
    if settings["log_statement"] in ("mod", "all") and logs_values:
        return "log_statement"
    for name in ("log_min_duration_statement", "log_min_duration_sample"):
        if settings[name] != "-1" and logs_values:
            return name
    if settings["log_parameter_max_length_on_error"] != "0":
        return "log_parameter_max_length_on_error"
    return ""
