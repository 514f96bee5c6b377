"""The report as PDF: real text, tags and bookmarks, and all content printed as text."""

import io
import re
from collections import Counter
from functools import cache
from itertools import pairwise

import msgspec
import pypdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ContentStream

from live_cop.paths import TEMPLATES
from live_cop.report import chapters, photographs, series
from live_cop.report.compile import compile
from live_cop.report.document import Document, Item, Items, Link, Notes, Pictures, Section, Table, Text
from live_cop.report.facts import NextMeeting, Note, Recommendation, Report, Resource, StepLine, Zone
from live_cop.report.formats import pdf, typst_setup
from live_cop.report.pictures import wall
from live_cop.report.series_facts import Series

from ...meeting.room import CHAIR, Room
from ...support.thorough import first
from ..large_meeting import everything_on, large_meeting, pictures_of, with_people
from ..pictures.test_pictures import DIFFICULT_TEXTS, stored_texts
from ..sample_reports import report_of
from .test_html import full_meeting

TYPST = [
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd")',
    '#image("/etc/passwd")',
    "= #panic() $x$ *b* `c` // @d",
]


class File:
    """A PDF as a reader sees it."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdf.PdfReader(io.BytesIO(data))
        self.root = self.pdf.trailer["/Root"]
        self.text = "\n".join(page.extract_text() for page in self.pdf.pages)
        self.tags = Counter(str(each["/S"]) for each in self.elements())

    def elements(self, of=None):
        """All elements of the structure tree in order."""
        of = self.root["/StructTreeRoot"] if of is None else of.get_object() if hasattr(of, "get_object") else of
        if isinstance(of, list):
            for each in of:
                yield from self.elements(each)
        elif isinstance(of, dict):
            if "/S" in of:
                yield of
            if "/K" in of:
                yield from self.elements(of["/K"])

    def squeezed_text(self) -> str:
        """The text without white space, since lines may end anywhere."""
        return squeezed(self.text)

    def bookmarks(self, of=None) -> list[str]:
        found = []
        for each in self.pdf.outline if of is None else of:
            found += self.bookmarks(each) if isinstance(each, list) else [each["/Title"]]
        return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed(document: Document) -> File:
    return File(pdf.render(document))


def document(*sections: Section, **more) -> Document:
    return msgspec.structs.replace(
        Document("A title", "Meeting report", [], "A day", [], [], list(sections), "Made", "full", 1_700_000_000_000),
        **more,
    )


@cache
def full() -> File:
    room = full_meeting()
    return printed(chapters.write(compile(room.state, room.now), "full"))


def test_the_file_has_metadata_and_a_language():
    file = full()
    assert file.root["/Lang"] == "en" and file.root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF's own true)
    assert file.pdf.metadata.title == "Homes that say yes · Meeting report"
    assert file.pdf.metadata.author == "A community"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.root["/Metadata"].get_data()


def test_chapters_are_bookmarks_and_headings_skip_no_level():
    file = full()
    # A chapter that only says that there is nothing has no bookmark.
    assert file.bookmarks()[:3] == ["Introduction", "What we take from it", "Scales"]
    assert "What we recommend" in file.text and "The next steps" in file.text
    assert "The next steps" not in file.bookmarks()
    levels = [int(tag[2:]) for each in file.elements() if re.fullmatch(r"/H\d", tag := str(each["/S"]))]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_picture_has_a_description():
    pictures = [each for each in full().elements() if each["/S"] == "/Figure"]
    assert pictures and all(each.get("/Alt") for each in pictures)
    assert any("How near are we?" in each["/Alt"] for each in pictures)


def test_only_the_foot_of_a_page_is_not_read_aloud():
    """The words of a picture belong to its figure."""
    for page in full().pdf.pages:
        inside: list[bool] = []
        unread = 0
        for operands, operator in ContentStream(page.get_contents(), full().pdf).operations:
            if operator in (b"BDC", b"BMC"):
                inside.append(operands[0] == "/Artifact")
            elif operator == b"EMC":
                inside.pop()
            unread += operator == b"BT" and any(inside)
        assert unread <= 2, "the title, and the number of the page"


def test_every_kind_of_block_has_its_text_and_tags():
    blocks = [
        Text("One paragraph\nof two lines\n\nAnother"), Items([Item("A thing", ["a fact"], "https://example.org/a")]),
        Notes([Note("A note", "mint", "Ann", "question", 2, 3, ("merged words",))]),
        Table(["Part", "Took"], [["Tea", "5 min"]], ["All", "6 min"]),
        Link("a place", "#inner", "See"), Link("https://example.org/b", "https://example.org/b", "Or"),
        Section("inner", "An inner one", [Text("inside")], aside="3 notes", small=True),
    ]  # fmt: skip
    file = printed(document(Section("outer", "An outer one", blocks, raised=True), lines=["A community"]))
    for words in (
        "One paragraph", "of two lines", "Another", "A thing", "a fact", "https://example.org/a", "A note", "— Ann",
        "merged words", "Question", "3 dots", "Part", "Tea", "5 min", "6 min", "a place", "An inner one", "inside",
        "3 notes", "A title", "A day", "A community", "Page 1 of",
    ):  # fmt: skip
        assert squeezed(words) in file.squeezed_text(), words
    for tag in ("/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/H1", "/H2", "/P"):
        assert file.tags[tag], tag
    links = [each.get_object() for page in file.pdf.pages for each in page.get("/Annots", [])]
    assert len(links) >= 3 and all(each.get("/Contents") for each in links)


@pytest.mark.parametrize("words", [*DIFFICULT_TEXTS, *TYPST], ids=range(len(DIFFICULT_TEXTS) + len(TYPST)))
def test_any_text_is_printed_as_text(words):
    section = Section("a", words, [Text(words), Items([Item(words, [words])]), Notes([Note(words, "sky", words)])])
    file = printed(document(section, title=words, kind=words, lines=[words], about=[words], author=words, made=words))
    if words.isascii() and "\n" not in words:
        assert file.squeezed_text().count(squeezed(words)) >= 8
    assert "root:" not in file.text


@settings(max_examples=15, deadline=None)
@given(st.lists(stored_texts(), min_size=1, max_size=8))
def test_any_text_can_be_printed_also_in_a_picture(texts):
    """Mixed scripts are where the libraries below may fail."""
    pictures = Pictures(wall.pictures_of(Zone("z", "A place", "", "sky", [], [Note(each, "sky") for each in texts])))
    assert pdf.render(document(Section("a", "A", [*map(Text, texts), pictures]))).startswith(b"%PDF")


def test_the_template_evaluates_nothing():
    for name in ("report.typ", "picture.typ"):
        assert not re.search(r"\beval\b|\bread\(|#import|#include|plugin\(", (TEMPLATES / name).read_text())


def test_long_words_stay_within_the_page():
    blocks = [Text("A" * 200), Notes([Note("B" * 200, "sky")]), Items([Item("C" * 200)]), Text("word " * 1_600)]
    file = printed(document(Section("a", "D" * 120, blocks)))
    ends = []
    for page in file.pdf.pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: ends.append((tm[4] + cm[4], text)))
    assert squeezed("".join(text for _, text in ends)).count("A" * 200) == 1
    assert all(len(line) < 130 for line in file.text.split("\n"))


@pytest.mark.parametrize("above", range(30, 37, 2))
def test_an_introduction_is_on_the_page_of_its_pictures(above):
    place = Zone("z", "A place", "", "sky", [], [Note("a note", "sky")] * 6)
    shown = [Text("Part 1 of 2", soft=True), Text("Its caption."), Pictures(wall.pictures_of(place))]
    filler = Text("\n\n".join(["filler"] * above))
    file = printed(document(Section("a", "Above", [filler]), Section("b", "Shown", [Section("c", "Snapshot", shown)])))
    [page] = [page for page in file.pdf.pages if "Its caption." in page.extract_text()]
    assert all(words in page.extract_text() for words in ("Shown", "Snapshot", "Part 1 of 2", "A place"))


def test_the_agenda_of_an_ordinary_meeting_is_on_one_page():
    [page] = [words for page in full().pdf.pages if "Alltogether" in (words := squeezed(page.extract_text()))]
    assert all(squeezed(words) in page for words in ("Planned", "Meet and greet", "Close and networking"))


@cache
def large() -> tuple[Report, File]:
    """The full report of a meeting of 125 notes, 12 pictures, 4 scales and 12 photographs."""
    room = large_meeting(photos=12)
    report = photographs.in_report(with_people(compile(room.state, room.now)), "full", pictures_of(room))
    return report, printed(chapters.write(report, "full"))


def test_a_full_report_says_each_thing_once_and_has_few_pages():
    report, file = large()
    assert report.notes == 125 and len(report.snapshots) == 12 and len(report.spreads) == 4
    assert len(file.pdf.pages) <= 16
    words = file.squeezed_text()
    notes = [squeezed(text) for text in everything_on(report.zones)]
    # A note may also be part of other words, so it must appear as often as in all of them together.
    others = [each.text for each in report.recommendations] + [each.what for each in report.steps]
    others += [group.title for zone in report.zones for group in zone.groups]
    together = "\n".join([*notes, *map(squeezed, others)])
    assert [note for note in notes if words.count(note) != together.count(note)] == []
    assert all(words.count(squeezed(each.caption)) == 1 for each in report.snapshots)
    figures = Counter(each["/Alt"] for each in file.elements() if each["/S"] == "/Figure")
    assert len(figures) == 12 - 1 + 4 and set(figures.values()) == {1}


def test_pages_of_a_full_report_are_full():
    _, file = large()
    lengths = [len(page.extract_text()) for page in file.pdf.pages]
    pictures = [len(page.images) for page in file.pdf.pages]
    # None but the last one ends early: each has words in both columns, or pictures.
    assert all(words > 1200 or shown for words, shown in zip(lengths[:-1], pictures, strict=False))


@pytest.mark.parametrize("notes", [30, 60, 125])
def test_the_last_page_of_a_full_report_is_not_nearly_empty_and_its_columns_are_even(notes):
    last = printed(chapters.write(report_of(notes), "full")).pdf.pages[-1]
    lowest = {False: 788.0, True: 788.0}

    def lower(text, cm, tm, font, size):
        x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        # Not the foot of the page.
        if text.strip() and y > 54:
            lowest[x > 297] = min(lowest[x > 297], y)

    last.extract_text(visitor_text=lower)
    left, right = (788 - each for each in lowest.values())
    assert min(left, right) > 0.6 * max(left, right) and left + right > 300


def test_the_contents_of_a_full_report_lead_to_its_chapters_and_pictures():
    report, file = large()
    first = file.pdf.pages[0]
    titles = [each.title for each in report.snapshots]
    assert all(squeezed(title) in squeezed(first.extract_text()) for title in ("In this report", "Scales", *titles))
    links = [each.get_object() for each in first.get("/Annots", [])]
    inside = [each for each in links if "/Dest" in each or each.get("/A", {}).get("/S") == "/GoTo"]
    assert len(inside) >= 11 + len(titles)
    # A short report needs none.
    short = printed(chapters.write(report, "summary"))
    assert "In this report" not in short.text


@pytest.mark.parametrize(("notes", "pictures", "most"), first(2, [(3, 0, 3), (30, 12, 7), (400, 0, 17)]))
def test_a_full_report_is_as_long_as_what_it_says(notes, pictures, most):
    report = compile((room := large_meeting(notes, pictures=pictures)).state, room.now)
    file = printed(chapters.write(report, "full"))
    assert len(file.pdf.pages) <= most
    assert all(squeezed(text) in file.squeezed_text() for text in everything_on(report.zones))


def test_a_full_report_of_right_to_left_text_alone_fits_its_columns():
    room, words = Room(), "אנחנו רוצים בית שאומר כן"
    room.do(CHAIR, "meeting.edit", title=words)
    room.do(CHAIR, "agenda.start")
    for n in range(8):
        room.note(text=f"{words} {n}", zone=room.zone(n % 3))
    room.do(CHAIR, "snapshot.take", title=words, caption=words)
    file = printed(chapters.write(compile(room.state, room.now), "full"))
    assert len(file.pdf.pages) <= 3 and file.text.count("שאומר") >= 10


def test_a_series_of_thirty_meetings_has_each_of_them_in_its_full_report():
    room = full_meeting()
    report = compile(room.state, room.now)
    reports = [
        msgspec.structs.replace(report, title=f"Meeting {n}.", began=1_700_000_000_000 + n * 2_600_000_000)
        for n in range(30)
    ]
    whole = Series(title="Homes", community="Ours", reports=reports, missing=0, made_at=0)
    file = printed(series.write(whole, "full"))
    assert all(f"Meeting{n}." in file.squeezed_text() for n in range(30)) and len(file.pdf.pages) <= 12
    # Each picture is within its page.
    figures = [each["/A"].get_object() for each in file.elements() if each["/S"] == "/Figure"]
    boxes = [one.get_object()["/BBox"] for each in figures for one in (each if isinstance(each, list) else [each])]
    assert boxes and all(bottom >= 0 for _, bottom, _, _ in boxes)


def test_right_to_left_text_starts_at_the_right():
    words, places = "\u05e9\u05dc\u05d5\u05dd", []
    blocks = [Text(words), Items([Item(words)]), Notes([Note(words, "sky")])]
    [page] = printed(document(Section("a", "A", blocks))).pdf.pages
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: places.append((tm[4] * cm[0] + cm[4], text)))
    found = [x for x, text in places if set(words) & set(text)]
    assert len(found) >= 3 and min(found) > 200


def test_a_column_of_sentences_leaves_room_for_the_others():
    rows = [
        ["The seventh meeting", "Tuesday 14 November 2023", "10 people took part, and this is said at length. " * 3]
    ]
    file = printed(document(Section("a", "A", [Table(["Meeting", "Day", "People"], rows)])))
    assert "The seventh meeting" in file.text and "Tuesday 14 November 2023" in file.text


def test_a_table_without_rows_has_its_head():
    assert "Part" in printed(document(Section("a", "A", [Table(["Part", "Took"], [])]))).text


def test_a_character_that_no_font_has_is_replaced():
    assert typst_setup.printable(["\U00012000 b", {"a": "é\u0378"}, 1]) == ["\ufffd b", {"a": "é\ufffd"}, 1]


@pytest.mark.parametrize("words", ["여러분 안녕하세요", "我们的会议", "みんなの会議"])
def test_other_scripts_are_printed_and_can_be_copied(words):
    file = printed(document(Section("a", words, [Text(words), Notes([Note(words, "sky")])])))
    assert file.squeezed_text().count(squeezed(words)) >= 3


def test_the_list_of_characters_is_that_of_the_fonts():
    listed = typst_setup._character_ranges()
    assert set(listed) == set(typst_setup.FAMILIES)
    for path in typst_setup.FONTS.glob("*-Regular.?tf"):
        font = TTFont(path)
        family = font["name"].getDebugName(1)
        assert all(typst_setup._has(family, chr(sign)) for sign in font.getBestCmap()), family
        assert sum(high - low + 1 for low, high in zip(*listed[family], strict=True)) == len(font.getBestCmap())


def longest_report(words: str) -> Report:
    """A report with every field as full of this text as a meeting allows."""
    room, line = full_meeting(), words.replace("\n", " ")
    report = msgspec.structs.replace(
        compile(room.state, room.now),
        introduction=words, conclusions=words, thanks=words,
        recommendations=[Recommendation(words[:1000], line[:120])] * 30,
        resources=[Resource(line[:120], "https://example.org/" + "a" * 200, line[:300])] * 30,
        steps=[StepLine(line[:500], ["Ann"], "2024-01-01", line[:300], "open")] * 30,
        next_meeting=NextMeeting(1_700_000_000_000, line[:120], line[:300], "https://example.org/", 120),
    )  # fmt: skip
    return msgspec.structs.replace(report, spreads=report.spreads * 4)


FULL_OF = {
    "sentences": "Every word of this stands for something that somebody said. " * 133,
    "words without an end": "somebody said " * 570,
    "long words": ("n" * 200 + " ") * 40,
    "lines": "a word\n" * 1140,
    "paragraphs": "a word\n\n" * 1000,
}


@pytest.mark.parametrize("words", first(2, FULL_OF))
def test_a_summary_has_two_pages_however_much_is_written(words):
    assert len(printed(chapters.write(longest_report(FULL_OF[words]), "summary")).pdf.pages) == 2


def test_a_summary_shortens_recommendations_only_for_want_of_room_and_says_so():
    long = Recommendation("Ring first. " + "and then " * 90 + "rest")
    for number in (1, 30):
        report = msgspec.structs.replace(compile(Room("blank").state, 0), recommendations=[long] * number)
        short, full = (chapters.write(report, length).sections[0].blocks for length in ("summary", "full"))
        assert [each.text for each in full[0].items] == [long.text] * number and len(full) == 1
        assert (short == full) == (number == 1)
    shown = short[0].items
    assert all(each.text.startswith("Ring first.") for each in shown) and shown[-1].text != long.text
    assert short[1].text == f"And {30 - len(shown)} more, in the full report."


def test_an_empty_meeting_is_one_page():
    room = Room("blank", people=0)
    file = printed(chapters.write(compile(room.state, room.now), "summary"))
    assert len(file.pdf.pages) == 1 and "The meeting has not started yet." in file.text
