"""Saves what a batch has changed, and knows whether anything can be saved at the moment."""

import logging
from collections.abc import Callable, Mapping

from ...store.errors import StoreError
from ...store.leases import Fenced
from ...store.meetings.commit import Commit
from ...store.store import Store
from .. import runtime
from ..metrics import Metrics
from .outcomes import run_safely
from .ownership import Ownership

log = logging.getLogger(__name__)
#: How often a disk that failed is tried again.
DISK_PROBE_SECONDS = 1.0


class Saving:
    """`run_between_batches` runs something when nothing is on its way to the disk."""

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        ownership: Ownership,
        run_between_batches: Callable[[Callable[[], None]], None],
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._ownership = ownership
        self._run_between_batches = run_between_batches
        #: Whether the last batch could be saved.
        self.works = True
        #: Called with False when nothing can be saved, and with True when it can be again.
        self.on_changed: Callable[[bool], None] = lambda works: None

    def save(self, batch: list[Commit], fences: Mapping[str, int] | None = None) -> tuple[set[str], set[str]]:
        """Saves all of this, under the present fences of its meetings, or those with which it was begun. Returns the
        meetings of which nothing could be saved: all of them where the disk fails, and those that another process has
        taken over; and which are the latter."""
        lost: set[str] = set()
        while batch:
            codes = {commit.code for commit in batch}
            try:
                with self._metrics.commit(len(batch)):
                    runtime.in_thread(self._store.commit, batch, fences or self._ownership.fences(codes))
            except Fenced as error:
                lost |= error.codes
                batch = [commit for commit in batch if commit.code not in lost]
                continue
            except StoreError as error:
                log.error("a batch of %d could not be saved: %s", len(batch), error)
                self._set_works(works=False)
                return lost | codes, lost
            except Exception:
                log.exception("a batch of %d could not be saved", len(batch))
                self._set_works(works=False)
                return lost | codes, lost
            self._set_works(works=True)
            break
        return lost, lost

    def _set_works(self, works: bool) -> None:
        """Announces once that the disk fails, and once that it has recovered."""
        if works == self.works:
            return
        self.works = works
        run_safely(self.on_changed, works)
        if not works:
            runtime.spawn(self._probe_disk)

    def _probe_disk(self) -> None:
        """Finds out when the disk has recovered: people who wait for it do not send anything."""
        while not self.works:
            runtime.sleep(DISK_PROBE_SECONDS)
            if not self.works and runtime.in_thread(self._store.is_healthy):
                self._run_between_batches(lambda: self._set_works(works=True))
                return
