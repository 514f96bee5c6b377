"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from . import agenda, life, people, rounds, scales, shown, wall
from .agenda import Plan, Section, Timer
from .base import Record
from .life import Keeps, Meeting
from .people import Person, Place
from .rounds import Hand, HandToo, Round, Turn
from .scales import Mark, Scale, Tally
from .shown import Board, Picture, ReportWords, Snapshot, View
from .wall import Color, Group, Mine, Note, Removed, Step, Touched, Undo, Zone

RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for room in (life, agenda, wall, scales, people, rounds, shown)
    for record in vars(room).values()
    if isinstance(record, type) and issubclass(record, Record) and record.kind
}

__all__ = [
    "RECORDS",
    "Board",
    "Color",
    "Group",
    "Hand",
    "HandToo",
    "Keeps",
    "Mark",
    "Meeting",
    "Mine",
    "Note",
    "Person",
    "Picture",
    "Place",
    "Plan",
    "Record",
    "Removed",
    "ReportWords",
    "Round",
    "Scale",
    "Section",
    "Snapshot",
    "Step",
    "Tally",
    "Timer",
    "Touched",
    "Turn",
    "Undo",
    "View",
    "Zone",
]
