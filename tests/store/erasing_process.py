"""A process that erases one text after another until it is killed, and prints each text that is erased."""

import sys
from pathlib import Path

from live_cop.store.opening import open_store

from ..meeting.room import ANN, CHAIR, Room
from ..support.without_delays import delay_nothing
from .stored_room import StoredRoom

if __name__ == "__main__":
    delay_nothing()
    room = Room()
    stored = StoredRoom(open_store(Path(sys.argv[1])), room)
    notes = {room.note(ANN, text): text for text in (f"words of person number {n}." for n in range(40))}
    room.do(CHAIR, "snapshot.take")
    stored.save()
    for note, text in notes.items():
        room.do(CHAIR, "words.erase", kind="note", id=note)
        stored.save()
        print(text, flush=True)
