"""The agenda: its parts, their clock, and whether all of it will end on time."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, UnsetType, field

from .base import ERASED, Record

SectionKind = Literal["open", "welcome", "round", "presentation", "discussion", "scaling", "groups", "steps", "closing"]


class Section(Record, frozen=True, kw_only=True, rename={"section_kind": "kind"}):
    """One part of the agenda. `minutes` is what it has now, `planned` what it was first given. `spent` is the time of
    earlier stretches; the present stretch began at `running_since`. `section_kind` says what it is for; the other
    fields at the end are what the kinds need: a round the seconds of a voice, a presentation its link, a welcome the
    chair's line, scaling its scale."""

    kind: ClassVar[str] = "section"
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
    savings: list[tuple[str, int]] = field(default_factory=list)


def current_section(sections: Mapping[str, Section]) -> str | None:
    """The id of the section that is on now."""
    return next((id for id, section in sections.items() if section.state == "now"), None)
