"""The board: what it shows automatically, and the chair's choice."""

from ..room import CHAIR, Room, showing, undo_from_log


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
