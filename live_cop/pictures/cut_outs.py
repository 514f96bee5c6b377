"""Cuts paper notes out of a photograph, straight. Pillow alone is enough for that."""

from collections.abc import Sequence

from PIL import Image

#: A corner, and an outline: fractions of the picture's width and height, clockwise from the upper left.
Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]

#: The longest side of a cut-out, in pixels: a note fills a phone's screen and can be read.
CUT_SIDE = 800


def straight_size(size: tuple[int, int], quad: Quad) -> tuple[int, int]:
    """Width and height of the cut-out: as long as the longer of its opposite sides."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((x * size[0], y * size[1]) for x, y in quad)

    def far(x: float, y: float) -> float:
        return float((x * x + y * y) ** 0.5)

    width = max(far(bx - ax, by - ay), far(cx - dx, cy - dy))
    height = max(far(dx - ax, dy - ay), far(cx - bx, cy - by))
    scale = min(1.0, CUT_SIDE / max(width, height, 1.0))
    return max(1, round(width * scale)), max(1, round(height * scale))


def cut(image: Image.Image, quad: Quad) -> Image.Image:
    """What is inside the outline, made upright and rectangular."""
    width, height = straight_size(image.size, quad)
    corners = [(x * image.width, y * image.height) for x, y in quad]
    return image.transform(
        (width, height), Image.Transform.PERSPECTIVE, _square_to(corners, width, height), Image.Resampling.BICUBIC
    )


def _square_to(corners: Sequence[Point], width: int, height: int) -> tuple[float, ...]:
    """The eight numbers that take a rectangle of this size to four corners (Heckbert 1989, section 2.2.3)."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    dx1, dx2, dy1, dy2 = x1 - x2, x3 - x2, y1 - y2, y3 - y2
    area = dx1 * dy2 - dx2 * dy1 or 1e-9
    g, h = (sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area
    return (
        (x1 - x0 + g * x1) / width, (x3 - x0 + h * x3) / height, x0,
        (y1 - y0 + g * y1) / width, (y3 - y0 + h * y3) / height, y0,
        g / width, h / height,
    )  # fmt: skip
