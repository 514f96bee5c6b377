"""Drawings as PNG, twice as large as on a screen, so that they are sharp on paper and in slides."""

import json
import math
from collections.abc import Sequence
from typing import Any

from ...paths import TEMPLATES
from ..dates import Clock
from ..document import Picture
from ..facts import Snapshot
from ..pictures.snapshot import snapshot
from . import typst_setup

#: Pixels for each px, and how many pixels there may be in all: a wall of 3,000 notes is drawn smaller, and whole.
SCALE, MOST_PIXELS = 2.0, 40_000_000


def render(shot: Snapshot) -> bytes:
    """The whole snapshot; nothing is cut."""
    svg, drawing = snapshot(shot, Clock())
    return drawn([Picture(svg, "", drawing.width, drawing.height)])[0]


def drawn(pictures: Sequence[Picture]) -> list[bytes]:
    """A PNG of each. They are made together, for reading our fonts takes time, and each only once: much of a wall looks
    the same in the next snapshot."""
    if not pictures:
        return []
    once = {each.svg: each for each in pictures}
    inputs = {
        "pictures": json.dumps(
            [
                {"svg": typst_setup.for_typst(svg), "width": each.width, "height": each.height}
                for svg, each in once.items()
            ]
        ),
        "fonts": json.dumps(typst_setup.FAMILIES),
    }
    scale = min(SCALE, math.sqrt(MOST_PIXELS / max(each.width * each.height for each in pictures)))
    # Of more than one page typst makes a list.
    made: Any = typst_setup.compiled((TEMPLATES / "picture.typ").read_bytes(), inputs, format="png", ppi=96 * scale)
    files = dict(zip(once, made if isinstance(made, list) else [made], strict=True))
    return [files[each.svg] for each in pictures]
