"""Drawings of svg.py as templates/drawing.typ draws them: their shapes as SVG, and their lines of text as data.

typst sets the text itself, with the right font for each letter. What draws an SVG for typst takes one font for a line,
and puts the letters of Telugu, Sinhala and some other scripts on top of each other.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from .typst_setup import printable

_TEXT = re.compile(r"<text\b[^>]*?(?:/>|>.*?</text>)", re.DOTALL)
_TRANSFORM = re.compile(r"(translate|scale)\(([^)]*)\)")
#: The part of a line that is before its place.
_BEFORE = {None: 0.0, "middle": 0.5, "end": 1.0}


def for_typst(svg: str, width: float) -> dict[str, Any]:
    """A drawing, so many px wide."""
    drawing = ElementTree.fromstring(printable(svg))
    scale = width / float(drawing.get("width", width))
    direction = drawing.get("direction", "ltr")
    return {"svg": _TEXT.sub("", svg), "lines": list(_lines(drawing, 0.0, 0.0, scale, direction))}


def _lines(outer: ElementTree.Element, x: float, y: float, scale: float, direction: str) -> Iterator[dict[str, Any]]:
    """The lines of text in an element that begins at (x, y), in this direction unless they say another."""
    for element in outer:
        if element.tag.endswith("}text"):
            yield from _lines_of_text(element, x, y, scale, element.get("direction", direction))
            continue
        inner_x, inner_y, inner_scale = x, y, scale
        for name, values in _TRANSFORM.findall(element.get("transform", "")):
            numbers = [float(each) for each in values.split()]
            if name == "translate":
                inner_x, inner_y = inner_x + numbers[0] * inner_scale, inner_y + numbers[1] * inner_scale
            else:
                inner_scale *= numbers[0]
        yield from _lines(element, inner_x, inner_y, inner_scale, direction)


def _lines_of_text(
    text: ElementTree.Element, x: float, y: float, scale: float, direction: str
) -> Iterator[dict[str, Any]]:
    is_rtl = direction == "rtl"
    before = _BEFORE[text.get("text-anchor")]
    for line in list(text) or [text]:
        yield {
            "words": (line.text or "").strip(),
            "x": x + float(line.get("x", 0)) * scale,
            "y": y + float(line.get("y", 0)) * scale,
            "before": 1 - before if is_rtl else before,
            "size": float(text.get("font-size", 0)) * scale,
            "bold": text.get("font-weight") == "700",
            "fill": text.get("fill"),
            "rtl": is_rtl,
        }
