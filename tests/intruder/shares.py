"""What the floor costs: prints how many of the answers the numbers show in the end that everyone sees.

python -m tests.intruder.shares [people ...]

An answer is shown if the published numbers have it as it is when the meeting closes. Everyone answers everything. Four
people mark the scale late, and four of ten move their mark when it is shown; two change what they said of their hope.
"""

import sys
from functools import partial
from statistics import mean

from .meeting import Meeting, Person
from .scenes import arrive, close, dates, hopes, review, scale, zone

#: Kinds of answers as the table calls them, with the record of an answer and its field.
ANSWERS = {
    "scale": ("mark", "value"),
    "hopes": ("hope", "answer"),
    "dates": ("date_mark", "answer"),
    "check": ("review_answer", "stage"),
}
#: So many answers of each kind are looked at.
LOOKED_AT = 400


def main(*sizes: str) -> None:
    print("people", *ANSWERS, "dots", sep="\t")
    for size in map(int, sizes or ("3", "6", "12", "30", "100")):
        shares: dict[str, list[float]] = {}
        for number in range(max(4, LOOKED_AT // size)):
            scenes = (arrive, scale, hopes, review, dates, dots, partial(look, shares), close)
            meeting = Meeting(f"shares {number}", scenes, (size, size))
            meeting.run()
        print(size, *(f"{mean(shares[kind]):.0%}" for kind in (*ANSWERS, "dots")), sep="\t", flush=True)


def dots(meeting: Meeting) -> None:
    """Everyone gives three dots to some of five notes."""
    here = zone(meeting, "Vote")
    ballot = [meeting.chair.result("note.add", zone=here, text=meeting.new_text()) for _ in range(5)]
    meeting.chair.do("vote.open", zone=here, dots=3)

    def give(person: Person) -> None:
        for _ in range(3):
            person.do("vote.give", note=meeting.chance.choice(ballot))

    meeting.during(30, give)
    meeting.wait(2)
    meeting.chair.do("vote.close", zone=here)
    meeting.wait(1)
    meeting.notes["dots"] = sum(note.get("votes", 0) for note in meeting.board.all("note").values())


def look(shares: dict[str, list[float]], meeting: Meeting) -> None:
    """Notes which share of the answers to each question the published numbers have."""
    state = meeting.server.state
    counted = state.of_kind("counted")
    for kind, (answer, field) in ANSWERS.items():
        present = {id: getattr(record, field) for id, record in state.of_kind(answer).items()}
        shown = sum(id in counted and counted[id].value == value for id, value in present.items())
        shares.setdefault(kind, []).append(shown / len(present))
    shares.setdefault("dots", []).append(meeting.notes["dots"] / (3 * len(meeting.people)))


if __name__ == "__main__":
    main(*sys.argv[1:])
