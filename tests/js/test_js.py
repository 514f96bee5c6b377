"""The modules of the browser's side, with the test runner of Node.js."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = shutil.which("node")


def major() -> int:
    return int(re.match(r"v(\d+)", subprocess.check_output([str(NODE), "--version"], text=True))[1])


@pytest.fixture(scope="module")
def node():
    """Node.js 20 or newer; without it these tests are skipped, but never on the machine that decides."""
    why = "Node.js is not installed" if NODE is None else "" if major() >= 20 else "this Node.js is older than 20"
    if why and os.environ.get("CI") == "true":
        pytest.fail(why)
    if why:
        pytest.skip(why)
    return NODE


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.test.js")), ids=lambda path: path.relative_to(HERE).as_posix())
def test_in_node(path, node):
    done = subprocess.run([node, "--test", str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
