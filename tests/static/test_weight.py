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
    # One KiB of it are boxes that nothing changes under an input method, one are boxes that cut nothing and pages that
    # the browser translates, two are lists that keep still under a finger,
    # one half is the way to the process of the server that has this meeting, one half are times in the zone of the
    # meeting, one half are languages, one half is the meeting in the page and the early socket, one is what screen
    # readers are told, and one is where the focus goes when what had it vanishes.
    assert on_the_wire("".join(found)) <= 44.25 * KIB


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
