"""`make check` names vulnerable packages, and goes on where it cannot ask about them."""

import json
import sys
from pathlib import Path

import pytest

from scripts import audit


@pytest.fixture
def pip_audit(tmp_path, monkeypatch):
    """Puts a script in the place of pip-audit, which prints this and keeps what it was asked."""
    asked = tmp_path / "asked"

    def stands_in(prints: str, exits: int = 0) -> Path:
        script = tmp_path / "pip_audit.py"
        script.write_text(
            f"import sys, shutil; shutil.copy(sys.argv[-1], {str(asked)!r}); print({prints!r}); sys.exit({exits})"
        )
        monkeypatch.setattr(audit, "PIP_AUDIT", (sys.executable, str(script)))
        return asked

    return stands_in


def answer(**vulnerable: str) -> str:
    names = {"flask": "3.1.3", "jinja2": "3.1.6"}
    found = [
        {
            "name": name,
            "version": version,
            "vulns": [{"id": vulnerable[name], "fix_versions": ["4.0"]}] if name in vulnerable else [],
        }
        for name, version in names.items()
    ]
    return json.dumps({"dependencies": [*found, {"name": "own", "skip_reason": "not on PyPI"}]})


def test_all_that_a_server_installs_is_asked_about(pip_audit, capsys):
    asked = pip_audit(answer())
    audit.main()
    names = {line.partition("==")[0] for line in asked.read_text().splitlines()}
    # Ours, theirs, and those of an extra; nothing that only developers have.
    assert {"flask", "markupsafe", "greenlet", "gevent"} <= names and not {"pytest", "live-cop"} & names
    assert capsys.readouterr().out == f"No vulnerabilities are known in 2 of {len(names)} installed packages.\n"


def test_a_vulnerability_is_named_with_the_version_that_mends_it(pip_audit, capsys):
    pip_audit(answer(jinja2="CVE-2026-1"), exits=1)
    with pytest.raises(SystemExit) as ending:
        audit.main()
    assert ending.value.code == 1
    assert capsys.readouterr().out == "jinja2 3.1.6 has CVE-2026-1, mended in: 4.0\n"


@pytest.mark.parametrize(
    ("prints", "exits"),
    [("", 1), ("ConnectionError", 1), (json.dumps({"dependencies": [{"name": "a", "skip_reason": "not found"}]}), 0)],
    ids=["nothing", "no network", "no advisories"],
)
def test_where_nothing_can_be_asked_one_line_says_so_and_checks_go_on(pip_audit, capsys, prints, exits):
    pip_audit(prints, exits)
    audit.main()
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("The advisories of PyPI cannot be reached, so ")
