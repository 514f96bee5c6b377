"""What comes along with a paste into a field that has a form: a link in quotation marks, an address with its name."""

import re
import unicodedata

from .text import without_unseen

#: What people and programs put around a link or an address, and what ends the sentence that it stood in.
_OPENING = re.compile(r"[\s<(\[{\"'“”„‘’‚«»‹›]*")
_CLOSING = ">\"'“”‘’«»‹›.,;:"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_NAMED_ADDRESS = re.compile(r"[^<>]*<([^<>]+)>")


def unwrapped(text: str) -> str:
    """The text without spaces, quotation marks, brackets and the end of a sentence around it, and without signs in it
    that nobody sees. A closing bracket that belongs to a link, as in those of Wikipedia, stays."""
    text = _OPENING.sub("", without_unseen(text), count=1)
    while text:
        last = text[-1]
        pair = _BRACKETS.get(last)
        wraps = pair is not None and text.count(pair) < text.count(last)
        if not (wraps or last in _CLOSING or last.isspace()):
            break
        text = text[:-1]
    return text


def email_in(text: str) -> str:
    """The address alone, where mail programs give `Ann <ann@example.org>` or `mailto:ann@example.org`."""
    named = _NAMED_ADDRESS.fullmatch(without_unseen(text).strip())
    address = unwrapped(named[1] if named else text)
    return address[7:] if address.lower().startswith("mailto:") else address


def digits_and_letters(text: str) -> str:
    """Only the digits and letters of a code, in upper case; full-width ones in their usual form."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).upper() if ch.isalnum())
