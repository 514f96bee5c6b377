"""`live-cop doctor` names what is wrong with a set-up: real servers behind a real proxy, each with one fault."""

import datetime
import os
import re
import socket
import sqlite3
import struct
import threading
import time
from types import SimpleNamespace

import pytest
import requests
import trustme
from click.testing import CliRunner

from live_cop import words
from live_cop.cli import main
from live_cop.doctor import inside
from live_cop.store import secret_key
from live_cop.store.opening import open_store

from ..support.nginx import Nginx
from ..support.patience import PATIENCE, until
from ..support.servers import Server, free_port
from ..support.stores import ABOUT_THE_FILE, path_of

#: What it says of a database, test_database_doctor.py shows.
pytestmark = ABOUT_THE_FILE
RIGHT = (
    "proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Host $http_host;"
    "proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;"
    'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'
)
#: The proxy's faults: what is wrong in its configuration, and what the doctor calls it.
FAULTS = {
    "right": ("", ""),
    "no_websocket": ('proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";', ""),
    "proxy_forged": ("X-Forwarded-For $remote_addr", "X-Forwarded-For $http_x_forwarded_for"),
    "proxy_scheme": ("X-Forwarded-Proto $scheme", "X-Forwarded-Proto http"),
    "proxy_host": (
        "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Host $http_host;",
        "proxy_set_header X-Forwarded-Host other.example;",
    ),
    "proxy_silent": (
        "proxy_set_header X-Forwarded-Host $http_host;proxy_set_header X-Forwarded-For $remote_addr;"
        " proxy_set_header X-Forwarded-Proto $scheme;",
        "",
    ),
    "under_a_path": ("proxy_http_version", "proxy_set_header X-Forwarded-Prefix /cop; proxy_http_version"),
}

WITH_TLS = ("good", "expired", "proxy_scheme")


@pytest.fixture(scope="module")
def setup(tmp_path_factory):
    """A server behind a proxy that has an address for each fault, and one that does not know of its proxy."""
    folder = tmp_path_factory.mktemp("doctor")
    server = Server(folder / "data", LIVE_COP_PROXIES="1", TZ="Europe/London")
    unaware = Server(folder / "unaware", TZ="UTC", LIVE_COP_HOST_KEY="k" * 20, LIVE_COP_MAIL_FROM="cop@example.org",
                     LIVE_COP_SMTP=f"smtp://127.0.0.1:{free_port()}")  # fmt: skip
    authority, ended = trustme.CA(), datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    authority.cert_pem.write_to_path(folder / "authority.pem")
    for name, until_ in (("good", None), ("expired", ended)):
        made = authority.issue_cert("127.0.0.1", not_after=until_) if until_ else authority.issue_cert("127.0.0.1")
        made.private_key_and_cert_chain_pem.write_to_path(folder / f"{name}.pem")
    ports = {name: free_port() for name in (*FAULTS, "proxy_not_trusted", "good", "expired")}
    blocks = []
    for name, port in ports.items():
        away, instead = FAULTS.get(name, ("", ""))
        assert away in RIGHT.replace("; ", ";").replace(";", "; ") or away in RIGHT, name
        certificate = f"{folder}/{name if name == 'expired' else 'good'}.pem"
        tls = f" ssl; ssl_certificate {certificate}; ssl_certificate_key {certificate}" if name in WITH_TLS else ""
        behind = unaware if name == "proxy_not_trusted" else server
        blocks.append(
            f"server {{ listen 127.0.0.1:{port}{tls}; location / {{ proxy_pass {behind.url};"
            f" {RIGHT.replace(away, instead) if away else RIGHT} }} }}"
        )
    nginx = Nginx(folder / "nginx", "\n".join(blocks))
    until(lambda: answers(ports["right"]), PATIENCE)
    times = TimeServer()
    yield SimpleNamespace(server=server, unaware=unaware, ports=ports, folder=folder, times=times)
    times.stop()
    nginx.stop()
    server.stop()
    unaware.stop()


def answers(port):
    try:
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE).ok
    except requests.RequestException:
        return False


class TimeServer(threading.Thread):
    """Tells the time, `ahead` seconds too late or too soon."""

    def __init__(self):
        super().__init__(daemon=True)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.ahead = 0
        self.start()

    def run(self):
        try:
            while True:
                _, asker = self._socket.recvfrom(100)
                now = time.time() + self.ahead + 2_208_988_800
                self._socket.sendto(bytes(40) + struct.pack("!II", int(now), int(now % 1 * 2**32)), asker)
        except OSError:
            pass

    def stop(self):
        self._socket.close()


def examine(setup, folder, *arguments, **environment):
    """What the doctor says, as the keys of its sentences, each with its level."""
    arguments = ["doctor", "--data", str(folder), "--time-server", setup.times.address, *arguments]
    result = CliRunner().invoke(main, arguments, env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    lines = result.output.splitlines()
    found = {}
    for line in lines:
        level, sentence = re.fullmatch(r"(ok|look|WRONG) +(.+)", line).groups()
        # The one with the most words of its own.
        fitting = [key for key, pattern in SENTENCES.items() if pattern.fullmatch(sentence)]
        found[_name(max(fitting, key=lambda key: len(SENTENCES[key].pattern)))] = level
    assert result.exit_code == ("WRONG" in found.values())
    return found


def _name(key):
    """Without a plural form at its end."""
    return words.without_form(f"host.doctor.{key}").removeprefix("host.doctor.")


SENTENCES = {
    key.removeprefix("host.doctor."): re.compile(re.sub(r"\\\{\w+\\\}", "(.+?)", re.escape(text)))
    for key, text in words.of_areas("host").items()
    if key.startswith("host.doctor.")
}


def wrong(found):
    return {name for name, level in found.items() if level == "WRONG"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_proxy_is_named(setup, fault):
    url = f"{'https' if fault in WITH_TLS else 'http'}://127.0.0.1:{setup.ports[fault]}"
    found = examine(setup, setup.server.data, "--url", url, SSL_CERT_FILE=str(setup.folder / "authority.pem"))
    assert wrong(found) - {"no_backup"} == ({fault} - {"right"}), found
    if fault == "right":
        good = {"file", "private", "room", "clock", "server", "zone", "no_mail", "proxy", "websocket"}
        assert set(found) == good | {"no_backup"}


def test_a_server_that_does_not_know_of_its_proxy_nor_of_its_mail_server_nor_where_it_is(setup):
    found = examine(setup, setup.unaware.data, "--url", f"http://127.0.0.1:{setup.ports['proxy_not_trusted']}")
    assert wrong(found) == {"no_backup", "proxy_not_trusted", "mail"} and found["zone_utc"] == "look"


@pytest.mark.parametrize(("name", "fault"), [("good", None), ("expired", "bad_certificate"), ("right", "broken_tls")])
def test_a_certificate(setup, name, fault):
    url = f"https://127.0.0.1:{setup.ports[name]}"
    found = examine(setup, setup.server.data, "--url", url, SSL_CERT_FILE=str(setup.folder / "authority.pem"))
    assert wrong(found) - {"no_backup"} == ({fault} if fault else set()), found
    assert "certificate" in found or "certificate_ends" in found or fault


def test_addresses_that_lead_nowhere(setup):
    ours, port = setup.server.data, setup.ports["right"]
    for url, fault in (
        (f"http://127.0.0.1:{port}/cop", "under_a_path"),
        (f"http://127.0.0.1:{free_port()}", "no_answer"),
        (setup.unaware.url, "not_ours"),
        ("example.org", "bad_url"),
    ):
        assert wrong(examine(setup, ours, "--url", url)) - {"no_backup"} == {fault}, url
    assert examine(setup, ours)["no_url"] == "look"


def test_what_is_wrong_on_the_machine(setup, tmp_path, monkeypatch):
    setup.times.ahead = 90
    monkeypatch.setattr(inside, "LEAST_FREE", 1 << 60)
    server = setup.server
    (server.data / "secret.key").chmod(0o644)
    server.open_meeting()
    made = CliRunner().invoke(main, ["backup", str(tmp_path), "--data", str(server.data)])
    [backup] = tmp_path.iterdir()
    old = time.time() - 50 * 3600
    os.utime(backup, (old, old))
    assert wrong(examine(setup, server.data)) == {"no_room", "clock_off", "shown", "old_backup"}, made.output
    setup.times.ahead = 0
    (server.data / "secret.key").chmod(0o600)
    monkeypatch.setattr(time, "time", lambda now=time.time: now() - 4000)
    assert "clock_behind" in wrong(examine(setup, server.data))


def test_a_damaged_file_a_wrong_folder_and_a_server_that_is_not_there(setup, tmp_path):
    assert wrong(examine(setup, tmp_path / "nothing")) == {"no_file"}
    store = open_store(tmp_path / "data")
    key = secret_key.create(tmp_path / "data")
    store.close()
    assert key and wrong(examine(setup, tmp_path / "data")) == {"no_backup", "no_server"}
    whole = path_of(store).read_bytes()
    path_of(store).write_bytes(whole[:8192] + b"x" * 8192 + whole[16384:])
    assert "file_damaged" in wrong(examine(setup, tmp_path / "data"))


def test_a_file_that_no_backup_helps_is_not_called_damaged(setup, tmp_path):
    """Whoever restores one instead of starting the server, or the right version of it, loses words."""

    def told(break_it):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        store = open_store(folder)
        secret_key.create(folder)
        store.close()
        break_it(path_of(store))
        said = CliRunner().invoke(main, ["doctor", "--data", str(folder), "--time-server", setup.times.address]).output
        return said.splitlines()[0]

    def change(sql):
        def run(path):
            with sqlite3.connect(path) as db:
                db.execute(sql)

        return run

    older = told(change("delete from migrations where number = (select max(number) from migrations)"))
    newer = told(change("insert into migrations values (999, 1)"))
    away = told(lambda path: path.mkdir() if path.unlink() is None else None)
    assert "older live_cop. Please start the server once" in older and "newer live_cop. Please install" in newer
    assert "is not a file. Please move it away" in away
    for gone in (told(lambda path: path.unlink()), told(lambda path: path.write_bytes(b""))):
        assert "although there were meetings" in gone and "live-cop restore BACKUP --data" in gone
