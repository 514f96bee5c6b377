"""Links that somebody puts into a meeting for others to open."""

from urllib.parse import urlsplit

from .refusal import Refusal
from .text import clean

URL_LENGTH = 500


def web_address(text: str | None, refusal: str) -> str | None:
    """A link as it is kept, or None for none. Only web addresses: it is opened on other people's devices, where
    "javascript:" would be a program and "file:" their own disk. Raises Refusal with this code."""
    if text is None or not text.strip():
        return None
    url = clean(text, URL_LENGTH)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refusal(refusal) from None
    if parts.scheme not in ("https", "http") or not parts.hostname or any(ch.isspace() for ch in url):
        raise Refusal(refusal)
    return url
