"""What every command has: its name, and who may give it and when."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

Permission = Literal["person", "author", "helper", "chair", "system"]

#: A place on the wall as a share of its width or height.
Fraction = Annotated[float, Meta(ge=0, le=1)]
#: A place in a list; 0 is first.
Index = Annotated[int, Meta(ge=0, le=999)]


class Command(Struct, frozen=True, kw_only=True):
    """Base of all commands. A command stands beside the rule that carries it out and states what is true of it."""

    #: Its name on the wire. It reads like the sentence a chair would say: `note.move`, `scale.show`.
    name: ClassVar[str] = ""
    #: Any person in the meeting, a note's author (or the chair's side), the chair and helpers, the chair alone, or the
    #: server alone.
    permission: ClassVar[Permission] = "helper"
    #: Whether it is refused once the meeting is closed.
    open_only: ClassVar[bool] = True
    #: Whether the person who gave it can take it back with `undo`.
    undoable: ClassVar[bool] = False
    #: Whether it only counts an answer, as a slider does many times a second: no facet has to follow it.
    only_counts: ClassVar[bool] = False


class ByPerson(Command, frozen=True, kw_only=True):
    """Given by any person of the meeting."""

    permission: ClassVar[Permission] = "person"


class AllowedWhilePaused(ByPerson, frozen=True, kw_only=True):
    """Given by any person, also while writing is paused: it puts no words before the others."""


class ByAuthor(Command, frozen=True, kw_only=True):
    """Given by a note's author, and by the chair's side."""

    permission: ClassVar[Permission] = "author"


class ByChair(Command, frozen=True, kw_only=True):
    """Steers the meeting: for the chair alone. (Commands that the first contract gave to helpers too stay theirs.)"""

    permission: ClassVar[Permission] = "chair"


class AllowedAfterClose(Command, frozen=True, kw_only=True):
    """What the chair's side may still do when the meeting is closed."""

    open_only: ClassVar[bool] = False


class BySystem(Command, frozen=True, kw_only=True):
    """Given by the server itself."""

    permission: ClassVar[Permission] = "system"
    open_only: ClassVar[bool] = False
