"""The language of a note's words."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from live_cop.meeting.records.wall import Note, NoteLanguage
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.registry import parse
from live_cop.meeting.wall import note_language
from live_cop.meeting.wall.note_language import language_of, reworded, shown_by_letters
from live_cop.paths import STATIC
from live_cop.words import languages

from ..room import ANN, BEN, CHAIR, Room

POLISH = "Kolejka w ośrodku jest za długa, ludzie odchodzą"
#: In each language whose letters tell it: something that people say.
SAID = {
    "ar": "AA في الساعة 7 مساء في المركز",
    "ckb": "چاوەڕوانی زۆر درێژە",
    "cy": "Mae’r tŷ yn oer ac mae’r dŵr yn oerach",
    "de": "Wir brauchen größere Räume, das weiß ich",
    "pl": POLISH,
    "ro": "Trebuie să așteptăm prea mult și oamenii pleacă",
    "uk": "Ми чекаємо занадто довго",
    "ur": "ہمیں مدد چاہیے",
}
CODES = sorted(NoteLanguage.__args__)  # type: ignore[attr-defined]


def test_a_note_can_be_said_to_be_in_every_language_that_we_have_words_in():
    assert sorted(languages.languages()) == CODES
    for code in CODES:
        assert parse("note.add", {"zone": "z", "text": "x", "lang": code}).lang == code  # type: ignore[attr-defined]
    for wrong in ("xx", "PL", "pl-PL", "", "polski", 7):
        with pytest.raises(Refusal, match="bad_args"):
            parse("note.add", {"zone": "z", "text": "x", "lang": wrong})


def test_the_screens_know_the_same_languages_and_their_direction():
    script = (STATIC / "js" / "wall" / "note" / "note-language.js").read_text(encoding="utf-8")
    lists = {name: re.findall(r'"(\w+)"', codes) for name, codes in re.findall(r"const (\w+) = \[(.*?)\];", script)}
    rtl = [code for code in CODES if languages.languages()[code].direction == "rtl"]
    assert lists == {"NOTE_LANGUAGES": CODES, "RIGHT_TO_LEFT": rtl}


@pytest.mark.parametrize("code", SAID)
def test_letters_tell_the_language(code: str):
    assert shown_by_letters(SAID[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "We waited for an hour",
        "Łukasz and Michał said that the queue is too long",
        "naïve café, déjà vu",
        "Çok güzel bir şey, teşekkür ederim",  # Turkish
        "من خیلی خوشحالم",  # Persian
        "Мы ждём очень долго, и это грустно",  # Russian
        "Příliš žluťoučký kůň, ještě čeká",  # Czech
        "A word of thanks — ہم",
        "12:30 🙂",
        "",
    ],
)
def test_where_letters_do_not_tell_it_nothing_is_said(text: str):
    assert shown_by_letters(text) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_letters_show_follows_from_them_alone(text: str, more: str):
    """Nothing about the person, and no word in A to Z says anything: the English notes of all screens are alike."""
    assert language_of(text, None) == language_of(text, None)
    plain = "".join(ch for ch in more if ch in string.ascii_letters + string.digits + string.punctuation + " \n")
    assert language_of(plain, None) is UNSET
    found = shown_by_letters(text)
    if found:
        letters = note_language._OWN_SCRIPT.get(found) or note_language._LATIN[found]
        assert not letters.telling.isdisjoint(text.lower())


@given(st.text(min_size=1), st.sampled_from([None, *CODES]), st.text(min_size=1))
def test_what_its_author_said_stays_when_the_words_change(text: str, said: NoteLanguage | None, other: str):
    note = Note(zone="z", text=text, x=0, y=0, color="mint", lang=language_of(text, said), translations={"cy": "x"})
    changed = reworded(note, other)
    assert changed.text == other and changed.translations is UNSET
    if said and said != shown_by_letters(text):
        assert changed.lang == said
    elif not said:
        assert changed.lang == language_of(other, None)


def test_a_note_has_the_language_that_its_author_says_and_else_what_its_letters_show():
    room = Room()
    lang = lambda note: room.state.get("note", note).lang  # noqa: E731
    assert lang(room.note(ANN, "We waited")) is UNSET
    assert lang(room.note(BEN, POLISH)) == "pl"
    said = room.note(ANN, "Kto to wie", lang="pl")
    assert lang(said) == "pl"
    room.do(ANN, "note.edit", note=said, text="Kto wie")
    assert lang(said) == "pl"
    room.do(CHAIR, "note.edit", note=said, lang="cy")
    assert lang(said) == "cy"
    room.do(ANN, "note.edit", note=said, lang=None)
    assert lang(said) is UNSET


def test_private_notes_keep_their_language_and_tell_no_order():
    room = Room()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    room.note(ANN, "Tak", lang="pl")
    room.do(CHAIR, "zone.show", zone=room.zone())
    [note] = room.state.of_kind("note").values()
    assert note.lang == "pl"
