"""The code with which people come in: a new one shuts the old one out, and the log offers the way back."""

from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..codes import join_code
from ..command import ByChair, BySystem
from ..draft import Draft, Rules
from ..refusal import Refusal


class MeetingNewCode(BySystem, frozen=True, kw_only=True):
    """From now on people come in with this code. The server makes it up, for the core knows no chance."""

    name: ClassVar[str] = "meeting.new_code"
    open_only: ClassVar[bool] = True
    code: str


class MeetingUseCode(ByChair, frozen=True, kw_only=True):
    """Back to the code that the log offers."""

    name: ClassVar[str] = "meeting.use_code"
    code: str


def set_new_code(draft: Draft, command: MeetingNewCode) -> None:
    draft.put(replace(draft.singleton("meeting"), join_code=command.code))


def use_earlier_code(draft: Draft, command: MeetingUseCode) -> None:
    """A code that this meeting had before lets people in again, and the one that took its place does not. Only what the
    log offers, for any other code may be another meeting's."""
    if command.code == join_code(draft.state):
        return
    lines = [line for line in draft.of_kind("log").values() if line.of == "code" and line.undo is not UNSET]
    if command.code not in [line.undo["args"]["code"] for line in lines]:
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
