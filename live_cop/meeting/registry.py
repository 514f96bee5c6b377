"""The facets of a meeting, each listed once.

A facet is a module with commands and the rules that carry them out. It defines `RULES` and, where it needs them,
`LOGGED` (its commands that appear in the log) and `update_after` with `WATCHED_KINDS` (a function that runs after each
command that changed records of these kinds). A command is registered nowhere else.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import msgspec

from . import best_hopes, report_texts, resources, undo
from .action_log import Logged
from .agenda import finish_time, pasted_agenda, sections, take_back, timer
from .breakouts import breakouts, calls
from .command import Command
from .display import board, on_now, prompts, question_library, slides, snapshots
from .draft import Draft, Rules
from .followup import health_check, invitations, next_meeting, next_steps
from .lifecycle import due, import_meeting, lifecycle, planning
from .refusal import Refusal
from .safety import bans, chair_link, erase_text, first_notes, join_code, moderation, recording_consent, turnout
from .scales import marks, scales
from .voices import guests, hand_queue, people, rounds, turns
from .wall import (
    dot_vote,
    groups,
    me_too,
    merge_notes,
    note_types,
    notes,
    photos,
    private_writing,
    slow_mode,
    translations,
    zones,
)

#: In the order in which `update_after` runs.
FACETS: tuple[ModuleType, ...] = (
    notes,
    translations,
    groups,
    undo,
    zones,
    first_notes,
    moderation,
    photos,
    dot_vote,
    private_writing,
    note_types,
    merge_notes,
    me_too,
    best_hopes,
    slow_mode,
    join_code,
    chair_link,
    bans,
    scales,
    marks,
    timer,
    take_back,
    sections,
    pasted_agenda,
    rounds,
    turns,
    hand_queue,
    breakouts,
    calls,
    snapshots,
    next_steps,
    next_meeting,
    invitations,
    health_check,
    on_now,
    board,
    # Everyone sees the page that the board shows.
    slides,
    prompts,
    question_library,
    report_texts,
    resources,
    recording_consent,
    erase_text,
    lifecycle,
    planning,
    due,
    import_meeting,
    people,
    guests,
    # These follow from how many people are here.
    turnout,
    finish_time,
)

#: Every command with the function that carries it out.
RULES: Rules = {command: rule for facet in FACETS for command, rule in facet.RULES.items()}
#: Every command by name, including those that only the server gives.
COMMANDS: dict[str, type[Command]] = {command.name: command for command in RULES}
LOGGED: Logged = {command: entry for facet in FACETS for command, entry in getattr(facet, "LOGGED", {}).items()}
#: For each facet that has one: the kinds of record that it watches, and its update function.
UPDATES: tuple[tuple[frozenset[str], Callable[[Draft], None]], ...] = tuple(
    (facet.WATCHED_KINDS, facet.update_after) for facet in FACETS if hasattr(facet, "WATCHED_KINDS")
)


def parse(name: Any, args: Any) -> Command:
    """The command that a client sent, with its fields checked for type and range.

    Clients cannot give the commands of the server. The rules check the length of texts, after trimming them.

    Raises Refusal `unknown_command` or `bad_args`.
    """
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None or kind.permission == "system" or kind.by_http_only:
        raise Refusal("unknown_command")
    if not isinstance(args, dict):
        raise Refusal("bad_args", field="args")
    try:
        return msgspec.convert(args, kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=field_of(str(error))) from None
    except UnicodeEncodeError:
        # A lone surrogate in a field that takes one of a few values; `clean` removes it from people's texts.
        raise Refusal("bad_args", field="args") from None


def field_of(message: str) -> str:
    """The field that an error message of msgspec is about: "... - at `$.zone`" or "missing ... `zone`"."""
    words = [word for word in message.split("`") if word.startswith("$.")]
    if words:
        return words[-1][2:]
    return message.split("`")[1] if "missing" in message else "args"
