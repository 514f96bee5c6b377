"""The arrows of docs/architecture.md: cli -> app -> web, live, report -> store -> meeting, and never back up."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "live_cop"

MAY_IMPORT = {
    "meeting": set(),
    "words": set(),
    "paths": set(),
    "settings": {"paths"},
    "store": {"meeting"},
    "os_limits": set(),
    "live": {"store", "meeting", "words", "settings", "os_limits"},
    "report": {"meeting", "words", "paths", "os_limits"},
    "rehearse": {"words", "os_limits"},
    "web": {"live", "report", "store", "meeting", "words", "settings", "paths"},
}
ONLY_IN = {
    "eventlet": "live/runtime/engine_eventlet.py",
    "gevent": "live/runtime/engine_gevent.py",
    "threading": "live/runtime/engine_",
    "prometheus_client": "live/metrics.py",
    "icalendar": "report/ics.py",
    "typst": "report/",
    "docx": "report/docx",
    "sqlite3": "store/",
    "sqlite_utils": "store/",
    "portalocker": "store/lock.py",
    "resource": "os_limits.py",
}


def imports(path: Path) -> set[str]:
    """All modules that a file imports, ours as `live_cop.room...`."""
    found = set()
    package = ["live_cop", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names} | {start}
    return found


FILES = sorted(path for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downwards_only(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room not in MAY_IMPORT:
        return
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("live_cop.")}
    assert ours <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("library", ONLY_IN)
def test_some_libraries_are_named_in_one_place_only(library):
    for path in FILES:
        place = str(path.relative_to(PACKAGE))
        if any(name.split(".")[0] == library for name in imports(path)):
            assert place.startswith(ONLY_IN[library]), place


def test_the_core_knows_neither_clock_nor_chance_nor_io():
    for path in (PACKAGE / "meeting").glob("*.py"):
        roots = {name.split(".")[0] for name in imports(path)}
        assert not roots & {"time", "random", "secrets", "os", "socket", "pathlib", "datetime", "flask"}, path.name
