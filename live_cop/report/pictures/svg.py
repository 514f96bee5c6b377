"""Writes SVG: escaped elements, and the layout, text and colours that all pictures share.

A picture is a drawing on paper, so it has the literal colours of the light theme and looks the same in a dark browser,
in print and in another program. A test compares them with static/css/tokens.css.

Whoever draws counts from the side from which people read. In a language from right to left a drawing begins at its
right edge and goes to the left: `el` turns its shapes round, and nothing else has to know.
"""

import base64
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from ...words import languages, sentence
from ...words.direction import in_lines, is_rtl
from ..document import Picture
from .text_layout import without_control_characters, wrap

PAPER, PAPER_SUNK, INK, INK_SOFT, LINE, EDGE = "#faf6ef", "#f1eadf", "#1d2433", "#525b6e", "#ddd3c4", "#857b6c"
ACCENT, ACCENT_SOFT, WARM = "#0b6e69", "#d7ece9", "#a84a13"
NOTES = {
    "butter": "#ffe58f",
    "mint": "#c5edd0",
    "sky": "#c9e3fb",
    "rose": "#fbd3d9",
    "lilac": "#e2d8f8",
    "sand": "#f0e2c8",
}
FAMILY = "Hyperlegible, 'Atkinson Hyperlegible Next', Arial, sans-serif"
#: The height of a line, in font sizes.
LEADING = 1.36


#: The attributes that are places from left to right, and the elements that have theirs in a line of numbers.
_PLACES, _OF_NUMBERS = ("x", "x1", "x2", "cx"), ("path", "polyline")


class Drawing(NamedTuple):
    """A piece of a picture: its markup, drawn from the corner at (0, 0), and its size in px."""

    body: str
    width: float
    height: float


def escaped(text: str) -> str:
    """The text escaped for XML and HTML, also for an attribute."""
    return escape(without_control_characters(text), quote=True)


def el(name: str, /, *inside: str, **attributes: object) -> str:
    """An element. `inside` is markup; attribute values are escaped, and `_` in an attribute's name becomes `-`."""
    if languages.from_right():
        attributes = _turned(name, attributes)
    start = name + "".join(
        f' {key.strip("_").replace("_", "-")}="{escaped(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{start}>{''.join(inside)}</{name}>" if inside else f"<{start}/>"


def _turned(name: str, attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an element that is as far to the left of its corner as it was to the right. Words and
    photographs stay as they are, in another place."""
    turned = {key: 0 - value if key in _PLACES else value for key, value in attributes.items()}
    if name in ("rect", "image"):
        turned["x"] = turned.get("x", 0) - attributes["width"]
    elif name in _OF_NUMBERS:
        turned["transform"] = f"{turned.get('transform', '')} scale(-1 1)".strip()
    return turned


def text(
    words: str,
    x: float,
    y: float,
    width: float,
    size: float,
    *,
    bold: bool = False,
    color: str = INK,
    anchor: str = "start",
) -> Drawing:
    """Words wrapped to lines of this width; (x, y) is the upper corner of the first line, where the picture begins.

    The text in the file is exactly `words`, so it can be searched and copied. Text that runs against the picture starts
    at the other edge, unless its anchor is "left": beside a mark, or below the end of a line that it names."""
    lines = in_lines(wrap(words, size, width, bold=bold))
    from_right = languages.from_right()
    rtl = is_rtl(words, without_letters=from_right)
    if rtl != from_right and anchor == "start":
        x += width
    elif rtl != from_right and anchor in ("end", "left"):
        # Its start is its other edge.
        anchor = "start" if anchor == "end" else "end"
    spans = [
        el("tspan", escaped(line), x=x, y=y + size * (LEADING * (n + 1) - (LEADING - 1) / 2 - 0.24))
        for n, line in enumerate(lines)
    ]
    body = el(
        "text",
        *spans,
        font_size=size,
        font_weight=700 if bold else None,
        fill=color,
        text_anchor=None if anchor in ("start", "left") else anchor,
        direction=None if rtl == from_right else "rtl" if rtl else "ltr",
    )
    return Drawing(body, width, len(lines) * size * LEADING)


def picture(drawing: Drawing, description: str) -> Picture:
    """A drawing as a picture of a document. The description is its label, so a search in a page finds words once."""
    return Picture(_svg(drawing, drawing.body, aria_label=description), description, drawing.width, drawing.height)


def data_url(jpeg: bytes) -> str:
    """A JPEG file as an address that contains it."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def standalone(drawing: Drawing, title: str, description: str, css: str) -> str:
    """A drawing as an SVG file of its own, on paper."""
    paper = el("rect", width=drawing.width, height=drawing.height, fill=PAPER)
    words = el("title", escaped(title), id="title") + el("desc", escaped(description), id="words")
    return _svg(drawing, f"{words}<style>{css}</style>{paper}{drawing.body}", aria_labelledby="title words")


def _svg(drawing: Drawing, inside: str, **label: str) -> str:
    width, height = drawing.width, drawing.height
    return el(
        "svg",
        # In a drawing from right to left this is its right edge.
        at(-width, 0, Drawing(inside, width, height)) if languages.from_right() else inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        role="img",
        # Else a page would turn round the words that say nothing themselves.
        direction=languages.current().direction,
        font_family=FAMILY,
        **label,
    )


def at(x: float, y: float, drawing: Drawing, *, scale: float = 1) -> str:
    """The markup of a drawing, moved to (x, y) and so many times as large."""
    x = 0 - x if languages.from_right() else x
    larger = "" if scale == 1 else f" scale({scale:.4f})"
    return el("g", drawing.body, transform=f"translate({_number(x)} {_number(y)}){larger}")


def stack(pieces: Iterable[Drawing], gap: float) -> Drawing:
    """Drawings one below the other; empty ones are left out."""
    visible = [piece for piece in pieces if piece.height]
    body, y = "", 0.0
    for piece in visible:
        body += at(0, y, piece)
        y += piece.height + gap
    return Drawing(body, max((piece.width for piece in visible), default=0), max(0.0, y - gap))


def sentences(parts: Sequence[str]) -> str:
    """The parts of a description as one text, each ending like a sentence, so that it is read with a pause."""
    return " ".join(sentence(part) for part in parts if part)


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
