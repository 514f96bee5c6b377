"""What --help says, in the language of the shell."""

import pytest
from click.testing import CliRunner

from live_cop.cli import main
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
    assert used == {key for key in own_words(languages.DEFAULT) if key.startswith("cli.help.")}


def test_what_a_command_prints_is_in_that_language(tmp_path):
    run = CliRunner(env={"LC_ALL": "de_DE"}).invoke(main, ["purge", "--data", str(tmp_path)])
    assert own_words("de")["cli.purge.no_data"].replace("{folder}", str(tmp_path)) in run.output
