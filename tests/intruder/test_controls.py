"""Where a rule is taken away, the intruder finds out: so it would notice that a rule is broken."""

from typing import Any

import pytest

from live_cop.meeting.safety import answer_batches, first_notes
from live_cop.meeting.voices import arrivals

from .strategies.answers import ALL_QUESTIONS, Difference
from .strategies.arrivals import NewcomersNote
from .strategy import Strategy, tried

WITHOUT_DELAYS = ((first_notes, "NEW_FOR", 0), (arrivals, "is_shown_at_once", lambda role: True))
WITHOUT_FLOOR = (
    (answer_batches, "_changed", lambda draft, question: 99),
    (answer_batches, "are_enough", lambda draft, people, floor: True),
)


@pytest.mark.usefixtures("real_delays")
@pytest.mark.parametrize(
    ("taken_away", "strategy", "times"),
    [
        (WITHOUT_DELAYS, NewcomersNote(5, 60), 2),
        (WITHOUT_FLOOR, Difference("scale", ALL_QUESTIONS), 1),
        pytest.param(WITHOUT_FLOOR, Difference("date", ALL_QUESTIONS), 1, marks=pytest.mark.thorough),
    ],
    ids=["delays", "floor (scale)", "floor (date)"],
)
def test_without_this_rule_it_is_better_than_chance(
    taken_away: Any, strategy: Strategy, times: float, monkeypatch: pytest.MonkeyPatch
):
    for module, name, instead in taken_away:
        monkeypatch.setattr(module, name, instead)
    [found] = tried([strategy], "control", times)
    assert found.beats_chance, found.row(strategy.name)
