"""The kinds of record a meeting is made of.

Times are UTC milliseconds since 1970, lengths of time are milliseconds too unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType

Color = Literal["butter", "mint", "sky", "rose", "lilac", "sand"]
Place = Literal["room", "remote"]
View = Literal["auto", "join", "wall", "scale", "agenda", "round", "end"]


class Record(Struct, frozen=True, kw_only=True):
    """Base of all records; `kind` is its name on the wire."""

    kind: ClassVar[str] = ""


class Meeting(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "meeting"
    title: str
    community: str = ""
    series: str = ""
    state: Literal["waiting", "live", "closed"] = "waiting"
    recording: str = ""
    locked: bool = False
    paused: bool = False
    video_url: str | None = None
    starts_at: int | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    code: str = ""


class Section(Record, frozen=True, kw_only=True):
    """One part of the agenda. `minutes` is what it has now, `planned` what it was first given. `spent` is the time of
    earlier stretches; the present stretch began at `running_since`."""

    kind: ClassVar[str] = "section"
    title: str
    prompt: str = ""
    minutes: int = 10
    planned: int = 10
    order: int = 0
    state: Literal["todo", "now", "done"] = "todo"
    started_at: int | None = None
    running_since: int | None = None
    spent: int = 0
    ended_at: int | None = None


class Timer(Record, frozen=True, kw_only=True):
    """The clock of the present section: when it ends while running, what is left while paused. Below zero is over."""

    kind: ClassVar[str] = "timer"
    section: str
    running: bool
    duration: int
    ends_at: int | UnsetType = UNSET
    left: int | UnsetType = UNSET

    def left_at(self, now: int) -> int:
        """Milliseconds left at this moment; negative when over."""
        if not isinstance(self.ends_at, UnsetType):
            return self.ends_at - now
        return 0 if isinstance(self.left, UnsetType) else self.left


class Plan(Record, frozen=True, kw_only=True):
    """Whether the meeting will end on time, and where minutes could be saved: [[section, minutes], ...]."""

    kind: ClassVar[str] = "plan"
    planned_end: int | None = None
    finish: int | None = None
    savings: list[tuple[str, int]] = []


class Zone(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "zone"
    title: str
    prompt: str = ""
    order: int = 0
    color: Color = "butter"
    section: str | None = None
    scale: str | None = None


class Group(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "group"
    zone: str
    title: str
    x: float
    y: float
    order: int = 0


class Note(Record, frozen=True, kw_only=True):
    """A sticky note. It never says who wrote it; `signed` is a name its author chose to put on it."""

    kind: ClassVar[str] = "note"
    zone: str
    text: str
    x: float
    y: float
    color: Color
    group: str | None = None
    signed: str | None = None
    at: int = 0
    edited: bool = False


class Removed(Note, frozen=True, kw_only=True):
    """A note taken off the wall. A kind of its own, so that nothing that walks the notes can ever show one."""

    kind: ClassVar[str] = "removed"


class Mine(Record, frozen=True, kw_only=True, rename={"of": "kind"}):
    """Tells one person that the note with this id is theirs. The only link from a note to its author."""

    kind: ClassVar[str] = "mine"
    of: Literal["note"] = "note"


class Scale(Record, frozen=True, kw_only=True):
    """A scaling question as everyone sees it. `counts` has one number a step, and is there only when it may be seen."""

    kind: ClassVar[str] = "scale"
    question: str
    low: int = 1
    high: int = 10
    low_label: str = ""
    high_label: str = ""
    state: Literal["draft", "open", "closed"] = "draft"
    shown: bool = False
    counts: list[int] | UnsetType = UNSET
    answers: int = 0
    not_today: int = 0
    floor: int = 5
    good_enough: int | None = None
    section: str | None = None
    zone: str | None = None
    order: int = 0

    @property
    def steps(self) -> int:
        """How many steps the scale has."""
        return self.high - self.low + 1


class Mark(Record, frozen=True, kw_only=True):
    """One person's place on a scale; None means "not today"."""

    kind: ClassVar[str] = "mark"
    scale: str
    value: int | None


class Tally(Record, frozen=True, kw_only=True):
    """All marks of a scale, counted; for the server alone until the spread may be shown."""

    kind: ClassVar[str] = "tally"
    counts: list[int]
    not_today: int = 0


class Person(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "person"
    place: Place
    online: bool
    marker: str
    role: Literal["participant", "helper", "chair"] = "participant"
    name: str | UnsetType = UNSET


class Turn(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "turn"
    section: str
    person: str
    order: int
    state: Literal["waiting", "speaking", "done", "passed"]
    seconds: int = 60
    started_at: int | None = None


class Snapshot(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "snapshot"
    title: str
    caption: str
    taken_at: int
    section: str | None = None
    auto: bool = False
    order: int = 0


class Picture(Record, frozen=True, kw_only=True):
    """What a snapshot froze: the records that everyone could see, as [id, record] pairs."""

    kind: ClassVar[str] = "picture"
    zones: list[tuple[str, Zone]]
    groups: list[tuple[str, Group]]
    notes: list[tuple[str, Note]]
    scales: list[tuple[str, Scale]]
    sections: list[tuple[str, Section]]


class Board(Record, frozen=True, kw_only=True):
    """What the chair chose for the board (`view`), and what is on it therefore (`showing`)."""

    kind: ClassVar[str] = "board"
    view: View = "auto"
    showing: View = "join"
    zone: str | None = None
    scale: str | None = None


class ReportWords(Record, frozen=True, kw_only=True):
    """The chair's own words for the report."""

    kind: ClassVar[str] = "report"
    introduction: str = ""
    conclusions: str = ""
    published: bool = False


class Touched(Struct, frozen=True):
    """One record that a step changed: what it was, who saw it, and its revisions before and after."""

    kind: str
    id: str
    before: dict[str, Any] | None
    audience: str
    was: int
    now: int


class Step(Struct, frozen=True):
    what: str
    touched: list[Touched]


class Undo(Record, frozen=True, kw_only=True):
    """One person's last own actions on the wall, newest last."""

    kind: ClassVar[str] = "undo"
    steps: list[Step]


RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for record in (
        Meeting, Section, Timer, Plan, Zone, Group, Note, Removed, Mine, Scale, Mark, Tally, Person, Turn, Snapshot,
        Picture, Board, ReportWords, Undo,
    )
}  # fmt: skip
