"""Questions: the community's library, and the prompt that the chair shows to everyone."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ..audience import CHAIR
from .base import ERASED, Record

QuestionGroup = Literal["better", "working", "future", "scaling", "up", "else", "closing"]


class Question(Record, frozen=True, kw_only=True):
    """A question in the community's library, for the wall, a scale or the board."""

    kind: ClassVar[str] = "question"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    group: QuestionGroup
    order: int = 0


class Prompt(Record, frozen=True, kw_only=True):
    """The question that the chair asks now: large on the board, and above the input box on every phone."""

    kind: ClassVar[str] = "prompt"
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
