"""The agenda and its parts."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType

from ..records import SectionKind
from .base import ByChair, BySystem, Command, Index
from .rounds import VoiceSeconds

Minutes = Annotated[int, Meta(ge=1, le=240)]


class AgendaStart(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.start"
    section: str | None = None


class AgendaPause(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.pause"


class AgendaResume(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.resume"


class AgendaExtend(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.extend"
    minutes: Annotated[int, Meta(ge=-120, le=120)]


class AgendaNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.next"


class AgendaBack(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.back"


class AgendaSave(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.save"


class AgendaTick(BySystem, frozen=True, kw_only=True):
    """Looks at the plan again: while a section runs over, the time we will end at moves with the clock."""

    name: ClassVar[str] = "agenda.tick"


class SectionAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.add"
    title: str
    prompt: str = ""
    minutes: Minutes = 10
    after: str | None = None
    kind: SectionKind | UnsetType = UNSET
    voice_seconds: VoiceSeconds | UnsetType = UNSET
    link: str | None | UnsetType = UNSET
    link_label: str | UnsetType = UNSET
    line: str | UnsetType = UNSET
    scale: str | None | UnsetType = UNSET


class SectionEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.edit"
    section: str
    title: str | UnsetType = UNSET
    prompt: str | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET
    kind: SectionKind | UnsetType = UNSET
    voice_seconds: VoiceSeconds | UnsetType = UNSET
    link: str | None | UnsetType = UNSET
    link_label: str | UnsetType = UNSET
    line: str | UnsetType = UNSET
    scale: str | None | UnsetType = UNSET


class SectionMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.move"
    section: str
    to: Index


class SectionRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.remove"
    section: str
