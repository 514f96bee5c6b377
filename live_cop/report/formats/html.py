"""The report as one HTML file that needs nothing else: style, font and pictures are inside.

The file also forbids itself to load anything (its own Content-Security-Policy), so it is safe to keep, to send on and
to open without a network. It runs nothing but the one script that plays the wall, which the policy knows by its hash;
without it the report lacks nothing but that.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ...paths import STATIC, TEMPLATES
from ...words import t
from ..document import Block, Document, Replay, Section, paragraphs
from ..pictures import wall

SCRIPT = (STATIC / "js" / "report" / "replay.js").read_text(encoding="utf-8")
_SCRIPT_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
#: Nothing may be loaded and nothing else may run; what is inside the file is enough.
POLICY = (
    f"default-src 'none'; script-src 'sha256-{_SCRIPT_HASH}'; style-src 'unsafe-inline'; font-src data:; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)


def render(document: Document, links: Sequence[tuple[str, str]] = ()) -> str:
    """The document as a page. Every word in a drawing is escaped where it is drawn, all others by the template. `links`
    lead to the report's other forms, as (words, address); a page that is served has them, a file to keep has none."""
    return _template().render(
        document=document, links=links, t=t, policy=POLICY, style=style(), script=SCRIPT, marks_of=wall.marks_of
    )


@cache
def style() -> str:
    """The style sheet with the tokens and the font in it."""
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    sheets = (STATIC / "css" / "report" / f"{name}.css" for name in ("document", "pictures", "replay", "print"))
    sheet = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    return tokens.replace("url(../fonts/hyperlegible.woff2)", _font()) + sheet


@cache
def font_css() -> str:
    """The font alone, for a picture that stands on its own."""
    return f'@font-face{{font-family:"Hyperlegible";src:{_font()} format("woff2");font-weight:200 800}}'


def _lines(text: str) -> list[list[str]]:
    """A text as paragraphs of lines."""
    return [part.split("\n") for part in paragraphs(text)]


def _plays(section: Section) -> bool:
    """Whether a chapter is the one that needs the script: it is not shown without it."""
    return any(isinstance(block, Replay) for block in section.blocks)


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """Blocks in their order, the small sections that follow each other together."""
    return [list(run) for _, run in groupby(blocks, key=lambda each: isinstance(each, Section) and each.small)]


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
        "runs": _runs,
        "plays": _plays,
        "json": json.dumps,
        "is": lambda block, name: type(block).__name__ == name,
        "base64": lambda text: base64.b64encode(text.encode()).decode(),
    }
    return environment.get_template("report.html")


def _font() -> str:
    data = (STATIC / "fonts" / "hyperlegible.woff2").read_bytes()
    return f"url(data:font/woff2;base64,{base64.b64encode(data).decode()})"
