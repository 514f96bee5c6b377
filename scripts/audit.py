"""Asks whether known vulnerabilities have been found in what live_cop installs. `make check` runs this.

pip-audit does the asking. It needs the advisories of PyPI. Where they cannot be reached, one line says so and that is
not a failure, so that the other checks also work without a network.
"""

import json
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIP_AUDIT = (sys.executable, "-m", "pip_audit")
SECONDS = 120


def installed(project: str = "live-cop", extras: tuple[str, ...] = ("gevent",)) -> dict[str, str]:
    """The version of each package that the project needs to run, directly or not, as it is installed here."""
    found: dict[str, str] = {}
    waiting = [Requirement(f"{project}[{','.join(extras)}]")]
    while waiting:
        wanted = waiting.pop()
        for requirement in map(Requirement, distribution(wanted.name).requires or []):
            marker, name = requirement.marker, canonicalize_name(requirement.name)
            if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)):
                continue
            try:
                version = distribution(name).version
            except PackageNotFoundError:
                continue
            if name not in found:
                found[name] = version
                waiting.append(requirement)
    return found


def audit(packages: dict[str, str]) -> list[dict[str, Any]] | None:
    """The packages for which there are advisories to ask, each with its vulnerabilities; None if none can be asked."""
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder, "requirements.txt")
        pinned.write_text("".join(f"{name}=={version}\n" for name, version in packages.items()), encoding="utf-8")
        command = [*PIP_AUDIT, "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        try:
            done = subprocess.run(
                [*command, "--requirement", str(pinned)], capture_output=True, text=True, timeout=SECONDS, check=False
            )
            answers = json.loads(done.stdout)["dependencies"]
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    return [answer for answer in answers if "skip_reason" not in answer] or None


def main() -> None:
    packages = installed()
    answers = audit(packages)
    if answers is None:
        print(f"The advisories of PyPI cannot be reached, so {len(packages)} packages were not checked against them.")
        return
    for answer in answers:
        for each in answer["vulns"]:
            better = ", ".join(each["fix_versions"]) or "no version yet"
            print(f"{answer['name']} {answer['version']} has {each['id']}, mended in: {better}")
    if any(answer["vulns"] for answer in answers):
        sys.exit(1)
    print(f"No vulnerabilities are known in {len(answers)} of {len(packages)} installed packages.")


if __name__ == "__main__":
    main()
