"""What every record has: the name of its kind, and what the system needs to know of it."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct

from ..audience import EVERYONE

#: What of a meeting is kept after the close: notes and pictures, notes alone, or nothing but the next steps.
RecordingMode = Literal["pictures", "notes", "steps"]

#: Stands where words were erased and something must stand.
ERASED = "…"


class Record(Struct, frozen=True, kw_only=True):
    """Base of all records. A subclass states what is true of its kind; nothing about a kind is listed elsewhere."""

    #: The name of the kind, on the wire and in the store.
    kind: ClassVar[str] = ""
    #: Who may see a record of this kind, unless the rule that writes it says otherwise.
    audience: ClassVar[str] = EVERYONE
    #: The fields that hold people's words, each with the value that it has once they are erased.
    words: ClassVar[Mapping[str, Any]] = {}
    #: Those of `words` that are names. They go when the whole record is erased; elsewhere in the meeting they are
    #: searched for only when it is the name that is erased.
    names: ClassVar[frozenset[str]] = frozenset()
    #: The field without whose words nothing is left of the record.
    main_text: ClassVar[str] = ""
    #: The kind that this one is another state of: a note that was taken off the wall is still the same note.
    state_of: ClassVar[str] = ""
    #: The recording modes in which records of this kind are kept after the close.
    kept_in: ClassVar[frozenset[RecordingMode]] = frozenset(("pictures", "notes", "steps"))
    #: Whether an undo step remembers what a record of this kind was.
    undoable: ClassVar[bool] = False


#: For `kept_in`: kinds that are not kept where the group wants no pictures, or nothing but the next steps.
NOT_WITHOUT_PICTURES: frozenset[RecordingMode] = frozenset(("pictures",))
NOT_WITH_STEPS_ALONE: frozenset[RecordingMode] = frozenset(("pictures", "notes"))
