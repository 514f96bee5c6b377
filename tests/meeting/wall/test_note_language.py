"""The language of a note's words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from live_cop.meeting.records.wall import Note, NoteLanguage
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.registry import parse
from live_cop.meeting.wall import note_language
from live_cop.meeting.wall.note_language import language_of, reworded, shown_by_words
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
    assert shown_by_words(SAID[code]) == code


#: Made-up notes, as people write them: without any telling letter, on phones without its marks too.
NOTES = {
    "cy": [
        "Mae’n rhaid aros yn hir am le",
        "Dim lle i fynd ar ddydd Sul",
        "Rhywun i siarad â nhw yn Gymraeg",
        "Does neb yn ateb y ffôn",
        "Roedd y te yn dda",
        "Beth am glwb cinio?",
        "Angen mwy o help gyda ffurflenni",
        "Diolch",
        "Mae pawb yn gwrando yma",
        "Cael allwedd cyn y gaeaf",
    ],
    "de": [
        "Niemand ruft zurück",
        "Wir brauchen mehr Zeit und Platz",
        "Das Amt ist nur vormittags offen",
        "Ich habe drei Monate gewartet",
        "Eine Wohnung, die man bezahlen kann",
        "Tee",
        "Mehr Wohnungen",
        "Wenn keiner fragt, sagt auch keiner was",
        "Der Bus kommt nicht",
        "Es hat mir geholfen, dass jemand mitkam",
    ],
    "pl": [
        "Kolejka jest za dluga",
        "Ktos, kto mowi po polsku",
        "Nie ma gdzie spac",
        "Trzeba czekac bardzo dlugo",
        "Klucz do domu",
        "Wszyscy byli mili",
        "Formularz jest tylko po angielsku",
        "Dobra herbata",
        "Kiedy bedzie odpowiedz?",
        "Pomoc dla ludzi z dziecmi",
    ],
    "ro": [
        "Trebuie sa asteptam prea mult",
        "Nu avem unde sa mergem",
        "Cineva care vorbeste romana",
        "Ceai bun",
        "Oamenii sunt foarte amabili aici",
        "Un loc pentru copii",
        "Formularul este greu",
        "Nimeni nu raspunde la telefon",
        "Ajutor cu hartiile",
        "Multe case sunt goale",
    ],
}


def test_six_in_ten_notes_are_told_by_their_words_and_none_wrongly():
    for code, notes in NOTES.items():
        told = [shown_by_words(note) for note in notes]
        assert set(told) <= {code, None}, code
        assert told.count(code) >= 6, (code, [note for note, found in zip(notes, told, strict=True) if not found])


@pytest.mark.parametrize(
    "text",
    [
        "People die in the cold, so man the phones",
        "The der, die, das of German is hard, und so weiter",
        "I am an eu citizen, o dan y Beth",
        "Mum says “mae yn oer” about the flat",
        "To nie ma ich tu",  # Polish, with words that German has too
        "Este o casa para la gente",  # Spanish
        "Er werden geen huizen gebouwd in de stad",  # Dutch
        "Nad a pod oknem je zima",  # Czech
        "Guri waa lagama maarmaan",  # Somali
        "Xanî ji bo her kesî pêwîst e",  # Kurmanji
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
def test_where_it_is_not_sure_nothing_is_said(text: str):
    assert shown_by_words(text) is None


def test_no_word_tells_two_languages():
    """Nor is one in English: a note in English is alike from all screens."""
    own = [words.own for words in note_language._COMMON.values()]
    everywhere = [words.own | words.shared for words in note_language._COMMON.values()]
    for n, words in enumerate(own):
        others = frozenset().union(*everywhere[:n], *everywhere[n + 1 :], note_language._ENGLISH)
        assert not words & others


@given(st.text(max_size=80))
def test_words_that_nobody_knows_tell_nothing(text: str):
    found = shown_by_words(text)
    if found:
        script = note_language._OWN_SCRIPT.get(found)
        own = script.telling if script else note_language._LATIN[found].telling
        common = frozenset() if script else note_language._COMMON[found].own
        assert not own.isdisjoint(text.lower()) or any(word in text.lower() for word in common)


@given(st.text(min_size=1), st.sampled_from([None, *CODES]), st.text(min_size=1))
def test_what_its_author_said_stays_unless_the_new_words_show_another_language(text, said, other):
    note = Note(zone="z", text=text, x=0, y=0, color="mint", lang=language_of(text, said), translations={"cy": "x"})
    changed = reworded(note, other)
    assert changed.text == other and changed.translations is UNSET
    shown = shown_by_words(other)
    if shown or not said:
        assert changed.lang == language_of(other, None)
    elif said != shown_by_words(text) and not re.search("(?i)[a-z]", other):
        assert changed.lang == said


@pytest.mark.parametrize("new", ["We waited for an hour and nobody came", "Wir haben lange gewartet und nichts gehört"])
def test_a_label_does_not_stay_on_words_of_another_language(new: str):
    """An earlier version labelled more notes by their letters, as if their authors had said it."""
    note = Note(zone="z", text="Mąż, zięć", x=0, y=0, color="mint", lang="pl")
    assert reworded(note, "Mąż i zięć").lang == "pl"
    assert reworded(note, new).lang == language_of(new, None)


def test_a_note_that_was_stored_before_its_language_could_be_told_gets_it_with_new_words():
    assert reworded(Note(zone="z", text=POLISH, x=0, y=0, color="mint"), "Wir brauchen mehr Zeit").lang == "de"


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
