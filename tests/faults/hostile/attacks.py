"""Hostile clients, each with a name: plain HTTP requests and WebSockets, again and again.

An attack is a function that prepares one client and returns what this client does over and over. What it answers is
counted: that is what the attacker got. `clients` of them act at the same time, each at most once in `every` seconds.
"""

import itertools
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

import requests

from ...support.patience import PATIENCE, slowness
from ..long import times
from .raw import Raw, frame
from .stranger import LONG, Device, Stranger, ids

Act = Callable[[], object]
#: Devices of one attacker who has joined with all of them.
DEVICES = 50
#: Connections of one client of an attacker. The server takes 1,500 from one address.
LINES = times(100, 400)
FORMATS = ("report.pdf", "report.docx", "report.html", "report.md", "notes.xlsx")
#: By how much attackers slow down at most where others use this machine too.
MOST_PATIENT = 4


class Attack(NamedTuple):
    #: What it is, for the table.
    name: str
    prepare: Callable[[Stranger], Act]
    clients: int
    every: float
    #: Whether `make test` knows it too: of each kind the ones that hurt most.
    short: bool


ATTACKS: dict[str, list[Attack]] = {}


def attack(group: str, name: str, clients: int = 1, every: float = 0, short: bool = True) -> Callable[[Any], Any]:
    def add(prepare: Callable[[Stranger], Act]) -> Callable[[Stranger], Act]:
        ATTACKS.setdefault(group, []).append(Attack(name, prepare, clients, every, short))
        return prepare

    return add


@contextmanager
def under(attacks: list[Attack], stranger: Stranger) -> Iterator[Counter[str]]:
    """All these attacks at once; what they got, which is complete at the end."""
    over, got, threads = threading.Event(), Counter[str](), []

    def go_on(act: Act, every: float) -> None:
        while not over.is_set():
            try:
                got[str(act())] += 1
            except (OSError, AssertionError, ValueError) as error:
                got[type(error).__name__] += 1
                # Whoever is turned away comes back, but not a thousand times a second on this machine.
                over.wait(0.02)
            # Nearly in fair seconds: on a busy machine the server has less time for attackers, too.
            over.wait(every * min(slowness(), MOST_PATIENT))

    with stranger.closing:
        acts = [(each.prepare(stranger), each.every) for each in attacks for _ in range(each.clients)]
        threads = [threading.Thread(target=go_on, args=act, daemon=True) for act in acts]
        for thread in threads:
            thread.start()
        try:
            yield got
        finally:
            over.set()
            for thread in threads:
                thread.join(PATIENCE)


# What is heavy for the server: files, reports, pictures, deletion.


def _upload(stranger: Stranger, data: bytes) -> int:
    return stranger.post("/api/meetings/file", data=data).status_code


@attack("heavy", "a meeting file of 14 MB, valid")
def upload_valid(stranger: Stranger) -> Act:
    return partial(_upload, stranger, stranger.large_file)


@attack("heavy", "a meeting file of 14 MB, wrong at its end", short=False)
def upload_invalid(stranger: Stranger) -> Act:
    return partial(_upload, stranger, stranger.large_file[:-1] + b',"round":{"r":7}}')


@attack("heavy", "a meeting file of a million brackets", short=False)
def upload_nest(stranger: Stranger) -> Act:
    start = b'{"live_cop":"meeting","version":1,"nest":'
    flat = b"[" + b"[]," * 4_000_000 + b"[]]"
    bodies = itertools.cycle((start + b"[" * 1_000_000, start + flat + b"}"))
    return lambda: _upload(stranger, next(bodies))


@attack("heavy", "a purge of large meetings while people meet")
def purge(stranger: Stranger) -> Act:
    def act() -> str:
        stranger.server.spend_a_night()
        return f"purged, {_upload(stranger, stranger.large_file)}"

    _upload(stranger, stranger.large_file)
    return act


@attack("heavy", "reports of a large meeting, in all formats", clients=8)
def reports(stranger: Stranger) -> Act:
    code, session = stranger.large_meeting
    asked = itertools.cycle(random.sample(FORMATS, len(FORMATS)))

    def act() -> str:
        format = next(asked)
        try:
            # Does not wait for what it asked for: asking is enough to make the server work.
            cookies = session.cookies.get_dict()
            address = f"{stranger.server.url}/m/{code}/{format}?length=full"
            return f"{format} {requests.get(address, cookies=cookies, timeout=times(1, 5)).status_code}"
        except requests.Timeout:
            return f"{format} asked"

    return act


@attack("heavy", "exports and tables of a large meeting", clients=4, short=False)
def exports(stranger: Stranger) -> Act:
    code, session = stranger.large_meeting
    cookies, asked = session.cookies.get_dict(), itertools.cycle(("report.json", "notes.csv", "scales.csv"))
    address = f"{stranger.server.url}/m/{code}/"
    return lambda: requests.get(address + next(asked), cookies=cookies, timeout=PATIENCE).status_code


@attack("heavy", "a large meeting read again and again", clients=2, short=False)
def read_all(stranger: Stranger) -> Act:
    """Each time by its only screen, so that the server has nothing at hand."""
    code, session = stranger.large_meeting

    def act() -> str:
        Device(stranger.server.port, code, session).close()
        return "welcomed"

    return act


@attack("heavy", "snapshots of three thousand notes", every=0.1, short=False)
def snapshots(stranger: Stranger) -> Act:
    chair = stranger.chair()
    return lambda: chair.ask("snapshot.take", title="again").get("ok")


@attack("heavy", "words erased in a large meeting", every=0.1, short=False)
def erase_words(stranger: Stranger) -> Act:
    chair = stranger.chair()
    notes = [id for kind, id, _ in chair.changes if kind == "note"]
    random.shuffle(notes)
    return lambda: chair.ask("words.erase", kind="note", id=notes.pop()).get("ok")


@attack("heavy", "a large meeting closed and opened again", every=0.1, short=False)
def close_and_reopen(stranger: Stranger) -> Act:
    chair, names = stranger.chair(), itertools.cycle(("meeting.close", "meeting.reopen"))
    return lambda: chair.ask(next(names)).get("ok")


# The doors: codes, keys and links that somebody guesses, and doors that are opened too often.


def _guess_code(stranger: Stranger) -> int:
    code = "".join(random.choices("ACDEFGHJKMNPQRTUVWXY34679", k=6))
    return stranger.post(f"/api/meetings/{code}/join", json={"place": "room"}).status_code


def _guess_host_key(stranger: Stranger) -> int:
    return stranger.open(key=str(random.random())).status_code


def _after_thirty(guess: Callable[[Stranger], int]) -> Callable[[Stranger], Act]:
    """The first thirty at once, by one client alone: a server may let whoever guesses wait."""

    def prepare(stranger: Stranger) -> Act:
        if guess not in stranger.has_guessed:
            stranger.has_guessed.add(guess)
            with ThreadPoolExecutor(35) as pool:
                list(pool.map(lambda _: guess(stranger), range(35)))
        return partial(guess, stranger)

    return prepare


for rate, clients in ((6, 1), (50, 4), (300, 12)):
    attack("doors", f"{rate} wrong codes a second after thirty", clients, clients / rate, short=rate == 50)(
        _after_thirty(_guess_code)
    )


attack("doors", "wrong host keys after thirty", clients=4, every=0.02)(_after_thirty(_guess_host_key))


@attack("doors", "wrong links of chairs and reports", clients=4, short=False)
def guess_links(stranger: Stranger) -> Act:
    roles = itertools.cycle(("chair", "helper", "board", "r", "a", "u", "community"))
    return lambda: stranger.get(f"/{next(roles)}/{random.randbytes(16).hex()}").status_code


@attack("doors", "new people who join again and again", clients=4)
def join_in_a_loop(stranger: Stranger) -> Act:
    return lambda: stranger.post(f"/api/meetings/{stranger.quiet.code}/join", json={"place": "room"}).status_code


@attack("doors", "meetings opened in a loop", clients=4, short=False)
def open_in_a_loop(stranger: Stranger) -> Act:
    return lambda: stranger.open().status_code


# Connections that cost the server something and give it nothing.


def _lines(stranger: Stranger, one: Callable[[], Any]) -> Act:
    """Opens one connection after the other, keeps up to LINES of them, and tells how many are still there."""
    held: list[Any] = []

    def act() -> str:
        if len(held) < LINES:
            held.append(stranger.watch(one()))
            return "opened"
        time.sleep(0.1)
        held[:] = [line for line in held if line.drained()]
        return f"holds {len(held)}"

    return act


@attack("lines", "screens with one cookie", clients=4)
def screens_with_one_cookie(stranger: Stranger) -> Act:
    session = stranger.joined()
    return _lines(stranger, lambda: Raw.joined(stranger.server.port, stranger.quiet.code, session))


@attack("lines", "lines that never say who they are", clients=4)
def unidentified(stranger: Stranger) -> Act:
    return _lines(stranger, lambda: Raw(stranger.server.port))


class Dripping:
    """A request that never comes to its end: a byte now and then."""

    def __init__(self, port: int, start: bytes) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.sock.sendall(start)

    def drained(self) -> bool:
        try:
            self.sock.send(b"x")
        except OSError:
            return False
        return True

    def close(self) -> None:
        self.sock.close()


@attack("lines", "heads that never end", clients=2, short=False)
def slow_heads(stranger: Stranger) -> Act:
    return _lines(stranger, lambda: Dripping(stranger.server.port, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "))


@attack("lines", "bodies that never end", clients=2, short=False)
def slow_bodies(stranger: Stranger) -> Act:
    start = b"POST /api/meetings HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{"
    return _lines(stranger, lambda: Dripping(stranger.server.port, start))


@attack("lines", "screens that read nothing", short=False)
def deaf_screens(stranger: Stranger) -> Act:
    session = stranger.joined()
    return _lines(stranger, lambda: Raw.joined(stranger.server.port, stranger.quiet.code, session, small=True))


@attack("lines", "screens that reload everything again and again", clients=4, short=False)
def reconnect_in_a_loop(stranger: Stranger) -> Act:
    session = stranger.joined()

    def act() -> str:
        Raw.joined(stranger.server.port, stranger.quiet.code, session).close()
        return "welcomed"

    return act


def _flood(name: str, data: bytes) -> None:
    def prepare(stranger: Stranger) -> Act:
        device = stranger.device()
        device.sock.settimeout(1)

        def act() -> str:
            return "sent" if device.push(data) and device.drained() else "ended"

        return act

    attack("lines", name, clients=2, short=False)(prepare)


_flood("a flood of frames", frame(b'42["clock",{"sent":1}]') * 500)
_flood("a flood of pings", frame(b"", first=0x89) * 1_000)
_flood("a flood of fragments", (frame(b"", first=0x01) + frame(b"", first=0x00) * 500 + frame(b"", first=0x80)) * 2)
_flood(
    "a flood of large commands", frame(b'421["do",{"id":"x","name":"note.add","args":{"text":"%s"}}]' % (b"x" * 65_000))
)
_flood(
    "a flood of deep commands", frame(b'421["do",{"id":"x","name":"note.add","args":%s1%s}]' % (b"[" * 900, b"]" * 900))
)


@attack("lines", "polling that takes nothing", clients=4, short=False)
def polling(stranger: Stranger) -> Act:
    session = stranger.joined()
    hello = "40" + json.dumps({"meeting": stranger.quiet.code, "since": None, "epoch": None})

    def act() -> int:
        path = "/socket.io/?EIO=4&transport=polling"
        sid = json.loads(stranger.get(path, session).text[1:])["sid"]
        return stranger.post(f"{path}&sid={sid}", session, data=hello).status_code

    return act


# Commands by people who have joined, each with many devices, as fast as the server takes them.


def _devices(act: Callable[[Device, dict[str, Any]], object]) -> Callable[[Stranger], Act]:
    """All devices do this once, each with a note of its own."""

    def prepare(stranger: Stranger) -> Act:
        devices = [stranger.device() for _ in range(DEVICES)]
        zone = random.choice(stranger.quiet.zones)
        given = {"zone": zone, "scale": stranger.quiet.scale}
        notes = [device.ask("note.add", zone=zone, text=f"mine {next(ids)}")["result"] for device in devices]

        def all_of_them() -> str:
            alive = [act(device, given | note) for device, note in zip(devices, notes, strict=True)]
            return f"{sum(each != 'ended' for each in alive)} commands"

        return all_of_them

    return prepare


@attack("commands", "notes moved by fifty devices at the limit", every=0.1, short=False)
@_devices
def move_notes(device: Device, given: dict[str, Any]) -> object:
    return device.tell("note.move", note=given["note"], x=random.random(), y=random.random())


@attack("commands", "notes changed by fifty devices at the limit", every=0.1, short=False)
@_devices
def edit_notes(device: Device, given: dict[str, Any]) -> object:
    return device.tell("note.edit", note=given["note"], text=f"{random.random()} {LONG}"[:500])


@attack("commands", "a slider dragged by fifty devices", every=0.1)
@_devices
def drag_sliders(device: Device, given: dict[str, Any]) -> object:
    return device.tell("scale.mark", scale=given["scale"], value=random.randint(1, 10))


@attack("commands", "changed and undone by fifty devices", every=0.2, short=False)
@_devices
def undo(device: Device, given: dict[str, Any]) -> object:
    device.tell("note.move", note=given["note"], x=random.random(), y=random.random())
    return device.tell("undo")


@attack("commands", "hands up and down by fifty devices", every=0.2, short=False)
@_devices
def hands(device: Device, given: dict[str, Any]) -> object:
    device.tell("hand.raise")
    return device.tell("hand.lower")


@attack("commands", "names changed by fifty devices", every=0.1, short=False)
@_devices
def names(device: Device, given: dict[str, Any]) -> object:
    return device.tell("person.edit", name=f"Somebody {random.randint(1, 999)}")


@attack("commands", "all of one's notes erased by fifty devices", every=0.5, short=False)
@_devices
def erase_mine(device: Device, given: dict[str, Any]) -> object:
    device.tell("note.add", zone=given["zone"], text=f"again {next(ids)}")
    return device.tell("notes.erase_mine")


@attack("commands", "twenty times as many commands as are allowed")
def too_fast(stranger: Stranger) -> Act:
    act = _devices(lambda device, given: device.tell("note.move", note=given["note"], x=random.random(), y=0.5))(
        stranger
    )
    # Everybody may be quick for a moment; that is not what is tried here.
    for _ in range(40):
        act()
    stranger.device().ask("clock")
    return act


# Forms and pages.


@attack("forms", "the form of the attendance list", clients=4)
def attendance_form(stranger: Stranger) -> Act:
    path, session = f"/m/{stranger.quiet.code}/attendance", stranger.joined()

    def act() -> int:
        session.cookies.pop("cop_a", None)
        given = {"name": f"Nobody {next(ids)}", "words": "en-2", "key": random.randbytes(24).hex()[:32]}
        return stranger.post(path, session, data=given, allow_redirects=False).status_code

    return act


@attack("forms", "the form of a mailing", clients=4, short=False)
def mailing_form(stranger: Stranger) -> Act:
    code, session = stranger.large_meeting
    cookies = session.cookies.get_dict()
    given = {"kind": "report", "subject": "Ours", "words": "Dear all", "how": "full", "key": "k" * 32}
    paths = itertools.cycle((f"/m/{code}/send", f"/m/{code}/send/draft.eml", f"/m/{code}/send/drafts.zip"))

    def act() -> str:
        try:
            address = stranger.server.url + next(paths)
            return str(requests.post(address, data=given, cookies=cookies, timeout=times(1, 5)).status_code)
        except requests.Timeout:
            return "asked"

    return act


@attack("forms", "pages, pictures and codes asked for in a loop", clients=4, short=False)
def pages(stranger: Stranger) -> Act:
    code = stranger.quiet.code
    paths = itertools.cycle(
        ("/", "/guide", f"/m/{code}", f"/m/{code}/qr.svg", "/healthz", "/nothing", f"/join?code={code}")
    )
    return lambda: stranger.get(next(paths)).status_code
