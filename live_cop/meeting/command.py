"""The base classes of commands: their name, who may give them, and when."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from .state import State

Permission = Literal["person", "author", "helper", "chair", "system"]

#: A coordinate on the wall, as a share of its width or height.
Fraction = Annotated[float, Meta(ge=0, le=1)]
#: A place in a list; 0 is first.
PlaceInList = Annotated[int, Meta(ge=0, le=999)]


class Command(Struct, frozen=True, kw_only=True):
    """Base of all commands. A command is defined beside the rule that carries it out."""

    #: The name on the wire: an object and a verb, as in `note.move` or `scale.show`.
    name: ClassVar[str] = ""
    #: Who may give it: any person in the meeting; the author of a card or step (or the chair or a helper); the chair
    #: and helpers; the chair only; the server only.
    permission: ClassVar[Permission] = "helper"
    #: Whether it is refused while the meeting is closed.
    open_only: ClassVar[bool] = True
    #: Whether the person who gave it can undo it.
    undoable: ClassVar[bool] = False
    #: Whether the chair can take it back for a while, because it starts or ends something for everyone.
    can_be_taken_back: ClassVar[bool] = False
    #: Whether it only counts an answer. Hundreds of people send such a command in the same seconds, so no facet
    #: is updated after it.
    only_counts: ClassVar[bool] = False
    #: Whether it may destroy the history of the meeting or erase words from it, so that all of it is looked at.
    rewrites_history: ClassVar[bool] = False
    #: Whether clients send something else from which the server makes it, such as a file.
    by_http_only: ClassVar[bool] = False

    def takes_long(self, state: State, now: int, person: str) -> bool:
        """Whether it may rewrite the history of this meeting if this person gives it at `now` (UTC milliseconds)."""
        return self.rewrites_history


class ByPerson(Command, frozen=True, kw_only=True):
    """Any person in the meeting may give it."""

    permission: ClassVar[Permission] = "person"


class AllowedWhilePaused(ByPerson, frozen=True, kw_only=True):
    """Any person may give it, even while writing is paused: it shows no new text to others."""


class ByAuthor(Command, frozen=True, kw_only=True):
    """The author of the card or step may give it, and the chair and helpers."""

    permission: ClassVar[Permission] = "author"


class ByChair(Command, frozen=True, kw_only=True):
    """Only the chair may give it: it steers the meeting. (Helpers keep the commands that they had in version 1.)"""

    permission: ClassVar[Permission] = "chair"


class AllowedAfterClose(Command, frozen=True, kw_only=True):
    """The chair and helpers may give it, even when the meeting is closed."""

    open_only: ClassVar[bool] = False


class BySystem(Command, frozen=True, kw_only=True):
    """Only the server gives it."""

    permission: ClassVar[Permission] = "system"
    open_only: ClassVar[bool] = False
