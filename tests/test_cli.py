"""The command line: says where to go, and in one sentence what is wrong."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
import requests

from live_cop import words
from live_cop.cli import address
from live_cop.settings import Settings, from_environment, mail_server, sender
from live_cop.store import BackupError, Store

from .meeting.room import CHAIR, Room
from .servers import ROOT, Server
from .store.kept import Keeper


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "live_cop.cli", *arguments]
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=given, capture_output=True, text=True, timeout=30, cwd=ROOT)


def said(server: Server) -> str:
    server.stop()
    return server.log.read_text()


def test_it_prints_the_address_and_a_code_to_scan(tmp_path):
    server = Server(tmp_path / "data")
    text = said(server)
    assert f"live_cop is ready: {server.url}\n" in text
    assert "make run LAN=1" in text
    assert "█▀" in text


def test_for_the_whole_network_it_prints_what_phones_can_open(tmp_path):
    server = Server(tmp_path / "data", LIVE_COP_HOST="0.0.0.0")
    text = said(server)
    shown = address(Settings(host="0.0.0.0", port=server.port))
    assert f"ready: {shown}\n" in text and "0.0.0.0" not in text
    if "127.0.0.1" not in shown:
        assert "Phones" in text


def test_the_public_address_is_what_it_prints(tmp_path):
    text = said(Server(tmp_path / "data", LIVE_COP_PUBLIC_URL="https://cop.example.org"))
    assert "ready: https://cop.example.org\n" in text


def test_a_terminal_without_block_signs_still_gets_the_address(tmp_path):
    text = said(Server(tmp_path / "data", PYTHONIOENCODING="ascii"))
    assert "live_cop is ready" in text and "Traceback" not in text


def test_a_port_in_use_is_said_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("serve", "--port", str(port), "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert (
        done.stderr.strip()
        == f"Error: Cannot listen on 127.0.0.1:{port}: is another program using it? Try another --port."
    )
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_used_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    done = run("serve", "--port", str(port), "--data", str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: Cannot keep data in {tmp_path / 'file' / 'data'}")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["many", "0", "65536", "-1", "٣"])
def test_a_port_that_is_none_is_said_in_one_sentence(port):
    done = run("serve", LIVE_COP_PORT=port)
    assert done.returncode == 1
    assert done.stderr.strip() == "Error: LIVE_COP_PORT must be a whole number from 1 to 65535."


def test_options_count_more_than_the_environment():
    environment = {"LIVE_COP_PORT": "9000", "LIVE_COP_HOST": "0.0.0.0", "LIVE_COP_PUBLIC_URL": "https://a.example/"}
    settings = from_environment(environment, port=9001, host=None)
    assert (settings.port, settings.host, settings.public_url) == (9001, "0.0.0.0", "https://a.example")


def test_an_empty_variable_is_as_none():
    assert from_environment({"LIVE_COP_PORT": "", "LIVE_COP_HOST_KEY": ""}) == Settings()


def test_every_setting_says_its_variable():
    """The settings' own comments are their documentation."""
    source = (ROOT / "live_cop" / "settings.py").read_text()
    for name in Settings.__struct_fields__:
        assert f"#: LIVE_COP_{name.upper()}: " in source


@pytest.mark.parametrize("host, shown", [("::1", "http://[::1]:8000"), ("192.0.2.7", "http://192.0.2.7:8000")])
def test_addresses_can_be_opened_as_printed(host, shown):
    assert address(Settings(host=host)) == shown


class TestBackups:
    def test_back_up_a_running_server_and_restore(self, tmp_path):
        server = Server(tmp_path / "data")
        code = server.open_meeting()[0]["code"]
        done = run("backup", str(tmp_path / "safe.sqlite3"), LIVE_COP_DATA=str(tmp_path / "data"))
        assert (done.returncode, done.stdout) == (0, f"Backed up to {tmp_path / 'safe.sqlite3'}\n")
        refused = run("restore", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data"))
        assert refused.returncode == 1
        assert refused.stderr.startswith(f"Error: {tmp_path / 'data'} is in use. Please stop the server first")
        lost = server.open_meeting()[0]["code"]
        server.stop()
        done = run("restore", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data"))
        assert done.returncode == 0 and len(done.stdout.splitlines()) == 2
        server.start()
        assert [requests.get(f"{server.url}/m/{c}", timeout=10).status_code for c in (code, lost)] == [200, 404]
        server.stop()

    def test_elsewhere_it_says_that_the_key_is_missing(self, tmp_path):
        Store(tmp_path / "data").close()
        run("backup", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "data"))
        done = run("restore", str(tmp_path / "safe.sqlite3"), "--data", str(tmp_path / "new"))
        assert "no secret.key" in done.stdout and "kept as" not in done.stdout

    @pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
    def test_again_and_again_until_it_is_stopped(self, tmp_path, sign):
        Store(tmp_path / "data").close()
        (tmp_path / "safe").mkdir()
        # Where a shell runs these tests in the background, nothing that they start can be interrupted.
        start = ("import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
                 "from live_cop.cli import main; main()")  # fmt: skip
        command = [sys.executable, "-c", start, "backup", str(tmp_path / "safe"), "--data",
                   str(tmp_path / "data"), "--every", "1s", "--keep", "2"]  # fmt: skip
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        work = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT)
        made = [work.stdout.readline() for _ in range(3)]
        # One that fails is told of in one sentence, and then it goes on.
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
    def test_what_cannot_be_is_said_in_one_sentence(self, tmp_path, arguments, sentence):
        (tmp_path / "file").write_text("somebody's letter, long enough to be looked at closely" * 9)
        done = run(*(each.format(tmp_path) for each in arguments), "--data", str(tmp_path / "none"))
        assert done.returncode in (1, 2)
        assert sentence.format(tmp_path) in done.stderr.replace("\n", " ") and "Traceback" not in done.stderr
        assert [path.name for path in tmp_path.iterdir() if path.name != "none"] == ["file"]

    def test_every_reason_has_its_sentence(self):
        reasons = re.findall(r"[a-z_]+", BackupError.__doc__.split("one word: ")[1].split(";")[0].replace(" or ", " "))
        assert len(reasons) == 12
        for reason in reasons:
            assert "{" not in words.t(f"cli.backup.{reason}", path="p", folder="f", error="e")


def test_purge_says_in_numbers_what_it_does_and_a_dry_run_does_nothing(tmp_path):
    folder = tmp_path / "data"
    done = run("purge", "--data", str(folder))
    assert done.returncode == 1 and "There are no meetings in" in done.stderr
    store = Store(folder)
    room = Room()
    keeper = Keeper(store, room)
    room.note(text="kept for long enough")
    room.do(CHAIR, "meeting.close")
    keeper.keep()
    in_use = run("purge", "--data", str(folder))
    assert in_use.returncode == 1 and "is in use" in in_use.stderr and "Traceback" not in in_use.stderr
    dry = run("purge", "--dry-run", "--data", str(folder))
    assert dry.stdout == (
        "Would delete: meetings 1, with notes 1 and pictures 1; entries of attendance lists 0. Nothing was deleted.\n"
    ), dry.stderr
    store.close()
    long = run("purge", "--data", str(folder), LIVE_COP_KEEP_WALL_DAYS="3650")
    assert long.stdout == "Nothing has been kept for long enough yet. There is nothing to delete.\n", long.stderr
    assert (
        run("purge", "--data", str(folder)).stdout
        == "Deleted: meetings 1, with notes 1 and pictures 1; entries of attendance lists 0.\n"
    )
    assert b"kept for long enough" not in (folder / "live_cop.sqlite").read_bytes()


class TestMail:
    def test_both_settings_are_read(self):
        url = "smtp://cop:p%40ss@mail.example.org"
        settings = from_environment({"LIVE_COP_SMTP": url, "LIVE_COP_MAIL_FROM": "Homes <cop@example.org>"})
        found = mail_server(settings.smtp)
        assert (found.host, found.port, found.user, found.password, found.secure) == (
            "mail.example.org", 587, "cop", "p@ss", "starttls",
        )  # fmt: skip
        assert str(sender(settings.mail_from)) == "Homes <cop@example.org>"
        assert "p%40ss" not in repr(settings) and "p@ss" not in repr(found)

    @pytest.mark.parametrize(
        ("url", "port", "secure"),
        [
            ("smtps://m.example.org", 465, "tls"),
            ("smtp://localhost", 25, ""),
            ("smtp://m.org:25", 25, "starttls"),
        ],
    )
    def test_only_this_machine_is_spoken_to_in_the_clear(self, url, port, secure):
        assert (mail_server(url).port, mail_server(url).secure) == (port, secure)

    @pytest.mark.parametrize(
        ("url", "address", "about"),
        [
            ("mail.example.org", "cop@example.org", "LIVE_COP_SMTP must be"),
            ("https://u:secret@m.example.org", "cop@example.org", "LIVE_COP_SMTP must be"),
            ("smtp://u:secret@m.example.org:99999", "cop@example.org", "LIVE_COP_SMTP must be"),
            ("smtp://u:secret@/", "cop@example.org", "LIVE_COP_SMTP must be"),
            ("smtp://u:secret@m.example.org", "", "LIVE_COP_MAIL_FROM must be"),
            ("smtp://u:secret@m.example.org", "cop", "LIVE_COP_MAIL_FROM must be"),
            ("smtp://u:secret@m.example.org", "a@b.org\nBcc: c@d.org", "LIVE_COP_MAIL_FROM must be"),
            ("", "cop@example.org", "LIVE_COP_SMTP must be"),
        ],
    )
    def test_what_is_not_right_is_one_sentence_without_the_password(self, url, address, about):
        with pytest.raises(ValueError, match=about) as told:
            from_environment({"LIVE_COP_SMTP": url, "LIVE_COP_MAIL_FROM": address})
        assert "secret" not in str(told.value) and told.value.__cause__ is None

    def test_the_server_does_not_start_with_it(self):
        done = run("serve", LIVE_COP_SMTP="nonsense", LIVE_COP_MAIL_FROM="cop@example.org")
        assert done.returncode == 1 and done.stderr.startswith("Error: LIVE_COP_SMTP must be")
