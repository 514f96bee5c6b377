"""The picture of a snapshot: complete, and a file of its own."""

import re

from live_cop.report.dates import Clock
from live_cop.report.pictures.snapshot import svg_of
from live_cop.report.snapshots import snapshot_of

from ...meeting.room import CHAIR, Room
from .test_pictures import DIFFICULT_TEXTS, squeezed, words_of


def test_a_snapshot_is_a_standalone_picture():
    room = Room()
    room.do(CHAIR, "agenda.start")
    for text in DIFFICULT_TEXTS[:9]:
        room.note(text=text, signed=DIFFICULT_TEXTS[0][:60])
    id = room.do(CHAIR, "snapshot.take", title=DIFFICULT_TEXTS[1], caption=DIFFICULT_TEXTS[0])["snapshot"]
    drawn = svg_of(snapshot_of(room.state, id), Clock(), "text{fill:red}")
    for text in DIFFICULT_TEXTS[:9]:
        assert squeezed(text.strip()) in words_of(drawn)
    assert not re.search(r"<script|<img|<a |<use|<image|https?://(?!www\.w3\.org/2000/svg)", drawn)


def test_a_picture_of_an_empty_wall_says_so():
    room = Room("blank")
    id = room.do(CHAIR, "snapshot.take")["snapshot"]
    assert "Nothingwasonthewallyet." in words_of(svg_of(snapshot_of(room.state, id), Clock()))
