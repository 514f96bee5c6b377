"""A new connection gets exactly what its person may see, whatever has happened in the meeting before."""

import json
from operator import itemgetter
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.live.sync.welcome import WelcomeCache
from live_cop.meeting.audience import CHAIR, EVERYONE, NOBODY, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.records.voices import Turn
from live_cop.meeting.state import State

VIEWERS = [Viewer("ann", "participant"), Viewer("ben", "participant"), Viewer("chair", "chair"), Viewer("", "board")]
CHANGES = st.builds(
    lambda id, order, there, audience: Change(
        "turn", id, Turn(section="a1", person="ann", order=order, state="waiting") if there else None, audience
    ),
    id=st.sampled_from("abcdef"),
    order=st.integers(0, 9),
    there=st.booleans(),
    audience=st.sampled_from([EVERYONE, CHAIR, NOBODY, "ann", "ben"]),
)


@settings(max_examples=200, deadline=None)
@given(steps=st.lists(st.lists(CHANGES, min_size=1, max_size=3, unique_by=lambda change: change.id), max_size=12))
def test_the_cache_equals_the_state_at_every_step(steps):
    state = State("K7M3QX", "e1")
    # Of two records a chunk, so that there are many.
    cache = WelcomeCache(state, 2)
    key = itemgetter(0, 1)
    for number, changes in enumerate(steps):
        state.apply(state.revision + 1, changes)
        # Not everybody looks after every step: a whole catches up over several.
        if number % 3 != 1:
            for viewer in VIEWERS:
                text = b"".join(part.text for part in cache.parts_for(viewer))
                welcome = json.loads(b"[" + text + b"]")
                assert sorted(welcome, key=key) == json.loads(msgspec.json.encode(state.since(None, viewer)))


def turn(id: str, audience: str = EVERYONE) -> Change:
    return Change("turn", id, Turn(section="a1", person="ann", order=1, state="waiting"), audience)


def test_viewers_share_what_everyone_sees():
    state = State("K7M3QX", "e1")
    cache = WelcomeCache(state)
    state.apply(1, [turn("a"), turn("b", "ann")])
    ann, ben, _, board = VIEWERS
    [part] = cache.parts_for(ben)
    assert cache.parts_for(board) == [part] == cache.parts_for(ann)[:1]
    assert json.loads(cache.parts_for(ann)[-1].text)[1] == "b"


def test_chunks_that_have_not_changed_are_not_encoded_again():
    state = State("K7M3QX", "e1")
    cache = WelcomeCache(state, 4)
    state.apply(1, [turn(f"t{number}") for number in range(40)])
    board = VIEWERS[-1]
    before = cache.parts_for(board)
    state.apply(2, [turn("t7", "ann")])
    after = cache.parts_for(board)
    assert len(before) == len(after) > 16
    assert sum(a is not b for a, b in zip(before, after, strict=True)) == 1


def test_a_welcome_does_not_tell_what_was_written_first_or_changed_last():
    """The attack of somebody who joins, and reads the notes and people in the order in which they stand."""
    texts = []
    for seed in range(4):
        state, chance = State("K7M3QX", "e1"), Random(seed)
        cache = WelcomeCache(state, 4)
        changes = [turn(f"t{number}", audience) for number in range(40) for audience in (CHAIR, EVERYONE)]
        chance.shuffle(changes)
        last = [turn(f"t{number}", EVERYONE if number % 3 else "ann") for number in range(40)]
        chance.shuffle(last)
        for change in changes + last:
            state.apply(state.revision + 1, [change])
            if chance.random() < 0.3:
                cache.parts_for(VIEWERS[0])
        texts.append([b"".join(part.text for part in cache.parts_for(viewer)) for viewer in VIEWERS])
        assert [state.since(None, viewer) for viewer in VIEWERS] == [
            sorted(state.since(None, viewer), key=itemgetter(0, 1)) for viewer in VIEWERS
        ]
    assert all(each == texts[0] for each in texts)
