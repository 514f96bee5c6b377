"""Nobody can be picked out: no strategy of an intruder is better than chance.

`make test` tries each strategy in the same meetings each time, `make fresh` in others, and `make soak` in many more. A
failure prints the table and the seed; `python -m tests.intruder <seed>` plays the same meetings again.
"""

import os
from pathlib import Path

import pytest

from .strategies import ALL
from .strategy import Strategy, by_meeting, tried

ROOT = Path(__file__).parents[2]
#: How many meetings, as a part of what each strategy asks for, with the same seed each time and with a fresh one. The
#: long form has 38,000 meetings, for which one processor needs an hour.
FIXED, FRESH = (20, 20) if os.environ.get("LIVE_COP_SOAK") == "1" else (0.25, 0.5)
GROUPS = by_meeting(ALL)


@pytest.mark.seeded
@pytest.mark.usefixtures("real_delays")
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: type(group[0]).__name__)
def test_no_strategy_is_better_than_chance(group: list[Strategy], first_seed: int):
    found = tried(group, str(first_seed), FRESH if first_seed else FIXED)
    outcomes = dict(zip((strategy.name for strategy in group), found, strict=True))
    print(f"seed {first_seed}", *(outcome.row(name) for name, outcome in outcomes.items()), sep="\n")
    told = {strategy.name for strategy in group if strategy.not_promised}
    assert [name for name, outcome in outcomes.items() if outcome.beats_chance and name not in told] == []


def test_what_cannot_be_promised_is_said():
    model = (ROOT / "docs" / "privacy-model.md").read_text()
    for sentence in {strategy.not_promised for strategy in ALL}:
        assert sentence in model


def test_no_two_strategies_have_the_same_name():
    names = [strategy.name for strategy in ALL]
    assert sorted(names) == sorted(set(names))
