"""What there is room for: a summary keeps to two pages, and says where the full report has more."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ..words import t
from .document import Block, Item, Items, Section, Text, paragraphs

#: What a summary has room for, so that it stays at two pages: characters of each text, and things of each kind with all
#: that is known about them. (About 50 lines of 100 characters fill an A4 page at our size; two scales take a third.)
MOST_WORDS, MOST_THANKS, MOST_OF_LIST, MOST_ITEMS, MOST_SCALES = 700, 200, 400, 6, 2
#: Characters and lines of one thing of a list, and characters of each fact about it.
MOST_OF_ITEM, MOST_LINES, MOST_OF_FACT = 300, 4, 150
_SENTENCE = re.compile(r"[.!?…。！？؟](?=\s|$)")


def listed(
    id: str, items: list[Item], most: int | None = None, more: Iterable[Block] = (), *, raised: bool = False
) -> Section:
    """A chapter that is a list, as far as there is room; it says what is only in the full report."""
    kept = items if most is None else _first(items, most)
    blocks: list[Block] = [Items(kept)] if kept else [Text(t(f"report.{id}.none"), soft=True)]
    if len(items) > len(kept):
        blocks.append(Text(t("report.more", n=len(items) - len(kept)), soft=True))
    elif kept != items:
        blocks.append(Text(t("report.rest"), soft=True))
    return Section(id, t(f"report.{id}.heading"), [*blocks, *more], raised=raised)


def words(id: str, text: str, most: int | None = None, *, raised: bool = False) -> Section:
    """What the chair wrote. A summary takes whole paragraphs as far as there is room, or the start of the first."""
    if not text.strip():
        return Section(id, t(f"report.{id}.heading"), [Text(t(f"report.{id}.empty"), soft=True)], raised=raised)
    parts = paragraphs(text)
    kept = parts
    if most is not None:
        kept = [part for n, part in enumerate(parts[:MOST_ITEMS]) if sum(map(len, parts[: n + 1])) <= most]
        lines = "\n\n".join(kept).count("\n")
        kept = kept if kept and lines <= 2 * MOST_ITEMS else [_start(parts[0], most, MOST_ITEMS)]
    blocks: list[Block] = [Text("\n\n".join(kept))]
    if kept != parts:
        blocks.append(Text(t("report.rest"), soft=True))
    return Section(id, t(f"report.{id}.heading"), blocks, raised=raised)


def _first(items: list[Item], most: int) -> list[Item]:
    """The first things, as many as there is room for, and at least one."""
    kept: list[Item] = []
    room = MOST_OF_LIST
    for item in items[:most]:
        room -= len(item.text) + len(item.url) + sum(map(len, item.facts))
        if kept and room < 0:
            break
        kept.append(_short(item))
    return kept


def _short(item: Item) -> Item:
    """A thing that is a page by itself is only begun."""
    facts = [_start(fact, MOST_OF_FACT, MOST_LINES) for fact in item.facts]
    return replace(item, text=_start(item.text, MOST_OF_ITEM, MOST_LINES), facts=facts)


def _start(words: str, most: int, lines: int) -> str:
    """The first lines and sentences, or words where even the first sentence is too long."""
    if len(words) <= most and words.count("\n") < lines:
        return words
    cut = words[:most]
    # A list of crumbs takes a line each.
    cut = "\n".join(cut.split("\n")[:lines])
    ends = [found.end() for found in _SENTENCE.finditer(cut)]
    if ends and ends[-1] > most // 3:
        return cut[: ends[-1]]
    return cut.rsplit(None, 1)[0] + " …"
