"""`live-cop backup` and `live-cop restore`: once, repeatedly, and what they say when it cannot be done."""

import os
import re
import signal
import subprocess
import sys

import pytest
import requests

from live_cop import words
from live_cop.store.opening import open_store
from live_cop.store.sqlite.backup import BackupError

from ..support.servers import ROOT, Server, run_cli
from ..support.stores import ABOUT_THE_FILE

#: What a backup of a database is, test_database_commands.py shows.
pytestmark = ABOUT_THE_FILE


@pytest.mark.slow
def test_back_up_a_running_server_and_restore(tmp_path):
    server = Server(tmp_path / "data")
    code = server.open_meeting()[0]["code"]
    done = run_cli("backup", str(tmp_path / "safe.sqlite3"), LIVE_COP_DATA=str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (0, f"Backed up to {tmp_path / 'safe.sqlite3'}\n")
    refused = run_cli("restore", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data"))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Error: {tmp_path / 'data'} is in use. Please stop the server first")
    lost = server.open_meeting()[0]["code"]
    server.stop()
    done = run_cli("restore", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data"))
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 2
    server.start()
    assert [requests.get(f"{server.url}/m/{c}", timeout=10).status_code for c in (code, lost)] == [200, 404]
    server.stop()


def test_restoring_into_a_new_folder_says_that_the_key_is_missing(tmp_path):
    open_store(tmp_path / "data").close()
    run_cli("backup", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data"))
    done = run_cli("restore", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "new"))
    assert "no secret.key" in done.stdout and "kept as" not in done.stdout


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_repeats_until_it_is_stopped(tmp_path, sign):
    open_store(tmp_path / "data").close()
    (tmp_path / "safe").mkdir()
    # If a shell runs these tests in the background, the processes that they start ignore SIGINT.
    start = ("import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
             "from live_cop.cli import main; main()")  # fmt: skip
    command = [sys.executable, "-c", start, "backup", str(tmp_path / "safe"), "--data",
               str(tmp_path / "data"), "--every", "1s", "--keep", "2"]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    work = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT)
    made = [work.stdout.readline() for _ in range(3)]
    # A backup that fails is reported in one sentence, and the next one is made.
    (tmp_path / "data" / "live_cop.sqlite").rename(tmp_path / "away")
    assert work.stderr.readline().startswith("There are no meetings in")
    (tmp_path / "away").rename(tmp_path / "data" / "live_cop.sqlite")
    made.append(work.stdout.readline())
    work.send_signal(sign)
    rest, errors = work.communicate(timeout=20)
    assert work.returncode == 0 and rest.endswith("Stopped. The backups that were made stay.\n")
    assert "Traceback" not in errors
    assert all(line.startswith("Backed up to ") for line in made) and len(set(made)) == 4
    assert len(list((tmp_path / "safe").iterdir())) == 2


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("backup", "{}"), "There are no meetings in {}/none to back up. Is it the right --data folder?"),
        (("backup", "{}/file", "--every", "5m"), "{}/file is not a folder."),
        (("restore", "{}/nowhere"), "There is no file {}/nowhere."),
        (("restore", "{}/file"), "{}/file is not a file of live_cop, so it was left alone."),
        (("backup", "{}", "--every", "often"), "Please give a time such as 60s, 5m or 1h."),
        (("backup", "{}", "--every", "0s"), "Please give a time such as 60s, 5m or 1h."),
    ],
)
def test_a_failure_is_explained_in_one_sentence(tmp_path, arguments, sentence):
    (tmp_path / "file").write_text("somebody's letter, long enough to have a header" * 9)
    done = run_cli(*(each.format(tmp_path) for each in arguments), "--data", str(tmp_path / "none"))
    assert done.returncode in (1, 2)
    assert sentence.format(tmp_path) in done.stderr.replace("\n", " ") and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "none"] == ["file"]


def test_every_reason_has_a_sentence():
    reasons = re.findall(r"[a-z_]+", BackupError.__doc__.split("one word: ")[1].split(".")[0].replace(" or ", " "))
    assert len(reasons) == 13
    for reason in reasons:
        assert "{" not in words.t(f"cli.backup.{reason}", path="p", folder="f", error="e")
