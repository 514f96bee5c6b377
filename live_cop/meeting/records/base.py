"""The base class of records: the name of a kind, and what the rest of the system needs to know about it."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from ..audience import EVERYONE

#: What of a meeting is kept after the close: notes and snapshots, notes only, or the next steps only.
RecordingMode = Literal["pictures", "notes", "steps"]

#: The code of a language in ISO 639. The core knows no words, so it does not know which languages there are:
#: where there are no words for a code, English ones are used.
LanguageCode = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]

#: Replaces erased words in a field that must not be empty.
ERASED = "…"


class Record(Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records. The facts about a kind stand on its class, and are listed nowhere else.

    A record refers to values only, never to something that leads back to it: so it is left out of the search for
    cycles of references (`gc`), which would stop all meetings while it looks at those of a large one."""

    #: The name of the kind, on the wire and in the store.
    kind: ClassVar[str] = ""
    #: Who may see a record of this kind, unless the rule that writes it says otherwise.
    audience: ClassVar[str] = EVERYONE
    #: The most that an intruder may learn about a person from records of this kind, in one sentence: a participant, the
    #: chair's side, the holder of a report, or the host with the file after the close. See docs/privacy-model.md.
    discloses: ClassVar[str] = ""
    #: The fields that hold people's words, each with the value that it has once they are erased.
    words: ClassVar[Mapping[str, Any]] = {}
    #: Those of `words` that are names. Erasing the whole record erases them too, but the rest of the meeting is
    #: searched for a name only if the name itself is erased.
    names: ClassVar[frozenset[str]] = frozenset()
    #: The field without which the record means nothing: if its words are erased, the record is deleted.
    main_text: ClassVar[str] = ""
    #: The kind that this one is another state of: a removed note is still the same note.
    state_of: ClassVar[str] = ""
    #: The recording modes in which records of this kind are kept after the close.
    kept_in: ClassVar[frozenset[RecordingMode]] = frozenset(("pictures", "notes", "steps"))
    #: Whether no record of this kind survives the close of the meeting, nor anything of its history.
    forgotten_at_close: ClassVar[bool] = False
    #: Whether undo steps store earlier versions of records of this kind.
    undoable: ClassVar[bool] = False


#: Values of `kept_in`: kept only where snapshots are, or everywhere except where only the next steps are kept.
NOT_WITHOUT_PICTURES: frozenset[RecordingMode] = frozenset(("pictures",))
NOT_WITH_STEPS_ALONE: frozenset[RecordingMode] = frozenset(("pictures", "notes"))
