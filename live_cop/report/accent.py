"""The colours that follow from a community's accent colour. Pure.

People choose any colour. Its hue is kept, and it becomes darker or lighter until it can be read (WCAG 2: a contrast of
4.5 for words and 3 for large shapes), on light grounds, dark ones and on paper. Colours that carry a meaning are never
derived from it: the marks of a scale, "good enough", warnings and notes look the same in all communities.
"""

import re
from functools import lru_cache

from msgspec import Struct

#: The least contrast of words, and of shapes that are large, to what they are on.
WORDS, SHAPES = 4.5, 3.0
#: What the colours are on: the grounds of static/css/tokens.css, and white paper.
LIGHT_GROUNDS = ("#faf6ef", "#fffdf9", "#f1eadf", "#ffffff")
DARK_GROUNDS = ("#171b24", "#202634", "#11151d")
#: The ground of a warning (`warm-soft`), light and dark, and what is used instead of a tint that looks like it.
WARNINGS = ("#fbe6d8", "#45291a")
NEUTRALS = ("#e7e9ee", "#2b3140")
#: How much of the colour a tint has, on which ground.
TINTS = ((0.13, "#ffffff"), (0.2, "#171b24"))
#: Two tints that differ by less than this are alike, of 255 in the three colours of light together.
ALIKE = 36.0
#: How finely the lightness is searched.
STEPS = 250
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE | re.ASCII)


class Shades(Struct, frozen=True):
    """The colours on one kind of ground, as #rrggbb: of words and links, of large shapes such as bars, of words on a
    ground in the colour of words, and a tint as the ground of a chapter."""

    words: str
    shape: str
    on: str
    tint: str


class Accent(Struct, frozen=True):
    """The shades of a colour, on light grounds and paper, and on dark grounds."""

    light: Shades
    dark: Shades


#: The colours without an accent colour: those of static/css/tokens.css.
USUAL = Accent(
    Shades("#0b6e69", "#0b6e69", "#ffffff", "#d7ece9"),
    Shades("#58c8bd", "#58c8bd", "#0c1a1a", "#173d3b"),
)


def parse(written: str) -> str | None:
    """The colour as #rrggbb from what somebody typed (#0b6e69, 0B6E69 or #abc), or None."""
    found = _HEX.fullmatch("".join(written.split()))
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(each * 2 for each in digits))


@lru_cache(maxsize=100)
def accent_of(color: str) -> Accent:
    """The shades of this colour (#rrggbb), found in 4 ms of CPU time; of none (""), the usual ones."""
    return USUAL if not color else Accent(_shades(color, dark=False), _shades(color, dark=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def distance(one: str, other: str) -> float:
    """How different two colours look, roughly: the steps of 255 between their three parts together."""
    return sum(abs(a - b) for a, b in zip(_parts(one), _parts(other), strict=True)) * 255


def _shades(color: str, *, dark: bool) -> Shades:
    grounds = DARK_GROUNDS if dark else LIGHT_GROUNDS
    end = "#ffffff" if dark else "#000000"
    candidates = [_mixed(end, color, n / STEPS) for n in range(STEPS + 1)]
    words = next(each for each in candidates if _is_legible(each, WORDS, (*grounds, _tint(each, dark=dark))))
    shape = next(each for each in candidates if _is_legible(each, SHAPES, grounds))
    return Shades(words, shape, DARK_GROUNDS[-1] if dark else "#ffffff", _tint(words, dark=dark))


def _is_legible(color: str, least: float, grounds: tuple[str, ...]) -> bool:
    return all(contrast(color, ground) >= least for ground in grounds)


def _tint(color: str, *, dark: bool) -> str:
    """A tint of the colour, or a neutral one if it would look like the ground of a warning."""
    share, ground = TINTS[dark]
    tint = _mixed(color, ground, share)
    return NEUTRALS[dark] if distance(tint, WARNINGS[dark]) < ALIKE else tint


def _mixed(one: str, other: str, share: float) -> str:
    """So much of the first colour, and the rest of the other: with black or white, the hue stays."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round((a * share + b * (1 - share)) * 255):02x}" for a, b in pairs)


def _parts(color: str) -> list[float]:
    return [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
