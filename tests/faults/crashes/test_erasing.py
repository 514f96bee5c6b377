"""Erasing in a meeting with two thousand notes and a dozen pictures."""

import requests

from live_cop.store.opening import open_store

from ...live.screens import Screen
from ...meeting.room import ANN, BEN, CHAIR, Room
from ...store.stored_room import StoredRoom
from ...support.servers import Server
from ...support.stores import ON_POSTGRES

NOTES = 2_000
PICTURES = 12
ERASED = 5


def full_wall(data) -> str:
    """A meeting with very much on its wall. Answers the token of its chair's link."""
    store, room = open_store(data), Room("solution")
    stored = StoredRoom(store, room)
    zones = list(room.state.of_kind("zone"))[1:]
    for n in range(NOTES):
        room.note((ANN, BEN)[n % 2], f"what person number {n} thinks of it, in a few words", zone=zones[n % len(zones)],
                  x=0.5, y=0.5)  # fmt: skip
        if n % (NOTES // PICTURES) == 0:
            room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "snapshot.take")
    stored.save()
    token = store.links.create(room.state.code, "chair", "chair")
    store.close()
    return token


def test_words_are_erased_from_a_full_wall_while_others_write(tmp_path):
    token = full_wall(tmp_path / "data")
    server = Server(tmp_path / "data")
    try:
        session = requests.Session()
        session.get(f"{server.url}/chair/{token}", timeout=10)
        chair = Screen(server.url, "K7M3QX", session)
        numbers = {id: int(note["text"].split()[3]) for id, note in chair.all("note").items()}
        notes = sorted(numbers, key=lambda id: numbers[id])
        zone = chair.all("note")[notes[0]]["zone"]
        for n in range(ERASED):
            for name, args in (
                ("words.erase", {"kind": "note", "id": notes[n * 100]}),
                ("note.add", {"zone": zone, "text": f"meanwhile {n}"}),
            ):
                answer = chair.send({"id": f"{name} {n}", "name": name, "args": args})
                assert answer["ok"], answer
        chair.client.disconnect()
    finally:
        server.stop()
    if ON_POSTGRES:
        # How erased words leave the database is another thing: tests/store/postgres/.
        return
    left = b"".join(path.read_bytes() for path in server.data.iterdir() if path.is_file())
    assert not any(f"person number {n * 100} thinks".encode() in left for n in range(ERASED))
    assert b"person number 1 thinks" in left
    assert all(f"meanwhile {n}".encode() in left for n in range(ERASED))
