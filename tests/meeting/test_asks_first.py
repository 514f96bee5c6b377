"""What takes away something that others gave asks first, if its sender wants that; what is one's own goes at once."""

from typing import Any

from live_cop.meeting.audience import Viewer

from .room import ANN, BEN, CHAIR, CLEO, Room, room_of_three

#: As many people as it takes until a vote is counted.
VOTERS = (ANN, BEN, CLEO, Viewer("dee", "participant"), Viewer("eve", "participant"))


def gave(room: Room) -> dict[str, dict[str, Any]]:
    """What people gave, each with the command that takes it away and what that says first."""
    room.do(ANN, "hand.raise")
    [hand] = room.state.of_kind("hand")
    date = room.do(CHAIR, "date.propose", at=1_800_000_000_000)["date"]
    for person in (ANN, BEN):
        room.do(person, "date.mark", date=date, answer="can")
    invite = room.do(ANN, "invite.add", text="A doctor")["invite"]
    offer = room.do(ANN, "resource.offer", title="A guide")["resource"]
    step = room.do(CHAIR, "step.add", what="Ring the council")["step"]
    room.do(ANN, "step.offer", step=step, name="Annie")
    zone = room.zone()
    card = room.note(BEN, zone=zone)
    room.do(CHAIR, "vote.open", zone=zone, dots=1)
    room.carry_out_all()
    for person in VOTERS:
        room.do(person, "vote.give", note=card)
    room.do(CHAIR, "vote.close", zone=zone)
    return {
        "hand.lower": {"args": {"hand": hand}, "asks": {"hands": 1}},
        "date.remove": {"args": {"date": date}, "asks": {"replies": 2}},
        "invite.remove": {"args": {"invite": invite}, "asks": {"others": 1}},
        "resource.remove": {"args": {"resource": offer}, "asks": {"others": 1}},
        "step.withdraw": {"args": {"step": step, "name": "Annie"}, "asks": {"names": 1}},
        "vote.open": {"args": {"zone": zone, "dots": 1}, "asks": {"counted": 1}},
    }


def test_what_others_gave_is_not_taken_away_unasked():
    room = room_of_three()
    for person in VOTERS[3:]:
        room.join(person)
    room.do(CHAIR, "agenda.start")
    room.wait(10)
    for name, each in gave(room).items():
        before = room.state.revision
        assert room.do(CHAIR, name, **each["args"], ask=True) == {"asks": each["asks"]}, name
        assert room.state.revision == before
        room.do(CHAIR, name, **each["args"])
        assert room.state.revision > before, name


def test_what_is_ones_own_goes_at_once():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(10)
    date = room.do(CHAIR, "date.propose", at=1_800_000_000_000)["date"]
    assert "asks" not in room.do(CHAIR, "date.remove", date=date, ask=True)
    room.do(ANN, "hand.raise")
    room.do(ANN, "hand.lower", ask=True)
    invite = room.do(CHAIR, "invite.add", text="A doctor")["invite"]
    room.do(CHAIR, "invite.remove", invite=invite, ask=True)
    offer = room.do(ANN, "resource.offer", title="A guide")["resource"]
    room.do(ANN, "resource.remove", resource=offer, ask=True)
    step = room.do(CHAIR, "step.add", what="Ring the council")["step"]
    for person, name in ((CHAIR, "Chris"), (ANN, "Annie")):
        room.do(person, "step.offer", step=step, name=name)
        room.do(person, "step.withdraw", step=step, name=name, ask=True)
    assert not room.state.get("step", step).who
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=1, ask=True)
    assert room.state.get("zone", room.zone()).voting
    assert not any(room.state.of_kind(kind) for kind in ("date", "hand", "invite", "resource_offer"))
