"""The pictures of a report: the wall as it was, a scale's spread, the agenda as planned and as it went."""

from collections.abc import Sequence

from .. import words as catalogue
from ..meeting.records import Note, Picture, Scale
from . import svg
from .compile import GroupPart, SectionPart, ZonePart, spread, zones

ACROSS = 1200.0
_GAP, _PAD = 24.0, 20.0


def wall(picture: Picture) -> str:
    """The zones in columns, the fullest use of a page; every word of every note, however long."""
    parts = [part for part in zones(picture.zones, picture.groups, picture.notes) if part.notes or part.groups]
    title = catalogue.t("report.wall.title")
    if not parts:
        nothing = svg.words([catalogue.t("report.wall.empty")], 40, 40, 22, fill=svg.SOFT)
        return svg.drawing(ACROSS, 110, title, catalogue.t("report.wall.empty"), nothing)
    columns = min(3, len(parts))
    room = (ACROSS - _GAP * (columns + 1)) / columns
    tops = [_GAP] * columns
    drawn = []
    for part in parts:
        column = tops.index(min(tops))
        inside, high = _zone(part, _GAP + column * (room + _GAP), tops[column], room)
        drawn.append(inside)
        tops[column] += high + _GAP
    return svg.drawing(ACROSS, max(tops), title, describe(parts), "".join(drawn))


def describe(parts: Sequence[ZonePart]) -> str:
    """What a picture of the wall says, in words."""
    said = []
    for part in parts:
        n = len(part.notes) + sum(len(group.notes) for group in part.groups)
        said.append(catalogue.t("report.wall.zone", title=part.title, n=n))
        said += [catalogue.t("report.wall.group", title=group.title, n=len(group.notes)) for group in part.groups]
    return " ".join(said)


def _zone(part: ZonePart, x: float, y: float, room: float) -> tuple[str, float]:
    inner = room - 2 * _PAD
    heading = svg.wrap(part.title, 22, inner)
    drawn = [svg.words(heading, x + _PAD, y + _PAD, 22, weight=700)]
    at = y + _PAD + svg.height(heading, 22) + 10
    for group in part.groups:
        drawing, at = _group(group, x + _PAD, at, inner)
        drawn.append(drawing)
    for note in part.notes:
        drawing, at = _note(note, x + _PAD, at, inner)
        drawn.append(drawing)
    high = at - y + _PAD - 12
    ground = f'<rect x="{x:.1f}" y="{y:.1f}" width="{room:.1f}" height="{high:.1f}" rx="14" fill="{svg.SUNK}"/>'
    return ground + "".join(drawn), high


def _group(group: GroupPart, x: float, y: float, room: float) -> tuple[str, float]:
    lines = svg.wrap(f"{group.title} ({len(group.notes)})", 17, room)
    drawn = [svg.words(lines, x, y, 17, weight=700, fill=svg.ACCENT)]
    at = y + svg.height(lines, 17) + 8
    for note in group.notes:
        drawing, at = _note(note, x, at, room)
        drawn.append(drawing)
    return "".join(drawn), at + 8


def _note(note: Note, x: float, y: float, room: float) -> tuple[str, float]:
    lines = svg.wrap(note.text, 17, room - 28)
    high = svg.height(lines, 17) + 22
    signature = svg.wrap(f"— {note.signed}", 14, room - 28) if note.signed else []
    signed = svg.words(signature, x + 14, y + high - 10, 14, weight=700)
    high += svg.height(signature, 14) + (4 if signature else 0)
    paper = (
        f'<path d="M{x:.1f} {y:.1f}h{room:.1f}v{high - 14:.1f}q0 14 -14 14h-{room - 14:.1f}z"'
        f' fill="{svg.PAPERS[note.color]}" stroke="#1d243322"/>'
    )
    return paper + svg.words(lines, x + 14, y + 10, 17) + signed, y + high + 12


def scale(one: Scale) -> str:
    """The spread: one column a step, one dot an answer (bars when there are many). Empty where it was not shown."""
    counts = spread(one)
    if counts is None:
        return ""
    step = (ACROSS - 120) / len(counts)
    most = max(*counts, 5)
    floor = 330.0
    dot = min(36.0, step * 0.7, 270 / most)
    drawn = [f'<path d="M60 {floor}H{ACROSS - 60}" stroke="{svg.LINE}" stroke-width="3"/>']
    for place, n in enumerate(counts):
        middle = 60 + step * (place + 0.5)
        value = one.low + place
        if dot >= 10:
            drawn += [
                f'<circle cx="{middle:.1f}" cy="{floor - dot * (k + 0.6):.1f}" r="{dot * 0.44:.1f}" fill="{svg.ACCENT}"/>'
                for k in range(n)
            ]
        elif n:
            high = 270 * n / most
            drawn.append(
                f'<rect x="{middle - step * 0.3:.1f}" y="{floor - high:.1f}" width="{step * 0.6:.1f}"'
                f' height="{high:.1f}" rx="6" fill="{svg.ACCENT}"/>'
            )
        good = value == one.good_enough
        drawn.append(
            f'<text x="{middle:.1f}" y="{floor + 36:.0f}" text-anchor="middle" font-size="26" font-weight="700"'
            f' fill="{svg.WARM if good else svg.INK}">{value}</text>'
        )
        if good:
            drawn.append(
                f'<text x="{middle:.1f}" y="{floor + 62:.0f}" text-anchor="middle" font-size="18" font-weight="700"'
                f' fill="{svg.WARM}">{svg.escape(catalogue.t("scale.good_enough_short"))}</text>'
            )
    low, high_words = svg.wrap(one.low_label, 18, 500), svg.wrap(one.high_label, 18, 500)
    drawn.append(svg.words(low, 60, floor + 70, 18, fill=svg.SOFT))
    drawn.append(
        "".join(
            f'<text x="{ACROSS - 60}" y="{floor + 88 + 23 * n:.0f}" text-anchor="end" font-size="18"'
            f' fill="{svg.SOFT}">{svg.escape(line)}</text>'
            for n, line in enumerate(high_words)
        )
    )
    down = floor + 100 + 23 * max(len(low), len(high_words))
    return svg.drawing(ACROSS, down, one.question, say_spread(one), "".join(drawn))


def say_spread(one: Scale) -> str:
    """A spread in words."""
    counts = spread(one) or []
    return "; ".join(catalogue.t("scale.step", step=one.low + place, n=n) for place, n in enumerate(counts)) + "."


def agenda(sections: Sequence[SectionPart]) -> str:
    """Planned minutes as a pale bar, the actual ones as a full one below it."""
    longest = max([*(s.planned for s in sections), *(s.actual or 0 for s in sections), 1])
    unit = (ACROSS - 520) / longest
    at, drawn = 20.0, []
    for section in sections:
        lines = svg.wrap(section.title, 18, 330)
        drawn.append(svg.words(lines, 20, at, 18))
        planned, actual = section.planned * unit, (section.actual or 0) * unit
        drawn.append(f'<rect x="370" y="{at + 3:.0f}" width="{planned:.1f}" height="12" rx="4" fill="{svg.LINE}"/>')
        drawn.append(f'<rect x="370" y="{at + 18:.0f}" width="{actual:.1f}" height="12" rx="4" fill="{svg.ACCENT}"/>')
        took = catalogue.t("report.agenda.both", planned=section.planned, actual=_minutes(section.actual))
        drawn.append(svg.words([took], 382 + max(planned, actual), at + 4, 16, fill=svg.SOFT))
        at += max(svg.height(lines, 18), 34) + 16
    said = " ".join(
        f"{s.title}: {catalogue.t('report.agenda.both', planned=s.planned, actual=_minutes(s.actual))}"
        for s in sections
    )
    return svg.drawing(ACROSS, at + 4, catalogue.t("report.agenda.title"), said, "".join(drawn))


def _minutes(actual: int | None) -> str:
    return "–" if actual is None else str(actual)
