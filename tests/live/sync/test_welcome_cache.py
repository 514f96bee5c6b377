"""A new connection gets exactly what its person may see, whatever has happened in the meeting before."""

import json

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.live.sync.welcome_cache import WelcomeCache
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
    for number, changes in enumerate(steps):
        state.apply(state.revision + 1, changes)
        # Not everybody looks after every step: a whole catches up over several.
        if number % 3 != 1:
            for viewer in VIEWERS:
                text = b"".join(part.text for part in cache.parts_for(viewer))
                assert json.loads(b"[" + text + b"]") == json.loads(msgspec.json.encode(state.since(None, viewer)))


def turn(id: str, audience: str = EVERYONE) -> Change:
    return Change("turn", id, Turn(section="a1", person="ann", order=1, state="waiting"), audience)


def test_viewers_who_see_the_same_share_it():
    state = State("K7M3QX", "e1")
    cache = WelcomeCache(state)
    state.apply(1, [turn("a"), turn("b", "ann")])
    ann, ben, _, board = VIEWERS
    assert cache.parts_for(ben)[0] is cache.parts_for(board)[0] is not cache.parts_for(ann)[0]


def test_chunks_that_have_not_changed_are_not_encoded_again():
    state = State("K7M3QX", "e1")
    cache = WelcomeCache(state, 2)
    state.apply(1, [turn(id) for id in "abcde"])
    board = VIEWERS[-1]
    before = cache.parts_for(board)
    state.apply(2, [turn("f")])
    state.apply(3, [turn("a")])
    first, _, second, _, third, _, fourth = cache.parts_for(board)
    assert second is before[2] and first is not before[0]
    assert [json.loads(part.text)[1] for part in (first, fourth)] == ["b", "a"]
    assert third is not before[4]
