"""Every word that a person reads, one folder a language, one file an area.

Keys are "area.key": the file's name, then the tables inside it, joined with dots. `{name}` is filled in; a key with
`.one` and `.other` below it is chosen by `n`.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"


def t(key: str, /, **params: Any) -> str:
    """The words for a key, with its places filled in. Raises KeyError for a key that there is not."""
    words = catalogue()
    if key not in words and "n" in params:
        key = f"{key}.one" if params["n"] == 1 else f"{key}.other"
    text = words[key]
    for name, value in params.items():
        text = text.replace("{" + name + "}", str(value))
    return text


@cache
def catalogue(language: str = LANGUAGE) -> dict[str, str]:
    """All words of a language by key."""
    found: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.toml")):
        found |= _flat(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    return found


def of_areas(*areas: str) -> dict[str, str]:
    """The words of some areas, for a page."""
    return {key: text for key, text in catalogue().items() if key.split(".")[0] in areas}


def _flat(table: dict[str, Any], start: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{start}.{key}")
        else:
            found[f"{start}.{key}"] = value
    return found
