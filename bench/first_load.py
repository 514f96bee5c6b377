"""Measures how soon a phone on a slow network is in a meeting: python -m bench.first_load [--beside FOLDER] [--runs 5]

Chromium with its "Fast 3G" (1.6 Mbit/s, 562 ms for each request) and a quarter of the processor opens the member's
page: with nothing cached, with everything cached, with 150 notes, and from the tap on the join page. `--beside` is
another checkout of live_cop, whose server is measured in the same run, load by load, since the machine's own load
changes. `--trip MS` puts a proxy in between instead of Chromium's network, on which every round trip takes so long,
those of connections and of WebSockets too.

Each browser has a profile on the disk, as on a phone: without one, Chromium keeps no compiled code. Nothing is asked of
the page while it loads, since what Playwright puts into a page for that costs it 10 ms of a desktop's processor.

Prints the medians: painted, the box to write in, content (the question, or the first note where there are notes), live
(all saved), bytes over the network, and the CPU of the page (all tasks, and of these the scripts, as Chromium counts
them) until it is live.
"""

import argparse
import os
import queue
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, CDPSession, Page, sync_playwright

from scripts import chromium
from tests.live.screens import Screen
from tests.support.servers import ROOT, Server

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SLOWER = 4
BYTES_PER_SECOND, UPLOAD = 180_000, 84_375
LATENCY_MS = 562.5
NOTES = 150
LIVE_SECONDS = 60
LOOK_MS = 20
#: Writes down when each thing was there for the first time, in milliseconds after the page was asked for.
WATCH = """
  window.seen = {};
  window.since = 0;
  const looks = {
    box: () => document.querySelector("#composer, #first-words"),
    content: () => document.querySelector(window.withNotes ? ".note" : ".prompt, .question, .board-asked"),
    live: () => [...document.querySelectorAll(".status")].some((each) => each.textContent.includes("all saved")),
  };
  const look = () => {
    for (const [name, there] of Object.entries(looks))
      if (!(name in window.seen) && there()) {
        window.seen[name] = performance.now() - window.since;
        window.told?.(name);
      }
  };
  addEventListener("click", ({ timeStamp }) => { window.since = timeStamp; window.seen = {}; }, true);
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
"""


class OtherServer(Server):
    """The server of another checkout."""

    def __init__(self, data: Path, folder: Path) -> None:
        self._folder = folder
        super().__init__(data, PYTHONPATH=str(folder))

    def start(self) -> None:
        command = [sys.executable, "-m", self.MODULE, "serve", "--port", str(self.port), "--data", str(self.data)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log, cwd=self._folder)
        self.wait_until_ready()


class SlowNetwork:
    """A proxy on which every round trip takes so many milliseconds, and all connections share the phone's line."""

    def __init__(self, port: int, trip_ms: float) -> None:
        self._target, self._trip = port, trip_ms / 1000
        self._line = {"down": [0.0], "up": [0.0]}
        self.bytes = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            threading.Thread(target=self._connect, args=[client], daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        # The handshake of the connection is a round trip of its own.
        time.sleep(self._trip)
        server = socket.create_connection(("127.0.0.1", self._target))
        for source, target, way, speed in (
            (client, server, "up", UPLOAD),
            (server, client, "down", BYTES_PER_SECOND),
        ):
            pieces: queue.Queue[tuple[float, bytes]] = queue.Queue()
            threading.Thread(target=self._read, args=[source, pieces, way, speed], daemon=True).start()
            threading.Thread(target=self._write, args=[target, pieces], daemon=True).start()

    def _read(self, source: socket.socket, pieces: "queue.Queue[tuple[float, bytes]]", way: str, speed: int) -> None:
        data = b"."
        while data:
            data = b""
            with suppress(OSError):
                data = source.recv(1460)
            free = self._line[way]
            free[0] = max(free[0], time.monotonic()) + len(data) / speed
            self.bytes += len(data)
            pieces.put((free[0] + self._trip / 2, data))

    def _write(self, target: socket.socket, pieces: "queue.Queue[tuple[float, bytes]]") -> None:
        while True:
            at, data = pieces.get()
            time.sleep(max(0.0, at - time.monotonic()))
            with suppress(OSError):
                if not data:
                    return target.shutdown(socket.SHUT_WR)
                target.sendall(data)


class Phone:
    """One load of the member's page, and what it took."""

    def __init__(self, kind: BrowserType, profile: Path, trip: float) -> None:
        options: dict[str, Any] = {"locale": "en-GB", "reduced_motion": "reduce", "bypass_csp": True, **PHONE}
        self.context = kind.launch_persistent_context(
            profile, executable_path=chromium.get(), args=chromium.FLAGS, **options
        )
        self.page: Page = self.context.new_page()
        self._cdp: CDPSession = self.context.new_cdp_session(self.page)
        self._trip = trip
        self._bytes = 0
        self._told: list[str] = []
        self._cdp.on("Runtime.bindingCalled", lambda event: self._told.append(event["payload"]))
        self._cdp.send("Runtime.enable")
        self._cdp.send("Runtime.addBinding", {"name": "told"})
        self._cdp.send("Network.enable")
        self._cdp.send("Performance.enable")
        self._cdp.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        self._cdp.on("Network.webSocketFrameReceived", lambda event: self._add(len(event["response"]["payloadData"])))

    def _add(self, number: float) -> None:
        self._bytes += int(number)

    def slow_down(self) -> None:
        if not self._trip:
            self._cdp.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": LATENCY_MS,
                    "downloadThroughput": BYTES_PER_SECOND,
                    "uploadThroughput": UPLOAD,
                },
            )
        self._cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        self._bytes, self._before = 0, self._cpu()
        self.forget()

    def forget(self) -> None:
        self._told.clear()

    def _cpu(self) -> dict[str, float]:
        found = self._cdp.send("Performance.getMetrics")["metrics"]
        return {
            each["name"]: each["value"] * 1000 for each in found if each["name"] in ("TaskDuration", "ScriptDuration")
        }

    def wait_until_live(self) -> dict[str, float]:
        """Returns what its processor has done until then."""
        until = time.monotonic() + LIVE_SECONDS
        while "live" not in self._told:
            if time.monotonic() > until:
                raise TimeoutError("the page did not become live")
            self.page.wait_for_timeout(LOOK_MS)
        return self._cpu()

    def wait(self) -> dict[str, float]:
        cpu = self.wait_until_live()
        seen = self.page.evaluate("window.seen")
        paint = self.page.evaluate(
            "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0}).startTime - window.since"
        )
        # A page that was there already has painted before.
        seen["painted"] = max(0, paint)
        # What is still on its way is counted too.
        self.page.wait_for_load_state("networkidle")
        # Chromium's clock of tasks goes on while it is slowed down.
        seen |= {
            "task": (cpu["TaskDuration"] - self._before.get("TaskDuration", 0)) / SLOWER,
            "script": (cpu["ScriptDuration"] - self._before.get("ScriptDuration", 0)) / SLOWER,
            "kb": self._bytes / 1000,
        }
        return seen


def load(phone: Phone, url: str, code: str, case: str) -> dict[str, float]:
    """Opens the page of a meeting in one of the cases."""
    page = phone.page
    page.add_init_script(
        WATCH.replace("window.since = 0", f"window.since = 0; window.withNotes = {str('150' in case).lower()}")
    )
    address = f"{url}/m/{code}"
    if case == "from the tap":
        page.goto(address)
        page.wait_for_load_state("networkidle")
        phone.slow_down()
        page.get_by_role("button", name="In the room").click()
    else:
        phone.context.request.post(f"{url}/api/meetings/{code}/join", data={"place": "room"})
        if case.startswith("warm"):
            # V8 keeps the code of a script that it has seen more than once.
            for _ in range(3):
                page.goto(address)
                phone.wait_until_live()
                phone.forget()
                page.wait_for_load_state("networkidle")
            page.goto("about:blank")
        phone.slow_down()
        page.goto(address, wait_until="commit")
    return phone.wait()


def open_meeting(server: Server, notes: int) -> str:
    """A meeting in its first part with a wall, and so many notes."""
    links, session = server.open_meeting(template="blank")
    chair = Screen(server.url, links["code"], session)
    chair.do("agenda.start")
    zone = next(iter(chair.all("zone")))
    for number in range(notes):
        # No faster than the server lets one person write.
        while not chair.try_to("note.add", zone=zone, text=f"A note about what works here, number {number}")["ok"]:
            time.sleep(0.2)
    chair.client.disconnect()
    return links["code"]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--beside", type=Path, help="another checkout of live_cop")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--trip", type=float, default=0, help="milliseconds of a true round trip")
    parser.add_argument("--cases", default="cold,warm,from the tap,cold with 150 notes,warm with 150 notes")
    given = parser.parse_args()
    cases = given.cases.split(",")
    folders = [*([given.beside] if given.beside else []), ROOT]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        servers = [OtherServer(Path(folder) / f"data{n}", each.resolve()) for n, each in enumerate(folders)]
        try:
            networks = [SlowNetwork(each.port, given.trip) if given.trip else None for each in servers]
            urls = [f"http://127.0.0.1:{n.port if n else each.port}" for n, each in zip(networks, servers, strict=True)]
            codes = {case: [open_meeting(each, NOTES if "150" in case else 0) for each in servers] for case in cases}
            found: dict[tuple[str, int], list[dict[str, float]]] = {}
            for _ in range(given.runs):
                for case in cases:
                    for number, url in enumerate(urls):
                        with tempfile.TemporaryDirectory() as profile:
                            phone = Phone(playwright.chromium, Path(profile), given.trip)
                            try:
                                times = load(phone, url, codes[case][number], case)
                            finally:
                                phone.context.close()
                        found.setdefault((case, number), []).append(times)
        finally:
            for each in servers:
                each.stop()
    print(
        f"load of the machine: {os.getloadavg()[0]:.1f}; round trips: {given.trip or LATENCY_MS} ms; {given.runs} runs"
    )
    columns = ("painted", "box", "content", "live", "kb", "task", "script")
    print("| case | checkout | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 2) + "|")
    for (case, number), loads in found.items():
        medians = [statistics.median(each.get(column, 0) for each in loads) for column in columns]
        name = "beside" if given.beside and number == 0 else "here"
        print(f"| {case} | {name} | " + " | ".join(f"{value:,.0f}" for value in medians) + " |")


if __name__ == "__main__":
    main()
