"""What happens to the processes of a cluster while people write: they die, stand still, and are told to stop.

`python -m tests.cluster.faults [--faults 1000] [--side-by-side 4] [--postgres]` does it as often as the long form asks
for, in several clusters at a time, and prints for how long nobody could write.
"""

import argparse
import itertools
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..support.patience import FairClock
from ..support.postgres import PostgresServer
from .cluster import FAULTS, PROXIES, Cluster, Person, notes_on_disk

#: Fair seconds without enough new notes after which somebody is stuck.
STUCK = 120
#: With more faults in one play the walls of its meetings would be full.
AT_ONCE = 20


class Gap(NamedTuple):
    """For how many seconds somebody behind this proxy could not write."""

    proxy: str
    fault: str
    seconds: float


def play(cluster: Cluster, faults: list[str], meetings: int = 2) -> list[dict[str, float]]:
    """Lets people write while these things happen to the owners of their meetings, half of them behind each proxy. The
    longest time for which those of that meeting could not write, at each fault, by proxy."""
    chance = random.Random(" ".join(faults))
    codes = [cluster.open_meeting()[0]["code"] for _ in range(meetings)]
    everybody = {code: [Person(url, code, f"{code} {n}") for n, url in enumerate(cluster.urls)] for code in codes}
    gaps: list[dict[str, float]] = []
    try:
        for code in codes:
            for person in everybody[code]:
                person.start()
        wait_for_more(everybody, codes, 5)
        for fault in faults:
            code = chance.choice(codes)
            began = time.monotonic()
            pid = cluster.hit(code, FAULTS[fault])
            wait_for_more(everybody, [code], 5)
            gaps.append(
                {proxy: longest_gap(person, began) for proxy, person in zip(PROXIES, everybody[code], strict=False)}
            )
            # So that a long run tells something however it ends.
            print(f"{fault}:", {proxy: round(gap, 2) for proxy, gap in gaps[-1].items()}, flush=True)
            if fault == "frozen":
                try:
                    # It wakes up and finds that it has lost everything, or has been ended meanwhile.
                    os.kill(pid, signal.SIGCONT)
                except ProcessLookupError:
                    pass
            wait_for_more(everybody, codes, 5)
    finally:
        for each in everybody.values():
            for person in each:
                person.stop()
    failures = [person.failure for each in everybody.values() for person in each if person.failure]
    assert not failures, failures
    for code, texts in notes_on_disk(cluster, codes):
        kept = [text for person in everybody[code] for text in person.kept]
        assert len(set(kept)) == len(kept)
        assert len(texts) == len(set(texts)), "nothing twice"
        assert set(kept) <= set(texts), "nothing that was acknowledged is lost"
        assert len(set(texts) - set(kept)) <= len(everybody[code]), "and nothing else but what was on its way"
    assert "Traceback" not in cluster.log.read_text(), cluster.log.read_text()[-3000:]
    return gaps


def wait_for_more(everybody: dict[str, list[Person]], codes: list[str], more: int) -> None:
    """Until each person of these meetings has written so many more notes."""
    people = [person for code in codes for person in everybody[code]]
    aims = [len(person.kept) + more for person in people]
    clock = FairClock()
    while any(len(person.kept) < aim for person, aim in zip(people, aims, strict=True)):
        assert clock.seconds() < STUCK, "somebody cannot write any more"
        assert not any(person.failure for person in people), [person.failure for person in people]
        time.sleep(0.02)


def longest_gap(person: Person, since: float) -> float:
    times = [at for at in person.at if at > since - 2]
    return max((after - before for before, after in itertools.pairwise(times)), default=0.0)


def play_at_random(cluster: Cluster, seed: int) -> list[Gap]:
    """So many faults in an order that follows from the seed."""
    chance = random.Random(seed)
    faults = [chance.choice(list(FAULTS)) for _ in range(AT_ONCE)]
    gaps = play(cluster, faults, meetings=4)
    return [
        Gap(proxy, fault, seconds) for gap, fault in zip(gaps, faults, strict=True) for proxy, seconds in gap.items()
    ]


def _in_one_cluster(seeds: list[int], on_postgres: bool) -> list[Gap]:
    """Plays one after the other, in new meetings of the same processes."""
    gaps = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(closing(PostgresServer())).new_database() if on_postgres else ""
        cluster = Cluster(folder, database=database)
        try:
            for seed in seeds:
                cluster.wait_until_ready()
                gaps += play_at_random(cluster, seed)
        finally:
            ended = cluster.close()
    assert ended == 0, f"the server ended with {ended}"
    return gaps


def _summary(gaps: Iterable[Gap]) -> None:
    found = sorted(gaps)
    for (proxy, fault), of_kind in itertools.groupby(found, lambda gap: gap[:2]):
        seconds = [gap.seconds for gap in of_kind]
        p50, p99 = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)]
        print(f"{proxy}, {fault}: {len(seconds)} times, nobody could write for p50 {p50:.2f} p99 {p99:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=1_000)
    parser.add_argument("--side-by-side", type=int, default=4, help="clusters at a time")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    wanted = parser.parse_args()
    plays = range(-(-wanted.faults // AT_ONCE))
    shares = [list(plays[n :: wanted.side_by_side]) for n in range(wanted.side_by_side)]
    with ProcessPoolExecutor(wanted.side_by_side) as clusters:
        gaps = list(itertools.chain(*clusters.map(partial(_in_one_cluster, on_postgres=wanted.postgres), shares)))
    _summary(gaps)
    print(f"{len(plays) * AT_ONCE} faults: nothing that was acknowledged was lost or is there twice")


if __name__ == "__main__":
    main()
