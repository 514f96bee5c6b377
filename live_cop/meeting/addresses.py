"""Web addresses that people give. They are opened on other people's devices."""

from urllib.parse import urlsplit

from .refusal import Refusal
from .text import clean

URL_LENGTH = 500


def web_address(text: str | None) -> str | None:
    """A link to a video meeting, or None. Only web addresses: the link is opened on other people's devices."""
    if text is None or not text.strip():
        return None
    url = clean(text, URL_LENGTH)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refusal("bad_video_url") from None
    if parts.scheme not in ("https", "http") or not parts.hostname or any(ch.isspace() for ch in url):
        raise Refusal("bad_video_url")
    return url
