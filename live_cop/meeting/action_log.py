"""The log of moderation: the newest 50 actions of the chair and helpers, each of which can be undone from the log.

An entry says what was done and in which minute, and never who wrote a note. A facet lists the commands it logs in
`LOGGED`, beside its rules.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from .change import to_the_minute
from .command import Command
from .draft import Draft
from .records.moderation import LogEntry

MOST_ENTRIES = 50


class LogDetails(NamedTuple):
    """The part of a log entry that its facet supplies.

    `of` names what the command acts on: of all entries with the same `of`, only the newest offers `undo`, the command
    (`name` and `args`) that reverses it.
    """

    of: str
    undo: dict[str, Any] | None = None
    detail: str = ""


#: For each logged command, the function that makes its entry. It is called after the rule, and returns None where
#: there is nothing to log.
Logged = dict[type[Command], Callable[[Draft, Any], LogDetails | None]]


def switch(of: str, reverse: str) -> Callable[[Draft, Any], LogDetails]:
    """The entry of a command that the command named `reverse` undoes; neither has arguments."""
    return lambda draft, command: LogDetails(of, {"name": reverse, "args": {}})


def add_entry(draft: Draft, command: Command, logged: Logged) -> None:
    """Adds an entry to the log if this command is logged and has changed anything."""
    details_of = logged.get(type(command))
    details = details_of(draft, command) if details_of and draft.changes() else None
    if details is not None:
        write_entry(draft, command, details)


def write_entry(draft: Draft, command: Command, details: LogDetails) -> None:
    """Adds this entry, also for a command that changes nothing else."""
    for id, entry in list(draft.of_kind("log").items()):
        if entry.of == details.of and entry.undo is not UNSET:
            draft.put(replace(entry, undo=UNSET), id)
    # To the minute, and no two have the same time, so that their times alone tell their order.
    at = max(to_the_minute(draft.now), max((entry.at for entry in draft.of_kind("log").values()), default=0) + 1)
    entry = LogEntry(at=at, what=command.name, of=details.of, detail=details.detail, undo=details.undo or UNSET)
    draft.put(entry, draft.new_id("l"))
    newest = sorted(draft.of_kind("log"), key=lambda id: draft.get("log", id).at)
    for id in newest[:-MOST_ENTRIES]:
        draft.drop("log", id)
