"""Pages of PDF files: what is to be seen on them is drawn, nothing in them acts, and each bad one has its sentence."""

import pytest

from live_cop.meeting.refusal import Refusal
from live_cop.pictures import pdf_pages
from live_cop.pictures.painting import paint

from ..support import pdfs
from .test_worker import Outcome, Request, run

MOST = 100


def draw(file: bytes, first: int = 0) -> tuple[int, list[pdf_pages.Page]]:
    pages: list[pdf_pages.Page] = []
    return pdf_pages.draw(file, first, MOST, pages.append), pages


def only_page(file: bytes) -> pdf_pages.Page:
    count, (page,) = draw(file)
    assert count == 1
    return page


def refusal_of(file: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        draw(file)
    return refused.value.code


def test_the_process_draws_each_page_in_its_sizes_and_reads_its_words():
    file, sizes, texts = pdfs.slides(["One (1)\nmore", "Two £"]), [], []
    while len(texts) < 2:
        # On a busy machine it may stop after the first one.
        outcome = run(Request("pages", file, [480], first=len(texts), most=MOST))
        assert outcome.count == 2 and outcome.texts
        sizes += [(each.width, each.height) for each in outcome.pictures]
        texts += [text.split() for text in outcome.texts]
    assert sizes == [(1600, 900), (480, 270)] * 2 and texts == [["One", "(1)", "more"], ["Two", "£"]]


def test_it_begins_where_the_last_process_stopped(monkeypatch):
    monkeypatch.setattr(pdf_pages, "PIECE_SECONDS", 0)
    file = pdfs.slides(["a", "b", "c"])
    for first, text in enumerate("abc"):
        count, pages = draw(file, first)
        assert (count, [page.text for page in pages]) == (3, [text])


def test_programs_forms_and_hidden_notes_leave_no_trace():
    page, plain = only_page(pdfs.with_programs()), pdfs.one_page(b"BT /F 48 Tf 60 300 Td (What is seen) Tj ET")
    assert page.text == "What is seen"
    assert page.image.tobytes() == only_page(plain).image.tobytes()


@pytest.mark.parametrize(
    "size, pixels",
    [((960, 540), (1600, 900)), ((595, 842), (1131, 1600)), ((14_400, 14_400), (1600, 1600)), ((14_400, 3), (1600, 1))],
)
def test_a_page_of_any_size_fits(size, pixels):
    image = only_page(pdfs.one_page(b"", size=size)).image
    assert all(abs(a - b) <= 1 for a, b in zip(image.size, pixels, strict=True))
    assert paint(image).width == image.width


@pytest.mark.parametrize(
    "file, code",
    [
        (b"", "not_slides"),
        (b"<html>", "not_slides"),
        (b"%PDF-1.7\n", "broken_slides"),
        (pdfs.slides(["a"] * 5)[:900], "broken_slides"),
        (pdfs.written([b"<</Type/Catalog>>"]), "broken_slides"),
        (pdfs.slides(["a", "b"]).replace(b"/Count 2", b"/Count 9"), "broken_slides"),
        (pdfs.in_itself(), "broken_slides"),
        (pdfs.one_page(b"", size=(1e9, 1e9)), "broken_slides"),
        (pdfs.locked(), "slides_locked"),
        (pdfs.many_pages(5_000), "too_many_pages"),
    ],
)
def test_bad_files_have_one_sentence_each(file, code):
    assert refusal_of(file) == code


def test_as_many_pages_as_there_may_be_are_taken():
    count, pages = draw(pdfs.many_pages(MOST), MOST - 1)
    assert count == MOST and len(pages) == 1
    # The pages are counted, whatever the file says of them.
    assert draw(pdfs.many_pages(3).replace(b"/Count 3", b"/Count 2000000000"))[0] == 3


def test_a_picture_of_a_hundred_million_pixels_is_drawn_or_ends_the_process():
    assert isinstance(run(Request("pages", pdfs.huge_image(), most=MOST)), Outcome)
