"""What is stored of what people type and paste, in every field."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live_cop.meeting.codes import normalise_code
from live_cop.meeting.contacts.attendance import Entry, check_entry
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.texts.pasted import email_in, unwrapped
from live_cop.meeting.texts.text import clean, required, was_cleaned, without_unseen
from live_cop.meeting.texts.web_address import web_address

NEW_LINES = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
SPACES = ["\t", "\x1f", " ", "\xa0", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000"]
#: Signs that nobody sees, and that come with pastes or are typed to leave an empty name.
UNSEEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u200e", "\u200f", "\u202a", "\u2066", "\ufe0f"]
UNSEEN += ["\u3164", "\uffa0", "\u115f", "\u2800", "\u034f", "\u180e", "\u061c", "\U000e0041", "\ufffc", "\U0001d159"]
ANY_TEXT = st.lists(st.one_of(st.sampled_from(NEW_LINES + SPACES + UNSEEN), st.text(max_size=4)), max_size=12).map(
    "".join
)


@pytest.mark.parametrize("sign", NEW_LINES)
def test_what_means_a_new_line_becomes_one(sign):
    assert clean(f"one{sign}two", 50, lines=True) == "one\ntwo"
    assert clean(f"one{sign}two", 50) == "one two"


@pytest.mark.parametrize("sign", SPACES)
def test_what_means_a_space_becomes_one(sign):
    assert clean(f"one{sign}two", 50) == clean(f"one{sign}two", 50, lines=True) == "one two"


@given(st.lists(st.one_of(st.sampled_from(UNSEEN + SPACES + NEW_LINES)), max_size=8).map("".join))
def test_what_nobody_can_see_is_no_note_and_no_name(text):
    assert clean(text, 50) == clean(text, 50, lines=True) == ""
    with pytest.raises(Refusal, match="empty"):
        required(text, 50, lines=True)


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",
        "ক্‍ষ",
        "👩‍👩‍👧",
        "❤️",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ภาษา\u200bไทย",
        "\U0001fae9",
        "5",
    ],
)
def test_words_and_emoji_keep_the_joiners_in_them(text):
    assert required(text, 50) == text


def test_a_sign_that_this_python_does_not_know_yet_is_seen():
    """New emoji arrive on phones each year."""
    assert required("\U0001faff", 50)


@given(ANY_TEXT, st.booleans())
@example("e\x00\u0301", False)
def test_no_two_words_are_glued_together_and_cleaning_again_changes_nothing(text, lines):
    cleaned = clean(text, 10_000, lines=lines)
    assert clean(cleaned, 10_000, lines=lines) == cleaned
    assert was_cleaned(cleaned)
    assert not any(unicodedata.category(ch) in ("Cc", "Cs", "Zl", "Zp") for ch in cleaned.replace("\n", ""))
    assert lines or "\n" not in cleaned
    separated = [ch if not ch.isspace() else " " for ch in text]
    words = [without_unseen(clean(word, 10_000)) for word in "".join(separated).split()]
    assert [word for word in map(without_unseen, cleaned.split()) if word] == [word for word in words if word]


#: What pastes bring along around a thing that has a form.
AROUND = ["", " ", "\u200b", "\ufeff", "\xa0", "\n", "\r\n", "\t", "\u2028", "\u200e", "\u2060"]
WRAPS = [
    ("", ""),
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("<", ">"),
    ("(", ")"),
    ("[", "]"),
    ("«", "»"),
    ("", "."),
    ("(", ")."),
]
pastes = st.tuples(st.sampled_from(AROUND), st.sampled_from(WRAPS), st.sampled_from(AROUND))


def pasted(thing, paste):
    before, (opening, closing), after = paste
    return f"{before}{opening}{thing}{closing}{after}"


@given(pastes)
def test_what_comes_with_a_paste_harms_no_field_that_has_a_form(paste):
    for link in ("https://example.org/a", "http://nhs.uk", "https://en.wikipedia.org/wiki/Stoke_(disambiguation)"):
        assert web_address(pasted(link, paste), "bad_web_link") == link
    assert check_entry(Entry(email=pasted("ann@example.org", paste))).email == "ann@example.org"
    assert normalise_code(pasted("QXV7KD", paste)) == "QXV7KD"
    assert normalise_code(pasted("https://cop.example/m/QXV7KD", paste)) == "QXV7KD"


@pytest.mark.parametrize(
    "typed",
    [
        "qxv7kd", "QXV-7KD", "Q X V 7 K D", "qxv\u20117kd", "ＱＸＶ７ＫＤ", "QXV7\u200bKD", "“QXV7KD”.", "#QXV7KD",
        "https://cop.example/m/QXV7KD", "cop.example/m/qxv7kd", "https://cop.example/m/QXV7KD?utm=1#top",
        "https://cop.example/m/QXV7KD/board", "https://cop.example/join?code=QXV7KD",
        "Join us: https://cop.example/m/QXV7KD now",
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcop.example%2Fm%2FQXV7KD&data=05%7C",
        "<https://cop.example/m/QXV7KD>", "[https://cop.example/m/QXV7KD](https://cop.example/m/QXV7KD)",
    ],
)  # fmt: skip
def test_a_code_is_understood_however_it_was_typed_or_pasted(typed):
    assert normalise_code(typed) == "QXV7KD"


@pytest.mark.parametrize(
    "typed",
    ["Ann Lee <ann@example.org>", "mailto:ann@example.org", "<mailto:ann@example.org>", "ann\u200b@example.org"],
)
def test_an_address_with_its_name_is_understood(typed):
    assert email_in(typed) == "ann@example.org"


@given(ANY_TEXT)
@example("(\u3000{")
def test_unwrapping_again_changes_nothing(text):
    once = unwrapped(text)
    assert unwrapped(once) == once
