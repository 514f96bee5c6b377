"""The one Chromium that tests and pictures use: where it is, and how it is started on a machine without a screen."""

import os
import shutil
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, BrowserType

WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome")
#: Without windows first: the same engine, and the tests take two thirds of the time.
NAMES = ("chromium-headless-shell", *WITH_WINDOWS)
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


def launch(kind: BrowserType, names: Sequence[str] = NAMES, **options: Any) -> Browser:
    """Starts the first of these that is there (`kind` is Playwright's); `options` are further ones of Playwright's."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert path, f"This needs Chromium: apt install {names[0]}, or set CHROMIUM to its path."
    return kind.launch(executable_path=path, args=FLAGS, **options)
