"""Right to left, a page is mirrored: no style may say left or right where it means the start or the end of a line."""

import re
from pathlib import Path

CSS = Path(__file__).parents[2] / "static" / "css"
SIDES = re.compile(r"(?:padding|margin|inset|scroll-margin|scroll-padding): ([^;]+);")
VALUE = re.compile(r"[\w-]*\((?:[^()]|\([^()]*\))*\)|\S+")
#: The map of the wall is the same for everybody; what notches of phones take is on its own side.
ON_PURPOSE = {"wall/plane.css": "inset: 0 auto auto 0;"}
MIRRORED_BY_HAND = re.compile(
    r"(?:float|transform-origin): (?:left|right);|box-shadow: inset -?[1-9]\S* 0 var|text-align: (?:left|right)"
)


def styles():
    for path in sorted(CSS.rglob("*.css")):
        yield path.relative_to(CSS).as_posix(), path.read_text(encoding="utf-8")


def test_no_style_gives_the_two_sides_of_a_line_different_sizes_by_left_and_right():
    found = []
    for name, source in styles():
        for style in SIDES.finditer(source):
            values = VALUE.findall(style[1])
            if len(values) == 4 and values[1] != values[3] and "safe-area" not in style[1]:
                found.append((name, style[0]))
    assert found == list(ON_PURPOSE.items())


def test_what_can_only_say_left_or_right_is_said_for_right_to_left_too():
    for name, source in styles():
        once = [rule[0] for rule in MIRRORED_BY_HAND.finditer(source)]
        assert len(once) % 2 == 0, (name, once)
        assert not once or '[dir="rtl"]' in source, name


def test_addresses_and_join_codes_are_left_to_right_in_every_language():
    """Else a browser shows “https://” from the right, and a code that begins with three digits the wrong way round."""
    root = CSS.parent.parent
    sources = [*(root / "templates").glob("*.html"), *(root / "static" / "js").rglob("*.js")]
    text = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sources}
    for name, source in text.items():
        for box in re.findall(r"<input\b[^>]*>", source) if name.endswith(".html") else ():
            if re.search(r'type="(?:url|email)"', box):
                assert 'dir="ltr"' in box, (name, box)
        for half in re.finditer(r"\[:3\] }}|\bslice\(0, 3\)} |\bspokenCode\(\)}", source):
            before = "".join(source[: half.start()].splitlines(True)[-2:])
            assert 'dir="ltr"' in before or "return `" in before, (name, before)
    assert text["static/js/board/footer.js"].count("spokenCode()}") == text["static/js/board/footer.js"].count(
        '<bdi dir="ltr">${spoken'
    )
    assert '<bdi dir="ltr">${spokenCode()}' in text["static/js/board/views/join.js"]


def test_an_empty_box_for_any_language_has_a_placeholder_by_which_the_style_knows_it():
    root = CSS.parent.parent
    for path in sorted((root / "templates").glob("*.html")):
        for box in re.findall(r"<(?:input|textarea)\b(?:[^>{]|{{.*?}}|{%.*?%})*>|'dir=[^']*'", path.read_text("utf-8")):
            assert 'dir="auto"' not in box or "placeholder=" in box, (path.name, box)
    assert 'attributes.placeholder || " "' in (root / "static/js/ui/text-box.js").read_text("utf-8")
