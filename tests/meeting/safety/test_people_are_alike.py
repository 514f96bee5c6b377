"""No button tells what somebody has written, answered or supported: in two meetings that differ only in that, whatever
is done to that person, or to their device, is answered the same and changes the same for others."""

from typing import Any

import msgspec

from live_cop.meeting.audience import SYSTEM, Actor, Viewer
from live_cop.meeting.command import Command
from live_cop.meeting.decide import decide
from live_cop.meeting.registry import COMMANDS, parse

from ..room import ANN, BEN, CHAIR, HELPER, Room

ZOE = Viewer("zoe", "participant")
#: What is done, one after the other, by whom; `{team}` is a small group in which nobody of the two sits.
DONE: tuple[tuple[str, Actor, dict[str, str]], ...] = (
    ("person.leave", SYSTEM, {"person": "zoe"}),
    ("person.arrive", SYSTEM, {"person": "zoe"}),
    ("team.join", CHAIR, {"team": "{team}", "person": "zoe"}),
    ("team.join", HELPER, {"team": "{team}", "person": "{guest}"}),
    ("guest.remove", HELPER, {"guest": "{guest}"}),
    ("person.remove", CHAIR, {"person": "zoe"}),
    ("person.let_in", CHAIR, {"person": "zoe"}),
)


class Meeting:
    """Zoe and a guest have raised no hand under their names; where they `gave`, they have given everything else."""

    def __init__(self, *, gave: bool) -> None:
        self.room = room = Room(people=9)
        room.join(HELPER, role="helper")
        room.join(ZOE)
        self.guest = room.do(CHAIR, "guest.add")["guest"]
        room.do(CHAIR, "agenda.start")
        hopes = room.do(CHAIR, "zone.add", title="Hopes", role="hopes")["zone"]
        room.note(ANN, "hope", zone=hopes)
        self.hand = room.do(ANN, "hand.raise")["hand"]
        self._give_everything(hopes, gave=gave)
        # Lots that are drawn from now on are the same in both.
        room.state.apply(99, [])
        room.do(CHAIR, "teams.split", count=3)

    def _give_everything(self, hopes: str, *, gave: bool) -> None:
        room, here = self.room, self.room.zone()
        scale, note = room.scale(), room.note(BEN)
        date = room.do(CHAIR, "date.propose", at=1_800_000_000_000)["date"]
        room.do(CHAIR, "vote.open", zone=here, dots=3)
        room.do(CHAIR, "hopes.ask")
        room.do(CHAIR, "review.open")
        for person, guest in ((ZOE, None), (CHAIR, self.guest)) if gave else ():
            hope = room.do(person, "note.add", on_behalf_of=guest, zone=hopes, text=f"hope of {guest}")["note"]
            for name, args in (
                ("note.add", {"zone": here, "text": f"by {guest}"}),
                ("step.add", {"what": f"by {guest}"}),
                ("invite.add", {"text": f"by {guest}"}),
                ("resource.offer", {"title": f"by {guest}"}),
                ("note.too", {"note": note}),
                ("hand.too", {"hand": self.hand}),
                ("vote.give", {"note": note}),
                ("scale.mark", {"scale": scale, "value": 3}),
                ("date.mark", {"date": date, "answer": "can"}),
                ("hope.answer", {"note": hope, "answer": "yes"}),
                *([("review.answer", {"stage": "norming"})] if guest is None else []),
            ):
                room.do(person, name, on_behalf_of=guest, **args)

    def outcome(self, name: str, actor: Actor, args: dict[str, str]) -> str:
        """Does this, and tells what the chair's side and everyone learn: the answer, and what becomes of records."""
        room, before = self.room, self.room.state
        seats = {seat.team for id, seat in before.of_kind("seat").items() if id in (ZOE.person, self.guest)}
        free = min(before.of_kind("team").keys() - seats, default="")
        given = {field: value.format(team=free, guest=self.guest) for field, value in args.items()}
        command: Command = COMMANDS[name](**given) if actor == SYSTEM else parse(name, given)
        found = decide(before, command, actor, room.now)
        changes = [
            f"{change.kind} {_differs(before.get(change.kind, change.id), change.record)}"
            for change in found.changes
            if HELPER.sees(change.audience) or HELPER.sees(before.audience(change.kind, change.id) or "")
        ]
        room.give(actor, command)
        return "; ".join([str(found.result), *sorted(changes)])


def _differs(before: Any, after: Any) -> dict[str, Any]:
    old, new = ({} if each is None else msgspec.to_builtins(each) for each in (before, after))
    fields = {field: (old.get(field), new.get(field)) for field in sorted(old.keys() | new.keys())}
    return {field: _change(*values) for field, values in fields.items() if values[0] != values[1]}


def _change(old: Any, new: Any) -> Any:
    """By how much a number changes: the numbers themselves are told everyone."""
    return new - old if isinstance(old, int) and isinstance(new, int) else new


def test_what_is_done_to_people_tells_nothing_of_what_they_gave():
    meetings = Meeting(gave=False), Meeting(gave=True)
    for name, actor, args in DONE:
        silent, told = (meeting.outcome(name, actor, args) for meeting in meetings)
        assert silent == told, name
        # A device that comes or goes changes nothing for others, and everything else does.
        assert (told == "{}") == (actor == SYSTEM), name
