"""The outcome of the best hopes as a picture: one bar for each answer, with its count."""

from ...words import labelled, t
from ..document import Picture
from ..facts import Hopes
from .svg import ACCENT, INK, LINE, Drawing, el, picture, sentences, stack, text
from .wall import INSIDE, sheet

BAR = 12.0


def picture_of(hopes: Hopes) -> Picture:
    """The bars, with the same in words for people who cannot see them. Only for hopes that enough people answered."""
    return picture(drawing_of(hopes), describe(hopes))


def describe(hopes: Hopes) -> str:
    """The counts in words."""
    return sentences([labelled(name, t("report.hopes.count", n=count)) for name, count in _counts(hopes)])


def drawing_of(hopes: Hopes) -> Drawing:
    """One row for each answer, on a sheet."""
    counts = _counts(hopes)
    most = max(1, *(count for _, count in counts))
    return sheet(stack([_row(name, count, most) for name, count in counts], 14))


def _row(name: str, count: int, most: int) -> Drawing:
    words = text(name, 0, 0, INSIDE - 60, 15, bold=True)
    number = text(str(count), INSIDE, 0, 50, 15, bold=True, color=INK, anchor="end")
    top = words.height + 4
    body = words.body + number.body + el("rect", y=top, width=INSIDE, height=BAR, rx=BAR / 2, fill=LINE)
    if count:
        body += el("rect", y=top, width=max(BAR, INSIDE * count / most), height=BAR, rx=BAR / 2, fill=ACCENT)
    return Drawing(body, INSIDE, top + BAR)


def _counts(hopes: Hopes) -> list[tuple[str, int]]:
    return [(t(f"report.hopes.{name}"), getattr(hopes, name) or 0) for name in ("yes", "partly", "not_yet")]
