"""Cleaning what people typed before it is stored: trimmed, without control characters, within its limit of length."""

import unicodedata

from ..refusal import Refusal

#: Limits of length, in code points.
NOTE_LENGTH = 500
NAME_LENGTH = 60
TITLE_LENGTH = 120
PROMPT_LENGTH = 300
CAPTION_LENGTH = 1_000
PAGE_LENGTH = 8_000
URL_LENGTH = 500
#: Overrides of the writing direction: they would also affect the text of others that follows.
_OVERRIDES = {"\u202d", "\u202e"}


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """The text to store: at most `limit` code points after trimming. `lines` keeps line breaks.

    Raises Refusal `too_long` with the limit.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    cleaned = "".join(_clean_character(ch, lines) for ch in text).strip()
    if len(cleaned) > limit:
        raise Refusal("too_long", limit=limit)
    return cleaned


def required(text: str, limit: int, *, lines: bool = False) -> str:
    """Like `clean`, but raises Refusal `empty` for a text without any visible character."""
    cleaned = clean(text, limit, lines=lines)
    if not any(unicodedata.category(ch)[0] not in "CZ" for ch in cleaned):
        raise Refusal("empty")
    return cleaned


def _clean_character(ch: str, lines: bool) -> str:
    if ch == "\n":
        return ch if lines else " "
    if ch == "\t":
        return " "
    # Cc: control characters. Cs: lone surrogates, which cannot be encoded as UTF-8.
    return "" if unicodedata.category(ch) in ("Cc", "Cs") or ch in _OVERRIDES else ch
