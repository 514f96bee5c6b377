"""Builds elements of Word's XML: paragraphs, runs, cells and fields. What people wrote becomes the text of runs."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ...words import languages
from ...words.direction import is_rtl, marked, units
from ..pictures import svg
from ..pictures.text_layout import without_control_characters

RAISED = svg.ACCENT_SOFT.removeprefix("#")
#: The borders of a raised chapter: side, width in eighths of a point, distance from the text in points, colour. All its
#: paragraphs have the same borders and indents, so that Word draws them as one box.
RAISED_BORDERS = (
    ("top", 4, 5, RAISED),
    ("left", 24, 9, svg.ACCENT.removeprefix("#")),
    ("bottom", 4, 7, RAISED),
    ("right", 4, 9, RAISED),
)
RAISED_INDENT = 210


def paragraph(style: str, *, rtl: bool = False, keep: bool = False, raised: bool = False) -> BaseOxmlElement:
    """An empty paragraph; `keep` keeps it on a page with the next. The schema fixes the order of the properties."""
    properties = [el("w:pStyle", val=style), *([el("w:keepNext")] if keep else [])]
    if raised:
        if style == "ListBullet":
            properties.append(el("w:numPr", el("w:ilvl", val=0), el("w:numId", val=2)))
        borders = [el(f"w:{side}", val="single", sz=sz, space=gap, color=ink) for side, sz, gap, ink in RAISED_BORDERS]
        properties.append(el("w:pBdr", *borders))
        properties.append(shade(RAISED))
    if rtl:
        properties.append(el("w:bidi"))
    if raised:
        properties.append(el("w:ind", left=RAISED_INDENT, right=RAISED_INDENT, firstLine=0))
    return el("w:p", el("w:pPr", *properties))


def add_run(
    parent: BaseOxmlElement, words: str, style: str | None = None, *, bold: bool = False, lang: str = ""
) -> BaseOxmlElement:
    """Appends words to a paragraph or link as a run, with their line breaks, and returns the run. `lang` is their
    language, where it is not that of the file. A unit that runs the other way has a run of its own, which is how Word
    knows of it."""
    *before, words = units(words) or [""]
    for each in before:
        add_run(parent, each, style, bold=bold, lang=lang)
    words = marked(words)
    properties = [el("w:rStyle", val=style)] if style else []
    properties += [el("w:b"), el("w:bCs")] if bold else []
    rtl = is_rtl(words) or languages.is_rtl(lang)
    properties += [el("w:rtl")] if rtl else []
    properties += [el("w:lang", **{"bidi" if rtl else "val": languages.with_country(lang)})] if lang else []
    run = el("w:r", *([el("w:rPr", *properties)] if properties else []))
    parent.append(run)
    for n, line in enumerate(without_control_characters(words).split("\n")):
        if n:
            run.append(el("w:br"))
        run.append(_text(line))
    return run


def cell(
    words: str,
    width: int,
    style: str,
    run_style: str | None = None,
    fill: str | None = None,
    columns: int = 1,
    lang: str = "",
) -> BaseOxmlElement:
    """A table cell with its words. `width` is in twentieths of a point, `fill` a colour in hex without #."""
    content = paragraph_of(style, words, run_style, lang=lang)
    more = [el("w:gridSpan", val=columns)] if columns > 1 else []
    more += [shade(fill)] if fill else []
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa"), *more), content)


def paragraph_of(style: str, words: str, run_style: str | None = None, lang: str = "") -> BaseOxmlElement:
    """A paragraph with words, which decide its direction; or their language, where that is known."""
    element = paragraph(style, rtl=is_rtl(words) or languages.is_rtl(lang))
    add_run(element, words, run_style, lang=lang)
    return element


def cell_of(content: list[BaseOxmlElement], width: int) -> BaseOxmlElement:
    """A cell with these paragraphs; Word wants at least one."""
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *(content or [paragraph("Normal")]))


def shade(color: str) -> BaseOxmlElement:
    """A background colour."""
    return el("w:shd", val="clear", color="auto", fill=color)


def _text(words: str) -> BaseOxmlElement:
    element = el("w:t")
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def el(tag: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element of Word's XML. Attribute names have no prefix."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def field(name: str, shown: str = "1") -> BaseOxmlElement:
    """A field that Word computes, such as the number of a page, and what is shown until it does."""
    element = el("w:fldSimple", instr=name)
    add_run(element, shown)
    return element
