"""How much room words take, without a browser to ask.

The letters of our font are known to the thousandth. For all others (emoji, Chinese, Arabic ...) the reader's device
chooses a font, so what is assumed is rather too wide than too narrow: a line that ends early is calm, a word that
sticks out of its paper is not.
"""

import re
import unicodedata
from collections.abc import Sequence

from .font_widths import BOLD, REGULAR

#: For what a browser may do otherwise: kerning, rounding, a fallback font of nearly the same width.
SLACK = 1.03
#: A note of more lines than this has been typed as a list of crumbs; its breaks then flow as spaces do.
MOST_BREAKS = 24
#: How many signs a column of a table asks for at least and at most.
LEAST_SIGNS, MOST_SIGNS = 9, 48
_JOINER = "\u200d"
#: After these a line may end inside a word.
_BREAK_AFTER = set("-–—/\u200b\u00ad")
_VERY_WIDE = {"\ufdfd": 12.0, "\u2e3a": 2.2, "\u2e3b": 3.2, "\ufdfa": 3.0}
_PLAIN, _PLAIN_BOLD = ({chr(sign): each for sign, each in table.items() if sign < 128} for table in (REGULAR, BOLD))
_WORD = re.compile(r"\S+[^\S\n]*|[^\S\n]+")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is on one line, rather too much than too little."""
    plain = _PLAIN_BOLD if bold else _PLAIN
    if text.isascii():
        # Most words are plain, and there are many of them.
        return sum(plain.get(sign, 0) for sign in text) * size * SLACK / 1000
    return sum(_width(cluster, bold) for cluster in clusters(text)) * size * SLACK


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most this width; put together again they are the text (a break may become a space).

    Lines end at spaces, after dashes and between Chinese or Japanese signs. A word longer than a line is broken.
    """
    # What ends a line (a space, a line break) is kept at its end, where it takes no room.
    hard = text.split("\n")
    if len(hard) > MOST_BREAKS:
        return _flow(text.replace("\n", " "), size, room, bold)
    lines: list[str] = []
    for n, paragraph in enumerate(hard):
        flowed = _flow(paragraph, size, room, bold) or [""]
        if n < len(hard) - 1:
            flowed[-1] += "\n"
        lines += flowed
    return lines


def signs(lines: Sequence[Sequence[str]]) -> list[int]:
    """How many signs each column of a table asks for, by its longest words; what is longer goes on a second line."""
    return [min(max(max(map(len, column)), LEAST_SIGNS), MOST_SIGNS) for column in zip(*lines, strict=True)]


def is_rtl(text: str) -> bool:
    """Whether the text starts from the right, as its first letter says."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def clusters(text: str) -> list[str]:
    """The text in pieces that must stay together: a letter with its accents, an emoji of several signs, a flag."""
    found: list[str] = []
    for sign in text:
        if found and (_belongs(sign) or found[-1].endswith(_JOINER) or _makes_a_flag(found[-1], sign)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _flow(paragraph: str, size: float, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, taken = "", 0.0
    for word in _words(paragraph):
        needed = width(word.rstrip(), size, bold=bold)
        if line and taken + needed > room:
            lines.append(line)
            line, taken = "", 0.0
        if needed > room:
            *full, word = _broken(word, size, room, bold)
            lines += full
        line += word
        taken += width(word, size, bold=bold)
    return [*lines, line] if line else lines


def _words(paragraph: str) -> list[str]:
    """The pieces between which a line may end."""
    found: list[str] = []
    for word in _WORD.findall(paragraph):
        if word.isascii() and "-" not in word and "/" not in word:
            found.append(word)
            continue
        piece = ""
        for cluster in clusters(word):
            if piece and not cluster.isspace() and (_ends(piece[-1]) or _is_wide(cluster) or _is_wide(piece[-1])):
                found.append(piece)
                piece = ""
            piece += cluster
        found.append(piece)
    return found


def _broken(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces, piece, taken = [], "", 0.0
    for cluster in clusters(word):
        needed = width(cluster, size, bold=bold)
        if piece and taken + needed > room and not cluster.isspace():
            pieces.append(piece)
            piece, taken = "", 0.0
        piece += cluster
        taken += needed
    return [*pieces, piece]


def _ends(sign: str) -> bool:
    return sign in _BREAK_AFTER


def _is_wide(cluster: str) -> bool:
    """Signs of scripts that are written without spaces, between which a line may end."""
    return unicodedata.east_asian_width(cluster[0]) == "W" and unicodedata.category(cluster[0]) == "Lo"


def _belongs(sign: str) -> bool:
    """Whether this sign is part of the one before it."""
    return (unicodedata.category(sign) in ("Mn", "Me", "Mc", "Sk") and ord(sign) not in REGULAR) or sign == _JOINER


def _makes_a_flag(cluster: str, sign: str) -> bool:
    return len(cluster) == 1 and all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (cluster, sign))


def _width(cluster: str, bold: bool) -> float:
    """In sizes of the letters. What is joined to the first sign may make it a little wider."""
    first = cluster[0]
    known = (BOLD if bold else REGULAR).get(ord(first))
    if known is not None:
        return known / 1000 if len(cluster) == 1 or "\ufe0f" not in cluster else 1.4
    if first in _VERY_WIDE:
        return _VERY_WIDE[first]
    category = unicodedata.category(first)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if category in ("So", "Sk") or "\U0001f000" <= first <= "\U0001faff":
        return 1.4
    if "\U00012000" <= first <= "\U0001254f":
        return 5.0
    extra = 0.5 * sum(unicodedata.category(sign) == "Mc" for sign in cluster[1:])
    if unicodedata.east_asian_width(first) in ("W", "F"):
        return 1.05 + extra
    return (0.6 if category in ("Zs", "Pd", "Po") else 0.95) + extra


_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control_characters(text: str) -> str:
    """The text with the replacement sign for characters that no XML file may hold (XML 1.0, section 2.2)."""
    return _NOT_IN_XML.sub("\ufffd", text)
