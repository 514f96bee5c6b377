"""Once a day, at half past three local time, what has been kept long enough is deleted; failures are tried again."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import greenlet
import pytest

from live_cop.live import runtime
from live_cop.live.clock import now_ms
from live_cop.live.nightly import FAULT_PAUSE_SECONDS, RETRY_MS, NightlyTasks
from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.store.errors import StoreError
from live_cop.store.leases import DAILY, Leases
from live_cop.store.lock import SORTING, FolderLock
from live_cop.store.opening import open_database
from live_cop.store.privacy import traces
from live_cop.store.privacy.retention import DAY_MS, RetentionPolicy
from live_cop.store.store import Store

from ..support.stores import ABOUT_THE_FILE

CODE = "K7M3QX"
MINUTE = 60_000


class Disk(Store):
    """Counts how often it was to delete what is past, and fails while it is told to."""

    broken = False
    purges = 0
    scrubbed = 0

    def expired(self, now, usual):
        self.purges += 1
        if self.broken:
            raise StoreError("disk full")
        return super().expired(now, usual)

    def scrub_piece(self):
        self.scrubbed += 1
        return super().scrub_piece()


class Nights:
    """A server whose clock the test turns by hand; it begins at noon."""

    def __init__(self, disk: Disk, code: str = CODE) -> None:
        self.disk = disk
        self.now = int(datetime.fromtimestamp(now_ms() / 1000).replace(hour=12, minute=0).timestamp() * 1000)
        self.hub = Hub(disk)
        self.hub.open(code, "e1", MeetingOpen(code=code, title="Homes", order=RUNNING_ORDERS["blank"]))
        self.nightly = NightlyTasks(self.hub, RetentionPolicy(attendance_days=90, wall_days=365), lambda: self.now)

    def look(self, hours: float = 0) -> int:
        """So much later; answers how often it has been done by then."""
        self.now += int(hours * 60 * MINUTE)
        self.nightly.run_due()
        done = runtime.Event()
        self.hub.run_between_batches(lambda: done.send(None))
        done.wait()
        return self.disk.purges


@pytest.fixture
def nights(tmp_path) -> Iterator[Nights]:
    disk = Disk(open_database(tmp_path))
    nights = Nights(disk)
    yield nights
    nights.hub.stop()
    disk.close()


def test_it_runs_once_a_day_at_its_hour(nights):
    assert nights.look() == 1, "a machine that was off at night does it when it is on"
    assert nights.look(1) == nights.look(11) == nights.look(3) == 1, "before half past three"
    assert nights.look(0.5) == 2
    assert nights.look(0.1) == nights.look(20) == 2
    assert nights.look(4) == 3


def test_by_day_it_waits_until_nobody_is_in_a_meeting(nights):
    """The attack: a server started at noon deleted what was past a minute later, in the middle of a meeting."""
    nights.hub.is_in_use = lambda code: True
    assert nights.look() == nights.look(8) == 0
    nights.hub.is_in_use = lambda code: False
    assert nights.look() == 1
    nights.hub.is_in_use = lambda code: True
    assert nights.look(7.6) == 2, "at its hour it is done in any case, in small pieces"


def test_when_it_fails_it_is_tried_again_in_an_hour(nights):
    nights.disk.broken = True
    assert nights.look() == nights.look(0.5) == 1
    assert nights.look(RETRY_MS / MINUTE / 60) == 2
    nights.disk.broken = False
    assert nights.look(1) == 3
    assert nights.look(1) == 3, "it was done for today"


def test_meetings_that_are_deleted_leave_memory_too(nights):
    assert nights.look() == 1 and nights.hub.state(CODE) is not None
    nights.now += 366 * DAY_MS
    nights.look()
    assert nights.hub.state(CODE) is None and nights.disk.load(CODE) is None


def test_a_file_with_traces_is_cleaned(nights):
    before = nights.disk.scrubbed
    nights.disk.scrub_pending = True
    nights.look()
    assert nights.disk.scrubbed > before and not nights.disk.scrub_pending


@ABOUT_THE_FILE
def test_the_file_is_written_anew_only_while_nobody_is_in_a_meeting(nights):
    with nights.disk._database.transaction() as db:
        traces.mark_unsorted(db)
    nights.hub.is_in_use = lambda code: True
    assert nights.look(16) == 1 and nights.disk.is_unsorted()
    nights.hub.is_in_use = lambda code: False
    # Another process may have people in a meeting.
    leases = Leases(nights.disk._database, "other")
    leases.claim(CODE)
    leases.claim(DAILY)
    assert nights.look(1) == 1 and nights.disk.is_unsorted()
    leases.give_back({CODE: 1})
    assert nights.look(1) == 1 and not nights.disk.is_unsorted()
    # What is closed during the day waits for the next night.
    with nights.disk._database.transaction() as db:
        traces.mark_unsorted(db)
    nights.look(4)
    assert nights.disk.is_unsorted()
    nights.look(24)
    assert not nights.disk.is_unsorted()


@ABOUT_THE_FILE
@pytest.mark.parametrize("lock", ["held", "no file"])
def test_the_file_is_written_anew_also_where_nobody_can_be_told_so(nights, tmp_path, lock):
    """Somebody looks at the lock at just this moment, or the file system has none: only /healthz may complain then."""
    with nights.disk._database.transaction() as db:
        traces.mark_unsorted(db)
    if lock == "held":
        held = FolderLock(tmp_path, SORTING)
        nights.disk.sort()
        held.release()
    else:
        (tmp_path / SORTING).mkdir()
        nights.disk.sort()
    assert not nights.disk.is_unsorted() and not nights.disk.is_being_sorted()
    nights.disk._database.path = tmp_path / "live_cop.sqlite" / "below a file"
    assert not nights.disk.is_being_sorted()
    nights.disk._database.path = tmp_path / "live_cop.sqlite"


def test_no_fault_ends_it(nights, monkeypatch, caplog):
    """The attack: an error that nobody had thought of, and nothing was deleted any more until the next start."""
    pauses: list[float] = []
    this = greenlet.getcurrent()

    class Enough(BaseException):
        pass

    def sleep(seconds: float) -> None:
        if greenlet.getcurrent() is not this:
            # Another server in this process, of a test before.
            runtime.sleep(seconds)
            return
        pauses.append(seconds)
        nights.now += MINUTE
        if nights.disk.purges == 2 or len(pauses) > 300:
            raise Enough

    def expired(now, usual):
        nights.disk.purges += 1
        raise ValueError("what somebody wrote")

    def scrub_piece():
        raise OSError("the disk is gone")

    monkeypatch.setattr("live_cop.live.nightly.runtime", SimpleNamespace(sleep=sleep, in_thread=runtime.in_thread))
    nights.disk.expired, nights.disk.scrub_piece, nights.disk.scrub_pending = expired, scrub_piece, True
    with pytest.raises(Enough):
        nights.nightly.run_forever()
    assert nights.disk.purges == 2 and max(pauses) == FAULT_PAUSE_SECONDS
    assert "ValueError" in caplog.text and "OSError" in caplog.text
    assert "somebody wrote" not in caplog.text and "is gone" not in caplog.text


@ABOUT_THE_FILE
def test_others_are_answered_between_any_two_pieces(nights):
    """While a large file is cleared and meetings are deleted, a command waits for one piece at most."""
    order: list[str] = []
    pieces = iter([False] * 20 + [True])

    def scrub_piece() -> bool:
        order.append("piece")
        nights.disk.scrub_pending = not (done := next(pieces))
        nights.hub.run_between_batches(lambda: order.append("other"))
        return done

    nights.disk.scrub_piece = scrub_piece
    nights.disk.scrub_pending = True
    nights.nightly.run_scrub()
    runtime.sleep(0.05)
    assert order == ["piece", "other"] * 21


def test_one_of_several_processes_does_it_for_all(tmp_path):
    """And another one, once that is gone."""
    nights = [Nights(Disk(open_database(tmp_path, is_shared=True), str(n)), code=f"K7M3Q{n + 3}") for n in range(3)]
    try:
        for night in nights:
            night.look(hours=16)
        assert [night.disk.purges for night in nights] == [1, 0, 0]
        nights[0].hub.ownership.stop()
        for night in nights:
            night.look()
        assert [night.disk.purges for night in nights] == [1, 1, 0]
    finally:
        for night in nights:
            night.hub.stop()
            night.disk.close()
