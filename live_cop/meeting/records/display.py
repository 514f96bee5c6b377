"""What is shown and kept: the board, snapshots, and the questions that the chair asks."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import field

from ..audience import CHAIR, NOBODY
from .agenda import Section
from .base import ERASED, NOT_WITHOUT_PICTURES, Record, RecordingMode
from .followup import NextStep
from .scales import Scale
from .wall import Group, Note, Zone

View = Literal[
    "auto", "join", "wall", "scale", "agenda", "round", "end", "blank", "welcome", "presentation", "closing", "steps",
    "teams",
]  # fmt: skip


class Snapshot(Record, frozen=True, kw_only=True):
    """A snapshot's title, caption and place in the report; its picture has the same id.

    `zones` are the zones with notes in it; `crop` those of them that the report shows, or None for all.
    """

    kind: ClassVar[str] = "snapshot"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED, "caption": ""}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    title: str
    caption: str
    taken_at: int
    section: str | None = None
    auto: bool = False
    order: int = 0
    left_out: bool = False
    zones: list[str] = field(default_factory=list)
    crop: list[str] | None = None


class Picture(Record, frozen=True, kw_only=True):
    """The records that everyone could see when the snapshot was taken, as [id, record] pairs."""

    kind: ClassVar[str] = "picture"
    discloses: ClassVar[str] = "Nothing that its records did not show everyone at that moment; never sent."
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    zones: list[tuple[str, Zone]]
    groups: list[tuple[str, Group]]
    notes: list[tuple[str, Note]]
    scales: list[tuple[str, Scale]]
    sections: list[tuple[str, Section]]
    steps: list[tuple[str, NextStep]] = field(default_factory=list)
    #: In an imported meeting, how many notes had been erased from it before the export.
    gone: int = 0


class Board(Record, frozen=True, kw_only=True):
    """The view that the chair chose for the board (`view`), and the one it therefore shows (`showing`)."""

    kind: ClassVar[str] = "board"
    discloses: ClassVar[str] = "Nothing about a person."
    view: View = "auto"
    showing: View = "join"
    zone: str | None = None
    scale: str | None = None
    #: The chair's choice before the board was blanked.
    before: View | None = None


QuestionGroup = Literal["better", "working", "future", "scaling", "up", "else", "closing"]


class Question(Record, frozen=True, kw_only=True):
    """A question in the community's library, for the wall, a scale or the board."""

    kind: ClassVar[str] = "question"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    group: QuestionGroup
    order: int = 0


class Prompt(Record, frozen=True, kw_only=True):
    """The question that the chair asks now: large on the board, and above the input box on every phone."""

    kind: ClassVar[str] = "prompt"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
