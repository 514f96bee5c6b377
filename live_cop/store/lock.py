"""Who uses a data folder. Running stores and backups use it together; who restores a backup has it alone.

The lock is the operating system's own and ends with the process that holds it, however that ends.
"""

import fcntl
import os
from pathlib import Path

from . import file

NAME = "in_use.lock"


class InUse(Exception):
    """Somebody else uses the folder in a way that does not go together with this one."""


class Hold:
    """The use of a folder, from now until `release`. Raises InUse at once rather than wait, and OSError."""

    def __init__(self, folder: Path, *, alone: bool = False) -> None:
        path = folder / NAME
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            file.hand_over(path)
            fcntl.flock(self._file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BaseException as error:
            self._file.close()
            if isinstance(error, BlockingIOError):
                raise InUse from None
            raise

    def release(self) -> None:
        """Ends the use."""
        self._file.close()
