"""What the server remembers of people's answers so that their counts are published in batches only."""

from typing import ClassVar

from ..audience import NOBODY
from .base import Record

#: What somebody answered: a step of a scale, a word, or None for "not today".
AnswerValue = int | str | None


class CountedAnswer(Record, frozen=True, kw_only=True):
    """An answer as it is in the published counts of a question; it has the id of the answer, and `of` is the question.

    It stays as it is while the answer changes or is withdrawn, until the next counts are published.
    """

    kind: ClassVar[str] = "counted"
    discloses: ClassVar[str] = (
        "Who answered what, to the host while the meeting is open; nothing after the close; never sent."
    )
    audience: ClassVar[str] = NOBODY
    forgotten_at_close: ClassVar[bool] = True
    of: str
    owner: str
    value: AnswerValue


class Tally(Record, frozen=True, kw_only=True):
    """How many answers to a question differ from its published counts; it has the id of the question.

    Only the answers of people who count towards the floor are among them.
    """

    kind: ClassVar[str] = "tally"
    discloses: ClassVar[str] = (
        "Nothing about a person: how many answers wait to be published, while the meeting is open; never sent."
    )
    audience: ClassVar[str] = NOBODY
    forgotten_at_close: ClassVar[bool] = True
    changed: int = 0
