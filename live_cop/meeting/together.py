"""Two texts that grew from one, put together: no word that either writer typed is lost.

Each writer changed one stretch of the common text. In different places both changes are kept; in the same place both
texts are kept, one after the other. Whole words are compared, so that two spellings never become a third that nobody
wrote, and a text of any kind takes no longer than it is long.
"""

import re
from typing import NamedTuple

from .text import clean


class _Change(NamedTuple):
    """What stood from `start` to `end` of the common text became `words`."""

    start: int
    end: int
    words: list[str]


def grown(now: str, given: str, was: str | None, limit: int, *, lines: bool = False) -> str:
    """A text as it is kept when `given` is saved: with what others wrote since its writer began from `was`. Without
    `was` it is what is given. Raises Refusal `too_long`."""
    text = clean(given, limit, lines=lines)
    if was is None:
        return text
    return clean(together(clean(was, limit, lines=lines), now, text), limit, lines=lines)


def together(was: str, theirs: str, mine: str) -> str:
    """What is there (`theirs`) and what comes now (`mine`), both grown from `was`, and all without blanks around them.
    What comes again changes nothing."""
    base = _words(was)
    one, other = _change(base, _words(theirs)), _change(base, _words(mine))
    if one == other:
        return theirs
    if one.start <= other.end and other.start <= one.end:
        if _says(one, other):
            return theirs
        if _says(other, one):
            return mine
    first, last = sorted((one, other), key=lambda change: (change.start, change.end))
    if first.end <= last.start and (first.start, first.end) != (last.start, last.end):
        return "".join(
            [*base[: first.start], *first.words, *base[first.end : last.start], *last.words, *base[last.end :]]
        )
    if not _said(one) or not _said(other):
        # One of them only took words away, and the other had changed them.
        return theirs if _said(one) else mine
    start, end = first.start, max(one.end, other.end)
    there, come = ("".join([*base[start : c.start], *c.words, *base[c.end : end]]) for c in (one, other))
    apart = "" if there[-1].isspace() or come[0].isspace() else " "
    return "".join([*base[:start], there, apart, come, *base[end:]])


def _words(text: str) -> list[str]:
    """The words, and the blanks between them."""
    return re.findall(r"\s+|\S+", text)


def _change(base: list[str], words: list[str]) -> _Change:
    """The one stretch outside of which both are the same."""
    most = min(len(base), len(words))
    head = next((n for n in range(most) if base[n] != words[n]), most)
    tail = next((n for n in range(most - head) if base[-1 - n] != words[-1 - n]), most - head)
    return _Change(head, len(base) - tail, words[head : len(words) - tail])


def _says(one: _Change, other: _Change) -> bool:
    """Whether what the other says stands in this one, in one piece."""
    return bool(_said(other)) and _said(other) in _said(one)


def _said(change: _Change) -> str:
    """Its words alone, each between blanks."""
    return "".join(f" {word} " for word in change.words if not word.isspace())
