"""LibreOffice as a reader that knows nothing of us. Where it is not installed, what it reads is skipped."""

import shutil
import subprocess
from pathlib import Path

import pytest

_SOFFICE = shutil.which("soffice")


def _needs(part: str) -> pytest.MarkDecorator:
    """A test that needs a part of LibreOffice, which Debian has in packages of their own."""
    there = _SOFFICE is not None and Path(_SOFFICE).resolve().with_name(f"lib{part}lo.so").exists()
    return pytest.mark.skipif(not there, reason="this part of LibreOffice is not here")


writer, calc = _needs("sw"), _needs("sc")


def convert(file: Path, to: str, folder: Path) -> None:
    """Opens a file and saves it in another form into a folder."""
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [str(_SOFFICE), home, "--headless", "--convert-to", to, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
