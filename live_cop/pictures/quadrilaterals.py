"""Quadrilaterals in a picture: arrays of four corners."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .cut_outs import Quad

# OpenCV's own types say no more than "some array".
Array = NDArray[Any]
Mask = NDArray[Any]


def sides(quad: Array) -> tuple[float, float]:
    """The shorter and the longer side."""
    lengths = np.linalg.norm(np.roll(quad, -1, 0) - quad, axis=1)
    one, other = float(lengths[0] + lengths[2]) / 2, float(lengths[1] + lengths[3]) / 2
    return min(one, other), max(one, other)


def corners_of(points: Array) -> Array:
    """The four corners that fit a hull best: few corners where it has four, else the smallest rectangle round it."""
    around = float(cv2.arcLength(points, True))
    for part in (0.015, 0.02, 0.03, 0.04, 0.05, 0.06):
        few = cv2.approxPolyDP(points, part * around, True)
        if len(few) == 4:
            return few[:, 0].astype(np.float32)
        if len(few) < 4:
            break
    return cv2.boxPoints(cv2.minAreaRect(points)).astype(np.float32)


def split(quad: Array, many: int) -> list[Array]:
    """A long quadrilateral cut across into so many."""
    many = max(1, many)
    a, b, c, d = quad
    if np.linalg.norm(b - a) < np.linalg.norm(c - b):
        a, b, c, d = b, c, d, a
    parts = []
    for i in range(many):
        f, g = i / many, (i + 1) / many
        parts.append(np.array([a + (b - a) * f, a + (b - a) * g, d + (c - d) * g, d + (c - d) * f], np.float32))
    return parts


def shared(one: Array, other: Array) -> float:
    """The part of the smaller that both cover."""
    both = float(cv2.intersectConvexConvex(cv2.convexHull(one), cv2.convexHull(other))[0])
    return both / max(1.0, min(abs(float(cv2.contourArea(one))), abs(float(cv2.contourArea(other)))))


def in_fractions(quad: Array, size: tuple[int, int]) -> Quad:
    """Corners clockwise from the upper left, as fractions of the picture."""
    middle = quad.mean(0)
    order = np.argsort(np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0]))
    quad = quad[order]
    quad = np.roll(quad, -int(np.argmin(quad.sum(1))), 0)
    points = [
        (float(np.clip(x / size[0], 0, 1)), float(np.clip(y / size[1], 0, 1))) for x, y in quad.astype(np.float64)
    ]
    return points[0], points[1], points[2], points[3]
