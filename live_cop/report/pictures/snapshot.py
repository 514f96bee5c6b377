"""A snapshot as one picture of its own: when and where it was taken, the wall, the scales and the agenda."""

from ...words import t
from ..dates import Clock
from ..facts import Snapshot, Zone
from . import agenda, scale, steps, wall
from .svg import INK_SOFT, Drawing, alone, at, el, sentences, stack, text

COLUMNS = 3
MARGIN, GAP = 28.0, 16.0
INSIDE = COLUMNS * wall.WIDTH + (COLUMNS - 1) * GAP
WIDTH = INSIDE + 2 * MARGIN


def svg_of(shot: Snapshot, clock: Clock, css: str = "") -> str:
    """The whole snapshot. `css` may carry the font, so that the picture needs nothing from elsewhere."""
    return snapshot(shot, clock, css)[0]


def snapshot(shot: Snapshot, clock: Clock, css: str = "") -> tuple[str, Drawing]:
    """The whole snapshot as a file, and as a drawing that knows its size."""
    pieces = [_head(shot, clock), agenda.strip_drawing_of(shot.agenda, INSIDE), _columns(_sheets(shot))]
    if not shot.zones:
        pieces.append(text(t("report.shots.empty_wall"), 0, 0, INSIDE, 17, color=INK_SOFT))
    pieces += [text(words, 0, 0, INSIDE, 14, color=INK_SOFT) for words in (_empty(shot), gone(shot)) if words]
    inside = stack(pieces, GAP)
    drawing = Drawing(at(MARGIN, MARGIN, inside), WIDTH, inside.height + 2 * MARGIN)
    title = t("report.shots.picture", title=shot.title, time=clock.time(shot.taken_at))
    return alone(drawing, title, describe(shot), css), drawing


def describe(shot: Snapshot) -> str:
    """What the picture says, in words."""
    parts = [shot.caption, agenda.where(shot.agenda)]
    parts += [_say_place(place) for place in shot.zones] or [t("report.shots.empty_wall")]
    parts += [f"{spread.question} {scale.describe(spread)}" for spread in shot.spreads]
    if shot.steps:
        parts.append(f"{t('report.steps.heading')}: {steps.describe(shot.steps)}")
    return sentences([*parts, _empty(shot), gone(shot)])


def gone(shot: Snapshot) -> str:
    """That notes were taken off the wall since, and are not shown."""
    return t("report.shots.gone", n=shot.gone) if shot.gone else ""


def _empty(shot: Snapshot) -> str:
    return t("report.shots.empty", places=", ".join(shot.empty)) if shot.empty and shot.zones else ""


def _say_place(place: Zone) -> str:
    return f"{wall.sheet_title(place, 0, 1)}. {' '.join(said for _, said in wall.sheets_of(place))}"


def _sheets(shot: Snapshot) -> list[Drawing]:
    return [
        *(sheet for place in shot.zones for sheet, _ in wall.sheets_of(place)),
        *(scale.drawing_of(spread) for spread in shot.spreads),
        *([steps.drawing_of(shot.steps)] if shot.steps else []),
    ]


def _columns(sheets: list[Drawing]) -> Drawing:
    """The sheets in columns, each where there is most room, so that their order stays near that of the wall."""
    heights = [0.0] * COLUMNS
    body = ""
    for sheet in sheets:
        column = heights.index(min(heights))
        body += at(column * (wall.WIDTH + GAP), heights[column], sheet)
        heights[column] += sheet.height + GAP
    return Drawing(body, INSIDE, max(0.0, max(heights) - GAP))


def _head(shot: Snapshot, clock: Clock) -> Drawing:
    title = text(shot.title, 0, 0, INSIDE, 28, bold=True)
    line = text(f"{clock.time(shot.taken_at)} · {agenda.where(shot.agenda)}", 0, 0, INSIDE, 15, color=INK_SOFT)
    pieces = [title, line]
    if shot.caption:
        pieces.append(text(shot.caption, 0, 0, INSIDE, 17))
    return stack([Drawing(el("g", piece.body), piece.width, piece.height) for piece in pieces], 6)
