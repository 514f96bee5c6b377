"""Somebody who speaks to a screen says what is written on a control. So its name for assistive technology has these
words (WCAG 2.5.3, Label in Name), in every language."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

from live_cop.words import catalogue, in_easy_words, languages, without_form

ROOT = Path(__file__).parents[2]
FILES = [*(ROOT / "templates").glob("*.html"), *(ROOT / "static" / "js").rglob("*.js")]

_CONTROL = re.compile(r"<(button|a|summary|label)\b")
_TAG = re.compile(r"</?(?:\w|\$\{)")
#: What is asked for words: t("a.b"), both sides of t(x ? "a.b" : "c.d") and of t("a.b" if x else "c.d").
_CALL = re.compile(r"\bt\(([^()`]*)")
_KEY = re.compile(r"""["'](\w+(?:\.\w+)+)["']""")
#: t(`a.${x}`), and t('a.' ~ x): every key that starts like this, and ends the same way.
_BUILT = re.compile(r"""\bt\((?:`([\w.]+)\$\{[^}]*\}(\w*)`|['"]([\w.]+\.)['"] ~)""")


def end_of_tag(source: str, at: int) -> int:
    """Where the tag ends that `at` is in; a ">" in a value or in an expression is none."""
    depth, quote = 0, ""
    for i in range(at, len(source)):
        char = source[i]
        if char in "{}":
            depth += 1 if char == "{" else -1
        elif not depth and char == ">" and not quote:
            return i
        elif not depth and char in "\"'":
            quote = "" if char == quote else quote or char
    return len(source)


def controls(source: str) -> Iterator[tuple[str, str]]:
    """The name of each control that has one of its own, and what is written on it."""
    for control in _CONTROL.finditer(source):
        end = end_of_tag(source, control.end())
        content = source[end + 1 : source.find(f"</{control[1]}>", end)]
        named = source[control.end() : end]
        text, at = "", 0
        while tag := _TAG.search(content, at):
            stop = end_of_tag(content, tag.end() - tag[0].count("{"))
            text += content[at : tag.start()]
            # A box in its label has its own name, which then is not the label's words.
            named += content[tag.start() : stop] if control[1] == "label" else ""
            at = stop + 1
        if label := re.search(r"""aria-label=(?:"([^"]*\{\{.*?\}\}[^"]*)"|\$\{)""", named, re.DOTALL):
            name = label[1] or named[label.end() : end_of_expression(named, label.end()) - 1]
            yield name, text + content[at:]


def end_of_expression(source: str, at: int) -> int:
    """Behind the brace that closes the expression that `at` is in."""
    depth = 1
    while at < len(source) and depth:
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
    return at


def keys(source: str) -> list[str]:
    """The keys of the words that are asked for here, without their plural forms."""
    found = [key for call in _CALL.findall(source) for key in _KEY.findall(call)]
    for start, end, other_start in _BUILT.findall(source):
        built = re.compile(rf"{re.escape(start or other_start)}[a-z]+{end}")
        found += sorted(key for key in set(map(without_form, catalogue("en"))) if built.fullmatch(key))
    return found


def pairs() -> Iterator[tuple[str, str]]:
    """The key of a control's name, and that of words which are written on it."""
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        for name, text in controls(source):
            # A name that was put together before.
            given = re.search(rf"const {name} = ([^;]*);", source) if name.isidentifier() else None
            named, written = keys(given[1] if given else name), keys(text)
            of_one_word = [(key, key.removesuffix("_label")) for key in named if key.removesuffix("_label") in written]
            if "undefined :" in name:
                written = written[-1:]
            if of_one_word or len(named) != len(written):
                yield from of_one_word or product(named, written)
            else:
                yield from zip(named, written, strict=True)


PAIRS = sorted(set(pairs()))


def said(text: str) -> str:
    """What of a text is spoken."""
    return " ".join(re.sub(r"[^\w{} ]", "", text.casefold()).split())


def forms(key: str, words: Mapping[str, str]) -> list[str]:
    return [words[each] for each in words if without_form(each) == key]


def test_the_controls_are_found():
    assert ("chair.offers.take_label", "chair.offers.take") in PAIRS
    assert ("community.plan_label", "community.plan") in PAIRS
    assert ("wall.translation.show_label", "wall.translation.show") in PAIRS
    assert len(PAIRS) > 40


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("code", languages.languages())
def test_a_controls_name_has_the_words_that_are_written_on_it(code, easy):
    with languages.using(code):
        words = in_easy_words(catalogue()) if easy else catalogue()
    wrong = {
        (name, written, text, label)
        for name, written in PAIRS
        for text, label in product(forms(written, words), forms(name, words))
        if said(text) not in said(label)
    }
    assert wrong == set()
