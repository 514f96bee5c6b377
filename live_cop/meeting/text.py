"""What people typed, made safe to keep: trimmed, without control signs, within its length. Their words stay theirs."""

import unicodedata
from urllib.parse import urlsplit

from .refusal import Refusal

NOTE_LENGTH = 500
NAME_LENGTH = 60
TITLE_LENGTH = 120
PROMPT_LENGTH = 300
CAPTION_LENGTH = 1_000
PAGE_LENGTH = 8_000
#: These turn the direction of all text that follows, also of text that is not theirs.
_OVERRIDES = {"\u202d", "\u202e"}


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """The text as it is kept, 0 to `limit` characters (code points) after trimming. `lines` keeps line breaks.

    Raises Refusal `too_long` with the limit.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(_kept(ch, lines) for ch in text).strip()
    if len(kept) > limit:
        raise Refusal("too_long", limit=limit)
    return kept


def required(text: str, limit: int, *, lines: bool = False) -> str:
    """Like `clean`, but refuses an empty text (`empty`)."""
    kept = clean(text, limit, lines=lines)
    if not any(unicodedata.category(ch)[0] not in "CZ" for ch in kept):
        raise Refusal("empty")
    return kept


def _kept(ch: str, lines: bool) -> str:
    if ch == "\n":
        return ch if lines else " "
    if ch == "\t":
        return " "
    # Cc: control signs. Cs: half of a pair, which cannot be written as UTF-8.
    return "" if unicodedata.category(ch) in ("Cc", "Cs") or ch in _OVERRIDES else ch


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
