"""When do we meet next? Everyone marks alone, all see how many can come, and the chair fixes one time."""

from msgspec.structs import replace

from .addresses import web_address
from .commands import dates as c
from .draft import Draft
from .records import DateMark, Next, ProposedDate
from .refusal import Refusal
from .text import PROMPT_LENGTH, TITLE_LENGTH, clean

MOST_DATES = 8
#: How long a meeting is where nothing was planned.
USUAL_MINUTES = 120


def propose(draft: Draft, command: c.DatePropose) -> None:
    dates = draft.all("date")
    if any(date.at == command.at for date in dates.values()):
        raise Refusal("date_there")
    if len(dates) >= MOST_DATES:
        raise Refusal("too_many")
    id = draft.new_id("d")
    draft.put(ProposedDate(at=command.at), id)
    draft.result = {"date": id}


def mark(draft: Draft, command: c.DateMark) -> None:
    date = draft.find("date", command.date)
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
        draft.put(DateMark(date=command.date, answer=command.answer), id, audience=person)
    draft.put(date, command.date)


def settle(draft: Draft) -> None:
    """The meeting ends: the numbers stay, and whose they were is forgotten."""
    for id, date in list(draft.all("date").items()):
        draft.put(replace(date, settled=True), id)


def remove(draft: Draft, command: c.DateRemove) -> None:
    draft.find("date", command.date)
    for id, mark in list(draft.all("date_mark").items()):
        if mark.date == command.date:
            draft.drop("date_mark", id)
    draft.drop("date", command.date)


def fix(draft: Draft, command: c.NextFix) -> None:
    planned = sum(section.planned for section in draft.all("section").values())
    draft.put(
        Next(
            at=command.at,
            venue=clean(command.venue, PROMPT_LENGTH),
            video_url=web_address(command.video_url, "bad_video_url"),
            title=clean(command.title, TITLE_LENGTH),
            minutes=planned or USUAL_MINUTES,
        )
    )


def clear(draft: Draft, command: c.NextClear) -> None:
    if draft.one("next") is None:
        raise Refusal("no_next")
    draft.drop("next")


def _counted(date: ProposedDate, answer: str, by: int) -> ProposedDate:
    return replace(date, **{answer: getattr(date, answer) + by})


RULES = {
    c.DatePropose: propose,
    c.DateMark: mark,
    c.DateRemove: remove,
    c.NextFix: fix,
    c.NextClear: clear,
}
