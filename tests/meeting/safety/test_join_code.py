"""Replacing the code with which people join."""

from live_cop.meeting.codes import join_code
from live_cop.meeting.safety.join_code import MeetingNewCode

from ..room import ANN, BOARD, CHAIR, HELPER, Room, log_entries, refused, undo_from_log


def test_a_new_code_is_undone_and_the_earlier_one_is_valid_again():
    room = Room()
    assert join_code(room.state) == "K7M3QX"
    for code in ("ACDEFG", "HJKMNP"):
        room.system(MeetingNewCode(code=code))
    undo_from_log(room)
    assert join_code(room.state) == "ACDEFG"
    # A second undo reverses the first; the same command from two devices changes nothing more.
    undo_from_log(room)
    assert join_code(room.state) == "HJKMNP"
    room.do(CHAIR, "meeting.use_code", code="HJKMNP")
    assert log_entries(room)[-1] == ("meeting.use_code", True) and len(log_entries(room)) == 4
    assert [undo for _, undo in log_entries(room)] == [False, False, False, True]


def test_the_first_code_can_be_restored_after_many_other_actions():
    room = Room()
    room.system(MeetingNewCode(code="ACDEFG"))
    for _ in range(24):
        room.do(CHAIR, "meeting.pause")
        room.do(CHAIR, "meeting.resume")
    line = next(line for line in room.state.of_kind("log").values() if line.of == "code")
    room.do(CHAIR, line.undo["name"], **line.undo["args"])
    assert join_code(room.state) == "K7M3QX"


def test_only_codes_from_the_log_are_restored_and_only_by_the_chair():
    room = Room()
    room.join(HELPER, role="helper")
    with refused("bad_args"):
        room.do(CHAIR, "meeting.use_code", code="ACDEFG")
    for code in ("ACDEFG", "HJKMNP"):
        room.system(MeetingNewCode(code=code))
    for other in ("K7M3QX", "PPPPPP", ""):
        with refused("bad_args"):
            room.do(CHAIR, "meeting.use_code", code=other)
    for who in (ANN, HELPER, BOARD):
        with refused("not_allowed"):
            room.do(who, "meeting.use_code", code="ACDEFG")
    assert join_code(room.state) == "HJKMNP"
