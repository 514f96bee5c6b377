"""A Chromium is found wherever one usually is, and installed in the first way that works, on made-up systems."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import chromium

from ..support.servers import ROOT

#: What a fake program does when it is asked for its version.
WORKS = "exit 0"
IS_ONLY_A_HINT = 'echo "please install the snap"; exit 1'


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system with nothing on it, not even Playwright's downloads; nobody is root."""
    for name in list(os.environ):
        if name in ("CHROMIUM", "PLAYWRIGHT_BROWSERS_PATH", "LOCALAPPDATA") or name.startswith("ProgramFiles"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(chromium, "PLAYWRIGHT", (str(tmp_path / "bin" / "playwright"), "install"))
    at_home = {"places": tuple(each for each in chromium.HEADLESS.places if not each.startswith("/"))}
    monkeypatch.setattr(chromium, "HEADLESS", chromium.HEADLESS._replace(**at_home))
    at_home = {"places": tuple(each for each in chromium.FULL.places if not each.startswith("/"))}
    monkeypatch.setattr(chromium, "FULL", chromium.FULL._replace(**at_home))
    return System(tmp_path)


class System:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "log"

    def program(self, place: str, does: str = WORKS) -> str:
        """Puts a program there: a shell script that writes its arguments down first."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "{path.name} $*" >> {self.log}\n{does}\n')
        path.chmod(0o755)
        return str(path)

    def installer(self, name: str, package: str, makes: str) -> None:
        """A package manager, or Playwright, that has one package, which is a program at `makes`."""
        target = self.root / makes
        self.program(
            f"bin/{name}",
            f"""for last in "$@"; do :; done
                [ "$1" = update ] && exit 0
                [ "$last" = {package} ] || exit 100
                /bin/mkdir -p "{target.parent}"; echo '#!/bin/sh' > "{target}"; /bin/chmod +x "{target}"
            """,
        )

    def calls(self) -> list[str]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line for line in lines if not line.endswith("--version")]


class TestFind:
    def test_nothing_is_there(self, system):
        assert chromium.find() is None

    @pytest.mark.parametrize(
        "place",
        [
            "bin/chromium-headless-shell",
            "bin/google-chrome",
            "home/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "home/.cache/ms-playwright/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell",
            "home/.cache/ms-playwright/chromium_headless_shell-1100/chrome-linux/headless_shell",
            "home/.cache/ms-playwright/chromium-1100/chrome-linux/chrome",
            "home/Library/Caches/ms-playwright/chromium-1200/chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        ],
    )
    def test_usual_names_and_places(self, system, place):
        path = system.program(place)
        assert chromium.find() == path

    @pytest.mark.parametrize(
        ("variable", "place"),
        [
            ("ProgramFiles", "Google/Chrome/Application/chrome.exe"),
            ("ProgramFiles(x86)", "Microsoft/Edge/Application/msedge.exe"),
            ("LOCALAPPDATA", "ms-playwright/chromium_headless_shell-1255/chrome-win/headless_shell.exe"),
        ],
    )
    def test_places_of_windows(self, system, monkeypatch, variable, place):
        path = system.program(f"windows/{place}")
        monkeypatch.setenv(variable, str(system.root / "windows"))
        monkeypatch.setattr(sys, "platform", "win32")
        assert chromium.find() == path

    def test_one_that_is_only_a_hint_does_not_count(self, system):
        system.program("bin/chromium-browser", IS_ONLY_A_HINT)
        assert chromium.find() is None
        path = system.program("bin/google-chrome")
        assert chromium.find() == path

    def test_without_windows_is_preferred_and_not_taken_where_windows_are_needed(self, system):
        full = system.program("bin/chromium")
        shell = system.program("home/.cache/ms-playwright/chromium_headless_shell-9/chrome-linux/headless_shell")
        assert chromium.find() == shell
        assert chromium.find(full=True) == full

    def test_of_several_downloads_the_newest(self, system):
        for revision in (99, 1255, 200):
            system.program(f"downloads/chromium_headless_shell-{revision}/chrome-linux/headless_shell")
        os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(system.root / "downloads")
        assert "-1255/" in (chromium.find() or "")

    def test_the_one_that_the_variable_names_comes_first(self, system, monkeypatch):
        system.program("bin/chromium")
        path = system.program("elsewhere/my-chromium")
        monkeypatch.setenv("CHROMIUM", path)
        assert chromium.find() == chromium.find(full=True) == path

    def test_a_wrong_variable_is_explained(self, system, monkeypatch):
        system.program("bin/chromium")
        monkeypatch.setenv("CHROMIUM", "/nowhere")
        with pytest.raises(chromium.NoChromium, match="CHROMIUM is set to /nowhere, which does not run"):
            chromium.get()


class TestGet:
    def test_one_that_is_there_is_taken_and_nothing_is_installed(self, system):
        path = system.program("bin/chromium")
        system.installer("playwright", "chromium-headless-shell", "bin/headless_shell")
        assert chromium.get() == path
        assert system.calls() == []

    def test_playwright_downloads_its_own(self, system):
        place = "home/.cache/ms-playwright/chromium_headless_shell-1255/chrome-linux/headless_shell"
        system.installer("playwright", "chromium-headless-shell", place)
        system.installer("brew", "chromium", "bin/chromium")
        assert chromium.get() == str(system.root / place)
        assert system.calls() == ["playwright install chromium-headless-shell"]

    def test_where_that_is_refused_the_package_manager_does_it(self, system, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        system.program("bin/playwright", "echo 'Error: server returned code 403'; exit 1")
        system.installer("apt-get", "chromium-headless-shell", "bin/chromium-headless-shell")
        assert chromium.get() == str(system.root / "bin/chromium-headless-shell")
        assert system.calls() == [
            "playwright install chromium-headless-shell",
            "apt-get update -qq",
            "apt-get install -y -qq chromium-headless-shell",
        ]

    def test_a_download_that_does_not_run_here_does_not_count(self, system, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        place = system.root / "home/.cache/ms-playwright/chromium_headless_shell-1255/chrome-linux/headless_shell"
        system.installer("playwright", "chromium-headless-shell", str(place))
        with Path(system.root / "bin/playwright").open("a") as script:
            # As where a library is missing.
            script.write(f"\necho 'exit 127' >> {place}\n")
        system.installer("pacman", "chromium", "bin/chromium")
        assert chromium.get() == str(system.root / "bin/chromium")

    def test_an_older_system_has_only_the_one_with_windows(self, system, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        system.installer("apt-get", "chromium", "bin/chromium")
        assert chromium.get() == str(system.root / "bin/chromium")
        assert system.calls()[-2:] == [
            "apt-get install -y -qq chromium-headless-shell",
            "apt-get install -y -qq chromium",
        ]

    @pytest.mark.parametrize(
        ("manager", "package", "command"),
        [
            ("dnf", "chromium-headless", "dnf install -y -q chromium-headless"),
            ("pacman", "chromium", "pacman -Sy --noconfirm --needed chromium"),
            ("apk", "chromium", "apk add --quiet chromium"),
        ],
    )
    def test_each_package_manager(self, system, monkeypatch, manager, package, command):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        system.installer(manager, package, "bin/chromium")
        assert chromium.get() == str(system.root / "bin/chromium")
        assert system.calls()[-1] == command

    def test_sudo_is_used_where_it_asks_for_no_password(self, system):
        system.installer("apt-get", "chromium-headless-shell", "bin/chromium-headless-shell")
        # The real one would look for `true` outside this PATH.
        system.program("bin/sudo", 'shift; [ "$1" = true ] && exit 0; exec "$@"')
        assert chromium.get() == str(system.root / "bin/chromium-headless-shell")
        assert "sudo -n apt-get install -y -qq chromium-headless-shell" in system.calls()

    @pytest.mark.parametrize("sudo", [None, "echo 'a password is required'; exit 1"])
    def test_without_the_right_to_install_one_sentence_says_what_to_do(self, system, sudo):
        system.installer("apt-get", "chromium-headless-shell", "bin/chromium-headless-shell")
        if sudo:
            system.program("bin/sudo", sudo)
        with pytest.raises(chromium.NoChromium, match=r"Please install it \(.*\), or set CHROMIUM to its path"):
            chromium.get()
        assert not any("apt-get" in call for call in system.calls())

    def test_homebrew_is_used_by_a_user_and_never_by_root(self, system, monkeypatch):
        place = "home/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
        system.installer("brew", "google-chrome", place)
        system.program("bin/sudo", 'shift; [ "$1" = true ] && exit 0; exec "$@"')
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        with pytest.raises(chromium.NoChromium):
            chromium.get()
        assert not any("brew" in call for call in system.calls())
        monkeypatch.setattr(os, "geteuid", lambda: 501)
        assert chromium.get() == str(system.root / place)

    def test_if_windows_are_needed_a_headless_shell_is_not_enough(self, system, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        system.program("bin/chromium-headless-shell")
        system.installer("apt-get", "chromium", "bin/chromium")
        assert chromium.get(full=True) == str(system.root / "bin/chromium")
        assert system.calls() == ["apt-get update -qq", "apt-get install -y -qq chromium"]


def test_the_command_prints_the_path_or_one_sentence(system, monkeypatch):
    path = system.program("bin/chromium")
    command = [sys.executable, "-m", "scripts.chromium"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    monkeypatch.setenv("CHROMIUM", "/nowhere")
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert done.returncode == 1 and done.stderr.startswith("CHROMIUM is set to /nowhere")
    assert len(done.stderr.splitlines()) == 1
