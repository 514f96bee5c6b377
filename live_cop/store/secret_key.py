"""The key that signs cookies: made on the first start, and never again where it was damaged.

With an empty or short key anybody could sign a cookie as anybody; with a new one nobody is known any more. So a damaged
key stops the start, and the host decides.
"""

import re
import secrets
from pathlib import Path

from .atomic_file import atomic_replacement
from .errors import CannotOpen
from .folder import make_folder

#: Its name in the folder of the data.
NAME = "secret.key"
_KEY = re.compile(rb"[0-9a-f]{64}\s*")


def read(folder: Path) -> str | None:
    """The key of the data in this folder, or None if there is none yet. Raises CannotOpen or OSError."""
    path = folder / NAME
    if not path.exists():
        return None
    if not path.is_file():
        raise CannotOpen("not_a_file", path=path)
    try:
        found = path.read_bytes()
    except PermissionError:
        raise CannotOpen("cannot_read", path=path) from None
    if not _KEY.fullmatch(found):
        raise CannotOpen("key_damaged", path=path)
    return found.decode("ascii").strip()


def create(folder: Path) -> str:
    """A new key, readable by its owner only, in a folder that is made where there is none. Raises OSError."""
    make_folder(folder)
    key = secrets.token_hex(32)
    with atomic_replacement(folder / NAME) as new:
        new.write_text(key, encoding="ascii")
    return key
