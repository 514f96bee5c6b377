"""What is kept on disk: one SQLite file, written by one writer. Nothing outside this room knows SQL."""

from . import once
from .attendance import Agreed, Attendance, Kept, KeptDecider, Recipient, There
from .backup import BackupError
from .communities import Community, Glance
from .file import StoreError
from .keys import Grant
from .lock import InUse
from .reading import Loaded
from .retention import Keep, Past
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
    "InUse",
    "Keep",
    "Kept",
    "KeptDecider",
    "Loaded",
    "Past",
    "Recipient",
    "Store",
    "StoreError",
    "There",
    "once",
]
