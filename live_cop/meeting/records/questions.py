"""Questions in the chair's hand: the community's library, and the one that is asked at this moment."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ..audience import CHAIR
from .base import ERASED, Record

QuestionGroup = Literal["better", "working", "future", "scaling", "up", "else", "closing"]


class Question(Record, frozen=True, kw_only=True):
    """One question of the community's library, ready to be put on the wall, on a scale or on the board."""

    kind: ClassVar[str] = "question"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    group: QuestionGroup
    order: int = 0


class Prompt(Record, frozen=True, kw_only=True):
    """The question that the chair asks at this moment: large on the board, and above the box on every phone."""

    kind: ClassVar[str] = "prompt"
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
