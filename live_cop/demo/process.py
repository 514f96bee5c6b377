"""Runs the simulation in a process of its own, beside the server."""

import os
import random
import subprocess
import sys

from .. import words
from .simulation import ServerGone, Simulation


class SimulationProcess:
    """The simulation as the server sees it: a process to start and to stop."""

    def __init__(self, base: str, people: int) -> None:
        self._command = [sys.executable, "-m", __name__, base, str(people)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it. It prints the addresses itself once the meeting is under way."""
        self._process = subprocess.Popen(self._command)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


def main(base: str, count: int) -> None:
    try:
        simulation = Simulation(base, count, random.Random(7))
        simulation.start()
        print(words.t("cli.demo.ready"), flush=True)
        for kind in ("chair", "board", "join"):
            print(words.t(f"cli.demo.{kind}", url=simulation.links[f"{kind}_url"]), flush=True)
        print(words.t("cli.demo.community", url=simulation.community["community_url"]), flush=True)
        print(words.t("cli.demo.hint"), flush=True)
        for scene in simulation.scenes():
            scene()
    except (KeyboardInterrupt, ServerGone):
        # Without closing 26 connections first: the server is stopping too.
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
