"""What may be sent to the people on the list, and how it is checked."""

from collections.abc import Callable

from msgspec import Struct

from ..refusal import Refusal
from ..text import clean, required, web_address

KINDS = ("report", "next", "recommendations")
LENGTHS = ("summary", "full")
SUBJECT_LENGTH = 150
WORDS_LENGTH = 2_000


class Mailing(Struct, frozen=True):
    """One and the same for everyone who gets it."""

    kind: str
    subject: str = ""
    #: The chair's few words above everything else.
    words: str = ""
    #: The length of the report that comes with it.
    length: str = "summary"
    #: Where the report is to be read; "" where it comes along as a PDF.
    link: str = ""


def check_mailing(given: Mailing) -> Mailing:
    """The mailing as it is kept. Raises Refusal with the `field` that it is about. The subject becomes one line without
    control signs: it goes into the header of a message, where a line break would begin another header."""
    for field, known in (("kind", KINDS), ("length", LENGTHS)):
        if getattr(given, field) not in known:
            raise Refusal("bad_args", field=field)
    if given.kind == "next":
        # No report comes with it.
        given = Mailing("next", given.subject, given.words)
    return Mailing(
        kind=given.kind,
        subject=_about("subject", lambda: required(given.subject, SUBJECT_LENGTH)),
        words=_about("words", lambda: clean(given.words, WORDS_LENGTH, lines=True)),
        length=given.length,
        link=_about("link", lambda: web_address(given.link, "bad_web_link") or ""),
    )


def _about(field: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Refusal as error:
        raise Refusal(error.code, **{**error.params, "field": field}) from None
