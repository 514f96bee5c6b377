"""The metrics follow what happens, and contain nothing that a client could have made up."""

import time

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from live_cop.live import metrics as metrics_module
from live_cop.live import runtime
from live_cop.live.metrics import Metrics
from live_cop.live.sync.hub import Hub
from live_cop.meeting import registry
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.errors import StoreError
from live_cop.store.opening import open_store

from ..support.patience import until
from .screens import Meeting, zone_of

CODE = "K7M3QX"
ANN = Viewer("ann", "participant")


def read(text: str | bytes) -> dict[tuple[str, ...], float]:
    """Each figure by its name and the values of its labels."""
    text = text if isinstance(text, str) else text.decode()
    return {
        (sample.name.removeprefix("live_cop_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def of(hub: Hub) -> dict[tuple[str, ...], float]:
    return read(hub.metrics.text())


def names(metrics: dict[tuple[str, ...], float], kind: str) -> set[tuple[str, ...]]:
    return {key[1:] for key in metrics if key[0] == kind}


@pytest.fixture
def hub(tmp_path):
    store = open_store(tmp_path)
    hub = Hub(store)
    hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
    hub.submit_system_and_wait(CODE, PersonJoin(person="ann", place="room"))
    yield hub
    hub.stop()
    store.close()


def say(hub: Hub, id: str, name: object = "note.add", **args: object) -> dict:
    args = args or {"zone": next(iter(hub.state(CODE).of_kind("zone"))), "text": id}
    return hub.submit_and_wait(CODE, ANN, {"id": id, "name": name, "args": args})


def test_commands_are_counted_by_outcome(hub):
    assert say(hub, "one")["ok"] and say(hub, "two")["ok"]
    say(hub, "three", "agenda.start")
    say(hub, "four", "note.add", zone="nowhere", text="lost")
    found = of(hub)
    assert found["commands_total", "note.add", "ok"] == 2
    assert found["commands_total", "meeting.open", "ok"] == 1
    assert found["commands_total", "note.add", "unknown_zone"] == 1
    assert any(key[1] == "agenda.start" and key[2] != "ok" for key in found if key[0] == "commands_total")


def test_clients_cannot_add_labels(hub):
    for n, name in enumerate(("made.up", "made.up.2", "x" * 5_000, None, 7, ["note.add"], {"a": 1}, "unknown")):
        say(hub, f"{n}", name)
    for message in (None, 7, "text", ["a"], {"id": 7, "name": "note.add"}, {"id": "a\nb", "name": "half \ud800"}):
        hub.submit_and_wait(CODE, ANN, message)
    hub.metrics.command("note.add", "a made-up outcome")
    for reason in ("made up", None, 7, ["client disconnect"]):
        hub.metrics.disconnected(reason)
    found = of(hub)
    commands = names(found, "commands_total")
    assert {name for name, _ in commands} <= {*registry.COMMANDS, "unknown"}
    assert {outcome for _, outcome in commands} == {"ok", "unknown_command", "bad_command", "other"}
    assert found["commands_total", "unknown", "unknown_command"] == 8
    assert names(found, "connections_ended_total") == {("other",)}
    assert CODE not in hub.metrics.text().decode() and "ann" not in hub.metrics.text().decode()


def test_each_batch_with_its_size_and_time(hub):
    before = of(hub)
    answers: list[dict] = []
    for n in range(20):
        runtime.spawn(lambda n=n: answers.append(say(hub, f"note {n}")))
    while len(answers) < 20:
        runtime.sleep(0.001)
    after = of(hub)
    assert after["commit_batch_size_sum",] - before["commit_batch_size_sum",] == 20
    assert after["commit_seconds_count",] == after["commit_batch_size_count",] < before["commit_batch_size_count",] + 20
    assert 0 < after["commit_seconds_sum",] < 20


def test_a_batch_that_failed(hub, monkeypatch):
    def fail(batch):
        raise StoreError("full")

    monkeypatch.setattr(hub.store, "commit", fail)
    say(hub, "lost")
    assert of(hub)["commits_failed_total",] == 1
    assert of(hub)["commands_total", "note.add", "not_saved"] == 1


def test_lag_of_the_event_loop_is_measured(hub, monkeypatch):
    monkeypatch.setattr(metrics_module, "LAG_PROBE_SECONDS", 0.01)
    metrics = Metrics()
    watch = runtime.spawn(metrics.measure_loop_lag)
    runtime.sleep(0)
    time.sleep(0.3)
    runtime.sleep(0.001)
    watch.kill()
    found = read(metrics.text())
    assert found["loop_lag_last_seconds",] > 0.25
    assert found["loop_lag_seconds_count",] == 1 and found["loop_lag_seconds_bucket", "0.25"] == 0


def test_each_hub_has_its_own(hub):
    assert read(Metrics().text())["commit_seconds_count",] == 0 < of(hub)["commit_seconds_count",]


def test_over_real_connections(request, meet):
    # The fixture's own name is that of the module here.
    at = request.getfixturevalue("server")
    meeting: Meeting = meet(at)

    def now() -> dict[tuple[str, ...], float]:
        answer = requests.get(f"{at.url}/metrics", timeout=10)
        assert answer.ok and answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        assert meeting.code not in answer.text
        return read(answer.text)

    assert now()["connections",] == 0
    chair, person = meeting.chair(), meeting.person()
    person.do("note.add", zone=zone_of(person), text="a kind word")
    chair.until(lambda: chair.all("note"))
    before = now()
    assert before["connections",] == 2
    assert before["commands_total", "note.add", "ok"] == 1
    # Two welcomes, and what changed.
    assert before["frames_sent_total",] >= 4
    assert before["frame_bytes_sent_total",] > 2_000
    assert before["process_open_fds",] > 5
    person.leave()
    until(lambda: now()["connections",] == 1)
    ended = {key[1]: count for key, count in now().items() if key[0] == "connections_ended_total"}
    # Whether the goodbye or the end of the line is heard first is the client's affair.
    assert ended in ({"client disconnect": 1}, {"transport close": 1})
