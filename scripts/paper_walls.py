"""Renders photographs of walls with paper notes, with the truth beside them, and measures how well they are found.

    python -m scripts.paper_walls render FOLDER     every picture as JPEG, and truth.json
    python -m scripts.paper_walls measure           the finder on the half that is held out (--half seen: on the other)

The pictures are drawn, so nobody's wall is in the repository and every outline is known. Four walls times eight
conditions times six pictures are 192; of each six, three are for working on the finder and three are held out.
`measure` exits with 1 where a goal is missed. Needs the extras [paper] and [dev] (the handwriting fonts, all under the
SIL Open Font License).
"""

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from live_cop.pictures import paper_notes

# OpenCV's own types say no more than "some array".
Picture = NDArray[Any]
Quad = NDArray[Any]

WALLS = ("plaster", "whiteboard", "brown", "cork")
CONDITIONS = ("clean", "dim", "lines", "touching", "overlapping", "hand", "white", "all")
#: Pictures of each wall in each condition; the odd ones are held out.
EACH = 6
WIDTH, HEIGHT = 2000, 1500

#: The colours in which sticky notes are sold.
COLOURS = ((250, 233, 112), (244, 142, 172), (172, 218, 112), (132, 194, 232), (249, 176, 96))
WHITE = (247, 246, 242)
INKS = ((28, 28, 36), (24, 40, 110), (120, 24, 30))
WORDS = tuple(
    word
    for line in (
        "listen first who else should be here tea helps a quiet room ask before you act one key worker warm handover",
        "somebody to ring bus fare no wrong door hope small steps same person each week food bank open late less forms",
        "trust takes time Friday release is hard a bed tonight peer mentors what worked last year keep going safe",
    )
    for word in line.split()
)
#: So much of a note must be visible for it to be counted as one.
VISIBLE = 0.5
#: A proposal is the note if their outlines share this part of what both cover.
SAME = 0.75


@dataclass
class Wall:
    """A rendered photograph, and the outlines of the notes in it, as fractions of its sides."""

    name: str
    wall: str
    condition: str
    picture: Picture
    notes: list[Quad]
    #: Outlines of white notes on a whiteboard, for which there is no goal: neither found nor wrong.
    uncounted: list[Quad] = field(default_factory=list)


def all_walls(held_out: bool | None = None) -> Iterator[Wall]:
    """Every picture, or one half of them."""
    for wall in WALLS:
        for condition in CONDITIONS:
            for number in range(EACH):
                if held_out is None or bool(number % 2) is held_out:
                    yield render(wall, condition, number)


def render(wall: str, condition: str, number: int) -> Wall:
    """One picture. The same three arguments always give the same one."""
    seed = (WALLS.index(wall) * len(CONDITIONS) + CONDITIONS.index(condition)) * 1000 + number
    return _Scene(wall, condition, np.random.default_rng(seed)).photograph(f"{wall}-{condition}-{number}")


def _noise(rng: np.random.Generator, cell: int, strength: float) -> NDArray[Any]:
    """Smooth grey noise whose spots have about this size."""
    small = rng.normal(0, strength, (HEIGHT // cell + 2, WIDTH // cell + 2)).astype(np.float32)
    return cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def _font(rng: np.random.Generator, size: int) -> ImageFont.FreeTypeFont:
    """One of the handwriting fonts."""
    package, file = [
        ("fontpkg_caveat", "Caveat[wght].ttf"),
        ("fontpkg_indie_flower", "IndieFlower-Regular.ttf"),
        ("fontpkg_kalam", "Kalam-Regular.ttf"),
    ][int(rng.integers(3))]
    folder = Path(str(import_module(package).__file__)).parent
    return ImageFont.truetype(folder / "files" / file, size)


def _corners(centre: NDArray[Any], width: float, height: float, degrees: float) -> Quad:
    turn = np.deg2rad(degrees)
    across = np.array([np.cos(turn), np.sin(turn)]) * width / 2
    down = np.array([-np.sin(turn), np.cos(turn)]) * height / 2
    return np.array(
        [centre - across - down, centre + across - down, centre + across + down, centre - across + down], np.float32
    )


def _filled(quad: Quad) -> Picture:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    return cv2.fillConvexPoly(mask, np.round(quad).astype(np.int32), 255, cv2.LINE_AA)


class _Scene:
    """A wall as it is built up: its surface, what is drawn on it, the notes, what stands before it, the camera."""

    def __init__(self, wall: str, condition: str, rng: np.random.Generator) -> None:
        self.wall, self.condition, self.rng = wall, condition, rng
        self.canvas: NDArray[Any] = self._surface()
        self.notes: list[Quad] = []
        self.white: list[bool] = []
        #: For each pixel the number of the note on top, or -1.
        self.owner = np.full((HEIGHT, WIDTH), -1, np.int16)

    def has(self, condition: str) -> bool:
        return self.condition in (condition, "all")

    def photograph(self, name: str) -> Wall:
        if self.has("lines"):
            self._lines(before=True)
        self._put_notes()
        if self.has("lines"):
            self._lines(before=False)
        if self.has("hand"):
            self._hand()
        return self._camera(name)

    def _surface(self) -> NDArray[Any]:
        rng = self.rng
        colour = {
            "plaster": (214, 210, 196),
            "whiteboard": (236, 240, 242),
            "brown": (188, 152, 112),
            "cork": (176, 132, 88),
        }[self.wall]
        canvas = np.empty((HEIGHT, WIDTH, 3), np.float32)
        canvas[:] = np.array(colour, np.float32) + rng.normal(0, 4, 3)
        if self.wall == "plaster":
            canvas += (_noise(rng, 6, 2) + _noise(rng, 60, 3))[..., None]
        elif self.wall == "whiteboard":
            canvas += _noise(rng, 300, 2)[..., None]
            for _ in range(3):  # Marks that were not wiped off well.
                x, y = int(rng.integers(WIDTH)), int(rng.integers(HEIGHT))
                smear = np.zeros((HEIGHT, WIDTH), np.float32)
                cv2.ellipse(smear, (x, y), (220, 60), float(rng.integers(180)), 0, 360, 1.0, -1)
                canvas -= cv2.GaussianBlur(smear, (0, 0), 30)[..., None] * np.array((14, 10, 6), np.float32)
            cv2.rectangle(canvas, (0, 0), (WIDTH - 1, HEIGHT - 1), (150, 152, 156), 60)
        elif self.wall == "brown":
            canvas += (_noise(rng, 3, 4) + _noise(rng, 40, 3))[..., None]
            for x in (int(WIDTH * 0.37), int(WIDTH * 0.71)):  # The folds of the paper.
                cv2.line(canvas, (x, 0), (x + 14, HEIGHT), tuple(c * 0.88 for c in colour), 3, cv2.LINE_AA)
        else:
            canvas += (_noise(rng, 4, 14) + _noise(rng, 11, 10) + _noise(rng, 90, 4))[..., None]
        return canvas

    def _put_notes(self) -> None:
        rng = self.rng
        size = float(rng.uniform(190, 270))
        pitch = size * (1.02 if self.condition == "touching" else 1.3)
        columns, rows = int((WIDTH - 200) / pitch), int((HEIGHT - 200) / pitch)
        places = [(column, row) for row in range(rows) for column in range(columns)]
        rng.shuffle(places)
        many = min(len(places), int(rng.integers(9, 17)))
        if self.has("touching"):
            self._rows_of_one_colour(size, many)
            return
        start = np.array([(WIDTH - pitch * columns) / 2, (HEIGHT - pitch * rows) / 2])
        for column, row in places[:many]:
            middle = start + (np.array([column, row]) + 0.5) * pitch + rng.normal(0, size * 0.04, 2)
            self._note(middle, size, float(rng.normal(0, 5)), self._colour())
            if self.has("overlapping") and rng.random() < 0.5:
                self._over(middle, size)

    def _rows_of_one_colour(self, size: float, many: int) -> None:
        """Two or three notes of one colour side by side or one below the other, without a gap or nearly so."""
        rng, pitch = self.rng, size * 1.25
        across, placed = int((WIDTH - 160) / (size * 3 + pitch - size)), 0
        down = int((HEIGHT - 160) / pitch)
        cells = [(column, row) for row in range(down) for column in range(max(1, across))]
        rng.shuffle(cells)
        for column, row in cells:
            if placed >= many:
                break
            colour, turn = self._colour(), float(rng.normal(0, 3))
            start = np.array([120 + size / 2 + column * (size * 3 + pitch - size), 90 + size / 2 + row * pitch])
            step = np.array([np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))])
            for place in range(int(rng.integers(2, 4))):
                gap = float(rng.uniform(-2, 3))
                middle = start + step * (size + gap) * place + rng.normal(0, 3, 2) * np.array([0.0, 1.0])
                self._note(middle, size, turn + float(rng.normal(0, 0.8)), colour, same_size=True)
                placed += 1
            if self.condition == "all" and rng.random() < 0.5:
                self._over(start, size)

    def _over(self, middle: NDArray[Any], size: float) -> None:
        """A second note that covers a part of the first, as people put their "yes, and" on a note."""
        rng = self.rng
        away = size * rng.uniform(0.62, 0.8, 2) * rng.choice([-1, 1], 2)
        if rng.random() < 0.4:
            away[int(rng.integers(2))] *= 0.25
        self._note(np.clip(middle + away, size * 0.8, [WIDTH - size * 0.8, HEIGHT - size * 0.8]), size,
                   float(rng.normal(0, 7)), self._colour())  # fmt: skip

    def _colour(self) -> tuple[int, int, int]:
        if self.has("white") and self.rng.random() < 0.35:
            return WHITE
        return COLOURS[int(self.rng.integers(len(COLOURS)))]

    def _note(
        self,
        middle: NDArray[Any],
        size: float,
        degrees: float,
        colour: tuple[int, int, int],
        same_size: bool = False,
    ) -> None:
        rng = self.rng
        wide = not same_size and rng.random() < 0.12
        width = size * (1.45 if wide else 1) * (1 if same_size else rng.uniform(0.96, 1.04))
        quad = _corners(middle.astype(np.float32), width, size, degrees)
        if quad.min() < 70 or quad[:, 0].max() > WIDTH - 70 or quad[:, 1].max() > HEIGHT - 70:
            return
        covered = [
            self._visible(index, _filled(quad))
            for index in range(len(self.notes))
            if self._visible(index) - self._visible(index, _filled(quad)) > 0.001
        ]
        # Notes lie on each other only where the condition says so.
        least = 0.6 if self.has("overlapping") else 0.97 if self.has("touching") else 1.0
        if any(part < least for part in covered):
            return
        mask = _filled(quad).astype(np.float32) / 255
        shadow = cv2.GaussianBlur(np.roll(mask, (7, 4), (0, 1)), (0, 0), 6)[..., None]
        self.canvas *= 1 - 0.28 * shadow
        self.canvas = self.canvas * (1 - mask[..., None]) + self._paper(quad, colour, width, size) * mask[..., None]
        self.owner[mask > 0.5] = len(self.notes)
        self.notes.append(quad)
        self.white.append(colour == WHITE)

    def _visible(self, index: int, over: Picture | None = None) -> float:
        whole = _filled(self.notes[index]) > 127
        seen = (self.owner == index) & whole
        if over is not None:
            seen &= over < 128
        return float(seen.sum() / max(1, whole.sum()))

    def _paper(self, quad: Quad, colour: tuple[int, int, int], width: float, height: float) -> NDArray[Any]:
        """The note with its words and the shade where it curls away from the wall, laid where it hangs."""
        rng, w, h = self.rng, int(width), int(height)
        paper = Image.new("RGB", (w, h), tuple(int(np.clip(c + rng.normal(0, 4), 0, 255)) for c in colour))
        draw, font = ImageDraw.Draw(paper), _font(rng, int(h * rng.uniform(0.14, 0.22)))
        line, y, ink = "", h * 0.12, INKS[int(rng.integers(len(INKS)))]
        for word in [*(str(w) for w in rng.choice(WORDS, int(rng.integers(3, 9)))), ""]:
            if not word or draw.textlength(f"{line} {word}", font) > w * 0.84:
                draw.text((w * 0.08, y), line, ink, font, stroke_width=int(rng.integers(0, 2)))
                line, y = word, y + h * 0.2
                if y > h * 0.78:
                    break
            else:
                line = f"{line} {word}".strip()
        curl = 1 - rng.uniform(0.02, 0.12) * np.linspace(0, 1, h, dtype=np.float32) ** 3
        flat = np.asarray(paper, np.float32) * curl[:, None, None]
        corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
        return cv2.warpPerspective(
            flat, cv2.getPerspectiveTransform(corners, quad), (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE
        )

    def _lines(self, before: bool) -> None:
        """Marker: a heading and rings before the notes are put up, arrows from note to note after that."""
        rng = self.rng
        pen = [(30, 30, 40), (180, 30, 40), (30, 70, 160), (20, 120, 60)][int(rng.integers(4))]
        if before:
            for _ in range(3):
                middle = (int(rng.integers(300, WIDTH - 300)), int(rng.integers(300, HEIGHT - 300)))
                axes = (int(rng.integers(200, 480)), int(rng.integers(160, 360)))
                cv2.ellipse(self.canvas, middle, axes, 0, 0, float(rng.integers(250, 360)), pen, 9, cv2.LINE_AA)
            cv2.line(self.canvas, (WIDTH // 2, 40), (WIDTH // 2 + 20, HEIGHT - 40), pen, 8, cv2.LINE_AA)
            return
        for _ in range(min(5, len(self.notes) // 2)):
            one, other = rng.choice(len(self.notes), 2, replace=False)
            start, end = self.notes[one].mean(0), self.notes[other].mean(0)
            along = (end - start) / max(1.0, float(np.linalg.norm(end - start)))
            start, end = start + along * 90, end - along * 90
            a, b = (int(start[0]), int(start[1])), (int(end[0]), int(end[1]))
            cv2.arrowedLine(self.canvas, a, b, pen, int(rng.integers(5, 10)), cv2.LINE_AA, tipLength=0.05)

    def _hand(self) -> None:
        """A hand that comes in from below, or a cup that stands before the wall."""
        rng, mask = self.rng, np.zeros((HEIGHT, WIDTH), np.uint8)
        x = int(rng.integers(400, WIDTH - 400))
        if rng.random() < 0.5:
            y = int(rng.integers(HEIGHT - 520, HEIGHT - 320))
            colour = [(226, 178, 150), (168, 116, 84), (98, 66, 50)][int(rng.integers(3))]
            cv2.line(mask, (x + 60, HEIGHT + 50), (x, y + 190), 255, 150)
            cv2.ellipse(mask, (x, y + 160), (95, 115), 0, 0, 360, 255, -1)
            for finger, lean in enumerate((-46, -18, 12, 44)):
                tip = (x + int(lean * 2.1), y + 20 + abs(finger - 1) * 18)
                cv2.line(mask, (x + lean, y + 120), tip, 255, 40)
        else:
            y = HEIGHT - int(rng.integers(150, 260))
            colour = [(236, 232, 226), (60, 90, 130), (170, 60, 50)][int(rng.integers(3))]
            cv2.rectangle(mask, (x - 110, y - 120), (x + 110, y + 160), 255, -1)
            cv2.ellipse(mask, (x, y - 120), (110, 30), 0, 0, 360, 255, -1)
            cv2.ellipse(mask, (x + 120, y + 10), (60, 70), 0, 0, 360, 255, 26)
        soft = cv2.GaussianBlur(mask, (0, 0), 2).astype(np.float32)[..., None] / 255
        shade = cv2.GaussianBlur(np.roll(mask, (20, 14), (0, 1)), (0, 0), 16).astype(np.float32)[..., None] / 255
        round_ = 0.8 + 0.25 * cv2.GaussianBlur(mask, (0, 0), 45).astype(np.float32)[..., None] / 255
        self.canvas *= 1 - 0.3 * shade
        self.canvas = self.canvas * (1 - soft) + np.array(colour, np.float32) * round_ * soft
        self.owner[mask > 127] = -1

    def _camera(self, name: str) -> Wall:
        rng = self.rng
        counted = [index for index in range(len(self.notes)) if self._visible(index) >= VISIBLE]
        frame = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
        lean = rng.uniform(0, 0.05, (4, 2)).astype(np.float32) * [WIDTH, HEIGHT]
        inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
        seen = cv2.getPerspectiveTransform((frame + lean * inward).astype(np.float32), frame)
        picture = cv2.warpPerspective(self.canvas, seen, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        quads = [cv2.perspectiveTransform(quad[None], seen)[0] for quad in self.notes]
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        side = float(rng.uniform(-1, 1))
        light = 1 + 0.1 * side * (x / WIDTH - 0.5) - 0.25 * ((x / WIDTH - 0.5) ** 2 + (y / HEIGHT - 0.5) ** 2)
        tint = 1 + rng.normal(0, 0.03, 3)
        noise = 2.0
        if self.has("dim"):
            light = light * rng.uniform(0.4, 0.6) * (1 + 0.3 * side * (x / WIDTH - 0.5))
            tint = np.array([1.08, 1.0, 0.82]) * tint
            picture, noise = cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(2, 3.5))), 5.0
        picture = picture * light[..., None] * tint + rng.normal(0, noise, picture.shape)
        data = np.clip(picture, 0, 255).astype(np.uint8)
        _, jpeg = cv2.imencode(".jpg", data[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 78])
        data = np.asarray(Image.open(io.BytesIO(jpeg.tobytes())))
        sides = np.array([WIDTH, HEIGHT], np.float32)
        hidden = self.wall == "whiteboard"
        return Wall(
            name,
            self.wall,
            self.condition,
            data,
            [quads[i] / sides for i in counted if not (hidden and self.white[i])],
            [quads[i] / sides for i in range(len(quads)) if i not in counted or (hidden and self.white[i])],
        )


# How well they are found


def overlap(one: Quad, other: Quad) -> float:
    """The part of what both cover that they share."""
    scale = np.array([WIDTH, HEIGHT], np.float32)
    a, b = (one * scale).astype(np.float32), (other * scale).astype(np.float32)
    shared = float(cv2.intersectConvexConvex(cv2.convexHull(a), cv2.convexHull(b))[0])
    return shared / max(1.0, float(cv2.contourArea(a)) + float(cv2.contourArea(b)) - shared)


@dataclass
class Score:
    notes: int = 0
    found: int = 0
    wrong: int = 0
    pictures: int = 0
    untouched: int = 0

    def add(self, wall: Wall, proposals: list[Quad]) -> None:
        pairs = sorted(
            ((overlap(note, quad), i, j) for i, note in enumerate(wall.notes) for j, quad in enumerate(proposals)),
            reverse=True,
        )
        notes, quads = set[int](), set[int]()
        for shared, i, j in pairs:
            if shared >= SAME and i not in notes and j not in quads:
                notes.add(i)
                quads.add(j)
        ignored = {j for j, quad in enumerate(proposals) if any(overlap(n, quad) >= 0.5 for n in wall.uncounted)}
        wrong = len(set(range(len(proposals))) - quads - ignored)
        self.notes += len(wall.notes)
        self.found += len(notes)
        self.wrong += wrong
        self.pictures += 1
        self.untouched += not wrong and len(notes) == len(wall.notes)

    def recall(self) -> float:
        return self.found / max(1, self.notes)

    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrong)


#: The goals: (part of the notes that is found, part of the proposals that is right).
GOALS = {
    "everything": (0.92, 0.95),
    "clean, dim, lines": (0.97, 0.95),
    "touching": (0.90, 0.0),
    "overlapping": (0.80, 0.0),
}
UNTOUCHED_GOAL, SECONDS_GOAL, MEGABYTES_GOAL = 0.5, 3.0, 300.0


def megabytes(wall: Wall) -> float:
    """What a process of its own needs at most that finds the notes of this picture, its libraries included."""
    jpeg = cv2.imencode(".jpg", wall.picture[..., ::-1])[1].tobytes()
    program = (
        "import io, re, sys; from pathlib import Path; from PIL import Image;"
        "from live_cop.pictures import paper_notes;"
        "paper_notes.find(Image.open(io.BytesIO(sys.stdin.buffer.read())));"
        # Not `getrusage`, which counts what the parent had when it forked.
        "print(int(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024)"
    )
    return float(subprocess.run([sys.executable, "-c", program], input=jpeg, capture_output=True, check=True).stdout)


def measure(walls: Iterator[Wall]) -> tuple[dict[str, Score], float, float, list[str]]:
    """Scores by condition and wall, CPU seconds a picture, megabytes, and a line for each picture that needs a hand."""
    scores, seconds, most, lines = dict[str, Score](), list[float](), 0.0, list[str]()
    for number, wall in enumerate(walls):
        image = Image.fromarray(wall.picture)
        before = time.process_time()
        quads = [np.array(quad, np.float32) for quad in paper_notes.find(image)]
        seconds.append(time.process_time() - before)
        names = ["everything", wall.condition, f"wall {wall.wall}"]
        if wall.condition in ("clean", "dim", "lines"):
            names.append("clean, dim, lines")
        alone = Score()
        alone.add(wall, quads)
        for name in names:
            scores.setdefault(name, Score()).add(wall, quads)
        if not alone.untouched:
            lines.append(f"{wall.name}: {alone.found} of {alone.notes} found, {alone.wrong} wrong")
        if number % 24 == 0:
            most = max(most, megabytes(wall))
    return scores, float(np.mean(seconds)), most, lines


@click.group()
def main() -> None:
    """Rendered walls with paper notes."""


@main.command("render")
@click.argument("folder", type=click.Path(path_type=Path))
def render_all(folder: Path) -> None:
    """Writes every picture, and the outlines of its notes."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for wall in all_walls():
        Image.fromarray(wall.picture).save(folder / f"{wall.name}.jpg", quality=85)
        truth[wall.name] = {"notes": [quad.tolist() for quad in wall.notes],
                            "uncounted": [quad.tolist() for quad in wall.uncounted]}  # fmt: skip
    (folder / "truth.json").write_text(json.dumps(truth), "utf-8")


@main.command("measure")
@click.option("--half", type=click.Choice(["held-out", "seen"]), default="held-out")
@click.option("--only", help="One condition.")
@click.option("--lines/--no-lines", default=False, help="Say which pictures need a correction.")
def measure_half(half: str, only: str | None, lines: bool) -> None:
    """Finds the notes in one half of the pictures, and compares with the goals."""
    chosen = (wall for wall in all_walls(half == "held-out") if only in (None, wall.condition))
    scores, seconds, most, corrections = measure(chosen)
    missed = False
    click.echo(f"{'':20} pictures  notes  found  right  no correction   goal")
    for name, score in scores.items():
        found, right = score.recall(), score.precision()
        goal = GOALS.get(name)
        missed |= goal is not None and (found < goal[0] or right < goal[1])
        untouched = score.untouched / score.pictures
        missed |= name == "everything" and untouched < UNTOUCHED_GOAL
        click.echo(
            f"{name:20} {score.pictures:8} {score.notes:6}  {found:.3f}  {right:.3f}  {untouched:13.2f}   {goal or ''}"
        )
    click.echo(f"{seconds:.2f} CPU seconds a picture (goal {SECONDS_GOAL}), {most:.0f} MB (goal {MEGABYTES_GOAL:.0f})")
    for line in corrections if lines else ():
        click.echo(line)
    if missed or seconds > SECONDS_GOAL or most > MEGABYTES_GOAL:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
