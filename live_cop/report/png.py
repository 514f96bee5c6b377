"""A snapshot as PNG, twice as large as on a screen, so that it is sharp on paper and in slides."""

import json
import math

from ..paths import TEMPLATES
from . import printing
from .content import Shot
from .dates import Clock
from .snapshot import snapshot

#: Pixels for each px, and how many pixels there may be in all: a wall of 3,000 notes is drawn smaller, and whole.
SCALE, MOST_PIXELS = 2.0, 40_000_000


def render(shot: Shot) -> bytes:
    """The whole snapshot; nothing is cut."""
    svg, drawing = snapshot(shot, Clock())
    scale = min(SCALE, math.sqrt(MOST_PIXELS / (drawing.width * drawing.height)))
    inputs = {
        "svg": printing.for_typst(svg),
        "width": str(drawing.width),
        "height": str(drawing.height),
        "fonts": json.dumps(printing.FAMILIES),
    }
    return printing.compiled((TEMPLATES / "picture.typ").read_bytes(), inputs, format="png", ppi=96 * scale)
