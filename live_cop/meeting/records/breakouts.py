"""Small groups of people on the way to the plenary. (A `group` is a named group of notes; people form a `team`.)"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from .base import ERASED, Record
from .people import Place

#: Who sits with whom: each group from room and remote, or room with room and remote with remote.
Mix = Literal["mixed", "apart"]
#: How people get to their groups.
Draw = Literal["chance", "choice"]


class Teams(Record, frozen=True, kw_only=True):
    """The small groups as a whole: `back` is the last minute after the chair has called everybody back. What they pick
    goes to the zone `target`."""

    kind: ClassVar[str] = "teams"
    words: ClassVar[Mapping[str, Any]] = {"prompt": ""}
    state: Literal["on", "back", "over"]
    how: Mix
    by: Draw
    minutes: int
    ends_at: int
    prompt: str = ""
    target: str | None = None
    warned: bool = False


class Team(Record, frozen=True, kw_only=True):
    """One small group, with a zone for its own wall; `place` where only people from there are to sit in it."""

    kind: ClassVar[str] = "team"
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED}
    title: str
    order: int
    zone: str
    state: Literal["on", "over"] = "on"
    place: Place | None = None


class Seat(Record, frozen=True, kw_only=True):
    """In which small group the person with this id sits. Everyone in a room can see that too."""

    kind: ClassVar[str] = "seat"
    team: str
