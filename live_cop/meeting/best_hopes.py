"""Best hopes: each person writes one note at the start; at the end each author says privately what became of it.

Only its author sees an answer, and the counts are published in batches (safety/answer_batches.py). An answer stays
counted when its note is moved or removed: otherwise the person who moves the note could learn the answer by watching
which count falls.
"""

from typing import ClassVar

from msgspec.structs import replace

from .audience import PRIVACY_FLOOR
from .command import AllowedWhilePaused, ByChair
from .draft import Draft, Rules
from .records.best_hopes import Hope, HopeOutcome, Hopes
from .refusal import Refusal
from .safety import answer_batches
from .safety.answer_batches import Question
from .state import Index
from .wall.visibility import NOTES_BY_ZONE, is_author


class HopesAsk(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "hopes.ask"


class HopesClose(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "hopes.close"


class HopeAnswer(AllowedWhilePaused, frozen=True, kw_only=True):
    """What became of the actor's own hope; `answer` null withdraws the answer."""

    name: ClassVar[str] = "hope.answer"
    note: str
    answer: HopeOutcome | None


ANSWERS: tuple[HopeOutcome, ...] = ("yes", "partly", "not_yet")
_QUESTION = Question("hopes", PRIVACY_FLOOR, "hope", "answer")
#: What somebody has added, and their answers, by whose they are: only their owner sees them.
_OWN, _ANSWERED = (Index(kind, lambda record, audience: [audience]) for kind in ("mine", "hope"))


def ask(draft: Draft, command: HopesAsk) -> None:
    """Asks every author what became of their hope.

    Raises Refusal `hopes_asked`, `hopes_settled` (the meeting has been closed since) or `no_hopes`.
    """
    hopes = draft.singleton("hopes")
    if hopes is not None and hopes.state == "open":
        raise Refusal("hopes_asked")
    if hopes is not None and hopes.settled:
        raise Refusal("hopes_settled")
    if not _any_hopes(draft):
        raise Refusal("no_hopes")
    _open(draft)


def close(draft: Draft, command: HopesClose) -> None:
    hopes = draft.singleton("hopes")
    if hopes is None or hopes.state != "open":
        raise Refusal("hopes_not_asked")
    draft.put(replace(hopes, state="closed"))


def answer(draft: Draft, command: HopeAnswer) -> None:
    """Records, changes or withdraws the answer about the actor's own hope.

    Raises Refusal `hopes_not_asked`, `unknown_note` or `not_your_hope`.
    """
    hopes, person = draft.singleton("hopes"), draft.actor.person
    if hopes is None or hopes.state != "open":
        raise Refusal("hopes_not_asked")
    note = draft.get("note", command.note)
    if draft.get("hope", command.note) is None and (note is None or draft.get("zone", note.zone).role != "hopes"):
        raise Refusal("unknown_note")
    # Only the author may answer; not even the chair may answer for somebody else.
    if not is_author(draft, command.note) and draft.audience("hope", command.note) != person:
        raise Refusal("not_your_hope")
    after = Hope(answer=command.answer) if command.answer else None
    came = answer_batches.put_answer(draft, _QUESTION, command.note, after)
    answered_another = any(id != command.note for id in draft.each(_ANSWERED, person))
    draft.put(_with_counts(draft, replace(hopes, received=hopes.received + (0 if answered_another else came))))


def ask_in_closing_section(draft: Draft) -> None:
    """Asks when the closing section starts, unless the chair has already asked, or has asked and ended it."""
    if draft.singleton("hopes") is None and _any_hopes(draft):
        _open(draft)


def refuse_second_hope(draft: Draft, zone: str) -> None:
    """Raises Refusal `one_hope` if `zone` is for hopes and the actor has written one already.

    Only ever called about the actor's own notes, so the refusal reveals nothing about anybody else.
    """
    if draft.get("zone", zone).role != "hopes":
        return
    for id in draft.each(_OWN, draft.actor.person):
        note = draft.get("note", id)
        # One that its author is erasing is gone to them.
        if note is not None and note.zone == zone and draft.get("leaving", id) is None:
            raise Refusal("one_hope")


def on_close(draft: Draft) -> None:
    """Ends the question for good when the meeting closes: after that, nobody knows whose hopes they were."""
    hopes = draft.singleton("hopes")
    if hopes is not None:
        draft.put(replace(hopes, state="closed", settled=True))


def _open(draft: Draft) -> None:
    draft.put(replace(draft.singleton("hopes") or Hopes(state="open"), state="open"))


def _with_counts(draft: Draft, hopes: Hopes) -> Hopes:
    """The record that everyone sees with new counts, if they may be published now."""
    values = answer_batches.publish(draft, _QUESTION) if answer_batches.may_publish(draft, _QUESTION) else []
    if not values:
        return hopes
    return replace(hopes, answers=len(values), spread={name: values.count(name) for name in ANSWERS})


def _any_hopes(draft: Draft) -> bool:
    """Whether anybody has written a hope, as far as others may know."""
    zones = {id for id, zone in draft.of_kind("zone").items() if zone.role == "hopes"}
    return any(draft.get("saved", note) is None for zone in zones for note in draft.each(NOTES_BY_ZONE, zone))


RULES: Rules = {
    HopesAsk: ask,
    HopesClose: close,
    HopeAnswer: answer,
}
