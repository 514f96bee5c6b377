"""Cleaning what people typed or pasted before it is stored: trimmed, without control characters, within its limit of
length. A sign that means a new line or a space becomes one, so that no two words are glued together."""

import re
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
#: All that begins a new line somewhere: a vertical tab is the line break inside a paragraph of slides and of Word.
_NEW_LINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: What separates words, but those that begin a new line: tabs, and spaces of any width.
_SPACE = re.compile("[\t\x1f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: Control characters; lone surrogates, which cannot be encoded as UTF-8; and overrides of the writing direction, which
#: would also affect the text of others that follows.
_DELETED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202d\u202e]")
#: What no version has stored.
_NEVER_STORED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")
#: Shown as nothing, or as what no note can consist of: the code points that Unicode calls "default ignorable" (such as
#: joiners, marks of direction, variation selectors and the Hangul fillers), an empty Braille cell, an empty note head,
#: and the place of an object that was not pasted with the text.
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN_SIGNS = re.compile(f"[{_UNSEEN}]+")
#: Comes along with a paste at the ends of a text, where it has no meaning.
_AROUND = " \n\u200b\u2060\ufeff"


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """The text to store: at most `limit` code points after trimming, and "" for one in which nothing can be seen.
    `lines` keeps line breaks.

    Raises Refusal `too_long` with the limit.
    """
    text = _DELETED.sub("", _SPACE.sub(" ", _NEW_LINE.sub("\n" if lines else " ", text)))
    cleaned = unicodedata.normalize("NFC", text).strip(_AROUND)
    if len(cleaned) > limit:
        raise Refusal("too_long", limit=limit)
    return cleaned if _can_be_seen(cleaned) else ""


def required(text: str, limit: int, *, lines: bool = False) -> str:
    """Like `clean`, but raises Refusal `empty` for a text in which nothing can be seen."""
    cleaned = clean(text, limit, lines=lines)
    if not cleaned:
        raise Refusal("empty")
    return cleaned


def was_cleaned(text: str) -> bool:
    """Whether this or an earlier version may have stored this text. Earlier ones kept signs that are spaces now."""
    return not _NEVER_STORED.search(text) and unicodedata.normalize("NFC", text).strip() == text


def without_unseen(text: str) -> str:
    """The text without the signs that nobody sees. Emoji and words of some languages need them: this is for comparing
    texts, and for codes and addresses."""
    return _UNSEEN_SIGNS.sub("", text)


def _can_be_seen(text: str) -> bool:
    # Co: signs of one font only, such as bullets of Wingdings. Cn, code points without a meaning, may be emoji that are
    # newer than this Python.
    return any(
        unicodedata.category(ch) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs") for ch in without_unseen(text)
    )
