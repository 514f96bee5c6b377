"""People, their devices, the round and its turns, and raised hands."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, UnsetType

from ..audience import NOBODY
from .base import Record

Place = Literal["room", "remote"]


class Person(Record, frozen=True, kw_only=True):
    """A person. `marker` is the colour and animal by which they can be called if they give no name.

    `newcomer` and `guest` are set only where they are true, to save data on phones. `online` is false only where the
    meeting needs to know that somebody's device is off line: for the person who speaks, the next one, and raised hands.
    It stays so for a while when the device is back.
    """

    kind: ClassVar[str] = "person"
    discloses: ClassVar[str] = (
        "That somebody takes part, and what they say of themselves; of their device, only what a turn or a hand needs."
    )
    words: ClassVar[Mapping[str, Any]] = {"name": UNSET}
    names: ClassVar[frozenset[str]] = frozenset(("name",))
    place: Place
    online: bool
    marker: str
    role: Literal["participant", "helper", "chair"] = "participant"
    name: str | UnsetType = UNSET
    newcomer: bool | UnsetType = UNSET
    guest: bool | UnsetType = UNSET


class Device(Record, frozen=True, kw_only=True):
    """What the server knows of the device of the person with this id, and never tells; of a guest, who has none, when
    they were added and wrote last.

    `joined_at` and `back_at`: when the person joined, and when their device was last back on line. `is_returning`: it
    is back, and nobody is told so yet. `is_arriving`: they will be let in with the next batch of arrivals;
    `was_let_in`: they have been, since they joined. `counted`: where `present` counts them, None where it does not, and
    unset where it has not counted them yet; `moved`: they are in the other place by now. `last_note_at` and
    `last_signed_at`: when they last added a note without a name, and one with a name.
    """

    kind: ClassVar[str] = "device"
    discloses: ClassVar[str] = (
        "When somebody's device came and wrote last, to the host while the meeting is open; never sent."
    )
    audience: ClassVar[str] = NOBODY
    forgotten_at_close: ClassVar[bool] = True
    online: bool = False
    joined_at: int = 0
    back_at: int = 0
    last_note_at: int = 0
    last_signed_at: int = 0
    is_returning: bool = False
    is_arriving: bool = False
    was_let_in: bool = False
    counted: Place | None | UnsetType = UNSET
    moved: bool = False


class Present(Record, frozen=True, kw_only=True):
    """How many people are here. The numbers change only with several people, so that nobody's device can be watched.

    `can_answer` is how many of them can answer questions: participants and guests. The chair's side asks.
    """

    kind: ClassVar[str] = "present"
    discloses: ClassVar[str] = (
        "Nothing about a person: how many are in the room and remote, as numbers that change in batches only."
    )
    room: int = 0
    remote: int = 0
    can_answer: int = 0


class Round(Record, frozen=True, kw_only=True):
    """The last round of a section, with the section's id.

    `seconds` is the length of a turn. `heard_room` and `heard_remote` count the people who have spoken.
    """

    kind: ClassVar[str] = "round"
    discloses: ClassVar[str] = "How many people in the room and remote have spoken."
    section: str
    state: Literal["on", "over"]
    seconds: int
    heard_room: int = 0
    heard_remote: int = 0
    started_at: int = 0
    ended_at: int | None = None


class Turn(Record, frozen=True, kw_only=True):
    """A person's place in the queue of a round. `seconds` is the time to speak, `started_at` when they began."""

    kind: ClassVar[str] = "turn"
    discloses: ClassVar[str] = "When it was somebody's turn to speak, and whether they passed."
    section: str
    person: str
    order: int
    state: Literal["waiting", "speaking", "done", "passed"]
    seconds: int = 60
    started_at: int | None = None


class TurnOffer(Record, frozen=True, kw_only=True):
    """Tells the person with this id that the round of this section ended before it was their turn.

    Only they see it, and only those who waited have one: not those who came after the round.
    """

    kind: ClassVar[str] = "turn_offer"
    discloses: ClassVar[str] = (
        "That a round ended before it was somebody's turn, to that person alone; nothing after the close."
    )
    forgotten_at_close: ClassVar[bool] = True
    section: str


class Hand(Record, frozen=True, kw_only=True):
    """A raised hand. `too` counts the people who said "me too", without saying who they are."""

    kind: ClassVar[str] = "hand"
    discloses: ClassVar[str] = "That somebody's hand is raised, and how many people support it."
    person: str
    order: int
    state: Literal["waiting", "speaking"] = "waiting"
    too: int = 0


class HandMeToo(Record, frozen=True, kw_only=True):
    """Tells one person that they said "me too" to this hand.

    `waits`: they have just arrived, and it is counted a little later.
    """

    kind: ClassVar[str] = "hand_too"
    discloses: ClassVar[str] = "Which raised hand somebody supports, to that person alone; nothing after the close."
    hand: str
    waits: bool | UnsetType = UNSET
