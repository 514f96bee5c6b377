"""A real nginx on this machine, with a configuration that a test writes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from .patience import PATIENCE


def command(program: str, folder: Path, blocks: str) -> list[str]:
    """The command that runs nginx in this folder with these blocks inside `http`."""
    temporary = "".join(
        f"{each}_temp_path {folder}/{each};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}{blocks} }}\n"
    )
    return [program, "-p", str(folder), "-e", f"{folder}/log", "-c", f"{folder}/nginx.conf"]


class Nginx:
    """Runs with these blocks inside `http`; skips the test where there is no nginx."""

    def __init__(self, folder: Path, blocks: str) -> None:
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if not program:
            pytest.skip("!!! nginx IS NOT INSTALLED: NOTHING IS SHOWN ABOUT PROXIES !!!")
        folder.mkdir()
        with (folder / "out").open("wb") as out:
            self._process = subprocess.Popen(command(program, folder, blocks), stdout=out, stderr=out)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
