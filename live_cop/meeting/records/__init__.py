"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from . import agenda, dates, invites, life, people, review, rounds, scales, shown, steps, wall
from .agenda import Plan, Section, Timer
from .base import Record
from .dates import Answer, DateMark, Next, ProposedDate
from .invites import Invite, Invites, Suggested
from .life import Keeps, Meeting
from .people import Person, Place
from .review import EarlierReview, Review, ReviewAnswer, ReviewTally, Stage
from .rounds import Hand, HandToo, Round, Turn
from .scales import EarlierSpread, Mark, Moved, Scale, Tally
from .shown import Board, Picture, ReportWords, Snapshot, View
from .steps import Earlier, NextStep, Offer, StepState
from .wall import Color, Group, Mine, Note, Removed, Step, Touched, Undo, Zone

RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for room in (life, agenda, wall, scales, people, rounds, shown, steps, dates, invites, review)
    for record in vars(room).values()
    if isinstance(record, type) and issubclass(record, Record) and record.kind
}

__all__ = [
    "RECORDS",
    "Answer",
    "Board",
    "Color",
    "DateMark",
    "Earlier",
    "EarlierReview",
    "EarlierSpread",
    "Group",
    "Hand",
    "HandToo",
    "Invite",
    "Invites",
    "Keeps",
    "Mark",
    "Meeting",
    "Mine",
    "Moved",
    "Next",
    "NextStep",
    "Note",
    "Offer",
    "Person",
    "Picture",
    "Place",
    "Plan",
    "ProposedDate",
    "Record",
    "Removed",
    "ReportWords",
    "Review",
    "ReviewAnswer",
    "ReviewTally",
    "Round",
    "Scale",
    "Section",
    "Snapshot",
    "Stage",
    "Step",
    "StepState",
    "Suggested",
    "Tally",
    "Timer",
    "Touched",
    "Turn",
    "Undo",
    "View",
    "Zone",
]
