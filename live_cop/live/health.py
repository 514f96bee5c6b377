"""Whether the server can do its work: it reads, it writes as far as the disk, and its queue moves on.

Anybody may ask, so asking costs next to nothing: there is one check at a time, in a thread, and everybody who asks
meanwhile gets its result.

While the file is written anew, which begins once a day at most and only where nobody is in a meeting, nothing can be
saved, and whoever comes has to wait. That is the server's own work: whoever restarted it then would only have it done
again.
"""

from . import runtime
from .clock import steady_ns
from .sync.hub import Hub

#: For how long a result holds, in seconds: so however many ask, the disk is asked once a second at most.
FRESH_SECONDS = 1.0
#: Seconds after which the disk, or the queue, is taken to be stuck. Programs that monitor servers wait no longer.
STUCK_SECONDS = 5.0
#: Seconds after which it is looked what a check may be waiting for.
LATE_SECONDS = 1.0


class HealthCheck:
    """One for the whole server."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        #: The last check, or the one that runs.
        self._check = _Check()
        self._running = False
        self._due = 0

    def trouble(self) -> str:
        """What is wrong, as a key below `web.health` in the catalogue; "" where nothing is."""
        if not self._running and steady_ns() >= self._due:
            self._running = True
            self._check = _Check()
            runtime.spawn(self._run, self._check)
        return self._check.wait()

    def _run(self, check: "_Check") -> None:
        # Where it gets stuck, everybody is told so at once until it ends: no second thread waits beside it.
        timers = [
            runtime.spawn_later(LATE_SECONDS, self._excuse, check),
            runtime.spawn_later(STUCK_SECONDS, check.tell, "stuck"),
        ]
        found = "cannot_save"
        try:
            found = self._look()
        finally:
            for timer in timers:
                timer.cancel()
            self._end(check, found)

    def _look(self) -> str:
        store = self._hub.store
        if runtime.in_thread(store.is_being_sorted):
            return "damaged" if store.damaged else ""
        if not runtime.in_thread(store.is_healthy):
            return "damaged" if store.damaged else "cannot_save"
        moved_on = runtime.Event()
        self._hub.run_between_batches(moved_on.send)
        moved_on.wait()
        return "" if self._hub.saving.works else "cannot_save"

    def _excuse(self, check: "_Check") -> None:
        """Ends a check that was begun just before everything is written anew. It still waits, and tells nobody more."""
        if runtime.in_thread(self._hub.store.is_being_sorted):
            self._end(check, "")

    def _end(self, check: "_Check", found: str) -> None:
        if check is self._check:
            self._running = False
            self._due = steady_ns() + int(FRESH_SECONDS * 1e9)
        check.tell(found)


class _Check:
    """A check, and what it has found first."""

    def __init__(self) -> None:
        self._told = False
        self._result = runtime.Event()

    def tell(self, found: str) -> None:
        """Answers everybody who waits, unless that has been done."""
        if not self._told:
            self._told = True
            self._result.send(found)

    def wait(self) -> str:
        """What was found."""
        found: str = self._result.wait()
        return found
