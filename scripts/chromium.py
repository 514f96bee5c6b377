"""The one Chromium that tests and pictures use: where it is, and how it is started on a machine without a screen."""

import os
import shutil
from typing import Any

from playwright.sync_api import Browser, BrowserType

#: Without windows first: the same engine, and the tests take two thirds of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
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


def launch(kind: BrowserType, **options: Any) -> Browser:
    """Starts it (`kind` is Playwright's); `options` are further ones of Playwright's."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "This needs Chromium: apt install chromium-headless-shell, or set CHROMIUM to its path."
    return kind.launch(executable_path=path, args=FLAGS, **options)
