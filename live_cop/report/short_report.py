"""The chapters of the short report of a meeting, with all that they could contain, ranked.

First what is recommended and to whom, then what the chair takes from the meeting, how near the group is, pictures, what
most people agreed with, what happens next, and who was there. `two_pages` decides how much of it is shown.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..meeting.contacts.breadth import BOTH, LIVED, LIVED_OR_BOTH, OTHER, Breadth
from ..meeting.texts.fold import fold
from ..words import labelled, listed, listed_apart, sentence, t
from .dates import Clock
from .document import Figure, Figures, Item, Notes, Photograph, Text
from .facts import Group, Note, Photo, Report, Snapshot, Spread, StepLine, Zone
from .pictures import scale, scale_strip, steps, wall
from .pictures.svg import sentences
from .text_chapters import (
    breadth_label,
    next_meeting_chapter,
    recommendation_item,
    record_chapter,
    resource_item,
    sent_lines,
)
from .two_pages import AGAIN, ALWAYS, LAST, MAY, MUST, SHOULD, Chapter, Part, beginning, item_parts, pieces, text_parts

#: How many recommendations, lines on whom they were sent to, pieces of the conclusions, rows of notes and next steps
#: belong to every short report, and how many come before what only fills the pages.
FIRST_RECOMMENDATIONS, FIRST_SENT, FIRST_PIECES, FIRST_ROWS, FIRST_STEPS = 3, 2, 5, 2, 4
MORE_RECOMMENDATIONS, MORE_ROWS = 8, 5
#: For so many pieces of the thanks there is always room.
FIRST_THANKS = 2
#: The number of pictures and photographs, which are two full rows, how many more may fill a white page, how many are in
#: a row, and the largest height of one in px.
MAX_PICTURES, MORE_PICTURES, IN_A_ROW, PICTURE_HEIGHT = 4, 5, 2, 205.0


def chapters_of(report: Report, clock: Clock) -> list[Chapter]:
    """All chapters in reading order, also empty ones."""
    return [
        _recommendations(report),
        _written(report, "introduction", report.introduction, MAY, 1),
        _written(report, "conclusions", report.conclusions, MUST, FIRST_PIECES),
        _scales(report, clock),
        _pictures(report),
        _agreed(report),
        _steps(report),
        next_meeting(report, clock),
        _people(report),
        _resources(report),
        _written(report, "thanks", report.thanks, ALWAYS, FIRST_THANKS),
        _record(report),
    ]


def lived_experience_in_words(report: Report) -> str:
    """About how many people said that they have lived experience, as far as the privacy floor allows; "" if not."""
    kinds = dict(report.breadth.kinds) if report.breadth else {}
    number = sum(kinds.get(each, 0) for each in (LIVED, BOTH, LIVED_OR_BOTH))
    return t("report.people.lived", n=number) if number else ""


def pictured(report: Report) -> list[Photo | Snapshot]:
    """What may be shown as a picture: photographs with most "me too" and dots, and snapshots with a caption, in turn;
    then those that were taken automatically and have no caption."""
    photos = sorted(report.photos, key=lambda photo: -_support(photo))
    snapshots = [each for each in report.snapshots if _best_zone(each) is not None]
    plain = [each for each in snapshots if is_plain(each)]
    snapshots = sorted((each for each in snapshots if not is_plain(each)), key=lambda each: not each.caption)
    found: list[Photo | Snapshot] = []
    while photos or snapshots:
        found += photos[:1]
        found += snapshots[:1]
        del photos[:1], snapshots[:1]
    return [*found, *plain][: MAX_PICTURES + MORE_PICTURES]


def is_plain(shown: Photo | Snapshot) -> bool:
    """Whether nobody chose or described it: a snapshot that was taken automatically and has no caption."""
    return isinstance(shown, Snapshot) and shown.auto and not shown.caption


def _recommendations(report: Report) -> Chapter:
    parts: list[Part] = []
    for n, each in enumerate(report.recommendations):
        rank = MUST if n < FIRST_RECOMMENDATIONS else SHOULD if n < MORE_RECOMMENDATIONS else MAY
        parts += item_parts(recommendation_item(each), rank)
    parts += [Part([line], MUST if n < FIRST_SENT else SHOULD, 0) for n, line in enumerate(sent_lines(report))]
    return _chapter(report, "recommendations", parts, raised=True)


def _written(report: Report, id: str, text: str, rank: int, first: int) -> Chapter:
    """A chapter with a text of the chair."""
    return _chapter(report, id, text_parts(text, rank, first))


def _chapter(report: Report, id: str, parts: list[Part], *, raised: bool = False) -> Chapter:
    """The chapter. Where the chair has written nothing, a draft reminds of it."""
    if not parts and not report.published and id in ("recommendations", "conclusions"):
        key = "none" if id == "recommendations" else "empty"
        parts = [Part([Text(t(f"report.{id}.{key}"), soft=True)], MUST, 0)]
    return Chapter(id, t(f"report.{id}.heading"), parts, raised=raised)


def _scales(report: Report, clock: Clock) -> Chapter:
    """The spreads that the meeting saw, two in a row. The newest comes first."""
    visible = [spread for spread in reversed(report.spreads) if spread.counts is not None]
    figures = [_scale(spread, clock) for spread in visible]
    return Chapter("scales", t("report.short.scales"), _rows(figures))


def _scale(spread: Spread, clock: Clock) -> Figure:
    sentence = scale_strip.sentence(spread, clock)
    in_short = sentences([scale.ends(spread), sentence])
    return Figure(spread.question, scale_strip.picture_of(spread, clock), sentence, in_short)


def _rows(figures: Sequence[Figure], first: int = MUST, others: int = SHOULD) -> list[Part]:
    """The figures in rows: the rank of the first row and that of the others."""
    rows = [list(figures[n : n + IN_A_ROW]) for n in range(0, len(figures), IN_A_ROW)]
    return [Part([Figures(row)], others if n else first, len(row)) for n, row in enumerate(rows)]


def _pictures(report: Report) -> Chapter:
    shown = pictured(report)
    figures = [figure_of(each, t("report.excerpt")) for each in shown]
    # A snapshot on which nothing is new says nothing by its picture.
    hidden = len(report.photos) + sum(_best_zone(each) is not None for each in report.snapshots) - len(shown)
    chosen = sum(not is_plain(each) for each in shown)
    # The others show notes that are also in the list of them.
    parts = picture_rows(figures[:chosen], MAX_PICTURES) + _rows(figures[chosen:], AGAIN, AGAIN)
    return Chapter("pictures", t("report.short.pictures"), parts, "report.short.more_pictures", hidden, floats=True)


def picture_rows(figures: Sequence[Figure], first: int) -> list[Part]:
    """The pictures in rows, of which so many come before what only fills the pages."""
    return _rows(figures[:first]) + _rows(figures[first:], LAST, LAST)


def figure_of(shown: Photo | Snapshot, rest: str) -> Figure:
    """A picture of `pictured` with its caption. `rest` says where the notes are that one of the wall leaves out."""
    return _photograph(shown) if isinstance(shown, Photo) else _snapshot(shown, rest)


def _photograph(photo: Photo) -> Figure:
    scale = min(wall.WIDTH / photo.width, PICTURE_HEIGHT / photo.height)
    words = photo.description or t("report.photograph_without_words")
    shown = Photograph(photo.large, words, photo.width * scale, photo.height * scale)
    return Figure("", shown, beginning(words))


def _snapshot(snapshot: Snapshot, rest: str) -> Figure:
    zone = _best_zone(snapshot)
    assert zone is not None
    # The picture has the title of its zone.
    title = "" if fold(snapshot.title) == fold(zone.title) else snapshot.title
    return Figure(title, wall.excerpt_of(zone, PICTURE_HEIGHT, rest), beginning(snapshot.caption))


def _best_zone(snapshot: Snapshot) -> Zone | None:
    """The zone of a snapshot with most notes; None if it has none."""
    zones = [zone for zone in snapshot.zones if zone.count]
    return max(zones, key=lambda zone: zone.count) if zones else None


def _agreed(report: Report) -> Chapter:
    """Groups and notes, those with most "me too" and dots first, then large groups, then all other notes."""
    groups = [(_group_support(group), _as_note(group, zone)) for zone in report.zones for group in zone.groups]
    notes = [(_support(note), note) for zone in report.zones for note in _notes(zone)]
    supported = sorted((each for each in groups + notes if each[0]), key=lambda each: -each[0])
    unmarked = sorted((note for support, note in groups if not support), key=lambda note: -note.notes)
    cards = [note for _, note in supported] + unmarked + [note for support, note in notes if not support]
    is_agreed = bool(supported or unmarked)
    parts = []
    for n, row in enumerate(Notes(cards).rows()):
        rank = MUST if n < FIRST_ROWS else SHOULD if n < MORE_ROWS and is_agreed else MAY
        # A group is not counted: its notes are.
        parts.append(Part([Notes(row)], rank, sum(not note.notes for note in row)))
    heading = t("report.short.agreed" if is_agreed else "report.short.written")
    return Chapter("agreed", heading, parts, "report.short.more_notes")


def _notes(zone: Zone) -> Iterator[Note]:
    for group in zone.groups:
        yield from group.notes
    yield from zone.single


def _as_note(group: Group, zone: Zone) -> Note:
    """A group as one card, with the number of its notes and the sums of their marks."""
    color = group.notes[0].color if group.notes else zone.color
    too, votes = sum(note.too for note in group.notes), sum(note.votes or 0 for note in group.notes)
    return Note(group.title, color, too=too, votes=votes, notes=max(1, len(group.notes) + len(group.photos)))


def _support(card: Note | Photo) -> int:
    return card.too + (card.votes or 0)


def _group_support(group: Group) -> int:
    return sum(map(_support, group.notes)) + sum(map(_support, group.photos))


def _steps(report: Report) -> Chapter:
    """What is new, what goes on, and what is done: the newest first."""
    newest_first = list(reversed(report.steps))
    by_state = {state: [step for step in newest_first if _state(step) == state] for state in _STATES}
    parts: list[Part] = []
    for n, (state, step) in enumerate((state, step) for state, found in by_state.items() for step in found):
        facts = [t(f"report.short.{state}"), *steps.facts(replace(step, state="open"))]
        item = Item(step.what, [" · ".join(facts)])
        parts += item_parts(item, MUST if n < FIRST_STEPS else SHOULD)
    if report.invites:
        parts.append(Part([Text(t("report.invites", n=report.invites), soft=True)], SHOULD, 0))
    return Chapter("steps", t("report.short.steps"), parts)


_STATES = ("new", "going", "done", "let_go")


def _state(step: StepLine) -> str:
    """A step of this meeting is new until it is done, and one that was carried over goes on."""
    if step.state == "open":
        return "going" if step.origin else "new"
    return "done" if step.state == "noticed" else step.state


def next_meeting(report: Report, clock: Clock) -> Chapter:
    """The invitation to the next meeting."""
    section = next_meeting_chapter(report, clock)
    parts = [Part([*section.blocks, Text(t("report.short.welcome"))], ALWAYS)] if section else []
    return Chapter("next-meeting", t("report.next.heading"), parts, raised=True)


def _people(report: Report) -> Chapter:
    """Kinds of experience, organisations, and people who agreed to be named. Room and remote are above the report."""
    breadth = report.breadth or Breadth()
    organisations = _counts("organisations", breadth.organisations)
    if breadth.organisation_count is not None:
        organisations += " " + t("report.breadth.how_many", n=breadth.organisation_count)
    words = [(_counts("kinds", breadth.kinds), MUST), (organisations.strip(), MUST)]
    if report.named:
        people = listed(f"{name} ({organisation})" if organisation else name for name, organisation in report.named)
        words.append((f"{t('report.breadth.named')} {people}", MAY))
    parts: list[Part] = []
    for text, rank in words:
        for n, (joint, piece) in enumerate(pieces(text)):
            parts.append(Part([Text(piece)], rank, 0, (joint if n else "\n\n") if parts else None))
    return Chapter("breadth", t("report.breadth.heading"), parts)


def _counts(id: str, rows: list[tuple[str, int]]) -> str:
    """Counts of people in a sentence; "" where nothing but others could be counted."""
    if all(name == OTHER for name, _ in rows):
        return ""
    counts = listed_apart(listed((breadth_label(id, name), t("report.breadth.about_n", n=n))) for name, n in rows)
    return sentence(labelled(t(f"report.breadth.{id}"), counts))


def _resources(report: Report) -> Chapter:
    parts = [part for each in report.resources for part in item_parts(resource_item(each), SHOULD)]
    return Chapter("resources", t("report.resources.heading"), parts)


def _record(report: Report) -> Chapter:
    *left_out, _ = record_chapter(report).blocks
    words = [each.text for each in left_out if isinstance(each, Text)]
    words += [t("report.record.notes"), t("report.record.small")]
    return Chapter("record", t("report.record.heading"), [Part([Text(" ".join(words), soft=True)], ALWAYS, 0)])
