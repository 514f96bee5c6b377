"""The agenda as a picture: for each section the planned minutes above and the actual minutes below."""

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
    escaped,
    picture,
    stack,
    text,
)
from .text_layout import width
from .wall import INSIDE, PADDING, WIDTH

MINUTE = 60_000
BAR = 9.0


def picture_of(sections: Sequence[AgendaSection]) -> Picture:
    """The planned and actual minutes of every section."""
    description = "; ".join(f"{section.title}: {planned(section)}, {took(section)}" for section in sections)
    return picture(drawing_of(sections), f"{t('report.agenda.picture')}: {description}.")


def strip_picture_of(sections: Sequence[AgendaSection]) -> Picture:
    """The point in the agenda at which a snapshot was taken, as one thin row."""
    return picture(strip_drawing_of(sections), f"{t('report.agenda.strip')}: {position(sections)}.")


def minutes(duration: int) -> str:
    """A duration in milliseconds, in words, rounded to minutes."""
    if 0 < duration < MINUTE / 2:
        return t("report.agenda.under")
    return t("report.agenda.minutes", n=round(duration / MINUTE))


def planned(section: AgendaSection) -> str:
    """The planned time in words."""
    return t("report.agenda.planned_for", minutes=minutes(section.planned * MINUTE))


def took(section: AgendaSection) -> str:
    """The actual time or the state of a section, in words."""
    if section.state == "now" or (section.state != "done" and section.spent):
        return t("report.agenda.so_far", minutes=minutes(section.spent))
    if section.state == "done":
        return t("report.agenda.took", minutes=minutes(section.spent))
    return t("report.agenda.not_reached" if section.state == "left" else "report.agenda.to_come")


def took_cell(section: AgendaSection) -> str:
    """The same for a table cell under the heading "took"."""
    return minutes(section.spent) if section.state == "done" else took(section)


def position(sections: Sequence[AgendaSection]) -> str:
    """In words, which section was in progress."""
    now = next((n for n, section in enumerate(sections) if section.state == "now"), None)
    if now is not None:
        return t("report.agenda.part", n=now + 1, of=len(sections), title=sections[now].title)
    done = sum(section.state == "done" for section in sections)
    if 0 < done < len(sections):
        return t("report.agenda.some_done", n=done, of=len(sections))
    return t("report.agenda.all_done" if done else "report.agenda.not_begun")


def drawing_of(sections: Sequence[AgendaSection]) -> Drawing:
    """All sections, one below the other, on one time scale."""
    longest = max([max(section.planned * MINUTE, section.spent) for section in sections], default=MINUTE) or MINUTE
    # The longest bar leaves room for the minutes at its end.
    rows = [_legend(), *(_row(section, (INSIDE - 32) / longest) for section in sections)]
    inside = stack(rows, 11)
    height = inside.height + 2 * PADDING
    sheet = el("rect", width=WIDTH, height=height, rx=12, fill=PAPER_SUNK)
    return Drawing(sheet + at(PADDING, PADDING, inside), WIDTH, height)


def strip_drawing_of(sections: Sequence[AgendaSection], width: float = WIDTH) -> Drawing:
    """A row of segments as long as the planned minutes: done, in progress (partly filled) or still to come."""
    gap = 3.0 if len(sections) < 30 else 1.0
    total = sum(section.planned for section in sections) or 1
    room = width - gap * (len(sections) - 1)
    body, x = "", 0.0
    for section in sections:
        wide = room * section.planned / total
        share = 1.0 if section.state == "done" else 0.0
        if section.state == "now":
            share = min(1.0, section.spent / max(1, section.planned * MINUTE))
            body += el("rect", x=x, y=0, width=wide, height=12, rx=3, fill=ACCENT_SOFT, stroke=ACCENT, stroke_width=2)
        else:
            body += el("rect", x=x, y=2, width=wide, height=8, rx=3, fill=LINE)
        if share:
            body += el("rect", x=x, y=2, width=wide * share, height=8, rx=3, fill=ACCENT)
        x += wide + gap
    return Drawing(el("g", body, transform="translate(0 1)"), width, 14)


def _row(section: AgendaSection, scale: float) -> Drawing:
    title = text(section.title, 0, 0, INSIDE, 13.5, bold=True)
    y = title.height + 2
    plan, spent = section.planned * MINUTE * scale, section.spent * scale
    outline = el("rect", x=0.5, y=y, width=max(2.0, plan - 1), height=BAR, rx=2, fill="#ffffff", stroke=EDGE)
    body = title.body + outline + _bar_label(str(section.planned), plan, y)
    y += BAR + 3
    if section.state in ("todo", "left") and not section.spent:
        body += _bar_label(took(section), -6, y)
    else:
        body += el("rect", x=0, y=y, width=max(2.0, min(spent, plan)), height=BAR, rx=2, fill=ACCENT)
        if spent > plan:
            body += el("rect", x=plan, y=y, width=max(2.0, spent - plan), height=BAR, rx=2, fill=WARM)
        body += _bar_label(str(round(section.spent / MINUTE)), spent, y)
    return Drawing(body, INSIDE, y + BAR)


def _bar_label(words: str, x: float, y: float) -> str:
    """Words, usually minutes, at the end of a bar."""
    return el("text", escaped(words), x=max(x, -6.0) + 6, y=y + BAR - 0.5, font_size=11, fill=INK_SOFT)


def _legend() -> Drawing:
    """The legend of the bars."""
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
