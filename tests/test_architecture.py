"""docs/architecture.md is true: which room imports which, no circles, a pure core, the files and functions it names."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "live_cop"
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

#: Libraries that one place hides from the rest, by where they may be named.
ONLY_IN = {
    "eventlet": "live/runtime/engine_eventlet.py",
    "gevent": "live/runtime/engine_gevent.py",
    "engineio": "live/transport/engineio_bridge.py",
    # The check of the file stops SQLite after a while, before any engine runs; a worker's input is written while its
    # output is read, in a thread of the engine's pool; and two threads of it take turns at the file.
    "threading": (
        *("live/runtime/engine_", "live/off_loop.py", "web/worker_process.py"),
        *("store/sqlite/check.py", "store/sqlite/database.py"),
    ),
    "prometheus_client": "live/metrics.py",
    "icalendar": "report/formats/ics.py",
    "typst": "report/formats/",
    "docx": "report/formats/docx",
    "pptx": "report/formats/pptx",
    "xlsxwriter": "report/formats/xlsx.py",
    "sqlite3": "store/",
    "sqlite_utils": "store/",
    "portalocker": ("store/__init__.py", "store/lock.py"),
    "psycopg": "store/postgres/",
    "resource": "os_limits.py",
}
#: All that the core may use besides its own files: none of it knows time, chance, a disk or a network.
PURE = {
    "bisect", "collections", "csv", "functools", "hashlib", "idna", "itertools", "math", "msgspec", "re", "types",
    "typing",
    "unicodedata", "urllib.parse",
}  # fmt: skip
#: Built-in functions that reach outside.
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(name: str) -> ast.Module:
    """Read when a test wants it: each worker process collects all tests, and few run these."""
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


@cache
def imports(name: str) -> set[str]:
    """The modules that a file imports anywhere in it, each as exactly as can be told."""
    found = set()
    package = name.split(".") if FILES[name].name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{start}.{alias.name}"
                found.add(inner if inner in FILES or start not in FILES else start)
    return found


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading of the document, without the backticks."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows[2:]]


def rooms() -> dict[str, set[str]]:
    rows = table("The rooms, and what each may import")
    return {row[0]: {room.strip() for room in row[3].split(",") if room.strip()} for row in rows}


def test_every_room_is_in_the_table():
    there = {name.split(".")[1] for name in FILES if "." in name} - {"__main__"}
    assert there == set(rooms())


@pytest.mark.parametrize("room", sorted(rooms()))
def test_imports_point_one_way(room):
    allowed = rooms()[room] | {room}
    for name in FILES:
        if name.split(".")[1:2] == [room]:
            ours = {each.split(".")[1] for each in imports(name) if each.startswith("live_cop.")}
            assert ours <= allowed, name


def circles() -> list[list[str]]:
    """Files that import each other, directly or through others (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in imports(name) & FILES.keys():
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1 or name in imports(name):
                found.append(sorted(group))

    for name in FILES:
        if name not in index:
            visit(name)
    return found


def test_no_files_import_each_other_in_a_circle():
    assert circles() == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_some_libraries_are_named_in_one_place_only(library):
    named = {name for name in FILES if any(each.split(".")[0] == library for each in imports(name))}
    places = {FILES[name].relative_to(PACKAGE).as_posix() for name in named}
    assert all(place.startswith(ONLY_IN[library]) for place in places)


def core_files() -> list[str]:
    return [name for name in FILES if name.startswith("live_cop.meeting")]


def test_the_whole_core_is_looked_at():
    assert {"live_cop.meeting.decide", "live_cop.meeting.wall.notes", "live_cop.meeting.records.wall"} <= set(
        core_files()
    )


@pytest.mark.parametrize("name", core_files())
def test_the_core_knows_neither_time_nor_chance_nor_io(name):
    foreign = {each for each in imports(name) if not each.startswith("live_cop.")}
    assert all(each in PURE or each.split(".")[0] in PURE or each.rpartition(".")[0] in PURE for each in foreign)
    calls = {
        node.func.id for node in ast.walk(tree(name)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & IMPURE_CALLS


@pytest.mark.parametrize(
    "step", table("One note, from a key to another screen and to the report"), ids=lambda row: row[2]
)
def test_each_step_of_a_note_is_where_the_document_says(step):
    _, file, function = step
    source = (ROOT / file).read_text(encoding="utf-8")
    pattern = r"\b(?:def|function|class|const) {}\b" if not file.endswith(".js") else r"\b(?:function|const) {}\b"
    assert re.search(pattern.format(re.escape(function)), source), f"{file}: {function}"


def test_the_classes_that_the_text_names_exist():
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("|"))
    classes = {node.name for name in FILES for node in ast.walk(tree(name)) if isinstance(node, ast.ClassDef)}
    assert set(re.findall(r"`([A-Z]\w*[a-z]\w*)`", text)) - classes == set()


def test_the_table_of_behaviours_leads_to_files():
    rows = table("Where do I find ...")
    assert len(rows) >= 25
    assert [file for _, file in rows if not (ROOT / file).is_file()] == []


def test_the_tree_lists_every_file():
    listed = {
        folder: {file.strip() for file in files.split(",") if file.strip()} for folder, files in table("The tree")
    }
    there: dict[str, set[str]] = {}
    for path in FILES.values():
        there.setdefault(path.parent.relative_to(ROOT).as_posix(), set()).add(path.stem)
    assert listed == {folder: {stem for stem in stems if not stem.startswith("__")} for folder, stems in there.items()}
