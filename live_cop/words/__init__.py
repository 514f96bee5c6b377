"""Every word that a person reads, one folder a language, one file an area.

Keys are "area.key": the file's name, then the tables inside it, joined with dots. `{name}` is filled in; a key with
`.one` and `.other` below it is chosen by `n`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"
_PLACE = re.compile(r"\{(\w+)\}")


def t(key: str, /, **params: Any) -> str:
    """The words for a key, with its places filled in. Raises KeyError for a key that there is not.

    >>> t("common.in_room", n=18)
    '18 in the room'
    """
    words = catalogue()
    if key not in words and "n" in params:
        key = f"{key}.one" if params["n"] == 1 else f"{key}.other"
    # In one pass: what people wrote may hold braces too, and is never filled in again.
    return _PLACE.sub(lambda place: str(params.get(place[1], place[0])), words[key])


@cache
def catalogue(language: str = LANGUAGE) -> Mapping[str, str]:
    """All words of a language by key."""
    return read(Path(__file__).parent / language)


def read(folder: Path) -> Mapping[str, str]:
    """The words of a folder of areas. Raises ValueError for a key that is there twice, or is no text."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, text in _flat(tomllib.loads(path.read_text(encoding="utf-8")), path.stem):
            if not isinstance(text, str):
                raise ValueError(f"{key} in {path.name} is not a text.")
            if key in found:
                raise ValueError(f"{key} is there twice; the second time in {path.name}.")
            found[key] = text
    return found


def of_areas(*areas: str) -> dict[str, str]:
    """The words of some areas, for a page."""
    return {key: text for key, text in catalogue().items() if key.split(".")[0] in areas}


def _flat(table: dict[str, Any], start: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{start}.{key}")
        else:
            yield f"{start}.{key}", value
