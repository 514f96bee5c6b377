"""Several processes of one server behind a real proxy, and people who go on whatever happens to them."""

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
import socketio

from live_cop.store.opening import open_store

from ..live.screens import Refused, Screen
from ..support import nginx
from ..support.patience import PATIENCE
from ..support.servers import PORTS, Server, free_port, is_free, run_cli

PROXIES = ("nginx", "haproxy")


def installed() -> dict[str, str]:
    """The proxies that there are, each with its program. What is missing is said in a way that nobody can overlook, and
    without any the test is skipped."""
    found = {each: shutil.which(each) or shutil.which(each, path="/usr/sbin") for each in PROXIES}
    for missing in (each for each, program in found.items() if not program):
        warning = f"!!! {missing} IS NOT INSTALLED: NOTHING IS SHOWN ABOUT SEVERAL PROCESSES BEHIND IT !!!"
        print(f"\n{warning}", file=sys.__stderr__, flush=True)
        warnings.warn(warning, stacklevel=2)
    if not any(found.values()):
        pytest.skip("!!! NEITHER nginx NOR haproxy IS INSTALLED: NOTHING IS SHOWN ABOUT SEVERAL PROCESSES !!!")
    return {each: program for each, program in found.items() if program}


def free_ports(count: int) -> int:
    """The first of so many free ports in a row."""
    while True:
        first = free_port()
        if first + count in PORTS and all(is_free(first + n) for n in range(count)):
            return first


class Owners:
    """Who owns which meeting, of processes that share a store."""

    #: The folder of one of them, and the address of their database; "" for the file in that folder.
    data: Path
    database: str

    def pids(self) -> dict[int, int]:
        """The processes by their numbers, as far as they run."""
        raise NotImplementedError

    def address(self, n: int) -> str:
        """Where one of the processes is reached without the proxy."""
        raise NotImplementedError

    def owner(self, code: str) -> int | None:
        """The number of the process that owns a meeting."""
        query, uri = "select owner from owners where meeting = ", f"file:{self.data}/live_cop.sqlite?mode=ro"
        row: Any
        if self.database:
            with psycopg.connect(self.database) as there:
                row = there.execute(f"{query}%s".encode(), (code,)).fetchone()
        else:
            with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE)) as db:
                row = db.execute(f"{query}?", (code,)).fetchone()
        return int(row[0].split()[0]) if row and row[0] else None

    def hit(self, code: str, sign: int) -> int:
        """Sends a signal to the process that owns a meeting; its pid."""
        while (owner := self.owner(code)) is None or (pid := self.pids().get(owner)) is None:
            time.sleep(0.05)
        os.kill(pid, sign)
        return pid

    def figure(self, n: int, name: str) -> float:
        """What the metrics of one of the processes say; 0 where it is just being started again."""
        try:
            text = requests.get(f"{self.address(n)}/metrics", timeout=PATIENCE).text
        except requests.ConnectionError:
            return 0
        return float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"live_cop_{name} ")))


def pids_of(supervisor: int) -> dict[int, int]:
    """The processes of this one by their numbers, as far as they run."""
    found = {}
    for pid in map(int, Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()):
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            continue
        for each in environment:
            if each.startswith(b"LIVE_COP_PROCESS="):
                found[int(each.split(b"=")[1])] = pid
    return found


class Cluster(Server, Owners):
    """`serve --processes`, with the proxies that are installed in front, as `proxy-config` configures them.
    `urls` are theirs, and `url` is that of one of them."""

    START_SECONDS = 60

    def __init__(self, folder: Path, processes: int = 3, database: str = "", **environment: str) -> None:
        programs = installed()
        self.database = database
        self.processes = processes
        self.first_port = free_ports(processes)
        super().__init__(folder / "data", LIVE_COP_PROCESSES=str(processes), LIVE_COP_DATABASE=database, **environment)
        self.urls: list[str] = []
        self._proxies: list[subprocess.Popen[bytes]] = []
        try:
            for proxy, program in programs.items():
                self._add_proxy(proxy, program, folder)
        except BaseException:
            self.close()
            raise
        self.url = self.urls[0]

    def _add_proxy(self, proxy: str, program: str, folder: Path) -> None:
        port = free_port()
        config = run_cli(
            *("proxy-config", proxy, "--processes", str(self.processes), "--port", str(self.first_port)),
            *("--listen", f"127.0.0.1:{port}"),
        )
        assert config.returncode == 0, config.stderr
        self._proxies.append(start_proxy(proxy, program, config.stdout, folder))
        self.urls.append(f"http://127.0.0.1:{port}")
        self.wait_for(self.urls[-1], self._proxies[-1])

    def start(self) -> None:
        self.port = self.first_port
        super().start()

    def wait_until_ready(self) -> None:
        """Waits until all processes answer."""
        for n in range(self.processes):
            self.wait_for(self.address(n), self._process)

    def address(self, n: int) -> str:
        """Where one of the processes is reached without the proxy."""
        return f"http://127.0.0.1:{self.first_port + n}"

    def pids(self) -> dict[int, int]:
        return pids_of(self.pid)

    @property
    def said(self) -> str:
        """What it wrote to its log."""
        return self.log.read_text()

    def close(self) -> int:
        """Ends everything; the exit code of the server."""
        try:
            return self.stop()
        finally:
            for proxy in self._proxies:
                proxy.terminate()
                proxy.wait(PATIENCE)


def start_proxy(proxy: str, program: str, config: str, folder: Path) -> subprocess.Popen[bytes]:
    """Starts a proxy with this configuration."""
    home = folder / proxy
    home.mkdir()
    (home / "live_cop.conf").write_text(config)
    command = [program, "-db", "-f", str(home / "live_cop.conf")]
    if proxy == "nginx":
        command = nginx.command(program, home, f"include {home}/live_cop.conf;")
    with (home / "out").open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=out)


class Person(threading.Thread):
    """Somebody who writes one note after the other, and sends each until it is acknowledged, as a phone does."""

    def __init__(self, url: str, code: str, name: str) -> None:
        super().__init__(daemon=True)
        self._url, self._code, self._name = url, code, name
        self._session = requests.Session()
        self._stopping = threading.Event()
        #: What was acknowledged; and when (`time.monotonic`).
        self.kept: list[str] = []
        self.at: list[float] = []
        #: Why it was not taken, when a try last failed, and what the person was told.
        self.refused: set[str] = set()
        self.refused_at = 0.0
        self.told = ""
        self._screen: Screen | None = None
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self._join()
            for n in itertools.count():
                if self._stopping.is_set():
                    return
                self._write(f"{self._name} {n}")
                time.sleep(0.02)
        except BaseException as error:
            self.failure = error
            raise
        finally:
            if self._screen is not None:
                self._screen.leave()

    def stop(self) -> None:
        self._stopping.set()
        self.join(PATIENCE)

    def _join(self) -> None:
        while True:
            try:
                answer = self._session.post(
                    f"{self._url}/api/meetings/{self._code}/join", json={"place": "room"}, timeout=10
                )
                if answer.ok:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.1)

    def _write(self, text: str) -> None:
        while True:
            try:
                screen = self._screen or self._connect()
                zone = min(screen.all("zone"))
                answer = ask(screen, {"id": text, "name": "note.add", "args": {"zone": zone, "text": text}})
                if answer["ok"]:
                    self.kept.append(text)
                    self.at.append(time.monotonic())
                    return
                assert answer["error"]["code"] in ("not_saved", "too_fast"), answer
                if answer["error"]["code"] == "not_saved":
                    self.refused.add("not_saved")
                    self.told = answer["error"]["message"]
                self.refused_at = time.monotonic()
                time.sleep(0.1)
            except (socketio.exceptions.SocketIOError, Refused, OSError):
                self.refused_at = time.monotonic()
                if self._screen is not None:
                    self._screen.client.shutdown()
                self._screen = None
                time.sleep(0.1)

    def _connect(self) -> Screen:
        self._screen = screen_of(self._url, self._code, self._session)
        return self._screen


def ask(screen: Screen, command: dict[str, Any]) -> dict[str, Any]:
    """The answer to a command. Raises DisconnectedError as soon as there will be none."""
    answered, answers = threading.Event(), []
    screen.client.emit("do", command, callback=lambda answer: (answers.append(answer), answered.set()))
    until = time.monotonic() + 10
    while not answered.wait(0.02):
        if not screen.client.connected or time.monotonic() > until:
            raise socketio.exceptions.DisconnectedError
    return answers[0]


def screen_of(url: str, code: str, session: requests.Session, **auth: Any) -> Screen:
    """A screen that finds its way, as a browser does. Raises Refused."""
    at = ""
    while True:
        try:
            return Screen(f"{url}?m={code}{at}", code, session, **auth)
        except Refused as refused:
            told = refused.told
            error = told.get("error", {}) if isinstance(told, dict) else {}
            following = f"&at={error['params']['at']}" if error.get("code") == "elsewhere" else at
            if following == at:
                raise
            at = following


def notes_on_disk(cluster: Any, codes: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The texts of each meeting's notes, as one more process reads them; and that the journals say the same."""
    store = open_store(cluster.data, database=cluster.database, process="looks")
    try:
        for code in codes:
            loaded, replayed = store.load(code), store.rebuild(code)
            assert loaded is not None and replayed is not None
            assert loaded.state.entries() == replayed.entries()
            yield code, [note.text for note in loaded.state.of_kind("note").values()]
    finally:
        store.close()


FAULTS = {"killed": signal.SIGKILL, "frozen": signal.SIGSTOP, "told to stop": signal.SIGTERM}
