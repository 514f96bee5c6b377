"""Finds the paper notes in a photograph of a wall.

That needs OpenCV, the extra [paper]; without it people draw the outlines by hand. Cutting them out does not.

How notes are found, on a small copy of the picture:
1. Thin dark strokes (handwriting, marker lines) are closed away, and what is left is sorted into few colours.
2. A patch of one colour that is nearly a quadrilateral is a note. Notes on one wall are of about one size, so the
   patches that are tell how large a note is.
3. A patch that is larger than that, or misses a piece, is several notes of one colour side by side, or a note that
   something lies on. Rectangles of a note's size are laid over it where they cover most of its colour and have edges
   of the picture along their sides, the best one first, until nothing of its size is left.
"""

from importlib.util import find_spec

from PIL import Image

from .cut_outs import Quad


def can_find() -> bool:
    """Whether OpenCV is installed."""
    return find_spec("cv2") is not None


def find(image: Image.Image) -> list[Quad]:
    """The outlines of the notes, row by row. None without OpenCV."""
    if not can_find():
        return []
    from .note_finder import Finder

    return Finder(image).find()
