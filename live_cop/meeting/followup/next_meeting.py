"""When do we meet next? Everyone marks alone, all see how many can come, and the chair fixes one time."""

from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..command import AllowedAfterClose, ByPerson, Command
from ..draft import Draft, Rules
from ..records.next_meeting import Availability, DateReply, NextMeeting, ProposedDate
from ..refusal import Refusal
from ..text import PROMPT_LENGTH, TITLE_LENGTH, clean, web_address

#: UTC milliseconds, from 2020 to the year 2100.
Moment = Annotated[int, Meta(ge=1_577_836_800_000, le=4_102_444_800_000)]


class DatePropose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "date.propose"
    at: Moment


class DateMark(ByPerson, frozen=True, kw_only=True):
    """`answer` null takes one's answer back."""

    name: ClassVar[str] = "date.mark"
    date: str
    answer: Availability | None


class DateRemove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "date.remove"
    date: str


class NextFix(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "next.fix"
    at: Moment
    venue: str = ""
    video_url: str | None = None
    title: str = ""


class NextClear(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "next.clear"


MOST_DATES = 8
#: How long a meeting is where nothing was planned.
USUAL_MINUTES = 120


def propose(draft: Draft, command: DatePropose) -> None:
    dates = draft.of_kind("date")
    if any(date.at == command.at for date in dates.values()):
        raise Refusal("date_there")
    if len(dates) >= MOST_DATES:
        raise Refusal("too_many")
    id = draft.new_id("d")
    draft.put(ProposedDate(at=command.at), id)
    draft.result = {"date": id}


def mark(draft: Draft, command: DateMark) -> None:
    date = draft.require("date", command.date)
    if date.settled:
        raise Refusal("date_settled")
    person = draft.actor.person
    id = f"{command.date}.{person}"
    before = draft.get("date_mark", id)
    if before is not None:
        date = _counted(date, before.answer, -1)
        draft.drop("date_mark", id)
    if command.answer is not None:
        date = _counted(date, command.answer, 1)
        draft.put(DateReply(date=command.date, answer=command.answer), id, audience=person)
    draft.put(date, command.date)


def on_close(draft: Draft) -> None:
    """The meeting ends: the numbers stay, and whose they were is forgotten."""
    for id, date in list(draft.of_kind("date").items()):
        draft.put(replace(date, settled=True), id)


def remove(draft: Draft, command: DateRemove) -> None:
    draft.require("date", command.date)
    for id, mark in list(draft.of_kind("date_mark").items()):
        if mark.date == command.date:
            draft.drop("date_mark", id)
    draft.drop("date", command.date)


def fix(draft: Draft, command: NextFix) -> None:
    planned = sum(section.planned for section in draft.of_kind("section").values())
    draft.put(
        NextMeeting(
            at=command.at,
            venue=clean(command.venue, PROMPT_LENGTH),
            video_url=web_address(command.video_url, "bad_video_url"),
            title=clean(command.title, TITLE_LENGTH),
            minutes=planned or USUAL_MINUTES,
        )
    )


def clear(draft: Draft, command: NextClear) -> None:
    if draft.singleton("next") is None:
        raise Refusal("no_next")
    draft.drop("next")


def _counted(date: ProposedDate, answer: str, by: int) -> ProposedDate:
    return replace(date, **{answer: getattr(date, answer) + by})


RULES: Rules = {
    DatePropose: propose,
    DateMark: mark,
    DateRemove: remove,
    NextFix: fix,
    NextClear: clear,
}
