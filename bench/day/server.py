"""The server of the day: as `live-cop serve` starts it, but that what takes minutes takes seconds, and that it is night
whenever that is said. This file is its command line, too."""

import os
import re
import sqlite3
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from datetime import time as hour
from pathlib import Path

import requests

from bench.day.flat import Look
from bench.growth import resident_mb
from live_cop import cli
from live_cop.live import nightly, runtime
from live_cop.live.sync import hub, loaded_meetings
from live_cop.meeting.safety import first_notes
from live_cop.rehearse.measurements import Latencies
from live_cop.store.sqlite import file
from tests.faults.hostile.night import AnyNight
from tests.faults.slow_loop import watch
from tests.support.patience import PATIENCE, cpu_seconds, until

#: What a day takes minutes for, as (module, name, seconds or milliseconds): until a meeting that nobody needs leaves
#: memory, how often that is looked at, how long people count as new, and what waits for the server to have started.
SHORTER = (
    (loaded_meetings, "IDLE_SECONDS", 20.0),
    (hub, "CHECK_SECONDS", 5.0),
    (first_notes, "NEW_FOR", 20_000),
    (nightly, "START_DELAY_SECONDS", 5),
)
#: How long a night may take, in fair seconds.
NIGHT_SECONDS = 300


class DayServer(AnyNight):
    MODULE = "bench.day.server"

    def counts(self) -> dict[str, float]:
        """The metrics, each summed over its labels."""
        found: dict[str, float] = defaultdict(float)
        text = requests.get(f"{self.url}/metrics", timeout=PATIENCE).text
        for name, value in re.findall(r"^(\w+)\S* (\S+)$", text, re.MULTILINE):
            found[name] += float(value)
        return found

    def has(self, code: str) -> bool:
        """Whether this meeting is in the file."""
        with self._file() as db:
            return bool(db.execute("select exists (select 1 from meetings where code = ?)", (code,)).fetchone()[0])

    def meetings(self) -> int:
        """How many are in the file."""
        with self._file() as db:
            return int(db.execute("select count(*) from meetings").fetchone()[0])

    def _file(self) -> closing[sqlite3.Connection]:
        path = self.data / file.NAME
        return closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True))

    def spend_a_night(self) -> None:
        """Here it has hundreds of meetings to delete, in small pieces, while everybody writes."""
        self._night.touch()
        until(lambda: not self._night.exists(), NIGHT_SECONDS)


class Watcher:
    """Looks at the server from outside."""

    def __init__(self, server: DayServer) -> None:
        self._server = server
        self._before = self._now()

    def look(self, going: int, answers: Latencies, screens: Latencies) -> Look:
        before, now = self._before, self._now()
        self._before = now
        seconds, pid = now["at"] - before["at"], self._server.pid
        process, database = Path(f"/proc/{pid}"), self._server.data / file.NAME
        return Look(
            going=going,
            held=int(now["live_cop_owned_meetings"]),
            filed=self._server.meetings(),
            screens=int(now["live_cop_connections"]),
            memory=resident_mb(pid),
            files=len(list((process / "fd").iterdir())),
            threads=len(list((process / "task").iterdir())),
            children=len(subprocess.run(["pgrep", "-P", str(pid)], capture_output=True).stdout.split()),
            file_mb=database.stat().st_size / 1e6,
            rate=(now["live_cop_commands_total"] - before["live_cop_commands_total"]) / seconds,
            cpu=(now["cpu"] - before["cpu"]) / seconds,
            own=(now["own"] - before["own"]) / seconds,
            answer_p50=answers.percentile(0.5) or 0,
            answer_p99=answers.percentile(0.99) or 0,
            screen_p50=screens.percentile(0.5) or 0,
            screen_p99=screens.percentile(0.99) or 0,
            lag=max(self._server.delays()[int(before["delays"]) :], default=0) * 1e3,
        )

    def _now(self) -> dict[str, float]:
        found = self._server.counts()
        found.update(
            at=time.monotonic(),
            cpu=cpu_seconds(self._server.pid),
            own=time.process_time(),
            delays=len(self._server.delays()),
        )
        return found


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[tuple[DayServer, Watcher, Look]]:
    """A server on this data, who looks at it, and what is seen before anybody comes."""
    folder.parent.mkdir(exist_ok=True)
    server = DayServer(folder, **environment)
    try:
        watcher = Watcher(server)
        yield server, watcher, watcher.look(0, Latencies(), Latencies())
    finally:
        server.stop()


def serve() -> None:
    """Serves with a short day."""
    for module, name, value in SHORTER:
        setattr(module, name, value)
    told, run_due = Path(os.environ["NIGHT_FILE"]), nightly.NightlyTasks.run_due

    def at_night(tasks: nightly.NightlyTasks) -> None:
        is_night = told.exists()
        tasks._done, tasks._not_before = (date.min if is_night else date.max), 0
        run_due(tasks)
        if is_night:
            told.unlink()

    nightly.NIGHT = hour.min, hour.max
    nightly.NightlyTasks.run_due = at_night  # type: ignore[method-assign]
    runtime.spawn(watch, os.environ["LAG_FILE"])
    cli.main()


if __name__ == "__main__":
    serve()
