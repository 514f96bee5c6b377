"""What every command has: its name, who may give it and when."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

Who = Literal["person", "author", "chair", "system"]

Share = Annotated[float, Meta(ge=0, le=1)]
Index = Annotated[int, Meta(ge=0, le=999)]


class Command(Struct, frozen=True, kw_only=True):
    """Base of all commands. `who`: any person in the meeting, a note's author (or the chair's side), the chair and
    helpers, or the server alone. `open_only`: refused once the meeting is closed."""

    name: ClassVar[str] = ""
    who: ClassVar[Who] = "chair"
    open_only: ClassVar[bool] = True


class ByPerson(Command, frozen=True, kw_only=True):
    """Given by any person of the meeting."""

    who: ClassVar[Who] = "person"


class ByAuthor(Command, frozen=True, kw_only=True):
    """Given by a note's author, and by the chair's side."""

    who: ClassVar[Who] = "author"


class Afterwards(Command, frozen=True, kw_only=True):
    """What the chair's side may still do when the meeting is closed."""

    open_only: ClassVar[bool] = False


class BySystem(Command, frozen=True, kw_only=True):
    """The server's own."""

    who: ClassVar[Who] = "system"
    open_only: ClassVar[bool] = False
