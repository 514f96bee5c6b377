"""The pages of a PDF: the last one is either well used or not there, and those with photographs are full."""

import io

import pypdf
import pytest

from live_cop.report.document import Document, Item, Items, Photograph, Photographs, Section, Text
from live_cop.report.facts import Photo
from live_cop.report.formats import pdf, pdf_pages
from live_cop.report.picture_chapters import LARGE_PHOTOS, photographs
from live_cop.words import languages, t

from ..sample_reports import jpeg
from .test_pdf import document


def end_of(written: Document) -> pdf_pages._End:
    """Where the text of the file ends that is made of this document."""
    return pdf_pages.end_of(pdf_pages.fitted(pdf._tree(written)))


def pages_of(written: Document) -> float:
    """How many pages are used, the last one in part."""
    end = end_of(written)
    return end.page - 1 + (end.y - (pdf_pages.BOTTOM - pdf_pages.BODY)) / pdf_pages.BODY


@pytest.mark.parametrize("length", ["summary", "full"])
def test_no_report_has_a_last_page_with_two_lines_on_it(length):
    """Whatever it has: so many chapters, also in two columns with a text over the whole width below them."""
    used = []
    for number in range(6, 20):
        words = Text("\n\n".join(["A paragraph of one line"] * 5))
        is_wide = length == "summary" or number % 2 == 1
        chapters = [
            Section(f"c{n}", f"Chapter {n}", [words], columns=not is_wide) for n in range(number // (1 + is_wide))
        ]
        used.append(pages_of(document(*chapters, Section("b", "B", [Text("The end.")]), length=length)))
    assert min(used) < 1 < max(used)
    assert [each for each in used if each > 1 and each % 1 < pdf_pages.NEARLY_EMPTY] == []


def test_a_closing_remark_never_begins_a_page_alone():
    for number in range(23, 28):
        names = [f"Card {n} of many" for n in range(number)]
        written = document(
            Section("a", "A", [Text("\n\n".join(["A line"] * 14))]),
            Section(
                "b", "B", [Items([Item(each) for each in names]), Text("And 1 more, in the full report.", soft=True)]
            ),
            Section("c", "C", [Text("\n\n".join(["What comes after it"] * 20))]),
            length="summary",
        )
        [page] = [each for each in texts_of_pages(pdf.render(written)) if "And 1 more" in each]
        assert names[-1] in page


def texts_of_pages(file: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(file)).pages]


def test_a_report_of_one_page_has_no_list_of_what_is_on_it():
    def pages(number: int) -> list[str]:
        parts = [Section(f"p{n}", f"Part {n}", [Text("A line")], listed=True) for n in range(number)]
        return texts_of_pages(pdf.render(document(Section("a", "A", [*parts]))))

    [only], [first, *_] = pages(3), pages(40)
    assert t("report.contents") not in only and t("report.contents") in first


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_last_columns_are_even_in_either_direction(language):
    words = [Text("\n\n".join(["A line"] * 6))]
    chapters = [Section(f"c{n}", f"Chapter {n}", words, columns=True) for n in range(4)]
    with languages.using(language):
        end = end_of(document(*chapters, language=language))
    first = [each for each in end.starts if pdf_pages._is_first(each, rtl=language == "ar")]
    assert len(first) == 2


def photo(n: int, **more: int) -> Photo:
    return Photo(f"p{n}", 2000, 1500, f"Flip chart {n}", large=jpeg(), **more)


def test_of_many_photographs_those_with_most_support_are_large_and_the_others_share_pages():
    photos = [photo(n, too=9 if n in (11, 70) else n % 3) for n in range(90)]
    large, small = photographs(photos, [f"Meeting {n}" for n in range(90)])
    assert [each.marks for each in large.photographs] == ["Meeting 11", "Meeting 70"]
    assert [each.marks for each in small.photographs] == [f"Meeting {n}" for n in range(90) if n not in (11, 70)]
    assert len(large.photographs) == LARGE_PHOTOS and small.photographs[0].width < large.photographs[0].width
    written = document(Section("photos", "Pictures", [large, small], columns=True))
    assert pages_of(written) < 7


def test_what_is_beside_a_photograph_in_a_column_has_its_own_place():
    """Paper notes are two in a row also where the row is as wide as a column."""
    notes = [Photograph(jpeg(), f"Words {n}", 220, 220) for n in range(4)]
    encoded = pdf._block(Photographs(notes), narrow=True)
    assert encoded["columns"] == 2
    assert sum(each["width"] for each in encoded["photographs"][:2]) + pdf.GAP <= pdf.MAX_WIDTH
