"""`live-cop words`: looks at the words of a language, for people who translate."""

import click

from ..words import check, languages, own_words, t
from ..words.languages import DEFAULT


@click.group()
def words() -> None:
    pass


def _code(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not (languages.FOLDER / value).is_dir():
        known = ", ".join(sorted(path.parent.name for path in languages.FOLDER.glob("*/common.toml")))
        raise click.BadParameter(t("cli.words.unknown", code=value, folder=languages.FOLDER, known=known))
    return value


_language = click.argument("language", callback=_code)


@words.command(name="check")
@_language
def check_words(language: str) -> None:
    found = check.problems(language)
    for each in found:
        click.echo(each)
    if found:
        raise click.ClickException(t("cli.words.wrong", n=len(found)))
    n, m = len(own_words(DEFAULT)), len(check.missing(language))
    click.echo(t("cli.words.right") if not m else t("cli.words.right_so_far", n=m, all=n))


@words.command(name="missing")
@_language
def missing_words(language: str) -> None:
    english = own_words(DEFAULT)
    for key in check.missing(language):
        forms = [key] if key in english else [each for each in english if each.rpartition(".")[0] == key]
        for form in forms:
            click.echo(f"{form} = {english[form]}")
