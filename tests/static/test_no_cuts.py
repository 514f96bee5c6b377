"""No box cuts a text in silence."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_box_has_a_length_at_which_the_browser_cuts():
    files = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").rglob("*.html")]
    assert [path.name for path in files if "maxlength" in path.read_text(encoding="utf-8").lower()] == []
