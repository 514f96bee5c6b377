"""The report as one HTML file that contains its style, font and pictures.

Its own Content-Security-Policy forbids it to load anything, so it is safe to save, to forward and to open offline. It
runs only the script of the replay, which the policy allows by its hash. Without the script only the replay is missing.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import escape

from ...meeting.texts.web_links import pieces
from ...paths import STATIC, TEMPLATES
from ...words import languages, t
from ..dates import Clock
from ..document import Block, Document, Replay, Section, paragraphs
from ..facts import Snapshot
from ..pictures import wall
from ..pictures.snapshot import svg_of
from ..pictures.svg import data_url
from ..theme import Theme

SCRIPT = (STATIC / "js" / "report" / "replay.js").read_text(encoding="utf-8")
_SCRIPT_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
#: Nothing may be loaded, and no other script may run.
POLICY = (
    f"default-src 'none'; script-src 'sha256-{_SCRIPT_HASH}'; style-src 'unsafe-inline'; font-src data:; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)
#: Where the style sheet has the faces of other scripts. Words of people cannot contain this: they are escaped.
_FACES = "/*<faces>*/"


class _Face(NamedTuple):
    """The letters of some scripts: the numbers of their characters, and their style sheet."""

    ranges: Sequence[range]
    css: str


def render(document: Document, links: Sequence[tuple[str, str]] = (), public_url: str = "") -> str:
    """The document as a page. The template escapes all text except pictures, which are escaped where they are drawn.

    `links` to other formats, as (words, address), are for a page on the server; a file has none. A page that everybody
    can read at `public_url` says what the preview of a link to it shows."""
    page = _template().render(
        document=document,
        direction=languages.languages()[document.language].direction,
        links=links,
        public_url=public_url,
        t=t,
        policy=POLICY,
        style=style() + _FACES + (_theme_css(document.theme) if document.theme else ""),
        script=SCRIPT,
        marks_of=wall.marks_of,
        name_of=languages.name_of,
        is_rtl=languages.is_rtl,
    )
    own = page
    for label, address in links:
        # The names of languages are in their own letters, and are not part of the report.
        own = own.replace(f'href="{escape(address)}">{escape(label)}<', "")
    return page.replace(_FACES, faces_of(own), 1)


@cache
def style() -> str:
    """The style sheet, with the design tokens and the font."""
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    sheets = (STATIC / "css" / "report" / f"{name}.css" for name in ("document", "pictures", "replay", "print"))
    sheet = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    return _with_fonts(tokens) + sheet


def _theme_css(theme: Theme) -> str:
    """The colours of the community, in place of the usual ones."""
    if theme.shades is None:
        return ""
    light, dark = (
        f":root{{--accent:{each.words};--shape:{each.shape};--accent-soft:{each.tint}}}"
        for each in (theme.shades.light, theme.shades.dark)
    )
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"


def picture_of(snapshot: Snapshot, clock: Clock) -> str:
    """A snapshot as an SVG file that contains its font."""
    css = f'@font-face{{font-family:"Hyperlegible";src:{_font("hyperlegible")} format("woff2");font-weight:400 750}}'
    picture = svg_of(snapshot, clock, css + _FACES)
    return picture.replace(_FACES, faces_of(picture), 1)


def faces_of(text: str) -> str:
    """The faces as CSS of the other scripts that this text has letters of: each is 20 to 46 KB, and most reports need
    none."""
    letters = set(map(ord, text))
    return "".join(face.css for face in _faces() if any(letter in range for range in face.ranges for letter in letters))


@cache
def _faces() -> Sequence[_Face]:
    """All faces of other scripts, as the live pages have them."""
    blocks = re.findall(r"@font-face \{.*?\}", (STATIC / "css" / "fonts.css").read_text(encoding="utf-8"), re.DOTALL)
    spans = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
    return [
        _Face([range(int(a, 16), int(b or a, 16) + 1) for a, b in spans.findall(block)], _with_fonts(block))
        for block in blocks
    ]


def _lines(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines."""
    return [part.split("\n") for part in paragraphs(text)]


def _has_replay(section: Section) -> bool:
    """Whether a chapter contains the replay, which is hidden without its script."""
    return any(isinstance(block, Replay) for block in section.blocks)


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """The blocks in order, with consecutive small sections grouped."""
    return [list(run) for _, run in groupby(blocks, key=lambda each: isinstance(each, Section) and each.small)]


def _flows(sections: list[Section]) -> list[list[Section]]:
    """The chapters in order, with consecutive ones that are set in columns grouped."""
    return [list(run) for _, run in groupby(sections, key=lambda each: each.columns)]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "paragraphs": _lines,
        "pieces": pieces,
        "runs": _runs,
        "flows": _flows,
        "plays": _has_replay,
        "json": json.dumps,
        "data_url": data_url,
        "is": lambda block, name: type(block).__name__ == name,
        "base64": lambda text: base64.b64encode(text.encode()).decode(),
    }
    return environment.get_template("report.html")


def _with_fonts(css: str) -> str:
    """The style sheet with its fonts inside."""
    return re.sub(r"url\(\.\./fonts/([\w-]+)\.woff2\)", lambda found: _font(found[1]), css)


def _font(name: str) -> str:
    data = (STATIC / "fonts" / f"{name}.woff2").read_bytes()
    return f"url(data:font/woff2;base64,{base64.b64encode(data).decode()})"
