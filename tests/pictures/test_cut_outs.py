"""Cutting paper notes out of a photograph."""

import pytest
from PIL import Image, ImageDraw

from live_cop.pictures.cut_outs import Quad, cut

WHOLE: Quad = ((0, 0), (1, 0), (1, 1), (0, 1))


def test_a_cut_out_is_straight() -> None:
    """Each corner of the cut-out shows what was at that corner of the slanted note."""
    image = Image.new("RGB", (1000, 800), "white")
    corners = [(200, 100), (700, 180), (640, 600), (150, 500)]
    draw = ImageDraw.Draw(image)
    for (x, y), colour in zip(corners, ("red", "green", "blue", "black"), strict=True):
        draw.ellipse((x - 60, y - 60, x + 60, y + 60), colour)
    quad = tuple((x / 1000, y / 800) for x, y in corners)
    straight = cut(image, quad)  # type: ignore[arg-type]
    w, h = straight.size
    shown = [straight.getpixel(spot) for spot in ((8, 8), (w - 8, 8), (w - 8, h - 8), (8, h - 8))]
    assert shown == [(255, 0, 0), (0, 128, 0), (0, 0, 255), (0, 0, 0)]
    assert 480 <= w <= 520


def test_the_whole_picture_can_be_cut_and_is_made_small() -> None:
    assert cut(Image.new("RGB", (2000, 1000)), WHOLE).size == (800, 400)


@pytest.mark.parametrize(
    "quad", [((0.5, 0.5),) * 4, ((0, 0), (1, 1), (0, 0), (1, 1)), ((0, 0), (0.5, 0), (1, 0), (0.2, 0))]
)
def test_an_outline_without_an_inside_makes_a_picture_all_the_same(quad: Quad) -> None:
    width, height = cut(Image.new("RGB", (300, 200)), quad).size
    assert width >= 1
    assert height >= 1
