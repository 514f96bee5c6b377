"""Reading the file beside a running server, without writing anything."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .. import lock
from ..database import Reading
from ..errors import CannotOpen
from . import check, file
from .schema import MIGRATIONS

_SIZE = "select page_count * page_size from pragma_page_count, pragma_page_size"


@contextmanager
def reading(folder: Path) -> Iterator[Reading]:
    """A connection to the file in this folder that writes nothing. Raises CannotOpen and StoreError."""
    path = folder / file.NAME
    if not os.path.lexists(path):
        if folder.is_dir():
            check.require_first_start(path)
        raise CannotOpen("no_data", folder=folder)
    check.require_files(path)
    held = lock.FolderLock(folder)
    try:
        with file.sqlite_errors(path), closing(check.connect_read_only(path)) as db:
            if check.require_ours(db, path) < len(MIGRATIONS):
                raise CannotOpen("older", path=path)
            db.execute("begin")
            yield Reading(db, "length(cast({} as blob))", _SIZE)
    finally:
        held.release()
