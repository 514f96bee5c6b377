"""Word's own elements: paragraphs, runs of words, cells. What people wrote is the text of a run and nothing else."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ..pictures import svg
from ..pictures.text_layout import is_rtl, without_control_characters

RAISED = svg.ACCENT_SOFT.removeprefix("#")
#: All paragraphs of a raised chapter have the same edges and indents, so that Word draws them as one box: side, width
#: (in eighths of a point), distance from the words (in points), colour.
RAISED_EDGES = (
    ("top", 4, 5, RAISED),
    ("left", 24, 9, svg.ACCENT.removeprefix("#")),
    ("bottom", 4, 7, RAISED),
    ("right", 4, 9, RAISED),
)
RAISED_INDENT = 210


def empty(style: str, *, rtl: bool = False, keep: bool = False, raised: bool = False) -> Any:
    """An empty paragraph. The schema wants its properties in this order."""
    properties = [el("w:pStyle", val=style), *([el("w:keepNext")] if keep else [])]
    if raised:
        if style == "ListBullet":
            properties.append(el("w:numPr", el("w:ilvl", val=0), el("w:numId", val=2)))
        edges = [el(f"w:{side}", val="single", sz=sz, space=gap, color=ink) for side, sz, gap, ink in RAISED_EDGES]
        properties.append(el("w:pBdr", *edges))
        properties.append(shade(RAISED))
    if rtl:
        properties.append(el("w:bidi"))
    if raised:
        properties.append(el("w:ind", left=RAISED_INDENT, right=RAISED_INDENT, firstLine=0))
    return el("w:p", el("w:pPr", *properties))


def say(inside: Any, words: str, look: str | None = None, *, bold: bool = False) -> Any:
    """Words at the end of a paragraph or link; their line breaks stay."""
    properties = [el("w:rStyle", val=look)] if look else []
    properties += [el("w:b"), el("w:bCs")] if bold else []
    properties += [el("w:rtl")] if is_rtl(words) else []
    run = el("w:r", *([el("w:rPr", *properties)] if properties else []))
    inside.append(run)
    for n, line in enumerate(without_control_characters(words).split("\n")):
        if n:
            run.append(el("w:br"))
        run.append(_text(line))
    return run


def cell(words: str, width: int, style: str, look: str | None = None, fill: str | None = None) -> Any:
    """A cell of a table with its words; `fill` is its colour."""
    inside = empty(style, rtl=is_rtl(words))
    say(inside, words, look)
    shading = [shade(fill)] if fill else []
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa"), *shading), inside)


def shade(color: str) -> Any:
    """A colour behind words."""
    return el("w:shd", val="clear", color="auto", fill=color)


def _text(words: str) -> Any:
    element = el("w:t")
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def el(tag: str, /, *inside: Any, **attributes: str | int) -> Any:
    """An element of Word's own names."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(inside)
    return element


def field(name: str) -> Any:
    """What Word works out by itself, such as the number of a page."""
    made = el("w:fldSimple", instr=name)
    say(made, "1")
    return made
