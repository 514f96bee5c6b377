"""LibreOffice as an independent reader of files. Tests that need it are skipped if it is not installed."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

from live_cop.report.document import Document
from live_cop.report.formats import docx

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


def pages_in_word(documents: Mapping[str, Document], folder: Path) -> dict[str, int]:
    """How many pages each of these documents has as a Word file, by its name."""
    files = [folder / f"{name}.docx" for name in documents]
    for file, document in zip(files, documents.values(), strict=True):
        file.write_bytes(docx.render(document))
    convert(files[0], "pdf", folder, *files[1:])
    return {file.stem: len(pypdf.PdfReader(file.with_suffix(".pdf")).pages) for file in files}
