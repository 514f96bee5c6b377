"""Turns single records into facts of a report: zones with notes, spreads, next steps, sections of the agenda. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import UNSET

from ..meeting.agenda.timer import time_spent
from ..meeting.audience import EVERYONE
from ..meeting.contacts.breadth import about
from ..meeting.records.agenda import Section as SectionRecord
from ..meeting.records.followup import NextStep
from ..meeting.records.photos import Photo as PhotoRecord
from ..meeting.records.scales import Scale
from ..meeting.records.voices import Round
from ..meeting.records.wall import Group as GroupRecord
from ..meeting.records.wall import MergedNote
from ..meeting.records.wall import Note as NoteRecord
from ..meeting.records.wall import Zone as ZoneRecord
from ..meeting.state import State
from .facts import AgendaSection, EarlierAnswers, Group, Note, Photo, Spread, StepLine, Zone

Card = TypeVar("Card", Note, Photo)
CardRecord = TypeVar("CardRecord", NoteRecord, PhotoRecord)


def wall_zones(
    zones: Iterable[tuple[str, ZoneRecord]],
    groups: Iterable[tuple[str, GroupRecord]],
    notes: Iterable[tuple[str, NoteRecord]],
    scales: Mapping[str, Scale],
    photos: Iterable[tuple[str, PhotoRecord]] = (),
) -> list[Zone]:
    """The zones of the wall with their notes and photographs, in the order of the screens."""
    groups = list(groups)
    notes_by_zone, photos_by_zone = _by_zone(notes, _note), _by_zone(photos, _photo)
    return [
        _zone(id, zone, groups, notes_by_zone.get(id, {}), photos_by_zone.get(id, {}), scales) for id, zone in zones
    ]


def _by_zone(
    cards: Iterable[tuple[str, CardRecord]], fact: Callable[[CardRecord], Card]
) -> dict[str, dict[str | None, list[Card]]]:
    """The facts of these cards by their zone and group. By time, so that the order is the same after a restart."""
    found: dict[str, dict[str | None, list[Card]]] = {}
    for _, card in sorted(cards, key=lambda item: (item[1].at, item[0])):
        found.setdefault(card.zone, {}).setdefault(card.group, []).append(fact(card))
    return found


def _zone(
    id: str,
    zone: ZoneRecord,
    groups: Sequence[tuple[str, GroupRecord]],
    notes: dict[str | None, list[Note]],
    photos: dict[str | None, list[Photo]],
    scales: Mapping[str, Scale],
) -> Zone:
    """A zone with its notes and photographs, which are given by their group."""
    named = [
        Group(group.title, _in_order(zone, notes.pop(key, [])), _in_order(zone, photos.pop(key, [])))
        for key, group in groups
        if key in notes or key in photos
    ]
    scale = scales.get(zone.scale) if zone.scale else None
    is_asked = scale is not None and scale.state != "draft"
    return Zone(
        id=id,
        title=zone.title,
        prompt=zone.prompt,
        color=zone.color,
        groups=sorted(named, key=lambda group: -len(group.notes) - len(group.photos)),
        # The remaining cards have no group, or one that was removed.
        single=_in_order(zone, [note for remaining in notes.values() for note in remaining]),
        scale_id=zone.scale if is_asked else None,
        scale=scale.question if scale and is_asked else None,
        photos=_in_order(zone, [photo for remaining in photos.values() for photo in remaining]),
    )


def _note(note: NoteRecord) -> Note:
    return Note(
        text=note.text,
        color=note.color,
        signed=note.signed,
        note_type=note.note_type or None,
        too=note.too or 0,
        votes=None if note.votes is UNSET else note.votes,
        merged=tuple(note.merged or ()),
        lang=note.lang or "",
        translations=tuple((note.translations or {}).items()),
    )


def _photo(photo: PhotoRecord) -> Photo:
    return Photo(
        picture=photo.picture,
        width=photo.width,
        height=photo.height,
        description=photo.description,
        is_paper_note=photo.cut_from is not UNSET,
        too=photo.too or 0,
        votes=None if photo.votes is UNSET else photo.votes,
    )


def _in_order(zone: ZoneRecord, notes: list[Card]) -> list[Card]:
    """The notes or photographs with the most marks first, if the chair sorted the zone so."""
    if zone.sorted_by is None:
        return notes
    return sorted(notes, key=lambda note: -((note.votes if zone.sorted_by == "votes" else note.too) or 0))


def spread(id: str, scale: Scale) -> Spread:
    """A scaling question as the meeting saw it; without counts if they were hidden."""
    counts = None if scale.counts is UNSET else list(scale.counts)
    counted = scale.answers + scale.not_today
    # In the files of earlier versions, `received` is missing.
    received = max(scale.received, counted)
    hidden: Literal["nobody", "few", "not_shown"] | None = None
    if counts is None:
        hidden = "nobody" if not received else "few" if scale.shown or received < scale.floor else "not_shown"
    return Spread(
        id=id,
        question=scale.question,
        low=scale.low,
        low_label=scale.low_label,
        high_label=scale.high_label,
        good_enough=scale.good_enough,
        floor=scale.floor,
        not_today=scale.not_today,
        counts=counts,
        hidden=hidden,
        memory=[
            EarlierAnswers(earlier.title, earlier.at, list(earlier.counts), earlier.good_enough)
            for earlier in scale.memory
        ],
        good_enough_was=[(moved.value, moved.at) for moved in scale.good_enough_was],
        uncounted=0 if counts is None else received - counted,
    )


def step_line(step: NextStep) -> StepLine:
    """A next step as the meeting saw it."""
    origin = (step.carried_from.title, step.carried_from.at) if step.carried_from else None
    return StepLine(step.what, list(step.who), step.by_when, step.notice, step.state, origin)


def agenda_section(section: SectionRecord, now: int, *, closed: bool = False) -> AgendaSection:
    """A section of the agenda at `now`. When the meeting is `closed`, sections not reached have the state `left`."""
    state = "left" if closed and section.state == "todo" else section.state
    return AgendaSection(section.title, section.planned, time_spent(section, now), state)


def voices_heard(round: Round | None) -> int | None:
    """About how many people spoke in a round, or None for fewer than the privacy floor."""
    return about(round.heard_room + round.heard_remote) if round else None


def is_photo_on_wall(state: State, photo: str) -> bool:
    """Whether everyone still sees this photograph."""
    return state.audience("photo", photo) == EVERYONE


def is_on_wall(state: State, note: str) -> bool:
    """Whether everyone still sees a note's words, on the note itself or on the one into which it was merged."""
    merged: MergedNote | None = state.get("folded", note)
    return state.audience("note", merged.into if merged else note) == EVERYONE
