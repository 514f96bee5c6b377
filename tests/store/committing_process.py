"""A process that commits until it is killed, and prints each revision that is on disk."""

import itertools
import sys
from pathlib import Path

from live_cop.store.opening import open_store

from ..meeting.room import ANN, Room
from ..support.without_delays import delay_nothing
from .stored_room import StoredRoom

if __name__ == "__main__":
    delay_nothing()
    room = Room()
    stored = StoredRoom(open_store(Path(sys.argv[1])), room)
    stored.save()
    note = room.note(ANN)
    for number in itertools.count():
        room.do(ANN, "note.edit", note=note, text=f"words {number}")
        stored.save()
        print(room.state.revision, flush=True)
