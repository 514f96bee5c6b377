"""The sections of the agenda: added, edited, moved and removed."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from ..command import Command, PlaceInList
from ..draft import Draft, Rules
from ..ordering import move_to, next_order, ordered
from ..records.agenda import Section, SectionKind
from ..refusal import Refusal
from ..texts.text import PROMPT_LENGTH, TITLE_LENGTH, clean, required
from ..texts.web_address import web_address
from ..voices.rounds import VoiceSeconds
from .timer import AgendaExtend, extend

Minutes = Annotated[int, Meta(ge=1, le=240)]


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
    to: PlaceInList


class SectionRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.remove"
    section: str


MOST_SECTIONS = 60


def add_section(draft: Draft, command: SectionAdd) -> None:
    sections = draft.of_kind("section")
    if len(sections) >= MOST_SECTIONS:
        raise Refusal("too_many")
    section = Section(
        title=required(command.title, TITLE_LENGTH),
        prompt=clean(command.prompt, PROMPT_LENGTH),
        minutes=command.minutes,
        planned=command.minutes,
        order=next_order(sections),
    )
    section = _with_kind(draft, section, command)
    id = draft.new_id("a")
    draft.put(section, id)
    if command.after is not None:
        draft.require("section", command.after)
        after = [other for other, _ in ordered(sections)].index(command.after)
        move_to(draft, "section", id, after + 1)
    draft.result = {"section": id}


def edit_section(draft: Draft, command: SectionEdit) -> None:
    section = draft.require("section", command.section)
    if command.title is not UNSET:
        section = replace(section, title=required(command.title, TITLE_LENGTH))
    if command.prompt is not UNSET:
        section = replace(section, prompt=clean(command.prompt, PROMPT_LENGTH))
    if command.minutes is not UNSET:
        if section.state == "now":
            _extend_timer(draft, command.minutes - section.minutes)
        section = replace(section, minutes=command.minutes)
        # Until the meeting starts, an edit changes the plan itself.
        if draft.singleton("meeting").state == "waiting":
            section = replace(section, planned=command.minutes)
    draft.put(_with_kind(draft, section, command), command.section)


def move_section(draft: Draft, command: SectionMove) -> None:
    move_to(draft, "section", command.section, command.to)


def remove_section(draft: Draft, command: SectionRemove) -> None:
    """Deletes a section; its zones stay. Raises Refusal `unknown_section`, or `section_running` for the current one."""
    section = draft.require("section", command.section)
    if section.state == "now":
        raise Refusal("section_running")
    for id, zone in draft.of_kind("zone").items():
        if zone.section == command.section:
            draft.put(replace(zone, section=None), id)
    draft.drop("section", command.section)


def _with_kind(draft: Draft, section: Section, command: SectionAdd | SectionEdit) -> Section:
    """The section with its kind, and the fields that single kinds need, as far as the command sets them."""
    if command.kind is not UNSET:
        section = replace(section, section_kind=command.kind)
    if command.voice_seconds is not UNSET:
        section = replace(section, voice_seconds=command.voice_seconds)
    if command.link is not UNSET:
        section = replace(section, link=web_address(command.link, "bad_web_link"))
    if command.link_label is not UNSET:
        section = replace(section, link_label=clean(command.link_label, TITLE_LENGTH))
    if command.line is not UNSET:
        section = replace(section, line=clean(command.line, PROMPT_LENGTH))
    if command.scale is not UNSET:
        if command.scale is not None:
            draft.require("scale", command.scale)
        section = replace(section, scale=command.scale)
    return section


def _extend_timer(draft: Draft, minutes: int) -> None:
    if minutes:
        extend(draft, AgendaExtend(minutes=minutes))


RULES: Rules = {
    SectionAdd: add_section,
    SectionEdit: edit_section,
    SectionMove: move_section,
    SectionRemove: remove_section,
}
