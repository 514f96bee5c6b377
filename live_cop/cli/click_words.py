"""What click itself says, in our words and in the language of the context: headings of `--help`, and what is wrong with
a command line."""

from importlib import import_module

import click

from ..words import catalogue, t

#: The texts for which click asks gettext, by what they are called under cli.click in the catalogue. One that is not
#: here, such as of a type that none of our options has, stays as it is.
_TEXTS = {
    "Usage:": "usage",
    "Options": "options",
    "Commands": "commands",
    "default: {default}": "default",
    "Error: {message}": "error",
    "Aborted!": "aborted",
    "Error: invalid input": "invalid_input",
    "Try '{command} {option}' for help.": "for_help",
    "No such option {name!r}.": "no_option",
    "No such command {name!r}.": "no_command",
    "(Did you mean one of: {possibilities}?)": "did_you_mean",
    "Missing command.": "missing_command",
    "Missing argument": "missing_argument",
    "Missing option": "missing_option",
    "Choose from:\n\t{choices}": "choose_from",
    "Got unexpected extra arguments ({args})": "unexpected",
    "Option {name!r} does not take a value.": "takes_no_value",
    "Option {name!r} requires {nargs} arguments.": "needs_value",
    "Invalid value: {message}": "invalid",
    "Invalid value for {param_hint}: {message}": "invalid_for",
    "{value!r} is not a valid {number_type}.": "no_number",
    "{value} is not in the range {range}.": "not_in_range",
    "{value!r} is not one of {choices}.": "not_one_of",
    "{name} {filename!r} is a file.": "is_file",
}
#: The modules in which click says something. Each has imported the functions of gettext by name, so each is changed.
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
#: What --help says of the value of an option, by the name of its type.
_KINDS = {
    "text": "text",
    "directory": "folder",
    "time": "time",
    **dict.fromkeys(("integer", "integer range", "float", "float range"), "number"),
}


def use() -> None:
    """From now on click speaks in our words. Its texts go through gettext, which reads only compiled files of a format
    of its own; so the words are put in where click asks for them (decision 84)."""
    for name in _MODULES:
        module = import_module(f"click.{name}")
        for asked, answer in (("_", _one), ("ngettext", _of_number)):
            if hasattr(module, asked):
                setattr(module, asked, answer)


def kind_of_value(option: click.Option) -> str | None:
    """What stands for the value of an option in --help, such as NUMBER; None where click's own word stays."""
    kind = None if option.is_flag else _KINDS.get(option.type.name)
    return kind and t(f"cli.click.kind.{kind}")


def _one(text: str) -> str:
    """Not filled in: click does that itself."""
    key = f"cli.click.{_TEXTS.get(text)}"
    return catalogue().get(key, text)


def _of_number(one: str, several: str, n: int) -> str:
    # Where the number is not said, one sentence of ours is true of both.
    return _one(several) if several in _TEXTS else (one if n == 1 else several)
