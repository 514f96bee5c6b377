"""The commands for people who translate."""

import pytest
from click.testing import CliRunner

from live_cop.cli import main
from live_cop.words import check, languages


@pytest.mark.parametrize("code", languages.languages())
def test_check_says_that_nothing_is_wrong(code):
    done = CliRunner().invoke(main, ["words", "check", code])
    assert (done.exit_code, len(done.output.splitlines())) == (0, 1), done.output


def test_what_is_missing_is_listed_with_the_english_words(monkeypatch):
    monkeypatch.setattr(check, "missing", lambda code: ["common.save", "common.days"])
    lines = CliRunner().invoke(main, ["words", "missing", "en"]).output.splitlines()
    assert lines == ["common.save = Save", "common.days.one = {n} day", "common.days.other = {n} days"]


def test_a_language_without_a_folder_is_named():
    done = CliRunner().invoke(main, ["words", "check", "xx"])
    assert done.exit_code == 2
    assert "There is no folder xx" in done.output
