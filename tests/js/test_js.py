"""The browser's own modules, with node's own test runner where there is one."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = shutil.which("node")


def major() -> int:
    return int(re.match(r"v(\d+)", subprocess.check_output([str(NODE), "--version"], text=True))[1])


@pytest.mark.skipif(NODE is None, reason="there is no node here")
@pytest.mark.parametrize("path", sorted(HERE.rglob("*.test.js")), ids=lambda path: path.relative_to(HERE).as_posix())
def test_in_node(path):
    if major() < 20:
        pytest.skip("this node is too old")
    done = subprocess.run([str(NODE), "--test", str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
