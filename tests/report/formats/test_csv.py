"""CSV tables in which no text is a formula."""

import csv
import io

import pytest

from live_cop.report.formats.csv import encode, escape_formula


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "=1", "|x", "%x"],
)
def test_a_formula_stays_text(cell):
    [[read]] = csv.reader(io.StringIO(encode([[cell]]).decode("utf-8-sig"), newline=""))
    assert read == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Ann", "ann@example.org", "A = B", "Zoë, and “more”", "3-4"])
def test_other_text_is_left_alone(cell):
    assert escape_formula(cell) == cell
