"""Meetings as large as they may be, as files to upload."""

import random
import string

import msgspec
from msgspec.structs import replace

from live_cop.meeting.lifecycle.meeting_file import MeetingFile
from live_cop.meeting.records.wall import Note
from live_cop.report.formats import meeting_file

from ...meeting.room import Room

#: The letters of notes, at random: hardly anything is as slow to compress.
LETTERS = string.ascii_lowercase + "   "
LONG = 480


def large_file(notes: int = 3_000, pictures: int = 200, notes_each: int = 100, *, seed: int = 1) -> bytes:
    """A meeting with so many long notes, and snapshots of so many of them."""
    room, chance = Room(), random.Random(seed)
    before = msgspec.json.decode(meeting_file.write(room.state, room.now), type=MeetingFile)
    zones = sorted(before.zone)
    wall = {
        f"n{n:05}": Note(
            zone=zones[n % len(zones)],
            text="".join(chance.choices(LETTERS, k=LONG)).strip(),
            x=0.1, y=0.1, color="butter", at=60_000 * n,
        )
        for n in range(notes)
    }  # fmt: skip
    built = msgspec.to_builtins(replace(before, note=wall))
    listed = sorted(built["note"].items())
    for n in range(pictures):
        begin = n * notes_each % max(1, notes)
        shown = sorted((listed + listed)[begin : begin + notes_each])
        built["snapshot"][f"p{n:03}"] = {
            "title": f"Picture {n}",
            "caption": "",
            "taken_at": n,
            "order": n,
            "zones": zones,
        }
        built["picture"][f"p{n:03}"] = {
            "zones": sorted(built["zone"].items()), "groups": [], "notes": shown, "scales": [],
            "sections": sorted(built["section"].items()), "steps": [],
        }  # fmt: skip
    return msgspec.json.encode(built)
