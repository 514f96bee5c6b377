"""The report as the body of an e-mail: plain text, and HTML with the few elements that every mail program shows.

Pictures are sent along with the message, and the text has their descriptions. Photographs are replaced by theirs; the
report, to which the message links, and the PDF have them. Nothing is loaded from a network.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from typing import assert_never

from msgspec import Struct

from ...meeting.texts.web_links import pieces
from ...words import t
from ...words.direction import isolated
from ..document import (
    Block,
    Calendar,
    Document,
    Figure,
    Figures,
    Items,
    Link,
    Notes,
    Photograph,
    Photographs,
    Picture,
    Pictures,
    Replay,
    Section,
    Table,
    Text,
    pictures_in,
)
from ..facts import Note
from ..pictures import wall
from . import png, typst_setup

#: The deepest level of headings.
_MAX_LEVEL = 4
#: More pictures would make the message large.
MAX_PICTURES = 6


class InlinePicture(Struct, frozen=True):
    """A picture that the HTML shows by its content id (RFC 2392)."""

    id: str
    #: A PNG file.
    data: bytes


class Body(Struct, frozen=True):
    """The same content as text and as HTML, with the pictures of the HTML."""

    text: str
    html: str
    pictures: list[InlinePicture] = []


def body(document: Document, only: Collection[str] = ()) -> Body:
    """The document as a body; with `only`, the chapters with these ids."""
    chapters = [each for each in document.sections if not only or each.id in only]
    title, lines, blocks = document.title, [document.when], list[Block](chapters)
    if not only:
        lines += [*document.notices, *document.about]
    elif [each.id for each in chapters] == ["next-meeting"]:
        # The headline is the next meeting; of the one before it says only which it was.
        title, blocks = chapters[0].title, chapters[0].blocks
        lines = [t("mail.letter.from_meeting", title=document.title, when=document.when)]
    shown = list(pictures_in(chapters))[:MAX_PICTURES]
    ids = {picture.svg: f"picture-{n}" for n, picture in enumerate(shown, start=1)}
    parts = [_heading(1, title), *(_paragraph(line) for line in lines)]
    if not typst_setup.is_printable([each.svg for each in shown]):
        parts.append(_paragraph(t(typst_setup.TOLD)))
    return Body(
        "\n\n".join([title.upper(), *lines, *_texts(blocks, 2)]),
        "\n".join([*parts, *_htmls(blocks, 2, ids)]),
        [InlinePicture(ids[each.svg], data) for each, data in zip(shown, png.render_pictures(shown), strict=True)],
    )


def _texts(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _text(block, level)


def _text(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            # No signs of a markup language: chapters are told apart by capitals, where their script has any.
            yield _heading_text(block).upper() if level == 2 else _heading_text(block)
            yield from _texts(block.blocks, level + 1)
        case Text():
            yield from block.paragraphs
        case Items():
            yield "\n".join(
                _line(item.text, [*item.all_facts, *([item.url] if item.url else [])]) for item in block.items
            )
        case Notes():
            yield "\n".join(_line(note.text, _facts(note)) for note in block.notes)
        case Picture():
            yield block.description
        case Pictures():
            yield from (picture.description for picture in block.pictures)
        case Photographs():
            yield "\n".join(_line(each.description, _marks(each)) for each in block.photographs)
        case Figures():
            yield from ("\n".join(_figure(each)) for each in block.figures)
        case Table():
            yield "\n".join(" · ".join(map(isolated, row)) for row in _rows(block))
        case Link():
            # A link within the report has no target in this e-mail.
            if not block.url.startswith("#"):
                yield " ".join(dict.fromkeys(part for part in (block.before, block.text, block.url) if part))
        case Calendar() | Replay():
            # The date is in the text, and an e-mail has no animation.
            pass
        case _:
            assert_never(block)


def _htmls(blocks: Iterable[Block], level: int, ids: Mapping[str, str]) -> Iterator[str]:
    for block in blocks:
        yield from _html(block, level, ids)


def _html(block: Block, level: int, ids: Mapping[str, str]) -> Iterator[str]:
    match block:
        case Section():
            yield _heading(level, _heading_text(block))
            yield from _htmls(block.blocks, level + 1, ids)
        case Text():
            for paragraph in block.paragraphs:
                yield f"<p dir=auto><b>{_lines(paragraph)}</b></p>" if block.strong else _paragraph(paragraph)
        case Items():
            yield _list((_linked(item.text, item.url), item.all_facts) for item in block.items)
        case Notes():
            yield _list((_in_language(note), _facts(note)) for note in block.notes)
        case Picture():
            yield _picture(block, ids)
        case Pictures():
            yield from (_picture(picture, ids) for picture in block.pictures)
        case Photographs():
            yield _list((_lines(each.description), _marks(each)) for each in block.photographs)
        case Figures():
            for each in block.figures:
                yield f"<p dir=auto><b>{_lines(each.title)}</b></p>" if each.title else ""
                yield _picture(each.picture, ids) if isinstance(each.picture, Picture) else ""
                yield _paragraph(each.caption or each.picture.description)
        case Table():
            rows = ("".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row) for row in _rows(block))
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case Link():
            if not block.url.startswith("#"):
                yield f"<p>{escape(block.before)} {_linked(block.text, block.url)}</p>"
        case Calendar() | Replay():
            # The date is in the text, and an e-mail has no animation.
            pass
        case _:
            assert_never(block)


def _figure(figure: Figure) -> Iterator[str]:
    """A figure in words: its title, what it shows, and its caption, each said once."""
    if figure.in_short:
        yield from (each for each in (figure.title, figure.in_short) if each)
        return
    said = figure.picture.description
    yield from (each for each in (figure.title,) if each and not said.startswith(each))
    yield said
    yield from (each for each in (figure.caption,) if each and not said.startswith(each))


def _heading_text(section: Section) -> str:
    return f"{isolated(section.title)} ({section.aside})" if section.aside else section.title


def _rows(table: Table) -> list[list[str]]:
    return [table.head, *table.rows, *([table.foot] if table.foot else [])]


def _facts(note: Note) -> list[str]:
    signed = [t("report.signed", name=note.signed)] if note.signed else []
    return [*wall.translations_of(note), *signed, *note.merged, *([marks] if (marks := wall.marks_of(note)) else [])]


def _in_language(note: Note) -> str:
    """The words of a note, with their language where it is known."""
    words = _with_links(note.text)
    return f'<span lang="{escape(note.lang)}">{words}</span>' if note.lang else words


def _marks(photograph: Photograph) -> list[str]:
    return [photograph.marks] if photograph.marks else []


def _line(text: str, facts: Iterable[str]) -> str:
    return "\n".join([f"• {' '.join(text.split())}", *(f"  {' '.join(fact.split())}" for fact in facts)])


def _list(items: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A list of items, given as (HTML, facts as text)."""
    # Each fact runs from its own side.
    lines = (
        words + "".join(f"<div dir=auto><small>{_lines(fact)}</small></div>" for fact in facts)
        for words, facts in items
    )
    return f"<ul>{''.join(f'<li dir=auto>{line}</li>' for line in lines)}</ul>"


def _picture(picture: Picture, ids: Mapping[str, str]) -> str:
    """The picture with its description, for those who cannot see it or whose mail program shows none."""
    id = ids.get(picture.svg)
    if id is None:
        return _paragraph(picture.description)
    return f'<p><img src="cid:{id}" width="{picture.width:.0f}" alt="{escape(picture.description)}"></p>'


def _with_links(text: str) -> str:
    return "".join(_linked(each.text, each.url) for each in pieces(text))


def _linked(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url else _lines(text)


def _heading(level: int, text: str) -> str:
    level = min(level, _MAX_LEVEL)
    return f"<h{level} dir=auto>{escape(text)}</h{level}>"


def _paragraph(text: str) -> str:
    return f"<p dir=auto>{_lines(text)}</p>"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))
