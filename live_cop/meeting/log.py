"""The chair's log: what the chair's side did to keep the meeting safe, the newest 50, each to be taken back from there.

It says what was done and when, and never who wrote a note.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from .codes import join_code
from .commands import Command
from .commands import board as b
from .commands import erasing as e
from .commands import life as l
from .commands import safe as s
from .draft import Draft
from .records import Log

MOST = 50


class Entry(NamedTuple):
    """What a command is about, and the command that takes it back. Only the newest about one thing offers that."""

    of: str
    undo: dict[str, Any] | None = None
    detail: str = ""


def _simple(of: str, back: str) -> Callable[[Draft, Any], Entry]:
    return lambda draft, command: Entry(of, {"name": back, "args": {}})


def _slow(draft: Draft, command: s.MeetingSlow) -> Entry:
    before = draft.state.get("meeting", "meeting").slow
    detail = "" if command.seconds is None else str(command.seconds)
    return Entry("slow", {"name": "meeting.slow", "args": {"seconds": before}}, detail)


def _hold(draft: Draft, command: s.MeetingHold) -> Entry:
    return Entry("hold", {"name": "meeting.hold", "args": {"on": not command.on}}, "on" if command.on else "")


def _code(draft: Draft, command: s.MeetingNewCode | s.MeetingUseCode) -> Entry:
    before = join_code(draft.state)
    return Entry("code", {"name": "meeting.use_code", "args": {"code": before}}, command.code)


def _author(back: str, number: str) -> Callable[[Draft, Any], Entry]:
    return lambda draft, command: Entry(
        f"author.{command.note}", {"name": back, "args": {"note": command.note}}, str(draft.result[number])
    )


def _person(back: str) -> Callable[[Draft, Any], Entry]:
    def entry(draft: Draft, command: s.PersonRemove | s.PersonLetIn) -> Entry:
        kept = draft.get("kept_out", command.person) or draft.state.get("kept_out", command.person)
        undo = {"name": back, "args": {"person": command.person}}
        return Entry(f"person.{command.person}", undo, kept.called if kept else "")

    return entry


def _board(draft: Draft, command: b.BoardShow) -> Entry | None:
    """Only a blank board is worth a line, and its end."""
    before = draft.state.get("board", "board")
    if (command.view == "blank") == (before.view == "blank"):
        return None
    if command.view != "blank":
        return Entry("blank")
    args = {"view": before.view, "zone": before.zone, "scale": before.scale}
    return Entry("blank", {"name": "board.show", "args": args}, "on")


_ENTRIES: dict[type[Command], Callable[[Draft, Any], Entry | None]] = {
    l.MeetingPause: _simple("pause", "meeting.resume"),
    l.MeetingResume: _simple("pause", "meeting.pause"),
    l.MeetingLock: _simple("lock", "meeting.unlock"),
    l.MeetingUnlock: _simple("lock", "meeting.lock"),
    s.MeetingSlow: _slow,
    s.MeetingHold: _hold,
    s.MeetingNewCode: _code,
    s.MeetingUseCode: _code,
    s.AuthorHide: _author("author.unhide", "hidden"),
    s.AuthorUnhide: _author("author.hide", "shown"),
    e.WordsErase: lambda draft, command: Entry("words"),
    s.PersonRemove: _person("person.let_in"),
    s.PersonLetIn: _person("person.remove"),
    b.BoardShow: _board,
}


def remember(draft: Draft, command: Command) -> None:
    """Writes a line, if this command is one of safe hands and has changed anything."""
    entry_of = _ENTRIES.get(type(command))
    entry = entry_of(draft, command) if entry_of and draft.changes() else None
    if entry is None:
        return
    lines = draft.all("log")
    for id, line in list(lines.items()):
        if line.of == entry.of and line.undo is not UNSET:
            draft.put(replace(line, undo=UNSET), id)
    line = Log(at=draft.now, what=command.name, of=entry.of, detail=entry.detail, undo=entry.undo or UNSET)
    draft.put(line, draft.new_id("l"))
    newest = sorted(draft.all("log"), key=lambda id: (draft.get("log", id).at, len(id), id))
    for id in newest[:-MOST]:
        draft.drop("log", id)
