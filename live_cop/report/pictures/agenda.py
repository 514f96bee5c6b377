"""The agenda as a picture: what was planned above, what it took below, part by part."""

from collections.abc import Sequence

from ...words import t
from ..document import Picture
from ..facts import AgendaSection
from .svg import (
    ACCENT,
    ACCENT_SOFT,
    EDGE,
    INK_SOFT,
    LINE,
    PAPER_SUNK,
    WARM,
    Drawing,
    at,
    el,
    picture,
    safe,
    stack,
    text,
)
from .text_layout import width
from .wall import INSIDE, PADDING, WIDTH

MINUTE = 60_000
BAR = 9.0


def picture_of(parts: Sequence[AgendaSection]) -> Picture:
    """Planned and actual minutes of every part."""
    said = "; ".join(f"{part.title}: {planned(part)}, {took(part)}" for part in parts)
    return picture(drawing_of(parts), f"{t('report.agenda.picture')}: {said}.")


def strip_picture_of(parts: Sequence[AgendaSection]) -> Picture:
    """Where in the agenda a snapshot was taken: one thin row."""
    return picture(strip_drawing_of(parts), f"{t('report.agenda.strip')}: {where(parts)}.")


def minutes(spent: int) -> str:
    """A length of time in whole minutes."""
    if 0 < spent < MINUTE / 2:
        return t("report.agenda.under")
    return t("report.agenda.minutes", n=round(spent / MINUTE))


def planned(part: AgendaSection) -> str:
    """What was planned, in words."""
    return t("report.agenda.planned_for", minutes=minutes(part.planned * MINUTE))


def took(part: AgendaSection) -> str:
    """What became of it, in words."""
    if part.state == "now" or (part.state != "done" and part.spent):
        return t("report.agenda.so_far", minutes=minutes(part.spent))
    if part.state == "done":
        return t("report.agenda.took", minutes=minutes(part.spent))
    return t("report.agenda.not_reached" if part.state == "left" else "report.agenda.to_come")


def took_cell(part: AgendaSection) -> str:
    """What became of it, under a heading that says "took"."""
    return minutes(part.spent) if part.state == "done" else took(part)


def where(parts: Sequence[AgendaSection]) -> str:
    """Which part was on."""
    now = next((n for n, part in enumerate(parts) if part.state == "now"), None)
    if now is not None:
        return t("report.agenda.part", n=now + 1, of=len(parts), title=parts[now].title)
    done = sum(part.state == "done" for part in parts)
    if 0 < done < len(parts):
        return t("report.agenda.some_done", n=done, of=len(parts))
    return t("report.agenda.all_done" if done else "report.agenda.not_begun")


def drawing_of(parts: Sequence[AgendaSection]) -> Drawing:
    """All parts, one below the other, on one measure of time."""
    longest = max([max(part.planned * MINUTE, part.spent) for part in parts], default=MINUTE) or MINUTE
    # Room is left for the minutes at the end of the longest bar.
    rows = [_key(), *(_row(part, (INSIDE - 32) / longest) for part in parts)]
    inside = stack(rows, 11)
    height = inside.height + 2 * PADDING
    sheet = el("rect", width=WIDTH, height=height, rx=12, fill=PAPER_SUNK)
    return Drawing(sheet + at(PADDING, PADDING, inside), WIDTH, height)


def strip_drawing_of(parts: Sequence[AgendaSection], width: float = WIDTH) -> Drawing:
    """Segments as long as their planned minutes: done, on now (partly filled), still to come."""
    gap = 3.0 if len(parts) < 30 else 1.0
    total = sum(part.planned for part in parts) or 1
    room = width - gap * (len(parts) - 1)
    body, x = "", 0.0
    for part in parts:
        wide = room * part.planned / total
        share = 1.0 if part.state == "done" else 0.0
        if part.state == "now":
            share = min(1.0, part.spent / max(1, part.planned * MINUTE))
            body += el("rect", x=x, y=0, width=wide, height=12, rx=3, fill=ACCENT_SOFT, stroke=ACCENT, stroke_width=2)
        else:
            body += el("rect", x=x, y=2, width=wide, height=8, rx=3, fill=LINE)
        if share:
            body += el("rect", x=x, y=2, width=wide * share, height=8, rx=3, fill=ACCENT)
        x += wide + gap
    return Drawing(el("g", body, transform="translate(0 1)"), width, 14)


def _row(part: AgendaSection, scale: float) -> Drawing:
    title = text(part.title, 0, 0, INSIDE, 13.5, bold=True)
    y = title.height + 2
    plan, spent = part.planned * MINUTE * scale, part.spent * scale
    outline = el("rect", x=0.5, y=y, width=max(2.0, plan - 1), height=BAR, rx=2, fill="#ffffff", stroke=EDGE)
    body = title.body + outline + _end(str(part.planned), plan, y)
    y += BAR + 3
    if part.state in ("todo", "left") and not part.spent:
        body += _end(took(part), -6, y)
    else:
        body += el("rect", x=0, y=y, width=max(2.0, min(spent, plan)), height=BAR, rx=2, fill=ACCENT)
        if spent > plan:
            body += el("rect", x=plan, y=y, width=max(2.0, spent - plan), height=BAR, rx=2, fill=WARM)
        body += _end(str(round(part.spent / MINUTE)), spent, y)
    return Drawing(body, INSIDE, y + BAR)


def _end(words: str, x: float, y: float) -> str:
    """Minutes at the end of their bar."""
    return el("text", safe(words), x=max(x, -6.0) + 6, y=y + BAR - 0.5, font_size=11, fill=INK_SOFT)


def _key() -> Drawing:
    """What the bars mean."""
    planned = el("rect", x=0.5, y=4, width=22, height=BAR, rx=2, fill="#ffffff", stroke=EDGE, stroke_width=1)
    body, x = "", 0.0
    swatches = (
        (planned, "report.agenda.key_planned"),
        (el("rect", y=4, width=22, height=BAR, rx=2, fill=ACCENT), "report.agenda.key_took"),
        (el("rect", y=4, width=22, height=BAR, rx=2, fill=WARM), "report.agenda.key_longer"),
    )
    for swatch, key in swatches:
        words = text(t(key), 28, 0, 110, 12, color=INK_SOFT)
        body += at(x, 0, Drawing(swatch + words.body, 100, 18))
        x += 40 + width(t(key), 12)
    return Drawing(body, INSIDE, 18)
