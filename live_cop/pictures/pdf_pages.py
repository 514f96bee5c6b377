"""Draws the pages of a PDF file, and reads their words.

PDFium draws them: the build that pypdfium2 brings has no JavaScript and no XFA. Forms are never set up and notes on a
page (annotations) are not drawn, so nothing in a file acts, and nothing that its author hid is shown. What leaves this
process are pictures and words; of the file nothing is kept.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ..meeting.refusal import Refusal

#: Pixels of the longer side of a page: letters are sharp on a board with 1,920 pixels, on which a page has some room
#: around it.
SIDE = 1_600
#: Seconds after which this process hands over what it has drawn. The server then has the next pages drawn: meanwhile
#: it can say how many there are, and the photographs of others have their turn.
PIECE_SECONDS = 3.0
#: Sizes of a page in points, of which there are 72 in an inch: from 1 mm to 5 m. With another the file is damaged.
SMALLEST, LARGEST = 3, 14_400
#: Characters of the words that are read from a page.
MAX_TEXT = 2_000


class Page(NamedTuple):
    """What there is to see on a page, and its words."""

    image: Image.Image
    text: str


def draw(file: bytes, first: int, most: int, paint: Callable[[Page], None]) -> int:
    """How many pages the file has. Those from number `first` on (0 is the first one) are given to `paint`, as many as
    are done in time but at least one.

    Raises Refusal `not_slides` for what is no PDF, `slides_locked` for one that needs a password, `too_many_pages` for
    one with more than `most`, and `broken_slides` for a damaged one."""
    # A PDF may have other bytes before it, but not many.
    if b"%PDF-" not in file[:1024]:
        raise Refusal("not_slides")
    end = time.monotonic() + PIECE_SECONDS
    try:
        document = pdfium.PdfDocument(file)
        count = len(document)
        if count > most:
            raise Refusal("too_many_pages", limit=most)
        for index in range(first, count):
            paint(_drawn(document, index))
            if time.monotonic() > end:
                break
    except pdfium.PdfiumError as error:
        locked = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise Refusal("slides_locked" if error.err_code in locked else "broken_slides") from None
    return count


def _drawn(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    width, height = page.get_size()
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise Refusal("broken_slides")
    bitmap = page.render(
        scale=SIDE / max(width, height), may_draw_forms=False, draw_annots=False, limit_image_cache=True
    )
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    text = _words(page)
    page.close()
    return Page(image, text)


def _words(page: pdfium.PdfPage) -> str:
    """The words of a page, as far as they can be read: most programs write them so that they can be copied."""
    try:
        words = page.get_textpage()
        return str(words.get_text_range(0, min(words.count_chars(), MAX_TEXT), errors="ignore"))
    except pdfium.PdfiumError:
        return ""
