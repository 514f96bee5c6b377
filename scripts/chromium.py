"""The Chromium that tests and pictures use: where it is, how to get one, and how to start it without a screen.

`python -m scripts.chromium` finds one or installs one, and prints its path; `make test` begins with that. It looks for
the one that the variable CHROMIUM names, on the PATH, in the usual places of Linux, macOS and Windows, and among the
downloads of Playwright. If there is none, Playwright downloads its own; where that is not possible, the package manager
of the system installs one, if this user may.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserType

#: Where Playwright keeps its downloads, unless PLAYWRIGHT_BROWSERS_PATH says otherwise.
DOWNLOADS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright", "${LOCALAPPDATA}/ms-playwright")


class Kind(NamedTuple):
    """A kind of Chromium: its names on the PATH, where else it may be, and where it is in Playwright's downloads.
    `~` and variables such as ${ProgramFiles} are filled in."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    downloads: tuple[str, ...]


#: The same engine without windows: the tests take two thirds of the time with it.
HEADLESS = Kind(
    names=("chromium-headless-shell", "chrome-headless-shell", "headless_shell"),
    places=("/usr/lib64/chromium-browser/headless_shell",),
    downloads=tuple(
        f"chromium_headless_shell-*/*/{name}{end}"
        for name in ("chrome-headless-shell", "headless_shell")
        for end in ("", ".exe")
    ),
)
FULL = Kind(
    names=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"),
    places=(
        "/snap/bin/chromium",
        "/usr/lib/chromium/chromium",
        *(
            f"{folder}/{name}.app/Contents/MacOS/{name}"
            for folder in ("/Applications", "~/Applications")
            for name in ("Chromium", "Google Chrome", "Microsoft Edge")
        ),
        *(
            f"${{{folder}}}/{program}"
            for folder in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
            for program in (
                "Chromium/Application/chrome.exe",
                "Google/Chrome/Application/chrome.exe",
                "Microsoft/Edge/Application/msedge.exe",
            )
        ),
    ),
    downloads=("chromium-*/*/chrome", "chromium-*/*/chrome.exe", "chromium-*/*/*.app/Contents/MacOS/*"),
)
PLAYWRIGHT = (sys.executable, "-m", "playwright", "install")
DOWNLOAD_SECONDS = 600
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-GB",
]


class PackageManager(NamedTuple):
    """How a system installs Chromium: the first of `packages` that it has. `full` are those with windows."""

    program: str
    install: tuple[str, ...]
    headless: tuple[str, ...]
    full: tuple[str, ...]
    prepare: tuple[str, ...] = ()
    as_root: bool = True


PACKAGE_MANAGERS = (
    PackageManager(
        "apt-get",
        ("install", "-y", "-qq"),
        ("chromium-headless-shell",),
        ("chromium", "chromium-browser"),
        prepare=("update", "-qq"),
    ),
    PackageManager("dnf", ("install", "-y", "-q"), ("chromium-headless",), ("chromium",)),
    PackageManager("pacman", ("-Sy", "--noconfirm", "--needed"), (), ("chromium",)),
    PackageManager("apk", ("add", "--quiet"), (), ("chromium",)),
    # Homebrew refuses to run as root.
    PackageManager("brew", ("install", "--cask"), (), ("chromium", "google-chrome"), as_root=False),
)


class NoChromium(Exception):
    """Says in one sentence what to do."""


def find(*, full: bool = False) -> str | None:
    """The path of a Chromium that runs, or None. With `full` it has windows too, which a headless shell has not.
    Raises NoChromium if CHROMIUM is set to something that does not run."""
    if chosen := os.environ.get("CHROMIUM"):
        if not _runs(chosen):
            raise NoChromium(f"CHROMIUM is set to {chosen}, which does not run. Please correct it, or unset it.")
        return chosen
    return next((path for path in _candidates(full) if _runs(path)), None)


def get(*, full: bool = False) -> str:
    """The path of a Chromium that runs, which is installed if need be. Raises NoChromium."""
    return find(full=full) or _download(full) or _install(full) or _give_up(full)


def launch(kind: BrowserType, *, full: bool = False, **options: Any) -> Browser:
    """Starts a Chromium that is already there. `kind` and the further options are Playwright's. Raises NoChromium."""
    return kind.launch(executable_path=find(full=full) or _give_up(full), args=FLAGS, **options)


def _candidates(full: bool) -> Iterator[str]:
    """Everything that may be a Chromium, the best first."""
    folders = [os.environ["PLAYWRIGHT_BROWSERS_PATH"]] if os.environ.get("PLAYWRIGHT_BROWSERS_PATH") else DOWNLOADS
    for kind in (FULL,) if full else (HEADLESS, FULL):
        yield from filter(None, map(shutil.which, kind.names))
        yield from (str(path) for path in filter(None, map(_filled_in, kind.places)) if path.is_file())
        for folder in filter(None, map(_filled_in, folders)):
            found = (path for pattern in kind.downloads for path in folder.glob(pattern) if path.is_file())
            yield from map(str, sorted(found, key=_revision, reverse=True))


def _filled_in(place: str) -> Path | None:
    """The place with `~` and its variables filled in, or None if there is no such variable on this system."""
    path = re.sub(r"\$\{([^}]+)\}", lambda variable: os.environ.get(variable[1], "\0"), place)
    return None if "\0" in path else Path(path).expanduser()


def _revision(path: Path) -> int:
    """The number of a download of Playwright's: the newest works best with the installed version."""
    return max((int(number) for number in re.findall(r"chromium\w*-(\d+)", str(path))), default=0)


def _runs(path: str) -> bool:
    """Whether this program starts. Some are only a script that says how to install the real one, or lack a library."""
    if sys.platform == "win32":
        # There it would open a window instead of printing its version.
        return Path(path).is_file()
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _download(full: bool) -> str | None:
    """Lets Playwright download its own Chromium."""
    _run([*PLAYWRIGHT, "chromium" if full else "chromium-headless-shell"])
    return find(full=full)


def _install(full: bool) -> str | None:
    """Installs Chromium with the package manager of this system, if this user may."""
    for manager in PACKAGE_MANAGERS:
        if shutil.which(manager.program) is None:
            continue
        prefix = _privileges(manager)
        if prefix is None:
            continue
        if manager.prepare:
            _run([*prefix, manager.program, *manager.prepare])
        for package in manager.full if full else manager.headless + manager.full:
            if _run([*prefix, manager.program, *manager.install, package]) and (found := find(full=full)):
                return found
    return None


def _privileges(manager: PackageManager) -> list[str] | None:
    """What to put before the command so that it may install; None if this user may not."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if manager.as_root == is_root:
        return []
    if not manager.as_root or shutil.which("sudo") is None:
        return None
    sudo = ["sudo", "-n"]
    asked = subprocess.run([*sudo, "true"], capture_output=True, stdin=subprocess.DEVNULL, check=False)
    return sudo if asked.returncode == 0 else None


def _run(command: Sequence[str]) -> bool:
    """Runs the command and says so; whether it succeeded. If not, the line of its output that says why is shown."""
    print(f"Getting Chromium: {' '.join(command)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=DOWNLOAD_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"That did not work: {error}", file=sys.stderr)
        return False
    if done.returncode:
        lines = done.stdout.strip().splitlines() or [f"exit code {done.returncode}"]
        print("That did not work:", next((line for line in lines if "rror" in line), lines[-1]), file=sys.stderr)
    return done.returncode == 0


def _give_up(full: bool) -> str:
    package = "chromium" if full else "chromium-headless-shell or chromium"
    raise NoChromium(
        f"These tests need Chromium. Please install it (the package {package}), or set CHROMIUM to its path."
    )


def main() -> None:
    try:
        print(get(full="--full" in sys.argv[1:]))
    except NoChromium as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
