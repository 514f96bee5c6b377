"""The pictures of photographs: kept as long as a record names them, and carried from one server to another."""

import hashlib
import io
import re
from pathlib import Path
from statistics import median

import msgspec
import pytest
from msgspec.structs import replace

from live_cop.meeting.lifecycle import meeting_file
from live_cop.meeting.lifecycle.meeting_file import Made
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.wall.photos import PhotoAdd
from live_cop.report.formats.meeting_file import write
from live_cop.store.import_worker import rows_of, unpack
from live_cop.store.pictures import StoredPicture
from live_cop.store.sqlite.backup import back_up
from live_cop.store.store import Store

from ..meeting.room import CHAIR, Room
from ..support.stores import path_of
from .stored_room import StoredRoom
from .test_import_worker import upload


def image(content: str) -> StoredPicture:
    """A picture, as far as the store is concerned: it looks at the first bytes only."""
    data = b"RIFF\0\0\0\0WEBP" + content.encode() * 50
    return StoredPicture(hashlib.sha256(data).hexdigest(), "image/webp", data, 4, 3)


def add(room: Room, picture: StoredPicture, **args: object) -> str:
    command = PhotoAdd(zone=room.zone(), picture=picture.digest, width=4, height=3, **args)
    return str(room.give(CHAIR, command)["photo"])


def exported(room: Room, *pictures: StoredPicture) -> bytes:
    return write(room.state, room.now, parts={each.digest: each.data for each in pictures})


def test_a_meeting_file_has_the_pictures_of_its_photographs(store):
    room, picture, gone = Room(), image("a flip chart"), image("gone")
    id, hidden = add(room, picture, description="A flip chart"), add(room, gone)
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "note.hide", notes=[hidden])
    room.do(CHAIR, "meeting.close")
    file = exported(room, picture, gone)
    assert b"held_photo" not in file and gone.digest.encode() not in file
    unpacked = unpack(io.BytesIO(file))
    assert unpacked.inside == {picture.digest: picture.data} and unpacked.media == {picture.digest: "image/webp"}
    made = {picture.digest: Made(picture.digest, picture.media, "webp", len(picture.data), 4, 3)}
    pieces = rows_of(replace(upload(unpacked.json), made=made))
    store.write_pictures("ACDEFG", [picture])
    for piece in pieces[:-1]:
        store.write_piece(piece)
        assert store.load("ACDEFG") is None and store.remains() == []
    store.write_piece(pieces[-1])
    assert store.picture("ACDEFG", picture.digest) == picture
    state = store.load("ACDEFG").state
    assert state.get("photo", id).description == "A flip chart"
    again = write(state, room.now, parts={picture.digest: picture.data})
    assert meeting_file.read(again).images == meeting_file.read(file).images


def test_places_in_the_file_do_not_tell_in_which_order_photographs_came(store, tmp_path, monkeypatch):
    """The attack: SQLite puts each picture into the next pages of the file, and who took one when could be seen. A
    backup of the hours before the file is written anew would keep that for longer."""
    room, path = Room(), path_of(store)
    stored, sent = StoredRoom(store, room), [image(f"picture {number} " * 120) for number in range(6)]

    def by_place(path: Path = path) -> list[StoredPicture]:
        data = path.read_bytes()
        return sorted(sent, key=lambda picture: median(m.start() for m in re.finditer(picture.data[12:32], data)))

    for picture in sent:
        add(room, picture)
        store.commit([replace(stored.commits()[-1], pictures=[picture])])
    assert not store.is_unsorted()
    room.do(CHAIR, "meeting.close")
    stored.save()
    store.scrub()
    in_order = sorted(sent, key=lambda picture: picture.digest)
    assert store.is_unsorted() and by_place() == sent
    assert by_place(back_up(path.parent, tmp_path / "copy.sqlite3")) == in_order and store.is_unsorted()
    compact, said = store._database.compact, []
    monkeypatch.setattr(store._database, "compact", lambda: (said.append(store.is_being_sorted()), compact()))
    store.sort()
    assert said == [True] and not store.is_being_sorted()
    assert not store.is_unsorted() and by_place() == in_order
    assert all(store.picture("K7M3QX", picture.digest) == picture for picture in sent)


@pytest.mark.parametrize("how", ["another", "missing", "no picture"])
def test_a_file_whose_picture_is_not_that_of_its_address_is_refused(how):
    room, picture = Room(), image("a flip chart")
    add(room, picture)
    file = msgspec.json.decode(exported(room, picture))
    images = file["images"]
    if how == "another":
        images[picture.digest]["data"] = "UklGRgAAAABXRUJQ"
    elif how == "missing":
        images.clear()
    else:
        images["0" * 64] = images[picture.digest]
    with pytest.raises(Refusal, match="broken_file"):
        meeting_file.read(msgspec.json.encode(file))


def test_photographs_without_their_pictures_are_not_exported():
    room = Room()
    add(room, image("a flip chart"))
    room.do(CHAIR, "snapshot.take")
    file = meeting_file.read(exported(room))
    assert not file.photo and not any(each.photos for each in file.picture.values())


def test_an_old_file_without_photographs_is_read(store):
    file = msgspec.json.decode(exported(Room()))
    del file["photo"], file["images"]
    assert meeting_file.read(msgspec.json.encode(file)).photo == {}


@pytest.mark.parametrize("how", ["erase", "mine", "no pictures", "purge"])
def test_nothing_of_an_erased_photograph_is_left_in_the_file(store, how):
    room = Room()
    saved, gone, kept = StoredRoom(store, room), image("a face"), image("a flip chart")
    id = add(room, gone, description="A face on a wall")
    room.do(CHAIR, "note.move", note=id, x=0.5, y=0.5)
    room.do(CHAIR, "snapshot.take")
    add(room, kept)
    first, *others = saved.commits()
    store.commit([replace(first, pictures=[gone, kept]), *others])
    assert gone.data[:200] in in_file(store) and store.pictures_size("K7M3QX") == len(gone.data) + len(kept.data)
    if how == "erase":
        room.do(CHAIR, "words.erase", kind="photo", id=id)
    elif how == "mine":
        room.do(CHAIR, "notes.erase_mine")
        room.carry_out_all()
    elif how == "no pictures":
        room.do(CHAIR, "meeting.record", keeps="notes")
        room.do(CHAIR, "meeting.close")
    if how == "purge":
        store.delete_meeting("K7M3QX")
        while store.purge_piece("K7M3QX"):
            pass
    else:
        saved.save()
    store.scrub()
    left = in_file(store)
    assert gone.data[:200] not in left and gone.digest.encode() not in left and b"A face on a wall" not in left
    assert (kept.data[:200] in left) == (how == "erase")


def in_file(store: Store) -> bytes:
    """Every byte that the store has on disk."""
    return b"".join(path.read_bytes() for path in path_of(store).parent.iterdir() if path.is_file())
