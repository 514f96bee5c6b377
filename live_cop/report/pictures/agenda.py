"""The agenda: where in it a snapshot was taken, as a strip and in words, and the time of its sections in words."""

from collections.abc import Sequence

from ...meeting.change import MINUTE_MS
from ...words import t
from ..facts import AgendaSection
from .svg import ACCENT, ACCENT_SOFT, LINE, Drawing, at, el


def minutes(duration: int) -> str:
    """A duration in milliseconds, in words, rounded to minutes."""
    if 0 < duration < MINUTE_MS / 2:
        return t("report.agenda.under")
    return t("report.agenda.minutes", n=round(duration / MINUTE_MS))


def took(section: AgendaSection) -> str:
    """The actual time or the state of a section, in words."""
    if section.state == "done":
        return minutes(section.spent)
    if section.state == "now" or section.spent:
        return t("report.agenda.so_far", minutes=minutes(section.spent))
    return t("report.agenda.not_reached" if section.state == "left" else "report.agenda.to_come")


def position(sections: Sequence[AgendaSection]) -> str:
    """In words, which section was in progress."""
    now = next((n for n, section in enumerate(sections) if section.state == "now"), None)
    if now is not None:
        return t("report.agenda.part", n=now + 1, of=len(sections), title=sections[now].title)
    done = sum(section.state == "done" for section in sections)
    if 0 < done < len(sections):
        return t("report.agenda.some_done", n=done, of=len(sections))
    return t("report.agenda.all_done" if done else "report.agenda.not_begun")


def strip_drawing_of(sections: Sequence[AgendaSection], width: float) -> Drawing:
    """A row of segments as long as the planned minutes: done, in progress (partly filled) or still to come."""
    gap = 3.0 if len(sections) < 30 else 1.0
    total = sum(section.planned for section in sections) or 1
    room = width - gap * (len(sections) - 1)
    body, x = "", 0.0
    for section in sections:
        wide = room * section.planned / total
        share = 1.0 if section.state == "done" else 0.0
        if section.state == "now":
            share = min(1.0, section.spent / max(1, section.planned * MINUTE_MS))
            body += el("rect", x=x, y=0, width=wide, height=12, rx=3, fill=ACCENT_SOFT, stroke=ACCENT, stroke_width=2)
        else:
            body += el("rect", x=x, y=2, width=wide, height=8, rx=3, fill=LINE)
        if share:
            body += el("rect", x=x, y=2, width=wide * share, height=8, rx=3, fill=ACCENT)
        x += wide + gap
    return Drawing(at(0, 1, Drawing(body, width, 12)), width, 14)
