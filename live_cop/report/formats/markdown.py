"""The report as Markdown (CommonMark with GitHub's tables), for a wiki, a blog or a notebook.

Alone, it has the descriptions of pictures, which contain everything that they show, and of photographs; in an archive
(see bundle.py) the pictures lie beside it. A picture that was there before is not repeated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from ...meeting.texts.web_links import pieces
from ...words import t
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
)
from ..facts import Note
from ..pictures import wall

#: What could be read as markup, anywhere and at the start of a line.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_AT_START = re.compile(r"^(\d*)([-+=.)])")


#: The names of the files of pictures: by the SVG of a picture, and by the file of a photograph.
Names = Mapping[str | bytes, str]


def render(document: Document, names: Names | None = None) -> str:
    """The document as Markdown text. With `names`, pictures are files beside it."""
    head = [
        " · ".join(plain(line) for line in (document.kind, *document.lines)),
        f"# {plain(document.title)}",
        plain(document.when),
        *(f"> {plain(notice)}" for notice in document.notices),
        *(plain(line) for line in document.about),
    ]
    return "\n\n".join([*head, *_Writer(names or {}).blocks(document.sections, 2), "---", plain(document.made)]) + "\n"


def plain(text: str) -> str:
    """The text on one line, escaped so that nothing in it is read as markup."""
    return _AT_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(text.split())))


class _Writer:
    """Writes blocks, each picture once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._shown: set[str] = set()

    def blocks(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, level)

    def _picture(self, picture: Picture) -> Iterator[str]:
        if picture.description not in self._shown:
            self._shown.add(picture.description)
            words = plain(picture.description)
            name = self._names.get(picture.svg)
            yield f"![{words}](<{name}>)" if name else f"*{words}*"

    def _photograph(self, each: Photograph) -> str:
        name = self._names.get(each.jpeg)
        words = plain(each.description)
        return _entry(f"![{words}](<{name}>)" if name else words, [each.marks] if each.marks else [])

    def _figure(self, figure: Figure) -> Iterator[str]:
        shown = figure.picture
        # What a picture shows begins with its title where that is the question of a scale.
        if figure.title and (shown.description in self._shown or not shown.description.startswith(figure.title)):
            yield f"**{plain(figure.title)}**"
        if isinstance(shown, Photograph):
            name = self._names.get(shown.jpeg)
            yield f"![{plain(shown.description)}](<{name}>)" if name else f"*{plain(shown.description)}*"
        else:
            yield from self._picture(shown)
        if figure.caption and figure.caption != shown.description:
            yield plain(figure.caption)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Section():
                aside = f" ({plain(block.aside)})" if block.aside else ""
                yield f"{'#' * min(level, 6)} {plain(block.title)}{aside}"
                yield from self.blocks(block.blocks, level + 1)
            case Text():
                for paragraph in block.paragraphs:
                    words = "  \n".join(plain(line) for line in paragraph.split("\n"))
                    yield f"**{words}**" if block.strong else words
            case Items():
                yield "\n".join(_item(item.text, item.all_facts, item.url) for item in block.items)
            case Notes():
                yield "\n".join(_note(note) for note in block.notes)
            case Picture():
                yield from self._picture(block)
            case Pictures():
                for picture in block.pictures:
                    yield from self._picture(picture)
            case Photographs():
                yield "\n".join(self._photograph(each) for each in block.photographs)
            case Figures():
                for figure in block.figures:
                    yield from self._figure(figure)
            case Table():
                rows = [block.head, ["---"] * len(block.head), *block.rows, *([block.foot] if block.foot else [])]
                yield "\n".join(
                    f"| {' | '.join(cell if cell == '---' else plain(cell) for cell in row)} |" for row in rows
                )
            case Link():
                # Links within the report become plain words.
                words = (
                    plain(block.text)
                    if block.url.startswith("#")
                    else f"[{plain(block.text)}](<{_address(block.url)}>)"
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
    return _entry(
        _with_links(note.text),
        [*wall.translations_of(note), *facts, *note.merged, *([marks] if (marks := wall.marks_of(note)) else [])],
    )


def _address(url: str) -> str:
    """The address escaped for use between < and >."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace(" ", "%20")
