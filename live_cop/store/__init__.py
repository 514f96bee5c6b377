"""What is kept on disk: one SQLite file, written by one writer. Nothing outside this room knows SQL."""

from . import once
from .attendance import Agreed, Attendance, Kept, KeptDecider, Recipient, There
from .backup import BackupError
from .communities import Community, Glance
from .file import StoreError
from .keys import Grant
from .reading import Loaded
from .store import Store
from .writing import Commit

__all__ = [
    "Agreed",
    "Attendance",
    "BackupError",
    "Commit",
    "Community",
    "Glance",
    "Grant",
    "Kept",
    "KeptDecider",
    "Loaded",
    "Recipient",
    "Store",
    "StoreError",
    "There",
    "once",
]
