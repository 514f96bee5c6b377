"""Web addresses that people enter: a link may lead only where everybody who reads it expects.

Taken is the part of the grammar that programs agree on. Browsers also accept `https:\\\\host`, `https://good.org@bad.org`
and hosts with percent signs, and hide what they skip; other programs read those differently, and so do people.
"""

import re
import unicodedata

import idna

from ..refusal import Refusal
from .pasted import unwrapped
from .text import URL_LENGTH, clean, without_unseen

#: Scheme, host, port and the rest. The host may not contain `@`: before it would stand a name and a password, which
#: look like a host. Brackets are left out too: nobody gives people the number of an IPv6 host.
_ADDRESS = re.compile(r"(https?://)([^/?#@\[\]:]+)(?::(\d{1,5}))?((?:[/?#].*)?)", re.IGNORECASE | re.DOTALL | re.ASCII)
#: Of no web address in their plain form. Browsers read a backslash as a slash.
_FORBIDDEN = re.compile(r'[\\<>"^`{|}]')
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE | re.ASCII)
#: A browser reads a host whose last part looks like a number as the number of a machine, also in forms such as 0x7f.1.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE | re.ASCII)
#: A byte, without leading zeros: browsers take those for octal numbers.
_BYTE = re.compile(r"25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d", re.ASCII)
_HOST_LENGTH = 253
_LARGEST_PORT = 65_535


def web_address(text: str | None, refusal: str) -> str | None:
    """The link to store, or None for an empty text.

    Only http and https are allowed: the link is opened on other people's devices, where "javascript:" would run a
    program and "file:" would read their disk. A host outside ASCII is stored in its ASCII form (`xn--...`): letters
    of one script that look like those of another then deceive nobody. What came along with a paste, seen or unseen, is
    left out. Raises Refusal `too_long`, or `refusal` if it is
    not such an address.
    """
    if text is None or not without_unseen(text).strip():
        return None
    pasted = unwrapped(text)
    # C: control characters. Z: spaces and line breaks.
    if any(unicodedata.category(ch)[0] in "CZ" for ch in pasted):
        raise Refusal(refusal)
    url = clean(pasted, URL_LENGTH)
    found = _ADDRESS.fullmatch(url)
    if not found or _FORBIDDEN.search(url):
        raise Refusal(refusal)
    scheme, host, port, rest = found.groups()
    ascii_host = _ascii_host(host)
    if not ascii_host or (port and not 0 < int(port) <= _LARGEST_PORT):
        raise Refusal(refusal)
    return clean(f"{scheme}{ascii_host}{f':{port}' if port else ''}{rest}", URL_LENGTH)


def _ascii_host(host: str) -> str:
    """The host in ASCII, as browsers look it up; "" if it is none, or if they would read it as something else."""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError:
            return ""
    labels = host.split(".")
    if len(host) > _HOST_LENGTH or not all(_is_label(label) for label in labels):
        return ""
    if _NUMBER.fullmatch(labels[-1]) and (len(labels) != 4 or not all(_BYTE.fullmatch(label) for label in labels)):
        return ""
    return host


def _is_label(label: str) -> bool:
    if not _LABEL.fullmatch(label):
        return False
    if not label.lower().startswith("xn--"):
        return True
    try:
        return bool(idna.decode(label.lower()))
    except UnicodeError:
        return False
