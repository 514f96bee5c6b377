"""Every command sent one to five times, half of the acknowledgements lost, over old and new connections and a new
start of the server: each effect once, each person's order kept, each answer the first one."""

import random

import pytest

from live_cop.live import runtime
from live_cop.live.sync.hub import Hub

from ...support.patience import until
from ..long import times
from .phones import CODE, all_see_the_same, each_once_and_in_order, room


@pytest.mark.seeded
def test_a_command_sent_again_is_done_once(tmp_path, first_seed):
    seed = first_seed + 11
    chance = random.Random(seed)
    with room(tmp_path, seed) as made:
        answers = {}
        for number in range(times(2_000, 100_000)):
            phone = chance.choice(made.phones)
            state = made.hub.state(CODE)
            own = [id for id in state.of_kind("mine") if state.audience("mine", id) == phone.viewer.person]
            id, zone = f"r{number}", next(iter(state.of_kind("zone")))
            message = {"id": id, "name": "note.add", "args": {"zone": zone, "text": id}}
            if len(own) > 8:
                message = {"id": id, "name": "note.edit", "args": {"note": chance.choice(own), "text": id}}
            phone.written.append(id)
            for _ in range(chance.randint(1, 5)):
                given = made.hub.submit_and_wait(CODE, phone.viewer, message)
                assert answers.setdefault(id, given) == given
                if chance.random() < 0.2:
                    phone.cut()
                    phone.connect()
            if number % 1_000 == 999:
                # A new start: what is known is what is on disk. Delivery stays, so it must not wait for the old hub.
                until(lambda: not made.delivery._cooling_down, sleep=lambda _: runtime.sleep(0.001))
                made.hub.stop()
                made.hub = made.delivery._hub = Hub(made.store)
                made.hub.outcomes.on_committed = made.delivery.meeting_changed
                assert made.hub.submit_and_wait(CODE, phone.viewer, message) == answers[id]
        made.settle()
        all_see_the_same(made)
        each_once_and_in_order(made)
        revisions = [answers[f"r{n}"]["revision"] for n in range(len(answers)) if answers[f"r{n}"]["ok"]]
        assert revisions == sorted(revisions)
