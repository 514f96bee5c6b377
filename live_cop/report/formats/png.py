"""Pictures as PNG, at twice their size, so that they are sharp on paper and in slides."""

import json
import math
from collections.abc import Sequence
from typing import Any

from ...words import t
from ..dates import Clock
from ..document import Picture
from ..facts import Snapshot
from ..pictures.snapshot import svg_and_drawing_of
from . import typst_setup
from .typst_drawing import for_typst

#: Pixels for each px, and the largest number of pixels: a wall of 3,000 notes is drawn whole at a smaller scale.
SCALE, MAX_PIXELS = 2.0, 40_000_000


def render(snapshot: Snapshot) -> bytes:
    """The whole snapshot as one PNG file."""
    clock = Clock.in_zone(snapshot.time_zone)
    svg, drawing = svg_and_drawing_of(snapshot, clock)
    if not typst_setup.is_printable(svg):
        svg, drawing = svg_and_drawing_of(snapshot, clock, remark=t(typst_setup.TOLD))
    return render_pictures([Picture(svg, "", drawing.width, drawing.height)])[0]


def render_pictures(pictures: Sequence[Picture], pixels: float = SCALE) -> list[bytes]:
    """A PNG file of each picture, with so many `pixels` for each px. All are made in one run, because loading the fonts
    takes time, and equal ones only once, because much of a wall looks the same in the next snapshot."""
    if not pictures:
        return []
    unique = {each.svg: each for each in pictures}
    inputs = {
        "pictures": json.dumps(
            [{**for_typst(svg, each.width), "width": each.width, "height": each.height} for svg, each in unique.items()]
        ),
        "fonts": json.dumps(typst_setup.FAMILIES),
    }
    scale = min(pixels, math.sqrt(MAX_PIXELS / max(each.width * each.height for each in pictures)))
    # A list for more than one page.
    pages: Any = typst_setup.compile_template("picture.typ", inputs, format="png", ppi=96 * scale)
    files = dict(zip(unique, pages if isinstance(pages, list) else [pages], strict=True))
    return [files[each.svg] for each in pictures]
