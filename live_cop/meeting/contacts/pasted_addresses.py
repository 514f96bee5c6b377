"""Addresses that somebody has already: pasted from a message or a document, or from a table (CSV)."""

import csv
import re
from collections.abc import Iterator

from msgspec import Struct

from ..refusal import Refusal
from .attendance import Entry, check_entry

#: The most that are read at once. Each is written by itself, so that a meeting goes on meanwhile.
MOST_ADDRESSES = 200
#: Nobody has a longer name and organisation, in characters; several addresses in a line are fewer.
LONGEST_LINE = 2_000
_NAMED = re.compile(r'^"?([^<>"]*)"?\s*<([^<>]+)>$')


class PastedAddresses(Struct, frozen=True):
    """The entries in a text, each address once, and the lines that could not be read."""

    entries: list[Entry]
    unread: list[str]


def addresses_in(text: str) -> PastedAddresses:
    """The people in a text, who may all be written to. A line is one person: the address, and in any order with it a
    name and an organisation; or it has several addresses.

    Raises Refusal `too_many`."""
    found: dict[str, Entry] = {}
    unread: list[str] = []
    lines = _lines(text)
    for number, line in enumerate(lines):
        people = list(_people_in(line)) if len(line) <= LONGEST_LINE else []
        for entry in people:
            found.setdefault(entry.email.casefold(), entry)
        # A first line without an address names the columns.
        if not people and (number > 0 or "@" in line or len(lines) == 1):
            unread.append(line)
        if len(found) > MOST_ADDRESSES:
            raise Refusal("too_many")
    return PastedAddresses(list(found.values()), unread)


def _lines(text: str) -> list[str]:
    """The lines of a text; two are one where a cell in quotes goes on in the second, and both are about one person."""
    lines: list[str] = []
    is_open = False
    for line in filter(None, map(str.strip, text.splitlines())):
        has_half = line.count('"') % 2 == 1
        if is_open and has_half and not ("@" in lines[-1] and "@" in line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        is_open = has_half and not is_open
    return lines


def _people_in(line: str) -> Iterator[Entry]:
    """Those whose address is in a line; none if one of the addresses is no address."""
    delimiter = next((each for each in "\t;," if each in line), ",")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter)) if cell.strip()]
    with_address = [cell for cell in cells if "@" in cell]
    if len(with_address) == 1:
        others = [cell for cell in cells if cell not in with_address]
        groups = [(with_address[0], others)]
    else:
        groups = [(cell, []) for cell in with_address]
    try:
        yield from [_entry(cell, others) for cell, others in groups]
    except Refusal:
        return


def _entry(cell: str, others: list[str]) -> Entry:
    named = _NAMED.match(cell)
    words = [named[1].strip(), *others] if named and named[1].strip() else others
    name, organisation = [*words, "", ""][:2]
    return check_entry(Entry(name=name, organisation=organisation, email=named[2] if named else cell, write=True))
