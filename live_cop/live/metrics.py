"""Metrics for the operator of the server: how many, how long, how often, and never who or what.

Nothing that a client makes up becomes a label: what is not on a list of ours is counted under one word. Each hub has
metrics of its own.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from .. import words
from ..meeting.registry import COMMANDS
from . import runtime

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
#: How often the lag of the event loop is measured.
LAG_PROBE_SECONDS = 0.5
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_REFUSALS = frozenset(words.without_form(key).removeprefix("refusals.") for key in words.of_areas("refusals"))
#: Why a connection ended: the transport library's reasons, and ours.
_END_REASONS = frozenset(
    {"client disconnect", "server disconnect", "ping timeout", "transport close", "transport error", "slow", "silent"}
)


class _FrameCounter:
    """What was sent. Plain numbers: there are tens of thousands a second, too many for counters with a lock."""

    def __init__(self) -> None:
        self.sent = self.bytes = 0

    def collect(self) -> Iterator[CounterMetricFamily]:
        """As Prometheus reads them."""
        sent = "Welcomes and changes sent, one for each connection."
        yield CounterMetricFamily("live_cop_frames_sent", sent, value=self.sent)
        bytes = "What they held together, in bytes before the transport."
        yield CounterMetricFamily("live_cop_frame_bytes_sent", bytes, value=self.bytes)


class _OwnershipCounter:
    """What this process owns, asked for when the metrics are read."""

    def __init__(self, owned: Callable[[], int], taken_over: Callable[[], int]) -> None:
        self._owned, self._taken_over = owned, taken_over

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """As Prometheus reads them."""
        owned = "Meetings that this process has in memory, and nobody else may change."
        yield GaugeMetricFamily("live_cop_owned_meetings", owned, value=self._owned())
        taken = "Leases that this process took over from one that had not given them back."
        yield CounterMetricFamily("live_cop_takeovers", taken, value=self._taken_over())


class Metrics:
    """Counts; `text` is all of it in Prometheus's format."""

    def __init__(self) -> None:
        #: Screens that are connected now.
        self.connections = 0
        self._registry = registry = CollectorRegistry()
        self._frames = _FrameCounter()
        ProcessCollector(registry=registry)

        def made(kind: type[Any], name: str, about: str, *labels: str, **options: Any) -> Any:
            return kind(f"live_cop_{name}", about, labels, registry=registry, **options)

        self._connections = made(Gauge, "connections", "Screens that are connected now.")
        self._ended = made(Counter, "connections_ended", "Connections that ended, by why.", "reason")
        self._commands = made(Counter, "commands", "Commands, by what became of them.", "name", "outcome")
        self._commit_seconds = made(
            Histogram, "commit_seconds", "How long the disk took for a batch.", buckets=_SECONDS
        )
        self._batch = made(Histogram, "commit_batch_size", "How many commands a batch held.", buckets=_BATCH_SIZES)
        self._failed = made(Counter, "commits_failed", "Batches that could not be saved.")
        self._lost = made(Counter, "leases_lost", "Meetings that another process took over from this one.")
        self._followed = made(Gauge, "followed_meetings", "Meetings of another process whose screens are here too.")
        read = "How often a followed meeting was read from the store: at first, and where its stream had a gap."
        self._copies_read = made(Counter, "followed_meetings_read", read)
        lag = "How long after their owner changes are at a follower."
        self._follower_lag = made(Histogram, "follower_lag_seconds", lag, buckets=_SECONDS)
        guesses = "Codes and host keys that were wrong, or refused untried."
        self._guesses = made(Counter, "wrong_guesses", guesses, "what", "outcome")
        registry.register(self._frames)
        self._lag_now = made(Gauge, "loop_lag_last_seconds", "How late the loop was when it was last asked.")
        self._lag = made(Histogram, "loop_lag_seconds", "How late the loop was.", buckets=_SECONDS)

    def follow(self, owned: Callable[[], int], taken_over: Callable[[], int]) -> None:
        """Says from now on how many meetings this process has, and how often it took over from another one."""
        self._registry.register(_OwnershipCounter(owned, taken_over))

    def count_followed(self, followed: Callable[[], int]) -> None:
        """Says from now on how many meetings this process follows."""
        self._followed.set_function(followed)

    def copy_read(self) -> None:
        """A followed meeting was read from the store."""
        self._copies_read.inc()

    def follower_lag(self, seconds: float) -> None:
        """A follower has a change so long after its owner published it."""
        self._follower_lag.observe(seconds)

    def lease_lost(self) -> None:
        """Another process has taken a meeting over that this one had."""
        self._lost.inc()

    def text(self) -> bytes:
        """All metrics in Prometheus's text format (CONTENT_TYPE)."""
        return generate_latest(self._registry)

    def set_connections(self, n: int) -> None:
        """So many screens are connected now."""
        self.connections = n
        self._connections.set(n)

    def disconnected(self, reason: object) -> None:
        """A connection ended."""
        known = isinstance(reason, str) and reason in _END_REASONS
        self._ended.labels(reason if known else "other").inc()

    def frame_sent(self, bytes: int) -> None:
        """A frame of this many bytes went out to a connection."""
        self._frames.sent += 1
        self._frames.bytes += bytes

    def command(self, name: object, outcome: str = "ok") -> None:
        """A command was answered: ok, or with the code of a refusal. `name` is what the client called it."""
        known = isinstance(name, str) and name in COMMANDS
        listed = outcome == "ok" or outcome in _REFUSALS
        self._commands.labels(name if known else "unknown", outcome if listed else "other").inc()

    def wrong_guess(self, what: str, outcome: str) -> None:
        """A "code" or "key" was "wrong", or "refused" without being tried."""
        self._guesses.labels(what, outcome).inc()

    @contextmanager
    def commit(self, size: int) -> Iterator[None]:
        """Around the commit of a batch of this size; one that raises has failed."""
        start = time.monotonic()
        try:
            yield
        except BaseException:
            self._failed.inc()
            raise
        finally:
            self._commit_seconds.observe(time.monotonic() - start)
            self._batch.observe(size)

    def measure_loop_lag(self) -> None:
        """Keeps measuring how late the event loop is; runs in a separate greenlet."""
        while True:
            due = time.monotonic() + LAG_PROBE_SECONDS
            runtime.sleep(LAG_PROBE_SECONDS)
            late = max(0.0, time.monotonic() - due)
            self._lag_now.set(late)
            self._lag.observe(late)
