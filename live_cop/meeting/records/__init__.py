"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from typing import Any

from . import (
    agenda,
    life,
    people,
    rounds,
    safe,
    scales,
    shown,
    sorting,
    teams,
    wall,
)
from .agenda import Plan, Section, Timer
from .base import Record
from .life import Keeps, Meeting
from .people import Person, Place
from .rounds import Hand, HandToo, Round, Turn
from .safe import Held, Hiding, KeptOut, Log
from .scales import Mark, Scale, Tally
from .shown import Board, Picture, ReportWords, Snapshot, View
from .sorting import Dots, Folded, Too
from .teams import Draw, Mix, Seat, Team, Teams
from .wall import By, Color, Group, Mine, Note, Removed, Sort, Step, Touched, Undo, Zone

ROOMS: tuple[Any, ...] = (
    life,
    agenda,
    wall,
    sorting,
    safe,
    scales,
    people,
    rounds,
    teams,
    shown,
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
    "Draw",
    "Folded",
    "Group",
    "Hand",
    "HandToo",
    "Held",
    "Hiding",
    "Keeps",
    "KeptOut",
    "Log",
    "Mark",
    "Meeting",
    "Mine",
    "Mix",
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
    "Seat",
    "Section",
    "Snapshot",
    "Sort",
    "Step",
    "Tally",
    "Team",
    "Teams",
    "Timer",
    "Too",
    "Touched",
    "Turn",
    "Undo",
    "View",
    "Zone",
]
