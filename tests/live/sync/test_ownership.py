"""Two hubs on one file: each meeting has one owner, and what a former owner still believes reaches nobody."""

from types import SimpleNamespace

import pytest

from live_cop.live import runtime
from live_cop.live.clock import now_ms
from live_cop.live.sync import ownership, presence
from live_cop.live.sync.hub import Hub
from live_cop.live.sync.presence import Presence
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store import leases
from live_cop.store.leases import Elsewhere
from live_cop.store.opening import open_store
from live_cop.store.sqlite.database import SqliteDatabase

from ...support.stores import ABOUT_THE_FILE

# It sets the clock of the file; tests/cluster shows the same on PostgreSQL.
pytestmark = ABOUT_THE_FILE

CODE = "K7M3QX"
ANN = Viewer("ann", "participant")


class Process(Hub):
    """A process of a server, in this one."""

    def __init__(self, folder, name):
        super().__init__(open_store(folder, process=name))
        #: What it told the outside.
        self.delivered: list[str] = []
        self.sent_away: list[str] = []
        self.outcomes.on_committed = self.delivered.append
        self.on_lost = self.sent_away.append

    def note(self, text):
        zone = next(iter(self.store.load(CODE).state.of_kind("zone")))
        command = {"id": text, "name": "note.add", "args": {"zone": zone, "text": text}}
        return self.submit_and_wait(CODE, ANN, command)


@pytest.fixture
def processes(tmp_path, monkeypatch):
    """Two processes; the first has a meeting. Leases are renewed by hand."""
    monkeypatch.setattr(ownership, "RENEW_SECONDS", 3_600)
    one, other = Process(tmp_path, "0"), Process(tmp_path, "1")
    one.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
    one.submit_system_and_wait(CODE, PersonJoin(person="ann", place="room"))
    yield one, other
    for process in (one, other):
        process.stop()
        process.store.close()


def texts(hub):
    return [note.text for note in hub.state(CODE).of_kind("note").values()]


def time_passes(monkeypatch):
    """As long as a lease lasts; nobody renews one meanwhile."""
    before = SqliteDatabase.now_ms
    monkeypatch.setattr(SqliteDatabase, "now_ms", lambda self, db: before(self, db) + leases.LEASE_MS)


def test_a_meeting_is_read_by_its_owner_only(processes):
    one, other = processes
    assert one.note("mine")["ok"]
    with pytest.raises(Elsewhere) as elsewhere:
        other.state(CODE)
    assert elsewhere.value.owner == "0"
    assert other.note("not mine")["error"]["code"] == "not_saved"
    assert [note.text for note in other.read(CODE).of_kind("note").values()] == ["mine"]


def test_an_idle_meeting_is_given_back(processes):
    one, other = processes
    assert one.note("first")["ok"]
    one.forget(CODE)
    assert other.note("second")["ok"]
    assert texts(other) == ["first", "second"]
    with pytest.raises(Elsewhere):
        one.state(CODE)


def test_a_process_that_stops_gives_back_what_it_owns(processes):
    one, other = processes
    one.ownership.stop()
    assert other.note("next")["ok"]


def test_a_lease_that_is_stolen_between_decision_and_commit(processes, monkeypatch):
    """Nothing of it is written, acknowledged or delivered, and its people are sent away; other meetings go on."""
    one, other = processes
    one.open("C2C2C2", "e1", MeetingOpen(code="C2C2C2", title="Beside it", order=RUNNING_ORDERS["blank"]))
    commit, stolen = one.store.commit, []

    def steal(batch, fences):
        if not stolen:
            stolen.append(True)
            time_passes(monkeypatch)
            other.store.leases.claim(CODE)
        commit(batch, fences)

    monkeypatch.setattr(one.store, "commit", steal)
    one.delivered.clear()
    beside = []
    runtime.spawn(lambda: beside.append(one.submit_system_and_wait("C2C2C2", PersonJoin(person="ben", place="room"))))
    assert one.note("too late")["error"]["code"] == "not_saved"
    while not beside:
        runtime.sleep(0.001)
    assert one.sent_away == [CODE]
    assert set(one.delivered) == {"C2C2C2"}
    assert other.state(CODE).of_kind("note") == {}
    assert other.note("too late")["ok"], "sent again, it is carried out once"
    assert one.saving.works


def test_a_process_that_stood_still_finds_out_when_it_renews(processes, monkeypatch):
    one, other = processes
    one.note("before")
    time_passes(monkeypatch)
    assert other.note("meanwhile")["ok"]
    assert texts(one) == ["before"], "it does not know yet"
    one.ownership._renew()
    one.run_in_writer(lambda: None)
    assert one.sent_away == [CODE]
    with pytest.raises(Elsewhere):
        one.state(CODE)


def test_no_fault_ends_what_renews_and_what_looks_for_the_abandoned(processes, monkeypatch, caplog):
    """Without the first a process loses all its meetings, and without the second nobody finds what another one left."""
    one, _ = processes
    rounds: list[float] = []

    class Enough(BaseException):
        pass

    def sleep(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) % 3 == 0:
            raise Enough

    def fault(*of):
        raise ValueError("what somebody wrote")

    with monkeypatch.context() as patched:
        for module in (ownership, presence):
            patched.setattr(module, "runtime", SimpleNamespace(sleep=sleep))
        patched.setattr(one.ownership, "_renew", fault)
        with pytest.raises(Enough):
            one.ownership._renew_forever()
        patched.setattr(one.ownership, "take", fault)
        with pytest.raises(Enough):
            Presence.look_for_abandoned(SimpleNamespace(_hub=one))
    assert len(rounds) == 6 and caplog.text.count("ValueError") == 4 and "somebody wrote" not in caplog.text


def test_processes_know_how_many_they_are(processes, monkeypatch):
    """One that is gone is not counted."""
    one, other = processes
    for process in (one, other, one):
        process.ownership._see_others()
    assert (one.ownership.processes, other.ownership.processes) == (2, 2)
    other.ownership.stop()
    one.ownership._see_others()
    assert one.ownership.processes == 1
    time_passes(monkeypatch)
    one.ownership._renew()
    one.ownership._see_others()
    assert one.ownership.processes == 1 and one.ownership.taken_over == 0


def test_time_never_goes_back(processes, monkeypatch):
    one, other = processes
    ahead = 90 * 60_000
    monkeypatch.setattr("live_cop.live.sync.carry_out.now_ms", lambda: now_ms() + ahead)
    one.submit_system_and_wait(CODE, PersonJoin(person="ben", place="room"))
    one.forget(CODE)
    monkeypatch.undo()
    latest = other.store.load(CODE).latest
    other.submit_system_and_wait(CODE, PersonJoin(person="cleo", place="room"))
    assert other.store.load(CODE).latest >= latest > now_ms()
