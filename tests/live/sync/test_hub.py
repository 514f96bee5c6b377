"""The hub over a real store, in this process: what cannot be saved is never acknowledged, and nobody is shown it."""

from collections.abc import Iterator

import pytest

from live_cop.live import runtime
from live_cop.live.sync import hub as hub_module
from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.file import StoreError
from live_cop.store.store import Store

CODE = "K7M3QX"
CHAIR, ANN = Viewer("chair1", "chair"), Viewer("ann", "participant")


class Disk(Store):
    """A store that fails when it is told to, and counts its transactions."""

    broken: Exception | None = None
    batches: list[int]

    def commit(self, batch):
        if self.broken:
            raise self.broken
        super().commit(batch)
        self.__dict__.setdefault("batches", []).append(len(batch))


@pytest.fixture
def disk(tmp_path) -> Iterator[Disk]:
    store = Disk(tmp_path)
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
    hub.on_committed = delivered.append
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
    # The same id is accepted once the disk works again, and the revisions have no gap.
    disk.broken = None
    assert note(hub, "one")["revision"] == hub.store.load(CODE).state.revision == 4
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
    whole = hub_module.decide

    def faulty(state, command, *who_and_when):
        if getattr(command, "text", "") == "trip":
            raise ZeroDivisionError
        return whole(state, command, *who_and_when)

    monkeypatch.setattr(hub_module, "decide", faulty)
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
    hub.on_committed = lambda code: 1 / 0
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
    hub.on_closed = last.append
    answer = close(hub)
    state, loaded = hub.state(CODE), disk.load(CODE)
    assert last == [before] and before.revision == state.revision == answer["revision"]
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
