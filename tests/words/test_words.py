"""The catalogue of words: each key once, placeholders filled in, and no key missing that a page uses."""

import re
from pathlib import Path
from typing import get_args

import pytest

from live_cop.meeting.records.display import QuestionGroup
from live_cop.meeting.registry import LOGGED, RULES
from live_cop.web.http import page_modules
from live_cop.web.templating import OTHER_LANGUAGE_AREAS, WORD_AREAS, page_words
from live_cop.words import catalogue, languages, listed, of_areas, question_library, read, t
from live_cop.words.direction import without_units

STATIC = Path(__file__).parents[2] / "static"
PAGES = [page for page in WORD_AREAS if (STATIC / "js" / "pages" / f"{page}.js").exists()]

_WORD = r"[a-z_]+(?:\.[a-z_0-9]+)+"
#: t("a.b"), and both sides of t(x ? "a.b" : "c.d").
_USED_KEY = re.compile(rf"""\bt\(\s*"({_WORD})"|\bt\([^"`()]*\?\s*"({_WORD})"\s*:\s*"({_WORD})\"""")
#: t(`a.b.${{x}}`): at least one key must start like this.
_USED_PREFIX = re.compile(r"\bt\(`([a-z_.]+)\$\{")


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def test_a_key_is_its_area_and_its_tables_in_the_file(tmp_path):
    write(tmp_path, "wall.toml", '[composer]\nplaceholder = "Write a note…"\n[composer.left]\none = "1 left"\n')
    assert read(tmp_path) == {"wall.composer.placeholder": "Write a note…", "wall.composer.left.one": "1 left"}


def test_a_key_in_two_files_is_an_error(tmp_path):
    write(tmp_path, "wall.toml", '[note]\nsave = "Save"\n')
    write(tmp_path, "wall.note.toml", 'save = "Keep"\n')
    with pytest.raises(ValueError, match=r"wall\.note\.save is there twice"):
        read(tmp_path)


def test_a_value_that_is_not_a_string_is_an_error(tmp_path):
    write(tmp_path, "wall.toml", "most = 500\n")
    with pytest.raises(ValueError, match=r"wall\.most .* is not a text"):
        read(tmp_path)


def test_placeholders_are_filled_in():
    assert t("common.in_room", n=18) == "18 in the room"


def test_braces_in_a_value_are_not_filled_in(monkeypatch):
    monkeypatch.setattr("live_cop.words.catalogue", lambda: {"a.b": "{title} by {name}"})
    assert t("a.b", title="{name}", name="me") == "{name} by me"


def test_one_is_singular_and_all_else_is_plural(monkeypatch):
    monkeypatch.setattr("live_cop.words.catalogue", lambda: {"a.b.one": "{n} note", "a.b.other": "{n} notes"})
    assert [t("a.b", n=n) for n in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]


def test_the_only_number_decides_the_words_whatever_its_name(monkeypatch):
    monkeypatch.setattr("live_cop.words.catalogue", lambda: {"a.one": "{most} group", "a.other": "{most} groups"})
    assert [t("a", most=n) for n in (0, 1, 2)] == ["0 groups", "1 group", "2 groups"]
    assert t("a", most=1, least=1) == "1 groups"
    assert t("a", n=1, most=3) == "3 group"


@pytest.mark.parametrize(("code", "line"), [("en", "a, b, c"), ("ar", "a، b، c")])
def test_a_list_has_the_commas_of_its_language(code, line):
    with languages.using(code):
        assert (without_units(listed(iter("abc"))), listed(["a"]), listed([])) == (line, "a", "")


def test_zero_may_have_words_of_its_own(monkeypatch):
    found = {"a.none": "no notes", "a.one": "1 note", "a.other": "{n} notes"}
    monkeypatch.setattr("live_cop.words.catalogue", lambda: found)
    assert [t("a", n=n) for n in (0, 1, 2)] == ["no notes", "1 note", "2 notes"]


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match="no_such_key"):
        t("common.no_such_key")


def test_a_page_gets_only_the_words_of_its_areas():
    assert {key.split(".")[0] for key in of_areas("common", "wall")} == {"common", "wall"}


def test_plural_keys_come_in_pairs():
    words = catalogue()
    ones = {key.removesuffix(".one") for key in words if key.endswith(".one")}
    assert ones == {key.removesuffix(".other") for key in words if key.endswith(".other")}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_every_key_that_its_script_uses(page):
    missing = {}
    words = page_words(page) | of_areas(*OTHER_LANGUAGE_AREAS)
    for path, source in page_modules.sources(page):
        for key in {key for found in _USED_KEY.findall(source) for key in found if key}:
            if key not in words and f"{key}.other" not in words:
                missing[key] = path
        for start in _USED_PREFIX.findall(source):
            if not any(key.startswith(start) for key in words):
                missing[start] = path
    assert not missing


def test_every_group_of_the_question_library_has_short_questions():
    questions = list(question_library())
    assert {group for group, _ in questions} == set(get_args(QuestionGroup))
    assert 20 <= len(questions) <= 30
    assert len({text for _, text in questions}) == len(questions)
    assert all(text.endswith("?") and len(text) <= 80 for _, text in questions)


def test_the_question_library_has_what_else():
    assert ("else", "What else?") in list(question_library())


def test_every_command_that_can_be_undone_or_is_logged_has_words():
    undone = {f"common.undo.{command.name.replace('.', '_')}" for command in RULES if command.undoable}
    logged = {f"chair.log.{command.name.replace('.', '_')}" for command in LOGGED}
    missing = {key for key in undone | logged if not {key, f"{key}.other"} & catalogue().keys()}
    assert missing == set()
