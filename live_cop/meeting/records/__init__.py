"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from . import agenda, hopes, life, people, prompts, scales, shown, wall
from .agenda import Plan, Section, SectionKind, Timer
from .base import Record
from .hopes import Hope, HopeAnswer, Hopes, HopeTally
from .life import Keeps, Meeting
from .people import Person, Place, Turn
from .prompts import Prompt, Question, QuestionGroup
from .scales import Mark, Scale, Tally
from .shown import Board, Picture, ReportWords, Snapshot, View
from .wall import Color, Group, Mine, Note, Removed, Step, Touched, Undo, Zone, ZoneRole

RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for room in (life, agenda, wall, hopes, scales, people, shown, prompts)
    for record in vars(room).values()
    if isinstance(record, type) and issubclass(record, Record) and record.kind
}

__all__ = [
    "RECORDS",
    "Board",
    "Color",
    "Group",
    "Hope",
    "HopeAnswer",
    "HopeTally",
    "Hopes",
    "Keeps",
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
    "Scale",
    "Section",
    "SectionKind",
    "Snapshot",
    "Step",
    "Tally",
    "Timer",
    "Touched",
    "Turn",
    "Undo",
    "View",
    "Zone",
    "ZoneRole",
]
