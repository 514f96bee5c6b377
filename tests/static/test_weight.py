"""How many bytes a phone downloads: people pay for them and wait for them."""

import gzip

import pytest

from live_cop.web.http import page_modules

KIB = 1024
FOUNDATION = ("vendor/", "icons/", "js/core/", "js/ui/")


def on_the_wire(text):
    return len(gzip.compress(text.encode(), 9))


def test_the_foundation_is_small():
    found = [
        page_modules.minified(path, source)
        for path, source in page_modules.modules("member")
        if path.startswith(FOUNDATION)
    ]
    assert len(found) > 10
    # Nine KiB of it are Preact, four the connection, and three the icons, as the sources have them.
    assert on_the_wire("".join(found)) <= 33.5 * KIB


def test_comments_types_and_indentation_are_not_sent_and_lines_keep_their_numbers():
    source = (
        "// one\n"
        "/**\n * two\n */\n"
        'const a = "https://x"; // beside code\n'
        "/** three */ const b = 1;\n"
        "  /** four */\n"
        "const c = `//five\n*/`; /** six */\n"
        "  const d = (/** @type {{x: number}} */ e) => /** @type {any} */ (e).x;\n"
    )
    lines = page_modules.minified("js/a.js", source).split("\n")
    assert lines[:4] == [""] * 4
    assert lines[4:] == [*source.split("\n")[4:6], "", *source.split("\n")[7:9], "const d = (e) => (e).x;", ""]


@pytest.mark.parametrize("page", ["member", "board", "chair"])
def test_nothing_inside_a_template_looks_like_a_comment(page):
    """The minifier works line by line, so it would remove such a line."""
    for path, source in page_modules.modules(page):
        if not path.startswith("vendor/"):
            for comment in page_modules._SCRIPT_COMMENT.finditer(source):
                before = page_modules.minified(path, source[: comment.start()])
                assert before.count("`") % 2 == 0, f"{path}: {comment[0].strip()[:60]}"
