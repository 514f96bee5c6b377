"""What of a report fits on two pages. Pure.

A short report is edited like a page of a newspaper: its parts are ranked, and as many as fit are shown, from the first
on. What fits is not estimated but laid out: the caller says how much of the second page a choice of parts leaves free.
What is left out is counted in words, so that nobody takes the short report for the whole.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from ..words import ENDS_OF_SENTENCES, listed, t
from .document import Block, Item, Items, Notes, Section, Table, Text, paragraphs

#: A part for which there is always room, one that belongs to every short report, one that is shown if there is room,
#: one that fills what is left, one that is there only so that no page is white, and one that says again what others
#: say, which is only there if one of them is not.
ALWAYS, MUST, SHOULD, MAY, LAST, AGAIN = range(6)
#: Less free height than this, in pt, is not worth another guess: a line of text with the space around it.
LINE = 26.0
#: How often a part that did not fit at first is tried again, and how many chapters may fail. Each try is a layout of
#: two pages (50 ms of CPU time).
TRIES, FAILURES = 12, 4
#: How many parts are laid out first, and how high they are together at most: two pages, in pt.
FIRST, WHOLE = 30, 1500.0
#: A sentence longer than a line can be cut after a word. A text has no more pieces than could be on two pages.
LINE_CHARACTERS, MAX_PIECES = 110, 160
#: How many pieces of a text are shown where it cannot be cut otherwise: beside a picture or as a fact of an item.
BEGINNING = 2
_SENTENCE = re.compile(rf"(?<=[{''.join(ENDS_OF_SENTENCES)}])\s+(?=\S)")


class Part(Struct, frozen=True):
    """A piece of a chapter that is shown or left out as a whole."""

    blocks: list[Block]
    rank: int
    #: How many things a reader misses without it; 0 for the rest of a text, and for what cannot be counted.
    things: int = 1
    #: What joins its text to that of the part before, without which it is not shown. None: it stands for itself.
    joint: str | None = None


class Chapter(Struct, frozen=True):
    """A chapter of a short report, with all that it could contain in the order in which it is read."""

    id: str
    title: str
    parts: list[Part]
    #: The sentence about the things that are left out.
    more: str = "report.more"
    #: How many things are never shown here, but counted.
    hidden: int = 0
    raised: bool = False
    small: bool = False
    floats: bool = False


#: The parts that are shown: the index of the chapter and that of the part in it.
Choice = Set[tuple[int, int]]


def fill(chapters: Sequence[Chapter], space_left: Callable[[list[Section]], float]) -> list[Section]:
    """The chapters with as many of their parts as two pages hold, by rank; parts of equal rank in reading order.

    `space_left` is the free height of the second page in pt; negative, by how much is missing, if more are needed."""
    ranked = [
        (c, p)
        for _, c, p in sorted(
            (part.rank, c, p) for c, chapter in enumerate(chapters) for p, part in enumerate(chapter.parts)
        )
    ]

    def left(choice: Choice) -> float:
        return space_left(sections(chapters, choice))

    fits = _longest_start(len(ranked), lambda n: left(set(ranked[:n])))
    once = [(c, p) for c, p in ranked if chapters[c].parts[p].rank < AGAIN]
    if fits >= len(once):
        return sections([_without_repetition(each) for each in chapters], set(once))
    chosen = set(ranked[:fits])
    # What comes next in each chapter may be low enough for the rest of a page: of short parts twice as many each time.
    failed: set[int] = set()
    most, free = 1, left(chosen)
    for _ in range(TRIES):
        rest = [each for each in ranked if each not in chosen and each[0] not in failed]
        if not rest or len(failed) == FAILURES or free < LINE / 2:
            break
        found = {each for each in rest[:most] if each[0] == rest[0][0]}
        if (now := left(chosen | found)) >= 0:
            chosen |= found
            most, free = 2 * most, now
        else:
            failed |= {rest[0][0]} if len(found) == 1 else set()
            most = 1
    return sections(chapters, chosen)


def _without_repetition(chapter: Chapter) -> Chapter:
    return replace(chapter, parts=[each for each in chapter.parts if each.rank < AGAIN])


def _longest_start(length: int, left: Callable[[int], float]) -> int:
    """How many parts fit. Guesses by the heights so far, which are nearly even."""
    low, free, high, over = 0, WHOLE, length + 1, -WHOLE
    guess = min(FIRST, length)
    while high - low > 1 and (free >= LINE or not low):
        if (rest := left(guess)) >= 0:
            low, free = guess, rest
        else:
            high, over = guess, rest
        share = free / (free - over)
        # Never nearer to either end than a tenth, so that uneven heights cannot make it slow.
        guess = low + round((high - low) * min(max(share, 0.1), 0.9))
        guess = min(max(guess, low + 1), high - 1)
    return low


def sections(chapters: Sequence[Chapter], choice: Choice) -> list[Section]:
    """The chapters with the chosen parts only; the last one names the chapters of which nothing is shown."""
    shown, missing = [], []
    for c, chapter in enumerate(chapters):
        section = _section(chapter, {p for number, p in choice if number == c})
        if section is not None:
            shown.append(section)
        elif chapter.parts or chapter.hidden:
            missing.append(chapter.title)
    if missing and shown:
        also = Text(t("report.short.also", titles=listed(missing)), soft=True)
        shown[-1] = replace(shown[-1], blocks=[*shown[-1].blocks, also])
    return shown


def _section(chapter: Chapter, chosen: Set[int]) -> Section | None:
    blocks: list[Block] = []
    left_out, is_cut = chapter.hidden, False
    for p, part in enumerate(chapter.parts):
        if p in chosen:
            for block in part.blocks:
                _add(blocks, block, part.joint)
            continue
        left_out += part.things
        is_cut = True
        if part.joint == " " and p - 1 in chosen:
            _cut(blocks)
    if not blocks:
        return None
    if left_out:
        blocks.append(Text(t(chapter.more, n=left_out), soft=True))
    elif is_cut:
        blocks.append(Text(t("report.rest"), soft=True))
    return Section(chapter.id, chapter.title, blocks, raised=chapter.raised, small=chapter.small, floats=chapter.floats)


def _add(blocks: list[Block], block: Block, joint: str | None) -> None:
    """Appends a block, or joins it to the list, the table, the notes or the text before it, also in a section."""
    match blocks[-1] if blocks else None, block:
        case Section() as before, Text() if joint is not None:
            inner = [*before.blocks]
            _add(inner, block, joint)
            blocks[-1] = replace(before, blocks=inner)
        case Items() as before, Text(rest) if joint is not None:
            *others, last = before.items
            blocks[-1] = Items([*others, replace(last, text=last.text + joint + rest)])
        case Text() as before, Text(rest) if joint is not None:
            blocks[-1] = replace(before, text=before.text + joint + rest)
        case Items() as before, Items() as more:
            blocks[-1] = Items([*before.items, *more.items])
        case Notes() as before, Notes() as more:
            blocks[-1] = Notes([*before.notes, *more.notes])
        case Table() as before, Table() as more if before.head == more.head:
            blocks[-1] = replace(before, rows=[*before.rows, *more.rows])
        case _:
            blocks.append(block)


def _cut(blocks: list[Block]) -> None:
    """Ends a text of which the rest is left out with dots, unless it ends with a sentence."""
    match blocks[-1]:
        case Section() as section:
            inner = [*section.blocks]
            _cut(inner)
            blocks[-1] = replace(section, blocks=inner)
        case Items([*others, last]) if not last.text.endswith(ENDS_OF_SENTENCES):
            blocks[-1] = Items([*others, replace(last, text=f"{last.text} …")])
        case Text() as last if not last.text.endswith(ENDS_OF_SENTENCES):
            blocks[-1] = replace(last, text=f"{last.text} …")


def text_parts(text: str, rank: int, first: int = 1, *, soft: bool = False) -> list[Part]:
    """A text as parts that can be cut between them; the `first` ones have this rank, and the others come later."""
    parts: list[Part] = []
    for n, (joint, piece) in enumerate(pieces(text)):
        of_rank = rank if n < first else max(rank, SHOULD)
        parts.append(Part([Text(piece, soft=soft)], of_rank, 0, joint if n else None))
    return parts


def item_parts(item: Item, rank: int) -> list[Part]:
    """An item as parts: its beginning with its facts, and the rest of a long text."""
    [(_, start), *rest] = pieces(item.text) or [("", item.text)]
    parts = [Part([Items([replace(item, text=start)])], rank)]
    return parts + [Part([Text(piece)], max(rank, SHOULD), 0, joint) for joint, piece in rest]


def beginning(text: str) -> str:
    """The first sentences of a text that is beside something else, with dots for the rest."""
    found = pieces(text)
    shown = "".join(joint + piece for joint, piece in found[:BEGINNING]).strip()
    return shown if len(found) <= BEGINNING else f"{shown} …"


def pieces(text: str) -> list[tuple[str, str]]:
    """The text in pieces where it can be cut, each with what joins it to the one before: paragraphs, lines, sentences,
    and the parts of long sentences."""
    found = [
        ("\n\n" if not n and not s and not k else "\n" if not s and not k else " ", piece)
        for paragraph in paragraphs(text)
        for n, line in enumerate(paragraph.split("\n"))
        for s, sentence in enumerate(_SENTENCE.split(line.strip()))
        for k, piece in enumerate(_by_words(sentence))
    ]
    if len(found) <= MAX_PIECES:
        return found
    joint, rest = found[MAX_PIECES - 1][0], found[MAX_PIECES - 1 :]
    return [*found[: MAX_PIECES - 1], (joint, rest[0][1] + "".join(each[0] + each[1] for each in rest[1:]))]


def _by_words(sentence: str) -> Iterator[str]:
    """A sentence, in pieces of about a line if it is longer than two."""
    if len(sentence) <= 2 * LINE_CHARACTERS:
        yield sentence
        return
    piece = ""
    for word in sentence.split():
        if piece and len(piece) + len(word) >= LINE_CHARACTERS:
            yield piece
            piece = word
        else:
            piece = f"{piece} {word}" if piece else word
    yield piece
