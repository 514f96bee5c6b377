"""The wheel, built as it is released and installed in an empty environment."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
#: An environment that knows nothing of this checkout, nor of the environment in which the tests run.
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "LIVE_COP"))}


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A folder with the source distribution and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "build", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(build, check=True, env=BARE, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def wheel(built) -> Path:
    [wheel] = built.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the commands of an environment that holds the wheel and what it asks for, and nothing else."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "env", with_pip=False)
    commands = home / "env" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(commands / "python"), "--disable-pip-version-check"]
    # What is never imported is not compiled: that is most of it.
    subprocess.run([*pip, "install", "--quiet", "--no-compile", str(wheel)], check=True, cwd=home, env=BARE)
    return commands
