"""The chapters of a report with pictures: snapshots, scales, hopes, the agenda, the replay and the wall."""

from collections import Counter
from collections.abc import Sequence

from ..meeting.change import MINUTE_MS
from ..meeting.texts.fold import fold
from ..words import listed, t
from .dates import Clock
from .document import (
    Block,
    Link,
    Notes,
    Photograph,
    Photographs,
    Pictures,
    Replay,
    Section,
    Table,
    Text,
)
from .facts import Note, Photo, Report, Snapshot, Spread, Zone
from .pictures import agenda, hopes, scale, wall

#: The largest sizes of a photograph in px, beside others and alone: two fit side by side on A4, or three paper notes.
PHOTO_HEIGHT, ALONE_WIDTH, ALONE_HEIGHT, PAPER_NOTE_WIDTH = 300.0, 520.0, 400.0, 220.0
#: Of more photographs than this in one place, only those that most people support are large, and the others follow in
#: a grid in which these are their largest sizes in px.
FEW_PHOTOS, LARGE_PHOTOS, SMALL_WIDTH, SMALL_HEIGHT = 4, 2, 220.0, 165.0


def snapshots_chapter(report: Report, clock: Clock) -> Section | None:
    """The snapshots in the chair's order, each with what it shows and no other part of the report."""
    if not report.snapshots:
        return None
    known: set[str] = set()
    blocks: list[Block] = [Text(t("report.shots.about"), soft=True)]
    blocks += [_snapshot(snapshot, report, known, clock) for snapshot in report.snapshots]
    if not _rest(report):
        blocks += _empty_zones(report)
    return Section("shots", t("report.shots.heading"), blocks, columns=True)


def _snapshot(snapshot: Snapshot, report: Report, known: set[str], clock: Clock) -> Section:
    """`known` are the ids of the zones that the report has shown before, and gets those of this snapshot."""
    id, aside = f"shot-{snapshot.id}", [clock.time(snapshot.taken_at)]
    if snapshot.now is not None and fold(part := snapshot.agenda[snapshot.now].title) != fold(snapshot.title):
        aside.append(part)
    blocks: list[Block] = [Text(snapshot.caption)] if snapshot.caption else []
    blocks += [scale.picture_of(spread) for spread in snapshot.spreads]
    asked = {spread.id: spread for spread in report.spreads}
    blocks += [
        Link(asked[each].question, f"#{_scale_id(report, each)}", t("report.shots.scale"))
        for each in snapshot.scales
        if each in asked
    ]
    for zone in snapshot.zones:
        is_first = zone.id not in known
        section = _zone(zone, zone_id(zone) if is_first else f"{zone_id(zone)}-{id}", is_first)
        if len(snapshot.zones) == 1 and fold(zone.title) == fold(snapshot.title) and not zone.scale_id:
            # A heading of its own would say the same again.
            blocks += section.blocks
            aside.append(section.aside)
        else:
            blocks.append(section)
        known.add(zone.id)
    if not blocks:
        blocks.append(Text(t(f"report.shots.{'empty_wall' if snapshot.empty_wall else 'nothing_new'}"), soft=True))
    return Section(id, snapshot.title, blocks, aside=" · ".join(aside), listed=True)


def _scale_id(report: Report, scale: str) -> str:
    return next(f"scale-{n}" for n, spread in enumerate(report.spreads, start=1) if spread.id == scale)


def scales_chapter(report: Report) -> Section:
    about = Text(t("report.scale.about" if report.spreads else "report.scale.none"), soft=True)
    one_up = {zone.scale_id: zone for zone in report.zones if zone.scale_id and not zone.is_empty}
    scales: list[Block] = [
        Section(f"scale-{n}", spread.question, _scale(spread, one_up.get(spread.id)), small=True)
        for n, spread in enumerate(report.spreads, start=1)
    ]
    return Section("scales", t("report.scale.heading"), [about, *scales], columns=True)


def _scale(spread: Spread, one_up: Zone | None) -> list[Block]:
    blocks: list[Block] = [
        Text(scale.why_hidden(spread)) if spread.counts is None else scale.picture_of(spread, asked=False)
    ]
    if one_up is not None:
        blocks.append(Link(wall.counted(one_up), f"#{zone_id(one_up)}", t("report.scale.up")))
    return blocks


def hopes_chapter(report: Report) -> Section | None:
    if report.hopes is None:
        return None
    outcome: Block = (
        Text(t("report.hopes.few", floor=report.hopes.floor))
        if report.hopes.yes is None
        else Pictures([hopes.picture_of(report.hopes)])
    )
    blocks = [Text(t("report.hopes.about"), soft=True), outcome]
    if words := scale.uncounted(report.hopes.uncounted):
        blocks.append(Text(words, soft=True))
    return Section("hopes", t("report.hopes.heading"), blocks, columns=True)


def agenda_chapter(report: Report) -> Section:
    if not report.agenda:
        return Section("agenda", t("report.agenda.heading"), [Text(t("report.agenda.none"), soft=True)], columns=True)
    planned = agenda.minutes(sum(section.planned for section in report.agenda) * MINUTE_MS)
    spent = agenda.minutes(sum(section.spent for section in report.agenda))
    table = Table(
        [t("report.agenda.column_part"), t("report.agenda.column_planned"), t("report.agenda.column_took")],
        [
            [section.title, agenda.minutes(section.planned * MINUTE_MS), agenda.took(section)]
            for section in report.agenda
        ],
        [t("report.agenda.whole"), planned, spent],
    )
    rounds = [
        Text(t("report.agenda.voices", title=section.title, n=section.voices))
        for section in report.agenda
        if section.voices is not None
    ]
    return Section("agenda", t("report.agenda.heading"), [table, *rounds], columns=True)


def replay_chapter(report: Report, clock: Clock) -> Section | None:
    """The replay, with times to the minute: beside a recording of the call, a second would show who was typing."""
    replay = report.replay
    if replay is None:
        return None
    first_seen = Counter(note.positions[0][0] for note in replay.notes)
    days = {clock.date(at) for at in replay.moments}
    moments, notes = [t("report.replay.empty")], 0
    for n, at in enumerate(replay.moments, start=1):
        notes += first_seen[n]
        time = listed((clock.date(at), clock.time(at))) if len(days) > 1 else clock.time(at)
        moments.append(t("report.replay.moment", time=time, notes=t("report.notes", n=notes)))
    blocks: list[Block] = [
        Text(t("report.replay.about_notes" if report.photos else "report.replay.about"), soft=True),
        Replay(moments, replay.zones, replay.notes),
    ]
    return Section("replay", t("report.replay.heading"), blocks)


def wall_chapter(report: Report) -> Section | None:
    """What of the wall no snapshot shows; None if there is nothing."""
    heading = t("report.wall.also" if report.snapshots else "report.wall.heading")
    rest = _rest(report)
    if not rest:
        if any(not zone.is_empty for zone in report.zones):
            return None
        return Section("wall", heading, [Text(t("report.wall.none"), soft=True)], columns=True)
    known = {zone.id for snapshot in report.snapshots for zone in snapshot.zones}
    blocks: list[Block] = [
        _zone(zone, f"{zone_id(zone)}-rest" if zone.id in known else zone_id(zone), zone.id not in known)
        for zone in rest
    ]
    return Section("wall", heading, [*blocks, *_empty_zones(report)], columns=True)


def _rest(report: Report) -> list[Zone]:
    return [zone for zone in report.rest if not zone.is_empty]


def _empty_zones(report: Report) -> list[Block]:
    """The zones in which nobody wrote anything, in one line. A scale needs no answers in its zone."""
    empty = [zone.title for zone in report.zones if zone.is_empty and not zone.scale_id]
    return [Text(t("report.wall.empty", places=listed(empty)), soft=True)] if empty else []


def zone_id(zone: Zone) -> str:
    """The id of the section that first shows a zone."""
    return f"place-{zone.id}"


def _zone(zone: Zone, id: str, is_first: bool) -> Section:
    """A zone with some of its cards. Where it is shown for the first time, it has its prompt."""
    blocks: list[Block] = []
    if zone.prompt and is_first:
        blocks.append(Text(zone.prompt, soft=True))
    if zone.scale and is_first:
        blocks.append(Text(t("report.wall.place_of_scale", question=zone.scale), soft=True))
    for n, group in enumerate(zone.groups, start=1):
        blocks.append(Section(f"{id}-{n}", group.title, _cards(group.notes, group.photos)))
    single = _cards(zone.single, zone.photos)
    if zone.groups and single:
        blocks.append(Section(f"{id}-single", t("report.single" if zone.single else "report.photos.heading"), single))
    else:
        blocks += single
    return Section(id, zone.title, blocks, aside=wall.counted(zone))


def _cards(notes: list[Note], photos: list[Photo]) -> list[Block]:
    """Notes, photographs, and the paper notes that were cut out of them."""
    blocks: list[Block] = [Notes(notes)] if notes else []
    prints = [each for each in photos if not each.is_paper_note]
    paper = [each for each in photos if each.is_paper_note]
    blocks += photographs(prints, [wall.marks_of(each) for each in prints])
    return [*blocks, Photographs([_photograph(each, wall.marks_of(each)) for each in paper])] if paper else blocks


def photographs(photos: Sequence[Photo], words: Sequence[str]) -> list[Photographs]:
    """Photographs side by side with these words below each; one that stands alone is larger. Of many, those that most
    people support come first."""
    if len(photos) <= FEW_PHOTOS:
        size = (ALONE_WIDTH, ALONE_HEIGHT) if len(photos) == 1 else (wall.WIDTH, PHOTO_HEIGHT)
        shown = [_photograph(photo, each, *size) for photo, each in zip(photos, words, strict=True)]
        return [Photographs(shown)] if shown else []
    by_support = sorted(range(len(photos)), key=lambda n: -(photos[n].too + (photos[n].votes or 0)))
    first, others = by_support[:LARGE_PHOTOS], sorted(by_support[LARGE_PHOTOS:])
    return [
        Photographs([_photograph(photos[n], words[n]) for n in first]),
        Photographs([_photograph(photos[n], words[n], SMALL_WIDTH, SMALL_HEIGHT) for n in others]),
    ]


def _photograph(photo: Photo, words: str, widest: float = wall.WIDTH, highest: float = PHOTO_HEIGHT) -> Photograph:
    """A paper note is no wider than it needs to be read."""
    widest = PAPER_NOTE_WIDTH if photo.is_paper_note else widest
    scale = min(widest / photo.width, highest / photo.height)
    key = "report.paper_note_without_words" if photo.is_paper_note else "report.photograph_without_words"
    return Photograph(
        jpeg=photo.large,
        description=photo.description or t(key),
        width=photo.width * scale,
        height=photo.height * scale,
        marks=words,
    )
