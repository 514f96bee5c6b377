"""The board: what it shows automatically, and the chair's choice."""

from msgspec import UNSET

from live_cop.meeting.display import pictures
from live_cop.meeting.wall.photos import PhotoAdd

from ..room import CHAIR, Room, refused, showing, undo_from_log


def test_the_board_follows_the_meeting():
    room = Room("blank")
    room.do(CHAIR, "section.add", title="And then")
    assert showing(room) == "join"
    room.do(CHAIR, "agenda.start")
    assert showing(room) == "wall"
    scale = room.scale()
    assert showing(room) == "scale"
    room.do(CHAIR, "scale.close", scale=scale)
    assert showing(room) == "wall"
    room.do(CHAIR, "scale.show", scale=scale)
    assert showing(room) == "scale"
    room.do(CHAIR, "agenda.next")
    assert showing(room) == "wall"
    room.do(CHAIR, "round.start")
    assert showing(room) == "round"
    room.do(CHAIR, "board.show", view="agenda")
    room.do(CHAIR, "round.end")
    assert showing(room) == "agenda"
    room.do(CHAIR, "board.show", view="auto")
    room.do(CHAIR, "meeting.close")
    assert showing(room) == "end"


def test_a_blanked_board_is_restored():
    room = Room()
    room.do(CHAIR, "board.show", view="wall", zone=room.zone(1))
    room.do(CHAIR, "board.show", view="blank")
    assert room.state.get("board", "board").showing == "blank"
    room.do(CHAIR, "agenda.start")
    assert room.state.get("board", "board").showing == "blank", "nothing but a hand ends it"
    undo_from_log(room)
    board = room.state.get("board", "board")
    assert (board.view, board.showing, board.zone) == ("wall", "wall", room.zone(1))


def test_the_chair_can_show_the_next_steps():
    room = Room()
    room.do(CHAIR, "board.show", view="steps")
    assert room.state.get("board", "board").showing == "steps"


def photo(room: Room) -> str:
    """A photograph of the chair's side on the wall."""
    return str(room.give(CHAIR, PhotoAdd(zone=room.zone(), picture="a" * 64, width=40, height=30))["photo"])


def test_the_chair_shows_one_photograph_large_until_it_leaves_the_wall():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    shown = photo(room)
    for wrong in ({}, {"photo": "nothing"}):
        with refused("unknown_photo"):
            room.do(CHAIR, "board.show", view="photo", **wrong)
    room.do(CHAIR, "board.show", view="photo", photo=shown)
    board = room.state.get("board", "board")
    assert (board.showing, board.photo) == ("photo", shown)
    room.do(CHAIR, "board.show", view="blank")
    room.do(CHAIR, "photo.erase", photo=shown)
    board = room.state.get("board", "board")
    assert (board.view, board.before, board.photo) == ("blank", "auto", UNSET)
    room.do(CHAIR, "board.show", view="auto")
    assert showing(room) == "wall"


def test_a_snapshot_keeps_the_photographs_of_the_wall():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    shown = photo(room)
    id = room.do(CHAIR, "snapshot.take", title="Now", caption="")["snapshot"]
    assert [key for key, _ in pictures.contents(room.state, [id])[id].photos] == [shown]
    assert room.state.get("snapshot", id).zones == [room.zone()]
