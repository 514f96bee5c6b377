"""The style sheets hold no rule for what no page draws any more, and none in two places."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
DRAWN_BY = [*(ROOT / "static/js").rglob("*.js"), *(ROOT / "templates").rglob("*.*"), *(ROOT / "live_cop").rglob("*.py")]
#: The start of a name whose end is put in: `kind-${sort}`, `is-{{ level }}`, `"page-" + page`.
BEGUN = re.compile(r"([a-z][\w-]*-)(?:\$\{|\{\{|\{\w|\" ?\+)")

drawn = "\n".join(path.read_text() for path in DRAWN_BY)
names = set(re.findall(r"[a-zA-Z][\w-]*", drawn))
beginnings = set(BEGUN.findall(drawn))


def rules(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def is_drawn(name):
    return name in names or any(name.startswith(start) for start in beginnings)


def selectors(path):
    """Each selector list of a sheet, with the at-rules that it stands in."""
    around, found, begun = [], [], ""
    for letter in rules(path):
        if letter == "{":
            around.append(" ".join(begun.split()))
            begun = ""
        elif letter == "}":
            if not around[-1].startswith("@"):
                found.append(" > ".join(around))
            around.pop()
            begun = ""
        else:
            begun = "" if letter == ";" else begun + letter
    return [each for each in found if "@keyframes" not in each]


each_sheet = pytest.mark.parametrize(
    "path", SHEETS, ids=[str(path.relative_to(ROOT / "static/css")) for path in SHEETS]
)


@each_sheet
def test_every_class_of_a_sheet_is_drawn_by_something(path):
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", " ".join(selectors(path))))
    assert sorted(name for name in classes if not is_drawn(name)) == []


@each_sheet
def test_what_a_sheet_says_of_a_selector_stands_in_one_place(path):
    assert [each for each, n in Counter(selectors(path)).items() if n > 1] == []


def test_every_property_of_our_own_is_used():
    sheets = "\n".join(map(rules, SHEETS))
    ours = set(re.findall(r"(--[\w-]+)\s*:", sheets))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", sheets)) | set(re.findall(r"--[\w-]+", drawn))
    assert sorted(ours - used) == []
