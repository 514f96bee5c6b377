"""The wall as a picture: columns of zones with their named groups and papers, every word in full.

A zone is drawn as one or more *sheets*, each a column of the same width and never higher than a printed page takes. So
the pages of a report, a phone and a single picture can each set the sheets side by side as they have room.
"""

from collections.abc import Iterator, Sequence

from ...words import t
from ..document import Picture
from ..facts import Group, Note, Zone
from .svg import INK_SOFT, LINE, NOTES, PAPER_SUNK, Drawing, at, el, picture, sentences, stack, text
from .text_layout import width

#: Two sheets fit beside each other on A4 (703 px between its margins), one on a phone, at a size one can read.
WIDTH = 340.0
#: What a page takes together with a heading.
HEIGHT = 820.0
PADDING = 14.0
INSIDE = WIDTH - 2 * PADDING
GAP = 9.0
HALF = (INSIDE - GAP) / 2
#: Between the edge of a paper and its words.
MARGIN = 12.0
NOTE_SIZE, SIGNED_SIZE = 14.5, 12.5
#: Notes up to this many characters stand two in a row, as sticky notes do.
SHORT = 70


def sheets_of(place: Zone) -> list[tuple[Drawing, str]]:
    """The zone's sheets, each with the words that say what is on it."""
    pages = _pages(list(_blocks(place)))
    drawn = []
    for n, page in enumerate(pages):
        head = _head(place, n, len(pages))
        inside = stack([head, *(drawing for drawing, _ in page)], GAP + 2)
        height = inside.height + 2 * PADDING
        body = el("rect", width=WIDTH, height=height, rx=12, fill=PAPER_SUNK) + at(PADDING, PADDING, inside)
        drawn.append((Drawing(body, WIDTH, height), sentences([said for _, said in page])))
    return drawn


def pictures_of(place: Zone) -> list[Picture]:
    """The zone as pictures for a text."""
    drawn = sheets_of(place)
    return [
        picture(sheet, sentences([sheet_title(place, n, len(drawn)), said])) for n, (sheet, said) in enumerate(drawn)
    ]


def sheet_title(place: Zone, n: int, of: int) -> str:
    """What a sheet is called: its zone, how many notes that has, and which part of it this is."""
    title = f"{place.title}: {t('report.notes', n=place.count)}"
    return title if of == 1 else f"{title}, {t('report.sheet', n=n + 1, of=of)}"


def describe(note: Note) -> str:
    """A note in a description."""
    words = f"{note.text} ({note.signed})" if note.signed else note.text
    return "; ".join([words, *note.merged, *([marks] if (marks := marks_of(note)) else [])])


def marks_of(note: Note) -> str:
    """What a note is and how many marks it has, in words: "Question · 3 dots · 2 say “me too”"."""
    marks = [t(f"report.sort.{note.note_type}")] if note.note_type else []
    marks += [t("report.votes", n=note.votes)] if note.votes else []
    marks += [t("report.too", n=note.too)] if note.too else []
    return " · ".join(marks)


def _blocks(place: Zone) -> Iterator[tuple[Drawing, str]]:
    """The zone cut into pieces that stay whole: a group's title with its first row, then row by row."""
    for group in place.groups:
        rows = list(_rows(group.notes))
        first, said = rows[0]
        yield stack([_group_title(group), first], GAP), f"{t('report.group', title=group.title)} {said}"
        yield from rows[1:]
    if place.groups and place.single:
        said = f"{t('report.single')}:"
        rows = list(_rows(place.single))
        rule = Drawing(el("line", x1=0, x2=INSIDE, y1=4, y2=4, stroke=LINE, stroke_width=1.5), INSIDE, 8)
        yield stack([rule, rows[0][0]], GAP), f"{said} {rows[0][1]}"
        yield from rows[1:]
    else:
        yield from _rows(place.single)


def _rows(notes: Sequence[Note]) -> Iterator[tuple[Drawing, str]]:
    """Short notes two in a row, long ones over the whole width."""
    waiting: list[Note] = []
    for note in notes:
        short = _is_short(note)
        if waiting and not short:
            yield _row(waiting)
            waiting = []
        if short:
            waiting.append(note)
        if not short:
            yield _row([note])
        elif len(waiting) == 2:
            yield _row(waiting)
            waiting = []
    if waiting:
        yield _row(waiting)


def _is_short(note: Note) -> bool:
    if len(note.text) > SHORT or "\n" in note.text or note.merged or marks_of(note):
        return False
    return all(width(word, NOTE_SIZE) <= HALF - 2 * MARGIN for word in note.text.split())


def _row(notes: list[Note]) -> tuple[Drawing, str]:
    short = len(notes) == 2
    wide = HALF if short else INSIDE
    inside = [_words_on(note, wide) for note in notes]
    height = max(drawing.height for drawing in inside) + 20
    body = "".join(
        at(n * (wide + GAP), 0, _paper(note, words, wide, height))
        for n, (note, words) in enumerate(zip(notes, inside, strict=True))
    )
    return Drawing(body, INSIDE, height), sentences([describe(note) for note in notes])


def _words_on(note: Note, wide: float) -> Drawing:
    pieces = [text(note.text, 0, 0, wide - 2 * MARGIN, NOTE_SIZE)]
    if note.signed:
        pieces.append(text(f"— {note.signed}", 0, 0, wide - 2 * MARGIN, SIGNED_SIZE, bold=True, color=INK_SOFT))
    pieces += [text(f"+ {words}", 0, 0, wide - 2 * MARGIN, NOTE_SIZE) for words in note.merged]
    if marks := marks_of(note):
        pieces.append(text(marks, 0, 0, wide - 2 * MARGIN, SIGNED_SIZE, color=INK_SOFT))
    return stack(pieces, 4)


def _paper(note: Note, words: Drawing, wide: float, height: float) -> Drawing:
    """A sticky note: its lower right corner is bent a little, and it throws a thin shadow."""
    shape = f"M3 0H{wide - 3:.0f}q3 0 3 3V{height - 14:.1f}q0 14 -14 14H3q-3 0 -3 -3V3q0 -3 3 -3Z"
    shadow = el("path", d=shape, fill="#1d2433", opacity="0.12", transform="translate(0 2)")
    return Drawing(shadow + el("path", d=shape, fill=NOTES[note.color]) + at(MARGIN, 10, words), wide, height)


def _head(place: Zone, n: int, of: int) -> Drawing:
    title = place.title if of == 1 else f"{place.title} ({t('report.sheet', n=n + 1, of=of)})"
    pieces = [text(title, 0, 0, INSIDE, 18, bold=True)]
    if place.prompt and n == 0:
        pieces.append(text(place.prompt, 0, 0, INSIDE, 13, color=INK_SOFT))
    return stack(pieces, 2)


def _group_title(group: Group) -> Drawing:
    words = text(group.title, 0, 4, INSIDE, NOTE_SIZE, bold=True)
    return Drawing(words.body, INSIDE, words.height + 4)


def _pages(blocks: list[tuple[Drawing, str]]) -> list[list[tuple[Drawing, str]]]:
    """The pieces on as many sheets as they need, each about as high: a last one has seldom a single piece."""
    # A zone's heading may be long; what a page takes is counted without it.
    most = HEIGHT - 130
    fewest = len(_filled(blocks, most))
    room = sum(drawing.height + GAP + 2 for drawing, _ in blocks) / fewest
    while room < most and len(_filled(blocks, room)) > fewest:
        room += GAP
    return _filled(blocks, min(room, most))


def _filled(blocks: list[tuple[Drawing, str]], room: float) -> list[list[tuple[Drawing, str]]]:
    """The pieces on sheets with this much room, one after the other."""
    pages: list[list[tuple[Drawing, str]]] = [[]]
    left = room
    for block in blocks:
        if pages[-1] and block[0].height > left:
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= block[0].height + GAP + 2
    return pages
