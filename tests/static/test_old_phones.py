"""The pages work on phones of 2021: Safari 15.0 and Chrome 90. One new word in one script, and all of it stays dark."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
SCRIPTS = sorted(path for path in STATIC.rglob("*.js"))
STYLES = sorted((STATIC / "css").rglob("*.css"))

#: What a script must not say, and where it came from.
TOO_NEW = {
    "Array.at (Safari 15.4)": r"\.at\(-?\d",
    "structuredClone (Safari 15.4)": r"\bstructuredClone\(",
    "Object.hasOwn (Safari 15.4)": r"\bObject\.hasOwn\(",
    "findLast (Safari 15.4)": r"\.findLast(Index)?\(",
    "toSorted and the like (Safari 16)": r"\.to(Sorted|Reversed|Spliced)\(",
    "groupBy (Safari 17.4)": r"\b(Object|Map)\.groupBy\(",
    "crypto.randomUUID (Safari 15.4, and only over https)": r"\brandomUUID\(",
    "AbortSignal.timeout (Safari 16)": r"\bAbortSignal\.(timeout|any)\(",
    "a look behind in a regular expression (Safari 16.4: the whole script fails)": r"\(\?<[=!]",
    "a static block (Safari 16.4: the whole script fails)": r"\bstatic\s*\{",
    "an import map (Safari 16.4)": r"importmap",
    "a bare import": r"""\bfrom\s*["'](?![./])""",
    "navigator.locks (Safari 15.4)": r"\bnavigator\.locks\b",
    "the button of a submit event (Safari 15.4)": r"\.submitter\b",
    "requestSubmit (Safari 16)": r"\.requestSubmit\(",
    "the Popover API (Safari 17)": r"\.(show|hide|toggle)Popover\(",
    "checkVisibility (Safari 17.4)": r"\.checkVisibility\(",
    "Promise.withResolvers (Safari 17.4)": r"\bwithResolvers\(",
    "Intl.Segmenter (Firefox 125)": r"\bIntl\.Segmenter\b",
    "the methods of sets (Safari 17)": r"\.(symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(",
    "`:has` in a selector of a script (Safari 15.4)": r"[\"'`][^\"'`\n]*:has\(",
    "BroadcastChannel (Safari 15.4)": r"\bnew BroadcastChannel\(",
}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_script_says_nothing_too_new(path):
    code = re.sub(r"(?m)^\s*(//|\*|/\*\*).*$", "", path.read_text(encoding="utf-8"))
    assert [what for what, pattern in TOO_NEW.items() if re.search(pattern, code)] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_new_unit_has_an_old_one_before_it(path):
    lines = path.read_text(encoding="utf-8").replace(";", ";\n").split("\n")
    lines = [line for line in lines if line.strip()]
    for before, line in pairwise(["", *lines]):
        if re.search(r"\d[dsl]v[hw]\b", line):
            name = line.split(":")[0].split("{")[-1].strip()
            assert name in before and "vh" in before, f"{path.name}: nothing before {line.strip()}"


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(STATIC)))
def test_rules_are_not_nested(path):
    around = []
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for head, brace in re.findall(r"([^{};]*)([{};])", css):
        if brace == "{":
            assert not around or around[-1].startswith("@"), f"{path.name}: {head.strip()} in {around[-1]}"
            around.append(head.strip())
        elif brace == "}":
            around.pop()
