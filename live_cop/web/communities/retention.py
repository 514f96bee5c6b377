"""How long data is kept: the policy of a server and of a community, and the sentence that says so on the join page."""

from typing import Annotated

from msgspec import Meta, Struct

from ... import words
from ...settings import MOST_DAYS, Settings
from ...store.privacy.retention import RetentionPolicy
from ..services import services

Days = Annotated[int, Meta(ge=1, le=MOST_DAYS)]
#: The periods that a community can choose from, in days.
ATTENDANCE_CHOICES = (30, 90, 183, 365)
WALL_CHOICES = (91, 183, 365, 730, 1826)
_DAYS_PER_MONTH = 30.4375


class NewPolicy(Struct, frozen=True):
    """The body of `POST /api/communities/<id>/keep`."""

    attendance_days: Days
    wall_days: Days


def default_policy(settings: Settings) -> RetentionPolicy:
    """How long data is kept unless a community has a policy of its own."""
    return RetentionPolicy(attendance_days=settings.keep_attendance_days, wall_days=settings.keep_wall_days)


def policy_of_community(id: str | None) -> RetentionPolicy:
    """The policy of this community, or of meetings that belong to none."""
    return services().store.retention_policy(id, default_policy(services().settings))


def policy_of_meeting(code: str) -> RetentionPolicy:
    """The policy of the community that the meeting belongs to, or of meetings that belong to none."""
    return policy_of_community(services().store.communities.of_meeting(code))


def sentence_for(code: str) -> str:
    """The sentence that says how long this meeting's data is kept."""
    policy = policy_of_meeting(code)
    return words.t("join.kept", wall=duration(policy.wall_days), attendance=duration(policy.attendance_days))


def choices(usual: tuple[int, ...], present: int) -> list[tuple[int, str]]:
    """The choices as (days, words): the usual ones and the present one, sorted."""
    return [(days, duration(days)) for days in sorted({*usual, present})]


def duration(days: int) -> str:
    """A number of days in words: in months where that is a whole number of months."""
    months = round(days / _DAYS_PER_MONTH)
    whole = months > 0 and abs(months * _DAYS_PER_MONTH - days) < 1
    return words.t("common.months" if whole else "common.days", n=months if whole else days)
