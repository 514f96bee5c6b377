"""One small victory, a scale or a quote as a picture to share, in the shapes of social media: a square and a wide one.
And a snapshot in pages that fill a slide."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...words import quoted, t
from ...words.direction import isolated, without_units
from ..dates import Clock
from ..document import Picture
from ..facts import Report, Snapshot, Spread, ToShare
from ..theme import Theme
from . import scale, scale_strip, wall
from .svg import ACCENT, INK, INK_SOFT, LEADING, PAPER, Drawing, at, el, picture, stack, text
from .text_layout import wrap

#: The shapes in pixels, by the words `report.share.<shape>`: for a post, and for the preview of a link.
SHAPES = {"square": (1080.0, 1080.0), "wide": (1200.0, 630.0)}
#: The words above what is shared.
LABELS = {
    "step": "report.share.noticed",
    "scale": "report.scale.heading",
    "note": "report.share.quote",
    "recommendation": "report.recommendations.heading",
}
#: Of the notes, those with most support; more would be a wall.
MAX_QUOTES = 3
#: Sizes of type, largest first. What does not fit in the last is cut.
SIZES = (84.0, 72.0, 60.0, 52.0, 44.0, 38.0, 32.0)
MARGIN, LABEL, FOOT = 72.0, 40.0, 32.0
#: The size of the words about a scale, which are still read on a phone; the share of the height that its question has
#: above the answers, and the share of the width that the answers have beside it.
ABOUT_SCALE, ABOVE, BESIDE = 34.0, 0.36, 0.56
#: Between the parts of a scale.
GAP = 16.0
#: The largest logo.
LOGO = 320.0, 84.0
#: A slide in px, whose pixels are four times as many, and the room on it for sheets of the wall.
SLIDE_WIDTH, SLIDE_HEIGHT, SLIDE_MARGIN, SLIDE_HEAD = 960.0, 540.0, 32.0, 64.0
SLIDE_ROOM = SLIDE_WIDTH - 2 * SLIDE_MARGIN, SLIDE_HEIGHT - SLIDE_HEAD - SLIDE_MARGIN
#: How many sheets of the wall are beside each other at most, and what is between them.
MOST_SHEETS, BETWEEN_SHEETS = 3, 16.0


class Shared(NamedTuple):
    """Something to share: a label, and words or a spread."""

    label: str
    words: str
    spread: Spread | None = None


def shared_of(report: Report) -> list[Shared]:
    """What a report has to share: first what the chair chose, then what was noticed, the scales that the meeting saw,
    notes with much support, and recommendations. Nothing with a name: people agreed to be named in a report only."""
    noticed = [each.what for each in report.steps if each.state == "noticed"]
    notes = [note for zone in report.zones for group in zone.groups for note in group.notes]
    notes += [note for zone in report.zones for note in zone.single]
    supported = [note for note in notes if note.too + (note.votes or 0) and not note.signed]
    supported.sort(key=lambda note: -(note.too + (note.votes or 0)))
    found = [
        *(ToShare("step", words) for words in noticed),
        *(ToShare("scale", each.question, each) for each in report.spreads if each.counts is not None),
        *(ToShare("note", note.text) for note in supported[:MAX_QUOTES]),
        *(ToShare("recommendation", each.text) for each in report.recommendations),
    ]
    chosen = [report.to_share] if report.to_share else []
    return [_labelled(each) for each in [*chosen, *(each for each in found if each not in chosen)]]


def _labelled(each: ToShare) -> Shared:
    words = without_units(quoted(each.words)) if each.kind == "note" else each.words
    return Shared(t(LABELS[each.kind]), words, each.spread)


def picture_of(shared: Shared, report: Report, clock: Clock, shape: str, theme: Theme | None = None) -> Picture:
    """The picture in this shape, as the community looks."""
    width, height = SHAPES[shape]
    inside = width - 2 * MARGIN
    shades = theme.shades.light if theme and theme.shades else None
    logo = _logo(theme)
    label = text(shared.label, 0, 0, inside, LABEL, bold=True, color=shades.words if shades else ACCENT)
    if shared.spread:
        # Its question says what it is.
        label = Drawing("", 0, 0)
    day = clock.date(report.began) if report.began is not None else ""
    community = theme.name if theme else report.community
    said = [each for each in (community or report.title, day) if each]
    whole = " · ".join(map(isolated, said))
    # Beside a logo there is less room.
    fits = not logo.width and len(wrap(whole, FOOT, inside)) == 1
    lines = [whole] if fits else said
    foot = stack([_one_line(each, inside - logo.width - FOOT, FOOT) for each in lines], 0)
    top = MARGIN + label.height + 24
    room = height - MARGIN - max(foot.height, logo.height - 20) - 24 - top
    main = _scaled(shared.spread, clock, inside, room) if shared.spread else _words(shared.words, inside, room)
    body = (
        el("rect", width=width, height=height, fill=PAPER)
        + el("rect", width=width, height=18.0, fill=shades.shape if shades else ACCENT)
        + at(MARGIN, MARGIN, label)
        + at(MARGIN + (inside - main.width) / 2, top + (room - main.height) / 2, main)
        + at(MARGIN, height - MARGIN - foot.height + 20, foot)
        + at(width - MARGIN - logo.width, height - MARGIN + 20 - logo.height, logo)
    )
    told = scale.describe(shared.spread) if shared.spread else ""
    return picture(Drawing(body, width, height), " ".join(each for each in (shared.label, shared.words, told) if each))


def _logo(theme: Theme | None) -> Drawing:
    """The logo of the community, for the lower corner; nothing without one."""
    if theme is None or not theme.logo:
        return Drawing("", 0, 0)
    width, height = theme.logo_size(*LOGO)
    return Drawing(el("image", width=width, height=height, href=theme.logo_url), width, height)


def _words(words: str, width: float, room: float) -> Drawing:
    for size in SIZES:
        drawing = text(words, 0, 0, width, size, bold=True)
        if drawing.height <= room:
            return drawing
    size = SIZES[-1]
    cut = "".join(wrap(words, size, width, bold=True)[: int(room / (size * LEADING))]).rstrip()
    # Room for the sign that it goes on.
    return text(cut[:-3].rstrip() + "…", 0, 0, width, size, bold=True)


def _scaled(spread: Spread, clock: Clock, width: float, room: float) -> Drawing:
    """The question and the answers of today, as large as there is room, with what they say in words."""
    beside = width > 2 * room
    wide = width * BESIDE if beside else width
    narrow = width - wide - 2 * GAP if beside else width
    said = text(scale_strip.most(spread, clock), 0, 0, narrow, ABOUT_SCALE)
    question = _words(spread.question, narrow, room - said.height - GAP if beside else room * ABOVE)
    ends = scale.ends_drawing(spread, wide, ABOUT_SCALE)
    chart = scale_strip.chart_of(spread)
    others = ends.height + (0 if beside else question.height + said.height + 2 * GAP)
    factor = min(wide / chart.width, max(1.0, (room - others - GAP) / chart.height))
    larger = at((wide - chart.width * factor) / 2, 0, chart, scale=factor)
    answers = stack([Drawing(larger, wide, chart.height * factor), ends], GAP)
    if not beside:
        return stack([question, answers, said], GAP)
    words = stack([question, said], GAP)
    height = max(words.height, answers.height)
    body = at(0, (height - words.height) / 2, words) + at(width - wide, (height - answers.height) / 2, answers)
    return Drawing(body, width, height)


def _one_line(words: str, width: float, size: float) -> Drawing:
    first, *more = wrap(words, size, width) or [""]
    return text(first.rstrip() + (" …" if more else ""), 0, 0, width + size, size, color=INK_SOFT)


def slides_of(snapshot: Snapshot, clock: Clock) -> Iterator[Picture]:
    """The snapshot in pages of 16:9: its sheets side by side, as many as are legible."""
    pages = _pages(_sheets(snapshot))
    for n, page in enumerate(pages, start=1):
        number = f" ({t('report.sheet', n=n, of=len(pages))})" if len(pages) > 1 else ""
        title = f"{isolated(snapshot.title)}{number} · {isolated(clock.hour(snapshot.taken_at))}"
        head = _title(title)
        wide = sum(sheet.width for sheet, _ in page) + BETWEEN_SHEETS * (len(page) - 1)
        high = max(sheet.height for sheet, _ in page)
        factor = min(SLIDE_ROOM[0] / wide, SLIDE_ROOM[1] / high)
        x, body = 0.0, ""
        for sheet, _ in page:
            body += at(x, 0, sheet)
            x += sheet.width + BETWEEN_SHEETS
        left = (SLIDE_WIDTH - wide * factor) / 2
        group = at(left, SLIDE_HEAD, Drawing(body, wide, high), scale=factor)
        ground = el("rect", width=SLIDE_WIDTH, height=SLIDE_HEIGHT, fill=PAPER)
        words = " ".join([title, *(each for _, each in page)])
        yield picture(Drawing(ground + at(SLIDE_MARGIN, 18, head) + group, SLIDE_WIDTH, SLIDE_HEIGHT), words)


def _sheets(snapshot: Snapshot) -> list[tuple[Drawing, str]]:
    """The sheets of the snapshot in a shape that fills a slide: two low ones if they hold everything, or higher ones
    three in a row."""
    scales = [(scale.drawing_of(each), scale.describe(each)) for each in snapshot.spreads]
    for row in (MOST_SHEETS - 1, MOST_SHEETS):
        wide = row * wall.WIDTH + (row - 1) * BETWEEN_SHEETS
        highest = wide * SLIDE_ROOM[1] / SLIDE_ROOM[0]
        sheets = [sheet for zone in snapshot.zones for sheet in wall.sheets_of(zone, highest)] + scales
        if len(sheets) <= row:
            break
    return sheets


def _title(words: str) -> Drawing:
    inside = SLIDE_WIDTH - 2 * SLIDE_MARGIN
    first, *more = wrap(words, 22, inside, bold=True) or [""]
    return text(first.rstrip() + (" …" if more else ""), 0, 0, inside + 22, 22, bold=True, color=INK)


def _pages(sheets: Sequence[tuple[Drawing, str]]) -> list[list[tuple[Drawing, str]]]:
    """Sheets of nearly the same height together, a few beside each other, a high one with others as high."""
    pages: list[list[tuple[Drawing, str]]] = []
    for sheet in sheets:
        if pages and len(pages[-1]) < MOST_SHEETS and 0.5 <= sheet[0].height / pages[-1][0][0].height <= 2:
            pages[-1].append(sheet)
        else:
            pages.append([sheet])
    return pages
