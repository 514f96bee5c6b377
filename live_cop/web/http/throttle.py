"""Guessing is slowed down, and whoever knows the code or the key gets in.

All people of a room may share one address, so an address is never shut out. It has a number of wrong guesses at once,
and a few a second after that. Once it has none left, its guesses wait in a line of their own, and are looked at only
as fast as it gets new ones. Two things let people past those who guess:

- What was right at this address a short while ago passes at once: one person who is in lets in the whole room.
- The guess that was asked for most often is looked at first. People of a room all ask for the same code, and ask again
  after a moment; somebody who guesses gains nothing from asking for the same code twice.

Whoever waits is a greenlet that sleeps.
"""

import random
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from ...live import runtime
from ...live.addresses import network
from ...live.token_bucket import TokenBuckets
from ...meeting.refusal import Refusal
from ...store.leases import Elsewhere

Found = TypeVar("Found")
#: Wrong guesses of one address at once: as many typing errors as five hundred people make who join in the same minute.
GUESSES_AT_ONCE = 30
#: After that. In a meeting of two hours these are 14,430 guesses at 244 million codes: a chance of 1 in 16,900.
GUESSES_PER_SECOND = 2.0
#: Seconds for which a right guess passes at once at the address where it was right. People arrive in smaller gaps.
RIGHT_FOR = 15 * 60
#: Seconds for which a wrong guess is not looked at again while its address waits. By then a meeting may have opened.
WRONG_FOR = 10
#: Seconds that a guess waits in the line before it is sent away. Nobody looks at an empty page for longer.
MAX_WAIT = 5
#: So many processes share the allowance of an address. Where there are more, each has its eighth all the same, since
#: whoever is first in the line must be looked at before being sent away: twice as many processes, twice the guesses.
MOST_PROCESSES = 8
#: Guesses that wait at one address. Each is a request that is open in any case.
MAX_WAITING = 200
#: Guesses that are remembered of all addresses together, by how often they were asked for: for a minute of a flood.
MAX_REMEMBERED = 20_000
#: Seconds between two looks at who waits.
STEP = 0.25


class _Waiting(NamedTuple):
    """A request in the line: when it is sent away, and where it is told whether it may look."""

    until: float
    told: runtime.Event


class _Line:
    """Who waits at one address, by what they ask for."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[_Waiting]] = {}
        self.size = 0

    def add(self, guess: str, until: float) -> _Waiting:
        waiting = _Waiting(until, runtime.Event())
        self.waiting.setdefault(guess, []).append(waiting)
        self.size += 1
        return waiting

    def answer(self, guess: str, may_look: bool) -> None:
        """Tells all who ask for the same."""
        for each in (told := self.waiting.pop(guess)):
            each.told.send(may_look)
        self.size -= len(told)

    def send_away_late(self, now: float) -> None:
        """Who has waited for too long is told to come back."""
        for guess in [guess for guess, waiting in self.waiting.items() if waiting[0].until <= now]:
            self.answer(guess, False)


class Throttle:
    """Limits guesses of one kind, such as join codes. `clock` returns seconds and never goes back.

    `processes` says how many there are, on all machines. Somebody who guesses comes to all of them, so a guess costs as
    many tokens as there are processes."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = runtime.sleep,
        processes: Callable[[], int] = lambda: 1,
    ) -> None:
        self._clock, self._sleep, self._processes = clock, sleep, processes
        self._allowances = TokenBuckets(GUESSES_AT_ONCE, GUESSES_PER_SECOND, clock)
        self._lines: dict[str, _Line] = {}
        #: By (address, guess): until when it passes at once, until when it is known to be wrong, and how often it was
        #: asked for.
        self._right: dict[tuple[str, str], float] = {}
        self._wrong: dict[tuple[str, str], float] = {}
        self._asked: dict[tuple[str, str], float] = {}

    def look(self, address: str | None, guess: str, find: Callable[[], Found | None]) -> Found | None:
        """What `find` finds behind this guess: None for a wrong one. May wait.

        Raises Refusal `too_many_tries` where this address guesses so much that this cannot be looked at now, and
        Elsewhere like `find`: that is no wrong guess."""
        place = network(address)
        known = self._right.get((place, guess), 0) > self._clock()
        # Whoever comes later must not pass those who wait.
        paid = not known and place not in self._lines and self._pay(place)
        if not known and not paid and not self._wait(place, guess):
            raise Refusal("too_many_tries")
        try:
            found = find()
        except Elsewhere:
            # There is such a meeting.
            self._note_right(place, guess, paid=paid)
            raise
        if found is None:
            self._note_wrong(place, guess, paid=not known)
        else:
            self._note_right(place, guess, paid=paid)
        return found

    def knows(self, address: str | None, guess: str) -> None:
        """Somebody at this address need not guess, so this passes there at once for a while."""
        self._note_right(network(address), guess, paid=False)

    def _price(self) -> float:
        return min(self._processes(), MOST_PROCESSES)

    def _pay(self, place: str) -> bool:
        return self._allowances.take(place, self._price())

    def _note_right(self, place: str, guess: str, *, paid: bool) -> None:
        _remember(self._right, (place, guess), self._clock() + RIGHT_FOR)
        if paid:
            self._allowances.put_back(place, self._price())

    def _note_wrong(self, place: str, guess: str, *, paid: bool) -> None:
        if not paid:
            # It was right a short while ago, such as the code of a meeting that has ended.
            self._right.pop((place, guess), None)
            self._pay(place)
        self._asked.pop((place, guess), None)
        _remember(self._wrong, (place, guess), self._clock() + WRONG_FOR)

    def _wait(self, place: str, guess: str) -> bool:
        """Waits in the line of this address; False for who is sent away."""
        now = self._clock()
        if self._wrong.get((place, guess), 0) > now:
            return False
        _remember(self._asked, (place, guess), self._often(place, guess) + 1)
        if place not in self._lines:
            self._lines[place] = _Line()
            runtime.spawn(self._serve, place)
        line = self._lines[place]
        if line.size >= MAX_WAITING:
            rarest = min(line.waiting, key=lambda each: self._often(place, each))
            if self._often(place, rarest) >= self._often(place, guess):
                return False
            line.answer(rarest, False)
        may_look: bool = line.add(guess, now + MAX_WAIT).told.wait()
        return may_look

    def _serve(self, place: str) -> None:
        """Lets those who wait at this address look, as fast as it may guess; runs in a separate greenlet."""
        line = self._lines[place]
        while line.waiting:
            self._sleep(STEP)
            line.send_away_late(self._clock())
            if line.waiting and self._pay(place):
                # Of those that were asked for as often, one by lot.
                line.answer(max(line.waiting, key=lambda each: (self._often(place, each), random.random())), True)
        del self._lines[place]

    def _often(self, place: str, guess: str) -> float:
        return self._asked.get((place, guess), 0)


def _remember(memory: dict[tuple[str, str], float], key: tuple[str, str], value: float) -> None:
    """Puts it last, and forgets what was put longest ago, if there is too much."""
    memory.pop(key, None)
    memory[key] = value
    if len(memory) > MAX_REMEMBERED:
        del memory[next(iter(memory))]
