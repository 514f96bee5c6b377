"""The pages of a PDF: how much of them is free, and how they are filled evenly, the last one too.

Nothing is estimated: typst lays the report out, and says where it and its sections begin and end.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from . import typst_setup

TEMPLATE = "report.typ"
#: The height of the text on a page, and where it ends, both in pt as in templates/report.typ.
BODY, BOTTOM = 748.4, 788.0
#: Between the two columns of a page, in pt. A smaller share of a page is nearly empty, and columns whose heights differ
#: by less, in pt, are even.
MIDDLE, NEARLY_EMPTY, UNEVEN = 297.0, 0.25, 24.0
#: How a report is usually set, and how it is set where its last page would be nearly empty otherwise: closer, so that
#: this page is saved, or else wider, so that there is something on it.
USUAL, OTHER_SETTINGS = "usual", ("close", "tight", "loose", "wide")
_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


class _Place(Struct, frozen=True):
    """Where something is, in pt from the corner of its page."""

    page: int
    x: float
    y: float


class _Start(_Place, frozen=True):
    """Where a section begins."""

    id: str


class _End(_Place, frozen=True):
    """Where the text ends, the number of pages, where each flow of columns ends, and where the sections begin."""

    pages: int
    columns: list[_Place]
    starts: list[_Start]


def fitted(tree: dict[str, Any]) -> dict[str, Any]:
    """A report with the last of its columns of nearly the same height, and so closely or widely set that its last page
    is not nearly empty. One page needs no list of what is on it."""
    usual, end = _even(tree)
    # A list of what is on one page takes less than another.
    if tree["contents"] and end.pages <= 2 and end_of(bare := {**tree, "contents": []}).pages == 1:
        return _even(bare)[0]
    if _is_used(end):
        return usual
    # Where no setting helps, it stays as it is.
    found = [(end.pages, usual)]
    for setting in OTHER_SETTINGS:
        other, end = _even({**tree, "setting": setting})
        if _is_used(end):
            return other
        found.append((end.pages, other))
    return min(found, key=lambda each: each[0])[1]


def _is_used(end: _End) -> bool:
    """Whether the last page is the only one, or has more than a few lines. On one after the end of the text is a
    picture."""
    return end.pages == 1 or end.page < end.pages or end.y - (BOTTOM - BODY) >= NEARLY_EMPTY * BODY


def _even(tree: dict[str, Any]) -> tuple[dict[str, Any], _End]:
    """The tree with the last of its columns of nearly the same height, and where it ends."""
    end = end_of(tree)
    if not (new_column := _new_column(end, tree)):
        return tree, end
    tree = {**tree, "new_column": new_column}
    return tree, end_of(tree)


def _new_column(end: _End, tree: dict[str, Any]) -> str:
    """The section with which the very last column begins, so that it is nearly as high as the one beside it; "" if that
    would not make them more even than they are."""
    firsts = [
        each["id"]
        for before, each in zip([{"columns": False}, *tree["sections"]], tree["sections"], strict=False)
        if each["columns"] and not before["columns"]
    ]
    if not firsts:
        return ""
    rtl = tree["rtl"]
    last, start = end.columns[-1], next(each for each in end.starts if each.id == firsts[-1])
    top = start.y if start.page == last.page else BOTTOM - BODY
    first = last.y - top if _is_first(last, rtl=rtl) else BOTTOM - top
    whole = first if _is_first(last, rtl=rtl) else first + last.y - top
    possible = set(_breaks(tree["sections"]))
    heights = {
        each.id: max(each.y - top, whole - (each.y - top))
        for each in end.starts
        if each.page == last.page and _is_first(each, rtl=rtl) and each.y > top and each.id in possible
    }
    best = min(heights, key=heights.__getitem__, default="")
    return best if best and heights[best] < first - UNEVEN else ""


def _is_first(place: _Place, *, rtl: bool) -> bool:
    """Whether something begins in the first of the two columns, from which one reads."""
    return place.x > MIDDLE if rtl else place.x < MIDDLE


def _breaks(blocks: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The sections with which a column may begin: not those that follow a heading, or a remark below it."""
    something = False
    for block in blocks:
        if block["type"] != "Section":
            something = something or block["type"] != "Text" or not block["soft"]
            continue
        if something:
            yield block["id"]
        yield from _breaks(block["blocks"])
        something = True


def end_of(tree: dict[str, Any]) -> _End:
    """Where the text and its sections are when they are laid out."""
    return _end_of(inputs_of(_without_drawings(tree))["document"])


@lru_cache(maxsize=32)
def _end_of(document: str) -> _End:
    """The last choice of what is on two pages, for one, is laid out again when the file is made."""
    return msgspec.convert(typst_setup.query_template(TEMPLATE, {"document": document}, "end"), _End)


def _without_drawings(value: Any) -> Any:
    """The tree with an empty drawing in place of each: their sizes are given, and to draw them takes time."""
    if isinstance(value, list):
        return [_without_drawings(each) for each in value]
    if isinstance(value, dict):
        empty = {"svg": _EMPTY, "lines": []} if value.get("svg") else {}
        return {key: empty.get(key, _without_drawings(each)) for key, each in value.items()}
    return value


def inputs_of(tree: Any) -> dict[str, str]:
    return {"document": msgspec.json.encode(tree).decode()}
