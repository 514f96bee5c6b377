"""What was acknowledged is compared with what is there: each loss and each duplicate is found."""

import pytest

from live_cop.rehearse.verification import AcknowledgedNote, Differences, compare_marks, compare_notes, compare_own_mark

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


def test_as_many_people_have_answered_as_were_acknowledged():
    assert compare_marks(3, {"received": 3, "counts": [2, 0, 1]}) == Differences()
    assert compare_marks(4, {"received": 3}) == Differences(1, 0)
    assert compare_marks(2, {"received": 3}) == Differences(0, 1)


def test_each_screen_has_its_own_last_mark():
    assert compare_own_mark(3, {"s1.ann": {"scale": "s1", "value": 3}}) == Differences()
    assert compare_own_mark(3, {"s1.ann": {"scale": "s1", "value": 2}}) == Differences(1, 0)
    assert compare_own_mark(3, {}) == Differences(1, 0)
