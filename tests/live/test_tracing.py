"""A traced command can be followed from the socket to the screens, and its spans tell nothing of people."""

import logging
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from live_cop.live import tracing
from live_cop.live.sync.delivery import Delivery
from live_cop.live.sync.hub import Hub
from live_cop.live.tracing import Tracing
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.errors import StoreError
from live_cop.store.opening import open_store

from ..support.patience import until as wait_until
from ..support.servers import Server
from .inside import until
from .screens import zone_of

CODE = "K7M3QX"
ANN = Viewer("ann", "participant")
STEPS = ["queue", "decide", "commit", "deliver"]


class Traced:
    """A hub with a meeting and nobody connected to it, and the spans that it makes."""

    def __init__(self, folder):
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.store = open_store(folder)
        self.hub = Hub(self.store)
        self.delivery = Delivery(self.hub, None)
        self.hub.outcomes.tracing = Tracing(provider.get_tracer("test"))
        self.hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
        self.hub.submit_system_and_wait(CODE, PersonJoin(person="ann", place="room"))

    def say(self, id, **args):
        args = args or {"zone": next(iter(self.hub.state(CODE).of_kind("zone"))), "text": "A secret of mine"}
        return self.hub.submit_and_wait(CODE, ANN, {"id": id, "name": "note.add", "args": args})

    def of(self, command):
        """The spans of each such command, the whole one last."""
        spans = self.exporter.get_finished_spans()
        wholes = [span for span in spans if span.parent is None and span.name == command]
        return [
            [each for each in spans if each.parent and each.parent.span_id == whole.context.span_id] + [whole]
            for whole in wholes
        ]


@pytest.fixture
def traced(tmp_path):
    traced = Traced(tmp_path)
    yield traced
    traced.hub.stop()
    traced.store.close()


def test_the_steps_of_a_command_follow_each_other_and_fill_its_time(traced):
    assert traced.say("one")["ok"]
    until(lambda: traced.of("note.add"))
    ((*steps, whole),) = traced.of("note.add")
    assert [step.name for step in steps] == STEPS
    edges = [whole.start_time, *(step.end_time for step in steps)]
    assert [step.start_time for step in steps] == edges[:-1]
    assert edges == sorted(edges)
    assert edges[-1] == whole.end_time
    assert dict(whole.attributes) == {"live_cop.outcome": "ok", "live_cop.screens": 0}


def test_commands_that_are_delivered_together_are_all_followed_to_the_end(traced):
    for n in range(20):
        assert traced.say(f"{n}")["ok"]
    until(lambda: len(traced.of("note.add")) == 20)
    assert all([step.name for step in steps] == STEPS for *steps, _ in traced.of("note.add"))


def test_a_refused_command_ends_where_it_was_refused(traced):
    traced.say("one", zone="nowhere", text="lost")
    ((*steps, whole),) = traced.of("note.add")
    assert [step.name for step in steps] == ["queue", "decide", "commit"]
    assert whole.attributes["live_cop.outcome"] == "unknown_zone"


def test_a_command_that_could_not_be_saved_says_so(traced, monkeypatch):
    def fail(*_):
        raise StoreError("no disk")

    monkeypatch.setattr(traced.store, "commit", fail)
    traced.say("one")
    ((*_, whole),) = traced.of("note.add")
    assert whole.attributes["live_cop.outcome"] == "not_saved"


def test_no_span_holds_a_code_a_person_or_a_word(traced):
    traced.say("one")
    traced.say("one")
    traced.say("two", zone="nowhere", text="A secret of mine")
    until(lambda: len(traced.of("note.add")) == 3)
    told = "".join(span.to_json() for span in traced.exporter.get_finished_spans())
    assert not [word for word in (CODE, "ann", "secret", "Homes", "nowhere") if word in told]


def test_a_meeting_that_left_memory_is_not_followed(traced):
    trace = tracing.CommandTrace("note.add")
    traced.hub.outcomes.tracing.saved(CODE, 10**6, trace)
    traced.hub.run_between_batches(lambda: traced.hub.forget(CODE))
    traced.hub.on_forgotten = traced.delivery.forget
    until(lambda: not traced.hub.outcomes.tracing._waiting)


def test_without_an_address_there_are_no_traces_and_nothing_is_loaded():
    program = "import sys; from live_cop.live import tracing; tracing.from_environment({})"
    program += "; print('opentelemetry' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_where_the_extra_is_missing_the_log_says_so_and_the_server_goes_on(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with caplog.at_level(logging.WARNING):
        assert tracing.from_environment({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}) is None
    assert "live-cop[tracing]" in caplog.text


@pytest.fixture
def collector():
    """A collector of traces on this machine: its address, and the spans that came."""
    spans = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            for resource in ExportTraceServiceRequest.FromString(sent).resource_spans:
                spans.extend(span for scope in resource.scope_spans for span in scope.spans)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", spans
    server.shutdown()
    server.server_close()


def test_a_collector_is_sent_what_a_real_phone_did(tmp_path, meet, collector):
    address, spans = collector
    server = Server(
        tmp_path / "data",
        OTEL_EXPORTER_OTLP_ENDPOINT=address,
        OTEL_EXPORTER_OTLP_COMPRESSION="none",
        OTEL_BSP_SCHEDULE_DELAY="100",
    )
    try:
        meeting = meet(server)
        phone, _ = meeting.person(), meeting.board()
        phone.do("note.add", zone=zone_of(phone), text="A secret of mine")
        wait_until(lambda: any(span.name == "note.add" for span in spans))
        (whole,) = [span for span in spans if span.name == "note.add"]
        assert sorted(each.name for each in spans if each.parent_span_id == whole.span_id) == sorted(STEPS)
        assert {each.key: each.value.int_value for each in whole.attributes}["live_cop.screens"] == 2
        assert not [word for word in (meeting.code, "secret") if word in str(spans)]
    finally:
        meeting.end()
        server.stop()
