"""What the server does once a day, at a time when hardly anybody meets: it deletes what has been kept for long enough,
and writes the file anew where it would tell in which order photographs came.

Where the machine was off at night, this is done as soon as nobody is in any meeting. Whatever takes long is done in
small pieces, also clearing the traces of words from the file whenever some were erased.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from ..store.errors import StoreError
from ..store.leases import DAILY
from ..store.privacy.retention import RetentionPolicy
from . import runtime
from .clock import now_ms
from .sync.hub import Hub

log = logging.getLogger(__name__)
#: Local time: from when to when it is done even if somebody is in a meeting.
NIGHT = time(3, 30), time(5, 0)
#: How often it is looked whether words were erased or a meeting was closed, so that the file is to be scrubbed.
CHECK_SECONDS = 1
#: How soon a scrub is tried again that had to wait for a reader, such as a backup, or met a fault.
SCRUB_RETRY_MS = 60_000
#: Nothing of the daily work is done in the first seconds after the start: everybody may be coming back.
START_DELAY_SECONDS = 60
RETRY_MS = 3_600_000
#: For how long nothing is done after a fault of ours, which may come again each time.
FAULT_PAUSE_SECONDS = 60


class NightlyTasks:
    """The daily work, and what is still to be done to the file after words were erased."""

    def __init__(self, hub: Hub, keep: RetentionPolicy, clock: Callable[[], int] = now_ms) -> None:
        self._hub = hub
        self._keep = keep
        self._clock = clock
        self._done = self._sorted = datetime.min.date()
        self._not_before = 0
        self._no_scrub_before = 0
        self._no_sort_before = 0

    def run_forever(self) -> None:
        """Runs what is due; runs in a separate greenlet. No fault ends it: nothing would be deleted any more until the
        next start."""
        for _ in range(START_DELAY_SECONDS // CHECK_SECONDS):
            runtime.sleep(CHECK_SECONDS)
            self.run_scrub()
        while True:
            pause = CHECK_SECONDS
            try:
                self.run_due()
            except Exception as error:
                # The exception's text may contain what people wrote.
                log.error("the daily work could not be done: %s", type(error).__name__)
                pause = FAULT_PAUSE_SECONDS
            runtime.sleep(pause)

    def run_due(self) -> None:
        """Does what is due, in small pieces: between any two of them, whatever has arrived meanwhile is carried out."""
        self.run_scrub()
        # One of several processes does it for all.
        if not self._hub.ownership.take(DAILY):
            return
        now = self._clock()
        here = datetime.fromtimestamp(now / 1000)
        begins, ends = NIGHT
        is_due = here.date() > self._done and here.time() >= begins and now >= self._not_before
        if is_due and (here.time() < ends or not self._hub.is_anybody_here()):
            # If it fails, it is tried again in an hour.
            self._not_before = now + RETRY_MS
            self._purge(now)
            self.run_scrub()
        is_unsorted = self._done == here.date() > self._sorted
        if is_unsorted and now >= self._no_sort_before and not self._hub.is_anybody_here():
            self._no_sort_before = now + RETRY_MS
            self._sort(here.date())

    def run_scrub(self) -> None:
        """Clears the traces of deleted data from the file, if there may be any."""
        store = self._hub.store
        if not store.scrub_pending or self._clock() < self._no_scrub_before:
            return
        run = runtime.in_thread if store.scrubs_beside else self._hub.run_alone_in_writer
        done: bool | None = False
        try:
            while done is False:
                done = run(store.scrub_piece)
        except Exception as error:
            log.error("the traces of what was deleted could not be cleared: %s", type(error).__name__)
            done = None
        if done is None:
            self._no_scrub_before = self._clock() + SCRUB_RETRY_MS

    def _sort(self, today: date) -> None:
        """Writes the file anew, if pictures of closed meetings lie in it in the order in which they came. All who write
        wait for that, so it is done once a day, and not while somebody is in a meeting, with this process or another.
        """
        store = self._hub.store
        try:
            if runtime.in_thread(store.is_any_meeting_owned):
                return
            if runtime.in_thread(store.is_unsorted):
                self._hub.run_alone_in_writer(store.sort)
        except StoreError as error:
            log.error("the file could not be written anew: %s", error)
            return
        self._sorted = today

    def _purge(self, now: int) -> None:
        hub, store = self._hub, self._hub.store
        try:
            past = runtime.in_thread(store.expired, now, self._keep)
            for code in past.meetings:
                hub.run_alone_in_writer(store.purge_meeting, code, now, self._keep, then=partial(self._purged, code))
            while hub.run_in_writer(store.purge_entries, now, self._keep):
                pass
            for code in runtime.in_thread(store.remains):
                while hub.run_in_writer(store.purge_piece, code):
                    pass
        except StoreError as error:
            log.error("what is past could not be deleted: %s", error)
            return
        self._done = datetime.fromtimestamp(now / 1000).date()
        if past:
            log.info("%d meetings and %d entries were past and are deleted", len(past.meetings), len(past.entries))

    def _purged(self, code: str, deleted: bool) -> None:
        if deleted:
            self._hub.forget_deleted(code)
