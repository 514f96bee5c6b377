"""What takes long in one meeting holds nobody else up, and its own people find everything in order."""

from datetime import date, datetime, time, timedelta

import pytest

from live_cop.live import runtime
from live_cop.live.nightly import NightlyTasks
from live_cop.live.sync.hub import Hub
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.errors import StoreError
from live_cop.store.leases import Fenced
from live_cop.store.opening import open_database
from live_cop.store.privacy.retention import RetentionPolicy
from live_cop.store.store import Store
from live_cop.web.host import actions

from ..inside import until

LARGE, QUIET = "K7M3QX", "QWMETY"
CHAIR, ANN = Viewer("chair1", "chair"), Viewer("ann", "participant")


class Slow(Store):
    """A store in which it takes as long as a test likes to destroy history."""

    def __init__(self, folder):
        super().__init__(open_database(folder))
        self.is_waiting = self.may_go_on = False
        self.fails: Exception | None = None

    def commit(self, batch, fences=None):
        if any(commit.forgets or commit.erased is not None for commit in batch):
            self.is_waiting = True
            while not self.may_go_on:
                runtime.sleep(0.001)
            self.is_waiting = False
            if self.fails:
                raise self.fails
        super().commit(batch, fences)

    @staticmethod
    def in_place(work, *args):
        return work(*args)


@pytest.fixture
def store(tmp_path, monkeypatch):
    # The test waits on the loop, where the store is used too.
    monkeypatch.setattr(runtime, "in_thread", Slow.in_place)
    store = Slow(tmp_path)
    yield store
    store.close()


@pytest.fixture
def hub(store):
    hub = Hub(store)
    for code in (LARGE, QUIET):
        hub.open(code, "e1", MeetingOpen(code=code, title="Homes", order=RUNNING_ORDERS["blank"]))
        hub.submit_system_and_wait(code, PersonJoin(person="ann", place="room"))
    yield hub
    store.may_go_on = True
    hub.stop()


def command(hub, code, text):
    zone = next(iter(hub.state(code).of_kind("zone")))
    return {"id": text, "name": "note.add", "args": {"zone": zone, "text": text}}


def texts(hub, code):
    return sorted(note.text for note in hub.state(code).of_kind("note").values())


def erase(hub, store, *texts_after):
    """Begins to erase a note, and sends some more; the answers to all of these, as they come."""
    answers = []
    note = hub.submit_and_wait(LARGE, ANN, command(hub, LARGE, "words"))["result"]["note"]
    erasing = {"id": "e", "name": "words.erase", "args": {"kind": "note", "id": note}}
    hub.submit(LARGE, CHAIR, erasing, answers.append)
    for text in texts_after:
        hub.submit(LARGE, ANN, command(hub, LARGE, text), answers.append)
    until(lambda: store.is_waiting)
    return answers


def test_other_meetings_go_on_and_the_own_one_goes_on_in_order(hub, store):
    delivered = []
    answers = erase(hub, store, "one", "two")
    hub.outcomes.on_committed = delivered.append
    assert hub.submit_and_wait(QUIET, ANN, command(hub, QUIET, "quiet"))["ok"]
    # Whoever comes meanwhile is shown what is on the disk.
    assert texts(hub, LARGE) == ["words"] and delivered == [QUIET] and answers == []
    revision = hub.state(LARGE).revision
    hub.run_between_batches(lambda: hub.skip_revision(LARGE))
    hub.run_between_batches(hub.forget_idle)
    assert hub.submit_and_wait(QUIET, ANN, command(hub, QUIET, "again"))["ok"]
    store.may_go_on = True
    until(lambda: len(answers) == 3)
    assert [answer["revision"] for answer in answers] == [revision + 1, revision + 2, revision + 3]
    assert texts(hub, LARGE) == ["one", "two"]
    assert hub.state(LARGE).entries() == store.load(LARGE).state.entries() == store.rebuild(LARGE).entries()


def test_meetings_are_opened_and_forms_are_saved_beside_it(hub, store):
    """Both wait for the one writer, and for nothing that takes long in somebody else's meeting."""
    erase(hub, store)
    hub.open("NEW234", "e1", MeetingOpen(code="NEW234", title="Ours", order=RUNNING_ORDERS["blank"]))
    link = hub.run_in_writer(store.links.create, "NEW234", "chair", "chair2")
    assert store.is_waiting and store.links.find(link).meeting == "NEW234"


def by_the_host(hub):
    actions.delete_meeting(hub, lambda code, role: None, LARGE)


def by_night(hub):
    """At noon, when all has expired and nobody is there."""
    noon = datetime.combine(date.today() + timedelta(days=10), time(12))
    keep = RetentionPolicy(attendance_days=1, wall_days=1)
    NightlyTasks(hub, keep, lambda: int(noon.timestamp() * 1000)).run_due()


@pytest.mark.parametrize("delete", [by_the_host, by_night])
def test_what_deletes_waits_for_it(hub, store, delete):
    """A meeting is deleted while its words are erased: it does not come back with the commit."""
    answers = erase(hub, store)
    deleted = runtime.spawn(delete, hub)
    assert hub.submit_and_wait(QUIET, ANN, command(hub, QUIET, "quiet"))["ok"]
    hub.run_in_writer(lambda: None)
    assert store.is_waiting and store.has_meeting(LARGE)
    store.may_go_on = True
    deleted.wait()
    assert answers[0]["ok"] and not store.has_meeting(LARGE) and hub.state(LARGE) is None


@pytest.mark.parametrize("fault", [StoreError("disk full"), Fenced([LARGE]), ValueError("ours")], ids=repr)
def test_what_could_not_be_saved_never_was(hub, store, fault):
    store.fails = fault
    answers = erase(hub, store, "one")
    store.may_go_on = True
    until(lambda: len(answers) == 2)
    assert [answer.get("error", {}).get("code") for answer in answers] == ["not_saved", None]
    assert texts(hub, LARGE) == ["one", "words"]
    assert hub.state(LARGE).entries() == store.load(LARGE).state.entries()


def test_a_stop_finishes_it_and_what_came_after_it(hub, store):
    answers = erase(hub, store, "one")
    stopped = []
    runtime.spawn(lambda: (hub.stop(), stopped.append(1)))
    runtime.sleep(0.01)
    assert not stopped
    store.may_go_on = True
    until(lambda: stopped)
    assert all(answer["ok"] for answer in answers) and len(answers) == 2
    assert store.load(LARGE).state.entries() == store.rebuild(LARGE).entries()
