"""What is shown and kept: the board, snapshots, and the questions that the chair asks."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, UnsetType, field

from ..audience import CHAIR, NOBODY
from .agenda import Section
from .base import ERASED, NOT_WITHOUT_PICTURES, Record, RecordingMode
from .followup import NextStep
from .photos import Photo
from .scales import Scale
from .wall import Group, Note, Zone

View = Literal[
    "auto", "join", "wall", "scale", "agenda", "round", "end", "blank", "welcome", "presentation", "closing", "steps",
    "teams", "photo", "slides",
]  # fmt: skip


class Snapshot(Record, frozen=True, kw_only=True):
    """A snapshot's title, caption and place in the report; its picture has the same id.

    `zones` are the zones with notes in it; `crop` those of them that the report shows, or None for all. `scales` and
    `scale_crop` are the same for its scales.
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
    scales: list[str] = field(default_factory=list)
    scale_crop: list[str] | None = None


class Picture(Record, frozen=True, kw_only=True):
    """The picture of a snapshot, with the same id. `number` is its place among all pictures, in the order of time.

    `gone`: in an imported meeting, how many notes had been erased from it before the export."""

    kind: ClassVar[str] = "picture"
    discloses: ClassVar[str] = "Nothing about a person; never sent."
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    number: int
    gone: int = 0


#: The kinds of record that a picture shows.
PART_KINDS = ("zone", "group", "note", "scale", "section", "step", "photo")


class Pictured(Record, frozen=True, kw_only=True):
    """A record as everyone could see it: in all pictures from number `first` to `last`, or to the newest (None).

    `id` is the id of the record. Exactly one of the fields with the names of kinds has it."""

    kind: ClassVar[str] = "pictured"
    discloses: ClassVar[str] = "Nothing that its record did not show everyone at that moment; never sent."
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    id: str
    first: int
    last: int | None = None
    note: Note | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    group: Group | UnsetType = UNSET
    scale: Scale | UnsetType = UNSET
    section: Section | UnsetType = UNSET
    step: NextStep | UnsetType = UNSET
    photo: Photo | UnsetType = UNSET

    @property
    def part(self) -> tuple[str, Any]:
        """The kind of the record, and the record."""
        # Nearly all are notes.
        if self.note is not UNSET:
            return "note", self.note
        return next((kind, record) for kind in PART_KINDS if (record := getattr(self, kind)) is not UNSET)


#: What is asked besides the question of the moment: next steps, what became of the best hopes, when people could come,
#: the health check, and whom to invite.
Asked = Literal["steps", "hopes", "dates", "review", "invites"]


class OnNow(Record, frozen=True, kw_only=True):
    """What the meeting is at: the one source of what every screen asks.

    `view` is the board view that belongs to it, never "auto" or "blank"; the board shows it unless the chair chose
    another. `question` is what everybody is asked: the words of the scale, of the small groups or of the section.
    `zones` are those in which the answers are written, the first one before the others; they may be none. `asks` is
    what everybody is asked besides, and answers elsewhere than on the wall.
    """

    kind: ClassVar[str] = "on_now"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"question": ""}
    view: View = "join"
    section: str | None = None
    scale: str | None = None
    question: str = ""
    zones: list[str] = field(default_factory=list)
    asks: list[Asked] = field(default_factory=list)


class Board(Record, frozen=True, kw_only=True):
    """The view that the chair chose for the board (`view`), and the one it therefore shows (`showing`)."""

    kind: ClassVar[str] = "board"
    discloses: ClassVar[str] = "Nothing about a person."
    view: View = "auto"
    showing: View = "join"
    zone: str | None = None
    scale: str | None = None
    #: The photograph that the board shows, as large as it can.
    photo: str | UnsetType = UNSET
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
    """The question that the chair asks now: large on the board, and above the input box on every phone. `zone`: where
    it is answered, if it has a zone of its own."""

    kind: ClassVar[str] = "prompt"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    zone: str | None = None
