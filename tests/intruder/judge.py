"""What an intruder can guess, whether it is right, and how likely it is to be right by chance.

By chance means: knowing everything that the meeting tells everyone on purpose (who is there and who sits in which
small group, and every published count), and no more than that.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from live_cop.meeting.audience import PRIVACY_FLOOR

from .meeting import Meeting
from .server import Change, Screen

#: How many answers there are to choose from, by the kind of record that tells the counts.
CHOICES = {"scale": 11, "hopes": 3, "review": 5, "date": 3, "vote": 4, "list": 2}
#: No group is smaller where more can be had.
SMALLEST_GROUP = 3


class Author(NamedTuple):
    """Who wrote these words."""

    text: str
    person: str


class Typed(NamedTuple):
    """Who of those that were seen typing in the same minute wrote these words."""

    text: str
    person: str


class Answered(NamedTuple):
    """What a person answered."""

    kind: str
    id: str
    person: str
    value: Any


class SaidMeToo(NamedTuple):
    """Whether a person said "me too"."""

    text: str
    person: str
    said: bool


class MeTooOf(NamedTuple):
    """Whose "me too" is the n-th on these words (0 is the first)."""

    text: str
    number: int
    person: str


Guess = Author | Typed | Answered | SaidMeToo | MeTooOf


def judge(meeting: Meeting, who: Sequence[str], guess: Guess) -> tuple[bool, float] | None:
    """Whether a guess is right, and its chance. None where there is nothing to guess: the intruder's own words, say."""
    truth, own = meeting.truth, {person.id for role, person in meeting.watched.items() if role in who}
    if guess.person in own:
        return None
    match guess:
        case Author(text, person):
            author = truth.author[text]
            candidates = _could_have_written(meeting, text) - own
            # Where fewer sit in a group they must have been told, and knew it when they wrote.
            fewest = 1 if text in truth.told else SMALLEST_GROUP
            return None if author in own else (author == person, 1 / max(fewest, len(candidates)))
        case Typed(text, person):
            author = truth.author[text]
            typed = Counter(each for each in _typed_in_that_minute(meeting, text) if each not in own)
            return None if len(typed) < 2 else (author == person, max(typed.values()) / typed.total())
        case Answered(kind, id, person, value):
            key = (kind, id, person)
            if key not in truth.answer:
                return None
            known = {each: truth.answer[kind, id, each] for each in own if (kind, id, each) in truth.answer}
            counted = sum(each.id in known for each in meeting.people)
            known |= meeting.notes.get("guests", {})
            return truth.answer[key] == value, _chance_of_answer(meeting.board, kind, id, known, counted)
        case SaidMeToo(text, person, said):
            others = set(truth.joined) - own - {truth.author[text], meeting.chair.id, meeting.helper.id}
            share = sum((text, each) in truth.me_too for each in others) / len(others)
            return ((text, person) in truth.me_too) == said, max(share, 1 - share)
        case MeTooOf(text, number, person):
            said_it = [each for words, each in truth.me_too if words == text]
            candidates = set(truth.joined) - own - {truth.author[text]}
            return None if said_it[number] in own else (said_it[number] == person, 1 / len(candidates))


def _could_have_written(meeting: Meeting, text: str) -> set[str]:
    truth = meeting.truth
    if text in truth.group:
        return truth.group[text]
    return {person for person, at in truth.joined.items() if at <= truth.sent[text]}


def _typed_in_that_minute(meeting: Meeting, text: str) -> list[str]:
    """Who was seen to finish typing in the minute in which these words were sent, once for each time."""

    def minute(second: float) -> int:
        return meeting.minute(second)

    return [person for _, end, person in meeting.typing if minute(end) == minute(meeting.truth.sent[text])]


def _chance_of_answer(board: Screen, kind: str, id: str, known: dict[str, Any], counted: int) -> float:
    """The best guess with the published counts: the most frequent answer of one batch, without what is known anyway.

    `counted` of the known answers are by people who count for the floor."""
    chances = [1 / CHOICES[kind]]
    before: Counter[Any] = Counter()
    floor = PRIVACY_FLOOR
    for counts, floor in pictures(board.changes, kind, id):
        new = counts - before
        for value in known.values():
            new[value] -= new[value] > 0
        before = counts
        if +new:
            chances.append(max(new.values()) / max(sum((+new).values()), floor - counted, 2))
    return max(chances)


def pictures(changes: list[Change], kind: str, id: str) -> list[tuple[Counter[Any], int]]:
    """The counts that a screen was shown, one after the other, each with its floor."""
    found: list[tuple[Counter[Any], int]] = []
    for change in changes:
        if (change.kind, change.id) == (kind, id) and change.record:
            counts = counts_of(kind, change.record)
            if counts is not None and [counts] != [each for each, _ in found[-1:]]:
                found.append((counts, change.record.get("floor", PRIVACY_FLOOR)))
    return found


def counts_of(kind: str, record: dict[str, Any]) -> Counter[Any] | None:
    """The counts that a record tells, by answer; None where it tells none."""
    if kind == "scale":
        counts = {record["low"] + n: count for n, count in enumerate(record.get("counts", ()))}
        return Counter(counts | {None: record.get("not_today", 0)})
    if kind == "date":
        return Counter({answer: record.get(answer, 0) for answer in ("can", "maybe", "cannot")})
    found = record.get("spread" if kind == "hopes" else "counts")
    return None if found is None else Counter(found)
