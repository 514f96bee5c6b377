"""Two texts that grew from one, put together: no word that either writer typed is lost.

What only one of them changed is as they have it. Where both changed the same place, both texts are kept, one after the
other. Whole words are compared, so that two spellings never become a third that nobody wrote, and all is done in a few
passes: a text of any kind takes no longer than it is long.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .text import clean

#: So many words and blanks in a row, the same in both texts, are a place that nobody changed. Single words are found
#: anywhere, and two sentences must not be threaded into each other.
_ANCHOR = 7


class _Change(NamedTuple):
    """What stood from `start` to `end` of the common text became `words`."""

    start: int
    end: int
    words: list[str]


def merged_with(now: str, given: str, was: str | None, limit: int, *, lines: bool = False) -> str:
    """A text as it is kept when `given` is saved: with what others wrote since its writer began from `was`. Without
    `was` it is what is given. Raises Refusal `too_long`."""
    text = clean(given, limit, lines=lines)
    if was is None:
        return text
    return clean(merge_texts(clean(was, limit, lines=lines), now, text), limit, lines=lines)


def merge_texts(was: str, theirs: str, mine: str) -> str:
    """What is there (`theirs`) and what comes now (`mine`), both grown from `was`, and all without blanks around them.
    Words that come again change nothing."""
    base, now = _words(was), _words(theirs)
    ones, others = _changes(base, now), _changes(base, _words(mine))
    if _came_before(base, now, others):
        return theirs
    result, done = [], 0
    while ones or others:
        start, end, here, there = _next_place(ones, others)
        result += [*base[done:start], _settled(base[start:end], start, here, there)]
        done = end
    return "".join([*result, *base[done:]])


def _next_place(ones: list[_Change], others: list[_Change]) -> tuple[int, int, list[_Change], list[_Change]]:
    """The next stretch that anybody changed, with all changes that touch it; they are taken off their lists."""
    start = min(changes[0].start for changes in (ones, others) if changes)
    here: list[_Change] = []
    there: list[_Change] = []
    end, taken = start, True
    while taken:
        taken = False
        for changes, its in ((ones, here), (others, there)):
            while changes and changes[0].start <= end:
                its.append(changes.pop(0))
                end = max(end, its[-1].end)
                taken = True
    return start, end, here, there


def _settled(base: list[str], offset: int, here: list[_Change], there: list[_Change]) -> str:
    """One stretch as it is after the changes of both."""
    if here == there or _says(here, there):
        return _after(base, offset, here)
    if _says(there, here):
        return _after(base, offset, there)
    both = sorted([*here, *there], key=lambda change: (change.start, change.end))
    if all(one.end <= two.start and one[:2] != two[:2] for one, two in pairwise(both)):
        return _after(base, offset, both)
    if not _said(here) or not _said(there):
        # One of them only took words away, and the other had changed them.
        return _after(base, offset, here if _said(here) else there)
    first, second = _after(base, offset, here), _after(base, offset, there)
    return first + ("" if first[-1].isspace() or second[0].isspace() else " ") + second


def _after(base: list[str], offset: int, changes: list[_Change]) -> str:
    """The stretch with these changes in it."""
    result, done = [], 0
    for change in changes:
        result += [*base[done : change.start - offset], *change.words]
        done = change.end - offset
    return "".join([*result, *base[done:]])


def _words(text: str) -> list[str]:
    """The words, and the blanks between them."""
    return re.findall(r"\s+|\S+", text)


def _changes(base: list[str], words: list[str]) -> list[_Change]:
    """The stretches that are not the same, in their order."""
    changes, i, j = [], 0, 0
    for at, place, many in _same(base, words):
        if at > i or place > j:
            changes.append(_Change(i, at, words[j:place]))
        i, j = at + many, place + many
    return changes


def _same(base: list[str], words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where both are the same, and for how long: the beginning, what stands in both between, and the end."""
    most = min(len(base), len(words))
    head = next((n for n in range(most) if base[n] != words[n]), most)
    tail = next((n for n in range(most - head) if base[-1 - n] != words[-1 - n]), most - head)
    yield 0, 0, head
    i, j, last, end = head, head, len(base) - tail, len(words) - tail
    places: dict[tuple[str, ...], int] = {}
    for n in range(j, end - _ANCHOR + 1):
        places.setdefault(tuple(words[n : n + _ANCHOR]), n)
    while i <= last - _ANCHOR:
        place = places.get(tuple(base[i : i + _ANCHOR]), -1)
        if place < j:
            i += 1
            continue
        many = _ANCHOR
        while i + many < last and place + many < end and base[i + many] == words[place + many]:
            many += 1
        yield i, place, many
        i, j = i + many, place + many
    yield last, end, tail


def _says(ones: list[_Change], others: list[_Change]) -> bool:
    """Whether what the others say stands in these, in one piece."""
    return bool(_said(others)) and _said(others) in _said(ones)


def _came_before(base: list[str], now: list[str], changes: list[_Change]) -> bool:
    """Whether all that these changes say stands there already, and did not at first. One word alone says too little:
    somebody else may have thought of it too."""
    pieces = [piece for piece in (_spaced(change.words) for change in changes) if piece]
    was, there = _spaced(base), _spaced(now)
    return len("".join(pieces).split()) > 1 and all(piece in there and piece not in was for piece in pieces)


def _said(changes: list[_Change]) -> str:
    """The words of these changes."""
    return "".join(_spaced(change.words) for change in changes)


def _spaced(words: list[str]) -> str:
    """The words alone, each between blanks of its own."""
    return "".join(f" {word} " for word in words if not word.isspace())
