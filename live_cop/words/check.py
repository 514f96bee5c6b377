"""What is wrong with the words of a language, and which are missing, compared with the English ones."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from . import FORMS, languages, own_words, without_form
from .languages import ABOUT, DEFAULT

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Numbers in which every plural form of every language occurs, and each more than once that stands for several.
_NUMBERS = range(300)


def missing(code: str) -> list[str]:
    """The keys that have no words in this language, in the order of the English files."""
    own = {without_form(key) for key in own_words(code)}
    return [key for key in dict.fromkeys(map(without_form, own_words(DEFAULT))) if key not in own]


def problems(code: str) -> list[str]:
    """What has to be mended before these words can be used: each as one line, with the key and what is wrong."""
    try:
        language, own = languages.read(languages.FOLDER / code), own_words(code)
    except (OSError, ValueError) as error:
        return [str(error)]
    english = own_words(DEFAULT)
    found = [f"{key}: English has no such key." for key in _unknown(own, english)]
    for key in dict.fromkeys(map(without_form, english)):
        found += [f"{key}: {what}" for what in _wrong(code, key, own, english)]
    if language.covers == "whole":
        found += [f"{key}: not translated yet, and {ABOUT} says that all is." for key in missing(code)]
    return found


def _unknown(own: Mapping[str, str], english: Mapping[str, str]) -> Iterator[str]:
    known = {without_form(key) for key in english}
    yield from (key for key in own if without_form(key) not in known)


def _wrong(code: str, key: str, own: Mapping[str, str], english: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the words of one key, which may have plural forms."""
    forms = {name: text for name, text in _forms(key, own).items() if text is not None}
    if not forms:
        return
    model = _forms(key, english)
    expected = _expected(code, model)
    for name in sorted(expected - forms.keys()):
        yield f"the form “{name}” is missing."
    for name in sorted(forms.keys() - expected):
        yield f"the form “{name}” does not belong here."
    named = _places(model.values())
    for name, text in forms.items():
        own_places = _places([text])
        if not text.strip():
            yield "there are no words."
        elif own_places - named or named - own_places - _may_be_left_out(code, name, model):
            yield f"{_written(name)}has {_list(own_places)}, and should have {_list(named)}."


def _may_be_left_out(code: str, name: str, model: Mapping[str, str]) -> set[str]:
    """The placeholders that this form need not have: the number, where it is only one, and what English leaves out in a
    form of one number."""
    if name != "none" and name not in _of_one_number(code):
        return set()
    left_out = {"n"}
    for form, text in model.items():
        left_out |= _places(model.values()) - _places([text]) if form not in ("", "other") else set()
    return left_out


def _forms(key: str, words: Mapping[str, str]) -> dict[str, str]:
    """The words of a key by their plural form; a key without forms has one that is called ""."""
    names = [name for name in FORMS if f"{key}.{name}" in words]
    return {name: words[f"{key}.{name}"] for name in names} if key not in words else {"": words[key]}


def _expected(code: str, model: Mapping[str, str]) -> set[str]:
    """The forms that a key must have in this language, if it has those of `model` in English."""
    if model.keys() == {""}:
        return {""}
    return {*_forms_of(code), *({"none"} & model.keys())}


@cache
def _forms_of(code: str) -> frozenset[str]:
    return frozenset({languages.plural_form(code, n) for n in _NUMBERS} | {"other"})


@cache
def _of_one_number(code: str) -> frozenset[str]:
    """The forms that stand for one number only, which may be written as a word or left out."""
    found = [languages.plural_form(code, n) for n in _NUMBERS]
    return frozenset(form for form in found if found.count(form) == 1)


def _places(texts: Iterable[str]) -> set[str]:
    return {place for text in texts for place in _PLACEHOLDER.findall(text)}


def _written(name: str) -> str:
    return f"the form “{name}” " if name else ""


def _list(places: set[str]) -> str:
    return ", ".join(f"{{{place}}}" for place in sorted(places)) or "no placeholder"
