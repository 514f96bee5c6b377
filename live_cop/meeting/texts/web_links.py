"""Web addresses inside a text: where each begins and ends, and where it leads."""

import re

from msgspec import Struct

from ..refusal import Refusal
from .web_address import web_address

#: The browser finds the same ones: static/js/wall/note/linked-text.js.
_FOUND = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
#: Ends a sentence more often than an address.
_AFTER = ".,;:!?'*’”»…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Piece(Struct, frozen=True):
    """A part of a text, as written. A link has its safe address in `url`."""

    text: str
    url: str = ""


def pieces(text: str) -> list[Piece]:
    """The text in order, as plain parts and links. What `web_address` would not take as a link stays plain text."""
    found, end = [], 0
    for match in _FOUND.finditer(text):
        address = _without_ending(match[0])
        try:
            url = web_address(address, "bad_web_link")
        except Refusal:
            continue
        if url is None:
            continue
        found += [Piece(text[end : match.start()]), Piece(address, url)]
        end = match.start() + len(address)
    return [each for each in [*found, Piece(text[end:])] if each.text]


def _without_ending(address: str) -> str:
    """The address without what follows it in a sentence: a stop, or the bracket that closes one before the address."""
    while address:
        last = address[-1]
        unpaired = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        if last not in _AFTER and not unpaired:
            break
        address = address[:-1]
    return address
