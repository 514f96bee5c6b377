"""Replacing the code with which people join: a new code makes the old one invalid, and the log can restore it."""

from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..codes import join_code
from ..command import ByChair, BySystem
from ..draft import Draft, Rules
from ..refusal import Refusal


class MeetingNewCode(BySystem, frozen=True, kw_only=True):
    """People join with this code from now on. The server generates it, since the core is deterministic."""

    name: ClassVar[str] = "meeting.new_code"
    open_only: ClassVar[bool] = True
    code: str


class MeetingUseCode(ByChair, frozen=True, kw_only=True):
    """Restores an earlier code from the log."""

    name: ClassVar[str] = "meeting.use_code"
    code: str


def set_new_code(draft: Draft, command: MeetingNewCode) -> None:
    draft.put(replace(draft.singleton("meeting"), join_code=command.code))


def use_earlier_code(draft: Draft, command: MeetingUseCode) -> None:
    """Makes an earlier code of this meeting valid again, and the current one invalid.

    Only a code that the log offers, since any other may belong to another meeting. Raises Refusal `bad_args`.
    """
    if command.code == join_code(draft.state):
        return
    entries = [entry for entry in draft.of_kind("log").values() if entry.of == "code" and entry.undo is not UNSET]
    if command.code not in [entry.undo["args"]["code"] for entry in entries]:
        raise Refusal("bad_args", field="code")
    own = command.code == draft.state.code
    draft.put(replace(draft.singleton("meeting"), join_code=UNSET if own else command.code))


def _code_entry(draft: Draft, command: MeetingNewCode | MeetingUseCode) -> LogDetails:
    before = join_code(draft.state)
    return LogDetails("code", {"name": "meeting.use_code", "args": {"code": before}}, command.code)


RULES: Rules = {
    MeetingNewCode: set_new_code,
    MeetingUseCode: use_earlier_code,
}

LOGGED: Logged = {
    MeetingNewCode: _code_entry,
    MeetingUseCode: _code_entry,
}
