"""Small groups of people. (In code and on the wire, people form a `team`; a `group` is a named group of notes.)"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from ..audience import CHAIR
from .base import ERASED, Record
from .voices import Place

#: Whether people in the room and remote people sit in the same groups or in separate ones.
Mix = Literal["mixed", "apart"]
#: How people are assigned to groups.
Draw = Literal["chance", "choice"]


class Teams(Record, frozen=True, kw_only=True):
    """The small groups as a whole. They are in state `back` in the last minute, after the chair called everyone back.

    The notes that groups pick go to the zone `target`.
    """

    kind: ClassVar[str] = "teams"
    discloses: ClassVar[str] = "Nothing about a person."
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
    """One small group, whose wall is `zone`. With `place`, only people in the room, or only remote ones, sit in it."""

    kind: ClassVar[str] = "team"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED}
    title: str
    order: int
    zone: str
    state: Literal["on", "over"] = "on"
    place: Place | None = None


class Seat(Record, frozen=True, kw_only=True):
    """The small group of the person with this id. Everyone may see it, as they would in a room."""

    kind: ClassVar[str] = "seat"
    discloses: ClassVar[str] = "In which small group somebody sits; nothing after the close."
    team: str


class TeamCall(Record, frozen=True, kw_only=True):
    """The video link of the small group with this id, while the groups meet. Who sees it can go in: its people have
    the link in a `call` of their own, and other groups do not."""

    kind: ClassVar[str] = "team_call"
    audience: ClassVar[str] = CHAIR
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"video_url": ERASED}
    main_text: ClassVar[str] = "video_url"
    video_url: str


class Call(Record, frozen=True, kw_only=True):
    """The video link that is offered to the person with this id: that of their small group, if anyone in it is remote.

    It follows from `team_call` and `seat`, and only this person sees it.
    """

    kind: ClassVar[str] = "call"
    discloses: ClassVar[str] = "The link of one's own small group, to its people only; nothing after the close."
    words: ClassVar[Mapping[str, Any]] = {"video_url": ERASED}
    main_text: ClassVar[str] = "video_url"
    video_url: str
