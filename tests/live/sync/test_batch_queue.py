"""Commands are taken in batches, and work is done between two of them, when memory and disk agree."""

import math

from live_cop.live import runtime
from live_cop.live.sync import batch_queue
from live_cop.store.leases import Elsewhere

from ...support.patience import PATIENCE
from .stored_meeting import CODE, between_batches, note, texts


def test_what_arrives_during_a_commit_is_the_next_batch(hub, disk):
    disk.batches = []
    answers: list[dict] = []
    for n in range(20):
        runtime.spawn(lambda n=n: answers.append(note(hub, str(n))))
    while len(answers) < 20:
        runtime.sleep(0.001)
    assert all(answer["ok"] for answer in answers)
    assert sum(disk.batches) == 20 and len(disk.batches) <= 3
    assert texts(hub) == [str(n) for n in range(20)]


def test_commands_wait_for_each_other_and_for_nothing_else(hub, disk, monkeypatch):
    """A moment after a batch others are collected, and work is done at once, with all that has come before it."""
    monkeypatch.setattr(batch_queue, "BATCH_INTERVAL_SECONDS", PATIENCE)
    hub._begun_at = -math.inf
    disk.batches = []
    assert note(hub, "alone")["ok"]
    for n in range(5):
        runtime.spawn(note, hub, str(n))
        runtime.sleep(0)
    between_batches(hub, lambda: None)
    assert disk.batches == [1, 5]


def test_between_batches_memory_and_disk_agree(hub, disk):
    """This is when screens are welcomed and told: nobody is ever shown what could still be taken back."""
    seen: list[tuple[int, int]] = []
    for n in range(5):
        runtime.spawn(note, hub, str(n))
        hub.run_between_batches(lambda: seen.append((hub.state(CODE).revision, disk.load(CODE).state.revision)))
        runtime.sleep(0)
    while len(seen) < 5:
        runtime.sleep(0.001)
    assert all(memory == kept for memory, kept in seen)


def test_a_meeting_that_cannot_be_read_between_batches_is_no_fault_of_ours(hub, caplog):
    """Such as one that another process has just taken over: whoever asks finds that another way."""

    def read():
        raise Elsewhere("2", is_overdue=False)

    assert hub.read_between_batches(read, PATIENCE) is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert note(hub, "after it")["ok"]


def test_others_go_on_between_two_pieces_of_work(hub):
    """As when a hundred people come at once, who all have to be told the whole meeting."""
    seen: list[str] = []

    def others():
        while seen.count("work") < 20:
            seen.append("others")
            runtime.sleep(0)

    for _ in range(20):
        hub.run_between_batches(lambda: seen.append("work"))
    runtime.spawn(others)
    while seen.count("work") < 20:
        runtime.sleep(0.001)
    assert "work work" not in " ".join(seen)


def test_work_between_batches_that_fails_stops_nothing(hub):
    hub.run_between_batches(lambda: 1 / 0)
    hub.outcomes.on_committed = lambda code: 1 / 0
    assert note(hub, "on we go")["ok"]
