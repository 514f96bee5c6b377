"""The entries of the attendance list, and how they are checked.

The list is separate from the meeting: nothing here refers to a participant, a note or an answer.
"""

import re

from msgspec import Struct

from ..refusal import Refusal
from ..texts.pasted import email_in
from ..texts.text import NAME_LENGTH, TITLE_LENGTH, clean

#: The greatest length of an e-mail address (RFC 5321).
EMAIL_LENGTH = 254
#: The kinds of experience that a person may choose; "" if they choose none.
KINDS = ("lived", "professional", "both", "other")
#: Printable ASCII without the characters that have a special meaning in the header of a message.
_EMAIL = re.compile(r"""[^\s@<>(),;:"\\\[\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+""", re.ASCII | re.IGNORECASE)


class Entry(Struct, frozen=True):
    """What one person entered (each field is optional), and their two ticks of consent."""

    name: str = ""
    organisation: str = ""
    email: str = ""
    kind: str = ""
    #: "You may write to me about this community."
    write: bool = False
    #: "You may name me in the report."
    named: bool = False


class Decider(Struct, frozen=True):
    """A decision-maker to whom recommendations are sent. The chair enters it."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    email: str = ""


def check_entry(given: Entry) -> Entry:
    """The entry to store.

    Raises Refusal `too_long`, `bad_email`, `bad_args`, `no_email`, `no_name` or `empty_entry`, with the `field` that
    it is about.
    """
    checked = Entry(
        name=_line("name", given.name, NAME_LENGTH),
        organisation=_line("organisation", given.organisation, TITLE_LENGTH),
        email=email_address(given.email),
        kind=given.kind,
        write=given.write,
        named=given.named,
    )
    if checked.kind and checked.kind not in KINDS:
        raise Refusal("bad_args", field="kind")
    if checked.write and not checked.email:
        raise Refusal("no_email", field="email")
    if checked.named and not checked.name:
        raise Refusal("no_name", field="name")
    if checked == Entry():
        raise Refusal("empty_entry", field="name")
    return checked


def check_decider(given: Decider) -> Decider:
    """The decision-maker to store.

    Raises Refusal `too_long`, `bad_email` or `empty_decider`, with the `field` that it is about.
    """
    checked = Decider(
        name=_line("name", given.name, NAME_LENGTH),
        role=_line("role", given.role, TITLE_LENGTH),
        organisation=_line("organisation", given.organisation, TITLE_LENGTH),
        email=email_address(given.email),
    )
    if not checked.name and not checked.organisation:
        raise Refusal("empty_decider", field="name")
    return checked


def _line(field: str, text: str, limit: int) -> str:
    """One line of text: a line break, which would begin another header in a message, becomes a space."""
    try:
        return clean(text, limit)
    except Refusal as error:
        raise Refusal(error.code, **error.params, field=field) from None


def email_address(text: str) -> str:
    """The address in this text, or "" if there is none. Raises Refusal `too_long` or `bad_email`."""
    address = _line("email", email_in(text), EMAIL_LENGTH)
    local, _, domain = address.partition("@")
    dotted = any(part.startswith(".") or part.endswith(".") or ".." in part for part in (local, domain))
    if address and (dotted or not address.isascii() or not _EMAIL.fullmatch(address)):
        raise Refusal("bad_email", field="email")
    return address
