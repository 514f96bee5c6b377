"""Traces of commands, from the socket to the screens, for operators who ask where the time goes. They need the extra
`tracing` (OpenTelemetry), and are made only where its environment variables say to where (docs/hosting.md).

A command notes when each of its steps began. Spans are made of that once the last step is over, so that nobody waits
for them; they are sent by a thread of OpenTelemetry's. They hold the name of a command, what became of it and numbers:
never a code, a person or a word.
"""

import logging
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

log = logging.getLogger(__name__)
#: Set by operators who want traces, with the address of their collector.
ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
#: Commands of a meeting that wait for their delivery; those before them are no longer followed.
MOST_WAITING = 500


class CommandTrace:
    """When the steps of a command began, in nanoseconds of the clock that OpenTelemetry uses."""

    __slots__ = ("command", "steps")

    def __init__(self, command: str) -> None:
        self.command = command
        self.steps: list[tuple[str, int]] = []
        self.begin("queue")

    def begin(self, step: str) -> None:
        """The step before this one is over."""
        self.steps.append((step, time.time_ns()))


class Tracing:
    """Follows commands, and makes spans of those that have come to their end."""

    def __init__(self, tracer: Any) -> None:
        self._tracer = tracer
        #: Commands that are saved and not delivered yet, by their meeting, each with its revision.
        self._waiting: dict[str, deque[tuple[int, CommandTrace]]] = {}

    def saved(self, code: str, revision: int, trace: CommandTrace) -> None:
        """The change of a command is on disk as this revision, and its sender is told next."""
        trace.begin("deliver")
        self._waiting.setdefault(code, deque(maxlen=MOST_WAITING)).append((revision, trace))

    def delivered(self, code: str, revision: int, screens: int) -> None:
        """This revision was handed to the screens of a meeting that could take it, of so many."""
        waiting = self._waiting.get(code)
        while waiting and waiting[0][0] <= revision:
            self.finish(waiting.popleft()[1], "ok", screens)
        if not waiting:
            self._waiting.pop(code, None)

    def forget(self, code: str) -> None:
        """A meeting has left memory."""
        self._waiting.pop(code, None)

    def finish(self, trace: CommandTrace, outcome: str, screens: int = 0) -> None:
        """Makes the spans of a command: "ok", or the code of its refusal."""
        from opentelemetry.trace import SpanKind, set_span_in_context

        now = time.time_ns()
        about = {"live_cop.outcome": outcome, "live_cop.screens": screens}
        whole = self._tracer.start_span(
            trace.command, kind=SpanKind.SERVER, start_time=trace.steps[0][1], attributes=about
        )
        if whole.is_recording():
            inside = set_span_in_context(whole)
            ends = [at for _, at in trace.steps[1:]] + [now]
            for (step, began), ended in zip(trace.steps, ends, strict=True):
                self._tracer.start_span(step, context=inside, start_time=began).end(ended)
        whole.end(now)


def from_environment(environ: Mapping[str, str]) -> Tracing | None:
    """The tracing that these variables ask for; None without them, and where the extra is not installed."""
    if not any(environ.get(name) for name in ENDPOINTS):
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        log.warning("traces are not made: they need pip install 'live-cop[tracing]'")
        return None
    # OTEL_SERVICE_NAME takes precedence, as it does elsewhere.
    resource = Resource.create(None if environ.get("OTEL_SERVICE_NAME") else {"service.name": "live_cop"})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Tracing(provider.get_tracer("live_cop"))
