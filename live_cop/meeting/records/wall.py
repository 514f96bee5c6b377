"""The wall: zones, groups and notes, and the marks that people give to notes."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from ..audience import CHAIR, NOBODY
from .base import ERASED, NOT_WITH_STEPS_ALONE, LanguageCode, Record, RecordingMode

#: The types by which people classify notes together.
NoteType = Literal["comment", "statement", "question", "data"]
#: The languages in which a note or a translation can be said to be: those of the words. Records take any code, so that
#: a meeting can move to a server that knows fewer.
NoteLanguage = Literal["ar", "ckb", "cy", "de", "en", "pl", "ro", "uk", "ur"]
#: What the chair's side has written beside a note: by language, its words in that language.
Translations = Annotated[dict[LanguageCode, str], Meta(max_length=20)]
#: By which counts the notes of a zone are sorted.
SortKey = Literal["votes", "too"]
Color = Literal["butter", "mint", "sky", "rose", "lilac", "sand"]
#: The special purpose of a zone. "hopes": one note from each person, and at the end they say what became of it.
ZoneRole = Literal["hopes"]


class Zone(Record, frozen=True, kw_only=True):
    """An area of the wall.

    `alone`: people write in private, and `waiting` is the number of their hidden notes. `voting`: a dot vote is open
    with `dots` for each person, and `voters` of the `can_vote` people who can give dots have given any. `team`: the
    small group whose wall this is.
    """

    kind: ClassVar[str] = "zone"
    discloses: ClassVar[str] = "Nothing about a person: how many notes wait, and how many people have given dots."
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED, "prompt": ""}
    undoable: ClassVar[bool] = True
    title: str
    prompt: str = ""
    order: int = 0
    color: Color = "butter"
    section: str | None = None
    scale: str | None = None
    role: ZoneRole | None = None
    alone: bool = False
    waiting: int = 0
    voting: bool = False
    dots: int = 0
    voters: int = 0
    can_vote: int = 0
    sorted_by: SortKey | None = None
    team: str | None = None


class Group(Record, frozen=True, kw_only=True):
    """A named group of notes within a zone."""

    kind: ClassVar[str] = "group"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    undoable: ClassVar[bool] = True
    zone: str
    title: str
    x: float
    y: float
    order: int = 0


class Card(Record, frozen=True, kw_only=True):
    """What stands on the wall: the number of its "me too" marks (`too`), and the dots of the last vote."""

    too: int | UnsetType = UNSET
    votes: int | UnsetType = UNSET

    def with_me_toos(self, added: int) -> Self:
        """The card with `added` (may be negative) more "me too" marks.

        The card itself carries the count, since the records of who gave them are destroyed at the close.
        """
        return replace(self, too=max(0, (self.too or 0) + added) or UNSET)


class Note(Card, frozen=True, kw_only=True, rename={"note_type": "sort"}):
    """A sticky note. It never says who wrote it; `signed` is a name that its author chose to put on it.

    The last fields are set only where needed, since a wall can have thousands of notes: its type, the number of
    "me too" marks (`too`), the dots of the last vote, the texts of notes that were merged into it, whether it waits for
    review (`held`), whether it was written in private (`alone`), the language of its words (`lang`), and `translations`
    of them by hand, one for each language.
    """

    kind: ClassVar[str] = "note"
    discloses: ClassVar[str] = (
        "Its words and what language they are in, as they show or its author says; its minute, and the name with which "
        "its author chose to sign it; nothing else about them."
    )
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED, "signed": None, "merged": UNSET, "translations": UNSET}
    names: ClassVar[frozenset[str]] = frozenset(("signed",))
    main_text: ClassVar[str] = "text"
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    undoable: ClassVar[bool] = True
    zone: str
    text: str
    x: float
    y: float
    color: Color
    group: str | None = None
    signed: str | None = None
    at: int = 0
    edited: bool = False
    note_type: NoteType | UnsetType = UNSET
    merged: list[str] | UnsetType = UNSET
    held: bool | UnsetType = UNSET
    alone: bool | UnsetType = UNSET
    lang: LanguageCode | UnsetType = UNSET
    translations: Translations | UnsetType = UNSET


class Removed(Note, frozen=True, kw_only=True):
    """A note that was removed from the wall. A kind of its own, so that no code that lists notes can show it."""

    kind: ClassVar[str] = "removed"
    discloses: ClassVar[str] = (
        "What the note tells, to the chair's side; to its author alone if it was its author who took it off."
    )
    audience: ClassVar[str] = CHAIR
    state_of: ClassVar[str] = "note"


class Authorship(Record, frozen=True, kw_only=True, rename={"of": "kind"}):
    """Tells one person that the card or next step with this id is theirs. Nothing else links it to its author."""

    kind: ClassVar[str] = "mine"
    discloses: ClassVar[str] = (
        "Who wrote a note or a step or sent a photograph, to that person alone; nothing after the close."
    )
    undoable: ClassVar[bool] = True
    of: Literal["note", "step", "photo"] = "note"


class Leaving(Record, frozen=True, kw_only=True):
    """Tells one person that their note with this id is being erased: for them it is gone already."""

    kind: ClassVar[str] = "leaving"
    discloses: ClassVar[str] = "Which notes somebody is erasing, to that person alone; nothing after the close."


class MeToo(Record, frozen=True, kw_only=True):
    """One person's "me too" on a note. `lent`: the note that they gave it to, if that was merged into this one.

    `waits`: they have just arrived, and it is counted a little later.
    """

    kind: ClassVar[str] = "too"
    discloses: ClassVar[str] = "Which note somebody supports, to that person alone; nothing after the close."
    note: str
    lent: str = ""
    waits: bool | UnsetType = UNSET


class Dots(Record, frozen=True, kw_only=True):
    """The dots that one person has given in a zone's vote, by note, and the number they have left.

    `lent`: by note, the dots that were given to it before it was merged into another.
    """

    kind: ClassVar[str] = "dots"
    discloses: ClassVar[str] = "To which notes somebody gave dots, to that person alone; nothing after the close."
    zone: str
    notes: dict[str, int]
    left: int
    lent: dict[str, int] | UnsetType = UNSET


class MergedNote(Note, frozen=True, kw_only=True):
    """A note that was merged into another, as it was before. For the server only: the other note has its text.

    `lent`: how many "me too" marks the other note has from this one.
    """

    kind: ClassVar[str] = "folded"
    discloses: ClassVar[str] = "What the note told before it was merged; never sent."
    audience: ClassVar[str] = NOBODY
    state_of: ClassVar[str] = "note"
    undoable: ClassVar[bool] = False
    into: str
    lent: int = 0
