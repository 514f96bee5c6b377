"""Every command that can be given: its name, its fields with their limits, and who may give it.

A command reads like the sentence a chair would say: `note.move`, `scale.show`. Lengths of text are checked after
trimming, where the text is used; ranges of numbers and the types of all fields are checked here. Each room of the
meeting has a file of its own; what the server itself commands is given from other rooms, and stands here for them.
"""

from typing import Any

import msgspec

from ..refusal import Refusal
from . import (
    agenda,
    board,
    dates,
    erasing,
    guests,
    hands,
    hopes,
    invites,
    life,
    people,
    prompts,
    questions,
    recording,
    report,
    review,
    rounds,
    safe,
    scales,
    snapshots,
    sorting,
    steps,
    teams,
    wall,
)
from .agenda import AgendaTick
from .base import Command
from .life import MeetingBring, MeetingOpen
from .people import PersonArrive, PersonJoin, PersonLeave
from .safe import MeetingNewCode

__all__ = [
    "COMMANDS",
    "AgendaTick",
    "Command",
    "MeetingBring",
    "MeetingNewCode",
    "MeetingOpen",
    "PersonArrive",
    "PersonJoin",
    "PersonLeave",
    "field_of",
    "parse",
]

#: In the order in which the reference lists them.
ROOMS: tuple[Any, ...] = (
    wall,
    sorting,
    hopes,
    safe,
    scales,
    agenda,
    rounds,
    hands,
    teams,
    snapshots,
    steps,
    dates,
    invites,
    review,
    board,
    prompts,
    questions,
    report,
    recording,
    erasing,
    life,
    people,
    guests,
)

COMMANDS: dict[str, type[Command]] = {
    command.name: command
    for room in ROOMS
    for command in vars(room).values()
    if isinstance(command, type) and issubclass(command, Command) and command.name
}


def parse(name: Any, args: Any) -> Command:
    """The command that a client named, with its fields checked for type and range. The server's own commands are not
    for clients. Raises Refusal `unknown_command` or `bad_args`."""
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None or kind.who == "system":
        raise Refusal("unknown_command")
    if not isinstance(args, dict):
        raise Refusal("bad_args", field="args")
    try:
        return msgspec.convert(args, kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=field_of(str(error))) from None
    except UnicodeEncodeError:
        # Half an emoji where one of a few words should stand; in people's own words it is taken out later.
        raise Refusal("bad_args", field="args") from None


def field_of(message: str) -> str:
    """The name of the field that a msgspec message complains about: "... - at `$.zone`" or "missing ... `zone`"."""
    words = [word for word in message.split("`") if word.startswith("$.")]
    if words:
        return words[-1][2:]
    return message.split("`")[1] if "missing" in message else "args"
