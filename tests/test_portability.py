"""Nothing of ours needs Unix: the server starts where modules and functions that only Unix has are missing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from live_cop.store import atomic_file
from live_cop.store.opening import open_store
from live_cop.store.sqlite import backup

from .support.servers import ROOT, Server
from .support.without_unix import FUNCTIONS, MODULES

#: Functions that only some systems have, by the name of their module.
UNIX_ONLY = {
    **{module.__name__: set(names) for module, names in FUNCTIONS.items()},
    "socket": {"AF_UNIX", "SO_REUSEPORT"},
    "asyncio": {"create_unix_server", "open_unix_connection"},
    "time": {"tzset"},
}
#: Where they are used only after asking whether they exist.
GUARDED = {
    ("folder.py", "chown"), ("folder.py", "geteuid"), ("os_limits.py", "nice"), ("server_process.py", "sysconf"),
    ("supervisor.py", "SIGHUP"),
}  # fmt: skip
FILES = sorted((ROOT / "live_cop").rglob("*.py"))


class ServerWithoutUnix(Server):
    MODULE = "tests.support.without_unix"


@pytest.mark.parametrize("engine", ["eventlet", "gevent"])
def test_a_server_without_unix_takes_a_meeting_and_makes_its_report(tmp_path, engine):
    server = ServerWithoutUnix(tmp_path / "data", LIVE_COP_SERVER=engine)
    try:
        links, chair = server.open_meeting()
        page = f"{server.url}/m/{links['code']}"
        assert requests.get(page, timeout=10).status_code == 200
        # A report is made by another process.
        assert chair.get(f"{page}/report.pdf", timeout=60).content.startswith(b"%PDF")
    finally:
        server.stop()


def test_help_is_there_without_unix():
    command = [sys.executable, "-m", "tests.support.without_unix", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=ROOT, check=False)
    assert done.returncode == 0 and "serve" in done.stdout, done.stderr


def test_the_blocker_blocks():
    code = (
        "import tests.support.without_unix as w; w.builtins.__import__ = w._import_unless_blocked\n"
        "try:\n    import fcntl\nexcept ImportError:\n    print('blocked')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, cwd=ROOT, check=False
    )
    assert done.stdout == "blocked\n", done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "live_cop")))
def test_no_file_imports_or_calls_what_only_unix_has(path: Path):
    """Only `os_limits.py` imports `resource`, if it is there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) and not node.level else None
            names = {module or ""} | {alias.name for alias in node.names if isinstance(node, ast.Import)}
            assert path.name == "os_limits.py" or not names & MODULES, f"{path}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            unix_only = node.attr in UNIX_ONLY.get(node.value.id, ())
            assert not unix_only or (path.name, node.attr) in GUARDED, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "live_cop")))
def test_every_text_file_is_read_and_written_as_utf_8(path: Path):
    """Windows would take the code page of its language."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in ("read_text", "write_text"):
            assert any(each.arg == "encoding" for each in node.keywords), f"{path}:{node.lineno}"


def test_a_backup_is_made_and_restored_by_the_steps_for_windows(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic_file, "WINDOWS", True)
    open_store(tmp_path / "data").close()
    copy = backup.back_up(tmp_path / "data", tmp_path / "copy.sqlite3")
    aside = backup.restore(copy, tmp_path / "data")
    assert aside is not None and aside.exists()
    open_store(tmp_path / "data").close()
    assert not list(tmp_path.rglob("*.part*"))
