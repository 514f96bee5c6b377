"""Mailings to the people on the attendance list, and how they are checked."""

from collections.abc import Callable

from msgspec import Struct

from ..refusal import Refusal
from ..texts.text import clean, required
from ..texts.web_address import web_address

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


def check_mailing(given: Mailing) -> Mailing:
    """The mailing to store.

    The subject becomes one line without control characters, since a line break would begin another header in the
    message. Raises Refusal `bad_args`, `empty`, `too_long` or `bad_web_link`, with the `field` that it is about.
    """
    for field, known in (("kind", KINDS), ("length", LENGTHS)):
        if getattr(given, field) not in known:
            raise Refusal("bad_args", field=field)
    if given.kind == "next":
        # The date of the next meeting is sent without a report.
        given = Mailing("next", given.subject, given.words)
    return Mailing(
        kind=given.kind,
        subject=_check_field("subject", lambda: required(given.subject, SUBJECT_LENGTH)),
        words=_check_field("words", lambda: clean(given.words, WORDS_LENGTH, lines=True)),
        length=given.length,
        link=_check_field("link", lambda: web_address(given.link, "bad_web_link") or ""),
    )


def _check_field(field: str, check: Callable[[], str]) -> str:
    """What `check` returns. If it raises a Refusal, the name of the field is added to it."""
    try:
        return check()
    except Refusal as error:
        raise Refusal(error.code, **{**error.params, "field": field}) from None
