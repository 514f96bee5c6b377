"""How long things are kept: said to who joins, and set by who holds a community."""

from typing import Annotated

from msgspec import Meta, Struct

from .. import words
from ..settings import MOST_DAYS, Settings
from ..store import Keep
from . import parts

Days = Annotated[int, Meta(ge=1, le=MOST_DAYS)]
#: What a community can choose from, in days.
ATTENDANCE = (30, 90, 183, 365)
WALL = (91, 183, 365, 730, 1826)
_DAYS_OF_A_MONTH = 30.4375


class Wanted(Struct, frozen=True):
    """The body of `POST /api/communities/<id>/keep`."""

    attendance_days: Days
    wall_days: Days


def usual(settings: Settings) -> Keep:
    """How long things are kept where no community says otherwise."""
    return Keep(attendance_days=settings.keep_attendance_days, wall_days=settings.keep_wall_days)


def of_community(id: str | None) -> Keep:
    return parts().store.keep(id, usual(parts().settings))


def of_meeting(code: str) -> Keep:
    return of_community(parts().store.community_of(code))


def told(code: str) -> str:
    """How long things of this meeting are kept, in one plain line."""
    keep = of_meeting(code)
    return words.t("join.kept", wall=spoken(keep.wall_days), attendance=spoken(keep.attendance_days))


def choices(usual: tuple[int, ...], present: int) -> list[tuple[int, str]]:
    """What can be chosen, with the present choice among it."""
    return [(days, spoken(days)) for days in sorted({*usual, present})]


def spoken(days: int) -> str:
    """A length of time as people say it: in months where it is whole months."""
    months = round(days / _DAYS_OF_A_MONTH)
    whole = months > 0 and abs(months * _DAYS_OF_A_MONTH - days) < 1
    return words.t("common.months" if whole else "common.days", n=months if whole else days)
