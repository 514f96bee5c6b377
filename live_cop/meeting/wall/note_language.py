"""The language of a note's words: what its author says, else what its letters and commonest words show.

It never is the language of the author's screen. That is not always the language of the words; and it would tell whose
an English note may be: of the one person with a Polish screen, or of three, of whom two devices may be the intruder's.
What letters and words show tells nothing beyond them, since it follows from them alone.
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
#: Where it shares A to Z with others, two different words must tell it. One at least by a letter, and not in a name, as
#: an English note may name Łukasz and Michał, or because only this language has it; the other may be one that others
#: have too, with another meaning.
_LATIN: dict[NoteLanguage, _Letters] = {
    "cy": _Letters(frozenset("âêîôûŵŷáéíóúäëïöü"), frozenset("ŵŷ")),
    "de": _Letters(frozenset("äöüß"), frozenset("ß")),
    "pl": _Letters(frozenset("ąćęłńóśźż"), frozenset("łńśźż")),
    "ro": _Letters(frozenset("ăâîșțşţ"), frozenset("ășț")),
}


class _Words(NamedTuple):
    """Words that are in most of what is written in a language, no nouns and no names: those that no other has of the
    languages that we know or that are spoken near, and those that some have."""

    own: frozenset[str]
    shared: frozenset[str]

    @classmethod
    def of(cls, own: str, shared: str) -> "_Words":
        return cls(frozenset(own.split()), frozenset(shared.split()))


#: Polish and Romanian ones without their marks too, as many type them on a phone.
_COMMON: dict[NoteLanguage, _Words] = {
    "cy": _Words.of(
        own="yn yw yr mae ydy oes wedi ddim gyda efo eich mewn hyn hwn sydd sy bod fod roedd oedd heb pwy sut "
        "ond neb pawb pob rhai rhywun rhaid angen eisiau yma yno nawr hefyd iawn mwy llai cael gwneud dwi "
        "rydw rydyn dydy bydd fydd gall wrth drwy hynny gyfer",
        shared="chi gan nid ble y i o a ar ei eu ein fy dy ni hi am dan pan beth neu lle na dim cyn nad",
    ),
    "de": _Words.of(
        own="und ist nicht wir für einen einem einer auch wenn aber oder sind haben wird kann können müssen "
        "muss noch schon sehr uns unsere zum zur mehr kein keine keinen immer dass durch beim wurde gibt "
        "hatte",
        shared="ich werden der die das den dem des ein eine es er sie im in an am auf aus bei mit nach von vor "
        "zu so nur hat war was wie man mir mich dir ihr unser hier da alle",
    ),
    "pl": _Words.of(
        own="jest się że dla przez oraz tylko bardzo mamy trzeba czy są był było była będzie może można "
        "bedzie wszystko wszyscy ktoś który która które ktory ktora ktore jeszcze kiedy gdzie tutaj teraz "
        "żeby zeby nigdy",
        shared="nie to w z i a o na do za od po we ze co tak jak ale ma mam nam nas ich jej tu przy",
    ),
    "ro": _Words.of(
        own="și sunt pentru fără foarte când trebuie avem aici acolo prea oameni oamenii că să nostru noastră "
        "multe nimic nimeni cineva din sau",
        shared="este nu cu la de pe în a o mai e ne noi mult care ce un au are am si sa",
    ),
}
#: Words of English, in which most notes are: where they stand too, nothing is said.
_ENGLISH = _Words.of("the and of is for with that not have you this from they there your our who what when", "").own
_TELLING_WORDS = 2
#: How many words there may be for each that tells.
_WORDS_FOR_EACH = 5
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0654\u0670'’ʼ])*")
#: A and Z are in all languages; apostrophes in none of their alphabets.
_IN_ALL = frozenset("abcdefghijklmnopqrstuvwxyz'’ʼ")


def language_of(text: str, said: NoteLanguage | None) -> str | UnsetType:
    """The language of these words: the one that their author says they are in, else the one that they show."""
    return said or shown_by_words(text) or UNSET


def reworded(note: Note, text: str) -> Note:
    """The note with another text. What its author said of its language stays, unless the new words show another: a
    label from before, which nobody said, is not told from that. Its translations go: they are of words that are no
    longer there, and may tell what somebody has just taken back."""
    shown = shown_by_words(text)
    said = note.lang not in (UNSET, language_of(note.text, None))
    keeps = said and shown is None and (note.lang == "en" or not _shows_english(text))
    return replace(note, text=text, lang=note.lang if keeps else shown or UNSET, translations=UNSET)


def shown_by_words(text: str) -> NoteLanguage | None:
    """The only language, of those that we know, that is written with all of these letters, and that some of them, or
    some of its commonest words, tell from the others; None if there are too few to be sure."""
    words = _WORD.findall(text)
    letters = {letter for word in words for letter in word.lower()} - _IN_ALL
    return _by_script(words, letters) or _by_words(words, letters)


def _shows_english(text: str) -> bool:
    parts = _parts(_WORD.findall(text))
    return len(parts & _ENGLISH) >= _TELLING_WORDS


def _parts(words: list[str]) -> set[str]:
    """Welsh writes two words as one: mae'r, sy'n."""
    return {part for word in words for part in re.split("['’ʼ]", word.lower())}


def _by_script(words: list[str], letters: set[str]) -> NoteLanguage | None:
    foreign = sum(not _IN_ALL.issuperset(word.lower()) for word in words)
    found: list[NoteLanguage] = []
    for language, own in _OWN_SCRIPT.items():
        if own.all >= letters and not own.telling.isdisjoint(letters) and 2 * foreign > len(words):
            found.append(language)
    return found[0] if len(found) == 1 else None


def _by_words(words: list[str], letters: set[str]) -> NoteLanguage | None:
    parts = _parts(words)
    found: list[NoteLanguage] = []
    for language, own in _LATIN.items():
        common = _COMMON[language]
        lettered = {word for word in words if not word[0].isupper() and not own.telling.isdisjoint(word)}
        sure = lettered | (parts & common.own)
        telling = len(sure | (parts & common.shared))
        if own.all >= letters and sure and telling >= _TELLING_WORDS and telling * _WORDS_FOR_EACH >= len(words):
            found.append(language)
    return found[0] if len(found) == 1 and parts.isdisjoint(_ENGLISH) else None
