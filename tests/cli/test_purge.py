"""`live-cop purge` says in numbers what it deletes."""

import pytest

from live_cop.store.opening import open_store

from ..meeting.room import CHAIR, Room
from ..store.stored_room import StoredRoom
from ..support.servers import run_cli
from ..support.stores import ABOUT_THE_FILE


@pytest.mark.thorough
@ABOUT_THE_FILE
def test_it_says_what_it_deletes_and_a_dry_run_deletes_nothing(tmp_path):
    folder = tmp_path / "data"
    done = run_cli("purge", "--data", str(folder))
    assert done.returncode == 1 and "There are no meetings in" in done.stderr
    store = open_store(folder)
    room = Room()
    stored = StoredRoom(store, room)
    room.note(text="kept for long enough")
    room.do(CHAIR, "meeting.close")
    stored.save()
    in_use = run_cli("purge", "--data", str(folder))
    assert in_use.returncode == 1 and "is in use" in in_use.stderr and "Traceback" not in in_use.stderr
    dry = run_cli("purge", "--dry-run", "--data", str(folder))
    assert dry.stdout == (
        "Would delete: meetings 1, with notes 1 and pictures 1; entries of attendance lists 0. Nothing was deleted.\n"
    ), dry.stderr
    store.close()
    long = run_cli("purge", "--data", str(folder), LIVE_COP_KEEP_WALL_DAYS="3650")
    assert long.stdout == "Nothing has been kept for long enough yet. There is nothing to delete.\n", long.stderr
    assert (
        run_cli("purge", "--data", str(folder)).stdout
        == "Deleted: meetings 1, with notes 1 and pictures 1; entries of attendance lists 0.\n"
    )
    path = folder / "live_cop.sqlite"
    assert b"kept for long enough" not in path.read_bytes()
    before = path.stat().st_size
    assert run_cli("purge", "--compact", "--data", str(folder)).returncode == 0
    assert path.stat().st_size < before
