"""Prints the table of all strategies: success, chance and bound.

python -m tests.intruder [seed] [times as many meetings] [part of a name]
"""

import sys

from .strategies import ALL
from .strategy import by_meeting, tried


def main(seed: str = "0", times: str = "1", part: str = "") -> None:
    print(f"seed {seed}")
    print(f"{'strategy':<110} {'right':>9} {'success':>8} {'chance':>7} {'bound':>7}")
    for group in by_meeting(each for each in ALL if part.lower() in each.name.lower()):
        for strategy, outcome in zip(group, tried(group, seed, float(times)), strict=True):
            print(outcome.row(strategy.name), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
