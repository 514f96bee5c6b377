"""The direction in which words run, and how those that run the other way stand within a line: as the bidirectional
algorithm of Unicode (UAX 9) has it, which browsers, typst and office programs follow."""

import re
import unicodedata

from . import languages

#: Around words within a line: what begins a unit from the left, what begins one from the right, and what ends it.
FROM_LEFT, FROM_RIGHT, END = "\u2066", "\u2067", "\u2069"
_BEGINS = (FROM_LEFT, FROM_RIGHT, "\u2068")
_UNIT = re.compile(f"([{FROM_LEFT}{FROM_RIGHT}])([^{END}]*){END}")
#: Letters without form or width, from the left and from the right.
_MARKS = {FROM_LEFT: "\u200e", FROM_RIGHT: "\u200f"}


def is_rtl(text: str, *, without_letters: bool = False) -> bool:
    """Whether the text is right-to-left, by its first letter outside of any unit; `without_letters` is said of a text
    that has none."""
    inside = 0
    for character in text:
        if character in _BEGINS:
            inside += 1
        elif character == END:
            inside = max(0, inside - 1)
        elif not inside and (direction := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
            return direction != "L"
    return without_letters


def isolated(words: str) -> str:
    """The words as they stand within a line of the language of the context: as a unit of its own if any of their
    letters run the other way. Else a bracket or a full stop at their end, or the number after them, changes its place.

    A line that was put together already, or that has a mark, needs nothing more. Nor does an address: what makes links
    of addresses might take the sign for a part of one."""
    from_right = languages.from_right()
    known = any(each in words for each in _BEGINS) or words.startswith(tuple(_MARKS.values()))
    if known or "://" in words or (words.isascii() and not from_right):
        return words
    others = ("L",) if from_right else ("R", "AL")
    if not any(unicodedata.bidirectional(each) in others for each in words):
        return words
    begin = FROM_RIGHT if is_rtl(words, without_letters=from_right) else FROM_LEFT
    # Browsers look for the direction of a line within its units, too: the mark before one is that of the line.
    return f"{_MARKS[FROM_RIGHT if from_right else FROM_LEFT]}{begin}{words}{END}"


def without_units(words: str) -> str:
    """The line as one text that runs as its first letter does: for words of people with nothing but signs around."""
    return re.sub(f"[{''.join(_MARKS.values())}]?[{FROM_LEFT}{FROM_RIGHT}]|{END}", "", words)


def in_lines(lines: list[str]) -> list[str]:
    """The lines of one text, each with the signs of a unit that it has a part of: every line is set by itself."""
    whole, open_ = [], ""
    for line in lines:
        begun = open_ + line
        last = max(begun.rfind(FROM_LEFT), begun.rfind(FROM_RIGHT))
        open_ = begun[last] if last > begun.rfind(END) else ""
        whole.append(f"{begun}{END}" if open_ else begun)
    return whole


def marked(words: str) -> str:
    """The line with marks of direction around its units, for office programs: they draw the signs of a unit as gaps."""
    after = _MARKS[FROM_RIGHT if languages.from_right() else FROM_LEFT]
    return _UNIT.sub(lambda unit: f"{_MARKS[unit[1]]}{unit[2]}{_MARKS[unit[1]]}{after}", words)


def units(words: str) -> list[str]:
    """The line in pieces, each of which is a unit or what is between two."""
    pieces, place = [], 0
    for unit in _UNIT.finditer(words):
        pieces += [words[place : unit.start()], unit[0]]
        place = unit.end()
    return [each for each in [*pieces, words[place:]] if each]
