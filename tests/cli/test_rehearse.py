"""`live-cop rehearse` says in one sentence what is wrong, and in plain sentences what it measured."""

import socket
import threading
from collections.abc import Iterator

# By name: importing eventlet later replaces the attribute `http.server` with a copy of its own, which would hang here.
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from live_cop import os_limits
from live_cop.rehearse.http_api import parse_address
from live_cop.rehearse.plan import CannotRehearse, Plan
from live_cop.rehearse.results import Results, as_lines

from ..support.servers import Server, free_port, run_cli


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """One server for all: each rehearsal opens a meeting of its own."""
    server = Server(tmp_path_factory.mktemp("rehearse") / "data")
    yield server
    server.stop()


def error_of(*arguments: str, **environment: str) -> str:
    """The one sentence with which the command fails."""
    done = run_cli("rehearse", *arguments, **environment)
    assert done.returncode == 1 and done.stdout == ""
    [line] = done.stderr.splitlines()
    return line.removeprefix("Error: ")


def test_no_server_at_this_address():
    url = f"http://127.0.0.1:{free_port()}"
    assert (
        error_of(url) == f"Cannot reach {url}: Connection refused. Please check that the server runs, and its address."
    )


@pytest.mark.parametrize("url", ["cop.example.org", "ftp://cop.example.org", "http://", "http://a:b", "http://[::1"])
def test_an_invalid_address(url):
    assert error_of(url).startswith(f"“{url}” is not the address of a server. It should look like https://")


def test_the_address_of_a_page_is_not_the_address_of_a_server():
    with pytest.raises(CannotRehearse):
        parse_address("http://127.0.0.1:8000/m/ACDEFG")
    assert parse_address("http://127.0.0.1:8000/").netloc == "127.0.0.1:8000"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.server.moved:
            self.send_response(301)
            self.send_header("Location", "https://cop.example.org/healthz")
        else:
            self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_):
        pass


@pytest.fixture
def other():
    """A web server that is not live_cop."""
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.moved = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_server_that_is_not_live_cop(other):
    url = f"http://127.0.0.1:{other.server_port}"
    assert error_of(url) == f"What answers at {url} is not a live_cop server. Please check the address."


def test_a_server_that_redirects(other):
    other.moved = True
    url = f"http://127.0.0.1:{other.server_port}"
    assert error_of(url) == f"{url} sends its visitors on to https://cop.example.org. Please rehearse there."


def test_a_server_that_does_not_speak_http():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet():
            there, _ = server.accept()
            there.sendall(b"220 mail.example.org\r\n")
            there.close()

        threading.Thread(target=greet, daemon=True).start()
        assert "is not a live_cop server" in error_of(f"http://127.0.0.1:{server.getsockname()[1]}")


@pytest.mark.parametrize(
    "options, sentence",
    [
        (["--people", "0"], "Please give --people a number from 1 to 5000."),
        (["--people", "-3"], "Please give --people a number from 1 to 5000."),
        (["--minutes", "0"], "Please give --minutes more than 0 and at most 240."),
        (["--minutes", "nan"], "Please give --minutes more than 0 and at most 240."),
        (["--people", "10", "--commands-per-second", "51"], "10 people give at most 50 commands a second."),
        (["--people", "1", "--commands-per-second", "0"], "One person gives at most 5 commands a second."),
    ],
)
def test_impossible_numbers(server, options, sentence):
    assert error_of(server.url, *options).startswith(sentence)


def test_a_server_with_a_host_key(tmp_path):
    server = Server(tmp_path / "data", LIVE_COP_HOST_KEY="open sesame")
    try:
        assert "Please give it with --host-key or in LIVE_COP_HOST_KEY." in error_of(server.url)
        assert "does not accept this host key" in error_of(server.url, "--host-key", "open barley")
        given = ["rehearse", server.url, "--people", "2", "--minutes", "0.02"]
        assert run_cli(*given, LIVE_COP_HOST_KEY="open sesame").returncode == 0
    finally:
        server.stop()


def test_too_few_open_files_are_reported_before_anybody_connects(monkeypatch):
    monkeypatch.setattr(os_limits, "allow_open_files", lambda wanted: None if wanted <= 256 else 256)
    Plan(people=100, seconds=1, commands_per_second=1).check()
    with pytest.raises(CannotRehearse, match="open 256 connections, too few for 300 people"):
        Plan(people=300, seconds=1, commands_per_second=1).check()


MEASURED = {
    "people": 200,
    "came_in": 200,
    "seconds_until_all_in": 1.25,
    "seconds": 180,
    "commands": 1_800,
    "commands_per_second": 10,
    "screen": {"p50": 7.25, "p95": 30, "p99": 40.5, "max": 61},
    "answer": {"p50": 3, "p95": 4, "p99": 5, "max": 6},
}


def test_a_good_rehearsal_in_plain_sentences():
    lines = list(as_lines(Results(**MEASURED, server_cpu_percent=33.3, server_memory_mb=96.4, cut_off=3, came_back=3)))
    assert lines == [
        "All 200 people were in after 1.2 seconds.",
        "People gave 1800 commands (10.0 a second) and wrote 0 notes.",
        "From one person’s hand to everyone’s screen: half within 7.2 ms, 95 of 100 within 30 ms, "
        "99 of 100 within 40 ms, all within 61 ms.",
        "Safely saved: half within 3.0 ms, 95 of 100 within 4.0 ms, 99 of 100 within 5.0 ms, all within 6.0 ms.",
        "Cut off on purpose: 3. Came back: 3. Commands sent again on the way: 0.",
        "No command was refused.",
        "The server used 33 % of one processor core, and 96 MB of memory.",
        "Nothing was lost and nothing came twice.",
    ]


def test_a_bad_rehearsal_in_plain_sentences():
    bad = {"lost": 2, "doubled": 1, "screens_behind": 1, "lost_connections": 4, "refused": {"too_fast": 3, "empty": 1}}
    text = "\n".join(as_lines(Results(**{**MEASURED, "came_in": 190}, **bad, own_cpu_percent=97)))
    for words in (
        "10 of 200 people could not get in.",
        "4 connections were lost that should not have been.",
        "Refused: empty 1, too_fast 3.",
        "not known",
        "This computer was busy itself (97 % of one core)",
        "2 lost, 1 twice.",
        "1 screen did not show what it should",
    ):
        assert words in text
    assert "Nothing was lost" not in text and "{" not in text
