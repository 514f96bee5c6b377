"""LibreOffice as an independent reader of files. Tests that need it are skipped if it is not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

_SOFFICE = shutil.which("soffice")


def _needs(part: str) -> pytest.MarkDecorator:
    """The mark of a test that needs a component of LibreOffice, which Debian packages separately."""
    installed = _SOFFICE is not None and Path(_SOFFICE).resolve().with_name(f"lib{part}lo.so").exists()
    return pytest.mark.skipif(not installed, reason="this component of LibreOffice is not installed")


writer, calc = _needs("sw"), _needs("sc")


def convert(file: Path, to: str, folder: Path, *more: Path) -> None:
    """Opens one or more files and saves them in another format in a folder."""
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [str(_SOFFICE), home, "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, (file, *more))]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
