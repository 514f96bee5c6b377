"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from typing import Any

from . import (
    agenda,
    brought,
    dates,
    hopes,
    invites,
    life,
    people,
    prompts,
    report,
    review,
    rounds,
    safe,
    scales,
    shown,
    sorting,
    steps,
    teams,
    wall,
)
from .agenda import Plan, Section, SectionKind, Timer
from .base import Record
from .brought import Brought, Counted
from .dates import Answer, DateMark, Next, ProposedDate
from .hopes import Hope, HopeAnswer, Hopes, HopeTally
from .invites import Invite, Invites, Suggested
from .life import Keeps, Meeting
from .people import Person, Place
from .prompts import Prompt, Question, QuestionGroup
from .report import Recommendation, ReportWords, Resource
from .review import EarlierReview, Review, ReviewAnswer, ReviewTally, Stage
from .rounds import Hand, HandToo, Round, Turn
from .safe import Held, Hiding, KeptOut, Log
from .scales import EarlierSpread, Mark, Moved, Scale, Tally
from .shown import Board, Picture, Snapshot, View
from .sorting import Dots, Folded, Too
from .steps import Earlier, NextStep, Offer, StepState
from .teams import Draw, Mix, Seat, Team, Teams
from .wall import By, Color, Group, Mine, Note, Removed, Sort, Step, Touched, Undo, Zone, ZoneRole

ROOMS: tuple[Any, ...] = (
    brought,
    life,
    agenda,
    wall,
    sorting,
    hopes,
    safe,
    scales,
    people,
    rounds,
    teams,
    shown,
    report,
    prompts,
    steps,
    dates,
    invites,
    review,
)

RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for room in ROOMS
    for record in vars(room).values()
    if isinstance(record, type) and issubclass(record, Record) and record.kind
}

__all__ = [
    "RECORDS",
    "Answer",
    "Board",
    "Brought",
    "By",
    "Color",
    "Counted",
    "DateMark",
    "Dots",
    "Draw",
    "Earlier",
    "EarlierReview",
    "EarlierSpread",
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
    "Invite",
    "Invites",
    "Keeps",
    "KeptOut",
    "Log",
    "Mark",
    "Meeting",
    "Mine",
    "Mix",
    "Moved",
    "Next",
    "NextStep",
    "Note",
    "Offer",
    "Person",
    "Picture",
    "Place",
    "Plan",
    "Prompt",
    "ProposedDate",
    "Question",
    "QuestionGroup",
    "Recommendation",
    "Record",
    "Removed",
    "ReportWords",
    "Resource",
    "Review",
    "ReviewAnswer",
    "ReviewTally",
    "Round",
    "Scale",
    "Seat",
    "Section",
    "SectionKind",
    "Snapshot",
    "Sort",
    "Stage",
    "Step",
    "StepState",
    "Suggested",
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
    "ZoneRole",
]
