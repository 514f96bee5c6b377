"""How long things are kept: said to who joins, and set by who holds a community."""

from typing import Annotated

from msgspec import Meta, Struct

from ... import words
from ...settings import MOST_DAYS, Settings
from ...store.privacy.retention import RetentionPolicy
from ..services import services

Days = Annotated[int, Meta(ge=1, le=MOST_DAYS)]
#: What a community can choose from, in days.
ATTENDANCE_CHOICES = (30, 90, 183, 365)
WALL_CHOICES = (91, 183, 365, 730, 1826)
_DAYS_OF_A_MONTH = 30.4375


class NewPolicy(Struct, frozen=True):
    """The body of `POST /api/communities/<id>/keep`."""

    attendance_days: Days
    wall_days: Days


def default_policy(settings: Settings) -> RetentionPolicy:
    """How long things are kept where no community says otherwise."""
    return RetentionPolicy(attendance_days=settings.keep_attendance_days, wall_days=settings.keep_wall_days)


def policy_of_community(id: str | None) -> RetentionPolicy:
    return services().store.retention_policy(id, default_policy(services().settings))


def policy_of_meeting(code: str) -> RetentionPolicy:
    return policy_of_community(services().store.community_of(code))


def sentence_for(code: str) -> str:
    """How long things of this meeting are kept, in one plain line."""
    keep = policy_of_meeting(code)
    return words.t("join.kept", wall=as_words(keep.wall_days), attendance=as_words(keep.attendance_days))


def choices(usual: tuple[int, ...], present: int) -> list[tuple[int, str]]:
    """What can be chosen, with the present choice among it."""
    return [(days, as_words(days)) for days in sorted({*usual, present})]


def as_words(days: int) -> str:
    """A length of time as people say it: in months where it is whole months."""
    months = round(days / _DAYS_OF_A_MONTH)
    whole = months > 0 and abs(months * _DAYS_OF_A_MONTH - days) < 1
    return words.t("common.months" if whole else "common.days", n=months if whole else days)
