"""A day of a national network in half an hour: python -m bench.day [--minutes 35] [--meetings 80] [--people 25]

One server, as `live-cop serve` starts it, with so many meetings at any moment. They are opened by the API; people join,
write, move their notes, drag a slider, say "me too", write in private, erase their words, lose their connection and
come back; chairs run the timer, put up a photograph, take snapshots, read reports and close. Then the meetings leave
memory, and some are opened again. Three nights, one in each third of the day, delete what is past. Each meeting is
checked before it is closed: nothing acknowledged is lost or doubled, and no screen is behind.

The first third of the day is for warming up; the last is compared with the middle one. The exit status is 1 unless
memory, open files, threads, the processor's time for an answer and the slowest answers are flat, and all was kept.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.day.flat import compare
from bench.day.people import LATE, MEETING, NIGHTS, Day
from bench.day.server import DayServer, serving
from bench.growth import a_meeting, codes, fill
from live_cop import os_limits
from live_cop.rehearse import rehearsal
from live_cop.rehearse.measurements import Latencies
from tests.support.patience import PATIENCE, until


def faults(server: DayServer, day: Day) -> Iterator[str]:
    """What else is wrong in the end: people saw it, or it is still there when all have gone."""
    results = day.results
    sums = {
        "lost": sum(each.lost for each in results),
        "doubled": sum(each.doubled for each in results),
        "screens behind": sum(each.screens_behind for each in results),
        "people who did not get in": sum(each.people - each.came_in for each in results),
        "lines of errors in the server's log": server.log.read_text().count(" ERROR "),
    }
    yield from (f"{n} {what}" for what, n in sums.items() if n)
    yield from (f"{n} times broken off: {why}" for why, n in day.broken.items())
    try:
        until(lambda: server.counts()["live_cop_owned_meetings"] == 0, PATIENCE)
    except AssertionError:
        yield f"{server.counts()['live_cop_owned_meetings']:.0f} meetings are still in memory"


def run_day(given: argparse.Namespace, temporary: Path) -> bool:
    """The day on a server of its own; whether all was well."""
    with serving(temporary / "empty" / "data") as (_, _, empty):
        pass
    folder = temporary / "day" / "data"
    # The nights are to delete about as many as are opened between them: the file has then about as many all day.
    number = max(1, round(given.meetings / MEETING / 0.8 / len(NIGHTS)))
    past = [a_meeting(60, 25, days_ago=1 - share * given.minutes / 1_440, closed=True) for share in NIGHTS]
    folder.parent.mkdir()
    fill(folder, number, a_meeting(60, 25, closed=True), *past)
    # As if behind a proxy, which counts the connections of an address: all people are at one here.
    with serving(folder, LIVE_COP_KEEP_WALL_DAYS="1", LIVE_COP_PROXIES="1") as (server, watcher, before):
        day = Day(server, watcher, given, codes(number))
        looks = asyncio.run(day.run())
        wrong = list(faults(server, day))
        after = watcher.look(0, Latencies(), Latencies())
    compared = list(compare(empty, before, looks, after))
    refused = sum((Counter(each.refused) for each in day.results), Counter())
    answered = sum(each.answered for each in day.results)
    print(f"{len(day.results)} meetings, {answered} commands answered, refused: {dict(refused)}")
    print(f"when all have gone: {after.memory:.0f} MB, {after.files} files, {after.held} meetings in memory")
    print("\n".join(each.line() for each in compared))
    print("\n".join(wrong) or "nothing acknowledged was lost or doubled, and no screen was behind")
    return all(each.flat for each in compared) and not wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=35)
    parser.add_argument("--meetings", type=int, default=80, help="at any moment")
    parser.add_argument("--people", type=int, default=25, help="in each")
    given = parser.parse_args()
    os_limits.allow_open_files(given.meetings * (given.people + LATE + 2) + 500)
    # A thousand looks a second at who is free would be most of what the people use.
    rehearsal._TICK = 0.1
    with tempfile.TemporaryDirectory() as temporary:
        raise SystemExit(0 if run_day(given, Path(temporary)) else 1)


if __name__ == "__main__":
    main()
