"""Mailings to the people on the attendance list, and how they are checked."""

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from ..refusal import Refusal
from ..texts.fold import fold
from ..texts.text import clean, required
from ..texts.web_address import web_address
from .attendance import Decider, email_address

KINDS = ("report", "next", "recommendations")
LENGTHS = ("summary", "full")
SUBJECT_LENGTH = 150
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


def check_mailing(given: Mailing) -> Mailing:
    """The mailing to store.

    The subject becomes one line without control characters, since a line break would begin another header in the
    message. Raises Refusal `bad_args`, `empty`, `too_long`, `bad_web_link` or `bad_email`, with the `field` that it is
    about.
    """
    for field, known in (("kind", KINDS), ("length", LENGTHS)):
        if getattr(given, field) not in known:
            raise Refusal("bad_args", field=field)
    if given.kind == "next":
        # The date of the next meeting is sent without a report.
        given = Mailing("next", given.subject, given.words, reply_to=given.reply_to)
    return Mailing(
        kind=given.kind,
        subject=_check_field("subject", lambda: required(given.subject, SUBJECT_LENGTH)),
        words=_check_field("words", lambda: clean(given.words, WORDS_LENGTH, lines=True)),
        length=given.length,
        link=_check_field("link", lambda: web_address(given.link, "bad_web_link") or ""),
        reply_to=_check_field("reply_to", lambda: email_address(given.reply_to)),
    )


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
