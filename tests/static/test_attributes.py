"""Attributes of boxes and texts: no box cuts in silence, and what must not be translated says so."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_box_has_a_length_at_which_the_browser_cuts():
    files = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").rglob("*.html")]
    assert [path.name for path in files if "maxlength" in path.read_text(encoding="utf-8").lower()] == []


def test_what_is_not_translated_says_so_as_preact_understands_it():
    """It sets the property of the element, for which every text is true."""
    scripts = (ROOT / "static" / "js").rglob("*.js")
    assert [path.name for path in scripts if 'translate="no"' in path.read_text(encoding="utf-8")] == []


def test_a_join_code_is_not_translated():
    """A translator would make another word of a code that looks like one. The last mark before a code says so."""
    code = re.compile(r"code\[:3\]|(?:code|joinCode\(\))\.slice\(0, 3\)|spokenCode\(\)\}")
    found = []
    for path in [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        for each in code.finditer(text):
            mark = text[: each.start()].rpartition('class="')[2]
            if not text[: each.start()].rstrip(" ${`").endswith("return") and "translate=" not in mark:
                found.append((path.name, mark))
    assert found == []


def test_one_place_speaks_to_screen_readers():
    """Regions of their own would cut each other off, and speak again whenever they are drawn again."""
    live = re.compile(r'aria-live|role="(?:status|alert|log)"|<output')
    scripts = (ROOT / "static" / "js").rglob("*.js")
    assert [path.name for path in scripts if live.search(path.read_text(encoding="utf-8"))] == ["announce.js"]


def test_no_words_are_looked_up_twice():
    """A component that takes the key of its words is not given the words: there are none for those."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").rglob("*.js")]
    takes_keys = set()
    for source in sources:
        for name, props, body in re.findall(r"function (\w+)\(\{([^}]*)\}\) \{\n(.*?)\n\}\n", source, re.DOTALL):
            for prop in re.findall(r"\w+", props):
                if re.search(rf"\bt\((?:\w+ \? )?(?:\w+ : )?{prop}\b", body):
                    takes_keys.add((name, prop))
    assert ("ConfirmButton", "confirm") in takes_keys
    uses = [use for source in sources for use in re.findall(r"<\$\{(\w+)\}([^<]*)", source)]
    found = [(name, prop) for name, given in uses for prop in re.findall(r"\b(\w+)=\$\{t\(", given)]
    assert takes_keys & set(found) == set()
