"""All words that people read: a folder for each language, in it a file for each area.

A key is "area.key": the name of the file, then the tables inside it, joined with dots. `{name}` is a placeholder. Where
a number `n` decides the words, there are two keys, `.one` and `.other`, and `.none` where zero is said in other words.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def t(key: str, /, **params: object) -> str:
    """The words of a key, with its placeholders filled in. Raises KeyError for a key that does not exist.

    >>> t("common.in_room", n=18)
    '18 in the room'
    """
    words = catalogue()
    if key not in words and "n" in params:
        none = f"{key}.none"
        key = none if params["n"] == 0 and none in words else f"{key}.one" if params["n"] == 1 else f"{key}.other"
    # In one pass: what people wrote may contain braces too, which must not be filled in.
    return _PLACEHOLDER.sub(lambda place: str(params.get(place[1], place[0])), words[key])


@cache
def catalogue(language: str = LANGUAGE) -> Mapping[str, str]:
    """All words of a language by key."""
    return read(Path(__file__).parent / language)


def read(folder: Path) -> Mapping[str, str]:
    """The words in a folder of areas, by key. Raises ValueError for a key that occurs twice or is not a string."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, text in _flatten(tomllib.loads(path.read_text(encoding="utf-8")), path.stem):
            if not isinstance(text, str):
                raise ValueError(f"{key} in {path.name} is not a text.")
            if key in found:
                raise ValueError(f"{key} is there twice; the second time in {path.name}.")
            found[key] = text
    return found


def of_areas(*areas: str) -> dict[str, str]:
    """The words of these areas by key, for a page."""
    return {key: text for key, text in catalogue().items() if key.split(".")[0] in areas}


def question_library(language: str = LANGUAGE) -> Iterator[tuple[str, str]]:
    """The built-in questions for chairs as (group, text), in the order of the file."""
    for key, text in catalogue(language).items():
        area, *rest = key.split(".")
        if area == "questions":
            yield rest[0], text


def _flatten(table: dict[str, Any], start: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{start}.{key}")
        else:
            yield f"{start}.{key}", value
