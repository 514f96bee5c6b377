"""Every box for text is the one component that waits for input methods, and only that sets the value of a box."""

import re
from pathlib import Path

import pytest

JS = Path(__file__).parents[2] / "static" / "js"
#: The component; plain pages that fill in their form before anybody has typed; a box that nobody sees.
SETTERS = {"ui/text-box.js", "pages/plan.js", "ui/clipboard.js", "drafts/page-form.js"}
#: Kinds of inputs that nobody types in.
NOT_TYPED = {"checkbox", "radio", "range", "file"}
SCRIPTS = sorted(path.relative_to(JS).as_posix() for path in JS.rglob("*.js"))


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path != "ui/text-box.js"])
def test_no_view_draws_a_box_of_its_own(path):
    source = (JS / path).read_text(encoding="utf-8")
    assert "<textarea" not in source
    for tag in re.findall(r"<input\b(?:[^>]|=>)*?/>", source):
        assert re.search(r'\btype="(\w+)"', tag)[1] in NOT_TYPED, tag


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path not in SETTERS])
def test_no_script_sets_the_value_of_a_box(path):
    source = (JS / path).read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:box|area|element|input|target|field)(?:\.current)?\.value = .*", source)
