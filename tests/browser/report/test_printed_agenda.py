"""The agenda of a meeting on paper: one sheet, however many parts it has."""

import io

import pypdf
import pytest

from ..screens import Screens

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("parts", [13, 40])
def test_the_agenda_prints_on_one_page(screens: Screens, parts) -> None:
    screens.open_meeting(
        template="solution",
        title="Homes that say yes",
        starts_at=1_796_306_400_000,
        venue="Bridge Centre, 1 Bridge Street",
        time_zone="Europe/London",
        video_url="https://meet.example/homes",
    )
    chair = screens.chair_connection()
    for n in range(13, parts):
        chair.do("section.add", title=f"Part {n + 1} of a long day", prompt="What could we try, and who helps?")
    page = screens.new(timezone_id="Europe/Berlin")
    page.goto(f"{screens.links['join_url']}/agenda")
    # People elsewhere see their own time on the screen; paper has that of the place alone.
    assert page.get_by_text("15:00 (CET) where you are").is_visible()
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(each.extract_text() for each in printed.pages)
    assert "14:00 to" in text and "London time, GMT" in text and "Meet and greet" in text and "CET" not in text
    assert parts == 13 or "Part 40 of a long day" in text
    assert len(printed.pages) == 1
