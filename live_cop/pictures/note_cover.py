"""Notes of a known size in a patch of their colour: several side by side, or one that something lies on."""

import cv2
import numpy as np

from .quadrilaterals import Array, Mask

#: A note that something lies on shows at least this part of itself.
SEEN = 0.45
#: The longer side of an oblong note, in short sides.
OBLONG = 1.45
#: A step of so much in the sum of the three Lab channels is as good an edge as any.
STRONG = 24.0


def cover(patch: Mask, colours: Array, size: float) -> list[tuple[float, Array]]:
    """Rectangles of a note's size, in pixels, laid over a patch, the best first, each with how good it is.

    `colours` are those of the whole picture."""
    found: list[tuple[float, Array]] = []
    left = patch.copy()
    for _ in range(10):
        if int(left.astype(bool).sum()) < SEEN * size * size:
            break
        best = _best(left, colours, size)
        if best is None:
            break
        found.append(best)
        cv2.fillConvexPoly(left, np.round(best[1]).astype(np.int32), 0)
        left = cv2.morphologyEx(left, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    return found


def _best(left: Mask, colours: Array, size: float) -> tuple[float, Array] | None:
    x, y, w, h = cv2.boundingRect(left)
    margin = int(size * 0.8)
    x0, y0 = max(0, x - margin), max(0, y - margin)
    here = np.s_[y0 : y + h + margin, x0 : x + w + margin]
    best: tuple[float, Array] | None = None
    for degrees in _angles(left):
        turned = _laid(left[here], colours[here], degrees, size)
        if turned is not None and (best is None or turned[0] > best[0]):
            best = turned[0], (turned[1] + np.array([x0, y0], np.float32)).astype(np.float32)
    return best


def _angles(left: Mask) -> list[float]:
    """The directions that the long straight parts of the outline have, and upright."""
    outlines, _ = cv2.findContours(left, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea)
    corners = cv2.approxPolyDP(outline, 5, True)[:, 0].astype(np.float32)
    along = np.roll(corners, -1, 0) - corners
    lengths = np.linalg.norm(along, axis=1)
    longest = np.argsort(-lengths)[:5]
    angles = [(float(np.degrees(np.arctan2(along[i][1], along[i][0]))) + 45) % 90 - 45 for i in longest]
    chosen: list[float] = []
    for angle in angles:
        if all(abs(angle - other) > 1.5 for other in chosen):
            chosen.append(angle)
    return chosen


def _laid(part: Mask, colours: Array, degrees: float, size: float) -> tuple[float, Array] | None:
    """The best place of an upright rectangle once the picture is turned by so many degrees."""
    h, w = part.shape
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1)
    mask = cv2.warpAffine(part, turn, (w, h)).astype(np.float32) / 255
    across, down = _edges(cv2.warpAffine(colours, turn, (w, h), borderMode=cv2.BORDER_REPLICATE))
    best: tuple[float, Array] | None = None
    side, longer = max(8, round(size)), max(12, round(size * OBLONG))
    for wide, high in ((side, side), (longer, side), (side, longer)):
        if h <= high + 1 or w <= wide + 1:
            continue
        cover = _box(mask, wide, high)
        support = _support(across, down, wide, high, cover.shape)
        whole = np.minimum(1, cover * wide * high / float(mask.sum()))
        score = cover + 0.9 * support + 0.15 * whole - (0.12 if wide != high else 0)
        score[(cover < SEEN) | (support <= 0.2)] = -1
        _, value, _, (x, y) = cv2.minMaxLoc(score.astype(np.float32))
        if value > 0 and (best is None or value > best[0]):
            left, top, right, bottom = _snap(across, down, x, y, wide, high)
            quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
            best = value, cv2.transform(quad[None], cv2.invertAffineTransform(turn))[0].astype(np.float32)
    return best


def _edges(colours: Array) -> tuple[Array, Array]:
    """How strong the upright and the level edges are, from 0 to 1."""
    found = []
    for dx, dy in ((1, 0), (0, 1)):
        strength = np.abs(cv2.Sobel(colours, cv2.CV_32F, dx, dy, ksize=3)).sum(2)
        found.append(cv2.dilate(np.minimum(strength, STRONG) / STRONG, np.ones((1, 3) if dx else (3, 1))))
    return found[0], found[1]


def _support(across: Array, down: Array, wide: int, high: int, shape: tuple[int, ...]) -> Array:
    """How much of the sides of a box to the right and below each pixel are edges. The weakest of the four counts less,
    because something may lie on it."""
    upright = cv2.boxFilter(across, -1, (1, high), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    level = cv2.boxFilter(down, -1, (wide, 1), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    h, w = shape
    sides = [upright[:h, :w], upright[:h, wide - 1 : wide - 1 + w], level[:h, :w], level[high - 1 : high - 1 + h, :w]]
    ordered = np.sort(np.stack(sides), 0)
    support: Array = ordered.mean(0) * 0.6 + ordered[1:].mean(0) * 0.4
    return support


def _box(mask: Array, wide: int, high: int) -> Array:
    """For each pixel, the part of the box to its right and below that is set."""
    sums = cv2.integral(mask)
    return (
        (sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]) / (wide * high)
    ).astype(np.float32)


def _snap(across: Array, down: Array, x: int, y: int, wide: int, high: int) -> tuple[int, int, int, int]:
    """Each side moves to the strongest edge within an eighth of its length."""
    reach = max(2, min(wide, high) // 9)

    def best(profile: Array, at: int) -> int:
        offsets = np.arange(-reach, reach + 1)
        spots = np.clip(at + offsets, 0, len(profile) - 1)
        return int(spots[int(np.argmax(profile[spots] - 0.15 * np.abs(offsets) / reach))])

    columns, rows = across[y : y + high].mean(0), down[:, x : x + wide].mean(1)
    return best(columns, x), best(rows, y), best(columns, x + wide - 1), best(rows, y + high - 1)
