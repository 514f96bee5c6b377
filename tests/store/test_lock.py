"""The lock on a data folder is shared, or held by one process exclusively."""

import os
import subprocess
import sys

import pytest

from live_cop.store.lock import FolderLock, InUse

from ..support.servers import ROOT


def test_several_processes_share_a_folder(tmp_path):
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    with pytest.raises(InUse):
        FolderLock(tmp_path, exclusive=True)
    first.release()
    with pytest.raises(InUse):
        FolderLock(tmp_path, exclusive=True)
    second.release()
    FolderLock(tmp_path, exclusive=True).release()


def test_an_exclusive_lock_excludes_all_others(tmp_path):
    exclusive_lock = FolderLock(tmp_path, exclusive=True)
    for exclusive in (False, True):
        with pytest.raises(InUse):
            FolderLock(tmp_path, exclusive=exclusive)
    exclusive_lock.release()
    FolderLock(tmp_path).release()


def test_a_lock_ends_with_its_process(tmp_path):
    code = (
        "import sys, pathlib; from live_cop.store.lock import FolderLock; hold = FolderLock(pathlib.Path(sys.argv[1]))"
    )
    code += "; print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InUse):
            FolderLock(tmp_path, exclusive=True)
        other.kill()
        other.wait(timeout=10)
    FolderLock(tmp_path, exclusive=True).release()
