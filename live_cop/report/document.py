"""A report as a document: blocks in reading order, with all their words. Every form of a report is made from this and
from nothing else, so all forms say the same.

A form need not know what a report is. It knows these few blocks, and how each looks on its kind of paper.
"""

from typing import Literal

from msgspec import Struct

from .facts import Note, ReplayNote, ReplayZone

Form = Literal["html", "pdf", "docx", "md"]
Length = Literal["summary", "full"]


class Text(Struct, frozen=True, tag=True):
    """What somebody wrote or the report says; empty lines part its paragraphs. `soft` is a remark beside the matter."""

    text: str
    soft: bool = False
    strong: bool = False

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


class Link(Struct, frozen=True, tag=True):
    """An address with the words that lead to it. `before` stands in front."""

    text: str
    url: str
    before: str = ""


class Item(Struct, frozen=True):
    """One thing of a list: its words, and what else is known about it in a few words each."""

    text: str
    facts: list[str] = []
    url: str = ""


class Items(Struct, frozen=True, tag=True):
    """Things that each deserve a line: recommendations, next steps, resources."""

    items: list[Item]


class Notes(Struct, frozen=True, tag=True):
    """Notes of the wall, every word of them."""

    notes: list[Note]


class Picture(Struct, frozen=True, tag=True):
    """A drawing (SVG) and what it says, for those who cannot see it. `width` is in px, 96 to the inch."""

    svg: str
    said: str
    width: float
    height: float


class Pictures(Struct, frozen=True, tag=True):
    """Drawings beside each other, as there is room."""

    pictures: list[Picture]


class Table(Struct, frozen=True, tag=True):
    """Rows under a heading; the first cell of a row names it. `foot` is the sum."""

    head: list[str]
    rows: list[list[str]]
    foot: list[str] = []


class Calendar(Struct, frozen=True, tag=True):
    """A file for calendars, for forms that can carry one; the date itself stands in the text."""

    text: str
    data: str


class Replay(Struct, frozen=True, tag=True):
    """How the wall grew, for a form in which things can move. `moments` says each moment in words, the empty wall
    first. All notes of it stand elsewhere in the document too."""

    moments: list[str]
    zones: list[ReplayZone]
    notes: list[ReplayNote]


class Section(Struct, frozen=True, tag=True):
    """A heading with what belongs to it. `small` ones that follow each other may stand side by side; what is `raised`
    is the heart of the report."""

    id: str
    title: str
    blocks: list["Block"]
    aside: str = ""
    small: bool = False
    raised: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it only remarks that there is nothing: contents and bookmarks pass over it."""
        return len(self.blocks) == 1 and isinstance(only := self.blocks[0], Text) and only.soft


Block = Text | Link | Items | Notes | Picture | Pictures | Table | Calendar | Replay | Section


class Document(Struct, frozen=True):
    """A whole report. `lines` stand over the title, `notices` and `about` below it."""

    title: str
    kind: str
    lines: list[str]
    when: str
    notices: list[str]
    about: list[str]
    sections: list[Section]
    made: str
    length: Length
    #: When it was made, UTC milliseconds, and by whom it is published: what a file tells of itself.
    made_at: int
    author: str = ""
    language: str = "en"


def paragraphs(text: str) -> list[str]:
    """What somebody wrote, cut at its empty lines."""
    found = [""]
    for line in text.strip().split("\n"):
        if line.strip():
            found[-1] = f"{found[-1]}\n{line}" if found[-1] else line
        elif found[-1]:
            found.append("")
    return [each for each in found if each]
