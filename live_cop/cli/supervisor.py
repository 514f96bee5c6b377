"""`live-cop serve --processes`: starts the processes of a server on this machine, each on a port of its own, and looks
after them.

One that ends is started again. One that shows no sign of life is ended: its meetings have gone to the others by then,
and whoever is still connected to it would wait for long. SIGHUP starts them again one after the other, such as after an
upgrade; the meetings of each go to the others meanwhile.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

import click

from .. import words
from ..settings import Settings
from ..store.errors import StoreError
from ..store.opening import end_leases, open_store
from . import tables
from .open_errors import explained

log = logging.getLogger(__name__)
#: The variable with the number of the socket over which a process shows that it is alive.
LIFELINE = "LIVE_COP_LIFELINE"
#: Seconds between two signs of life of a process, and after which one without is ended. Its leases run out sooner.
SIGN_SECONDS, FROZEN_SECONDS = 0.5, 3.0
#: Seconds for which a process that ended as soon as it had begun is left alone, so that the log says why.
RESTART_SECONDS = 1.0
#: Seconds that a process may take to finish: a letter that is being sent has ten.
STOP_SECONDS = 20.0


class _Process:
    """One of them, by its number from 0."""

    def __init__(self, settings: Settings, number: int) -> None:
        self._settings = settings
        self._number = number
        #: How the others know it.
        self._name = str(settings.first_process + number)
        self._start()

    def _start(self) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        environment = {
            **os.environ,
            "LIVE_COP_PROCESS": self._name,
            "LIVE_COP_PROCESSES": str(self._settings.processes),
            "LIVE_COP_HOST": self._settings.host,
            "LIVE_COP_PORT": str(self._settings.port + self._number),
            "LIVE_COP_DATA": str(self._settings.data),
            "LIVE_COP_DATABASE": self._settings.database,
            # Without a proxy in front they would not know whom they have to do with.
            "LIVE_COP_PROXIES": str(self._settings.proxies or 1),
            LIFELINE: str(theirs.fileno()),
        }
        command = [sys.executable, "-m", _module(), "serve"]
        self._process = subprocess.Popen(command, env=environment, pass_fds=[theirs.fileno()])
        theirs.close()
        #: When it showed a sign of life; None before it has begun to listen.
        self._last_sign: float | None = None
        self._began = time.monotonic()

    @property
    def is_ready(self) -> bool:
        """Whether it listens."""
        self._look_for_signs()
        return self._last_sign is not None

    def look_after(self) -> None:
        """Starts it again where it has ended, and ends it where it shows no sign of life."""
        self._look_for_signs()
        now = time.monotonic()
        if self._process.poll() is not None:
            if now - self._began > RESTART_SECONDS:
                log.error("process %d has ended (%d) and is started again", self._number, self._process.returncode)
                self._end_leases()
                self._socket.close()
                self._start()
        elif self._last_sign is not None and now - self._last_sign > FROZEN_SECONDS:
            log.error("process %d stands still and is ended", self._number)
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Lets it finish."""
        self._process.terminate()

    def wait(self) -> None:
        """Waits until it has finished, or ends it."""
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._socket.close()

    def restart(self) -> None:
        """Starts it again, and waits until it listens."""
        self.stop()
        self.wait()
        self._start()
        while not self.is_ready and self._process.poll() is None:
            time.sleep(0.05)

    def _end_leases(self) -> None:
        """Nobody has to wait until they run out: this process is certainly gone."""
        try:
            end_leases(self._settings.data, self._name, database=self._settings.database)
        except StoreError as error:
            log.warning("leases of process %d could not be ended: %s", self._number, error)

    def _look_for_signs(self) -> None:
        with suppress(OSError):
            while self._socket.recv(1024):
                self._last_sign = time.monotonic()


def run(settings: Settings) -> None:
    """Runs the processes until this one is told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    if os.name == "nt":
        raise click.ClickException(words.t("cli.no_processes"))
    _prepare(settings)
    told: list[int] = []

    def tell(sign: int, _: FrameType | None) -> None:
        told.append(sign)

    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, tell)
    processes = [_Process(settings, number) for number in range(settings.processes)]
    announced = False
    while not {signal.SIGTERM, signal.SIGINT} & set(told):
        time.sleep(0.1)
        for process in processes:
            process.look_after()
        if not announced and all(process.is_ready for process in processes):
            announced = True
            _announce(settings)
        if signal.SIGHUP in told:
            told.remove(signal.SIGHUP)
            for process in processes:
                process.restart()
    for process in processes:
        process.stop()
    for process in processes:
        process.wait()


def _module() -> str:
    """What Python runs: the same as in this process."""
    main = sys.modules["__main__"].__spec__
    return main.name.removesuffix(".__main__") if main else "live_cop"


def _prepare(settings: Settings) -> None:
    """Looks through the data and brings it up to date, before several processes do."""
    from ..store import secret_key

    with explained(settings.data):
        secret_key.read(settings.data)
        open_store(settings.data, database=settings.database).close()
        if not settings.secret and secret_key.read(settings.data) is None:
            secret_key.create(settings.data)


def _announce(settings: Settings) -> None:
    ports = f"{settings.port}–{settings.port + settings.processes - 1}"
    click.echo(words.t("cli.processes", n=settings.processes, ports=ports, host=settings.host))
    click.echo(tables.typed(words.t("cli.processes_proxy", n=settings.processes, port=settings.port)))
    sys.stdout.flush()


def show_signs_of_life() -> None:
    """Shows the supervisor that this process is alive, and stops it where the supervisor is gone. Runs in a separate
    greenlet; returns at once where there is none."""
    from ..live import runtime

    number = os.environ.get(LIFELINE)
    if number is None:
        return
    lifeline = socket.socket(fileno=int(number))
    lifeline.setblocking(False)
    while True:
        try:
            lifeline.send(b".")
        except BlockingIOError:
            # The supervisor itself stands still.
            pass
        except OSError:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        runtime.sleep(SIGN_SECONDS)
