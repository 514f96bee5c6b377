"""A full stop or a comma that stands in the code would be the Latin one in Arabic and Urdu too. Sentences are whole in
the words, and what is put together has the punctuation of the language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_cop.words import labelled, languages, listed_apart, own_words, quoted, sentence
from live_cop.words.direction import without_units

from .test_control_names import end_of_expression

ROOT = Path(__file__).parents[2]
REPORT = [*(ROOT / "live_cop" / "report").rglob("*.py")]
#: The header of an e-mail, and tables for programs.
NO_SENTENCES = {"email_message.py", "tables.py"}

#: A style is no sentence.
_AFTER_WORDS = re.compile(r"(?:</[\w${}]*>)*\s*[.,:;](?=\s|<|`|$)(?! (?:minmax|--|height))")


def glued_in_template(source: str) -> Iterator[str]:
    for found in re.finditer(r"\{\{[^{}]*\bt\(.*?\}\}", source):
        if _AFTER_WORDS.match(source, found.end()):
            yield source[found.start() : found.end() + 12]


def glued_in_script(source: str) -> Iterator[str]:
    for found in re.finditer(r"\$\{", source):
        end = end_of_expression(source, found.end())
        after = _AFTER_WORDS.match(source, end)
        # Without words and a space it is a key, or a time.
        if after and ("t(" in source[found.start() : end] or not source.startswith("`", after.end())):
            yield source[found.start() : end + 12]
    yield from (found[0] for found in re.finditer(r'join\("[.,:;] [^"]*"\)|`[.,:;] \$\{', source))


def glued_in_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.JoinedStr(values=[*values]):
                # As one text, in which each expression is an empty place.
                text = "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in values)
                yield from [ast.unparse(node)] if re.search(r"\{\}[.,:;](?:\s|$)", text) else []
            case ast.Call(func=ast.Attribute(attr="join", value=ast.Constant(value=str(between)))):
                yield from [ast.unparse(node)] if re.match(r"[.,:;] ", between) else []


def test_no_template_puts_punctuation_behind_words():
    glued = {path.name: [*glued_in_template(path.read_text("utf-8"))] for path in (ROOT / "templates").glob("*.html")}
    assert {name: found for name, found in glued.items() if found} == {}


def test_no_script_puts_punctuation_behind_words():
    glued = {path.name: [*glued_in_script(path.read_text("utf-8"))] for path in (ROOT / "static" / "js").rglob("*.js")}
    assert {name: found for name, found in glued.items() if found} == {}


def test_no_report_puts_punctuation_behind_words():
    glued = {path.name: [*glued_in_code(path.read_text("utf-8"))] for path in REPORT if path.name not in NO_SENTENCES}
    assert {name: found for name, found in glued.items() if found} == {}


def test_quotation_marks_are_those_of_the_language():
    """Put around a value in the code, they would be the English ones in every language."""
    folders = (("templates", "html"), ("static/js", "js"), ("live_cop", "py"))
    files = [path for folder, kind in folders for path in (ROOT / folder).rglob(f"*.{kind}")]
    # What checks translations speaks English only.
    files.remove(ROOT / "live_cop" / "words" / "check.py")
    glued = {path.name: re.findall(r"[“„«]\$?\{.*?\}", path.read_text("utf-8")) for path in files}
    assert {name: found for name, found in glued.items() if found} == {}


@pytest.mark.parametrize(("code", "written"), [("en", "a; b: c."), ("ur", "a؛ b: c۔"), ("ar", "a؛ b: c.")])
def test_what_is_put_together_has_the_punctuation_of_the_language(code, written):
    with languages.using(code):
        assert without_units(sentence(labelled(listed_apart("ab"), "c"))) == written


@pytest.mark.parametrize("words", ["Why?", "یہ کیوں؟", "ٹھیک ہے۔", "Done."])
def test_what_ends_like_a_sentence_gets_no_second_full_stop(words):
    with languages.using("ur"):
        assert sentence(words) == words


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "“‘Tell us’ is better”"), ("de", "„‘Tell us’ is better“"), ("pl", "„‘Tell us’ is better”")],
)
def test_what_is_quoted_within_words_that_are_quoted_has_single_marks(code, written):
    with languages.using(code):
        assert quoted("“Tell us” is better") == written
        assert quoted("„Sag es“ ist besser")[1:].startswith("‚Sag es‘ ")


@pytest.mark.parametrize("code", [each.code for each in languages.languages().values() if each.direction == "rtl"])
def test_a_sign_before_a_number_or_an_option_stays_before_it_in_text_from_right_to_left(code):
    """Without a left-to-right mark it would be shown behind it, as in "30+"."""
    turned = {
        key: found
        for key, text in own_words(code).items()
        if (found := re.findall(r"(?:^|[^\x00-\x7f]\s?)(?<!\u200e)[+−-][\w{]", text))
    }
    assert turned == {}
