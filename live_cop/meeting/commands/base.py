"""What every command has: its name, who may give it and when."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

Who = Literal["person", "author", "scribe", "chair", "system"]

Share = Annotated[float, Meta(ge=0, le=1)]
Index = Annotated[int, Meta(ge=0, le=999)]


class Command(Struct, frozen=True, kw_only=True):
    """Base of all commands. `who`: any person in the meeting, a note's author (or the chair's side), the chair and
    helpers (scribe), the chair alone, or the server alone. `open_only`: refused once the meeting is closed."""

    name: ClassVar[str] = ""
    who: ClassVar[Who] = "scribe"
    open_only: ClassVar[bool] = True


class ByPerson(Command, frozen=True, kw_only=True):
    """Given by any person of the meeting."""

    who: ClassVar[Who] = "person"


class ByVoice(ByPerson, frozen=True, kw_only=True):
    """What somebody does to be heard or to be called: it writes nothing, so it goes on while writing is paused."""


class ByAuthor(Command, frozen=True, kw_only=True):
    """Given by a note's author, and by the chair's side."""

    who: ClassVar[Who] = "author"


class ByChair(Command, frozen=True, kw_only=True):
    """Steers the meeting: for the chair alone. (Commands that the first contract gave to helpers too stay theirs.)"""

    who: ClassVar[Who] = "chair"


class Afterwards(Command, frozen=True, kw_only=True):
    """What the chair's side may still do when the meeting is closed."""

    open_only: ClassVar[bool] = False


class BySystem(Command, frozen=True, kw_only=True):
    """The server's own."""

    who: ClassVar[Who] = "system"
    open_only: ClassVar[bool] = False
