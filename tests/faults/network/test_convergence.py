"""Five people on bad networks: whatever was lost, repeated or delayed, in the end all show what the server has.

A failure names its seed; once mended, the seed is kept in KNOWN. See tests/conftest.py for fresh ones."""

import random

import pytest

from ...support.thorough import first
from ..long import times
from .phones import Room, all_see_the_same, each_once_and_in_order, room

#: Seeds that once found a fault; each is named after it.
KNOWN: dict[str, int] = {}


def bad_weather(made: Room, chance: random.Random, steps: int) -> None:
    for _ in range(steps):
        phone = chance.choice(made.phones)
        dice = chance.random()
        if phone.connection is None:
            phone.connect()
        elif dice < 0.3:
            phone.cut()
        elif dice < 0.4:
            made.transport.full ^= {phone.connection.session}
        made.something(phone)
        for each in made.phones:
            if chance.random() < 0.6:
                each.send(chance)
            each.read(chance.randint(0, 2))


def play(folder, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    with room(folder, seed) as made:
        bad_weather(made, chance, steps)
        made.settle()
        all_see_the_same(made)
        each_once_and_in_order(made)


@pytest.mark.seeded
@pytest.mark.parametrize("block", first(2, range(6)))
def test_all_end_with_the_same(tmp_path, block, first_seed):
    seeds, steps = times((10, 100), (1_700, 200))
    first = first_seed + block * seeds
    for seed in range(first, first + seeds):
        try:
            play(tmp_path / str(seed), seed, steps)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise


@pytest.mark.parametrize("name", KNOWN)
def test_seeds_that_failed_once(tmp_path, name):
    play(tmp_path, KNOWN[name], 100)
