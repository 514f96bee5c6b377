"""The short report of a meeting: at most two pages in every format, in the order of what matters most."""

import io
from itertools import pairwise

import pypdf
import pytest
from msgspec.structs import replace

from live_cop.meeting.contacts.breadth import Breadth, People
from live_cop.report.chapters import write
from live_cop.report.document import Document, Figures, Items, Notes, Text
from live_cop.report.facts import Group, Note, Recommendation, Report, Snapshot, Zone
from live_cop.report.formats import html, pdf

from ..support.thorough import first
from . import libreoffice
from .formats.test_pdf import File
from .sample_reports import report_of, spread, three_notes

HEBREW = "שלום לכולם, מה כבר עובד כאן"


def right_to_left() -> Report:
    zone = Zone("z", HEBREW, HEBREW, "mint", [], [Note(f"{HEBREW} {n}", "mint", too=n) for n in range(60)])
    return replace(
        report_of(3), title=HEBREW, introduction=HEBREW, conclusions=f"{HEBREW}. " * 30, thanks=HEBREW,
        recommendations=[Recommendation(HEBREW, HEBREW)] * 7, spreads=[spread(HEBREW)], zones=[zone],
    )  # fmt: skip


REPORTS = {
    "three notes": three_notes,
    "three people": lambda: report_of(3, breadth=Breadth(People(None))),
    "30": lambda: report_of(30),
    "30 with a photograph": lambda: report_of(30, photographs=1),
    "125": lambda: report_of(125),
    "125 with photographs": lambda: report_of(125, photographs=12),
    "400": lambda: report_of(400, photographs=60),
    "nobody on the list": lambda: report_of(125, breadth=Breadth(), named=[]),
    "no snapshot": lambda: report_of(125, snapshots=[]),
    "no word by the chair": lambda: report_of(
        125, introduction="", conclusions="", thanks="", recommendations=[], sent=[], resources=[]
    ),
    "a title of 500 characters": lambda: report_of(125, title="Homes that say yes, and " * 21),
    "right to left": right_to_left,
    "five scales": lambda: report_of(125, spreads=[spread(f"Question {n}?") for n in range(5)]),
    "a draft": lambda: report_of(3, published=False, recommendations=[], conclusions=""),
}


@pytest.fixture(scope="module", params=first(5, REPORTS))
def short(request) -> tuple[Report, Document]:
    report = REPORTS[request.param]()
    return report, write(report)


def of(document: Document, id: str) -> list:
    """The blocks of a chapter; none if the report has none."""
    return [block for section in document.sections if section.id == id for block in section.blocks]


def test_the_pdf_has_at_most_two_pages_that_are_full_if_anything_is_left_out(short):
    report, document = short
    pages = len(pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages)
    assert pages <= 2
    left = pdf.space_left(document)
    assert left >= 0
    words = " ".join(block.text for section in document.sections for block in section.blocks if isinstance(block, Text))
    if "in the full report" in words.replace("And 12 more pictures, in the full report.", "") and report.notes > 3:
        assert left < 80, "a twentieth of a page"


@pytest.mark.thorough
@libreoffice.writer
def test_the_word_file_has_at_most_two_pages(tmp_path):
    pages = libreoffice.pages_in_word({name: write(make()) for name, make in REPORTS.items()}, tmp_path)
    assert all(number <= 2 for number in pages.values()), pages


def test_the_chapters_are_in_the_order_of_what_matters_most():
    document = write(report_of(30, photographs=1))
    order = ("recommendations", "conclusions", "scales", "pictures", "agreed", "steps", "next-meeting", "breadth")
    places = [[section.id for section in document.sections].index(id) for id in order]
    assert all(before < after for before, after in pairwise(places))


def test_all_recommendations_are_there_with_those_they_are_for():
    [items, sent] = of(write(report_of(400, photographs=60)), "recommendations")
    assert isinstance(items, Items) and len(items.items) == 7
    assert items.items[0].facts == ["To: City council, housing"] and sent.text.startswith("Sent to 4 people")


def test_three_notes_and_nothing_else_are_three_notes():
    document = write(three_notes())
    assert [section.id for section in document.sections] == ["agreed", "record"]
    [notes] = of(document, "agreed")
    assert isinstance(notes, Notes) and len(notes.notes) == 3
    assert document.sections[0].title == "What was written on the wall"


def test_a_picture_that_nobody_described_does_not_repeat_notes_that_are_all_listed():
    def chapters(notes: int, caption: str) -> list[str]:
        zone = Zone("z", "Wall", "", "mint", [], [Note(f"Note {n}", "mint") for n in range(notes)])
        taken = Snapshot("h", "Picture", caption, 0, True, [zone], [], [], [], [])
        return [each.id for each in write(replace(three_notes(), zones=[zone], snapshots=[taken])).sections]

    assert chapters(12, "") == ["agreed", "record"]
    assert chapters(12, "What we saw") == ["pictures", "agreed", "record"]


def test_pictures_and_photographs_have_captions_and_the_others_are_counted():
    blocks = of(write(report_of(125, photographs=12)), "pictures")
    figures = [figure for block in blocks if isinstance(block, Figures) for figure in block.figures]
    assert 2 <= len(figures) <= 3 and all(figure.caption for figure in figures)
    assert blocks[-1].text == f"And {14 - len(figures)} more pictures, in the full report."


def test_groups_and_notes_with_most_support_come_first_and_the_others_are_counted():
    [cards, more] = of(write(report_of(125)), "agreed")
    support = [note.too for note in cards.notes]
    assert support == sorted(support, reverse=True) and cards.notes[0].notes == 8
    alone = sum(not note.notes for note in cards.notes)
    assert more.text == f"And {125 - alone} more notes, in the full report."


def test_lived_experience_is_named_above_the_report_and_among_those_who_were_there():
    document = write(report_of(125))
    assert document.about[0].endswith("About 10 said that they have lived experience.")
    assert "Lived experience, some with both, about 10" in of(document, "breadth")[0].text
    nobody = write(report_of(125, breadth=Breadth(People(25, 15, 10))))
    assert "lived" not in nobody.about[0] and not of(nobody, "breadth")


def test_steps_are_new_then_going_on_then_done_the_newest_first():
    [items, *_] = of(write(report_of(3)), "steps")
    assert [item.facts[0].split(" · ")[0] for item in items.items] == ["New", "New", "New", "Going on", "Done"]
    assert items.items[0].text == "Ask two landlords to try it with us"


def test_the_pages_are_tagged_and_their_pictures_have_alternative_texts():
    file = File(pdf.render(write(report_of(125, photographs=2))))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.root["/Metadata"].get_data()
    figures = [each for each in file.elements() if each["/S"] == "/Figure"]
    assert len(figures) >= 3 and all(each.get("/Alt") for each in figures)


@pytest.mark.parametrize("notes", [24, 40])
def test_the_short_report_never_has_more_pages_than_the_full_one(notes):
    """Of a wall in groups it shows the groups and the notes in them, which may need more room than all notes once."""
    words = [f"A drop-in on Tuesdays with tea, and somebody who rings back the same day {n}" for n in range(notes)]
    cards = [Note(each, "butter") for each in words]
    groups = [Group(f"Group {n}", cards[n : n + 3]) for n in range(0, notes, 3)]
    zone = Zone("z", "The wall", "", "butter", groups, [])
    report = replace(three_notes(), zones=[zone], rest=[zone])
    short, full = write(report), write(report, "full")
    assert pdf.pages(short) <= pdf.pages(full)
    assert all(each in html.render(short) for each in words)


def test_a_published_report_has_no_chapter_that_says_only_that_it_is_empty():
    report = replace(three_notes(), rest=three_notes().zones)
    full = write(report, "full")
    assert [section.id for section in full.sections] == ["wall", "record"]
    draft = write(replace(report, published=False), "full")
    assert {"recommendations", "steps", "scales", "agenda"} <= {section.id for section in draft.sections}


def test_a_picture_of_the_wall_does_not_say_the_title_of_its_place_twice():
    zone = Zone("z", "Best hopes", "", "mint", [], [Note("A home", "mint")])
    [figure] = (figure for block in of(write(replace(report_of(3), snapshots=[
        Snapshot("h", "Best hopes", "What we hope", 0, False, [zone], [], [], [], [])])), "pictures")
        if isinstance(block, Figures) for figure in block.figures)  # fmt: skip
    assert figure.title == "" and figure.caption == "What we hope"
