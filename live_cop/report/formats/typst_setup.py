"""Runs typst with our fonts only, without other files or packages, and with only those characters that a font has."""

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import Any

import typst
from msgspec.structs import replace

from ...paths import STATIC, TEMPLATES
from ...words import t
from ..document import Document

FONTS = STATIC / "fonts" / "print"
FAMILIES = ["Hyperlegible"] + [
    f"Print {name}"
    for name in (
        "Sans", "Hebrew", "Arabic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Ethiopic", "Thai",
        "Georgian", "Armenian", "Telugu", "Kannada", "Malayalam", "Oriya", "Sinhala", "Khmer", "Lao", "Myanmar",
        "Tibetan", "Thaana", "Syriac", "NKo", "Tifinagh", "Mongolian", "OlChiki", "Adlam", "HanifiRohingya",
        "MeeteiMayek", "CanadianAboriginal", "Cherokee", "Javanese", "Sundanese", "Balinese", "Lisu", "TaiTham",
        "NewTaiLue", "TaiLe", "Chakma", "Limbu", "Lepcha", "Vai",
        "CJK", "Korean", "Emoji", "Symbols", "Signs", "Math",
    )
]  # fmt: skip
#: The replacement for a character that none of our fonts has. Wherever it is drawn, a sentence says so: `TOLD`.
UNKNOWN, TOLD = "\ufffd", "report.unprintable"
#: Characters of the category of invisible ones that are drawn all the same: signs of numbers and of abbreviations.
_VISIBLE = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")

_NO_PACKAGES = str(FONTS / "no-packages")
#: typst can read only the folder of the fonts.
_SETUP: dict[str, Any] = {
    "root": str(FONTS),
    "ignore_system_fonts": True,
    "font_paths": [str(FONTS)],
    "package_path": _NO_PACKAGES,
    "package_cache_path": _NO_PACKAGES,
}


def compile_template(name: str, inputs: dict[str, str], **options: Any) -> bytes:
    """Compiles one of our templates. Raises typst.TypstError."""
    output: bytes | None = typst.compile(_template(name), sys_inputs=inputs, **_SETUP, **options)
    return output or b""  # None only if typst writes to a file.


def query_template(name: str, inputs: dict[str, str], label: str) -> Any:
    """Lays out one of our templates, and returns the value of its metadata with this label."""
    return json.loads(typst.query(_template(name), f"<{label}>", field="value", one=True, sys_inputs=inputs, **_SETUP))


def _template(name: str) -> bytes:
    """The template after what all of them use."""
    return b"".join((TEMPLATES / each).read_bytes() for each in ("drawing.typ", name))


def printable(value: Any) -> Any:
    """The value with UNKNOWN in place of every character, in any of its texts, that cannot be printed."""
    if isinstance(value, str):
        # Each sign once: a photograph is a text of many thousands.
        signs = () if value.isascii() else set(value)
        return value.translate({ord(each): shown for each in signs if (shown := _printable_character(each)) != each})
    if isinstance(value, list):
        return [printable(each) for each in value]
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    return value


def is_printable(value: Any) -> bool:
    """Whether every character of every text in the value can be printed."""
    if isinstance(value, str):
        return value.isascii() or all(_printable_character(each) != UNKNOWN or each == UNKNOWN for each in set(value))
    if isinstance(value, dict):
        value = list(value.values())
    return not isinstance(value, list) or all(map(is_printable, value))


def told(document: Document, drawn: Any) -> Document:
    """The document whose end says so if not every sign of what is `drawn` of it, as texts, can be printed."""
    return document if is_printable(drawn) else replace(document, made=f"{document.made} {t(TOLD)}")


def _printable_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zl", "Zp"):
        return " "
    return character if _is_invisible(character) or category in ("Cc", "Zs") or _family(character) else UNKNOWN


def _is_invisible(character: str) -> bool:
    """Whether this is a joiner, a direction mark or a variation selector, which only affect other characters."""
    if unicodedata.category(character) == "Cf":
        return character not in _VISIBLE
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@cache
def _family(character: str) -> str | None:
    """The first font family that has the character, or None."""
    if _is_invisible(character):
        return None
    return next((family for family in FAMILIES if _has(family, character)), None)


def _has(family: str, character: str) -> bool:
    starts, ends = _character_ranges()[family]
    place = bisect_right(starts, ord(character)) - 1
    return place >= 0 and ord(character) <= ends[place]


@cache
def _character_ranges() -> dict[str, tuple[list[int], list[int]]]:
    """For each family, the first and the last code point of each range of characters."""
    lines = (FONTS / "signs.txt").read_text(encoding="utf-8").splitlines()
    result = {}
    for family, ranges in zip(lines[::2], lines[1::2], strict=True):
        spans = [each.split("-") for each in ranges.split()]
        result[family] = [int(span[0], 16) for span in spans], [int(span[-1], 16) for span in spans]
    return result
