"""Owners die, stand still and are told to stop, under load: what was acknowledged is kept, once, and people go on."""

import itertools
import os
import random
import signal
import statistics
import time
from pathlib import Path

import pytest

from .cluster import FAULTS, PROXIES, Cluster, Person, notes_on_disk

#: Seconds: at most so long nobody could write, at the middle fault. It is a bound against being stuck, not a promise.
STUCK = 30


def play(folder: Path, proxy: str, faults: list[str], meetings: int = 3, people: int = 2) -> list[float]:
    """Lets people write while these things happen to the owners of their meetings; the gaps that they noticed."""
    cluster = Cluster(folder, proxy)
    chance = random.Random(len(faults))
    codes = [cluster.open_meeting()[0]["code"] for _ in range(meetings)]
    everybody = {code: [Person(cluster, code, f"{code} {n}") for n in range(people)] for code in codes}
    gaps: list[float] = []
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
            gaps.append(max(longest_gap(person, began) for person in everybody[code]))
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
        assert cluster.close() == 0
    failures = [person.failure for each in everybody.values() for person in each if person.failure]
    assert not failures, failures
    for code, texts in notes_on_disk(cluster.data, codes):
        kept = [text for person in everybody[code] for text in person.kept]
        assert len(set(kept)) == len(kept)
        assert len(texts) == len(set(texts)), "nothing twice"
        assert set(kept) <= set(texts), "nothing that was acknowledged is lost"
        assert len(set(texts) - set(kept)) <= people, "and nothing else but what was on its way"
    assert "Traceback" not in cluster.log.read_text(), cluster.log.read_text()[-3000:]
    return gaps


def wait_for_more(everybody: dict[str, list[Person]], codes: list[str], more: int) -> None:
    """Until each person of these meetings has written so many more notes."""
    people = [person for code in codes for person in everybody[code]]
    aims = [len(person.kept) + more for person in people]
    until = time.monotonic() + STUCK * 4
    while any(len(person.kept) < aim for person, aim in zip(people, aims, strict=True)):
        assert time.monotonic() < until, "somebody cannot write any more"
        assert not any(person.failure for person in people), [person.failure for person in people]
        time.sleep(0.02)


def longest_gap(person: Person, since: float) -> float:
    times = [at for at in person.at if at > since - 2]
    return max((after - before for before, after in itertools.pairwise(times)), default=0.0)


@pytest.mark.parametrize("proxy", PROXIES)
def test_what_was_acknowledged_is_kept_once_whatever_happens_to_its_owner(tmp_path, proxy):
    gaps = play(tmp_path, proxy, ["killed", "told to stop", "frozen"], meetings=2, people=1)
    print(f"{proxy}: gaps of {[round(gap, 2) for gap in gaps]} s")


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("proxy", PROXIES)
def test_the_same_a_thousand_times(tmp_path, proxy):
    chance = random.Random(7)
    faults = [chance.choice(list(FAULTS)) for _ in range(int(os.environ.get("LIVE_COP_FAULTS", "1000")))]
    gaps = play(tmp_path, proxy, faults)
    for kind in FAULTS:
        of_kind = sorted(gap for gap, fault in zip(gaps, faults, strict=True) if fault == kind)
        worst = of_kind[int(len(of_kind) * 0.99) - 1]
        print(f"{proxy}, {kind}: {len(of_kind)} times, gap p50 {statistics.median(of_kind):.2f} p99 {worst:.2f} s")
