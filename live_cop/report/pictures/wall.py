"""The wall as pictures: zones with their named groups, notes and photographs, every word in full.

A zone is drawn as one or more *sheets* of the same width, none higher than a printed page. So the pages of a report, a
phone and a single picture can each arrange the sheets in as many columns as they have room for.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ...words import labelled, languages, listed, listed_apart, t
from ...words.direction import isolated
from ..document import Picture
from ..facts import Group, Note, Photo, Zone
from .svg import (
    EDGE,
    INK,
    INK_SOFT,
    LINE,
    NOTES,
    PAPER,
    PAPER_SUNK,
    Drawing,
    at,
    data_url,
    el,
    picture,
    sentences,
    stack,
    text,
)
from .text_layout import width

#: The width of a sheet in px: two fit side by side on A4 (703 px between its margins), and one on a phone.
WIDTH = 340.0
#: The height of a page, with room for a heading above the sheet.
HEIGHT = 820.0
PADDING = 14.0
INSIDE = WIDTH - 2 * PADDING
GAP = 9.0
HALF = (INSIDE - GAP) / 2
#: Between the edge of a note and its words.
MARGIN = 12.0
NOTE_SIZE, SIGNED_SIZE = 14.5, 12.5
#: Notes of up to this many characters are drawn two in a row.
SHORT_NOTE = 70
#: The largest height of a photograph: of two in a row, and of one that has the row to itself.
PHOTO_HEIGHT, WIDE_PHOTO_HEIGHT = 180.0, 260.0
#: The height of the sentence about what is not on an excerpt.
REST_HEIGHT = 28.0


def sheet(inside: Drawing) -> Drawing:
    """A sheet around this content, which is INSIDE wide."""
    height = inside.height + 2 * PADDING
    paper = el("rect", width=WIDTH, height=height, rx=12, fill=PAPER_SUNK)
    return Drawing(paper + at(PADDING, PADDING, inside), WIDTH, height)


def sheets_of(zone: Zone, highest: float = HEIGHT) -> list[tuple[Drawing, str]]:
    """The sheets of a zone, hardly higher than this unless one thing is, each with its content in words."""
    # The heading says at most that there are so many sheets.
    head_height = _head(zone, 0, 99).height + GAP + 2
    pages = _pages(list(_blocks(zone)), highest - 2 * PADDING - head_height)
    sheets = []
    for n, page in enumerate(pages):
        head = _head(zone, n, len(pages))
        drawn = sheet(stack([head, *(drawing for drawing, _ in page)], GAP + 2))
        sheets.append((drawn, sentences([words for _, words in page])))
    return sheets


def pictures_of(zone: Zone) -> list[Picture]:
    """The sheets of a zone as pictures of a document."""
    sheets = sheets_of(zone)
    return [
        picture(drawn, sentences([sheet_title(zone, n, len(sheets)), words])) for n, (drawn, words) in enumerate(sheets)
    ]


def excerpt_of(zone: Zone, highest: float, rest: str) -> Picture:
    """As many notes of a zone as a sheet of this height holds, at least one: those with most marks first. `rest` says
    where the others are."""
    notes = [note for group in zone.groups for note in group.notes] + zone.single
    notes.sort(key=lambda note: -note.too - (note.votes or 0))
    whole = list(_rows([replace(note, too=0, votes=None, note_type=None) for note in notes], []))
    shown = [_head(replace(zone, prompt=""), 0, 1)]
    words: list[str] = []
    room = highest - 2 * PADDING - shown[0].height - REST_HEIGHT
    for drawing, described in whole:
        room -= drawing.height + GAP + 2
        if shown[1:] and room < 0:
            break
        shown.append(drawing)
        words.append(described)
    if len(words) < len(whole):
        shown.append(text(rest, 0, 0, INSIDE, SIGNED_SIZE, color=INK_SOFT))
        words.append(rest)
    drawn = sheet(stack(shown, GAP + 2))
    return picture(drawn, sentences([labelled(zone.title, counted(zone)), *words]))


def sheet_title(zone: Zone, n: int, of: int) -> str:
    """The title of sheet `n` of `of`: its zone, the number of notes in the zone, and the number of the sheet."""
    title = labelled(zone.title, counted(zone))
    return title if of == 1 else listed((title, t("report.sheet", n=n + 1, of=of)))


def counted(zone: Zone) -> str:
    """How many notes and photographs are in a zone."""
    paper = sum(each.is_paper_note for each in zone.all_photos)
    photographs = len(zone.all_photos) - paper
    counts = {"notes": zone.count, "photographs": photographs, "paper_notes": paper}
    words = [t(f"report.{kind}", n=n) for kind, n in counts.items() if n]
    return " · ".join(words) or t("report.notes", n=0)


def describe_photo(photo: Photo) -> str:
    """What a photograph shows, and its marks; or the words of a paper note."""
    kind = "paper_note" if photo.is_paper_note else "photograph"
    words = t(f"report.{kind}", words=photo.description) if photo.description else t(f"report.{kind}_without_words")
    return listed_apart([words, *([marks] if (marks := marks_of(photo)) else [])])


def describe(note: Note) -> str:
    """A note in words: its text, signature, translations, merged notes and marks."""
    words = f"{isolated(note.text)} ({isolated(note.signed)})" if note.signed else note.text
    return listed_apart([words, *translations_of(note), *note.merged, *([marks] if (marks := marks_of(note)) else [])])


def translations_of(note: Note) -> list[str]:
    """The translations of a note by hand, each with its language."""
    return [
        t("report.translation_line", language=languages.name_of(lang), words=words) for lang, words in note.translations
    ]


def marks_of(note: Note | Photo) -> str:
    """The type and marks of a note in words, such as "Question · 3 dots · 2 say “me too”"; "" for none."""
    marks = [t(f"report.sort.{note.note_type}")] if isinstance(note, Note) and note.note_type else []
    is_group = isinstance(note, Note) and note.notes > 0
    marks += [t("report.notes_of_group", n=note.notes)] if isinstance(note, Note) and note.notes else []
    marks += [t("report.votes", n=note.votes)] if note.votes else []
    marks += [t("report.too_in_all" if is_group else "report.too", n=note.too)] if note.too else []
    return " · ".join(marks)


def _blocks(zone: Zone) -> Iterator[tuple[Drawing, str]]:
    """A zone in pieces that are never split, each with its words: a title with its first row, then single rows."""
    for group in zone.groups:
        rows = list(_rows(group.notes, group.photos))
        first, words = rows[0]
        yield stack([_group_title(group), first], GAP), f"{t('report.group', title=group.title)} {words}"
        yield from rows[1:]
    if zone.groups and (zone.single or zone.photos):
        rows = list(_rows(zone.single, zone.photos))
        rule = Drawing(el("line", x1=0, x2=INSIDE, y1=4, y2=4, stroke=LINE, stroke_width=1.5), INSIDE, 8)
        yield stack([rule, rows[0][0]], GAP), labelled(t("report.single"), rows[0][1])
        yield from rows[1:]
    else:
        yield from _rows(zone.single, zone.photos)


def _rows(notes: Sequence[Note], photos: Sequence[Photo]) -> Iterator[tuple[Drawing, str]]:
    """Rows of notes: two short ones, or one long one over the whole width; then rows of two photographs."""
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
    for n in range(0, len(photos), 2):
        yield _photo_row(photos[n : n + 2])


def _photo_row(photos: Sequence[Photo]) -> tuple[Drawing, str]:
    alone = len(photos) == 1 and not photos[0].is_paper_note
    wide, highest = (INSIDE, WIDE_PHOTO_HEIGHT) if alone else (HALF, PHOTO_HEIGHT)
    cards = [_photo(photo, wide, highest) for photo in photos]
    body = "".join(at(n * (wide + GAP), 0, card) for n, card in enumerate(cards))
    words = sentences([describe_photo(photo) for photo in photos])
    return Drawing(body, INSIDE, max(card.height for card in cards)), words


def _photo(photo: Photo, wide: float, highest: float) -> Drawing:
    """A photograph as a print on white paper, with what it shows below it."""
    inside = wide - MARGIN
    scale = min(inside / photo.width, highest / photo.height)
    width, height = photo.width * scale, photo.height * scale
    x = (wide - width) / 2
    if photo.small:
        image = el("image", x=x, y=0.0, width=width, height=height, href=data_url(photo.small))
    else:
        image = el("rect", x=x, y=0.0, width=width, height=height, fill=PAPER_SUNK, stroke=EDGE)
    pieces = [Drawing(image, wide, height)]
    for words, size in ((photo.description, NOTE_SIZE - 1), (marks_of(photo), SIGNED_SIZE)):
        if words:
            line = text(words, MARGIN, 0, wide - 2 * MARGIN, size, color=INK_SOFT if size == SIGNED_SIZE else INK)
            pieces.append(Drawing(line.body, wide, line.height))
    card = stack(pieces, 4)
    paper = el("rect", width=wide, height=card.height + MARGIN, rx=4, fill=PAPER, stroke=LINE)
    return Drawing(paper + at(0, MARGIN / 2, card), wide, card.height + MARGIN)


def _is_short(note: Note) -> bool:
    if len(note.text) > SHORT_NOTE or "\n" in note.text or note.merged or note.translations or marks_of(note):
        return False
    return all(width(word, NOTE_SIZE) <= HALF - 2 * MARGIN for word in note.text.split())


def _row(notes: list[Note]) -> tuple[Drawing, str]:
    short = len(notes) == 2
    wide = HALF if short else INSIDE
    inside = [_words_on(note, wide) for note in notes]
    height = max(drawing.height for drawing in inside) + 20
    body = "".join(
        at(n * (wide + GAP), 0, _note(note, words, wide, height))
        for n, (note, words) in enumerate(zip(notes, inside, strict=True))
    )
    return Drawing(body, INSIDE, height), sentences([describe(note) for note in notes])


def _words_on(note: Note, wide: float) -> Drawing:
    pieces = [text(note.text, 0, 0, wide - 2 * MARGIN, NOTE_SIZE)]
    if note.signed:
        pieces.append(
            text(f"— {isolated(note.signed)}", 0, 0, wide - 2 * MARGIN, SIGNED_SIZE, bold=True, color=INK_SOFT)
        )
    pieces += [text(words, 0, 0, wide - 2 * MARGIN, SIGNED_SIZE, color=INK_SOFT) for words in translations_of(note)]
    pieces += [text(f"+ {words}", 0, 0, wide - 2 * MARGIN, NOTE_SIZE) for words in note.merged]
    if marks := marks_of(note):
        pieces.append(text(marks, 0, 0, wide - 2 * MARGIN, SIGNED_SIZE, color=INK_SOFT))
    return stack(pieces, 4)


def _note(note: Note, words: Drawing, wide: float, height: float) -> Drawing:
    """A sticky note with a bent lower right corner and a thin shadow."""
    shape = f"M3 0H{wide - 3:.0f}q3 0 3 3V{height - 14:.1f}q0 14 -14 14H3q-3 0 -3 -3V3q0 -3 3 -3Z"
    shadow = el("path", d=shape, fill="#1d2433", opacity="0.12", transform="translate(0 2)")
    return Drawing(shadow + el("path", d=shape, fill=NOTES[note.color]) + at(MARGIN, 10, words), wide, height)


def _head(zone: Zone, n: int, of: int) -> Drawing:
    title = zone.title if of == 1 else f"{isolated(zone.title)} ({t('report.sheet', n=n + 1, of=of)})"
    pieces = [text(title, 0, 0, INSIDE, 18, bold=True)]
    if zone.prompt and n == 0:
        pieces.append(text(zone.prompt, 0, 0, INSIDE, 13, color=INK_SOFT))
    return stack(pieces, 2)


def _group_title(group: Group) -> Drawing:
    words = text(group.title, 0, 4, INSIDE, NOTE_SIZE, bold=True)
    return Drawing(words.body, INSIDE, words.height + 4)


def _pages(blocks: list[tuple[Drawing, str]], most: float) -> list[list[tuple[Drawing, str]]]:
    """The pieces on as few pages of this height as possible, balanced, so that the last page is not nearly empty."""
    fewest = len(_filled(blocks, most))
    room = sum(drawing.height + GAP + 2 for drawing, _ in blocks) / fewest
    while room < most and len(_filled(blocks, room)) > fewest:
        room += GAP
    return _filled(blocks, min(room, most))


def _filled(blocks: list[tuple[Drawing, str]], room: float) -> list[list[tuple[Drawing, str]]]:
    """The pieces on pages of this height, each page filled before the next."""
    pages: list[list[tuple[Drawing, str]]] = [[]]
    left = room
    for block in blocks:
        if pages[-1] and block[0].height > left:
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= block[0].height + GAP + 2
    return pages
