"""What everything set by typst shares: our fonts and nothing else, no files and no packages, and only signs that some
font has.

In a picture a browser knows more than typst does: there, words from the right are told how in the text itself.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import Any

import typst

from ...paths import STATIC

FONTS = STATIC / "fonts" / "print"
FAMILIES = ["Hyperlegible"] + [
    f"Print {name}"
    for name in (
        "Sans", "Hebrew", "Arabic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Ethiopic", "Thai",
        "Georgian", "Armenian", "CJK", "Korean", "Emoji", "Symbols", "Signs", "Math",
    )
]  # fmt: skip
#: Stands for a sign that no font of ours has.
UNKNOWN = "\ufffd"
_FROM_RIGHT = re.compile(r'<text([^>]*) direction="rtl"([^>]*)>(.*?)</text>', re.DOTALL)
_LINE = re.compile(r"(<tspan[^>]*>)(.*?)\s*(</tspan>)", re.DOTALL)


def compiled(template: bytes, inputs: dict[str, str], **how: Any) -> bytes:
    """What typst makes of a template of ours. It is shown no folder but that of its fonts. Raises TypstError."""
    nowhere = str(FONTS / "no-packages")
    made: bytes | None = typst.compile(  # None only where it is given a file to write to.
        template,
        root=str(FONTS),
        sys_inputs=inputs,
        ignore_system_fonts=True,
        font_paths=[str(FONTS)],
        package_path=nowhere,
        package_cache_path=nowhere,
        **how,
    )
    return made or b""


def for_typst(svg: str) -> str:
    """A drawing of svg.py as typst understands it: words from the right start where they should, and each line is set
    in the font of its script, for in a picture typst does not mix fonts well."""
    return _LINE.sub(_named, _FROM_RIGHT.sub(_turned, printable(svg)))


def _turned(found: re.Match[str]) -> str:
    spans = _LINE.sub("\\1\u202b\\2\u202c\\3", found[3])
    return f'<text{found[1]}{found[2]} text-anchor="end">{spans}</text>'


def _named(line: re.Match[str]) -> str:
    found = [family for sign in line[2] if not sign.isascii() and (family := _family(sign)) not in (None, FAMILIES[0])]
    if not found:
        return line[0]
    [(family, _)] = Counter(sorted(found, key=FAMILIES.index)).most_common(1)
    return f'{line[1][:-1]} font-family="{family}, {FAMILIES[0]}">{line[2]}{line[3]}'


def printable(value: Any) -> Any:
    """The same with `UNKNOWN` for every sign that cannot be printed, in all its texts."""
    if isinstance(value, str):
        return value if value.isascii() else "".join(_printed(sign) for sign in value)
    if isinstance(value, list):
        return [printable(each) for each in value]
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    return value


def _printed(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Zl", "Zp"):
        return " "
    return sign if _is_silent(sign) or category in ("Cc", "Zs") or _family(sign) else UNKNOWN


def _is_silent(sign: str) -> bool:
    """Joiners, marks of direction and choices of a variant: they are seen in others only."""
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


@cache
def _family(sign: str) -> str | None:
    """The first family that has the sign."""
    if _is_silent(sign):
        return None
    return next((family for family in FAMILIES if _has(family, sign)), None)


def _has(family: str, sign: str) -> bool:
    starts, ends = _signs()[family]
    place = bisect_right(starts, ord(sign)) - 1
    return place >= 0 and ord(sign) <= ends[place]


@cache
def _signs() -> dict[str, tuple[list[int], list[int]]]:
    """The first and the last of each run of signs that a family has."""
    lines = (FONTS / "signs.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for family, ranges in zip(lines[::2], lines[1::2], strict=True):
        runs = [each.split("-") for each in ranges.split()]
        found[family] = [int(run[0], 16) for run in runs], [int(run[-1], 16) for run in runs]
    return found
