"""The agenda: its sections, the timer, and the forecast of when the meeting will end."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..audience import CHAIR, NOBODY
from .base import ERASED, Record

SectionKind = Literal["open", "welcome", "round", "presentation", "discussion", "scaling", "groups", "steps", "closing"]


class Section(Record, frozen=True, kw_only=True, rename={"section_kind": "kind"}):
    """One part of the agenda.

    `minutes` is its length now, `planned` its length in the plan. `spent` is the time before the last pause, and
    `running_since` the time since when it has been running. The last fields belong to single kinds of section: the
    seconds of each turn to a round, the link to a presentation, the chair's line to a welcome, the scale to scaling.
    """

    kind: ClassVar[str] = "section"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED, "prompt": "", "link": None, "link_label": "", "line": ""}
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
    section_kind: SectionKind = "open"
    voice_seconds: int = 60
    link: str | None = None
    link_label: str = ""
    line: str = ""
    scale: str | None = None


class Timer(Record, frozen=True, kw_only=True):
    """The timer of the current section: `ends_at` while it runs, `left` while it is paused (negative when overrun)."""

    kind: ClassVar[str] = "timer"
    discloses: ClassVar[str] = "Nothing about a person."
    section: str
    running: bool
    duration: int
    ends_at: int | UnsetType = UNSET
    left: int | UnsetType = UNSET

    def left_at(self, now: int) -> int:
        """The milliseconds left at `now`; negative when the section overruns."""
        if not isinstance(self.ends_at, UnsetType):
            return self.ends_at - now
        return 0 if isinstance(self.left, UnsetType) else self.left


class Plan(Record, frozen=True, kw_only=True):
    """When the meeting should end (`planned_end`), when it will (`finish`), and which sections could be shortened.

    `savings` is [[section, minutes], ...]. So is `needs`: coming sections of which the round needs more minutes than
    they have, with the minutes that it needs.
    """

    kind: ClassVar[str] = "plan"
    discloses: ClassVar[str] = "Nothing about a person."
    planned_end: int | None = None
    finish: int | None = None
    savings: list[tuple[str, int]] = field(default_factory=list)
    needs: list[tuple[str, int]] = field(default_factory=list)


class AgendaUndo(Record, frozen=True, kw_only=True):
    """The last step of the agenda, while it can be taken back.

    `what` is its command and `section` the section that has been on since; `is_start`: it started the meeting.
    """

    kind: ClassVar[str] = "agenda_undo"
    discloses: ClassVar[str] = "Nothing about a person; nothing after the close."
    audience: ClassVar[str] = CHAIR
    forgotten_at_close: ClassVar[bool] = True
    what: str
    section: str | None
    is_start: bool
    until: int


class Found(Struct, frozen=True):
    """One record as a step of the agenda found it: some or all of its fields, or None if there was none."""

    kind: str
    id: str
    fields: dict[str, Any] | None
    audience: str


class AgendaBefore(Record, frozen=True, kw_only=True):
    """What the last step of the agenda found, at `at`, and the revision of its changes."""

    kind: ClassVar[str] = "agenda_before"
    discloses: ClassVar[str] = (
        "Who waited for their turn and whose hand was raised when the last part began, to the host while the meeting is"
        " open; never sent."
    )
    audience: ClassVar[str] = NOBODY
    words: ClassVar[Mapping[str, Any]] = {"prompt": ""}
    forgotten_at_close: ClassVar[bool] = True
    at: int
    revision: int
    found: list[Found]
    prompt: str = ""


def current_section(sections: Mapping[str, Section]) -> str | None:
    """The id of the section that is running or paused now, or None."""
    return next((id for id, section in sections.items() if section.state == "now"), None)
