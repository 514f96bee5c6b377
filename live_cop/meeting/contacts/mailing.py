"""Mailings to the people on the attendance list, and how they are checked."""

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from ..records.lifecycle import Meeting
from ..refusal import Refusal
from ..texts.fold import fold
from ..texts.text import clean, required
from ..texts.web_address import web_address
from .attendance import Decider, email_address

#: About the meeting itself, before it starts.
PLANNED_KINDS = ("invitation", "cancellation", "reminder")
KINDS = ("report", "next", "recommendations", *PLANNED_KINDS)
LENGTHS = ("summary", "full")
SUBJECT_LENGTH = 150
#: How long before the meeting people are reminded of it.
REMINDER_MS = 24 * 60 * 60_000
WORDS_LENGTH = 2_000


class Mailing(Struct, frozen=True):
    """A mailing: the same text for everyone who receives it. `kind` is one of KINDS."""

    kind: str
    subject: str = ""
    #: The chair's own text, which comes first.
    words: str = ""
    #: The length of the report, one of LENGTHS.
    length: str = "summary"
    #: The address of the report; "" if it is attached as a PDF.
    link: str = ""
    #: The address to which answers go; "" for that of the server.
    reply_to: str = ""
    #: Which change of the planned meeting it tells of: `Meeting.sequence` when it was sent off.
    sequence: int = 0


def check_mailing(given: Mailing) -> Mailing:
    """The mailing to store.

    The subject becomes one line without control characters, since a line break would begin another header in the
    message. Raises Refusal `bad_args`, `empty`, `too_long`, `bad_web_link` or `bad_email`, with the `field` that it is
    about.
    """
    for field, known in (("kind", KINDS), ("length", LENGTHS)):
        if getattr(given, field) not in known:
            raise Refusal("bad_args", field=field)
    if given.kind in ("next", *PLANNED_KINDS):
        # A date is sent without a report.
        given = Mailing(given.kind, given.subject, given.words, reply_to=given.reply_to, sequence=given.sequence)
    return Mailing(
        kind=given.kind,
        subject=_check_field("subject", lambda: required(given.subject, SUBJECT_LENGTH)),
        words=_check_field("words", lambda: clean(given.words, WORDS_LENGTH, lines=True)),
        length=given.length,
        link=_check_field("link", lambda: web_address(given.link, "bad_web_link") or ""),
        reply_to=_check_field("reply_to", lambda: email_address(given.reply_to)),
        sequence=given.sequence,
    )


def not_before(kind: str, meeting: Meeting) -> int | None:
    """From when on (UTC milliseconds) letters of this kind may go, as the meeting stands now; None: not any more.

    So a letter that still waits tells nobody what has changed meanwhile: nobody is invited to a meeting that is
    cancelled, and a reminder goes a day before the meeting, wherever that was moved."""
    if kind not in PLANNED_KINDS:
        return 0
    if meeting.opened_at is not None or meeting.state == "closed" or meeting.starts_at is None:
        return None
    if meeting.cancelled != (kind == "cancellation"):
        return None
    return meeting.starts_at - REMINDER_MS if kind == "reminder" else 0


def addressed_to(decider: Decider, recommendations: Mapping[str, str], deciders: Iterable[Decider]) -> list[str]:
    """The ids of the recommendations for one decision-maker. `recommendations` has for each id to whom it is addressed.

    A recommendation is for those whose name, role and organisation contain all the words of its address, or whose
    organisation it contains. One that is for nobody on the list is for everybody on it, and somebody for whom there is
    none gets them all: no recommendation is left unsent because of how an address was written."""
    everybody = list(deciders)
    found = [
        id
        for id, to in recommendations.items()
        if _is_for(decider, to) or not any(_is_for(each, to) for each in everybody)
    ]
    return found or list(recommendations)


def _is_for(decider: Decider, to: str) -> bool:
    wanted, organisation = _words(to), _words(decider.organisation)
    known = _words(f"{decider.name} {decider.role} {decider.organisation}")
    return bool(wanted) and (wanted <= known or (bool(organisation) and organisation <= wanted))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _check_field(field: str, check: Callable[[], str]) -> str:
    """What `check` returns. If it raises a Refusal, the name of the field is added to it."""
    try:
        return check()
    except Refusal as error:
        raise Refusal(error.code, **{**error.params, "field": field}) from None
