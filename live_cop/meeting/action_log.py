"""The chair's log: what the chair's side did to keep the meeting safe, the newest 50, each to be taken back from there.

It says what was done and when, and never who wrote a note. A facet lists those of its commands that are logged in
`LOGGED`, beside its rules.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from .command import Command
from .draft import Draft
from .records.moderation import LogEntry

MOST_ENTRIES = 50


class Entry(NamedTuple):
    """What a command is about, and the command that takes it back. Only the newest about one thing offers that."""

    of: str
    undo: dict[str, Any] | None = None
    detail: str = ""


#: What to log of each command of a facet that is logged: asked after the rule, None where it is not worth a line.
Logged = dict[type[Command], Callable[[Draft, Any], Entry | None]]


def switch(of: str, back: str) -> Callable[[Draft, Any], Entry]:
    """The entry of a command without arguments that the command `back` takes back."""
    return lambda draft, command: Entry(of, {"name": back, "args": {}})


def remember(draft: Draft, command: Command, logged: Logged) -> None:
    """Writes a line, if this command is logged and has changed anything."""
    entry_of = logged.get(type(command))
    entry = entry_of(draft, command) if entry_of and draft.changes() else None
    if entry is None:
        return
    for id, line in list(draft.of_kind("log").items()):
        if line.of == entry.of and line.undo is not UNSET:
            draft.put(replace(line, undo=UNSET), id)
    line = LogEntry(at=draft.now, what=command.name, of=entry.of, detail=entry.detail, undo=entry.undo or UNSET)
    draft.put(line, draft.new_id("l"))
    newest = sorted(draft.of_kind("log"), key=lambda id: (draft.get("log", id).at, len(id), id))
    for id in newest[:-MOST_ENTRIES]:
        draft.drop("log", id)
