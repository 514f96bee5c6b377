"""The poster with which people join, on paper: one sheet, and its code is read from across a room."""

import io
from typing import Any

import pypdf
import pytest

from ..screens import Screens
from .test_printed_guide import PAPERS

#: Sheets, with the lowest capitals of the code on them in mm: a large sheet alone hangs on a wall.
SHEETS = [
    *((paper, 20) for paper in PAPERS.values()),
    ({"format": "A4", "landscape": True}, 10),
    ({"format": "A5"}, 10),
]
TITLES = ["Homes that say yes", "How could everybody be asked fairly, by landlords or neighbours, when they apply?"]
#: The height of a capital, as a part of the size of type, and a point, in mm.
CAPITAL, POINT = 0.68, 25.4 / 72


@pytest.mark.parametrize("title", TITLES)
def test_the_poster_is_one_sheet_with_a_code_as_large_as_it_can_be(screens: Screens, title: str) -> None:
    screens.open_meeting(title=title, starts_at=1_796_306_400_000, venue="Bridge Centre, 1 Bridge Street")
    page = screens.chair()
    page.goto(f"{screens.server.url}/m/{screens.links['code']}/links")
    code = page.locator(".big-code").inner_text()
    # The widest letters that a code can have.
    page.locator(".big-code bdi").evaluate("each => [...each.children].forEach(part => (part.textContent = 'WMW'))")
    for paper, lowest in SHEETS:
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(**paper)))
        assert len(printed.pages) == 1, (paper, code)
        capitals, right = letters_of(printed.pages[0])
        assert capitals >= lowest, paper
        assert right <= float(printed.pages[0].mediabox.width) * POINT - 10, paper


def letters_of(page: pypdf.PageObject) -> tuple[float, float]:
    """How high the capitals of the code are, and where the last of its letters begins from the left, in mm."""
    found: list[tuple[float, float]] = []

    def see(text: str, matrix: list[float], of_text: list[float], _font: Any, size: float) -> None:
        if "W" in text:
            found.append((abs(size * of_text[3] * matrix[3]), of_text[4] * matrix[0] + matrix[4]))

    page.extract_text(visitor_text=see)
    return min(size for size, _ in found) * CAPITAL * POINT, max(x for _, x in found) * POINT
