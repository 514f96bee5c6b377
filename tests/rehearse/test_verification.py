"""What was acknowledged is compared with what is there: each loss and each duplicate is found."""

import pytest

from live_cop.rehearse.verification import AcknowledgedNote, Differences, compare_marks, compare_notes

NOTE = {"text": "tea", "x": 0.25, "y": 0.5}


def test_notes_that_are_there_once_are_not_lost():
    assert (
        compare_notes({"n1": AcknowledgedNote("tea", (0.25, 0.5))}, {"n1": NOTE, "n2": {**NOTE, "text": "cake"}})
        == Differences()
    )
    assert compare_notes({"n1": AcknowledgedNote("tea")}, {"n1": NOTE}) == Differences()


@pytest.mark.parametrize(
    "wall",
    [{}, {"n2": NOTE}, {"n1": {**NOTE, "text": "te"}}, {"n1": {**NOTE, "x": 0.75}}],
    ids=["missing", "another id", "other words", "another place"],
)
def test_a_note_that_differs_from_what_was_acknowledged_is_lost(wall):
    assert compare_notes({"n1": AcknowledgedNote("tea", (0.25, 0.5))}, wall).lost == 1


def test_a_note_that_is_there_three_times_has_two_duplicates():
    wall = dict.fromkeys(("n1", "n2", "n3"), NOTE)
    assert compare_notes({"n1": AcknowledgedNote("tea")}, wall) == Differences(0, 2)
    assert compare_notes({"n1": AcknowledgedNote("tea"), "n2": AcknowledgedNote("tea")}, wall) == Differences(0, 2)


SCALE = {"low": 1, "high": 3, "answers": 3, "counts": [2, 0, 1]}


def test_marks_are_counted_by_value():
    assert compare_marks([1, 3, 1], SCALE) == Differences()


def test_a_mark_that_did_not_arrive_is_lost():
    assert compare_marks([1, 2, 3, 1], SCALE) == Differences(1, 0)
    assert compare_marks([1, 2, 3], SCALE) == Differences(1, 0)


def test_an_extra_mark_is_a_duplicate():
    assert compare_marks([1, 3], SCALE) == Differences(0, 1)


def test_while_the_spread_is_hidden_only_the_number_of_marks_is_compared():
    hidden = {"low": 1, "high": 3, "answers": 2}
    assert compare_marks([1, 3], hidden) == Differences()
    assert compare_marks([1, 3, 2], hidden) == Differences(1, 0)
