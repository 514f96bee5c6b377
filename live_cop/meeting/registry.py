"""The facets of a meeting, each listed once.

A facet is a file with commands and the rules that carry them out. It offers `RULES`, and where it has any: `LOGGED`
(which of its commands the chair's log remembers), and `update_after` with `FOLLOWS` (what it keeps up to date after
commands that changed these kinds of record). A command needs to be known nowhere else.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import msgspec

from . import best_hopes, breakouts, import_meeting, lifecycle, report_texts, scales, undo
from .action_log import Logged
from .agenda import finish_time, sections, timer
from .command import Command
from .display import board, prompts, question_library, snapshots
from .draft import Draft, Rules
from .followup import health_check, invitations, next_meeting, next_steps
from .refusal import Refusal
from .safety import bans, erase_text, join_code, moderation, recording_consent
from .voices import guests, hand_queue, people, rounds
from .wall import dot_vote, groups, me_too, merge_notes, note_types, notes, private_writing, slow_mode, zones

#: In the order in which they update what follows from a change, and in which the reference lists their commands.
FACETS: tuple[ModuleType, ...] = (
    notes,
    groups,
    undo,
    zones,
    moderation,
    dot_vote,
    private_writing,
    note_types,
    merge_notes,
    me_too,
    best_hopes,
    slow_mode,
    join_code,
    bans,
    scales,
    timer,
    sections,
    rounds,
    hand_queue,
    finish_time,
    breakouts,
    snapshots,
    next_steps,
    next_meeting,
    invitations,
    health_check,
    board,
    prompts,
    question_library,
    report_texts,
    recording_consent,
    erase_text,
    lifecycle,
    import_meeting,
    people,
    guests,
)

#: Which function carries out which command.
RULES: Rules = {command: rule for facet in FACETS for command, rule in facet.RULES.items()}
#: Every command by its name, the server's own among them.
COMMANDS: dict[str, type[Command]] = {command.name: command for command in RULES}
LOGGED: Logged = {command: entry for facet in FACETS for command, entry in getattr(facet, "LOGGED", {}).items()}
#: The kinds of record that a facet follows, and the function that brings it up to date.
UPDATES: tuple[tuple[frozenset[str], Callable[[Draft], None]], ...] = tuple(
    (facet.FOLLOWS, facet.update_after) for facet in FACETS if hasattr(facet, "FOLLOWS")
)


def parse(name: Any, args: Any) -> Command:
    """The command that a client named, with its fields checked for type and range. The server's own commands are not
    for clients; lengths of text are checked after trimming, where the text is used.

    Raises Refusal `unknown_command` or `bad_args`.
    """
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None or kind.permission == "system":
        raise Refusal("unknown_command")
    if not isinstance(args, dict):
        raise Refusal("bad_args", field="args")
    try:
        return msgspec.convert(args, kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=field_of(str(error))) from None
    except UnicodeEncodeError:
        # Half of a surrogate pair in a field that takes one of a few words; in people's own texts it is removed later.
        raise Refusal("bad_args", field="args") from None


def field_of(message: str) -> str:
    """The name of the field that a msgspec message complains about: "... - at `$.zone`" or "missing ... `zone`"."""
    words = [word for word in message.split("`") if word.startswith("$.")]
    if words:
        return words[-1][2:]
    return message.split("`")[1] if "missing" in message else "args"
