"""People's answers are published in batches, so that nobody can read one answer from how the counts change.

What everyone sees of the answers to a question (a scale, the hopes, a date, the health check) are the counts of one
moment. New counts are published when the answers of at least `floor` people differ from those in the last ones: came,
changed or were withdrawn. Nothing else changes what is published: not hiding and showing again, not closing and
opening. At the close too only counts that this allows are published, and what still differs stays private.

Towards the floor count only independent people: participants with a device of their own. The chair and helpers know
their own answers, and those that they gave on behalf of guests, so they could subtract them. Such answers are in the
counts like all others, but never bring them about.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ..audience import EVERYONE, PRIVACY_FLOOR
from ..draft import Draft
from ..records.answer_batches import AnswerValue, CountedAnswer, Tally
from ..records.base import Record


class Answer(NamedTuple):
    """One present answer: whose it is, and what it says."""

    owner: str
    value: AnswerValue


class Question(NamedTuple):
    """A question with the least number of people by whose answers two published counts differ.

    Its answers are records of `kind` that only their owners see. `value` is the field that says what was answered, and
    `of` the one that names the question, or "" if all records of the kind are answers to this one.
    """

    id: str
    floor: int
    kind: str
    value: str
    of: str = ""

    def answer(self, owner: str, record: Record | None) -> Answer | None:
        """What this record answers; None without a record."""
        return Answer(owner, getattr(record, self.value)) if record else None

    def answers(self, draft: Draft) -> dict[str, Answer]:
        """All present answers by their ids. It may take long: ask only when counts may be published."""
        return {
            id: Answer(draft.audience(self.kind, id) or "", getattr(record, self.value))
            for id, record in draft.of_kind(self.kind).items()
            if not self.of or getattr(record, self.of) == self.id
        }


def put_answer(draft: Draft, question: Question, id: str, record: Record | None) -> int:
    """Writes the actor's answer, or withdraws it (None), and notes that it has changed.

    Returns by how much the number of answers has changed. It takes no longer if there are more answers.
    """
    person = draft.actor.person
    before, after = question.answer(person, draft.get(question.kind, id)), question.answer(person, record)
    if record is None:
        draft.drop(question.kind, id)
    else:
        draft.put(record, id, audience=person)
    counted = _counted(draft, id)
    by = (after != counted) - (before != counted)
    if by and is_independent(draft, person):
        draft.put(Tally(changed=max(0, _changed(draft, question) + by)), question.id)
    return (after is not None) - (before is not None)


def may_publish(draft: Draft, question: Question) -> bool:
    """Whether it is worth while to ask for new counts: a quick look that may be wrong if somebody's role changed."""
    return _changed(draft, question) >= question.floor


def publish(draft: Draft, question: Question) -> list[AnswerValue]:
    """The answers of which the published counts are to be made: the present ones, or the last ones if these must stay.

    There are none if nothing has been published yet.
    """
    answers = question.answers(draft)
    counted = {
        id: Answer(each.owner, each.value) for id, each in draft.of_kind("counted").items() if each.of == question.id
    }
    differing = {
        id: (answers.get(id) or counted[id]).owner
        # Sorted, so that the same meeting always writes its records in the same order.
        for id in sorted(answers.keys() | counted.keys())
        if answers.get(id) != counted.get(id)
    }
    enough_changed = are_enough(draft, differing.values(), question.floor)
    # If most people withdraw their answers, the few that remain are not published either.
    enough_remain = are_enough(draft, (answer.owner for answer in answers.values()), question.floor)
    if not (enough_changed and enough_remain):
        draft.put(Tally(changed=sum(is_independent(draft, owner) for owner in differing.values())), question.id)
        return [answer.value for answer in counted.values()]
    for id in differing:
        if (answer := answers.get(id)) is None:
            draft.drop("counted", id)
        else:
            draft.put(CountedAnswer(of=question.id, owner=answer.owner, value=answer.value), id)
    draft.drop("tally", question.id)
    return [answer.value for answer in answers.values()]


def drop_question(draft: Draft, id: str) -> None:
    """Deletes what is remembered of a question that was removed."""
    for key, counted in list(draft.of_kind("counted").items()):
        if counted.of == id:
            draft.drop("counted", key)
    draft.drop("tally", id)


def are_enough(draft: Draft, people: Iterable[str], floor: int = PRIVACY_FLOOR) -> bool:
    """Whether as many different people among these as a privacy floor asks for count towards it. Looks at no more of
    them than it needs."""
    seen: set[str] = set()
    found = 0
    for person in people:
        if found >= floor:
            break
        if person not in seen:
            seen.add(person)
            found += is_independent(draft, person)
    return found >= floor


def is_independent(draft: Draft, person: str) -> bool:
    """Whether this is a participant with a device of their own, whom everyone sees in the list of people.

    Somebody who could fill a floor with devices that nobody sees would do so unnoticed.
    """
    record = draft.get("person", person)
    if record is None or draft.audience("person", person) != EVERYONE or draft.get("kept_out", person) is not None:
        return False
    return record.role == "participant" and record.guest is not True


def _counted(draft: Draft, id: str) -> Answer | None:
    counted: CountedAnswer | None = draft.get("counted", id)
    return Answer(counted.owner, counted.value) if counted else None


def _changed(draft: Draft, question: Question) -> int:
    tally: Tally | None = draft.get("tally", question.id)
    return tally.changed if tally else 0
