"""Finds paper notes with OpenCV: see paper_notes for how. Imported only where OpenCV is installed."""

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from . import quadrilaterals
from .cut_outs import Quad
from .note_cover import SEEN, cover
from .quadrilaterals import Array, Mask

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
#: A rectangle longer than this, in short sides, is several notes beside one another.
LONG = 1.72
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
        return quadrilaterals.sides(self.quad)


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
        quad = quadrilaterals.corners_of(cv2.convexHull(outline).astype(np.float32))
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
            return [(patch.fill + 0.9, part) for part in quadrilaterals.split(patch.quad, round(long / size))]
        if patch.area < SEEN * size * size or patch.area > 20 * size * size:
            return []
        colour = np.array(cv2.mean(self.plain, patch.mask)[:3], np.float32)
        if any(float(np.linalg.norm((colour - wall) * WEIGHTS)) < APART for wall in self.wall):
            return []
        return cover(patch.mask, self.sharp, size)

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
            if all(quadrilaterals.shared(quad, other) < 0.4 for other in kept):
                kept.append(quad)
        return kept[:MOST]

    def _in_order(self, quads: list[Array]) -> list[Quad]:
        if not quads:
            return []
        row = float(np.median([quadrilaterals.sides(quad)[0] for quad in quads]))
        quads = sorted(quads, key=lambda quad: (round(float(quad[:, 1].mean()) / row), float(quad[:, 0].mean())))
        return [quadrilaterals.in_fractions(quad, self.size) for quad in quads]
