"""An agenda that is pasted: as people have it in documents, messages and tables."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.agenda.pasted_agenda import PastedPart, parts_of
from live_cop.meeting.ordering import ordered
from live_cop.words import own_words, t
from live_cop.words.languages import languages, using

from ..room import ANN, CHAIR, HELPER, Room, refused


def agenda(room):
    return [(section.title, section.prompt, section.minutes) for _, section in ordered(room.state.of_kind("section"))]


def pasted(text):
    room = Room("blank")
    room.do(CHAIR, "agenda.paste", text=text, replace=True)
    return agenda(room)


@pytest.mark.parametrize(
    "text",
    [
        "Welcome, 20 min\nRound of news (40 minutes)\nClose 10'",
        "1. Welcome - 20 mins\n2) Round of news: 40 min.\n\n• Close 10 min",
        "14:00 Welcome\n14.20 – 15.00 Round of news\n15:00: Close (10 min)",
        "14:00-14:20 Welcome\r\n14:20-15:00 Round of news\r\n15:00-15:10 Close",
        "Part,Minutes\nWelcome,20\nRound of news,40\nClose,10",
        "Part;Question;Minutes\nWelcome;;20\nRound of news;;40 min\nClose;;10",
        "14:00\tWelcome\n14:20\tRound of news\n15:00\tClose\t\t10",
        "Time,Part\n14:00-14:20,Welcome\n14:20-15:00,Round of news\n15:00-15:10,Close",
    ],
)
def test_parts_with_their_minutes(text):
    assert pasted(text) == [("Welcome", "", 20), ("Round of news", "", 40), ("Close", "", 10)]


@pytest.mark.parametrize("code", [code for code in languages() if "chair.paste.about" in own_words(code)])
def test_the_examples_of_each_language_are_read(code):
    with_time, with_minutes = re.findall(r"[“„«]([^”“»]*)[”“»]", own_words(code)["chair.paste.about"])
    [at] = parts_of(with_time)
    [of] = parts_of(with_minutes)
    assert (at.begins, of.minutes) == (14 * 60, 20)
    assert of.title == at.title


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("n", [5, 20, 45, 120])
def test_minutes_are_read_as_each_language_writes_them(code, n):
    with using(code):
        minutes = t("agenda.minutes", n=n)
    for text in (f"Tea, {minutes}", f"Tea ({minutes})", f"Tea\t{minutes}\nCake\t{minutes}"):
        assert parts_of(text)[0] == PastedPart("Tea", minutes=n)


@pytest.mark.parametrize(
    "minutes",
    [
        "20 Minuten",
        "20 Min.",
        "20 minut",
        "20 munud",
        "20 o funudau",
        "20 دقيقة",
        "٢٠ دقيقة",
        "20 د",
        "20 دقائق",
        "20 منٹ",
        "۲۰ منٹ",
        "20 خولەک",
        "٢٠ خولەک",
        "20 minute",
        "20 de minute",
        "20 хвилин",
        "20 хв.",
        "20′",
        "20’",
    ],
)
def test_minutes_are_read_in_full_and_in_short(minutes):
    assert parts_of(f"Tea، {minutes}") == [PastedPart("Tea", minutes=20)]
    assert parts_of(f"Tea\t{minutes}\nCake\t{minutes}")[1] == PastedPart("Cake", minutes=20)


@pytest.mark.parametrize("to", ["to", "–", "bis", "do", "hyd", "tan", "إلى", "سے", "تا", "بۆ", "până la", "до"])
def test_times_have_the_words_of_each_language_between_them(to):
    assert parts_of(f"14:00 {to} 14:20 Tea") == [PastedPart("Tea", begins=14 * 60, ends=14 * 60 + 20)]


def test_a_table_may_have_questions_and_a_comma_in_a_title():
    assert pasted('"Tea, cake and news",15,"What is new, and where?"\nClose,5,') == [
        ("Tea, cake and news", "What is new, and where?", 15),
        ("Close", "", 5),
    ]
    # A cell of a spreadsheet may have several lines.
    assert pasted('"Tea, cake\nand news",15\nClose,5')[0] == ("Tea, cake and news", "", 15)
    # Without minutes anywhere, commas are part of the titles.
    assert pasted("Tea, cake and news\nThanks, and good-bye") == [
        ("Tea, cake and news", "", 10),
        ("Thanks, and good-bye", "", 10),
    ]
    assert pasted("23:50 Late\n00:20 Later\nRoom 101")[0] == ("Late", "", 30)
    assert pasted("20 min")[0] == ("20 min", "", 10)


def test_it_comes_behind_what_is_there_or_in_place_of_what_is_still_to_come():
    room = Room("standing")
    assert room.do(CHAIR, "agenda.paste", text="Cake, 5 min") == {"sections": 1}
    assert [title for title, *_ in agenda(room)][-2:] == ["Next time", "Cake"]
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.paste", text="Tea\nCake", replace=True)
    assert [title for title, *_ in agenda(room)] == ["Welcome and new members", "Tea", "Cake"]
    sections = {None, *room.state.of_kind("section")}
    assert all(zone.section in sections for zone in room.state.of_kind("zone").values())


def test_what_is_no_agenda_is_refused_and_changes_nothing():
    room = Room("standing")
    before = agenda(room)
    for text, code in (
        (" \n\t", "empty"),
        ("x" * 121, "too_long"),
        ("x " * 4_001, "too_long"),
        ("x\n" * 61, "too_many"),
    ):
        with refused(code):
            room.do(CHAIR, "agenda.paste", text=text, replace=True)
    for actor in (ANN, HELPER):
        with refused("not_allowed"):
            room.do(actor, "agenda.paste", text="x")
    assert agenda(room) == before


@given(st.text(alphabet="ab1:0'\",;\t\n -(.)min", max_size=80))
def test_any_text_is_read(text):
    assert all(part.title for part in parts_of(text))
