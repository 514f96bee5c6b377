"""The health check (`review` on the wire): where are we, as a group? It is held now and then.

Everyone answers in private. The spread is shown when the check is closed and enough people have answered. While it is
open nobody sees counts, so no single answer can be told from a change of them.
"""

from typing import ClassVar, get_args

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import CHAIR, EVERYONE
from ..command import ByPerson, Command
from ..draft import Draft, Rules
from ..records.followup import Review, ReviewReply, ReviewTally, Stage
from ..refusal import Refusal


class ReviewOpen(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "review.open"


class ReviewClose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "review.close"


class ReviewAnswer(ByPerson, frozen=True, kw_only=True):
    """`stage` null withdraws the answer."""

    name: ClassVar[str] = "review.answer"
    stage: Stage | None


STAGES: tuple[Stage, ...] = get_args(Stage)


def open_(draft: Draft, command: ReviewOpen) -> None:
    """Starts the check. Raises Refusal `review_open`, or `review_settled` if the meeting was closed since the last."""
    review = draft.singleton("review") or Review()
    if review.settled:
        raise Refusal("review_settled")
    if review.state == "open":
        raise Refusal("review_open")
    _show(draft, replace(review, state="open"))


def close(draft: Draft, command: ReviewClose) -> None:
    if not is_open(draft):
        raise Refusal("review_not_open")
    finish(draft)


def answer(draft: Draft, command: ReviewAnswer) -> None:
    """Records, changes or withdraws the actor's answer. Raises Refusal `review_not_open`."""
    if not is_open(draft):
        raise Refusal("review_not_open")
    person = draft.actor.person
    before = draft.get("review_answer", person)
    counts = dict((draft.singleton("review_tally") or ReviewTally()).counts)
    if before is not None:
        counts[before.stage] -= 1
        draft.drop("review_answer", person)
    if command.stage is not None:
        counts[command.stage] = counts.get(command.stage, 0) + 1
        draft.put(ReviewReply(stage=command.stage), person, audience=person)
    draft.put(ReviewTally(counts=counts))
    _show(draft, draft.singleton("review"))


def finish(draft: Draft) -> None:
    """Closes the check, if it is open."""
    if is_open(draft):
        _show(draft, replace(draft.singleton("review"), state="closed"))


def on_close(draft: Draft) -> None:
    """Ends the check for good when the meeting closes: the counts stay, and the answers are destroyed.

    A check that was never opened can still be held if the meeting is reopened.
    """
    finish(draft)
    review = draft.singleton("review")
    if review is not None and review.state == "closed":
        _show(draft, replace(review, settled=True))


def is_open(draft: Draft) -> bool:
    """Whether people can answer now."""
    review = draft.singleton("review")
    return review is not None and review.state == "open"


def carry_over(draft: Draft, review: Review) -> None:
    """Creates the check in a new meeting, with the spreads of earlier meetings, for the chair and helpers to open."""
    draft.put(review, audience=CHAIR)


def _show(draft: Draft, review: Review) -> None:
    """Writes the record that people see: with counts only when it is closed and enough people have answered."""
    tally = draft.singleton("review_tally") or ReviewTally()
    answers = sum(tally.counts.values())
    visible = review.state == "closed" and answers >= review.floor
    counts = {stage: tally.counts.get(stage, 0) for stage in STAGES} if visible else UNSET
    review = replace(review, answers=answers, counts=counts)
    draft.put(review, audience=CHAIR if review.state == "waiting" else EVERYONE)


RULES: Rules = {
    ReviewOpen: open_,
    ReviewClose: close,
    ReviewAnswer: answer,
}
