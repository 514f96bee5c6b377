"""A server that does nothing but erase, until it is killed: prints each text that is gone."""

import sys
from pathlib import Path

from live_cop.store.store import Store

from ..meeting.room import ANN, CHAIR, Room
from .kept import Keeper

if __name__ == "__main__":
    room = Room()
    keeper = Keeper(Store(Path(sys.argv[1])), room)
    notes = {room.note(ANN, text): text for text in (f"words of person number {n}." for n in range(40))}
    room.do(CHAIR, "snapshot.take")
    keeper.keep()
    for note, text in notes.items():
        room.do(CHAIR, "words.erase", kind="note", id=note)
        keeper.keep()
        print(text, flush=True)
