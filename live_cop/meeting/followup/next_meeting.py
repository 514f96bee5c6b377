"""When do we meet next? People answer in private, and the chair sets one time.

Everyone sees how many can come, as published in batches (safety/answer_batches.py).
"""

import hashlib
from typing import Annotated, ClassVar, get_args

from msgspec import Meta
from msgspec.structs import replace

from ..command import AllowedAfterClose, ByPerson, Command
from ..draft import Draft, Rules
from ..lifecycle.planning import length_in_minutes
from ..records.followup import Availability, DateReply, NextMeeting, ProposedDate
from ..records.lifecycle import Meeting
from ..refusal import Refusal
from ..safety import answer_batches
from ..safety.answer_batches import Question
from ..texts.text import PROMPT_LENGTH, TITLE_LENGTH, clean
from ..texts.web_address import web_address

#: UTC milliseconds, from 2020 to the year 2100.
Moment = Annotated[int, Meta(ge=1_577_836_800_000, le=4_102_444_800_000)]


class DatePropose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "date.propose"
    at: Moment


class DateMark(ByPerson, frozen=True, kw_only=True):
    """`answer` null withdraws the answer."""

    name: ClassVar[str] = "date.mark"
    date: str
    answer: Availability | None


class DateRemove(AllowedAfterClose, frozen=True, kw_only=True):
    """With `ask`, nothing happens where people have answered; the result says how many."""

    name: ClassVar[str] = "date.remove"
    date: str
    ask: bool = False


class NextFix(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "next.fix"
    at: Moment
    venue: str = ""
    video_url: str | None = None
    title: str = ""


class NextClear(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "next.clear"


MOST_DATES = 8


def propose(draft: Draft, command: DatePropose) -> None:
    """Proposes a time. Raises Refusal `date_there` or `too_many`."""
    dates = draft.of_kind("date")
    if any(date.at == command.at for date in dates.values()):
        raise Refusal("date_there")
    if len(dates) >= MOST_DATES:
        raise Refusal("too_many")
    id = draft.new_id("d")
    draft.put(ProposedDate(at=command.at), id)
    draft.result = {"date": id}


def mark(draft: Draft, command: DateMark) -> None:
    """Records, changes or withdraws the actor's answer. Raises Refusal `unknown_date` or `date_settled`."""
    date = draft.require("date", command.date)
    if date.settled:
        raise Refusal("date_settled")
    question = Question(command.date, date.floor, "date_mark", "answer", of="date")
    after = DateReply(date=command.date, answer=command.answer) if command.answer else None
    came = answer_batches.put_answer(draft, question, f"{command.date}.{draft.actor.person}", after)
    date = replace(date, received=date.received + came)
    if answer_batches.may_publish(draft, question):
        values = answer_batches.publish(draft, question)
        date = replace(date, **{answer: values.count(answer) for answer in get_args(Availability)})
    draft.put(date, command.date)


def remove(draft: Draft, command: DateRemove) -> None:
    date = draft.require("date", command.date)
    if draft.asks_first(command.ask, {"replies": date.received}):
        return
    for id, mark in list(draft.of_kind("date_mark").items()):
        if mark.date == command.date:
            draft.drop("date_mark", id)
    answer_batches.drop_question(draft, command.date)
    draft.drop("date", command.date)


def set_time(draft: Draft, command: NextFix) -> None:
    """Sets the next meeting, or changes it. Raises Refusal `too_long` or `bad_video_url`."""
    draft.put(
        NextMeeting(
            at=command.at,
            venue=clean(command.venue, PROMPT_LENGTH),
            video_url=web_address(command.video_url, "bad_video_url"),
            title=clean(command.title, TITLE_LENGTH),
            minutes=length_in_minutes(draft.of_kind("section").values()),
        )
    )


def clear(draft: Draft, command: NextClear) -> None:
    if draft.singleton("next") is None:
        raise Refusal("no_next")
    draft.drop("next")


def next_entry(meeting: Meeting) -> str:
    """The name of the next meeting's entry in calendars, before it is opened and after: people who add it to theirs
    both times have one entry. It tells nobody the code of either meeting. "" where this one has no name itself."""
    return hashlib.sha256(meeting.calendar.encode()).hexdigest()[:16] if meeting.calendar else ""


def on_close(draft: Draft) -> None:
    """Ends the poll for good when the meeting closes: the counts stay, and the answers are destroyed."""
    for id, date in list(draft.of_kind("date").items()):
        draft.put(replace(date, settled=True), id)


RULES: Rules = {
    DatePropose: propose,
    DateMark: mark,
    DateRemove: remove,
    NextFix: set_time,
    NextClear: clear,
}
