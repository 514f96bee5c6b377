"""A three-way merge of texts: two edits of one text are put together, and no word that either writer typed is lost.

Where only one writer changed something, their version counts. Where both changed the same place, both versions are
kept, one after the other. Whole words are compared, so that two spellings are never mixed into a third that nobody
wrote. The texts are read a fixed number of times, so the time grows only with their length.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .text import clean

#: So many tokens (words and the spaces between them) in succession, the same in both texts, count as unchanged. Single
#: words occur anywhere, and with a shorter anchor two sentences could be woven into each other.
_ANCHOR = 7


class _Change(NamedTuple):
    """The tokens of the base from `start` to `end` were replaced by `words`."""

    start: int
    end: int
    words: list[str]


def merged_with(current: str, edited: str, base: str | None, limit: int, *, lines: bool = False) -> str:
    """The text to store when a writer who began from `base` saves `edited`, and others have stored `current` since.

    Without `base` it is `edited`. `limit` and `lines` are those of `clean`. Raises Refusal `too_long`.
    """
    text = clean(edited, limit, lines=lines)
    if base is None:
        return text
    return clean(merge_texts(clean(base, limit, lines=lines), current, text), limit, lines=lines)


def merge_texts(base: str, current: str, edited: str) -> str:
    """`current` with the changes from `base` to `edited`; both were made from `base`.

    All three texts are trimmed. An edit that is sent again changes nothing.
    """
    base_words, current_words = _words(base), _words(current)
    stored, sent = _changes(base_words, current_words), _changes(base_words, _words(edited))
    if _are_in(base_words, current_words, sent):
        return current
    result, done = [], 0
    while stored or sent:
        start, end, first, second = _next_region(stored, sent)
        result += [*base_words[done:start], _merge_region(base_words[start:end], start, first, second)]
        done = end
    return "".join([*result, *base_words[done:]])


def _next_region(stored: list[_Change], sent: list[_Change]) -> tuple[int, int, list[_Change], list[_Change]]:
    """The next region of the base that either writer changed, from `start` to `end`, and the changes of each in it.

    The changes are removed from the two lists.
    """
    start = min(changes[0].start for changes in (stored, sent) if changes)
    first: list[_Change] = []
    second: list[_Change] = []
    end, taken = start, True
    while taken:
        taken = False
        for changes, in_region in ((stored, first), (sent, second)):
            while changes and changes[0].start <= end:
                in_region.append(changes.pop(0))
                end = max(end, in_region[-1].end)
                taken = True
    return start, end, first, second


def _merge_region(base: list[str], offset: int, first: list[_Change], second: list[_Change]) -> str:
    """One region, which begins at token `offset` of the base, after the changes of both writers."""
    if first == second or _contains(first, second):
        return _apply(base, offset, first)
    if _contains(second, first):
        return _apply(base, offset, second)
    both = sorted([*first, *second], key=lambda change: (change.start, change.end))
    if all(one.end <= two.start and one[:2] != two[:2] for one, two in pairwise(both)):
        return _apply(base, offset, both)
    if not _new_words(first) or not _new_words(second):
        # One writer only deleted words that the other one changed.
        return _apply(base, offset, first if _new_words(first) else second)
    one, two = _apply(base, offset, first), _apply(base, offset, second)
    return one + ("" if one[-1].isspace() or two[0].isspace() else " ") + two


def _apply(base: list[str], offset: int, changes: list[_Change]) -> str:
    """The region with these changes."""
    result, done = [], 0
    for change in changes:
        result += [*base[done : change.start - offset], *change.words]
        done = change.end - offset
    return "".join([*result, *base[done:]])


def _words(text: str) -> list[str]:
    """The words of a text and the white space between them, as tokens."""
    return re.findall(r"\s+|\S+", text)


def _changes(base: list[str], words: list[str]) -> list[_Change]:
    """The regions in which `words` differ from the base, in order."""
    changes, i, j = [], 0, 0
    for base_start, start, length in _equal_regions(base, words):
        if base_start > i or start > j:
            changes.append(_Change(i, base_start, words[j:start]))
        i, j = base_start + length, start + length
    return changes


def _equal_regions(base: list[str], words: list[str]) -> Iterator[tuple[int, int, int]]:
    """The regions that are the same in both, as (start in `base`, start in `words`, length).

    They are the beginning, every region from an anchor on, and the end.
    """
    most = min(len(base), len(words))
    head = next((n for n in range(most) if base[n] != words[n]), most)
    tail = next((n for n in range(most - head) if base[-1 - n] != words[-1 - n]), most - head)
    yield 0, 0, head
    i, j, last, end = head, head, len(base) - tail, len(words) - tail
    anchors: dict[tuple[str, ...], int] = {}
    for n in range(j, end - _ANCHOR + 1):
        anchors.setdefault(tuple(words[n : n + _ANCHOR]), n)
    while i <= last - _ANCHOR:
        start = anchors.get(tuple(base[i : i + _ANCHOR]), -1)
        if start < j:
            i += 1
            continue
        length = _ANCHOR
        while i + length < last and start + length < end and base[i + length] == words[start + length]:
            length += 1
        yield i, start, length
        i, j = i + length, start + length
    yield last, end, tail


def _contains(changes: list[_Change], others: list[_Change]) -> bool:
    """Whether all new words of `others` are among those of `changes`, in one piece."""
    return bool(_new_words(others)) and _new_words(others) in _new_words(changes)


def _are_in(base: list[str], current: list[str], changes: list[_Change]) -> bool:
    """Whether `current` has all new words of these changes already, and the base had none of them.

    A single word proves too little: somebody else may have typed it too.
    """
    pieces = [piece for piece in (_spaced(change.words) for change in changes) if piece]
    before, after = _spaced(base), _spaced(current)
    return len("".join(pieces).split()) > 1 and all(piece in after and piece not in before for piece in pieces)


def _new_words(changes: list[_Change]) -> str:
    """The words that these changes put in."""
    return "".join(_spaced(change.words) for change in changes)


def _spaced(words: list[str]) -> str:
    """The words without the white space between them, each within spaces of its own, to search for whole words."""
    return "".join(f" {word} " for word in words if not word.isspace())
