"""Photographs at the door: many at once, hostile files, senders that die, a full disk. Nobody else waits, nothing is
half there, and nothing of a file is stored but its colours."""

import io
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from werkzeug.test import EnvironBuilder

from live_cop.pictures.painting import MAX_PIXELS
from live_cop.store.opening import open_store

from ...live.screens import zone_of
from ...support import photos
from ...support.patience import PATIENCE, until
from ...support.stores import ABOUT_THE_FILE
from ..lag import on_time


class Room:
    """A meeting whose people send photographs."""

    def __init__(self, server, meet) -> None:
        self.server = server
        self.meeting = meet(server)
        self.chair = self.meeting.chair()
        self.zone = zone_of(self.chair)
        self.url = f"{server.url}/api/meetings/{self.meeting.code}/photos"

    def send(self, session, file: bytes, id: str) -> tuple[int, str]:
        """Sends a photograph, again while the server is busy, as a phone does; answers the status and what came."""
        while True:
            form = {"zone": self.zone, "id": id}
            answer = session.post(self.url, data=form, files={"photo": ("a.jpg", file)}, timeout=4 * PATIENCE)
            if answer.status_code != 503 or answer.json()["error"]["code"] != "uploads_busy":
                break
        body = answer.json()
        return answer.status_code, body.get("photo") or body["error"]["code"]

    def held(self) -> dict:
        return self.chair.all("held_photo")


@pytest.mark.thorough
@pytest.mark.slow
def test_fifty_photographs_at_once_keep_nobody_waiting(server, meet):
    room = Room(server, meet)
    people = [room.meeting.join() for _ in range(50)]
    files = [photos.flip_chart(number) for number in range(5)]
    with on_time(server), ThreadPoolExecutor(50) as pool:
        begun = time.monotonic()
        answers = list(pool.map(lambda n: room.send(people[n], files[n % 5], f"photo {n}"), range(50)))
        print(f"50 photographs in {time.monotonic() - begun:.1f} s")
    assert [status for status, _ in answers] == [201] * 50
    room.chair.until(lambda: len(room.held()) == 50)


def hostile_files() -> dict[str, tuple[bytes, str]]:
    """Each with the refusal that it deserves."""
    return {
        "200 million pixels of one colour": (photos.one_colour_png(20_000, 10_000), "too_big"),
        "one pixel row too many": (photos.one_colour_png(5_000, MAX_PIXELS // 5_000 + 1), "too_big"),
        "17 MB": (photos.flip_chart() + bytes(17 << 20), "too_big"),
        "zeros": (bytes(15 << 20), "not_a_picture"),
        **{name: (file, "not_a_picture") for name, file in photos.not_pictures().items()},
    }


@pytest.mark.slow
def test_hostile_files_get_one_sentence_each_and_leave_nothing(server, meet):
    room = Room(server, meet)
    session = room.meeting.join()
    with on_time(server):
        for name, (file, code) in hostile_files().items():
            assert (name, room.send(session, file, name)[1]) == (name, code)
    large = photos.one_colour_png(5_000, MAX_PIXELS // 5_000)
    with on_time(server):
        assert room.send(session, large, "as large as it may be")[0] == 201
    room.chair.until(lambda: len(room.held()) == 1)


@pytest.mark.thorough
def test_a_phone_that_dies_while_it_sends_leaves_nothing_and_may_send_again(server, meet):
    room = Room(server, meet)
    session = room.meeting.join()
    file = photos.flip_chart()
    given = EnvironBuilder(
        method="POST", path="/", data={"zone": room.zone, "id": "again", "photo": (io.BytesIO(file), "a.jpg")}
    ).get_environ()
    body = given["wsgi.input"].read()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies)
    head = (
        f"POST /api/meetings/{room.meeting.code}/photos HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Cookie: {cookies}\r\nContent-Type: {given['CONTENT_TYPE']}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with on_time(server):
        for share in (0, 1, len(body) // 2, len(body) - 1):
            with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as phone:
                phone.sendall(head.encode() + body[:share])
        # This one dies once all of it is there, before it hears the answer.
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as phone:
            phone.sendall(head.encode() + body)
        assert room.send(session, file, "again")[0] == 201
    room.chair.until(room.held)
    assert len(room.held()) == 1


@pytest.mark.thorough
@pytest.mark.slow
def test_a_disk_that_is_full_keeps_no_half_photograph(server, meet):
    room = Room(server, meet)
    session = room.meeting.join()
    file = photos.flip_chart()
    server.fill_disk()
    try:
        answers = {room.send(session, photos.flip_chart(n), f"full {n}") for n in range(3)}
        assert answers == {(503, "not_saved")}
    finally:
        server.make_room()
    assert not room.held()
    until(lambda: room.send(session, file, "full 0")[0] == 201, within=20)
    room.chair.until(room.held)
    server.stop()
    store = open_store(server.data)
    named = {photo.picture for photo in store.load(room.meeting.code).state.of_kind("photo").values()}
    with store._database.connection() as db:
        stored = {digest for (digest,) in db.execute("select digest from pictures")}
    assert stored == named and len(named) == 1
    store.close()
    server.start()


def test_nothing_of_a_file_is_in_any_stored_byte(server, meet):
    room = Room(server, meet)
    session = room.meeting.join()
    for kind, file in {**photos.planted(), "polyglot": photos.polyglot()}.items():
        assert room.send(session, file, kind)[0] == 201
    room.chair.until(lambda: len(room.held()) == 5)
    for path in [*server.data.rglob("*"), server.log]:
        if path.is_file():
            data = path.read_bytes()
            assert photos.PLANTED not in data, path.name
            assert b"IMG_" not in data and b"a.jpg" not in data, path.name


@ABOUT_THE_FILE
def test_a_photograph_that_was_erased_is_in_no_stored_byte(server, meet):
    room = Room(server, meet)
    session = room.meeting.join()
    ids = [room.send(session, photos.flip_chart(n), f"photo {n}")[1] for n in range(2)]
    room.chair.until(lambda: len(room.held()) == 2)
    pictures = [session.get(f"{server.url}/m/{room.meeting.code}/photos/{id}", timeout=PATIENCE).content for id in ids]
    room.chair.do("photo.refuse", photo=ids[0])
    again = requests.get(
        f"{server.url}/m/{room.meeting.code}/photos/{ids[0]}", cookies=session.cookies, timeout=PATIENCE
    )
    assert again.status_code == 404

    def stored(picture: bytes) -> bool:
        pieces = [picture[at : at + 40] for at in range(100, len(picture) - 40, 2_000)]
        data = b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())
        return any(piece in data for piece in pieces)

    until(lambda: not stored(pictures[0]), within=20)
    assert stored(pictures[1])


def test_trickling_senders_hold_nobody_up(server, meet):
    """Forty connections that each send a large file slowly, beside a phone."""
    room = Room(server, meet)
    slow, session = room.meeting.join(), room.meeting.join()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in slow.cookies)
    head = (
        f"POST /api/meetings/{room.meeting.code}/photos HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Cookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 16000000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
    )
    senders = [socket.create_connection(("127.0.0.1", server.port), PATIENCE) for _ in range(40)]
    try:
        with on_time(server):
            for sender in senders:
                sender.sendall(head.encode() + bytes(3 << 20))
            assert room.send(session, photos.flip_chart(), "beside")[0] == 201
    finally:
        for sender in senders:
            sender.close()
