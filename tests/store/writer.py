"""A server that does nothing but commit, until it is killed: prints each revision that it has confirmed."""

import itertools
import sys
from pathlib import Path

from live_cop.store.store import Store

from ..meeting.room import ANN, Room
from .kept import Keeper

if __name__ == "__main__":
    room = Room()
    keeper = Keeper(Store(Path(sys.argv[1])), room)
    keeper.keep()
    note = room.note(ANN)
    for number in itertools.count():
        room.do(ANN, "note.edit", note=note, text=f"words {number}")
        keeper.keep()
        print(room.state.revision, flush=True)
