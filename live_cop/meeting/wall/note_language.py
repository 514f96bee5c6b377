"""The language of a note's words: what its author says, else what its letters show.

It never is the language of the author's screen. That is not always the language of the words; and it would tell whose
an English note may be: of the one person with a Polish screen, or of three, of whom two devices may be the intruder's.
What the letters show tells nothing beyond the words, since it follows from them alone.
"""

import re
from typing import NamedTuple

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..records.wall import Note, NoteLanguage


class _Letters(NamedTuple):
    """The letters of a language, apart from A to Z: all that it is written with, and those that tell it from the other
    languages that we know."""

    all: frozenset[str]
    telling: frozenset[str]


#: Where a language has its own script, one telling letter is enough, as long as most words are in that script.
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقلمنهوءآأؤإئـ" + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"
_OWN_SCRIPT: dict[NoteLanguage, _Letters] = {
    "ar": _Letters(frozenset(_ARABIC + "ةىيك"), frozenset("ةىيك")),
    "ckb": _Letters(frozenset(_ARABIC + "يكیکگچپژڤڕڵۆێەھە"), frozenset("ڕڵۆێە")),
    "uk": _Letters(frozenset(_CYRILLIC + "іїєґ'’ʼ"), frozenset("іїєґ")),
    "ur": _Letters(frozenset(_ARABIC + "ٹپچڈڑژکگںہۂۃھیےۓ"), frozenset("ٹڈڑںہھےۓ")),
}
#: Where it shares A to Z with others, two words must have a telling letter, and not in names: an English note may name
#: Łukasz and Michał.
_LATIN: dict[NoteLanguage, _Letters] = {
    "cy": _Letters(frozenset("âêîôûŵŷáéíóúäëïöü"), frozenset("ŵŷ")),
    "de": _Letters(frozenset("äöüß"), frozenset("ß")),
    "pl": _Letters(frozenset("ąćęłńóśźż"), frozenset("ąćęłńśźż")),
    "ro": _Letters(frozenset("ăâîșțşţ"), frozenset("ășț")),
}
_TELLING_WORDS = 2
#: How many words there may be for each that has a telling letter.
_WORDS_FOR_EACH = 5
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0654\u0670'’ʼ])*")
#: A and Z are in all languages; apostrophes in none of their alphabets.
_IN_ALL = frozenset("abcdefghijklmnopqrstuvwxyz'’ʼ")


def language_of(text: str, said: NoteLanguage | None) -> str | UnsetType:
    """The language of these words: the one that their author says they are in, else the one that their letters show."""
    return said or shown_by_letters(text) or UNSET


def reworded(note: Note, text: str) -> Note:
    """The note with another text. What its author said of its language stays; its translations go: they are of words
    that are no longer there, and may tell what somebody has just taken back."""
    lang = note.lang if note.lang != language_of(note.text, None) else language_of(text, None)
    return replace(note, text=text, lang=lang, translations=UNSET)


def shown_by_letters(text: str) -> NoteLanguage | None:
    """The only language, of those that we know, that is written with all of these letters and has some that no other
    has; None if there are too few of them to be sure."""
    words = _WORD.findall(text)
    letters = {letter for word in words for letter in word.lower()} - _IN_ALL
    if not letters:
        return None
    foreign = sum(not _IN_ALL.issuperset(word.lower()) for word in words)
    found: list[NoteLanguage] = []
    for language, own in _OWN_SCRIPT.items():
        if own.all >= letters and not own.telling.isdisjoint(letters) and 2 * foreign > len(words):
            found.append(language)
    for language, own in _LATIN.items():
        telling = sum(not own.telling.isdisjoint(word) for word in words if not word[0].isupper())
        if own.all >= letters and telling >= _TELLING_WORDS and telling * _WORDS_FOR_EACH >= len(words):
            found.append(language)
    return found[0] if len(found) == 1 else None
