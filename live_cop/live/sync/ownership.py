"""What this process owns, where several work on one file: the leases of the meetings in its memory (store/leases.py).

They are renewed all at once. Whatever another process has taken meanwhile is lost: it is too late to say anything about
it, and the people of that meeting have to come back to find its owner. Where there is only one process, all is its own.
"""

import logging
from collections.abc import Callable, Collection
from contextlib import suppress

from ...store.errors import StoreError
from ...store.leases import LEASE_MS, RENEW_SECONDS, Elsewhere, Leases
from .. import runtime

log = logging.getLogger(__name__)
#: How often it is looked whether a lease has run out that should have been renewed.
RETRY_SECONDS = 0.1


class Ownership:
    """`on_lost` is called with each thing that has been lost, and its fence."""

    def __init__(self, leases: Leases | None, on_lost: Callable[[str, int], None]) -> None:
        self._leases = leases
        self._on_lost = on_lost
        #: The fences of what is owned.
        self._fences: dict[str, int] = {}
        self._stopped = False
        #: How many processes there are on all machines, this one included, as far as this one knows.
        self.processes = 1
        self._renewing = runtime.spawn(self._renew_forever) if leases else None

    @property
    def is_alone(self) -> bool:
        """Whether there is only this process."""
        return self._leases is None

    @property
    def taken_over(self) -> int:
        """How often this process took what another one had not given back."""
        return self._leases.taken_over if self._leases else 0

    def claim(self, what: str) -> None:
        """Makes it this process's own. May wait: an owner that has not renewed its lease in time may be gone. Raises
        StoreError, and Elsewhere where another process owns it."""
        if self._leases is None:
            return
        if self._stopped:
            raise StoreError("this process is stopping")
        for _ in range(int(LEASE_MS / 1000 / RETRY_SECONDS)):
            try:
                self._fences[what] = runtime.in_thread(self._leases.claim, what)
                return
            except Elsewhere as error:
                if not error.is_overdue:
                    raise
            runtime.sleep(RETRY_SECONDS)
        self._fences[what] = runtime.in_thread(self._leases.claim, what)

    def take(self, what: str) -> bool:
        """Whether it is this process's own, now if it was nobody's."""
        if self._leases is None or what in self._fences:
            return not self._stopped
        try:
            self.claim(what)
        except StoreError:
            return False
        return True

    def fences(self, codes: Collection[str]) -> dict[str, int]:
        """The fences of these meetings, to commit with. One that has been lost has none that is ever in force."""
        return {} if self._leases is None else {code: self._fences.get(code, 0) for code in codes}

    def give_back(self, what: str) -> None:
        """It is no longer needed: others may have it. Does nothing where it is not owned."""
        if (fence := self._fences.pop(what, None)) is not None:
            self._give_back({what: fence})

    def lose(self, what: str) -> None:
        """Another process has it."""
        self._fences.pop(what, None)

    def owns(self, what: str, fence: int) -> bool:
        """Whether it is still owned under this fence."""
        return self._fences.get(what) == fence

    def stop(self) -> None:
        """Gives everything back at once, and takes nothing any more."""
        self._stopped = True
        if self._renewing is not None:
            self._renewing.kill()
            held, self._fences = self._fences, {}
            self._give_back(held)

    def _give_back(self, fences: dict[str, int]) -> None:
        if self._leases is None:
            return
        try:
            runtime.in_thread(self._leases.give_back, fences)
        except StoreError as error:
            # Then it runs out.
            log.warning("leases could not be given back: %s", error)

    def _renew_forever(self) -> None:
        while True:
            runtime.sleep(RENEW_SECONDS)
            try:
                self._renew()
                self._see_others()
            except StoreError as error:
                # Commits find out whether it was too late.
                log.error("leases could not be renewed: %s", error)
            except Exception as error:
                log.error("leases could not be renewed: %s", type(error).__name__)

    def _renew(self) -> None:
        before = dict(self._fences)
        if not before or self._leases is None:
            return
        kept = runtime.in_thread(self._leases.renew)
        for what, fence in before.items():
            if kept.get(what) != fence and self._fences.get(what) == fence:
                self._on_lost(what, fence)

    def _see_others(self) -> None:
        """Says that this process is there, and counts all that are."""
        assert self._leases is not None
        if (presence := self._leases.presence) not in self._fences:
            # Another one may have its name, until that lease has run out.
            with suppress(Elsewhere):
                self._fences[presence] = runtime.in_thread(self._leases.claim, presence)
        self.processes = max(1, runtime.in_thread(self._leases.present))
