"""Limits of the operating system are raised as far as it allows, and missing ones are no obstacle."""

import subprocess
import sys

import pytest

from live_cop import os_limits

from .support.servers import ROOT


@pytest.fixture
def limits(monkeypatch):
    """A system with limits that are made up: [soft, hard]."""
    now = [64, 256]

    class Resource:
        RLIM_INFINITY, RLIMIT_NOFILE = -1, "files"

        @staticmethod
        def getrlimit(_):
            return tuple(now)

        @staticmethod
        def setrlimit(_, limits):
            now[:] = limits

    monkeypatch.setattr(os_limits, "resource", Resource)
    return now


def test_open_files_are_raised_as_far_as_needed(limits):
    assert os_limits.allow_open_files(200) is None and limits == [200, 256]
    assert os_limits.allow_open_files(100) is None and limits == [200, 256]


def test_if_the_system_allows_fewer_open_files_it_says_how_many(limits):
    assert os_limits.allow_open_files(300) == 256 and limits == [256, 256]


def test_without_limits_there_is_nothing_to_raise(monkeypatch, limits):
    limits[:] = [-1, -1]
    assert os_limits.allow_open_files(10**6) is None and limits == [-1, -1]
    monkeypatch.setattr(os_limits, "resource", None)
    assert os_limits.allow_open_files(10**6) is None
    os_limits.restrict_worker(1, 1)


@pytest.mark.skipif(os_limits.resource is None, reason="this system has no limits")
def test_a_worker_can_neither_take_much_memory_nor_write_a_file(tmp_path):
    code = (
        "import sys; from live_cop import os_limits; os_limits.restrict_worker(1 << 30, 5)\n"
        "try:\n    bytearray(2 << 30)\nexcept MemoryError:\n    print('no memory')\n"
        "try:\n    open(sys.argv[1], 'wb', buffering=0).write(b'x')\nexcept OSError:\n    print('no file')\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "file")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=ROOT, check=False)
    assert done.stdout.splitlines() == ["no memory", "no file"], done.stderr


#: Eight threads free 20 and then 12 MB each, and live on.
FREES_MUCH = """
import re, threading
from pathlib import Path
from live_cop import os_limits

os_limits.return_large_memory()
one, all_done, end = threading.Lock(), threading.Barrier(9), threading.Event()

def work():
    for megabytes in (20, 12):
        with one:
            large = b"x" * (megabytes << 20)
            small = b"x" * 1000
            del large
    all_done.wait()
    end.wait()
    return small

threads = [threading.Thread(target=work) for _ in range(8)]
for each in threads:
    each.start()
all_done.wait()
print(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
end.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it reads what Linux says about memory")
def test_large_memory_goes_back_to_the_system():
    found = subprocess.run([sys.executable, "-c", FREES_MUCH], capture_output=True, text=True, cwd=ROOT, timeout=60)
    # 161,000 where each thread keeps what it has freed.
    assert int(found.stdout) < 40_000, found
