"""What every record has: the name of its kind on the wire."""

from typing import ClassVar

from msgspec import Struct


class Record(Struct, frozen=True, kw_only=True):
    """Base of all records; `kind` is its name on the wire."""

    kind: ClassVar[str] = ""
