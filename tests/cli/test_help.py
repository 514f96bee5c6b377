"""What --help says, and what is said of a wrong command line, in the language of the shell."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner

from live_cop.cli import click_words, main
from live_cop.words import languages, own_words


def shown(*args, **env):
    return CliRunner(env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **env}).invoke(main, [*args, "--help"]).output


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "pl"}, "pl"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "cy_GB"}, "cy"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR@euro"}, "en"),
    ],
)
def test_the_shell_says_in_which_language(env, expected):
    words = own_words(expected)
    assert words["cli.help.about"] in shown(**env)
    assert words["cli.help.meetings.delete.about"] in shown("meetings", "delete", **env)
    assert words["cli.help.yes"] in shown("meetings", "delete", **env)


def test_every_text_of_help_belongs_to_a_command_or_an_option():
    used = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("live_cop.cli.t", lambda key: used.add(key) or "")
        shown()
        for name in main.commands:
            shown(name)
    texts = {key for key in own_words(languages.DEFAULT) if key.startswith("cli.help.")}
    assert {key for key in used if key.startswith("cli.help.")} == texts


def test_what_a_command_prints_is_in_that_language(tmp_path):
    run = CliRunner(env={"LC_ALL": "de_DE"}).invoke(main, ["purge", "--data", str(tmp_path)])
    assert own_words("de")["cli.purge.no_data"].replace("{folder}", str(tmp_path)) in run.output


@pytest.mark.parametrize(
    ("line", "key", "values"),
    [
        ("--nosuch", "no_option", {"name": "--nosuch"}),
        ("dem", "no_command", {"name": "dem"}),
        ("dem", "did_you_mean", {"possibilities": "'demo'"}),
        ("demo --port", "needs_value", {"name": "--port"}),
        ("demo --port 0", "not_in_range", {"value": "0", "range": "1<=x<=65535"}),
        ("demo --port x", "no_number", {"value": "x"}),
        ("meetings delete", "missing_argument", {}),
        ("move x", "not_one_of", {"value": "x", "choices": "'database', 'file'"}),
        ("stats a b", "unexpected", {"args": "a b"}),
        ("serve --lan=x", "takes_no_value", {"name": "--lan"}),
        ("--help", "usage", {}),
        ("demo --help", "options", {}),
        ("demo --help", "default", {"default": "25"}),
        ("demo --help", "kind.folder", {}),
        ("--help", "must_name_command", {}),
        ("meetings --help", "may_name_command", {}),
        ("meetings --help", "commands", {}),
    ],
)
def test_what_click_says_is_in_that_language_too(line, key, values):
    said = CliRunner(env={"LC_ALL": "de_DE"}).invoke(main, line.split()).output
    assert own_words("de")[f"cli.click.{key}"].format(**values) in said


def test_each_text_is_one_that_click_has():
    sources = [ast.parse(inspect.getsource(import_module(f"click.{name}"))) for name in click_words._MODULES]
    known = {each.value for source in sources for each in ast.walk(source) if isinstance(each, ast.Constant)}
    assert click_words._TEXTS.keys() <= known
    assert {f"cli.click.{name}" for name in click_words._TEXTS.values()} <= own_words("en").keys()


def test_help_and_the_version_need_no_libraries_of_the_server():
    """Some of them import numpy, redis and more, where these are installed."""
    code = "import sys; from live_cop.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    for line in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-c", code, line], capture_output=True, text=True, check=True)
        assert {"click", "live_cop.cli"} <= set(done.stdout.split())
        assert not {"flask", "requests", "sqlite_utils", "portalocker", "live_cop.settings"} & set(done.stdout.split())
