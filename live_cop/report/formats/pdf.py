"""The report as PDF, set by typst from templates/report.typ: tagged (PDF/UA-1), with real text and bookmarks.

Everything that people wrote goes in as data. What is decided here is what typst cannot know: which signs our fonts
have, and which pictures stand beside each other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
import typst

from ...paths import TEMPLATES
from ...words import t
from ..document import Block, Document, Items, Link, Notes, Picture, Pictures, Section, Table, Text
from ..facts import Note
from ..pictures.text_layout import MOST_BREAKS, signs
from ..pictures.wall import marks_of
from . import typst_setup

#: What fits on a page in px, and how high a row of pictures is if none of them needs more: rows that are not too high
#: leave little of a page empty.
HIGHEST, ROW = 880.0, 430.0
WIDEST = 340.0
GAP = 17.0
#: A column of a table with so many signs is never broken: a day and its date.
SHORT = 27
#: Notes of more characters than this have the whole width.
LONG = 150


def render(document: Document) -> bytes:
    """The document as a PDF file."""
    tree = typst_setup.printable(_tree(document))
    try:
        return _compiled(tree, "ua-1")
    except typst.TypstError:
        # A sign joined to one of another script may be in no single font. The words matter more than the promise.
        return _compiled(tree)


def _compiled(tree: Any, *standards: str) -> bytes:
    return typst_setup.compiled(
        (TEMPLATES / "report.typ").read_bytes(),
        {"document": msgspec.json.encode(tree).decode()},
        format="pdf",
        pdf_standards=list(standards),
        timestamp=tree["made_at"] // 1000,
    )


def _tree(document: Document) -> dict[str, Any]:
    return {
        "name": f"{document.title} · {document.kind}",
        "fonts": typst_setup.FAMILIES,
        "page": t("report.page"),
        "ids": list(_ids(document.sections)),
        **{key: getattr(document, key) for key in document.__struct_fields__},
        "sections": [_section(each) for each in document.sections],
    }


def _ids(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _ids(block.blocks)


def _section(section: Section) -> dict[str, Any]:
    return {
        "type": "Section",
        "id": section.id,
        "title": section.title,
        "aside": section.aside,
        "raised": section.raised,
        "bookmarked": not section.is_empty,
        "blocks": list(_runs(section.blocks)),
    }


def _runs(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Blocks in their order; small sections that follow each other stand beside each other."""
    for small, run in groupby(blocks, key=_is_small):
        if small:
            yield {"type": "Beside", "sections": [_section(each) for each in run if isinstance(each, Section)]}
        else:
            yield from (found for each in run if (found := _block(each)))


def _is_small(block: Block) -> bool:
    """Whether it fits into half a page and may stay in one piece. More than one picture needs the whole width."""
    if not isinstance(block, Section) or not block.small:
        return False
    return sum(len(each.pictures) for each in block.blocks if isinstance(each, Pictures)) < 2


def _block(block: Block) -> dict[str, Any] | None:
    match block:
        case Section():
            return _section(block)
        case Text():
            return {"type": "Text", "paragraphs": block.paragraphs, "soft": block.soft, "strong": block.strong}
        case Notes():
            return {"type": "Notes", "rows": _in_rows([_note(each) for each in block.notes])}
        case Pictures():
            return {"type": "Pictures", "rows": beside([_picture(each) for each in block.pictures])}
        case Picture():
            return {"type": "Picture", **_picture(block)}
        case Table():
            return {"type": "Table", **msgspec.to_builtins(block), "shares": _shares(block)}
        case Items() | Link():
            return {"type": type(block).__name__, **msgspec.to_builtins(block)}
    # A calendar's file has no place on paper; its date is in the text. And nothing moves there: no replay.
    return None


def _shares(table: Table) -> list[int]:
    """How the columns share what the short ones (0) leave; where all are short, the first takes it."""
    asked = signs([table.head, *table.rows, *([table.foot] if table.foot else [])])
    shares = [each if each > SHORT else 0 for each in asked]
    return shares if any(shares) else [1, *shares[1:]]


def _note(note: Note) -> dict[str, Any]:
    # A note of crumbs flows as it does on the wall.
    text = note.text.replace("\n", " ") if note.text.count("\n") > MOST_BREAKS else note.text
    long = len(text) > LONG or text.count("\n") > 3 or bool(note.merged)
    return {**msgspec.to_builtins(note), "text": text, "marks": marks_of(note), "long": long}


def _in_rows(notes: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = []
    for note in notes:
        if rows and len(rows[-1]) == 1 and not note["long"] and not rows[-1][0]["long"]:
            rows[-1].append(note)
        else:
            rows.append([note])
    return rows


def _picture(picture: Picture) -> dict[str, Any]:
    scale = min(1.0, HIGHEST / picture.height, WIDEST / picture.width)
    return {
        "svg": typst_setup.for_typst(picture.svg),
        "said": picture.said,
        "width": picture.width * scale,
        "height": picture.height * scale,
    }


def beside(pictures: Sequence[dict[str, Any]]) -> list[list[list[dict[str, Any]]]]:
    """Pictures in rows of two columns, read down the left and then down the right; no row is higher than a page."""
    rows: list[list[list[dict[str, Any]]]] = []
    start = 0
    while start < len(pictures):
        allowed = max([ROW, *(_height([each]) for each in pictures[start : start + 2])])
        end = start + 1
        while end < len(pictures) and _halves(pictures[start : end + 1])[0] <= allowed:
            end += 1
        _, cut = _halves(pictures[start:end])
        rows.append([list(pictures[start : start + cut]), list(pictures[start + cut : end])])
        start = end
    return rows


def _halves(pictures: Sequence[dict[str, Any]]) -> tuple[float, int]:
    """How high two columns are at least, and how many pictures then stand in the left one."""
    return min((max(_height(pictures[:cut]), _height(pictures[cut:])), cut) for cut in range(1, len(pictures) + 1))


def _height(pictures: Sequence[dict[str, Any]]) -> float:
    return sum((float(each["height"]) + GAP for each in pictures), 0.0)
