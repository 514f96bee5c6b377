"""The report as Markdown (CommonMark with GitHub's tables), for a wiki, a blog or a notebook.

Pictures are replaced by their descriptions, which contain everything that they show, and photographs by theirs.
"""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from ...meeting.texts.web_links import pieces
from ...words import t
from ..document import (
    Block,
    Calendar,
    Document,
    Figures,
    Items,
    Link,
    Notes,
    Photographs,
    Picture,
    Pictures,
    Replay,
    Section,
    Table,
    Text,
)
from ..facts import Note
from ..pictures import wall

#: What could be read as markup, anywhere and at the start of a line.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_AT_START = re.compile(r"^(\d*)([-+=.)])")


def render(document: Document) -> str:
    """The document as Markdown text."""
    head = [
        " · ".join(plain(line) for line in (document.kind, *document.lines)),
        f"# {plain(document.title)}",
        plain(document.when),
        *(f"> {plain(notice)}" for notice in document.notices),
        *(plain(line) for line in document.about),
    ]
    return "\n\n".join([*head, *_blocks(document.sections, 2), "---", plain(document.made)]) + "\n"


def plain(text: str) -> str:
    """The text on one line, escaped so that nothing in it is read as markup."""
    return _AT_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(text.split())))


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            aside = f" ({plain(block.aside)})" if block.aside else ""
            yield f"{'#' * min(level, 6)} {plain(block.title)}{aside}"
            yield from _blocks(block.blocks, level + 1)
        case Text():
            for paragraph in block.paragraphs:
                words = "  \n".join(plain(line) for line in paragraph.split("\n"))
                yield f"**{words}**" if block.strong else words
        case Items():
            yield "\n".join(_item(item.text, item.all_facts, item.url) for item in block.items)
        case Notes():
            yield "\n".join(_note(note) for note in block.notes)
        case Picture():
            yield f"*{plain(block.description)}*"
        case Pictures():
            for picture in block.pictures:
                yield f"*{plain(picture.description)}*"
        case Photographs():
            yield "\n".join(_item(each.description, [each.marks] if each.marks else []) for each in block.photographs)
        case Figures():
            for figure in block.figures:
                if figure.title:
                    yield f"**{plain(figure.title)}**"
                yield f"*{plain(figure.picture.description)}*"
                if figure.caption and figure.caption != figure.picture.description:
                    yield plain(figure.caption)
        case Table():
            rows = [block.head, ["---"] * len(block.head), *block.rows, *([block.foot] if block.foot else [])]
            yield "\n".join(f"| {' | '.join(cell if cell == '---' else plain(cell) for cell in row)} |" for row in rows)
        case Link():
            # Links within the report become plain words.
            words = (
                plain(block.text) if block.url.startswith("#") else f"[{plain(block.text)}](<{_address(block.url)}>)"
            )
            yield f"{plain(block.before)} {words}" if block.before else words
        case Calendar():
            # The date itself is in the text before it.
            pass
        case Replay():
            # Text has no animation, and all notes are in the chapter about the wall.
            pass
        case _:
            assert_never(block)


def _item(text: str, facts: Iterable[str], url: str = "") -> str:
    words = f"[{plain(text)}](<{_address(url)}>)" if url else plain(text)
    return _entry(words, facts)


def _entry(words: str, facts: Iterable[str]) -> str:
    """An entry of a list, its words as Markdown and its facts as text."""
    return "\n".join([f"- {words}", *(f"  - {plain(fact)}" for fact in facts)])


def _with_links(text: str) -> str:
    """The text like `plain`, with its web addresses as links."""
    parts = (
        f"[{plain(each.text)}](<{_address(each.url)}>)" if each.url else _MARKS.sub(r"\\\1", each.text)
        for each in pieces(" ".join(text.split()))
    )
    return _AT_START.sub(r"\1\\\2", "".join(parts))


def _note(note: Note) -> str:
    facts = [t("report.signed", name=note.signed)] if note.signed else []
    return _entry(_with_links(note.text), [*facts, *note.merged, *([marks] if (marks := wall.marks_of(note)) else [])])


def _address(url: str) -> str:
    """The address escaped for use between < and >."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace(" ", "%20")
