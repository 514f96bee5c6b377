"""The health check (`review` on the wire): where are we, as a group? It is held now and then.

Everyone answers in private. The counts are published when the check is closed, in batches (safety/answer_batches.py):
if it is opened and closed again, they change only if the answers of enough people have.
"""

from typing import ClassVar, get_args

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import CHAIR, EVERYONE, PRIVACY_FLOOR
from ..command import ByPerson, Command
from ..draft import Draft, Rules
from ..records.followup import Review, ReviewReply, Stage
from ..refusal import Refusal
from ..safety import answer_batches, turnout
from ..safety.answer_batches import Question


class ReviewOpen(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "review.open"


class ReviewClose(Command, frozen=True, kw_only=True):
    """With `ask`, nothing happens while people who can answer have not; the result says how many."""

    name: ClassVar[str] = "review.close"
    ask: bool = False


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
    review = replace(review, state="open", answers=0, counts=UNSET)
    draft.put(turnout.of_review(draft, review), audience=EVERYONE)


def close(draft: Draft, command: ReviewClose) -> None:
    if not is_open(draft):
        raise Refusal("review_not_open")
    review = draft.singleton("review")
    if draft.asks_first(command.ask, {"missing": turnout.missing(review.received, review.asked)}):
        return
    finish(draft)


def answer(draft: Draft, command: ReviewAnswer) -> None:
    """Records, changes or withdraws the actor's answer. Raises Refusal `review_not_open`."""
    if not is_open(draft):
        raise Refusal("review_not_open")
    after = ReviewReply(stage=command.stage) if command.stage else None
    came = answer_batches.put_answer(draft, _QUESTION, draft.actor.person, after)
    review = draft.singleton("review")
    draft.put(turnout.of_review(draft, replace(review, received=review.received + came)))


def finish(draft: Draft) -> None:
    """Closes the check, if it is open, and publishes new counts if enough answers have changed since the last ones."""
    if not is_open(draft):
        return
    review = replace(draft.singleton("review"), state="closed")
    values = answer_batches.publish(draft, _QUESTION)
    if values:
        review = replace(review, answers=len(values), counts={stage: values.count(stage) for stage in STAGES})
    draft.put(review)


def on_close(draft: Draft) -> None:
    """Ends the check for good when the meeting closes: the counts stay, and the answers are destroyed.

    A check that was never opened can still be held if the meeting is reopened.
    """
    finish(draft)
    review = draft.singleton("review")
    if review is not None and review.state == "closed":
        draft.put(replace(review, settled=True, asked=0))


def is_open(draft: Draft) -> bool:
    """Whether people can answer now."""
    review = draft.singleton("review")
    return review is not None and review.state == "open"


def carry_over(draft: Draft, review: Review) -> None:
    """Creates the check in a new meeting, with the spreads of earlier meetings, for the chair and helpers to open."""
    draft.put(review, audience=CHAIR)


_QUESTION = Question("review", PRIVACY_FLOOR, "review_answer", "stage")

RULES: Rules = {
    ReviewOpen: open_,
    ReviewClose: close,
    ReviewAnswer: answer,
}
