"""Meetings leave memory when nobody uses them, and come back from the disk as they were."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.live import runtime
from live_cop.live.sync import carry_out as carry_out_module
from live_cop.live.sync import hub as hub_module
from live_cop.live.sync import loaded_meetings
from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.errors import StoreError
from live_cop.store.opening import open_store

from .stored_meeting import ANN, CHAIR, CODE, between_batches, leave_memory, note, texts


def test_where_the_disk_cannot_be_read_commands_are_refused_and_the_hub_continues(hub, disk, monkeypatch):
    def fail(code):
        raise StoreError("gone")

    monkeypatch.setattr(disk, "load", fail)
    disk.broken = StoreError("gone")
    assert note(hub, "lost")["error"]["code"] == "not_saved"
    assert hub.submit_and_wait(CODE, ANN, {"id": "1", "name": "undo"})["error"]["code"] == "not_saved"
    monkeypatch.undo()
    disk.broken = None
    assert note(hub, "found")["ok"]


def test_an_idle_meeting_leaves_memory_and_comes_back_as_it_was(hub, monkeypatch):
    answer = note(hub, "before")
    forgotten: list[str] = []
    hub.on_forgotten = forgotten.append
    state = hub.state(CODE)
    between_batches(hub, hub.forget_idle)
    assert hub.state(CODE) is state, "it was used a moment ago"
    leave_memory(hub, monkeypatch)
    assert not hub._meetings and not hub._meetings._last_used and forgotten == [CODE]
    back = hub.state(CODE)
    assert (back.entries(), back.epoch, back.secret) == (state.entries(), state.epoch, state.secret)
    # What was skipped is not on disk, and a screen may have such a revision.
    assert back.revision > state.revision + 1_000_000
    assert note(hub, "before") == answer
    assert note(hub, "after")["revision"] == back.revision
    assert texts(hub) == ["before", "after"]


def test_a_meeting_with_people_or_something_scheduled_stays_in_memory(hub, monkeypatch):
    hub.is_in_use = lambda code: True
    leave_memory(hub, monkeypatch)
    assert CODE in hub._meetings
    hub.is_in_use = lambda code: False
    monkeypatch.setattr(loaded_meetings, "next_due", lambda state: 1)
    leave_memory(hub, monkeypatch)
    assert CODE in hub._meetings


def test_opening_all_reports_takes_no_more_memory_than_some(hub, disk, monkeypatch):
    codes = [f"ACDEF{letter}" for letter in "ACDEFGHJKMNP"]
    for code in codes:
        hub.open(code, "e1", MeetingOpen(code=code, title="Homes", order=RUNNING_ORDERS["blank"]))
    monkeypatch.setattr(loaded_meetings, "MAX_IDLE_RECORDS", 3 * hub.state(codes[0]).size)
    leave_memory(hub, monkeypatch)
    most = 0
    for code in codes:
        assert hub.state(code).get("meeting", "meeting").code == code
        between_batches(hub, lambda: None)
        most = max(most, len(hub._meetings))
    assert most <= 3 and list(hub._meetings)[-1] == codes[-1]


def test_a_room_that_comes_back_at_once_reads_its_meeting_once(hub, disk, monkeypatch):
    leave_memory(hub, monkeypatch)
    loads: list[str] = []
    load = disk.load
    monkeypatch.setattr(disk, "load", lambda code: (loads.append(code), load(code))[1])
    found: list = []
    for _ in range(50):
        runtime.spawn(lambda: found.append(hub.state(CODE)))
    while len(found) < 50:
        runtime.sleep(0.001)
    assert loads == [CODE] and len({id(state) for state in found}) == 1


def test_a_meeting_that_is_deleted_while_it_is_read_does_not_come_back(hub, disk, monkeypatch):
    leave_memory(hub, monkeypatch)
    load = disk.load

    def slowly(code):
        found = load(code)
        # The night deletes it now.
        monkeypatch.setattr(disk, "load", lambda code: None)
        hub.forget(code)
        return found

    monkeypatch.setattr(disk, "load", slowly)
    assert hub.state(CODE) is None and CODE not in hub._meetings


class Dice:
    """Chance that is the same for two hubs."""

    def __init__(self) -> None:
        self._thrown = 0

    def token_bytes(self, size: int) -> bytes:
        self._thrown += 1
        return self._thrown.to_bytes(size)

    def token_hex(self, size: int) -> str:
        return self.token_bytes(size).hex()


COMMANDS = [
    ("note.add", {"zone": "zone", "text": "words"}), ("note.edit", {"note": "note", "text": "other words"}),
    ("note.remove", {"note": "note"}), ("undo", {}), ("notes.erase_mine", {}), ("snapshot.take", {}),
    ("snapshot.remove", {"snapshot": "snapshot"}), ("agenda.start", {}), ("agenda.next", {}), ("meeting.close", {}),
    ("meeting.reopen", {}), ("words.erase", {"kind": "note", "id": "note"}),
]  # fmt: skip
STEP = st.tuples(st.sampled_from(COMMANDS), st.sampled_from((CHAIR, ANN)), st.integers(0, 12), st.booleans())


@given(st.lists(STEP, min_size=3, max_size=25))
@settings(max_examples=20, deadline=None)
def test_a_meeting_that_leaves_memory_at_any_moment_is_like_one_that_never_does(steps):
    with pytest.MonkeyPatch.context() as patch:
        # Ids follow from revisions, so none is left out here.
        patch.setattr(loaded_meetings, "REVISION_LEAP", 0)
        found = [played(steps, patch, leaves=leaves) for leaves in (False, True)]
    assert found[0] == found[1]


def played(steps, patch, *, leaves: bool):
    """The answers to these commands, and the meeting after them."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        dice = Dice()
        patch.setattr(carry_out_module, "secrets", dice)
        patch.setattr(hub_module, "secrets", dice)
        moments = iter(range(1_700_000_000_000, 1_800_000_000_000, 1_000))
        patch.setattr(carry_out_module, "now_ms", lambda: next(moments))
        hub = Hub(store)
        hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
        for person, role in (("ann", "participant"), ("chair1", "chair")):
            hub.submit_system_and_wait(CODE, PersonJoin(person=person, place="room", role=role))
        answers = []
        for (name, args), actor, id, leave in steps:
            if leave and leaves:
                patch.setattr(loaded_meetings, "IDLE_SECONDS", -1)
                between_batches(hub, hub.forget_idle)
            state = hub.state(CODE)
            given = {
                field: min(state.of_kind(value), default="none") if value in ("zone", "note", "snapshot") else value
                for field, value in args.items()
            }
            if name == "words.erase":
                given["kind"] = "note"
            answers.append(hub.submit_and_wait(CODE, actor, {"id": f"{id}", "name": name, "args": given}))
        state = hub.state(CODE)
        result = answers, state.entries(), state.epoch, state.revision
        hub.stop()
        store.close()
        return result
