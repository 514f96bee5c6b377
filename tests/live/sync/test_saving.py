"""What cannot be saved is never acknowledged, and nobody is shown it."""

import pytest

from live_cop.live import runtime
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.refusal import Refusal
from live_cop.store.errors import StoreError

from .stored_meeting import ANN, CODE, close, note, texts


@pytest.mark.parametrize("fault", [StoreError("disk full"), ValueError("a fault of ours")], ids=str)
def test_what_could_not_be_saved_is_refused_and_never_was(hub, disk, fault):
    delivered: list[str] = []
    hub.outcomes.on_committed = delivered.append
    assert note(hub, "before")["ok"]
    disk.broken = fault
    answers: list[dict] = []
    for text in ("one", "two"):
        runtime.spawn(lambda text=text: answers.append(note(hub, text)))
    refused = hub.submit_and_wait(CODE, ANN, {"id": "x", "name": "agenda.start"})
    while len(answers) < 2:
        runtime.sleep(0.001)
    assert [answer["error"]["code"] for answer in answers] == ["not_saved", "not_saved"]
    assert refused["error"]["code"] == "not_allowed"
    assert texts(hub) == ["before"]
    assert delivered == [CODE]
    # The same id is accepted once the disk works again, and no revision is used again.
    disk.broken = None
    assert note(hub, "one")["revision"] == hub.store.load(CODE).state.revision > 5
    assert sorted(texts(hub)) == ["before", "one"]


def test_a_meeting_that_could_not_be_saved_was_never_opened(hub, disk):
    disk.broken = StoreError("disk full")
    opening = MeetingOpen(code="ACDEFG", title="No room", order=RUNNING_ORDERS["blank"])
    with pytest.raises(Refusal, match="not_saved"):
        hub.open("ACDEFG", "e2", opening)
    assert hub.state("ACDEFG") is None
    disk.broken = None
    hub.open("ACDEFG", "e2", opening)
    assert hub.state("ACDEFG").revision == 1


def test_a_close_that_could_not_be_saved_destroyed_nothing(hub, disk):
    note(hub, "one")
    before = disk.load(CODE)
    disk.broken = StoreError("disk full")
    assert close(hub)["error"]["code"] == "not_saved"
    disk.broken = None
    assert hub.state(CODE).entries() == before.state.entries() and hub.state(CODE).epoch == "e1"
    assert note(hub, "one")["result"] and close(hub, "again")["ok"]
