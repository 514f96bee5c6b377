"""A report as a document: blocks in reading order, with all their words.

Every file format is made from a document and nothing else, so all formats have the same content. A format does not know
what a report is: it knows these few kinds of block and how to render each of them.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field

from ..words import languages
from .facts import Note, ReplayNote, ReplayZone
from .theme import Theme

Length = Literal["summary", "full"]
#: Notes of more characters or lines than this have the whole width. The breaks of a very long list become spaces.
LONG_NOTE, LONG_LINES = 150, 4


class Text(Struct, frozen=True, tag=True):
    """One or more paragraphs, separated by empty lines. A `soft` text is a side remark."""

    text: str
    soft: bool = False
    strong: bool = False

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


class Link(Struct, frozen=True, tag=True):
    """A link: its words, its address, and the words `before` it."""

    text: str
    url: str
    before: str = ""


class Item(Struct, frozen=True):
    """An item of a list: its words, and further facts of a few words each. `file` says which file goes with it, and
    `file_url` where that is, for formats in which it can be followed."""

    text: str
    facts: list[str] = []
    url: str = ""
    file: str = ""
    file_url: str = ""

    @property
    def all_facts(self) -> list[str]:
        """The facts, and the file in words."""
        return [*self.facts, self.file] if self.file else self.facts


class Items(Struct, frozen=True, tag=True):
    """A list: recommendations, next steps or resources."""

    items: list[Item]


class Notes(Struct, frozen=True, tag=True):
    """Notes of the wall, in full."""

    notes: list[Note]

    def rows(self, longest: int = LONG_NOTE) -> list[list[Note]]:
        """The notes as they are printed: two short ones in a row, and a long one over the whole width."""
        rows: list[list[Note]] = []
        for note in self.notes:
            if rows and len(rows[-1]) == 1 and not is_long(rows[-1][0], longest) and not is_long(note, longest):
                rows[-1].append(note)
            else:
                rows.append([note])
        return rows


class Picture(Struct, frozen=True, tag=True):
    """A picture (SVG) and its content in words, for people who cannot see it. Sizes are in px, 96 to the inch."""

    svg: str
    description: str
    width: float
    height: float


class Pictures(Struct, frozen=True, tag=True):
    """Pictures side by side, as far as there is room."""

    pictures: list[Picture]


class Photograph(Struct, frozen=True, tag=True):
    """A photograph (a JPEG file), what it shows in words, and the marks that people gave to it.

    The size in px is the one at which it is shown. A format without pictures has the words alone; `jpeg` is then empty.
    """

    jpeg: bytes
    description: str
    width: float
    height: float
    marks: str = ""


class Photographs(Struct, frozen=True, tag=True):
    """Photographs side by side, as far as there is room."""

    photographs: list[Photograph]


class Figure(Struct, frozen=True):
    """A picture or photograph with its title and a caption, either of which may be empty.

    `in_short`: what the picture and its caption say, in one or two sentences, for plain text; "" if nothing is shorter
    than the description and the caption."""

    title: str
    picture: Picture | Photograph
    caption: str = ""
    in_short: str = ""


class Figures(Struct, frozen=True, tag=True):
    """A row of two figures, or one with its words beside it, as far as there is room."""

    figures: list[Figure]


class Table(Struct, frozen=True, tag=True):
    """Rows of cells under a head. The first cell of a row is its label, and `foot` holds the totals."""

    head: list[str]
    rows: list[list[str]]
    foot: list[str] = []


class Calendar(Struct, frozen=True, tag=True):
    """A calendar file, for formats that can contain one. The date itself is also in the text."""

    text: str
    data: str


class Replay(Struct, frozen=True, tag=True):
    """The replay of the wall, for formats with animation. `moments` are captions, the first for the empty wall.

    All its notes are elsewhere in the document too."""

    moments: list[str]
    zones: list[ReplayZone]
    notes: list[ReplayNote]


class Section(Struct, frozen=True, tag=True):
    """A heading with its blocks. Consecutive `small` sections may be side by side; `raised` ones are emphasised.

    `aside` is a short addition to the heading. On paper, consecutive chapters with `columns` are set in two columns, as
    in a newspaper, and one that `floats` may come after what follows it, so that no page ends with free space for its
    sake. `listed`: the contents name it below its chapter."""

    id: str
    title: str
    blocks: list["Block"]
    aside: str = ""
    small: bool = False
    raised: bool = False
    columns: bool = False
    listed: bool = False
    floats: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the section only says that there is nothing. Contents and bookmarks leave it out, and so does a whole
        report that is published."""
        return len(self.blocks) == 1 and isinstance(only := self.blocks[0], Text) and only.soft


Block = Text | Link | Items | Notes | Picture | Pictures | Photographs | Figures | Table | Calendar | Replay | Section


class Document(Struct, frozen=True):
    """A whole report. `kind` and `lines` are above the title, `when`, `notices` and `about` below; `made` ends it."""

    title: str
    kind: str
    lines: list[str]
    when: str
    notices: list[str]
    about: list[str]
    sections: list[Section]
    made: str
    length: Length
    #: For the metadata of a file: when it was made (UTC milliseconds), and who publishes it.
    made_at: int
    author: str = ""
    language: str = field(default_factory=lambda: languages.current().code)
    #: How the community looks, if it has a look of its own.
    theme: Theme | None = None

    @property
    def contents(self) -> list[tuple[Section, list[Section]]]:
        """The chapters that say something, with the sections in them that the contents name."""
        return [
            (chapter, [each for each in chapter.blocks if isinstance(each, Section) and each.listed])
            for chapter in self.sections
            if not chapter.is_empty
        ]

    @property
    def has_contents(self) -> bool:
        """Whether it is so long that a reader on paper wants a list of what is in it."""
        return self.length == "full" and any(listed for _, listed in self.contents)


def pictures_in(blocks: Iterable[Block]) -> Iterator[Picture]:
    """All drawn pictures, in reading order."""
    for block in blocks:
        match block:
            case Section():
                yield from pictures_in(block.blocks)
            case Picture():
                yield block
            case Pictures():
                yield from block.pictures
            case Figures():
                yield from (each.picture for each in block.figures if isinstance(each.picture, Picture))
            case _:
                pass


def is_long(note: Note, longest: int = LONG_NOTE) -> bool:
    """Whether a note is printed over the whole width."""
    return len(note.text) > longest or note.text.count("\n") >= LONG_LINES or bool(note.merged or note.translations)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines separate."""
    result = [""]
    for line in text.strip().split("\n"):
        if line.strip():
            result[-1] = f"{result[-1]}\n{line}" if result[-1] else line
        elif result[-1]:
            result.append("")
    return [each for each in result if each]
