"""Who gave their dot to what? From the counts of a vote, and of those who vote."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from ..judge import Answered, Guess
from ..meeting import Meeting, Person
from ..scenes import arrive, zone
from ..strategy import Evidence, Strategy


class VotersFall(Strategy):
    """A note leaves an open vote for a moment; where the number of voters falls, the only voter had chosen it"""

    who = ("chair", "recording")

    def __init__(self, *commands: str) -> None:
        self.commands = commands
        self.scenes = (arrive, partial(_move_in_vote, commands))

    @property
    def name(self) -> str:
        return f"{super().name} ({', '.join(self.commands)})"

    def guess(self, found: Evidence) -> Guess | None:
        [(_, person, kind, id)] = found.answering[-1:]
        fell = found.notes["fell"]
        return Answered(kind, id, person, fell[0]) if len(fell) == 1 else None


def _move_in_vote(commands: Sequence[str], meeting: Meeting) -> None:
    chair, victim = meeting.chair, meeting.people[-1]
    here, elsewhere = zone(meeting, "Vote"), zone(meeting, "Elsewhere")
    ballot = [chair.result("note.add", zone=here, text=meeting.new_text()) for _ in range(4)]
    chair.do("vote.open", zone=here, dots=1)
    _give(meeting, victim, here, meeting.chance.choice(ballot))
    fell = meeting.notes["fell"] = []
    assert chair.screen is not None
    for note in ballot:
        before = chair.screen.all("zone")[here]["voters"]
        for command in commands:
            args: dict[str, Any] = {"note": note}
            if command == "note.move":
                args["zone"] = elsewhere
            if command == "note.merge":
                args = {"notes": [note], "into": ballot[0] if note != ballot[0] else ballot[1]}
            if command == "note.hide":
                args = {"notes": [note]}
            chair.do(command, **args)
        meeting.wait(0.2)
        if chair.screen.all("zone")[here]["voters"] < before:
            fell.append(note)


def _give(meeting: Meeting, voter: Person, here: str, note: str) -> None:
    """Somebody gives their dot, and is seen to do it."""
    voter.do("vote.give", note=note)
    meeting.truth.answer["vote", here, voter.id] = note
    meeting.answering.append((meeting.time.seconds, voter.id, "vote", here))
    meeting.wait(1)


class VoteOfOne(Strategy):
    """A vote is counted in which all but one of the voters were the intruders and their guests"""

    who = ("participant", "chair", "recording")
    scenes = (arrive, lambda meeting: _vote(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        [(_, person, kind, id)] = found.answering[-1:]
        _, *others = found.notes["ballot"]
        voted = [note for note in others if found.chair.all("note")[note].get("votes")]
        return Answered(kind, id, person, voted[0]) if len(voted) == 1 else None


def _vote(meeting: Meeting) -> None:
    chair, me, victim = meeting.chair, meeting.people[0], meeting.people[-1]
    here = zone(meeting, "Vote")
    ballot = [chair.result("note.add", zone=here, text=meeting.new_text()) for _ in range(5)]
    meeting.notes["ballot"] = ballot
    chair.do("vote.open", zone=here, dots=1)
    me.do("vote.give", note=ballot[0])
    chair.do("vote.give", note=ballot[0])
    for _ in range(4):
        guest = chair.result("guest.add")
        chair.do("vote.give", on_behalf_of=guest, note=ballot[0])
    _give(meeting, victim, here, meeting.chance.choice(ballot[1:]))
    chair.do("vote.close", zone=here)
    meeting.wait(1)


STRATEGIES: list[Strategy] = [
    VoteOfOne(),
    VotersFall("note.move"),
    VotersFall("note.remove"),
    VotersFall("note.hide"),
    VotersFall("note.merge"),
]
