"""What takes long is done in other processes, or in pieces: nobody else waits for a large meeting."""

import gzip
import json
import socket
import threading

import pytest
import requests

from ...support.patience import PATIENCE, until
from ..lag import Watched, on_time
from .large import large_file

URL = "/api/meetings/file"
BUSY = 503, "imports_busy"


def upload(server, data, **more) -> tuple[int, str]:
    answer = requests.post(f"{server.url}{URL}", data=data, timeout=4 * PATIENCE, **more)
    return answer.status_code, answer.json().get("error", {}).get("code", "")


def bring_in(server, session, data) -> str:
    """The code of the meeting in a good file. A busy machine may need more than one attempt."""
    answers = []

    def is_read() -> bool:
        answers.append(session.post(f"{server.url}{URL}", data=data, timeout=4 * PATIENCE))
        return answers[-1].status_code != 503

    until(is_read, 60)
    return str(answers[-1].json()["code"])


@pytest.fixture(scope="module")
def large() -> bytes:
    return large_file()


def hostile_files(large: bytes) -> dict[str, tuple[bytes, str]]:
    """Files that take long to read, each with the refusal that it deserves."""
    one = json.loads(large_file(10, 1, 5))
    note = next(iter(one["note"].values()))
    begin = large[: large.rindex(b"}")]

    def with_notes(notes: str) -> bytes:
        return json.dumps({**one, "note": {}}).replace('"note": {}', f'"note": {notes}').encode()

    million = ",".join(f'"n{n}":{{}}' for n in range(1_000_000))
    return {
        "wrong at its very end": (begin + b',"round":{"r":{}}}', "broken_file"),
        "not all of it": (large[:-1], "broken_file"),
        "a note in no zone": (large.replace(b'"zone":"', b'"zone":"no', 1), "broken_file"),
        "a million records": (with_notes("{" + million + "}"), "broken_file"),
        "20,000 whole records": (
            with_notes("{" + ",".join(f'"n{n}":{json.dumps(note)}' for n in range(20_000)) + "}"), "broken_file",
        ),
        "deep": (with_notes("[" * 5_000_000), "broken_file"),
        "not a number": (with_notes(json.dumps({"n1": {**note, "x": float("nan")}})), "broken_file"),
        "a gigantic number": (with_notes(json.dumps({"n1": {**note, "at": 10**4_000}})), "broken_file"),
        "one long string": (json.dumps("x" * 15_000_000).encode(), "not_a_meeting_file"),
        "packed": (gzip.compress(large), "not_a_meeting_file"),
        "zeros": (bytes(16_000_000), "not_a_meeting_file"),
    }  # fmt: skip


@pytest.mark.slow
def test_an_uploaded_file_keeps_nobody_waiting(server, large):
    with on_time(server):
        for name, (data, code) in hostile_files(large).items():
            # On a busy machine the time that a file has may be over before its share of the processor is.
            assert (name, *upload(server, data)) in ((name, 400, code), (name, *BUSY))
    with on_time(server):
        assert bring_in(server, requests.Session(), large)
    assert upload(server, gzip.compress(large), headers={"Content-Encoding": "gzip"}) == (400, "not_a_meeting_file")


def test_a_key_that_is_there_twice_is_no_way_past_the_checks(server):
    """What stands last counts, and what stands first is checked too."""
    small = large_file(3, 0)
    twice = small.replace(b'"note":{', b'"note":{"n00000":{"zone":"nowhere"},', 1)
    assert upload(server, twice) == (400, "broken_file")


def test_slow_uploads_leave_room_for_others(server):
    """Whoever sends slowly occupies a few places; others of the same address are told so, and nothing is received."""
    head = f"POST {URL} HTTP/1.1\r\nHost: x\r\nContent-Length: 15000000\r\n\r\n{{"
    slow = [socket.create_connection(("127.0.0.1", server.port), PATIENCE) for _ in range(3)]
    for each in slow:
        each.sendall(head.encode())
    refused = set()
    over = threading.Event()
    for _ in range(200):
        status, code = upload(server, b"{}")
        refused.add(code)
        if (status, code) == (503, "imports_busy") or over.wait(0.05):
            break
    assert "imports_busy" in refused
    for each in slow:
        each.close()
    for _ in range(200):
        if upload(server, large_file(3, 0))[0] == 201 or over.wait(0.05):
            return
    raise AssertionError("the places stayed occupied")


def test_nothing_is_received_from_somebody_who_may_open_no_meeting(tmp_path, large):
    server = Watched(tmp_path / "data", LIVE_COP_HOST_KEY="open sesame")
    try:
        head = f"POST {URL} HTTP/1.1\r\nHost: x\r\nContent-Length: 15000000\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
            client.sendall(head.encode())
            assert client.recv(100).startswith(b"HTTP/1.1 401")
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.thorough
def test_reports_of_a_large_meeting_keep_nobody_waiting(server, large):
    chair = requests.Session()
    code = bring_in(server, chair, large)
    base = f"{server.url}/m/{code}"
    paths = ("report.html", "report.json", "notes.csv", "notes.xlsx", "snapshots/p000.svg", "snapshots/p001.png")
    with on_time(server):
        for path in (*paths, *("report.json", "notes.csv") * 10):
            assert chair.get(f"{base}/{path}", timeout=4 * PATIENCE).status_code == 200, path


@pytest.mark.slow
@pytest.mark.thorough
def test_one_meeting_that_asks_for_much_keeps_no_other_waiting(server):
    """Thirty files of one meeting are asked for at once, then one of another: it does not come after them."""
    stranger, chair = requests.Session(), requests.Session()
    large_one = bring_in(server, stranger, large_file(600, 30, 10))
    small_one = bring_in(server, chair, large_file(30, 1, 10))
    cookies = stranger.cookies.get_dict()
    made: list[int] = []

    def ask(n: int) -> None:
        url = f"{server.url}/m/{large_one}/snapshots/p{n:03}.png"
        made.append(requests.get(url, cookies=cookies, timeout=4 * PATIENCE).status_code)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(30)]
    for thread in threads:
        thread.start()
    until(lambda: made, 60)
    before = len(made)
    assert chair.get(f"{server.url}/m/{small_one}/report.html", timeout=4 * PATIENCE).status_code == 200
    between, left = len(made) - before, 30 - len(made)
    for thread in threads:
        thread.join()
    assert between <= 10 and left >= 5
    assert 503 in made, "more waited than may wait"


def test_a_body_that_nobody_wants_is_not_read(server):
    """The answer is there before the body. To read that for nothing would keep the loop busy while somebody sends."""
    head = "POST /nothing-here HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"
    with on_time(server), socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
        client.sendall(head.encode())
        sent, piece = 0, bytes(1 << 20)
        try:
            while sent < 300 << 20:
                client.sendall(piece)
                sent += len(piece)
        except OSError:
            pass
        assert sent < 100 << 20, "the connection was closed"
