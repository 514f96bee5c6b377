"""What is kept on disk: one SQLite file, written by one writer. Nothing outside this room knows SQL."""

from .keys import Grant
from .store import Commit, Loaded, Store, StoreError

__all__ = ["Commit", "Grant", "Loaded", "Store", "StoreError"]
