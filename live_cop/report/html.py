"""The report as one HTML file that needs nothing else: style, font and pictures are inside, and there is no script.

The file also forbids itself to load anything (its own Content-Security-Policy), so it is safe to keep, to send on and
to open without a network.
"""

import base64
import re
from functools import cache
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ..paths import STATIC, TEMPLATES
from ..words import t
from . import agenda, hopes, scale, snapshot, steps, wall
from .content import Report
from .dates import Clock

#: Nothing may be loaded and nothing may run; what is inside the file is enough.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


def render(report: Report, clock: Clock | None = None) -> str:
    """The report as a page."""
    clock = clock or Clock()
    return _template().render(
        report=report,
        clock=clock,
        t=t,
        policy=POLICY,
        style=style(),
        when=_when(report, clock),
        who=_who(report),
        agenda=agenda,
        steps=steps,
        calendar=_calendar(report),
        scale=scale,
        gone=snapshot.gone,
        # Automatic pictures that follow each other stand side by side; one that the chair took has the whole width.
        runs=[list(run) for _, run in groupby(report.shots, key=lambda shot: shot.auto)],
        # Markup already: every word in a drawing is escaped where it is drawn.
        draw_wall=wall.wall_svg,
        marks_of=wall.marks_of,
        draw_scale=scale.scale_svg,
        draw_hopes=hopes.hopes_svg,
        draw_agenda=agenda.agenda_svg,
        draw_strip=agenda.strip_svg,
        total=_total(report),
    )


@cache
def style() -> str:
    """The style sheet with the tokens and the font in it."""
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    sheet = (STATIC / "css" / "report.css").read_text(encoding="utf-8")
    return tokens.replace("url(../fonts/hyperlegible.woff2)", _font()) + sheet


@cache
def font_css() -> str:
    """The font alone, for a picture that stands on its own."""
    return f'@font-face{{font-family:"Hyperlegible";src:{_font()} format("woff2");font-weight:200 800}}'


def _when(report: Report, clock: Clock) -> str:
    if report.began is None:
        return t("report.no_date")
    day, start = clock.date(report.began), clock.time(report.began)
    if report.ended is None:
        return f"{day}, {t('report.from', start=start, zone=clock.zone(report.began))}"
    end = clock.time(report.ended)
    return f"{day}, {t('report.from_to', start=start, end=end, zone=clock.zone(report.ended))}"


def _who(report: Report) -> tuple[str, str]:
    """How many took part, as a headline and a sentence."""
    people = report.people
    if people.total is None:
        return t("report.people.few"), t("report.people.few_why")
    headline = t("report.people.total", n=people.total)
    if people.room is None:
        return headline, t("report.people.merged")
    if not people.remote:
        return headline, t("report.people.all_room")
    if not people.room:
        return headline, t("report.people.all_remote")
    return headline, t("report.people.both", room=people.room, remote=people.remote)


def _calendar(report: Report) -> str:
    """The address of the next meeting's calendar file: inside the report, so that it works in a mail too."""
    data = base64.b64encode(report.calendar.encode()).decode()
    return f"data:text/calendar;base64,{data}" if data else ""


def _total(report: Report) -> tuple[str, str]:
    """All planned minutes, and all that it took."""
    planned = sum(part.planned for part in report.parts)
    return agenda.minutes(planned * agenda.MINUTE), agenda.minutes(sum(part.spent for part in report.parts))


def _paragraphs(text: str) -> list[list[str]]:
    """What the chair wrote, as paragraphs of lines."""
    return [part.split("\n") for part in _PARAGRAPHS.split(text.strip())] if text.strip() else []


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["paragraphs"] = _paragraphs
    return environment.get_template("report.html")


def _font() -> str:
    data = (STATIC / "fonts" / "hyperlegible.woff2").read_bytes()
    return f"url(data:font/woff2;base64,{base64.b64encode(data).decode()})"
