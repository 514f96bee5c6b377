"""Contact sheets of every screen and state at all sizes, to be looked at: `python -m scripts.sheets [NOTES ...]`.

A meeting of each running order is led through all its parts with 0, 5, 40 and 200 notes in each, or as many as are
given, while the board, the console, laptops and phones of several sizes are open at once. The pictures, one sheet for
each screen, and an index of everything are written to build/shots/, which is in no commit.
"""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from urllib.parse import quote

import requests
from PIL import Image, ImageDraw, ImageFont, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from live_cop.demo import sample_content as content
from live_cop.demo.participant import Participant

from .chromium import launch
from .shots import ROOT, free_port

SHOTS = ROOT / "build" / "shots"
ORDERS = ("standing", "solution")
NOTES = (0, 5, 40, 200)
PEOPLE = 12
#: The screens: the link that opens each, its width and height, and whether it is touched with fingers.
SCREENS = {
    "board-720": ("board_url", 1280, 720, False),
    "board-1080": ("board_url", 1920, 1080, False),
    "board-2160": ("board_url", 3840, 2160, False),
    "console-1280": ("chair_url", 1280, 800, False),
    "console-1024": ("chair_url", 1024, 768, True),
    "console-360": ("chair_url", 360, 740, True),
    "laptop-1280": ("remote", 1280, 800, False),
    "laptop-1024": ("remote", 1024, 768, False),
    "phone-360": ("room", 360, 740, True),
    "phone-320": ("room", 320, 568, True),
}
JOIN = {"remote": "Joining from elsewhere", "room": "In the room"}
#: How wide and high a picture on a sheet is at most, how wide its words are, and how wide a sheet is, in pixels.
THUMB = 380
WORDS = 260
SHEET = 1560
#: So long one picture may take: the board with 200 notes at 3840 x 2160, on a machine that does other things.
PICTURE_MS = 120_000
TEXTS = list(itertools.chain.from_iterable(content.NOTES.values()))
LONG = "A housing officer who asks what was going on at the time, and not only what happened. " * 5


def main() -> None:
    counts = [int(each) for each in sys.argv[1:]] or NOTES
    # No picture of an earlier run is left among the new ones.
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as data, server(Path(data)) as base, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        for order, count in itertools.product(ORDERS, counts):
            _Walk(browser, base, order, count).take_all()
            print(f"build/shots/{order}-{count}", flush=True)
        browser.close()
    for screen in SCREENS:
        _make_sheet(screen)
    print("build/shots/index.html")


@contextmanager
def server(data: Path) -> Iterator[str]:
    """A server of its own that is as people run it; its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "live_cop", "serve", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        for _ in range(600):
            try:
                requests.get(f"{base}/healthz", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait()


class _Walk:
    """One meeting, led through all its parts with so many notes in each."""

    def __init__(self, browser: Browser, base: str, order: str, count: int) -> None:
        self._folder = SHOTS / f"{order}-{count}"
        self._folder.mkdir(exist_ok=True)
        self._count = count
        session = requests.Session()
        answer = session.post(f"{base}/api/meetings", json={"title": content.TITLE, "template": order}, timeout=30)
        answer.raise_for_status()
        links = answer.json()
        code = links["code"]
        self._chair = Participant(base, code, session)
        self._people = [
            Participant.join(base, code, "remote" if n % 3 == 2 else "room", content.NAMES[n % 8] if n % 2 else "")
            for n in range(PEOPLE)
        ]
        self._pages = {name: _open(browser, links, *screen) for name, screen in SCREENS.items()}
        self._texts = itertools.cycle([*TEXTS, LONG])
        self._states = itertools.count()

    def take_all(self) -> None:
        self._take("before")
        parts = sorted(self._chair.all("section").items(), key=lambda each: float(each[1]["order"]))
        for id, section in parts:
            self._chair.do("agenda.start", section=id)
            self._write(id)
            self._take(section["title"])
            for name, change in self._states_of(section["kind"]):
                change()
                self._take(f"{section['title']}, {name}")
        self._chair.do("meeting.close")
        self._take("closed")
        for page in self._pages.values():
            page.context.close()
        for person in [self._chair, *self._people]:
            person.leave()

    def _write(self, section: str) -> None:
        """Notes in the zones of the part, and dates and steps that are always there."""
        zones = [id for id, zone in self._chair.all("zone").items() if zone["section"] == section]
        for n in range(self._count if zones else 0):
            person = self._people[n % PEOPLE]
            person.do("note.add", zone=zones[n % len(zones)], text=next(self._texts), color="butter")

    def _states_of(self, kind: str) -> list[tuple[str, Callable[[], object]]]:
        """What a chair does within a part of this kind, step by step."""
        if kind == "scaling":
            return [("answered", self._answer), ("spread", self._show_spread)]
        if kind == "round":
            return [("third voice", self._hear_three), ("round over", lambda: self._chair.do("round.end"))]
        if kind == "discussion":
            split = {"count": 3, "how": "mixed", "by": "chance", "minutes": 10, "prompt": "What would help?"}
            return [
                ("groups", lambda: self._chair.do("teams.split", **split)),
                ("back", lambda: self._chair.do("teams.end")),
            ]
        if kind == "closing":
            return [("dates", self._propose), ("date set", self._set_date)]
        return []

    def _answer(self) -> None:
        for n, person in enumerate(self._people):
            person.do("scale.mark", scale=next(iter(self._chair.all("scale"))), value=3 + n % 6)

    def _show_spread(self) -> None:
        self._chair.do("scale.show", scale=next(iter(self._chair.all("scale"))))

    def _hear_three(self) -> None:
        for _ in range(3):
            self._chair.do("round.next")

    def _propose(self) -> None:
        for n in range(3):
            self._chair.do("date.propose", at=1_900_000_000_000 + n * 100_000_000)
        for person in self._people[:5]:
            person.do("step.add", what=f"{content.STEPS[0][0]}, and tell {person.id[:4]}")

    def _set_date(self) -> None:
        self._chair.do("next.fix", at=1_900_000_000_000, venue="The library, first floor")

    def _take(self, state: str) -> None:
        """One picture of each screen."""
        self._pages["board-720"].wait_for_timeout(1_500)
        number = next(self._states)
        for name, page in self._pages.items():
            picture = f"{number:02} {state} {name}.png".replace("/", " ")
            try:
                page.screenshot(path=self._folder / picture)
            except PlaywrightError as error:
                # On a busy machine one may be missing, but not all that follow.
                print(f"No picture {self._folder.name}/{picture}: {error.message.splitlines()[0]}", flush=True)


def _open(browser: Browser, links: dict[str, str], link: str, width: int, height: int, touch: bool) -> Page:
    context = browser.new_context(
        locale="en-GB", reduced_motion="reduce", viewport={"width": width, "height": height}, has_touch=touch
    )
    page = context.new_page()
    page.set_default_timeout(PICTURE_MS)
    page.goto(links.get(link) or links["join_url"])
    if link in JOIN:
        page.get_by_role("button", name=JOIN[link]).click()
    page.wait_for_load_state("networkidle")
    return page


def _make_sheet(screen: str) -> None:
    """All states of one screen as one picture, and as a page whose thumbnails lead to the pictures.

    The thumbnails are made here: a browser that had to read a hundred large pictures ran out of time.
    """
    found = sorted(SHOTS.glob(f"*/* {screen}.png"), key=lambda each: (each.parent.name, each.name))
    figures, thumbs = [], []
    for number, each in enumerate(found):
        words = f"{each.parent.name}: {each.stem.removesuffix(' ' + screen)}"
        with Image.open(each) as picture:
            thumb = ImageOps.contain(picture.convert("RGB"), (THUMB, THUMB))
        small = SHOTS / "thumbs" / f"{screen}-{number:03}.png"
        small.parent.mkdir(exist_ok=True)
        thumb.save(small)
        thumbs.append((words, thumb))
        figures.append(
            f'<figure><a href="{quote(str(each.relative_to(SHOTS)))}"><img src="{small.relative_to(SHOTS)}"></a>'
            f"<figcaption>{escape(words)}</figcaption></figure>"
        )
    style = (
        "body{margin:8px;background:#777;display:flex;flex-wrap:wrap;gap:8px;font:13px sans-serif}"
        f"figure{{margin:0;width:{THUMB}px}}"
    )
    head = f'<!doctype html><meta charset="utf-8"><title>{screen}</title><style>{style}</style>'
    (SHOTS / f"{screen}.html").write_text(head + "".join(figures), "utf-8")
    _paste(thumbs).save(SHOTS / f"{screen}.png")
    links = "".join(f'<li><a href="{name}.html">{name}</a>' for name in SCREENS)
    (SHOTS / "index.html").write_text(f"<!doctype html><title>Every screen and state</title><ul>{links}</ul>", "utf-8")


def _paste(thumbs: list[tuple[str, Image.Image]]) -> Image.Image:
    """The thumbnails in rows, each with its words below."""
    gap, line = 8, 18
    width = max(WORDS, *(thumb.width for _, thumb in thumbs))
    across = SHEET // (width + gap)
    rows = [thumbs[n : n + across] for n in range(0, len(thumbs), across)]
    heights = [max(thumb.height for _, thumb in row) + line for row in rows]
    size = (SHEET, gap + sum(height + gap for height in heights))
    sheet = Image.new("RGB", size, "#777777")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    y = gap
    for row, height in zip(rows, heights, strict=True):
        for n, (words, thumb) in enumerate(row):
            x = gap + n * (width + gap)
            sheet.paste(thumb, (x, y))
            draw.text((x, y + height - line + 2), words, "black", font)
        y += height + gap
    return sheet


if __name__ == "__main__":
    main()
