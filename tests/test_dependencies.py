"""What the project depends on: each package has a range and a reason, and what it installs is imported."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .support.servers import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = [Requirement(each) for each in PROJECT["dependencies"]]
EXTRA = [Requirement(each) for extra in PROJECT["optional-dependencies"].values() for each in extra]
PAGE = ROOT / "docs" / "decisions" / "0035-dependencies.md"


def named_in_the_decision() -> set[str]:
    rows = re.findall(r"^\| ([a-z][^|]*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name) for row in rows for name in row.split(", ")} - {"package"}


def test_every_dependency_has_a_reason_and_nothing_else_has_one():
    assert named_in_the_decision() == {canonicalize_name(each.name) for each in [*RUN, *EXTRA]}


@pytest.mark.parametrize("requirement", [*RUN, *EXTRA], ids=str)
def test_every_dependency_has_a_range(requirement):
    assert {each.operator for each in requirement.specifier} == {">=", "<"}


def test_the_ranges_of_a_dependency_agree():
    by_name: dict[str, set[str]] = {}
    for each in [*RUN, *EXTRA]:
        by_name.setdefault(each.name, set()).add(str(each.specifier))
    assert not {name for name, ranges in by_name.items() if len(ranges) > 1}


def test_what_is_imported_is_a_dependency_and_the_other_way_round():
    provided_by = packages_distributions()
    imported = set()
    for path in (ROOT / "live_cop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    ours = {canonicalize_name(name) for module in imported for name in provided_by.get(module, [])} - {"live-cop"}
    # Imported only where the extra is installed. The packages of OpenTelemetry share one name of a module.
    of_extras = {
        "authlib",
        "gevent",
        "joserfc",
        "numpy",
        "opencv-python-headless",
        "psycopg",
        "redis",
        *provided_by["opentelemetry"],
    }
    # python-socketio imports it to be a client, which the demo is.
    by_others = {"websocket-client"}
    assert ours | by_others == {canonicalize_name(each.name) for each in RUN} | of_extras
