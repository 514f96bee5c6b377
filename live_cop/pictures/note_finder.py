"""Finds paper notes with OpenCV: see paper_notes for how. Imported only where OpenCV is installed."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .cut_outs import Quad

# OpenCV's own types say no more than "some array".
Array = NDArray[Any]
Mask = NDArray[Any]

#: The longest side, in pixels, of the copy in which notes are looked for.
LOOK = 1000
#: More notes than this are on no wall that one photograph shows legibly.
MOST = 80
#: Handwriting and marker lines up to this width, in pixels of the small copy, are closed away.
STROKE = 9
#: Colours that the picture is sorted into at most, and how far apart two must be (CIE Lab) to count as two.
COLOURS, APART = 12, 9.0
#: Light counts less than colour, because it is uneven on every wall.
WEIGHTS = np.array([0.55, 1, 1], np.float32)
#: The smallest and largest side of a note, as parts of the longest side of the picture.
SMALLEST, LARGEST = 0.035, 0.4
#: A patch is a quadrilateral if it fills this part of it.
FILLED = 0.9
#: A note that something lies on shows at least this part of itself.
SEEN = 0.45
#: A rectangle longer than this, in short sides, is several notes beside one another.
LONG = 1.72
#: The longer side of an oblong note, in short sides.
OBLONG = 1.45
#: A step of so much in the sum of the three Lab channels is as good an edge as any.
STRONG = 24.0
#: A picture narrower than this, in pixels of the small copy, shows no notes.
NARROW = 60
#: A stroke is darker than its paper by so much, and this part of a note is writing: paper without a word is no note to
#: type, and cups and hands have none.
INK, WRITTEN = 12.0, 0.015


@dataclass
class Patch:
    """A patch of one colour, and the quadrilateral round it."""

    mask: Mask
    quad: Array
    area: float
    fill: float

    @property
    def sides(self) -> tuple[float, float]:
        """The shorter and the longer side."""
        return _sides(self.quad)


def _sides(quad: Array) -> tuple[float, float]:
    lengths = np.linalg.norm(np.roll(quad, -1, 0) - quad, axis=1)
    one, other = float(lengths[0] + lengths[2]) / 2, float(lengths[1] + lengths[3]) / 2
    return min(one, other), max(one, other)


def _quadrilateral(points: Array) -> Array:
    """The four corners that fit a hull best: few corners where it has four, else the smallest rectangle round it."""
    around = float(cv2.arcLength(points, True))
    for part in (0.015, 0.02, 0.03, 0.04, 0.05, 0.06):
        few = cv2.approxPolyDP(points, part * around, True)
        if len(few) == 4:
            return few[:, 0].astype(np.float32)
        if len(few) < 4:
            break
    return cv2.boxPoints(cv2.minAreaRect(points)).astype(np.float32)


class Finder:
    """The search in one picture."""

    def __init__(self, image: Image.Image) -> None:
        # The same picture always has the same notes; and the event loop needs a core.
        cv2.setRNGSeed(1)
        cv2.setNumThreads(1)
        image = image.convert("RGB")
        scale = LOOK / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        small = np.asarray(image.resize(size, Image.Resampling.BOX))
        # A dim picture gets the light of a bright one, so that its colours are as far apart.
        gain = 235.0 / max(40.0, float(np.percentile(small.max(2), 95)))
        small = np.clip(small * gain, 0, 255).astype(np.uint8)
        self.size = size
        brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (STROKE, STROKE))
        plain = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, brush), 7)
        self.plain = self._lab(plain)
        light = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_RGB2GRAY)
        strokes = cv2.morphologyEx(light, cv2.MORPH_BLACKHAT, brush).astype(np.float32)
        # What is uneven about the surface itself is not writing.
        self.ink: Mask = (strokes > max(INK, 4 * float(np.median(strokes)))).astype(np.uint8)
        self.sharp = self._lab(cv2.GaussianBlur(cv2.medianBlur(small, 3), (0, 0), 1.2))
        self.flat = self._lab(cv2.GaussianBlur(plain, (0, 0), 1.0))

    @staticmethod
    def _lab(rgb: Array) -> Array:
        return cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)

    def find(self) -> list[Quad]:
        if min(self.size) < NARROW:
            return []
        colours = self._colours()
        self.wall = self._walls(colours)
        patches = [patch for mask in colours for patch in self._patches(mask)]
        patches += self._enclosed()
        size = self._usual(patches)
        if size is None:
            return []
        quads: list[tuple[float, Array]] = []
        for patch in patches:
            quads += [found for found in self._notes_of(patch, size) if self._written(found[1])]
        return self._in_order(self._distinct(quads))

    # Patches

    def _colours(self) -> list[Mask]:
        """For each colour of the picture the pixels that have it."""
        weighted = self.plain * WEIGHTS
        sample = cv2.resize(weighted, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_NEAREST).reshape(-1, 3)
        stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.5)
        _, _, centres = cv2.kmeans(sample, COLOURS, None, stop, 2, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
        group = list(range(len(centres)))
        for i in range(len(centres)):
            for j in range(i):
                if np.linalg.norm(centres[i] - centres[j]) < APART:
                    group = [group[j] if g == group[i] else g for g in group]
        away = np.stack([((weighted - centre) ** 2).sum(2) for centre in centres])
        label = np.array(group)[away.argmin(0)]
        return [(label == g).astype(np.uint8) * 255 for g in sorted(set(group))]

    def _walls(self, colours: list[Mask]) -> list[Array]:
        """The colours of the wall: the largest one, and those of much of the picture's border."""
        edge = max(4, LOOK // 40)
        ring = np.ones(self.size[::-1], np.uint8)
        ring[edge:-edge, edge:-edge] = 0
        largest = max(colours, key=lambda mask: int(mask.astype(bool).sum()))
        around = float(ring.sum())
        return [
            np.array(cv2.mean(self.plain, mask)[:3], np.float32)
            for mask in colours
            if mask is largest or float((mask & ring * 255).astype(bool).sum()) > 0.2 * around
        ]

    def _patches(self, mask: Mask) -> list[Patch]:
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
        found = []
        outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for outline in outlines:
            if (patch := self._patch(outline)) is not None:
                found.append(patch)
        return found

    def _patch(self, outline: Array) -> Patch | None:
        area = float(cv2.contourArea(outline))
        _, _, w, h = cv2.boundingRect(outline)
        if area < (SMALLEST * LOOK) ** 2 or w > 0.9 * self.size[0] or h > 0.9 * self.size[1]:
            return None
        mask = np.zeros(self.size[::-1], np.uint8)
        cv2.drawContours(mask, [outline], -1, 255, -1)
        quad = _quadrilateral(cv2.convexHull(outline).astype(np.float32))
        inside = np.zeros_like(mask)
        cv2.fillConvexPoly(inside, np.round(quad).astype(np.int32), 255)
        both, either = int((mask & inside).astype(bool).sum()), int((mask | inside).astype(bool).sum())
        return Patch(mask, quad, area, both / max(1, either))

    def _enclosed(self) -> list[Patch]:
        """Areas that edges enclose, for paper of nearly the wall's own colour."""
        edges = np.zeros(self.size[::-1], np.uint8)
        for channel, low in zip(cv2.split(self.flat), (6, 5, 5), strict=True):
            scaled = np.clip(channel * 2 + 128 if low == 5 else channel * 2, 0, 255).astype(np.uint8)
            edges |= cv2.Canny(scaled, low * 4, low * 10, L2gradient=True)
        edges = cv2.dilate(edges, np.ones((5, 5), np.uint8))
        outlines, _ = cv2.findContours(255 - edges, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        found = []
        for outline in outlines:
            patch = self._patch(outline)
            if patch is not None and patch.fill >= FILLED:
                centre = patch.quad.mean(0)
                away = patch.quad - centre
                patch.quad = (patch.quad + away / np.linalg.norm(away, axis=1, keepdims=True) * 3.5).astype(np.float32)
                found.append(patch)
        return found

    # How large a note is

    def _usual(self, patches: list[Patch]) -> float | None:
        """The short side that most of the good quadrilaterals have."""
        short = np.array([p.sides[0] for p in patches if p.fill >= FILLED and self._possible(p.sides[0])])
        if not len(short):
            return None
        votes = [int((np.abs(short / s - 1) < 0.15).sum()) * s**0.5 for s in short]
        best = short[int(np.argmax(votes))]
        return float(np.median(short[np.abs(short / best - 1) < 0.15]))

    @staticmethod
    def _possible(side: float) -> bool:
        return SMALLEST * LOOK <= side <= LARGEST * LOOK

    # From patches to notes

    def _notes_of(self, patch: Patch, size: float) -> list[tuple[float, Array]]:
        short, long = patch.sides
        if patch.fill >= FILLED and 0.78 * size <= short <= 1.3 * size:
            if long <= LONG * short:
                return [(patch.fill + 1, patch.quad)]
            return [(patch.fill + 0.9, part) for part in _split(patch.quad, round(long / size))]
        if patch.area < SEEN * size * size or patch.area > 20 * size * size:
            return []
        colour = np.array(cv2.mean(self.plain, patch.mask)[:3], np.float32)
        if any(float(np.linalg.norm((colour - wall) * WEIGHTS)) < APART for wall in self.wall):
            return []
        return self._cover(patch, size)

    def _cover(self, patch: Patch, size: float) -> list[tuple[float, Array]]:
        """Rectangles of a note's size laid over a patch, the best first."""
        found: list[tuple[float, Array]] = []
        left = patch.mask.copy()
        for _ in range(10):
            if int(left.astype(bool).sum()) < SEEN * size * size:
                break
            best = self._best(left, size)
            if best is None:
                break
            found.append(best)
            cv2.fillConvexPoly(left, np.round(best[1]).astype(np.int32), 0)
            left = cv2.morphologyEx(left, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
        return found

    def _best(self, left: Mask, size: float) -> tuple[float, Array] | None:
        x, y, w, h = cv2.boundingRect(left)
        margin = int(size * 0.8)
        x0, y0 = max(0, x - margin), max(0, y - margin)
        x1, y1 = min(self.size[0], x + w + margin), min(self.size[1], y + h + margin)
        part, colours = left[y0:y1, x0:x1], self.sharp[y0:y1, x0:x1]
        best: tuple[float, Array] | None = None
        for degrees in self._angles(left):
            turned = self._laid(part, colours, degrees, size)
            if turned is not None and (best is None or turned[0] > best[0]):
                best = turned[0], (turned[1] + np.array([x0, y0], np.float32)).astype(np.float32)
        return best

    def _angles(self, left: Mask) -> list[float]:
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

    def _laid(self, part: Mask, colours: Array, degrees: float, size: float) -> tuple[float, Array] | None:
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

    def _written(self, quad: Array) -> bool:
        """Whether there is writing inside, away from the sides."""
        middle = quad.mean(0)
        inner = np.zeros(self.size[::-1], np.uint8)
        cv2.fillConvexPoly(inner, np.round(middle + (quad - middle) * 0.82).astype(np.int32), 1)
        return float(cv2.mean(self.ink, inner)[0]) >= WRITTEN

    # One list

    def _distinct(self, quads: list[tuple[float, Array]]) -> list[Array]:
        kept: list[Array] = []
        for _, quad in sorted(quads, key=lambda pair: -pair[0]):
            if all(_shared(quad, other) < 0.4 for other in kept):
                kept.append(quad)
        return kept[:MOST]

    def _in_order(self, quads: list[Array]) -> list[Quad]:
        if not quads:
            return []
        row = float(np.median([_sides(quad)[0] for quad in quads]))
        quads = sorted(quads, key=lambda quad: (round(float(quad[:, 1].mean()) / row), float(quad[:, 0].mean())))
        return [_fractions(quad, self.size) for quad in quads]


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


def _split(quad: Array, many: int) -> list[Array]:
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


def _shared(one: Array, other: Array) -> float:
    """The part of the smaller that both cover."""
    both = float(cv2.intersectConvexConvex(cv2.convexHull(one), cv2.convexHull(other))[0])
    return both / max(1.0, min(abs(float(cv2.contourArea(one))), abs(float(cv2.contourArea(other)))))


def _fractions(quad: Array, size: tuple[int, int]) -> Quad:
    """Corners clockwise from the upper left, as fractions of the picture."""
    middle = quad.mean(0)
    order = np.argsort(np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0]))
    quad = quad[order]
    quad = np.roll(quad, -int(np.argmin(quad.sum(1))), 0)
    points = [
        (float(np.clip(x / size[0], 0, 1)), float(np.clip(y / size[1], 0, 1))) for x, y in quad.astype(np.float64)
    ]
    return points[0], points[1], points[2], points[3]
