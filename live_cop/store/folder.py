"""The folder of the data: the SQLite file, or only the secret key, and the locks."""

import errno
import os
from pathlib import Path

#: What an error of the system means, by its number.
SYSTEM_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "cannot_write",
    errno.EPERM: "cannot_write",
    errno.EROFS: "cannot_write",
}


def make_folder(folder: Path) -> None:
    """Creates the folder if it is missing, readable by its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def give_to_folder_owner(path: Path) -> None:
    """Gives a file that root created to the owner of its folder, so that a server without root rights can open it.

    Does nothing for other users, nor on Windows, which has no owner of this kind."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
