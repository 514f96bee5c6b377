"""Each command of a batch is carried out once, however often it is sent, and a fault in one affects no other."""

import pytest

from live_cop.live import runtime
from live_cop.live.sync import carry_out as carry_out_module
from live_cop.live.sync.hub import Hub
from live_cop.store.meetings import load as load_module

from .stored_meeting import ANN, CHAIR, CODE, between_batches, leave_memory, note, texts


def test_a_fault_in_a_rule_affects_one_command_only(hub, monkeypatch):
    whole = carry_out_module.decide

    def faulty(state, command, *who_and_when):
        if getattr(command, "text", "") == "trip":
            raise ZeroDivisionError
        return whole(state, command, *who_and_when)

    monkeypatch.setattr(carry_out_module, "decide", faulty)
    assert note(hub, "trip")["error"]["code"] == "our_fault"
    assert note(hub, "walk")["ok"]


def test_the_same_id_twice_in_one_batch_is_done_once(hub, disk):
    answers: list[dict] = []
    for _ in range(2):
        runtime.spawn(lambda: answers.append(note(hub, "once", id="same")))
    while len(answers) < 2:
        runtime.sleep(0.001)
    assert answers[0] == answers[1] and answers[0]["ok"]
    assert texts(hub) == ["once"]


def test_commands_of_the_same_batch_before_and_after_a_close_are_saved(hub, disk):
    answers: list[dict] = []
    commands = [
        (ANN, "note.add", {"zone": next(iter(hub.state(CODE).of_kind("zone"))), "text": "before"}),
        (CHAIR, "meeting.close", {}),
        (CHAIR, "meeting.reopen", {}),
        (ANN, "note.add", {"zone": next(iter(hub.state(CODE).of_kind("zone"))), "text": "after"}),
        (CHAIR, "meeting.close", {}),
        (CHAIR, "meeting.reopen", {}),
    ]
    for number, (actor, name, args) in enumerate(commands):
        hub.submit(CODE, actor, {"id": str(number), "name": name, "args": args}, answers.append)
    runtime.sleep(0)
    while len(answers) < len(commands):
        runtime.sleep(0.001)
    assert all(answer["ok"] for answer in answers)
    assert sorted(texts(hub)) == ["after", "before"]
    assert hub.state(CODE).entries() == disk.load(CODE).state.entries() == disk.rebuild(CODE).entries()


@pytest.mark.parametrize("leaves", [False, True])
def test_a_command_of_long_ago_is_carried_out_once(hub, monkeypatch, leaves):
    monkeypatch.setattr(load_module, "ANSWERS_IN_MEMORY", 3)
    answers = [note(hub, f"note {n}") for n in range(6)]
    if leaves:
        leave_memory(hub, monkeypatch)
    assert [note(hub, f"note {n}") for n in range(6)] == answers
    assert sorted(texts(hub)) == [f"note {n}" for n in range(6)]
    assert note(hub, "more")["ok"] and len(hub._meetings[CODE].answers) == 3


def given_in_one_batch(hub: Hub, *texts: str, then=lambda: None) -> list[dict]:
    """The answers to these notes, which the hub takes together; `then` happens before it looks at them."""
    zone = next(iter(hub.state(CODE).of_kind("zone")))
    answers: list[dict] = []

    def give() -> None:
        for text in texts:
            message = {"id": text, "name": "note.add", "args": {"zone": zone, "text": text}}
            hub.submit(CODE, ANN, message, answers.append)
        then()

    between_batches(hub, give)
    between_batches(hub, lambda: None)
    return answers


def test_a_command_of_long_ago_is_carried_out_once_beside_a_new_one(hub, monkeypatch):
    """The new one's answer takes the place in memory of the oldest, which is asked for in the same batch."""
    monkeypatch.setattr(load_module, "ANSWERS_IN_MEMORY", 3)
    answers = [note(hub, f"note {n}") for n in range(3)]
    new, *old = given_in_one_batch(hub, "new", "note 0", "note 1", "note 2")
    assert new["ok"] and old == answers and hub.saving.works
    assert sorted(texts(hub)) == ["new", "note 0", "note 1", "note 2"]


def test_a_command_of_long_ago_is_carried_out_once_by_a_meeting_that_left_memory(hub, monkeypatch):
    monkeypatch.setattr(load_module, "ANSWERS_IN_MEMORY", 3)
    answers = [note(hub, f"note {n}") for n in range(6)]
    assert given_in_one_batch(hub, "note 0", then=lambda: hub.forget(CODE)) == answers[:1] and hub.saving.works
    assert len(texts(hub)) == 6
