"""The files as a checker of PDF/UA-1 that is not ours sees them, by every rule that a machine can decide."""

import pytest
from msgspec.structs import replace

from live_cop.report import chapters, series
from live_cop.report.formats import pdf
from live_cop.words import languages

from ..sample_reports import report_of
from ..test_short_series import meetings, short
from .test_theme import theme

checker = pytest.importorskip("page", reason="page-validation, the checker of PDF/UA, is not installed")


def broken_rules(file: bytes) -> set[str]:
    """The rules that this file breaks, each by its name."""
    result = checker.validate_pdf_bytes(file, profile=checker.ValidationProfile.PDF_UA_1)
    assert result.rules.total > 100
    return {f"{each.rule_id}: {each.message}" for each in result.failures}


@pytest.mark.parametrize("language", ["en", "de", "ar", "ur"])
def test_a_full_report_with_photographs_keeps_to_the_standard_in_every_direction(language):
    with languages.using(language):
        report = report_of(9, photographs=6)
        assert broken_rules(pdf.render(chapters.write(report, "full", theme=theme((300, 100))))) == set()


def test_short_reports_and_those_of_a_series_keep_to_the_standard():
    three = meetings(3, 5, photographs=1)
    whole = series.Series(title="Homes", community="Ours", reports=three, missing=1, made_at=0)
    for written in (chapters.write(report_of(9, photographs=2)), short(three), series.write(whole, "full")):
        assert broken_rules(pdf.render(written)) == set()


def test_a_file_that_does_not_keep_to_it_is_noticed():
    written = chapters.write(replace(report_of(3), conclusions=""), "full")
    assert broken_rules(pdf._compile(pdf._tree(written)))
