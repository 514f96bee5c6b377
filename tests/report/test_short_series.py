"""The short report of a series: two pages of what matters most, whatever its meetings have, and all else counted."""

import io

import pypdf
import pytest
from msgspec.structs import replace

from live_cop.report import series
from live_cop.report.document import Document, Figures, Items, Section, Table, Text
from live_cop.report.facts import Recommendation, Report, StepLine
from live_cop.report.formats import html, pdf
from live_cop.report.series_facts import Series

from ..support.thorough import first
from . import libreoffice
from .sample_reports import BEGAN, DAY, report_of, spread


def meetings(number: int, notes: int = 30, **more: object) -> list[Report]:
    """The reports of meetings of which each has learned something else."""
    report = report_of(notes, **more)
    written = report.conclusions
    return [
        replace(report, title=f"Meeting {n}", began=BEGAN + n * 30 * DAY, conclusions=f"We learned {n}. {written}")
        for n in range(1, number + 1)
    ]


def small(number: int) -> list[Report]:
    """Meetings of which a report of two pages can tell everything."""
    return [
        replace(report, snapshots=[], conclusions=f"We learned {n}.", recommendations=report.recommendations[:2])
        for n, report in enumerate(meetings(number, 3), start=1)
    ]


def wordy(number: int) -> list[Report]:
    """Meetings with as long words as people can write, each about something else."""
    words = [f"{n}: {'word after word. ' * 110}" for n in range(number)]
    return [
        replace(
            report, introduction=long * 4, conclusions=long * 4, thanks=long,
            recommendations=[Recommendation(f"{n} {long[:1000]}", long[:80], long) for n in range(7)],
            steps=[StepLine(long[:500], ["Ann"] * 20, None, long[:300], "going"), StepLine(long, [], None, "", "open")],
        )
        for report, long in zip(meetings(number), words, strict=True)
    ]  # fmt: skip


def answered(number: int) -> list[Report]:
    """Meetings with the same recommendation, which was sent and answered each time, and with five questions."""
    return [
        replace(
            report,
            recommendations=[Recommendation("Ring first.", "The council", f"Answer {n}, {'and so on ' * 20}")],
            sent=[replace(each, day=f"2026-11-{1 + n % 30:02}") for each in report.sent],
            spreads=[spread(f"Question {q}?") for q in range(5)],
        )
        for n, report in enumerate(meetings(number))
    ]


SERIES = {
    **{f"{kind.__name__} {n}": lambda kind=kind, n=n: kind(n) for kind in (small, meetings, wordy) for n in (1, 3, 30)},
    "answered 30": lambda: answered(30),
    "nothing written 30": lambda: [
        replace(each, introduction="", conclusions="", thanks="", recommendations=[]) for each in meetings(30)
    ],
    "nothing": list,
}
WHOLE = ("small 1", "small 3", "nothing")


def short(reports: list[Report]) -> Document:
    whole = Series(title="Homes", community="Ours", reports=reports, missing=0, made_at=BEGAN + DAY)
    return series.write(whole)


def chapter(document: Document, id: str) -> Section:
    return next(section for section in document.sections if section.id == id)


def remarks(document: Document) -> str:
    return " ".join(b.text for section in document.sections for b in section.blocks if isinstance(b, Text) and b.soft)


@pytest.mark.parametrize("name", first(2, SERIES))
def test_the_pdf_has_at_most_two_pages_that_are_full_if_anything_is_left_out(name):
    document = short(SERIES[name]())
    assert len(pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages) <= 2
    left = pdf.space_left(document)
    assert left >= 0
    if name != "nothing":
        assert "next-meeting" in {section.id for section in document.sections}
        assert ("thanks" in {section.id for section in document.sections}) == ("nothing" not in name)
    if name in WHOLE:
        assert "full report" not in remarks(document)
    else:
        assert "full report" not in remarks(document) or left < 80, "a twentieth of a page"


@pytest.mark.thorough
@pytest.mark.slow
@libreoffice.writer
def test_the_word_file_has_at_most_two_pages(tmp_path):
    pages = libreoffice.pages_in_word({name: short(make()) for name, make in SERIES.items()}, tmp_path)
    assert all(number <= 2 for number in pages.values()), pages


def test_everything_of_a_small_series_is_in_its_short_report():
    page = html.render(short(small(3)))
    assert all(f"We learned {n}." in page and f"Meeting {n}" in page for n in (1, 2, 3))
    for words in ("The card with three numbers", "Thanks to the YMCA", "Collect three stories", "Keeping the keys"):
        assert words in page


def test_of_a_long_series_the_newest_is_there_and_everything_else_is_counted():
    document = short(meetings(30))
    [*concluded, more] = chapter(document, "conclusions").blocks
    assert concluded[0].title == "Meeting 30" and concluded[0].blocks[0].text.startswith("We learned 30.")
    assert more.text == f"And {30 - len(concluded)} more, in the full report."
    [table, more] = chapter(document, "meetings").blocks
    assert isinstance(table, Table) and table.rows[0][0] == "Meeting 30" and len(table.rows) >= 3
    assert more.text == f"And {30 - len(table.rows)} more, in the full report."
    words, picture, more = chapter(document, "scales").blocks
    assert words.text.startswith("How near are we") and len(picture.pictures) == 2, "beside each other"
    assert more.text == "And 20 more rows of answers, in the full report."


def test_a_recommendation_that_was_sent_often_has_its_newest_answer_and_counts_the_others():
    [items] = chapter(short(answered(30)), "recommendations").blocks
    assert isinstance(items, Items)
    facts = " ".join(items.items[0].facts)
    assert "Answer 29" in facts and "Answer 28" not in facts
    assert facts.count("And 29 more, in the full report.") == 2 and facts.count("Sent to 4 people") == 1


def test_the_scales_of_several_questions_stand_beside_each_other_with_their_sentences():
    rows = [block for block in chapter(short(answered(6)), "scales").blocks if isinstance(block, Figures)]
    assert len(rows[0].figures) == 2 and all(figure.title and figure.caption for figure in rows[0].figures)


def test_very_long_titles_leave_room_for_scales_and_pictures():
    long = [replace(each, title="A title that goes on " * 24) for each in meetings(30)]
    assert {"scales", "photos"} <= {section.id for section in short(long).sections}


def test_a_text_of_a_meeting_is_cut_within_its_own_section():
    document = short(wordy(3))
    first, second, *_ = chapter(document, "conclusions").blocks
    assert (first.title, second.title) == ("Meeting 3", "Meeting 2")
    assert first.blocks[0].text.startswith("2: word") and second.blocks[0].text.startswith("1: word")
    assert "There is more about this" in remarks(document) or "in the full report" in remarks(document)


def test_pictures_of_the_newest_meetings_are_shown_with_their_meeting_as_title():
    for photographs in (0, 1):
        whole = short(meetings(3, photographs=photographs))
        rows = [block for block in chapter(whole, "photos").blocks if isinstance(block, Figures)]
        titles = [figure.title for row in rows for figure in row.figures]
        assert len(titles) >= 2 and "Meeting 3" in titles[0] and "Meeting 2" in titles[1]
        assert all(figure.caption for row in rows for figure in row.figures)


def test_the_full_series_has_the_pictures_that_the_short_one_says_it_has():
    reports = meetings(30)
    full = series.write(Series(title="H", community="", reports=reports, missing=0, made_at=BEGAN), "full")
    assert [each.title for each in chapter(full, "photos").blocks] == [f"Meeting {n}" for n in range(22, 31)]
    shown = [block for block in chapter(short(reports), "photos").blocks if isinstance(block, Figures)]
    assert f"And {9 - sum(len(row.figures) for row in shown)} more pictures" in remarks(short(reports))


def test_photographs_that_are_not_here_are_neither_shown_nor_counted():
    bare = [
        replace(each, snapshots=[], zones=[replace(zone, photos=[replace(p, large=b"") for p in zone.photos])
                for zone in each.zones])
        for each in meetings(3, photographs=1)
    ]  # fmt: skip
    assert "Pictures from our meetings" not in html.render(short(bare))


def test_a_series_does_not_say_what_nobody_wrote():
    unwritten = [replace(each, conclusions="", recommendations=[]) for each in meetings(2)]
    whole = Series(title="Homes", community="", reports=unwritten, missing=0, made_at=BEGAN)
    for length in ("summary", "full"):
        found = {section.id for section in series.write(whole, length).sections}
        assert not found & {"recommendations", "conclusions"} and "record" in found
