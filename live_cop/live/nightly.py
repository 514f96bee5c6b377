"""What the server does once a day, at a time when hardly anybody meets: it deletes what has been kept for long enough.

Where the machine was off at night, this is done when the server has been up for a minute.
"""

import logging
from collections.abc import Callable
from datetime import datetime, time

from ..store.file import StoreError
from ..store.privacy.retention import RetentionPolicy
from . import runtime
from .clock import now_ms
from .sync.hub import Hub

log = logging.getLogger(__name__)
#: Local time.
START_AT = time(3, 30)
CHECK_SECONDS = 60
RETRY_MS = 3_600_000


class NightlyTasks:
    """The daily work, and what is still to be done to the file after words were erased."""

    def __init__(self, hub: Hub, keep: RetentionPolicy, clock: Callable[[], int] = now_ms) -> None:
        self._hub = hub
        self._keep = keep
        self._clock = clock
        self._done = datetime.min.date()
        self._not_before = 0

    def run_forever(self) -> None:
        """Runs what is due, every minute; runs in a separate greenlet."""
        while True:
            runtime.sleep(CHECK_SECONDS)
            self.run_due()

    def run_due(self) -> None:
        """Does what is due. Between two batches, so that nobody writes to a meeting while it goes."""
        if self._hub.store.scrub_pending:
            self._hub.run_between_batches(lambda: runtime.in_thread(self._hub.store.scrub))
        now = self._clock()
        here = datetime.fromtimestamp(now / 1000)
        if here.date() > self._done and here.time() >= START_AT and now >= self._not_before:
            # If it fails, it is tried again in an hour.
            self._not_before = now + RETRY_MS
            self._hub.run_between_batches(lambda: self._purge(now))

    def _purge(self, now: int) -> None:
        try:
            past = runtime.in_thread(self._hub.store.purge, now, self._keep)
        except StoreError as error:
            log.error("what is past could not be deleted: %s", error)
            return
        self._done = datetime.fromtimestamp(now / 1000).date()
        for code in past.meetings:
            self._hub.forget(code)
        if past:
            log.info("%d meetings and %d entries were past and are deleted", len(past.meetings), len(past.entries))
