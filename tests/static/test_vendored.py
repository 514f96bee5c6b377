"""Third-party files are what their list says, and every icon that we ask for is among them."""

import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "static"
LIST = (STATIC / "vendor" / "VENDORED.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\S+)` \| (.+?) \| (.+?) \| `([0-9a-f]{64})` \|$", LIST, re.MULTILINE)
LICENCES = {"MIT", "ISC", "Apache-2.0", "OFL-1.1"}


def test_the_list_can_be_read():
    assert {path for path, *_ in ROWS} >= {"vendor/preact.js", "vendor/socket.io.js", "fonts/hyperlegible.woff2"}


@pytest.mark.parametrize(("path", "what", "licence", "digest"), ROWS, ids=[row[0] for row in ROWS])
def test_a_file_is_what_the_list_says(path, what, licence, digest):
    assert hashlib.sha256((STATIC / path).read_bytes()).hexdigest() == digest, "edited by hand? Run scripts/vendor."
    assert re.search(r"\d+\.\d+\.\d+", what), "with its version"
    assert set(licence.split(", ")) <= LICENCES


def test_every_script_that_is_not_ours_is_on_the_list():
    assert {f"vendor/{path.name}" for path in (STATIC / "vendor").glob("*.js")} <= {path for path, *_ in ROWS}


def test_every_icon_that_we_ask_for_is_there():
    icons = set(re.findall(r'^  "([a-z0-9-]+)":', (STATIC / "icons" / "lucide.js").read_text(), re.MULTILINE))
    asked = set()
    for path in (STATIC / "js").rglob("*.js"):
        for name in re.findall(r"<\$\{Icon\} name=(\"[a-z0-9-]+\"|\$\{[^}]*\})", path.read_text(encoding="utf-8")):
            # Of a choice, what stands after "?" or ":".
            asked |= set(re.findall(r'(?:^|[?:]\s*)"([a-z0-9-]+)"', name.removeprefix("${")))
    assert asked, "nothing found: has Icon another name now?"
    assert asked <= icons, "add it to scripts/vendor and run that"


@pytest.mark.parametrize("sheet", ["tokens", "fonts"])
def test_a_face_says_which_weights_its_font_has(sheet):
    """Browsers draw a weight that the face says but the font lacks as the nearest one, and take others from nowhere."""
    style = (STATIC / "css" / f"{sheet}.css").read_text(encoding="utf-8")
    faces = re.findall(r"url\(\.\./(fonts/[^)]+)\).*?font-weight: (\d+) (\d+);", style, re.DOTALL)
    assert len(faces) == style.count("@font-face") > 0
    for path, lightest, boldest in faces:
        (axis,) = TTFont(STATIC / path)["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", int(lightest), int(boldest)), path
