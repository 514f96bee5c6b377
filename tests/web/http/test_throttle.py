"""Whoever knows the code gets in, and an address guesses only so fast, however much it asks. Time is simulated."""

import heapq
import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.live import runtime
from live_cop.meeting.refusal import Refusal
from live_cop.web.http.throttle import (
    GUESSES_AT_ONCE,
    GUESSES_PER_SECOND,
    MAX_REMEMBERED,
    MAX_WAIT,
    MAX_WAITING,
    MOST_PROCESSES,
    RIGHT_FOR,
    STEP,
    WRONG_FOR,
    Throttle,
)

RIGHT, HERE = "RIGHT", "10.0.0.7"


class SimulatedTime:
    """Time that stands still until a test moves it; greenlets that sleep in it are woken in their order."""

    def __init__(self):
        self.now = 1_000.0
        self._due, self._count = [], itertools.count()

    def clock(self):
        return self.now

    def sleep(self, seconds):
        event = runtime.Event()
        heapq.heappush(self._due, (self.now + seconds, next(self._count), event))
        event.wait()

    def run_for(self, seconds):
        end = self.now + seconds
        self._settle()
        while self._due and self._due[0][0] <= end:
            self.now, _, event = heapq.heappop(self._due)
            event.send(True)
            self._settle()
        self.now = end

    def _settle(self):
        """Everybody who can go on does so."""
        for _ in range(6):
            runtime.sleep(0)


class Door:
    """A throttle, and what became of each guess: "in", "wrong" or "sent away"."""

    def __init__(self, processes=1):
        self.time = SimulatedTime()
        self.throttle = Throttle(self.time.clock, self.time.sleep, lambda: processes)
        self.right = {RIGHT}
        self.outcomes = Counter()
        self.looked_at = []

    def _find(self, guess):
        self.looked_at.append(guess)
        return guess if guess in self.right else None

    def ask(self, guess, address=HERE):
        """Asks and waits for the outcome in simulated time, which does not pass by itself."""
        try:
            outcome = "wrong" if self.throttle.look(address, guess, lambda: self._find(guess)) is None else "in"
        except Refusal as error:
            assert error.code == "too_many_tries"
            outcome = "sent away"
        self.outcomes[outcome] += 1
        return outcome

    def ask_beside(self, guess, address=HERE):
        """The same in a greenlet; what it returns has `wait()`."""
        return runtime.spawn(self.ask, guess, address)

    def use_up(self, address=HERE):
        for n in range(GUESSES_AT_ONCE):
            assert self.ask(f"typing error {n}", address) == "wrong"


@pytest.fixture
def door():
    return Door()


def test_a_room_may_mistype_and_then_its_guesses_wait(door):
    door.use_up()
    waiting = door.ask_beside("one more")
    door.time.run_for(0)
    assert door.outcomes == {"wrong": GUESSES_AT_ONCE}
    door.time.run_for(1 / GUESSES_PER_SECOND + STEP)
    assert waiting.wait() == "wrong" and len(door.looked_at) == GUESSES_AT_ONCE + 1


def test_right_guesses_cost_nothing(door):
    for _ in range(1_000):
        assert door.ask(RIGHT) == "in"
    door.use_up()


def test_what_was_right_here_passes_at_once(door):
    door.ask(RIGHT)
    door.use_up()
    for n in range(MAX_WAITING):
        door.ask_beside(f"guess {n}")
    door.time.run_for(0)
    assert {door.ask(RIGHT) for _ in range(500)} == {"in"}


def test_somebody_of_the_meeting_lets_in_their_room(door):
    door.use_up()
    door.throttle.knows(HERE, RIGHT)
    assert door.ask(RIGHT) == "in"
    door.time.run_for(RIGHT_FOR)
    later = door.ask_beside("a guess")
    door.time.run_for(0)
    assert later.wait() == "wrong", "the room's guesses have come back"


def test_many_who_ask_at_once_for_what_is_right_no_longer_are_all_told_so(door):
    door.ask(RIGHT)

    def find():
        # A meeting may have to be read from disk.
        runtime.sleep(0)

    asked = [runtime.spawn(door.throttle.look, HERE, RIGHT, find) for _ in range(3)]
    assert [each.wait() for each in asked] == [None, None, None]


def test_what_is_right_elsewhere_tells_nothing_here(door):
    door.throttle.knows("10.0.0.8", RIGHT)
    door.use_up()
    waiting = door.ask_beside(RIGHT)
    door.time.run_for(0)
    assert door.outcomes["in"] == 0
    door.time.run_for(1)
    assert waiting.wait() == "in"


def test_others_do_not_notice(door):
    door.use_up()
    for n in range(300):
        door.ask_beside(f"guess {n}")
    door.time.run_for(0)
    assert door.ask(RIGHT, "10.0.0.8") == "in" and door.ask("a typing error", "10.0.0.8") == "wrong"


def test_a_room_in_which_nobody_is_yet_gets_in_past_somebody_who_guesses(door):
    door.use_up()
    for n in range(50):
        door.ask_beside(f"guess {n}")
    room = [door.ask_beside(RIGHT) for _ in range(40)]
    door.time.run_for(1)
    assert {each.wait() for each in room} == {"in"}


def test_who_asks_again_comes_first(door):
    door.use_up()
    for n in range(MAX_WAITING):
        door.ask_beside(f"guess {n}")
    door.time.run_for(0)
    assert door.ask(RIGHT) == "sent away", "the line is full of others who asked once"
    again = door.ask_beside(RIGHT)
    door.time.run_for(1)
    assert again.wait() == "in"


def test_nobody_waits_for_longer_than_a_page_may_take(door):
    door.use_up()
    for n in range(MAX_WAITING):
        door.ask_beside(f"guess {n}")
    door.time.run_for(MAX_WAIT + STEP)
    assert sum(door.outcomes.values()) == GUESSES_AT_ONCE + MAX_WAITING
    assert not door.throttle._lines


def test_a_wrong_guess_is_not_looked_at_again_and_again(door):
    door.use_up()
    assert {door.ask("typing error 3") for _ in range(1_000)} == {"sent away"}
    door.right.add("typing error 3")
    door.time.run_for(WRONG_FOR)
    assert door.ask("typing error 3") == "in", "a meeting may have opened by now"


def test_the_code_of_a_meeting_that_has_ended_becomes_wrong(door):
    door.ask(RIGHT)
    door.right.clear()
    assert door.ask(RIGHT) == "wrong"
    waiting = [door.ask_beside(f"guess {n}") for n in range(GUESSES_AT_ONCE)]
    door.time.run_for(0)
    assert door.outcomes["wrong"] == GUESSES_AT_ONCE, "it took one of them"
    door.time.run_for(1)
    assert waiting[-1].wait() == "wrong"


def test_memory_is_bounded(door):
    door.use_up()
    for n in range(MAX_REMEMBERED + 50):
        door.throttle._wait = lambda *_: True
        door.ask(f"guess {n}")
    assert max(map(len, (door.throttle._wrong, door.throttle._asked, door.throttle._right))) <= MAX_REMEMBERED


@settings(max_examples=25)
@given(
    rate=st.integers(1, 60),
    repeats=st.integers(1, 3),
    people=st.integers(1, 12),
    arrival=st.floats(0, 8),
    primed=st.booleans(),
)
def test_an_address_guesses_only_so_fast_and_its_people_get_in(rate, repeats, people, arrival, primed):
    """Somebody asks for new codes, each a few times; people with the right one ask again after some seconds."""
    door = Door()
    if primed:
        door.throttle.knows(HERE, RIGHT)
    seconds = 40
    guesses, entered = itertools.count(), []

    def flood():
        while door.time.now < 1_000 + seconds:
            guess = f"guess {next(guesses) // repeats}"
            door.ask_beside(guess)
            door.time.sleep(1 / rate)

    def person():
        door.time.sleep(arrival)
        while door.ask(RIGHT) != "in":
            door.time.sleep(3)
        entered.append(door.time.now - 1_000 - arrival)

    runtime.spawn(flood)
    for _ in range(people):
        runtime.spawn(person)
    door.time.run_for(seconds + MAX_WAIT + 1)
    wrong = set(door.looked_at) - {RIGHT}
    assert len(wrong) <= GUESSES_AT_ONCE + GUESSES_PER_SECOND * (seconds + MAX_WAIT + 1)
    assert len(entered) == people
    # Against codes that are asked for three times, the third or fourth try of one alone comes first.
    assert max(entered) <= (0.001 if primed else 1 + (MAX_WAIT + 3) * (repeats + 1))


@pytest.mark.parametrize("processes", [1, 3, 8, 64])
def test_an_address_that_comes_to_all_processes_guesses_no_faster(processes):
    """And with any number, whoever has the right code gets in at the process to which they come."""
    doors = [Door(processes) for _ in range(processes)]
    seconds, entered = 60, []

    def person(door):
        while door.ask(RIGHT) != "in":
            door.time.sleep(3)
        entered.append(door.time.now - 1_000)

    for door in doors:
        for n in range(200):
            door.ask_beside(f"guess {n}")
    runtime.spawn(person, doors[0])
    for door in doors:
        door.time.run_for(seconds)
    looked_at = sum(len(set(door.looked_at) - {RIGHT}) for door in doors)
    assert looked_at <= (GUESSES_AT_ONCE + GUESSES_PER_SECOND * seconds) * max(1, processes / MOST_PROCESSES)
    assert len(entered) == 1 and entered[0] <= 2 * (MAX_WAIT + 3)
