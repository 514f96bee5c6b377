"""The meeting itself, and the numbers that an imported meeting cannot count again."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from .base import ERASED, LanguageCode, Record, RecordingMode
from .photos import PhotosBy


class Meeting(Record, frozen=True, kw_only=True):
    """The facts about the meeting as a whole.

    `recording` is what people are told about recording. `slow` is the number of seconds of slow mode, `hold` whether
    new notes wait for review. `join_code` is set once a newer code replaced `code`. `place` is its number in a series.
    `venue` is where the people in the room meet, and `time_zone` (an IANA name, or "") the zone in which its times are
    given.
    """

    kind: ClassVar[str] = "meeting"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {
        "title": ERASED,
        "community": "",
        "series": "",
        "recording": ERASED,
        "video_url": None,
        "venue": "",
    }
    title: str
    community: str = ""
    series: str = ""
    state: Literal["waiting", "live", "closed"] = "waiting"
    recording: str = ""
    #: What is kept after the close.
    keeps: RecordingMode = "pictures"
    locked: bool = False
    paused: bool = False
    video_url: str | None = None
    starts_at: int | None = None
    venue: str = ""
    time_zone: str = ""
    #: Whether the planned meeting will not take place.
    cancelled: bool = False
    #: How often what an invitation says has changed; calendars keep the entry with the highest number.
    sequence: int = 0
    #: What its entry in calendars is known by; "" where it was opened before there was such a name.
    calendar: str = ""
    opened_at: int | None = None
    closed_at: int | None = None
    #: When it will close, after that was announced.
    closing_at: int | UnsetType = UNSET
    code: str = ""
    slow: int | None = None
    hold: bool = False
    join_code: str | UnsetType = UNSET
    place: int = 1
    #: Whether the chair only tries out the console, with pretend people: the meeting is deleted a few minutes later.
    practice: bool = False
    #: Whose photographs are taken.
    photos_by: PhotosBy = "all"
    #: The language of what everybody sees together: the board, the report and letters.
    language: LanguageCode = "en"

    @property
    def standing(self) -> Literal["waiting", "live", "closed", "cancelled"]:
        """Where the meeting stands, as its pages tell it. Starting it takes a cancellation back, so one that is closed
        and cancelled never took place."""
        return "cancelled" if self.cancelled else self.state

    @property
    def takes_place(self) -> bool:
        """Whether it is to come or on now, so that people are told how to join."""
        return self.standing in ("waiting", "live")


class ImportedCount(Struct, frozen=True):
    """How many people came from an organisation, or have a kind of experience."""

    title: str
    people: int


class Imported(Record, frozen=True, kw_only=True):
    """How many people took part (None where a count could identify somebody), and how many notes were removed.

    `at` is when the file was exported.
    """

    kind: ClassVar[str] = "brought"
    discloses: ClassVar[str] = "Nothing about a person: its numbers of people are rounded."
    words: ClassVar[Mapping[str, Any]] = {"organisations": [], "kinds": []}
    at: int
    total: int | None = None
    room: int | None = None
    remote: int | None = None
    removed: int = 0
    #: Where people came from, as counts in which nobody can be identified.
    how_many_organisations: int | None = None
    organisations: list[ImportedCount] = field(default_factory=list)
    kinds: list[ImportedCount] = field(default_factory=list)
