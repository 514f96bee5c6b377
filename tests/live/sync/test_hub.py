"""The hub over a real store, in this process: what cannot be saved is never acknowledged, and nobody is shown it."""

import tempfile
from collections.abc import Iterator
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
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.errors import StoreError
from live_cop.store.meetings import load as load_module
from live_cop.store.opening import open_database, open_store
from live_cop.store.store import Store

CODE = "K7M3QX"
CHAIR, ANN = Viewer("chair1", "chair"), Viewer("ann", "participant")


class Disk(Store):
    """A store that fails when it is told to, and counts its transactions."""

    broken: Exception | None = None
    batches: list[int]

    def commit(self, batch, fences=None):
        if self.broken:
            raise self.broken
        super().commit(batch, fences)
        self.__dict__.setdefault("batches", []).append(len(batch))


@pytest.fixture
def disk(tmp_path) -> Iterator[Disk]:
    store = Disk(open_database(tmp_path))
    yield store
    store.close()


@pytest.fixture
def hub(disk) -> Iterator[Hub]:
    hub = Hub(disk)
    hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
    hub.submit_system_and_wait(CODE, PersonJoin(person="ann", place="room"))
    yield hub
    hub.stop()


def note(hub: Hub, text: str, id: str = "") -> dict:
    zone = next(iter(hub.state(CODE).of_kind("zone")))
    return hub.submit_and_wait(CODE, ANN, {"id": id or text, "name": "note.add", "args": {"zone": zone, "text": text}})


def texts(hub: Hub) -> list[str]:
    return [note.text for note in hub.state(CODE).of_kind("note").values()]


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


def test_a_fault_in_a_rule_affects_one_command_only(hub, monkeypatch):
    whole = carry_out_module.decide

    def faulty(state, command, *who_and_when):
        if getattr(command, "text", "") == "trip":
            raise ZeroDivisionError
        return whole(state, command, *who_and_when)

    monkeypatch.setattr(carry_out_module, "decide", faulty)
    assert note(hub, "trip")["error"]["code"] == "our_fault"
    assert note(hub, "walk")["ok"]


def test_what_arrives_during_a_commit_is_the_next_batch(hub, disk):
    disk.batches = []
    answers: list[dict] = []
    for n in range(20):
        runtime.spawn(lambda n=n: answers.append(note(hub, str(n))))
    while len(answers) < 20:
        runtime.sleep(0.001)
    assert all(answer["ok"] for answer in answers)
    assert sum(disk.batches) == 20 and len(disk.batches) <= 3
    assert texts(hub) == [str(n) for n in range(20)]


def test_the_same_id_twice_in_one_batch_is_done_once(hub, disk):
    answers: list[dict] = []
    for _ in range(2):
        runtime.spawn(lambda: answers.append(note(hub, "once", id="same")))
    while len(answers) < 2:
        runtime.sleep(0.001)
    assert answers[0] == answers[1] and answers[0]["ok"]
    assert texts(hub) == ["once"]


def test_between_batches_memory_and_disk_agree(hub, disk):
    """This is when screens are welcomed and told: nobody is ever shown what could still be taken back."""
    seen: list[tuple[int, int]] = []
    for n in range(5):
        runtime.spawn(note, hub, str(n))
        hub.run_between_batches(lambda: seen.append((hub.state(CODE).revision, disk.load(CODE).state.revision)))
        runtime.sleep(0)
    while len(seen) < 5:
        runtime.sleep(0.001)
    assert all(memory == kept for memory, kept in seen)


def test_work_between_batches_that_fails_stops_nothing(hub):
    hub.run_between_batches(lambda: 1 / 0)
    hub.outcomes.on_committed = lambda code: 1 / 0
    assert note(hub, "on we go")["ok"]


def test_unknown_meetings_are_unknown(hub):
    assert hub.state("ACDEFG") is None
    assert hub.submit_and_wait("ACDEFG", ANN, {"id": "1", "name": "undo"})["error"]["code"] == "unknown_meeting"


def close(hub: Hub, id: str = "close") -> dict:
    return hub.submit_and_wait(CODE, CHAIR, {"id": id, "name": "meeting.close"})


def test_after_the_close_memory_knows_no_more_than_the_disk(hub, disk):
    for text in ("one", "two", "three"):
        assert note(hub, text)["ok"]
    before, last = hub.state(CODE), []
    hub.outcomes.on_closed = last.append
    answer = close(hub)
    state, loaded = hub.state(CODE), disk.load(CODE)
    assert [each.revision for each in last] == [state.revision] == [answer["revision"]]
    assert last[0].epoch == before.epoch
    assert state.entries() == loaded.state.entries()
    assert (state.epoch, state.secret) == (loaded.state.epoch, loaded.state.secret)
    assert state.epoch != before.epoch and state.secret != before.secret
    assert {entry.revision for *_, entry in state.entries()} == {state.revision}
    assert hub._meetings[CODE].answers == loaded.answers


def test_a_command_that_is_sent_again_after_the_close_is_not_carried_out_twice_and_not_told_what_came_of_it(hub):
    first = note(hub, "one")
    assert first["result"]
    closed = close(hub)
    assert note(hub, "one") == {"ok": True, "revision": closed["revision"], "result": {}}
    assert texts(hub) == ["one"]


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


def test_a_close_that_could_not_be_saved_destroyed_nothing(hub, disk):
    note(hub, "one")
    before = disk.load(CODE)
    disk.broken = StoreError("disk full")
    assert close(hub)["error"]["code"] == "not_saved"
    disk.broken = None
    assert hub.state(CODE).entries() == before.state.entries() and hub.state(CODE).epoch == "e1"
    assert note(hub, "one")["result"] and close(hub, "again")["ok"]


def between_batches(hub: Hub, work) -> None:
    """Runs this between two batches, and waits for it."""
    done = runtime.Event()
    hub.run_between_batches(lambda: (work(), done.send()))
    done.wait()


def leave_memory(hub: Hub, monkeypatch) -> None:
    """Lets time pass until idle meetings leave memory."""
    with monkeypatch.context() as patch:
        patch.setattr(loaded_meetings, "IDLE_SECONDS", -1)
        between_batches(hub, hub.forget_idle)


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
