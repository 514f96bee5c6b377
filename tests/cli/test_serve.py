"""`live-cop serve` prints its address, and explains a failure in one sentence."""

import re
import socket
import sys
from importlib.metadata import version

import pytest

from live_cop import words
from live_cop.cli import tables
from live_cop.cli.serve import public_address
from live_cop.live import runtime
from live_cop.settings import Settings

from ..support.servers import Server, free_port, run_cli
from ..support.thorough import first


def output(server: Server) -> str:
    server.stop()
    return server.log.read_text()


def test_it_prints_the_address_and_no_code_that_a_phone_cannot_open(tmp_path):
    server = Server(tmp_path / "data")
    text = output(server)
    assert f"live_cop is ready: {server.url}\n" in text
    assert "live-cop serve --lan" in text
    assert "█▀" not in text


def test_commands_are_printed_as_they_can_be_typed(tmp_path, monkeypatch):
    for folder in ("here", "else where"):
        command = tmp_path / folder / "live-cop"
        command.parent.mkdir()
        command.touch(mode=0o755)
    said = words.t("cli.start.restore", backup="B", folder="D")
    monkeypatch.setenv("PATH", str(tmp_path / "here"))
    for called, typed in (("here/live-cop", "live-cop"), ("else where/live-cop", f"'{tmp_path}/else where/live-cop'")):
        monkeypatch.setattr(sys, "argv", [str(tmp_path / called)])
        assert tables.typed(said) == f"To go back to the newest backup: {typed} restore B --data D"
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", [".venv/bin/live-cop"])
    assert tables.typed(words.t("cli.only_here")).endswith(": .venv/bin/live-cop serve --lan")
    assert tables.typed("live_cop is ready") == "live_cop is ready"


@pytest.mark.parametrize("engine", runtime.CHOICES)
def test_it_prints_which_engine_runs(tmp_path, engine):
    text = output(Server(tmp_path / "data", LIVE_COP_SERVER=engine))
    assert f"Engine: {engine} {version(engine)}\n" in text


@pytest.mark.parametrize(
    ("key", "said"),
    first(
        2,
        [
            ("housing-24", "with a chance of 1 in 223,819. Please"),
            ("x" * 16, ""),
            ("", ""),
            ("stoke", "has only 5 characters. Somebody who tries keys"),
            ("stoke", "almost certainly. Please choose 16 random characters or more."),
        ],
    ),
)
def test_a_short_host_key_gets_a_hint_and_is_accepted(tmp_path, key, said):
    text = output(Server(tmp_path / "data", LIVE_COP_HOST_KEY=key))
    assert said in text if said else "host key" not in text


class InHall(Server):
    """As on a laptop in a hall."""

    ARGUMENTS = ("--lan",)


def test_on_all_addresses_it_prints_one_that_phones_can_open(tmp_path):
    server = InHall(tmp_path / "data")
    text = output(server)
    shown = public_address(Settings(host="0.0.0.0", port=server.port))
    assert f"ready: {shown}\n" in text and "0.0.0.0" not in text
    if "127.0.0.1" not in shown:
        assert f"{shown} is not encrypted" in text
        # What "this" is comes next.
        assert re.search(r"^Phones .* scan this:\n█", text, re.MULTILINE)


def test_it_prints_the_public_address(tmp_path):
    text = output(Server(tmp_path / "data", LIVE_COP_PUBLIC_URL="https://cop.example.org"))
    assert "ready: https://cop.example.org\n" in text


def test_a_terminal_that_cannot_show_the_code_still_gets_the_address(tmp_path):
    public = "https://cop.example.org"
    text = output(Server(tmp_path / "data", PYTHONIOENCODING="ascii", LIVE_COP_PUBLIC_URL=public))
    assert "live_cop is ready" in text and "Traceback" not in text


def test_a_port_in_use_is_explained_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_cli("serve", "--port", str(port), "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert (
        done.stderr.strip()
        == f"Error: Cannot listen on 127.0.0.1:{port}: is another program using it? Try another --port."
    )
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_used_is_explained_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    port = free_port()
    done = run_cli("serve", "--port", str(port), "--data", str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: Cannot keep data in {tmp_path / 'file' / 'data'}")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["many", "0", "65536", "-1", "٣"])
def test_an_invalid_port_is_explained_in_one_sentence(port):
    done = run_cli("serve", LIVE_COP_PORT=port)
    assert done.returncode == 1
    assert done.stderr.strip() == "Error: LIVE_COP_PORT must be a whole number from 1 to 65535."


@pytest.mark.parametrize("host, shown", [("::1", "http://[::1]:8000"), ("192.0.2.7", "http://192.0.2.7:8000")])
def test_printed_addresses_can_be_opened(host, shown):
    assert public_address(Settings(host=host)) == shown


def test_the_version_is_that_of_the_package():
    done = run_cli("--version")
    assert done.returncode == 0
    assert re.fullmatch(
        rf"live-cop, version {re.escape(version('live-cop'))}\n", done.stdout.replace("python -m live_cop", "live-cop")
    )
