"""Drawing by hand in SVG: escaped text, lines that fit, and papers in the note colours."""

import unicodedata
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

INK, SOFT, LINE, SUNK, ACCENT, WARM = "#1d2433", "#525b6e", "#ddd3c4", "#f1eadf", "#0b6e69", "#a84a13"
PAPERS = {
    "butter": "#ffe58f",
    "mint": "#c5edd0",
    "sky": "#c9e3fb",
    "rose": "#fbd3d9",
    "lilac": "#e2d8f8",
    "sand": "#f0e2c8",
}
FONT = "Hyperlegible, 'Atkinson Hyperlegible Next', Verdana, sans-serif"
#: Widths of letters in parts of the font's size, rather too wide than too narrow: nothing may be cut off.
_NARROW, _PLAIN, _WIDE, _FULL = 0.36, 0.6, 0.95, 1.1


def escape(text: str) -> str:
    """Text as it may stand in SVG: markup is words, and what XML cannot hold is left out."""
    return _escape("".join(ch for ch in text if _allowed(ch)))


def width(text: str, size: float) -> float:
    """About how wide a line is; never less than it will be."""
    return sum(_letter(ch) for ch in text) * size


def wrap(text: str, size: float, room: float) -> list[str]:
    """The text in lines that fit; a word that is longer than a line is broken. No letter is lost."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            trial = f"{line} {word}" if line else word
            if width(trial, size) <= room:
                line = trial
                continue
            if line:
                lines.append(line)
            line = ""
            for ch in word:
                if line and width(line + ch, size) > room:
                    lines.append(line)
                    line = ""
                line += ch
        lines.append(line)
    return lines


def words(lines: list[str], x: float, y: float, size: float, *, fill: str = INK, weight: int = 400) -> str:
    """Lines of text; `y` is the top of the first. Right-to-left text keeps its place in the line."""
    spans = "".join(
        f'<text x="{x:.1f}" y="{y + size * (1.02 + 1.3 * n):.1f}" unicode-bidi="plaintext">{escape(line)}</text>'
        for n, line in enumerate(lines)
        if line
    )
    return f'<g font-size="{size:g}" fill="{fill}" font-weight="{weight}">{spans}</g>'


def height(lines: list[str], size: float) -> float:
    """How high these lines are."""
    return len(lines) * size * 1.3


def drawing(across: float, down: float, title: str, description: str, inside: str) -> str:
    """A whole picture with its text alternative."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {down:.0f}" width="{across:.0f}"'
        f' height="{down:.0f}" role="img" aria-label={quoteattr(escape_plain(title))} font-family="{FONT}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f'<rect width="100%" height="100%" fill="#fffdf9"/>{inside}</svg>'
    )


def escape_plain(text: str) -> str:
    """Text without what XML cannot hold."""
    return "".join(ch for ch in text if _allowed(ch))


def _allowed(ch: str) -> bool:
    code = ord(ch)
    return ch in "\t\n\r" or (0x20 <= code and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF))


def _letter(ch: str) -> float:
    if ch in "iljtfrI.,:;'!|()[] ":
        return _NARROW
    if ch in "mwMW@%&—":
        return _WIDE
    if unicodedata.combining(ch):
        return 0.0
    if ord(ch) > 0x2E7F or unicodedata.east_asian_width(ch) in ("W", "F"):
        return _FULL
    return 0.72 if ch.isupper() else _PLAIN
