"""The report as PDF, typeset by typst from templates/report.typ: tagged (PDF/UA-1), with real text and bookmarks.

Everything that people wrote is passed as data. This module decides what typst cannot: which characters our fonts have,
and which pictures are side by side.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

import msgspec
import typst

from ...meeting.texts.web_links import pieces
from ...words import languages, t
from ...words.direction import isolated
from ..document import (
    LONG_NOTE,
    Block,
    Document,
    Figure,
    Figures,
    Items,
    Link,
    Notes,
    Photograph,
    Photographs,
    Picture,
    Pictures,
    Section,
    Table,
    Text,
)
from ..facts import Note
from ..pictures.svg import Drawing, data_url, el, picture
from ..pictures.text_layout import MAX_LINE_BREAKS, column_widths
from ..pictures.wall import marks_of
from ..theme import Theme
from . import pdf_pages, typst_setup
from .typst_drawing import for_typst

#: The height of a page in px, and that of a row of pictures unless one picture is higher. Low rows leave little of a
#: page empty.
PAGE_HEIGHT, ROW_HEIGHT = 880.0, 430.0
#: The largest width in px: of a picture, which is that of a column, and of a photograph that is alone in a row.
MAX_WIDTH, MAX_PHOTO_WIDTH = 340.0, 700.0
GAP = 17.0
#: The usual colours on paper, and the largest logo in px.
USUAL_COLORS, LOGO = ("#0b6e69", "#0b6e69", "#e6f2f0"), (150.0, 52.0)
#: A table column of up to this many characters is never wrapped: a weekday and its date.
SHORT_COLUMN = 27
#: Notes of more characters than this have the whole width of a column.
SHORT_NOTE = 60


def render(document: Document) -> bytes:
    """The document as a PDF file."""
    tree = _tree(document)
    tree = typst_setup.printable({**tree, "made": typst_setup.told(document, tree).made})
    tree = pdf_pages.fitted(tree)
    try:
        return _compile(tree, "ua-1")
    except typst.TypstError:
        # A character joined to one of another script may be in no single font. The text matters more than the standard.
        return _compile(tree)


def pages(document: Document) -> int:
    """How many pages the file has."""
    return pdf_pages.end_of(pdf_pages.fitted(typst_setup.printable(_tree(document)))).pages


def space_left(document: Document) -> float:
    """How much of its second page the document leaves free, in pt; negative if it needs more than two pages.

    What floats may come on a page after the text's last one."""
    end = pdf_pages.end_of(typst_setup.printable(_tree(document)))
    left = pdf_pages.BODY * (2 - end.page) + pdf_pages.BOTTOM - end.y
    return left if end.pages <= 2 else min(left, -1.0)


def as_set(document: Document) -> list[Section]:
    """The chapters in the order in which they begin on the pages: one that floats may come after the one below it. Word
    has no such chapters, and would leave the foot of a page empty."""
    chapters = [*document.sections]
    if not any(each.floats for each in chapters):
        return chapters
    pages = {each.id: each.page for each in pdf_pages.end_of(typst_setup.printable(_tree(document))).starts}
    for n, (chapter, following) in enumerate(pairwise(document.sections)):
        if chapter.floats and pages.get(chapter.id, 0) > pages.get(following.id, 0):
            chapters[n : n + 2] = following, chapter
    return chapters


def pages_in_word(document: Document) -> dict[str, int]:
    """On which page each section of a full report begins in Word. It is laid out with the distances of our Word file,
    which is right for most sections and wrong by a page for some. Only Word itself knows better."""
    tree = {**_one_note_in_a_row(_tree(document)), "word": True}
    return {each.id: each.page for each in pdf_pages.end_of(typst_setup.printable(tree)).starts}


def _one_note_in_a_row(value: Any) -> Any:
    if isinstance(value, list):
        return [_one_note_in_a_row(each) for each in value]
    if isinstance(value, dict) and value.get("type") == "Notes":
        return {**value, "rows": [[note] for row in value["rows"] for note in row]}
    return {key: _one_note_in_a_row(each) for key, each in value.items()} if isinstance(value, dict) else value


def _compile(tree: Any, *standards: str) -> bytes:
    return typst_setup.compile_template(
        pdf_pages.TEMPLATE,
        pdf_pages.inputs_of(tree),
        format="pdf",
        pdf_standards=list(standards),
        timestamp=tree["made_at"] // 1000,
    )


def _tree(document: Document) -> dict[str, Any]:
    return {
        "name": f"{document.title} · {document.kind}",
        "foot": f"{isolated(document.title)} · {document.kind}",
        "fonts": typst_setup.FAMILIES,
        "page": t("report.page"),
        "ids": list(_ids(document.sections)),
        **{key: getattr(document, key) for key in document.__struct_fields__},
        "theme": None,
        "colors": _colors(document.theme),
        "logo": _logo(document.theme),
        "contents": _contents(document) if document.has_contents else [],
        "contents_heading": t("report.contents"),
        "setting": pdf_pages.USUAL,
        "rtl": languages.is_rtl(document.language),
        "word": False,
        "new_column": "",
        "sections": [_section(each, narrow=each.columns) for each in document.sections],
    }


def _colors(theme: Theme | None) -> tuple[str, str, str]:
    """The colours of words, of large shapes, and of the ground of what matters most."""
    shades = theme.shades.light if theme and theme.shades else None
    return (shades.words, shades.shape, shades.tint) if shades else USUAL_COLORS


def _logo(theme: Theme | None) -> dict[str, Any] | None:
    if theme is None or not theme.logo:
        return None
    return _image(theme.logo_url, theme.name, *theme.logo_size(*LOGO))


def _contents(document: Document) -> list[list[dict[str, Any]]]:
    """The contents in two columns, the first of which is as long as the second or longer by one."""
    lines = [
        {"id": section.id, "title": _beside(section), "aside": section.aside, "inside": n > 0}
        for chapter, listed in document.contents
        for n, section in enumerate([chapter, *listed])
    ]
    half = (len(lines) + 1) // 2
    return [lines[:half], lines[half:]]


def _ids(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _ids(block.blocks)


def _section(section: Section, *, narrow: bool = False) -> dict[str, Any]:
    """`narrow`: in one of two columns."""
    return {
        "type": "Section",
        "id": section.id,
        "title": _beside(section),
        "aside": section.aside,
        "raised": section.raised,
        "floats": section.floats,
        "bookmarked": not section.is_empty,
        "columns": section.columns,
        "blocks": list(_runs(section.blocks, narrow=narrow)),
    }


def _beside(section: Section) -> str:
    """The title of a section, as it stands in a line with what is beside it."""
    return isolated(section.title) if section.aside else section.title


def _runs(blocks: Sequence[Block], *, narrow: bool) -> Iterator[dict[str, Any]]:
    """The blocks in order, with consecutive small sections side by side where there is the width."""
    for small, run in groupby(blocks, key=lambda block: not narrow and _is_small(block)):
        if small:
            yield {"type": "Beside", "sections": [_section(each) for each in run if isinstance(each, Section)]}
        else:
            whole = [piece for each in run for piece in _with_end(each, blocks)]
            yield from (encoded for each in whole if (encoded := _block(each, narrow=narrow)))


def _with_end(block: Block, blocks: Sequence[Block]) -> list[Block]:
    """A list in two, if a closing remark follows it: its last row stays on a page with the remark."""
    if len(blocks) < 2 or block is not blocks[-2] or not isinstance(blocks[-1], Text) or not blocks[-1].soft:
        return [block]
    match block:
        case Items(items) if len(items) > 1:
            return [Items(items[:-1]), Items(items[-1:])]
        case Notes(notes) if len(rows := block.rows()) > 1:
            cut = len(notes) - len(rows[-1])
            return [Notes(notes[:cut]), Notes(notes[cut:])]
        case _:
            return [block]


def _is_small(block: Block) -> bool:
    """Whether a block fits into half the width. A section with more than one picture needs the whole width."""
    if not isinstance(block, Section) or not block.small:
        return False
    return sum(len(each.pictures) for each in block.blocks if isinstance(each, Pictures)) < 2


def _block(block: Block, *, narrow: bool = False) -> dict[str, Any] | None:
    match block:
        case Section():
            return _section(block, narrow=narrow)
        case Text():
            return {"type": "Text", "paragraphs": block.paragraphs, "soft": block.soft, "strong": block.strong}
        case Notes():
            rows = block.rows(SHORT_NOTE if narrow else LONG_NOTE)
            return {"type": "Notes", "rows": [[_note(each) for each in row] for row in rows]}
        case Pictures():
            pictures = [_picture(each) for each in block.pictures]
            return {"type": "Pictures", "rows": [[[each]] for each in pictures] if narrow else picture_rows(pictures)}
        case Picture():
            return {"type": "Picture", **_picture(block)}
        case Photographs():
            columns = _columns(block.photographs, narrow=narrow)
            widest = (MAX_WIDTH - (columns - 1) * GAP) / columns if narrow else MAX_PHOTO_WIDTH
            shown = [_photograph(each, widest) for each in block.photographs]
            return {"type": "Photographs", "columns": columns, "photographs": shown}
        case Figures():
            return {"type": "Figures", "figures": [_figure(each) for each in block.figures]}
        case Table():
            return {"type": "Table", **msgspec.to_builtins(block), "shares": _shares(block)}
        case Items() | Link():
            return {"type": type(block).__name__, **msgspec.to_builtins(block)}
    # Paper has neither a calendar file, whose date is in the text, nor a replay.
    return None


def _shares(table: Table) -> list[int]:
    """How the columns share the width that the short ones (0) leave; if all are short, the first takes it."""
    widths = column_widths([table.head, *table.rows, *([table.foot] if table.foot else [])])
    shares = [each if each > SHORT_COLUMN else 0 for each in widths]
    return shares if any(shares) else [1, *shares[1:]]


def _note(note: Note) -> dict[str, Any]:
    # The breaks of a very long list become spaces, as on the wall.
    text = note.text.replace("\n", " ") if note.text.count("\n") > MAX_LINE_BREAKS else note.text
    return {
        **msgspec.to_builtins(note),
        "text": text,
        "pieces": msgspec.to_builtins(pieces(text)),
        "marks": marks_of(note),
        "rtl": languages.is_rtl(note.lang),
        "translations": [
            {"lang": lang, "label": t("report.translation", language=languages.name_of(lang)), "text": words}
            for lang, words in note.translations
        ],
    }


def _picture(picture: Picture) -> dict[str, Any]:
    scale = min(1.0, PAGE_HEIGHT / picture.height, MAX_WIDTH / picture.width)
    return {
        **for_typst(picture.svg, picture.width * scale),
        "description": picture.description,
        "width": picture.width * scale,
        "height": picture.height * scale,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    shown = figure.picture
    drawn = _picture(shown) if isinstance(shown, Picture) else _photograph(shown, MAX_PHOTO_WIDTH)
    return {"title": figure.title, "picture": drawn, "caption": figure.caption}


def _columns(photographs: Sequence[Photograph], *, narrow: bool) -> int:
    """One for a photograph that has a row to itself, two for photographs, three for paper notes. A column has one fewer
    of each."""
    widest = max(each.width for each in photographs)
    if len(photographs) == 1:
        return 1
    return (2 if widest > MAX_WIDTH * 2 / 3 else 3) - narrow


def _photograph(photograph: Photograph, widest: float) -> dict[str, Any]:
    """typst reads pictures from files or from SVG, and there is no file: so the JPEG is within an SVG."""
    scale = min(1.0, widest / photograph.width)
    width, height = photograph.width * scale, photograph.height * scale
    url = data_url(photograph.jpeg) if photograph.jpeg else ""
    return {**_image(url, photograph.description, width, height), "marks": photograph.marks}


@lru_cache(maxsize=512)
def _image(url: str, description: str, width: float, height: float) -> dict[str, Any]:
    """A short report is laid out several times with the same photographs."""
    image = el("image", width=width, height=height, href=url)
    svg = picture(Drawing(image, width, height), description).svg if url else ""
    return {"svg": svg, "lines": [], "description": description, "width": width, "height": height}


def picture_rows(pictures: Sequence[dict[str, Any]]) -> list[list[list[dict[str, Any]]]]:
    """Pictures in rows of two columns, read down the left one and then down the right one; a row fits on a page."""
    rows: list[list[list[dict[str, Any]]]] = []
    start = 0
    while start < len(pictures):
        allowed = max([ROW_HEIGHT, *(_height([each]) for each in pictures[start : start + 2])])
        end = start + 1
        while end < len(pictures) and _halves(pictures[start : end + 1])[0] <= allowed:
            end += 1
        _, cut = _halves(pictures[start:end])
        rows.append([list(pictures[start : start + cut]), list(pictures[start + cut : end])])
        start = end
    return rows


def _halves(pictures: Sequence[dict[str, Any]]) -> tuple[float, int]:
    """The smallest height of two columns, and the number of pictures in the left one."""
    return min((max(_height(pictures[:cut]), _height(pictures[cut:])), cut) for cut in range(1, len(pictures) + 1))


def _height(pictures: Sequence[dict[str, Any]]) -> float:
    return sum((float(each["height"]) + GAP for each in pictures), 0.0)
