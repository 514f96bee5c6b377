"""Every language has the keys, placeholders and plural forms that it should, and falls back to English key by key."""

import pytest

from live_cop import words
from live_cop.meeting.agenda import running_orders
from live_cop.meeting.safety.recording_consent import WORDING
from live_cop.meeting.voices import people
from live_cop.words import check, languages, t
from live_cop.words.languages import using

POLISH = 'name = "Polski"\ndirection = "ltr"\ncovers = "participant"\nchecked = false\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of languages of its own: add(code, about, area=text of the file)."""
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    cached = (languages.languages, words.own_words, words._with_english, words._shown_texts, words._with_forms)

    def forget():
        for each in cached:
            each.cache_clear()

    def add(code, about, **areas):
        (tmp_path / code).mkdir(exist_ok=True)
        (tmp_path / code / "language.toml").write_text(about, encoding="utf-8")
        for area, text in areas.items():
            (tmp_path / code / f"{area}.toml").write_text(text, encoding="utf-8")
        forget()

    english = 'name = "English"\ndirection = "ltr"\ncovers = "whole"\nchecked = true\n'
    notes = '[notes]\nnone = "No notes"\none = "1 note by {who}"\nother = "{n} notes by {who}"\n'
    add("en", english, wall=f'save = "Save"\nby = "By {{name}}"\n{notes}')
    yield add
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("code", languages.languages())
def test_nothing_is_wrong_with_a_language(code):
    assert check.problems(code) == []


def test_each_number_gets_its_plural_form(folder):
    few_and_many = 'few = "{n} kartki {who}"\nmany = "{n} kartek {who}"'
    folder("pl", POLISH, wall=f'[notes]\nnone = "Brak"\none = "1 {{who}}"\n{few_and_many}\nother = "{{n}} {{who}}"\n')
    assert check.problems("pl") == []
    with using("pl"):
        said = [t("wall.notes", n=n, who="x") for n in (0, 1, 3, 5, 22)]
    assert said == ["Brak", "1 x", "3 kartki x", "5 kartek x", "22 kartki x"]


def test_what_a_language_has_no_words_for_is_said_in_english_with_english_forms(folder):
    folder("uk", POLISH, wall='by = "Від {name}"\n')
    with using("uk"):
        assert [t("wall.save"), t("wall.by", name="x")] == ["Save", "Від x"]
        # In Ukrainian 21 has the form of one, and English says “1 note” there.
        assert [t("wall.notes", n=n, who="x") for n in (0, 21)] == ["No notes", "21 notes by x"]
    assert t("wall.by", name="x") == "By x"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('by = "Przez {nazwa}"', "wall.by: has {nazwa}, and should have {name}."),
        ('save = ""', "wall.save: there are no words."),
        ('keep = "Zachowaj"', "wall.keep: English has no such key."),
        (
            '[notes]\nnone = "-"\none = "1 {who}"\nfew = "{who}"\nmany = "{n} {who}"\nother = "{n} {who}"',
            "wall.notes: the form “few” has {who}, and should have {n}, {who}.",
        ),
        (
            '[notes]\none = "1 {who}"\nfew = "{n} {who}"\nmany = "{n} {who}"\nother = "{n} {who}"',
            "wall.notes: the form “none” is missing.",
        ),
        (
            '[notes]\nnone = "-"\none = "1 {who}"\ntwo = "{n} {who}"\nfew = "{n} {who}"\nmany = "{n} {who}"\n'
            'other = "{n} {who}"',
            "wall.notes: the form “two” does not belong here.",
        ),
    ],
)
def test_what_is_wrong_is_named(folder, text, said):
    folder("pl", POLISH, wall=f"{text}\n")
    assert said in check.problems("pl")


def test_a_language_that_is_not_whole_may_lack_keys_and_one_that_says_so_may_not(folder):
    folder("pl", POLISH, wall='save = "Zapisz"\n')
    assert (check.problems("pl"), check.missing("pl")) == ([], ["wall.by", "wall.notes"])
    folder("pl", POLISH.replace("participant", "whole"))
    assert len(check.problems("pl")) == 2


def test_a_language_says_what_it_is_in_exactly_four_lines(folder):
    folder("pl", POLISH.replace('"ltr"', '"up"'))
    assert check.problems("pl") == ["direction in language.toml of pl is not right: 'up'."]


def test_the_catalogue_has_every_text_that_a_meeting_has_from_the_start():
    """They are stored in English, and their English text is their key."""
    stored = {*WORDING.values(), *(text for _, text in words.question_library()), "From the groups"}
    zones = [running_orders.ONE_POINT_UP, running_orders.PRESENTATION_QUESTIONS]
    for order in running_orders.RUNNING_ORDERS.values():
        zones += order.zones
        stored |= {text for each in order.sections for text in (each.title, each.prompt, each.line)}
        stored |= {text for each in order.scales for text in (each.question, each.low_label, each.high_label)}
    stored |= {text for zone in zones for text in (zone.title, zone.prompt)}
    assert stored - {""} == words.shown_texts().keys()


@pytest.mark.parametrize("code", [code for code in languages.languages() if code != languages.DEFAULT])
def test_a_question_of_an_agenda_is_not_english_because_the_library_has_it_too(code):
    own = words.own_words(code)
    with languages.using(code):
        shown = words.shown_texts()
    agenda = {key: text for key, text in words.own_words("en").items() if key.startswith("orders.")}
    assert {key: shown[text] for key, text in agenda.items() if key in own and shown[text] != own[key]} == {}


@pytest.mark.parametrize(("stored", "shown"), [("Group 1", "Gruppe 1"), ("Group 12 (3)", "Gruppe 12 (3)")])
def test_small_groups_have_their_number_in_each_language(stored, shown):
    assert words.shown_text(stored) == stored
    with using("de"):
        assert (words.shown_text(stored), words.shown_text(f"{stored}!")) == (shown, f"{stored}!")


def test_the_catalogue_has_every_colour_and_animal():
    english = words.own_words("en")
    of = {kind: {english[key] for key in english if key.startswith(f"marker.{kind}.")} for kind in ("colour", "animal")}
    assert of == {"colour": set(people._COLORS), "animal": set(people._ANIMALS)}
    assert all(key == f"marker.{kind}.{english[key].lower()}" for kind in of for key in english if f"er.{kind}." in key)


@pytest.mark.parametrize(
    "code", [code for code in languages.languages() if "practice.hints.before" in words.own_words(code)]
)
def test_a_hint_names_the_button_as_it_is_called(code):
    with using(code):
        assert t("chair.start") in t("practice.hints.before")
