"""Erasing words for good."""

from typing import ClassVar

from .base import ByChair, ByVoice


class WordsErase(ByChair, frozen=True, kw_only=True):
    """All words of a record, or those of one of its fields; also when the meeting is closed."""

    name: ClassVar[str] = "words.erase"
    open_only: ClassVar[bool] = False
    kind: str
    id: str
    field: str | None = None


class NotesEraseMine(ByVoice, frozen=True, kw_only=True):
    """It puts no words before the others, so it is taken while writing is paused too."""

    name: ClassVar[str] = "notes.erase_mine"
