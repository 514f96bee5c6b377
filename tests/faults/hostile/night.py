"""A server for which it is night whenever a test says so: it then deletes what has expired, as every server does once a
day. It notes how late its loop is, too. This file is also its command line."""

import os
import re
from datetime import date, time
from pathlib import Path

import requests

from live_cop.live import nightly, runtime
from tests.faults.lag import Watched
from tests.faults.slow_loop import watch
from tests.support.patience import PATIENCE, until
from tests.support.without_delays import main


class AnyNight(Watched):
    MODULE = "tests.faults.hostile.night"

    def __init__(self, data: Path, **environment: str) -> None:
        self._night = data.parent / "night"
        super().__init__(data, NIGHT_FILE=str(self._night), **environment)

    def spend_a_night(self) -> None:
        """Returns when all is done that is done at night."""
        self._night.touch()
        until(lambda: not self._night.exists(), PATIENCE)

    def connections(self) -> float:
        """How many screens are connected."""
        text = requests.get(f"{self.url}/metrics", timeout=PATIENCE).text
        return float(re.search(r"^live_cop_connections (\S+)", text, re.MULTILINE)[1])

    def memory(self) -> int:
        """Bytes that the process holds."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def nights_when_told(tasks: nightly.NightlyTasks) -> None:
    told = Path(os.environ["NIGHT_FILE"])
    while True:
        runtime.sleep(0.05)
        if told.exists():
            tasks._done, tasks._not_before = date.min, 0
            tasks.run_due()
            told.unlink()


if __name__ == "__main__":
    nightly.NIGHT = time.min, time.max
    nightly.NightlyTasks.run_forever = nights_when_told  # type: ignore[method-assign]
    runtime.spawn(watch, os.environ["LAG_FILE"])
    main()
