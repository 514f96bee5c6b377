"""The figures are right, on figures that are made up."""

import pytest

from live_cop.rehearse.findings import Arrivals, Given, Losses, Times, compare_marks, compare_notes


def times(*milliseconds: float) -> Times:
    found = Times()
    for each in milliseconds:
        found.add(each / 1_000)
    return found


def test_a_percentile_is_the_time_that_so_many_do_not_exceed():
    found = times(*range(1, 101))
    assert [found.percentile(share) for share in (0.01, 0.5, 0.95, 0.99, 1.0)] == [1, 50, 95, 99, 100]


def test_few_times_have_percentiles_too():
    assert times(7).figures() == {"p50": 7, "p95": 7, "p99": 7, "max": 7}
    assert times(1, 3).figures() == {"p50": 1, "p95": 3, "p99": 3, "max": 3}


def test_without_times_there_are_no_percentiles():
    assert times().figures() == {"p50": None, "p95": None, "p99": None, "max": None}


def test_times_are_kept_to_a_quarter_of_a_millisecond():
    assert times(1.3).percentile(1) == 1.25


def test_each_command_counts_once_for_each_screen_that_was_shown_it():
    arrivals = Arrivals()
    # This one they had been shown already.
    arrivals.given(4, at=10.000)
    arrivals.given(5, at=10.000)
    arrivals.given(6, at=10.010)
    for at in (10.030, 10.040):
        arrivals.shown(4, 6, at)
    arrivals.shown(4, 5, at=10.005)
    found = arrivals.times()
    assert found.count == 5
    # 5 ms; 20 and 30 ms for the second command; 30 and 40 ms for the first.
    assert [found.percentile(n / 5) for n in range(1, 6)] == [5, 20, 30, 30, 40]


def test_two_commands_of_one_moment_on_three_screens_of_one_moment_are_six_times():
    arrivals = Arrivals()
    for revision in (5, 6):
        arrivals.given(revision, at=10.0)
    for _ in range(3):
        arrivals.shown(4, 6, at=10.5)
    assert arrivals.times().count == 6


def test_what_a_screen_had_before_the_command_is_not_counted():
    arrivals = Arrivals()
    arrivals.shown(4, 5, at=9.0)
    arrivals.given(5, at=10.0)
    arrivals.given(7, at=10.0)
    assert arrivals.times().count == 0


NOTE = {"text": "tea", "x": 0.25, "y": 0.5}


def test_notes_that_are_there_once_are_not_lost():
    assert compare_notes({"n1": Given("tea", (0.25, 0.5))}, {"n1": NOTE, "n2": {**NOTE, "text": "cake"}}) == Losses()
    assert compare_notes({"n1": Given("tea")}, {"n1": NOTE}) == Losses()


@pytest.mark.parametrize(
    "wall",
    [{}, {"n2": NOTE}, {"n1": {**NOTE, "text": "te"}}, {"n1": {**NOTE, "x": 0.75}}],
    ids=["gone", "under another id", "other words", "at another place"],
)
def test_a_note_that_is_not_as_it_was_acknowledged_is_lost(wall):
    assert compare_notes({"n1": Given("tea", (0.25, 0.5))}, wall).lost == 1


def test_a_note_that_is_there_three_times_came_twice_too_often():
    wall = dict.fromkeys(("n1", "n2", "n3"), NOTE)
    assert compare_notes({"n1": Given("tea")}, wall) == Losses(0, 2)
    assert compare_notes({"n1": Given("tea"), "n2": Given("tea")}, wall) == Losses(0, 2)


SCALE = {"low": 1, "high": 3, "answers": 3, "counts": [2, 0, 1]}


def test_marks_are_counted_by_value():
    assert compare_marks([1, 3, 1], SCALE) == Losses()


def test_a_mark_that_did_not_arrive_is_lost_once():
    assert compare_marks([1, 2, 3, 1], SCALE) == Losses(1, 0)
    assert compare_marks([1, 2, 3], SCALE) == Losses(1, 0)


def test_a_mark_too_many_is_doubled():
    assert compare_marks([1, 3], SCALE) == Losses(0, 1)


def test_where_the_spread_is_hidden_marks_are_counted_together():
    hidden = {"low": 1, "high": 3, "answers": 2}
    assert compare_marks([1, 3], hidden) == Losses()
    assert compare_marks([1, 3, 2], hidden) == Losses(1, 0)
