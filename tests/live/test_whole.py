"""Who comes new is shown exactly what they may see, however the meeting came to where it is."""

import json

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.live.whole import Whole
from live_cop.meeting.changes import CHAIR, EVERYONE, NOBODY, Change, Viewer
from live_cop.meeting.records import Turn
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
def test_a_whole_is_what_the_state_says_at_every_step(steps):
    state = State("K7M3QX", "e1")
    whole = Whole(state)
    for number, changes in enumerate(steps):
        state.apply(state.revision + 1, changes)
        # Not everybody looks after every step: a whole catches up over several.
        if number % 3 != 1:
            for viewer in VIEWERS:
                assert json.loads(whole.of(viewer).text) == json.loads(msgspec.json.encode(state.since(None, viewer)))


def test_who_sees_what_anybody_sees_shares_it():
    state = State("K7M3QX", "e1")
    whole = Whole(state)
    state.apply(1, [Change("turn", "a", Turn(section="a1", person="ann", order=1, state="waiting"), "ann")])
    ann, ben, _, board = VIEWERS
    assert whole.of(ben) is whole.of(board) is not whole.of(ann)
