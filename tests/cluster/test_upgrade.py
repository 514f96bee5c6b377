"""An older version is replaced by this one while people write: nothing is lost, and nothing is there twice.

The older version is taken from the history of this repository, with its own tests, from which it is started.
"""

import os
import signal
import subprocess
import tarfile
from pathlib import Path

import pytest
import requests

from ..support.patience import PATIENCE, until
from ..support.servers import ROOT
from .cluster import Cluster, Person, notes_on_disk
from .faults import longest_gap, wait_for_more

#: The last version with one process on a folder; and the first with several, from which all later ones can be reached
#: without a break.
BEFORE_LEASES, FIRST_WITH_SEVERAL = "4753ab5c", "ee4b3729"

pytestmark = pytest.mark.thorough


class Upgraded(Cluster):
    """A cluster that starts with another version. Its program is what a link points to, as in an installation."""

    def __init__(self, folder: Path, commit: str, **environment: str) -> None:
        old, archive = folder / "old", folder / "old.tar"
        command = ["git", "archive", "--output", str(archive), commit]
        if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode:
            pytest.skip(f"!!! THE HISTORY WITH {commit} IS NOT HERE: NOTHING IS SHOWN ABOUT UPGRADES !!!")
        with tarfile.open(archive) as files:
            files.extractall(old, filter="data")
        self.HOME, self.program = folder, folder / "program"
        self.program.symlink_to(old)
        super().__init__(folder, PYTHONPATH=str(self.program), **environment)

    def install_this(self) -> None:
        """From now on this version is what starts."""
        self.program.unlink()
        self.program.symlink_to(ROOT)

    @property
    def is_this(self) -> bool:
        """Whether a new meeting is owned by this version: its join page sets a cookie that older ones do not."""
        until(lambda: requests.post(f"{self.url}/api/meetings", json={"title": "Try"}, timeout=PATIENCE).ok, PATIENCE)
        code = self.open_meeting()[0]["code"]
        return f"cop_t_{code}" in requests.get(f"{self.url}/m/{code}", timeout=PATIENCE).cookies


class OneProcess(Upgraded):
    """The older version is one process, behind the proxies of several."""

    def wait_until_ready(self) -> None:
        several = self.program.resolve() == ROOT
        for n in range(self.processes if several else 1):
            self.wait_for(self.address(n), self._process)

    def start(self) -> None:
        several = self.program.resolve() == ROOT
        self._environment |= {"LIVE_COP_PROCESSES": str(self.processes) if several else "1", "LIVE_COP_PROXIES": "1"}
        super().start()


@pytest.fixture
def writing():
    """Lets people write in meetings of a cluster; at the end nothing that was acknowledged is lost or there twice."""
    everybody: dict[str, list[Person]] = {}
    clusters = []

    def begin(cluster, meetings=3):
        clusters.append(cluster)
        for _ in range(meetings):
            code = cluster.open_meeting()[0]["code"]
            everybody[code] = [Person(url, code, f"{code} {n}") for n, url in enumerate(cluster.urls)]
        for each in everybody.values():
            for person in each:
                person.start()
        wait_for_more(everybody, list(everybody), 3)
        return lambda: wait_for_more(everybody, list(everybody), 3)

    try:
        yield begin
        people = [person for each in everybody.values() for person in each]
        for person in people:
            person.stop()
        assert not [person.failure for person in people if person.failure]
        for code, texts in notes_on_disk(clusters[0], list(everybody)):
            kept = {text for person in everybody[code] for text in person.kept}
            assert len(texts) == len(set(texts)) and kept <= set(texts)
        gaps = [longest_gap(person, 0) for person in people]
        print(f"{sum(len(person.kept) for person in people)} notes; nobody could write for {max(gaps):.1f} s at most")
    finally:
        for cluster in clusters:
            cluster.close()


def test_processes_are_replaced_one_after_the_other(tmp_path, writing):
    """From the first version with several processes: meetings go from old processes to new ones and back."""
    cluster = Upgraded(tmp_path, FIRST_WITH_SEVERAL)
    wait_for_more_notes = writing(cluster)
    before = set(cluster.pids().values())
    assert not cluster.is_this
    cluster.install_this()
    os.kill(cluster.pid, signal.SIGHUP)
    until(lambda: len(now := set(cluster.pids().values())) == cluster.processes and not now & before, PATIENCE * 2)
    wait_for_more_notes()
    assert cluster.is_this
    assert "Traceback" not in cluster.log.read_text(), cluster.log.read_text()[-3000:]


def test_one_process_is_replaced_by_several(tmp_path, writing):
    """From the last version without leases: it has to stop first, and people wait for a moment."""
    cluster = OneProcess(tmp_path, BEFORE_LEASES)
    wait_for_more_notes = writing(cluster)
    cluster.install_this()
    cluster.restart()
    wait_for_more_notes()
    assert cluster.is_this
    assert "Traceback" not in cluster.log.read_text(), cluster.log.read_text()[-3000:]
