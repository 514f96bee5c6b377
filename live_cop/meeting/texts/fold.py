"""Comparing texts: a name or a word is found however its signs were typed.

Phones type curly apostrophes and keyboards straight ones; é is one code point on one device and two on another.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .text import without_unseen

_APOSTROPHES = "'`´ʹʻʼʽˈˊˋ‘’‚‛′‵ꞌ＇｀"
_QUOTES = '"“”„‟«»″‶〃＂'
_DASHES = "-‐‑‒–—―⁃⁻₋−⸺⸻﹘﹣－\u058a\u05be\u30a0"
_PLAIN = {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_DASHES, "-")}
_TO_MAKE_PLAIN = re.compile("[" + "".join(map(re.escape, _PLAIN)) + "]")


def fold(text: str) -> str:
    """A form of the text that is equal for texts that people take for the same: without regard to case, kinds of
    apostrophes, quotation marks and dashes, composed or separate accents, full-width forms, spaces, unseen signs."""
    return " ".join(_folded(text).split())


class Folded(NamedTuple):
    """A text in folded form, except that its spaces stay, and where each character of it stands in the text itself."""

    text: str
    #: For each character: where the signs that it was made of begin, and where they end.
    starts: list[int]
    ends: list[int]


def fold_with_places(text: str) -> Folded:
    """The folded text with the places of its characters, to find words in it and cut them out of the text itself."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _units(text):
        part = _folded(text[start:end])
        folded.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Folded("".join(folded), starts, ends)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower().replace("`", "'")
    # Before anything is taken to pieces, as an acute accent may stand for an apostrophe; again, as pieces have others.
    text = _plain(text)
    while (folded := _plain(unicodedata.normalize("NFKD", without_unseen(text)).casefold())) != text:
        text = folded
    return text


def _plain(text: str) -> str:
    return _TO_MAKE_PLAIN.sub(lambda found: _PLAIN[found[0]], text)


def _units(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of the text that are folded independently: a character with the accents that follow it."""
    start = 0
    for at in range(1, len(text)):
        if not _continues(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _continues(ch: str) -> bool:
    if ch.isascii():
        return False
    return not without_unseen(ch) or unicodedata.combining(unicodedata.normalize("NFKD", ch)[0]) > 0
