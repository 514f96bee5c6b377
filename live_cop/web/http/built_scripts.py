"""The scripts that `make build` has made of the modules in static/js/: minified and compressed, so that neither a
server nor a checkout needs Node.js.

They are used only while their sources are those that they were made of. In a checkout in which a module has been
changed, its pages get the sources until the next `make build` (page_modules.py).
"""

import gzip
import hashlib
import json
from functools import cache
from typing import NamedTuple

from ...paths import STATIC
from . import page_modules

FOLDER = STATIC / "built"


class BuiltScript(NamedTuple):
    """A script, as it is sent."""

    br: bytes
    gz: bytes

    def plain(self) -> bytes:
        """The script for a client that decompresses nothing."""
        return gzip.decompress(self.gz)


def digest(page: str) -> str:
    """The hash of the page's scripts; "" if there are none that were made of the present sources."""
    made = _made(page)
    return made["scripts"] if made.get("sources") == digest_of_sources(page) else ""


def script(page: str) -> BuiltScript | None:
    """The page's script, if it was made of the present sources."""
    return _read(f"{page}.js") if digest(page) else None


def chunk(page: str, path: str) -> BuiltScript | None:
    """The script of a chunk, if it was made of the present sources."""
    return _read(f"{page}/{path}") if digest(page) else None


@cache
def digest_of_sources(page: str) -> str:
    """The hash of all modules that the page and its chunks are made of, as scripts/build_scripts.js makes it."""
    total = hashlib.sha256()
    for path, _ in page_modules.sources(page):
        total.update(path.encode() + b"\0" + (STATIC / path).read_bytes())
    return total.hexdigest()


@cache
def _made(page: str) -> dict[str, str]:
    file = FOLDER / f"{page}.json"
    made: dict[str, str] = json.loads(file.read_bytes()) if file.exists() else {}
    return made


@cache
def _read(name: str) -> BuiltScript:
    return BuiltScript(*((FOLDER / f"{name}.{encoding}").read_bytes() for encoding in ("br", "gz")))
