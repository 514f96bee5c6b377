"""The library of questions that ships."""

from typing import get_args

from live_cop.meeting.records.questions import QuestionGroup
from live_cop.words.questions import library


def test_every_group_has_questions_in_our_own_short_words():
    questions = list(library())
    assert {group for group, _ in questions} == set(get_args(QuestionGroup))
    assert 20 <= len(questions) <= 30
    assert len({text for _, text in questions}) == len(questions)
    assert all(text.endswith("?") and len(text) <= 80 for _, text in questions)


def test_what_else_is_there():
    assert ("else", "What else?") in list(library())
