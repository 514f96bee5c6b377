"""Whose device is on line. That is so while any of a person's screens is connected, and for a few seconds after that:
venue Wi-Fi drops, and nobody should flicker in and out of the meeting because of it. The core decides what others are
told of it (meeting/voices/presence.py)."""

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from ...meeting.agenda.finish_time import AgendaTick
from ...meeting.command import Command
from ...meeting.lifecycle.due import DueTick
from ...meeting.refusal import Refusal
from ...meeting.schedule import next_due
from ...meeting.voices.people import PersonArrive, PersonLeave
from ...store.errors import StoreError
from ...store.leases import DAILY, Elsewhere
from .. import runtime
from ..clock import now_ms
from .carry_out import Answer
from .connection import Connection
from .hub import Hub

log = logging.getLogger(__name__)
GRACE_SECONDS = 10.0
#: How soon small groups return when their time is over.
CHECK_SECONDS = 1.0
TICK_SECONDS = 60.0
#: How often one of several processes looks for what those that are gone have left.
ABANDONED_SECONDS = 15.0
#: How many revisions of a meeting are left out in a second, on average.
SKIPS_PER_SECOND = 0.5


class Presence:
    """Counts connections per person and tells the meeting who arrived and who left.

    `scheduled` are the meetings in which something was scheduled before the server was stopped.
    """

    def __init__(self, hub: Hub, scheduled: Iterable[str] = ()) -> None:
        self._hub = hub
        self._counts: dict[tuple[str, str], int] = {}
        #: How many people are connected to each meeting.
        self._people: Counter[str] = Counter()
        #: By meeting and process, the people who are connected at another process, which follows the meeting.
        self._elsewhere: dict[tuple[str, str], frozenset[str]] = {}
        self._last_seen: dict[tuple[str, str], float] = {}
        self._watched: set[str] = set()
        #: The meetings in which something may be scheduled: it happens also when nobody is connected any more.
        self._scheduled = set(scheduled)
        runtime.spawn(self._tick)

    def look_for_abandoned(self) -> None:
        """In one of several processes, now and then: what was scheduled happens also where a process is gone and nobody
        comes back. Runs in a separate greenlet."""
        while True:
            runtime.sleep(ABANDONED_SECONDS)
            try:
                if self._hub.ownership.take(DAILY):
                    self._scheduled.update(runtime.in_thread(self._hub.store.codes_with, "scheduled"))
                    runtime.in_thread(self._hub.store.look_for_traces)
            except StoreError as error:
                log.error("what other processes have left could not be read: %s", error)
            except Exception as error:
                log.error("what other processes have left could not be read: %s", type(error).__name__)

    def connected(self, connection: Connection) -> None:
        """A screen connected."""
        self._start_watching(connection.code)
        self._came((connection.code, connection.viewer.person), is_board=connection.viewer.role == "board")

    def elsewhere(self, code: str, process: str, people: frozenset[str]) -> None:
        """These people are connected at another process, and nobody else is there any more."""
        before = self._elsewhere.pop((code, process), frozenset())
        if people:
            self._start_watching(code)
            self._elsewhere[code, process] = people
        for person in people - before:
            self._came((code, person))
        for person in before - people:
            self._went((code, person))

    def _came(self, key: tuple[str, str], *, is_board: bool = False) -> None:
        if key not in self._counts:
            self._people[key[0]] += 1
        self._counts[key] = self._counts.get(key, 0) + 1
        if not is_board:
            self._arrive(key)

    def _arrive(self, key: tuple[str, str]) -> None:
        """Says that they have arrived, until that is saved or they have left again."""
        if self._counts.get(key):
            again = partial(runtime.spawn_later, GRACE_SECONDS / 5, self._arrive, key)
            self._submit(key[0], PersonArrive(person=key[1]), again)

    def disconnected(self, connection: Connection) -> None:
        """A screen disconnected."""
        self._went((connection.code, connection.viewer.person), is_board=connection.viewer.role == "board")

    def _went(self, key: tuple[str, str], *, is_board: bool = False) -> None:
        screens = self._counts.get(key, 1) - 1
        if screens > 0:
            self._counts[key] = screens
            return
        self._drop(key)
        self._scheduled.add(key[0])
        if not is_board:
            self._check_later(key)

    def _drop(self, key: tuple[str, str]) -> None:
        """Nobody is connected as this person any more."""
        if self._counts.pop(key, None) is not None:
            self._people -= Counter([key[0]])

    def forget(self, code: str) -> None:
        """A meeting has left memory: nobody is connected, and nothing is scheduled."""
        self._watched.discard(code)
        self._scheduled.discard(code)
        for each in [each for each in self._elsewhere if each[0] == code]:
            for person in self._elsewhere.pop(each):
                self._drop((code, person))

    def _start_watching(self, code: str) -> None:
        """At the first connection after a start: devices that were on line before and do not come back have left."""
        if code in self._watched:
            return
        self._watched.add(code)
        state = self._hub.state(code)
        for person, device in state.of_kind("device").items() if state else ():
            if device.online:
                self._check_later((code, person))

    def _check_later(self, key: tuple[str, str]) -> None:
        self._last_seen[key] = time.monotonic()
        runtime.spawn_later(GRACE_SECONDS, self._check, key)

    def _check(self, key: tuple[str, str]) -> None:
        if self._counts.get(key) or time.monotonic() - self._last_seen.get(key, 0) < GRACE_SECONDS - 0.5:
            return
        self._last_seen.pop(key, None)
        if key[0] not in self._watched:
            # Another process has the meeting now, and knows who is there.
            return
        self._submit(key[0], PersonLeave(person=key[1]), partial(self._check_later, key))

    def _submit(self, code: str, command: Command, again: Callable[[], object]) -> None:
        """Gives the command; `again` is called where it could not be saved."""

        def answered(found: Answer) -> None:
            if isinstance(found, Refusal) and found.code == "not_saved":
                again()

        self._hub.submit_system(code, command, answered)

    def _tick(self) -> None:
        """Once a minute for each meeting that anyone is connected to, because a section that runs over moves the time
        at which the meeting will end; and as soon as the time of small groups is over."""
        answered: dict[str, float] = {}
        now = last_check = time.monotonic()
        while True:
            runtime.sleep(self._seconds_to_sleep())
            last_look, now = now, time.monotonic()
            answered = {code: answered.get(code, now) for code in self._people}
            # Not at each look: a large room that writes has tens of them in a second, and each would ask for everybody.
            if now - last_check >= CHECK_SECONDS:
                last_check = now
                self._greet_unknown()
            for code in answered:
                self._skip_revisions(code, now - last_look)
            for code in answered.keys() | self._scheduled:
                self._carry_out_due(code)
            for code, last in answered.items():
                if now - last >= TICK_SECONDS or self.groups_are_due(code):
                    answered[code] = now
                    # Where it cannot be saved, the next tick will do.
                    self._hub.submit_system(code, AgendaTick(), lambda found: None)

    def _skip_revisions(self, code: str, seconds: float) -> None:
        """Now and then leaves out a revision, as often in a second that has many looks as in one that has one.

        Answers have revisions, so whoever asks often would otherwise see when something happens that nobody is told of:
        a note that is kept waiting, a phone that wakes."""
        if random.random() < SKIPS_PER_SECOND * seconds:
            skip = partial(self._hub.run_between_batches, partial(self._hub.skip_revision, code))
            runtime.spawn_later(random.random() * CHECK_SECONDS, skip)

    def _greet_unknown(self) -> None:
        for key in list(self._counts):
            if self._is_unknown(*key):
                self._arrive(key)

    def _is_unknown(self, code: str, person: str) -> bool:
        """Whether the meeting knows nothing of this person's device, though it is open: it forgot that at its close,
        and has been opened again."""
        try:
            state = self._hub.state(code)
        except StoreError:
            return False
        if state is None or state.get("person", person) is None or state.get("device", person) is not None:
            return False
        return bool(state.get("meeting", "meeting").state != "closed")

    def _seconds_to_sleep(self) -> float:
        """Until something that was scheduled is due, to the moment, or else until the next look.

        What was shown on a beat of the server would be known to have waited, and so to be by somebody who is new.
        """
        now = now_ms()
        codes = self._people.keys() | self._scheduled
        try:
            due = [at for code in codes if (at := self._next_due(code, now)) is not None]
        except StoreError:
            return CHECK_SECONDS
        return min([CHECK_SECONDS, *((at - now) / 1000 for at in due)])

    def _carry_out_due(self, code: str) -> None:
        """Has everything carried out that is due, and remembers whether there is more to come."""
        try:
            due = self._next_due(code)
        except Elsewhere:
            self._scheduled.discard(code)
            return
        except StoreError:
            return
        if due is None:
            self._scheduled.discard(code)
            return
        self._scheduled.add(code)
        if due <= now_ms():
            self._hub.submit_system(code, DueTick(), lambda found: None)

    def _next_due(self, code: str, after: int = 0) -> int | None:
        """When the next thing is due after a time, or None. Raises StoreError."""
        state = self._hub.state(code)
        return next_due(state, after) if state else None

    def groups_are_due(self, code: str) -> bool:
        """Whether people sit in small groups whose time is over."""
        try:
            state = self._hub.state(code)
        except StoreError:
            return False
        teams = state.get("teams", "teams") if state else None
        return teams is not None and teams.state != "over" and teams.ends_at <= now_ms()
