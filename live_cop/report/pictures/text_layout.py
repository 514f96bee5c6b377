"""Measures and wraps text without a browser.

The widths of our fonts' characters are known; of an Arabic letter that of its widest form. For all others (emoji,
Chinese, Hebrew ...) the reader's device chooses a font, so their widths are estimated rather too large than too small:
a line that ends early looks fine, a word that sticks out of its note does not.
"""

import re
import unicodedata
from collections.abc import Sequence

from .font_widths import BOLD, REGULAR

#: A margin for kerning, rounding and fallback fonts of nearly the same width.
SLACK = 1.03
#: In a text of more line breaks than this, mostly a long list, each break is treated as a space.
MAX_LINE_BREAKS = 24
#: The smallest and largest width of a table column, in characters.
MIN_COLUMN, MAX_COLUMN = 9, 48
_JOINER = "\u200d"
#: A line may end inside a word after these.
_BREAK_AFTER = set("-–—/\u200b\u00ad")
_VERY_WIDE = {"\ufdfd": 12.0, "\u2e3a": 2.2, "\u2e3b": 3.2, "\ufdfa": 3.0}
_PLAIN, _PLAIN_BOLD = (
    {chr(character): each for character, each in table.items() if character < 128} for table in (REGULAR, BOLD)
)
_WORD = re.compile(r"\S+[^\S\n]*|[^\S\n]+")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the text on one line, in the unit of `size`; rather too large than too small."""
    plain = _PLAIN_BOLD if bold else _PLAIN
    if text.isascii():
        # A fast path, since most words are ASCII.
        return sum(plain.get(character, 0) for character in text) * size * SLACK / 1000
    return sum(_width(cluster, bold) for cluster in clusters(text)) * size * SLACK


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most the width `room`. Joined, the lines are the text (a break may become a space).

    Lines end at spaces, after dashes and between Chinese or Japanese characters. A word longer than a line is broken.
    """
    # The space or line break that ends a line stays at its end, where it takes no room.
    hard_lines = text.split("\n")
    if len(hard_lines) > MAX_LINE_BREAKS:
        return _flow(text.replace("\n", " "), size, room, bold)
    lines: list[str] = []
    for n, paragraph in enumerate(hard_lines):
        flowed = _flow(paragraph, size, room, bold) or [""]
        if n < len(hard_lines) - 1:
            flowed[-1] += "\n"
        lines += flowed
    return lines


def column_widths(lines: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column of a table in characters: that of its longest cell, within limits."""
    return [min(max(max(map(len, column)), MIN_COLUMN), MAX_COLUMN) for column in zip(*lines, strict=True)]


def clusters(text: str) -> list[str]:
    """The grapheme clusters of the text: a letter with its accents, an emoji of several characters, a flag."""
    pieces: list[str] = []
    for character in text:
        if pieces and (
            _extends_cluster(character) or pieces[-1].endswith(_JOINER) or _completes_flag(pieces[-1], character)
        ):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _flow(paragraph: str, size: float, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, taken = "", 0.0
    for word in _words(paragraph):
        needed = width(word.rstrip(), size, bold=bold)
        if line and taken + needed > room:
            lines.append(line)
            line, taken = "", 0.0
        if needed > room:
            *full, word = _break_word(word, size, room, bold)
            lines += full
        line += word
        taken += width(word, size, bold=bold)
    return [*lines, line] if line else lines


def _words(paragraph: str) -> list[str]:
    """The text cut wherever a line may end."""
    pieces: list[str] = []
    for word in _WORD.findall(paragraph):
        if word.isascii() and "-" not in word and "/" not in word:
            pieces.append(word)
            continue
        piece = ""
        for cluster in clusters(word):
            if (
                piece
                and not cluster.isspace()
                and (_may_break_between(piece[-1], cluster) or _is_wide(cluster) or _is_wide(piece[-1]))
            ):
                pieces.append(piece)
                piece = ""
            piece += cluster
        pieces.append(piece)
    return pieces


def _break_word(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces, piece, taken = [], "", 0.0
    for cluster in clusters(word):
        needed = width(cluster, size, bold=bold)
        if piece and taken + needed > room and not cluster.isspace():
            pieces.append(piece)
            piece, taken = "", 0.0
        piece += cluster
        taken += needed
    return [*pieces, piece]


def _may_break_between(character: str, following: str) -> bool:
    # The parts of a date stay together.
    return character in _BREAK_AFTER and not (character in "-/" and following.isdigit())


def _is_wide(cluster: str) -> bool:
    """Whether this is a character of a script without spaces, beside which a line may end."""
    return unicodedata.east_asian_width(cluster[0]) == "W" and unicodedata.category(cluster[0]) == "Lo"


def _extends_cluster(character: str) -> bool:
    """Whether this character belongs to the cluster before it."""
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc", "Sk") and ord(character) not in REGULAR
    ) or character == _JOINER


def _completes_flag(cluster: str, character: str) -> bool:
    return len(cluster) == 1 and all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (cluster, character))


def _width(cluster: str, bold: bool) -> float:
    """The width in font sizes. Characters joined to the first one may make it a little wider."""
    first = cluster[0]
    exact = (BOLD if bold else REGULAR).get(ord(first))
    if exact is not None:
        return exact / 1000 if len(cluster) == 1 or "\ufe0f" not in cluster else 1.4
    if first in _VERY_WIDE:
        return _VERY_WIDE[first]
    category = unicodedata.category(first)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if category in ("So", "Sk") or "\U0001f000" <= first <= "\U0001faff":
        return 1.4
    if "\U00012000" <= first <= "\U0001254f":
        return 5.0
    extra = 0.5 * sum(unicodedata.category(character) == "Mc" for character in cluster[1:])
    if unicodedata.east_asian_width(first) in ("W", "F"):
        return 1.05 + extra
    return (0.6 if category in ("Zs", "Pd", "Po") else 0.95) + extra


_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control_characters(text: str) -> str:
    """The text with U+FFFD for every character that XML forbids (XML 1.0, section 2.2)."""
    return _NOT_IN_XML.sub("\ufffd", text)
