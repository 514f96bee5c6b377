"""An agenda that somebody has already: pasted from a document, or from a table (CSV).

One line is one part. Its minutes are what stands behind it ("20 min"), or follow from the times of the clock in front
of the parts ("14:00 to 14:20", or the time at which the next one begins).
"""

import csv
import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from ..command import ByChair
from ..draft import Draft, Rules
from ..ordering import next_order, ordered
from ..records.agenda import Section
from ..refusal import Refusal
from ..texts.text import PAGE_LENGTH, PROMPT_LENGTH, TITLE_LENGTH, clean, required
from .sections import MOST_SECTIONS, SectionRemove, remove_section


class AgendaPaste(ByChair, frozen=True, kw_only=True):
    """Adds the parts of this text behind those that there are; with `replace`, in place of those still to come."""

    name: ClassVar[str] = "agenda.paste"
    text: str
    replace: bool = False


class PastedPart(Struct, frozen=True):
    """A part as it stands in the text. `begins` and `ends` are minutes of the day."""

    title: str
    prompt: str = ""
    minutes: int | None = None
    begins: int | None = None
    ends: int | None = None


#: Minutes of a part of which the text says nothing.
USUAL_MINUTES = 10
LONGEST = 240
_DAY = 24 * 60
_TIME = r"(\d{1,2})[:.h](\d{2})"
#: What the languages of the product have between two times, and how they write minutes, in whole and in short.
_TO = r"(?:-|–|—|to|until|bis|do|i|hyd|tan|إلى|حتى|سے|تا|بۆ|la|până la|до)"
_MINUTES_WORD = (
    r"(?:(?:de )?min(?:s|ut\w*)?|mun(?:ud\w*)?|o funudau|хв(?:илин\w*)?|دقيقة|دقائق|د|منٹ|خولەک\w*|دەقیقە)\.?"
)
_TIMES = re.compile(rf"^{_TIME}(?:\s*{_TO}\s*{_TIME})?$", re.IGNORECASE)
_TIMES_FIRST = re.compile(rf"^{_TIME}(?:\s*{_TO}\s*{_TIME})?[\s:.,،–—-]+(?=\S)", re.IGNORECASE)
_MINUTES = re.compile(rf"^\(?(\d{{1,3}})\s*(?:{_MINUTES_WORD}|m|['’′])?\)?$", re.IGNORECASE)
_MINUTES_LAST = re.compile(rf"\(?\b(\d{{1,3}}) ?(?:{_MINUTES_WORD}|['’′])\)?[.۔]?$", re.IGNORECASE)
#: What stands before the points of a list.
_BULLET = re.compile(r"^(?:[-*•–—]\s+|\d{1,2}[.)]\s+)")


def paste(draft: Draft, command: AgendaPaste) -> None:
    """Raises Refusal `empty`, `too_long` or `too_many`. The result says how many `sections` there are more."""
    required(command.text, PAGE_LENGTH, lines=True)
    # As it was pasted: the cells of a table are apart by tabs.
    parts = parts_of(command.text)
    if not parts:
        raise Refusal("empty")
    if command.replace:
        for id, section in ordered(draft.of_kind("section")):
            if section.state == "todo":
                remove_section(draft, SectionRemove(section=id))
    if len(draft.of_kind("section")) + len(parts) > MOST_SECTIONS:
        raise Refusal("too_many")
    for part, minutes in zip(parts, _lengths(parts), strict=True):
        section = Section(
            title=required(part.title, TITLE_LENGTH),
            prompt=clean(part.prompt, PROMPT_LENGTH),
            minutes=minutes,
            planned=minutes,
            order=next_order(draft.of_kind("section")),
        )
        draft.put(section, draft.new_id("a"))
    draft.result = {"sections": len(parts)}


def parts_of(text: str) -> list[PastedPart]:
    """The parts in a text, in their order."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if delimiter := _delimiter(lines):
        return list(_from_table(lines, delimiter))
    return [_from_line(" ".join(line.split())) for line in lines]


def _delimiter(lines: list[str]) -> str:
    """What stands between the cells of a table; "" for a text that is none. A comma may be in any title, so it counts
    only where each line has a cell with a time or minutes."""
    for delimiter in ("\t", ";", ","):
        rows = _rows(lines, delimiter)
        told = sum(any(_TIMES.match(cell) or _MINUTES.match(cell) for cell in row) for row in rows)
        if all(len(row) > 1 for row in rows) and (delimiter != "," or told >= len(rows) - 1 > 0):
            return delimiter
    return ""


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    """The cells of a table. One in quotes may have several lines."""
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _from_table(lines: list[str], delimiter: str) -> Iterator[PastedPart]:
    found = [_from_row(row) for row in _rows(lines, delimiter)]
    told = [part for part in found if part.minutes is not None or part.begins is not None]
    # A first row without a number above rows that all have one names the columns.
    if len(found) > 1 and found[0] not in told and len(told) == len(found) - 1:
        found = found[1:]
    yield from (part for part in found if part.title)


def _from_row(cells: list[str]) -> PastedPart:
    minutes: int | None = None
    times: list[int] = []
    words: list[str] = []
    for cell in cells:
        if found := _TIMES.match(cell):
            times += _times(found)
        elif minutes is None and (of := _MINUTES.match(cell)):
            minutes = int(of[1])
        elif cell:
            words.append(cell)
    title, prompt = [*words, "", ""][:2]
    begins, ends = [*times, None, None][:2]
    return PastedPart(title, prompt, minutes, begins, ends)


def _from_line(line: str) -> PastedPart:
    rest = _BULLET.sub("", line)
    times: list[int] = []
    if found := _TIMES_FIRST.match(rest):
        times, rest = _times(found), rest[found.end() :]
    minutes = None
    if (of := _MINUTES_LAST.search(rest)) and of.start() > 0:
        minutes, rest = int(of[1]), rest[: of.start()].rstrip(" ,،:–—-")
    begins, ends = [*times, None, None][:2]
    return PastedPart(rest.strip() or line, "", minutes, begins, ends)


def _times(found: re.Match[str]) -> list[int]:
    hours = [(found[1], found[2]), (found[3], found[4])]
    return [int(hour) % 24 * 60 + int(minute) for hour, minute in hours if hour is not None]


def _lengths(parts: list[PastedPart]) -> Iterator[int]:
    """The minutes of each part."""
    following = [part.begins for part in parts[1:]] + [None]
    for part, next_begins in zip(parts, following, strict=True):
        minutes = part.minutes
        end = part.ends if part.ends is not None else next_begins
        if minutes is None and part.begins is not None and end is not None:
            minutes = (end - part.begins) % _DAY
        yield min(LONGEST, max(1, minutes)) if minutes is not None else USUAL_MINUTES


RULES: Rules = {AgendaPaste: paste}
