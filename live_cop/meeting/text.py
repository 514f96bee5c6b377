"""What people typed, made safe to keep: trimmed, without control signs, within its length. Their words stay theirs."""

import unicodedata

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
