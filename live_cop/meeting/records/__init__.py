"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from typing import Any

from . import (
    agenda,
    hopes,
    life,
    people,
    prompts,
    rounds,
    safe,
    scales,
    shown,
    sorting,
    wall,
)
from .agenda import Plan, Section, SectionKind, Timer
from .base import Record
from .hopes import Hope, HopeAnswer, Hopes, HopeTally
from .life import Keeps, Meeting
from .people import Person, Place
from .prompts import Prompt, Question, QuestionGroup
from .rounds import Hand, HandToo, Round, Turn
from .safe import Held, Hiding, KeptOut, Log
from .scales import Mark, Scale, Tally
from .shown import Board, Picture, ReportWords, Snapshot, View
from .sorting import Dots, Folded, Too
from .wall import By, Color, Group, Mine, Note, Removed, Sort, Step, Touched, Undo, Zone, ZoneRole

ROOMS: tuple[Any, ...] = (
    life,
    agenda,
    wall,
    sorting,
    hopes,
    safe,
    scales,
    people,
    rounds,
    shown,
    prompts,
)

RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for room in ROOMS
    for record in vars(room).values()
    if isinstance(record, type) and issubclass(record, Record) and record.kind
}

__all__ = [
    "RECORDS",
    "Board",
    "By",
    "Color",
    "Dots",
    "Folded",
    "Group",
    "Hand",
    "HandToo",
    "Held",
    "Hiding",
    "Hope",
    "HopeAnswer",
    "HopeTally",
    "Hopes",
    "Keeps",
    "KeptOut",
    "Log",
    "Mark",
    "Meeting",
    "Mine",
    "Note",
    "Person",
    "Picture",
    "Place",
    "Plan",
    "Prompt",
    "Question",
    "QuestionGroup",
    "Record",
    "Removed",
    "ReportWords",
    "Round",
    "Scale",
    "Section",
    "SectionKind",
    "Snapshot",
    "Sort",
    "Step",
    "Tally",
    "Timer",
    "Too",
    "Touched",
    "Turn",
    "Undo",
    "View",
    "Zone",
    "ZoneRole",
]
