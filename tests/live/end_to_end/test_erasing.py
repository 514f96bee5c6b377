"""People erase their own notes: for them at once, for others one by one, and after the close and a restart too."""

from ...support.patience import until
from ...support.servers import Server
from ...support.stores import ABOUT_THE_FILE
from ..screens import Meeting, Screen, zone_of


def wall_of_two(meeting: Meeting) -> tuple[Screen, Screen, list[str]]:
    """The screens of two people who have written in turn, and the notes of the first."""
    ann, ben = meeting.screen(meeting.join()), meeting.screen(meeting.join())
    zone = zone_of(ann)
    mine = []
    for n in range(5):
        mine.append(ann.do("note.add", zone=zone, text=f"written by ann {n}")["note"])
        ben.do("note.add", zone=zone, text=f"written by ben {n}")
    ben.until(lambda: len(ben.all("note")) == 10)
    return ann, ben, mine


def test_others_are_sent_one_erased_note_at_a_time(meeting: Meeting):
    ann, ben, mine = wall_of_two(meeting)
    before = len(ben.heard)
    assert ann.do("notes.erase_mine") == {"erased": 5}
    ann.until(lambda: set(ann.all("leaving")) == set(mine))
    ben.until(lambda: len(ben.all("note")) == 5, within=60)
    frames = [[id for _, id, record in message["changes"] if record is None] for _, message in ben.heard[before:]]
    assert sorted(frame for frame in frames if frame) == sorted([id] for id in mine)


@ABOUT_THE_FILE
def test_erasing_goes_on_after_the_close_and_a_restart_with_nobody_there(server: Server, meet):
    meeting = meet(server)
    chair = meeting.chair()
    ann, ben, _ = wall_of_two(meeting)
    ann.do("notes.erase_mine")
    chair.do("meeting.close")
    for screen in (chair, ann, ben):
        screen.leave()
    server.restart()

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())

    until(lambda: b"written by ann" not in on_disk(), within=60)
    assert b"written by ben" in on_disk()
