"""The guide for chairs on paper: one sheet, which lies beside the laptop."""

import io

import pypdf

from ..screens import Screens

#: The sizes of paper in inches: A4, which the page asks for, and that of North America.
PAPERS = {"A4": {"prefer_css_page_size": True}, "Letter": {"format": "Letter"}}


def test_the_guide_prints_on_one_page(screens: Screens) -> None:
    page = screens.new()
    page.goto(f"{screens.server.url}/guide")
    for paper in PAPERS.values():
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(**paper)))
        text = " ".join(each.extract_text() for each in printed.pages)
        assert "Chairing for the first time" in text and "always a good question" in text and "Close it" in text
        assert len(printed.pages) == 1
