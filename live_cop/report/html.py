"""The report as one HTML file that needs nothing else: style, font and pictures are in it, and no script."""

import base64
from datetime import UTC, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import words
from ..paths import STATIC, TEMPLATES
from . import pictures
from .compile import Report, spread


def render(report: Report) -> str:
    """The whole page."""
    return _environment().get_template("report.html").render(report=report, style=_style())


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "t": words.t,
        "wall": _drawn(pictures.wall),
        "scale_picture": _drawn(pictures.scale),
        "agenda_picture": _drawn(pictures.agenda),
        "say_spread": pictures.say_spread,
        "spread": spread,
    }
    env.filters |= {"day": _day, "hour": _hour}
    return env


def _drawn(draw: Any) -> Any:
    """Our own drawings are markup already; all text in them is escaped where it is drawn."""
    return lambda what: Markup(draw(what))


def _style() -> Markup:
    return Markup(_sheet())


@cache
def _sheet() -> str:
    font = base64.b64encode((STATIC / "fonts" / "hyperlegible.woff2").read_bytes()).decode()
    sheet = (STATIC / "css" / "report.css").read_text(encoding="utf-8")
    return sheet.replace("../fonts/hyperlegible.woff2", f"data:font/woff2;base64,{font}")


def _day(at: int) -> str:
    """A date in words. The server does not know the reader's time zone, so days are counted in UTC."""
    return f"{_utc(at).day} {_utc(at):%B %Y}"


def _hour(at: int) -> str:
    return f"{_utc(at):%H:%M} UTC"


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
