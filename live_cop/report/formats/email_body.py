"""The report in the body of a letter: as plain text, and as HTML of the few kinds that every mail program shows.

There are no pictures: a picture is what it says, in words. Nothing is loaded from anywhere.
"""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import assert_never

from msgspec import Struct

from ...words import t
from ..document import Block, Calendar, Document, Items, Link, Notes, Picture, Pictures, Replay, Section, Table, Text
from ..facts import Note
from ..pictures import wall

_LEVELS = 4


class Body(Struct, frozen=True):
    """The same words twice."""

    text: str
    html: str


def body(document: Document, only: Collection[str] = ()) -> Body:
    """The document, or those of its chapters that are asked for."""
    chapters = [each for each in document.sections if not only or each.id in only]
    head = [document.title, document.when]
    lines = [f"# {document.title}", document.when, *([] if only else [*document.notices, *document.about])]
    parts = [_h(1, head[0]), _p(document.when)]
    parts += [] if only else [_p(line) for line in (*document.notices, *document.about)]
    return Body(
        "\n\n".join([*lines, *_texts(chapters, 2)]),
        "\n".join([*parts, *_htmls(chapters, 2)]),
    )


def _texts(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _text(block, level)


def _text(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            yield f"{'#' * min(level, _LEVELS)} {_titled(block)}"
            yield from _texts(block.blocks, level + 1)
        case Text():
            yield from block.paragraphs
        case Items():
            yield "\n".join(_line(item.text, [*item.facts, *([item.url] if item.url else [])]) for item in block.items)
        case Notes():
            yield "\n".join(_line(note.text, _facts(note)) for note in block.notes)
        case Picture():
            yield block.said
        case Pictures():
            yield from (picture.said for picture in block.pictures)
        case Table():
            yield "\n".join(" · ".join(row) for row in _rows(block))
        case Link():
            # A place in the same report is not in this letter.
            if not block.url.startswith("#"):
                yield " ".join(dict.fromkeys(part for part in (block.before, block.text, block.url) if part))
        case Calendar() | Replay():
            # The date stands in the text, and nothing moves in a letter.
            pass
        case _:
            assert_never(block)


def _htmls(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _html(block, level)


def _html(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            yield _h(level, _titled(block))
            yield from _htmls(block.blocks, level + 1)
        case Text():
            for paragraph in block.paragraphs:
                yield f"<p dir=auto><b>{_lines(paragraph)}</b></p>" if block.strong else _p(paragraph)
        case Items():
            yield _list((_linked(item.text, item.url), item.facts) for item in block.items)
        case Notes():
            yield _list((_lines(note.text), _facts(note)) for note in block.notes)
        case Picture():
            yield _p(block.said)
        case Pictures():
            yield from (_p(picture.said) for picture in block.pictures)
        case Table():
            rows = ("".join(f"<td dir=auto>{escape(cell)}</td>" for cell in row) for row in _rows(block))
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case Link():
            if not block.url.startswith("#"):
                yield f"<p>{escape(block.before)} {_linked(block.text, block.url)}</p>"
        case Calendar() | Replay():
            # The date stands in the text, and nothing moves in a letter.
            pass
        case _:
            assert_never(block)


def _titled(section: Section) -> str:
    return f"{section.title} ({section.aside})" if section.aside else section.title


def _rows(table: Table) -> list[list[str]]:
    return [table.head, *table.rows, *([table.foot] if table.foot else [])]


def _facts(note: Note) -> list[str]:
    signed = [t("report.signed", name=note.signed)] if note.signed else []
    return [*signed, *note.merged, *([marks] if (marks := wall.marks_of(note)) else [])]


def _line(text: str, facts: Iterable[str]) -> str:
    return "\n".join([f"- {' '.join(text.split())}", *(f"  {' '.join(fact.split())}" for fact in facts)])


def _list(items: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Items whose words are HTML already, each with its facts."""
    lines = ("<br>".join([words, *(f"<small>{_lines(fact)}</small>" for fact in facts)]) for words, facts in items)
    return f"<ul>{''.join(f'<li dir=auto>{line}</li>' for line in lines)}</ul>"


def _linked(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url else _lines(text)


def _h(level: int, text: str) -> str:
    level = min(level, _LEVELS)
    return f"<h{level} dir=auto>{escape(text)}</h{level}>"


def _p(text: str) -> str:
    return f"<p dir=auto>{_lines(text)}</p>"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))
