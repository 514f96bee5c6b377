"""Small groups."""

from typing import Annotated, ClassVar

from msgspec import Meta

from ..records import Draw, Mix
from .base import ByChair, ByPerson, ByVoice


class TeamsSplit(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.split"
    count: Annotated[int, Meta(ge=2, le=12)]
    how: Mix = "mixed"
    by: Draw = "chance"
    minutes: Annotated[int, Meta(ge=1, le=120)] = 10
    prompt: str = ""
    target: str | None = None


class TeamsExtend(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.extend"
    minutes: Annotated[int, Meta(ge=1, le=60)]


class TeamsCallBack(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.call_back"


class TeamsEnd(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.end"


class TeamJoin(ByVoice, frozen=True, kw_only=True):
    """Oneself, where nobody is named; the chair's side may name anyone."""

    name: ClassVar[str] = "team.join"
    team: str
    person: str | None = None


class TeamPick(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "team.pick"
    note: str
    zone: str | None = None
