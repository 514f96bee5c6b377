"""Chapters that fit the length of a report of a series: the short one says what only the full one contains."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ..words import t
from .document import Block, Item, Items, Section, Text, paragraphs

#: The limits that keep a summary to two pages: characters of a text, of the thanks and of a list, items of a list, and
#: scales. (About 50 lines of 100 characters fill an A4 page in our font size; two scales take a third.)
MAX_CHARACTERS, MAX_THANKS, MAX_LIST, MAX_ITEMS, MAX_SCALES = 700, 200, 400, 6, 2
#: Characters and lines of one item, and characters of each fact about it.
MAX_ITEM, MAX_LINES, MAX_FACT = 300, 4, 150
_SENTENCE = re.compile(r"[.!?…。！？؟](?=\s|$)")


def list_chapter(
    id: str, items: list[Item], limit: int | None = None, more: Iterable[Block] = (), *, raised: bool = False
) -> Section:
    """A chapter with a list, and the blocks `more`. With a `limit`, a list that is cut says so."""
    shown = items if limit is None else _first(items, limit)
    blocks: list[Block] = [Items(shown)] if shown else [Text(t(f"report.{id}.none"), soft=True)]
    if len(items) > len(shown):
        blocks.append(Text(t("report.more", n=len(items) - len(shown)), soft=True))
    elif shown != items:
        blocks.append(Text(t("report.rest"), soft=True))
    return Section(id, t(f"report.{id}.heading"), [*blocks, *more], raised=raised)


def text_chapter(id: str, text: str, limit: int | None = None, *, raised: bool = False) -> Section:
    """A chapter with a text of the chair. With a `limit` (characters), whole paragraphs or the start of the first."""
    if not text.strip():
        return Section(id, t(f"report.{id}.heading"), [Text(t(f"report.{id}.empty"), soft=True)], raised=raised)
    written = shown = paragraphs(text)
    if limit is not None:
        shown = [each for n, each in enumerate(written[:MAX_ITEMS]) if sum(map(len, written[: n + 1])) <= limit]
        lines = "\n\n".join(shown).count("\n")
        shown = shown if shown and lines <= 2 * MAX_ITEMS else [_start(written[0], limit, MAX_ITEMS)]
    blocks: list[Block] = [Text("\n\n".join(shown))]
    if shown != written:
        blocks.append(Text(t("report.rest"), soft=True))
    return Section(id, t(f"report.{id}.heading"), blocks, raised=raised)


def _first(items: list[Item], limit: int) -> list[Item]:
    """The first items, shortened: at most `limit`, as many as there is room for, and at least one."""
    shown: list[Item] = []
    room = MAX_LIST
    for item in items[:limit]:
        room -= len(item.text) + len(item.url) + sum(map(len, item.all_facts))
        if shown and room < 0:
            break
        shown.append(_shortened(item))
    return shown


def _shortened(item: Item) -> Item:
    """The item with only the start of long texts, which could fill a page alone."""
    facts = [_start(fact, MAX_FACT, MAX_LINES) for fact in item.facts]
    return replace(item, text=_start(item.text, MAX_ITEM, MAX_LINES), facts=facts)


def _start(text: str, limit: int, lines: int) -> str:
    """The first sentences within these limits of characters and lines, or the first words if a sentence is too long."""
    if len(text) <= limit and text.count("\n") < lines:
        return text
    cut = "\n".join(text[:limit].split("\n")[:lines])
    ends = [match.end() for match in _SENTENCE.finditer(cut)]
    if ends and ends[-1] > limit // 3:
        return cut[: ends[-1]]
    return cut.rsplit(None, 1)[0] + " …"
