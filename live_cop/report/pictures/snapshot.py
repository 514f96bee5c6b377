"""A snapshot as a picture of its own: its title and time, the agenda, the wall, the scales and the next steps."""

from ...words import labelled, listed, sentence, t
from ...words.direction import isolated
from ..dates import Clock
from ..facts import Snapshot, Zone
from . import agenda, scale, steps, wall
from .svg import INK_SOFT, Drawing, at, el, sentences, stack, standalone, text

COLUMNS = 3
MARGIN, GAP = 28.0, 16.0
INSIDE = COLUMNS * wall.WIDTH + (COLUMNS - 1) * GAP
WIDTH = INSIDE + 2 * MARGIN


def svg_of(snapshot: Snapshot, clock: Clock, css: str = "") -> str:
    """The whole snapshot as an SVG file. `css` may contain the font, so that the file needs nothing else."""
    return svg_and_drawing_of(snapshot, clock, css)[0]


def svg_and_drawing_of(snapshot: Snapshot, clock: Clock, css: str = "", remark: str = "") -> tuple[str, Drawing]:
    """The whole snapshot as an SVG file, and as a drawing with its size. A `remark` about the picture ends it."""
    pieces = [_heading(snapshot, clock), agenda.strip_drawing_of(snapshot.agenda, INSIDE), _columns(_sheets(snapshot))]
    if not snapshot.zones:
        pieces.append(text(t("report.shots.empty_wall"), 0, 0, INSIDE, 17, color=INK_SOFT))
    pieces += [
        text(words, 0, 0, INSIDE, 14, color=INK_SOFT)
        for words in (_describe_empty(snapshot), describe_removed(snapshot), remark)
        if words
    ]
    inside = stack(pieces, GAP)
    drawing = Drawing(at(MARGIN, MARGIN, inside), WIDTH, inside.height + 2 * MARGIN)
    title = t("report.shots.picture", title=snapshot.title, time=clock.hour(snapshot.taken_at))
    return standalone(drawing, title, describe(snapshot), css), drawing


def describe(snapshot: Snapshot) -> str:
    """The content of the picture in words."""
    parts = [snapshot.caption, agenda.position(snapshot.agenda)]
    parts += [_describe_zone(zone) for zone in snapshot.zones] or [t("report.shots.empty_wall")]
    parts += [f"{spread.question} {scale.describe(spread)}" for spread in snapshot.spreads]
    if snapshot.steps:
        parts.append(labelled(t("report.steps.heading"), steps.describe(snapshot.steps)))
    return sentences([*parts, _describe_empty(snapshot), describe_removed(snapshot)])


def describe_removed(snapshot: Snapshot) -> str:
    """How many notes are not shown because they were removed from the wall since; "" for none."""
    return t("report.shots.gone", n=snapshot.gone) if snapshot.gone else ""


def _describe_empty(snapshot: Snapshot) -> str:
    return t("report.shots.empty", places=listed(snapshot.empty)) if snapshot.empty and snapshot.zones else ""


def _describe_zone(zone: Zone) -> str:
    return " ".join([sentence(wall.sheet_title(zone, 0, 1)), *(words for _, words in wall.sheets_of(zone))])


def _sheets(snapshot: Snapshot) -> list[Drawing]:
    return [
        *(sheet for zone in snapshot.zones for sheet, _ in wall.sheets_of(zone)),
        *(scale.drawing_of(spread) for spread in snapshot.spreads),
        *([steps.drawing_of(snapshot.steps)] if snapshot.steps else []),
    ]


def _columns(sheets: list[Drawing]) -> Drawing:
    """The sheets in columns, each in the shortest one, which keeps them near the order of the wall."""
    heights = [0.0] * COLUMNS
    body = ""
    for sheet in sheets:
        column = heights.index(min(heights))
        body += at(column * (wall.WIDTH + GAP), heights[column], sheet)
        heights[column] += sheet.height + GAP
    return Drawing(body, INSIDE, max(0.0, max(heights) - GAP))


def _heading(snapshot: Snapshot, clock: Clock) -> Drawing:
    title = text(snapshot.title, 0, 0, INSIDE, 28, bold=True)
    line = text(
        f"{isolated(clock.hour(snapshot.taken_at))} · {agenda.position(snapshot.agenda)}",
        0,
        0,
        INSIDE,
        15,
        color=INK_SOFT,
    )
    pieces = [title, line]
    if snapshot.caption:
        pieces.append(text(snapshot.caption, 0, 0, INSIDE, 17))
    return stack([Drawing(el("g", piece.body), piece.width, piece.height) for piece in pieces], 6)
