"""The languages that there are words in: a folder for each, whose language.toml says what it is.

The language of what is being written is that of a context: a request, a connection or a process has its own, so that
nothing has to pass it on. Greenlets have contexts of their own, with either engine; threads of a pool do not, so what
runs in one says its language itself.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from babel.core import Locale, get_global

FOLDER = Path(__file__).parent
#: The language in which every text is there, and which is used where another has none.
DEFAULT = "en"
#: The file of a folder that holds no words.
ABOUT = "language.toml"
#: The plural forms that languages have, by the names of the Unicode CLDR.
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
#: Where the CLDR's usual dates of a language are not those of the people we serve.
_LOCALES = {"en": "en_GB"}


class Language(NamedTuple):
    """A language: its code, its name in itself, how it is written, how much is translated, and whether a native speaker
    has read all of it."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    covers: Literal["whole", "participant"]
    checked: bool


@cache
def languages() -> Mapping[str, Language]:
    """All languages by their codes: English first, then by their names."""
    found = [read(path.parent) for path in FOLDER.glob(f"*/{ABOUT}")]
    found.sort(key=lambda each: (each.code != DEFAULT, each.name.casefold()))
    return MappingProxyType({each.code: each for each in found})


def read(folder: Path) -> Language:
    """What the folder's file says of its language. Raises ValueError if it says something else or less."""
    about = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
    fields = {"name": (str,), "direction": ("ltr", "rtl"), "covers": ("whole", "participant"), "checked": (bool,)}
    if about.keys() != fields.keys():
        raise ValueError(f"{ABOUT} of {folder.name} must have exactly: {', '.join(fields)}.")
    for key, allowed in fields.items():
        if about[key] not in allowed and type(about[key]) not in allowed:
            raise ValueError(f"{key} in {ABOUT} of {folder.name} is not right: {about[key]!r}.")
    return Language(folder.name, **about)


def of_system(environ: Mapping[str, str]) -> str:
    """The language that these environment variables ask programs to speak; English without any."""
    wished = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    code = re.split(r"[_.@]", wished)[0]
    return code if code in languages() else DEFAULT


_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current() -> Language:
    """The language of what is being written."""
    return languages()[_current.get()]


def switch(code: str) -> None:
    """From now on this context writes in this language; in English, if there is none with this code."""
    _current.set(code if code in languages() else DEFAULT)


@contextmanager
def using(code: str) -> Iterator[None]:
    """Writes in this language for a while."""
    before = _current.set(code if code in languages() else DEFAULT)
    try:
        yield
    finally:
        _current.reset(before)


@cache
def locale(code: str) -> Locale:
    """What the CLDR knows of the language: plural forms, dates, lists."""
    return Locale.parse(_LOCALES.get(code, code))


@cache
def plural_form(code: str, n: int) -> str:
    """The plural form that the language uses with this number."""
    return str(locale(code).plural_form(n))


def name_of(code: str) -> str:
    """The name of a language in the language of what is being written, such as "Polish"; else in itself."""
    known = languages().get(code)
    name = locale(_current.get()).languages.get(code) or (known.name if known else code)
    return str(name)


def with_country(code: str) -> str:
    """The tag of a language with its country, such as "en-GB", which office programs want; without one where the CLDR
    knows none."""
    likely = _LOCALES.get(code) or str(get_global("likely_subtags").get(code, code))
    language, *_, last = likely.split("_") * 2
    return code if last == language else f"{language}-{last}"


def from_right() -> bool:
    """Whether the language of the context is written from right to left."""
    return current().direction == "rtl"


def is_rtl(code: str) -> bool:
    """Whether a language is written from right to left, as far as we know it."""
    known = languages().get(code)
    return known is not None and known.direction == "rtl"


def best_of(wanted: Iterator[str]) -> str | None:
    """The first of these language tags, such as `de-AT`, for which there are words."""
    for tag in wanted:
        code = tag.replace("_", "-").split("-")[0].lower()
        if code in languages():
            return code
    return None
