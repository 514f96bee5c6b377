"""All words that people read: a folder for each language, in it a file for each area.

A key is "area.key": the name of the file, then the tables inside it, joined with dots. `{name}` is a placeholder. Where
a number decides the words, a key has a table with the plural forms of the language (`.one`, `.other`, in others also
`.zero`, `.two`, `.few`, `.many`), and `.none` where no things at all are said in other words. That number is `n`, or
the only one among the values.

What a language has no words for is said in English, key by key.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from . import languages
from .direction import isolated
from .languages import ABOUT, DEFAULT, PLURAL_FORMS

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What may stand after a key, if a number decides its words.
FORMS = ("none", *PLURAL_FORMS)
#: The texts that a meeting has from the start. They are stored in English, whatever the language of the meeting: that
#: is how each screen, and each report, knows that nobody has changed them and shows them in its own language.
_STORED_AREAS = ("orders", "questions")
#: Whatever the language, since people write in theirs.
ENDS_OF_SENTENCES = (".", "!", "?", "…", "。", "！", "？", "؟", "۔")
#: How small groups are named (meeting/breakouts/setup.py), in English like those.
_GROUP = re.compile(r"Group (\d+)(?: \((\d+)\))?")
#: What quotation marks become within others.
_INNER_MARKS = str.maketrans("“”„«»", "‘’‚‹›")
#: How people are called who give no name, where it is not by a colour and an animal (meeting/voices/).
_GUEST = re.compile(r"Guest( chair)? (\d+)")
#: What stands before a key for the easier words of the same text.
_EASY = "easy."


def t(key: str, /, **params: object) -> str:
    """The words of a key in the language of the context, with its placeholders filled in. Raises KeyError for a key
    that does not exist.

    >>> t("common.in_room", n=18)
    '18 in the room'
    """
    words = catalogue()
    if key not in words:
        key = _of_number(words, key, _deciding(params))
    # In one pass: what people wrote may contain braces too, which must not be filled in.
    line = words[key]
    if (alone := _PLACEHOLDER.fullmatch(line)) is not None:
        return str(params.get(alone[1], line))
    return _PLACEHOLDER.sub(lambda place: isolated(str(params.get(place[1], place[0]))), line)


def listed(items: Iterable[str]) -> str:
    """These in one line, with the commas of the language."""
    return _joined("common.listed", items)


def listed_apart(items: Iterable[str]) -> str:
    """The same for items that have commas themselves."""
    return _joined("common.listed_apart", items)


def _joined(key: str, items: Iterable[str]) -> str:
    line, *others = [*items] or [""]
    for item in others:
        line = t(key, line=line, item=item)
    return line


def labelled(label: str, words: str) -> str:
    """What something is called, and what is said of it."""
    return t("common.labelled", label=label, words=words)


def quoted(words: str) -> str:
    """These words in the quotation marks of the language. Those inside become single ones."""
    return t("report.quoted", words=words.translate(_INNER_MARKS))


def sentence(words: str) -> str:
    """These words with the full stop of the language, unless they end like a sentence already."""
    return words if words.endswith(ENDS_OF_SENTENCES) else t("common.sentence", words=words)


def _deciding(params: Mapping[str, object]) -> object:
    """The number that decides the words: `n`, or the only one there is; None without one."""
    if "n" in params:
        return params["n"]
    numbers = [value for value in params.values() if isinstance(value, int)]
    return numbers[0] if len(numbers) == 1 else None


def _of_number(words: Mapping[str, str], key: str, n: Any) -> str:
    if n == 0 and f"{key}.none" in words:
        return f"{key}.none"
    # A number that stands for something else, such as "about 40", is many.
    form = f"{key}.{languages.plural_form(languages.current().code, n)}" if isinstance(n, int) else ""
    return form if form in words else f"{key}.other"


def catalogue(language: str | None = None) -> Mapping[str, str]:
    """All words of a language by key, by default of that of the context, with English ones where it has none."""
    return _with_english(language or languages.current().code)


@cache
def _with_english(language: str) -> Mapping[str, str]:
    if language == DEFAULT:
        return own_words(DEFAULT)
    own = own_words(language)
    has_forms = {base for key in own if (base := without_form(key)) != key}
    english = {key: text for key, text in own_words(DEFAULT).items() if without_form(key) not in has_forms}
    if languages.plural_form(language, 21) == "one":
        # Here "one" is said of 21 things too, so an English sentence about one thing would not be true.
        english = {key: text for key, text in english.items() if not key.endswith(".one") or "{n}" in text}
    return MappingProxyType({**english, **own})


@cache
def own_words(language: str) -> Mapping[str, str]:
    """The words that there are in this language itself, by key."""
    return MappingProxyType(read(languages.FOLDER / language))


def without_form(key: str) -> str:
    """The key without the plural form at its end, if it has one."""
    base, _, form = key.rpartition(".")
    return base if form in FORMS and base in _with_forms() else key


@cache
def _with_forms() -> frozenset[str]:
    """The keys that have plural forms."""
    return frozenset(key.removesuffix(".other") for key in own_words(DEFAULT) if key.endswith(".other"))


def read(folder: Path) -> dict[str, str]:
    """The words in a folder of areas, by key. Raises ValueError for a key that occurs twice or is not a string."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == ABOUT:
            continue
        for key, text in _flatten(tomllib.loads(path.read_text(encoding="utf-8")), path.stem):
            if not isinstance(text, str):
                raise ValueError(f"{key} in {path.name} is not a text.")
            if key in found:
                raise ValueError(f"{key} is there twice; the second time in {path.name}.")
            found[key] = text
    return found


def of_areas(*areas: str, language: str | None = None) -> dict[str, str]:
    """The words of these areas by key, for a page."""
    return {key: text for key, text in catalogue(language).items() if key.split(".")[0] in areas}


def t_easy(key: str, /, **params: object) -> str:
    """The same as `t`, in easier words where there are any.

    >>> t_easy("wall.composer.put")
    'Send'
    """
    easier = f"{_EASY}{key}"
    return t(easier if easier in own_words(languages.current().code) else key, **params)


def in_easy_words(texts: Mapping[str, str]) -> dict[str, str]:
    """These texts by key, in easier words of the language of the context where it has any itself."""
    own = own_words(languages.current().code)
    return {key: own.get(f"{_EASY}{key}", text) for key, text in texts.items()}


def question_library() -> Iterator[tuple[str, str]]:
    """The built-in questions for chairs as (group, text), in the order of the file, as they are stored."""
    for key, text in own_words(DEFAULT).items():
        area, *rest = key.split(".")
        if area == "questions":
            yield rest[0], text


def shown_texts() -> Mapping[str, str]:
    """The texts that a meeting has from the start, as they are stored, each with what stands for it in the language of
    the context."""
    return _shown_texts(languages.current().code)


@cache
def _shown_texts(language: str) -> Mapping[str, str]:
    words = catalogue(language)
    found: dict[str, str] = {}
    for key, text in own_words(DEFAULT).items():
        # Some questions are in both areas, and a language that has words for one of them shows these.
        if key.split(".")[0] in _STORED_AREAS and found.get(text, text) == text:
            found[text] = words[key]
    return MappingProxyType(found)


def shown_text(text: str) -> str:
    """What stands for a text in the language of the context if a meeting has it from the start, or as the name of a
    small group; any other text as it is."""
    if group := _GROUP.fullmatch(text):
        return t("team.named_again" if group[2] else "team.named", n=group[1], time=group[2])
    return shown_texts().get(text, text)


def shown_name(name: str) -> str:
    """What stands for the name of somebody who gave none, such as "Amber Fox", in the language of the context; any
    other as it is."""
    if guest := _GUEST.fullmatch(name):
        return t("marker.guest_chair" if guest[1] else "marker.guest", n=guest[2])
    colour, _, animal = name.partition(" ")
    keys, known = (f"marker.colour.{colour.lower()}", f"marker.animal.{animal.lower()}"), catalogue()
    return t("marker.pair", colour=t(keys[0]), animal=t(keys[1])) if all(key in known for key in keys) else name


def _flatten(table: dict[str, Any], start: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{start}.{key}")
        else:
            yield f"{start}.{key}", value
