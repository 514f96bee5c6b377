"""The content of a report as plain data. All times are UTC milliseconds."""

from typing import Literal

from msgspec import Struct

from ..meeting.contacts.breadth import Breadth
from ..meeting.records.wall import Color
from .dates import Clock


class Note(Struct, frozen=True):
    """A note of the wall. Its author appears only as `signed`."""

    text: str
    color: Color
    signed: str | None = None
    #: comment, statement, question or data.
    note_type: str | None = None
    #: The number of "me too", and of dots in the last vote.
    too: int = 0
    votes: int | None = None
    #: The texts of notes that were merged into it.
    merged: tuple[str, ...] = ()
    #: The language of its text, or "" where that is not known; and translations by hand, as (language, words).
    lang: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    #: For a group that is shown as one card: the number of its notes. The marks are then the sums of theirs.
    notes: int = 0


class Photo(Struct, frozen=True):
    """A photograph on the wall, or a paper note that was cut out of one and whose words are its description.

    `large` and `small` are JPEG files (see photographs.py), both empty for a format that shows no photographs.
    """

    #: The address of the stored picture by its content, and its size in pixels.
    picture: str
    width: int
    height: int
    description: str = ""
    is_paper_note: bool = False
    #: As with a note.
    too: int = 0
    votes: int | None = None
    large: bytes = b""
    small: bytes = b""


class Group(Struct, frozen=True):
    title: str
    notes: list[Note]
    photos: list[Photo] = []


class Zone(Struct, frozen=True):
    """A zone of the wall: its named groups, largest first, and the single notes and photographs."""

    id: str
    title: str
    prompt: str
    color: Color
    groups: list[Group]
    single: list[Note]
    #: The id and question of the scale, if this is its zone for "one point up".
    scale_id: str | None = None
    scale: str | None = None
    photos: list[Photo] = []

    @property
    def count(self) -> int:
        """The number of notes in the zone."""
        return len(self.single) + sum(len(group.notes) for group in self.groups)

    @property
    def all_photos(self) -> list[Photo]:
        """The photographs and paper notes in the zone, those of its groups first."""
        return [each for group in self.groups for each in group.photos] + self.photos

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in the zone."""
        return not self.count and not self.all_photos


class EarlierAnswers(Struct, frozen=True):
    """The answers to a scale in an earlier meeting of the series, and what was good enough then."""

    title: str
    at: int | None
    counts: list[int]
    good_enough: int | None = None


class Spread(Struct, frozen=True):
    """A scaling question. `counts` has a number for each step, or is None if the meeting did not see it."""

    id: str
    question: str
    low: int
    low_label: str
    high_label: str
    good_enough: int | None
    floor: int
    not_today: int
    counts: list[int] | None
    #: Why there are no counts: nobody answered, too few did, or the chair did not show them.
    hidden: Literal["nobody", "few", "not_shown"] | None = None
    #: The earlier meetings, oldest first. They are shown only together with counts.
    memory: list[EarlierAnswers] = []
    #: The earlier values of "good enough", and until when each was in force.
    good_enough_was: list[tuple[int | None, int]] = []
    #: How many more people answered than the counts have: too few to be counted without showing whose answers they are.
    uncounted: int = 0


class StepLine(Struct, frozen=True):
    """A next step. People added the names in `who` themselves; `by_when` is a day, YYYY-MM-DD."""

    what: str
    who: list[str]
    by_when: str | None
    notice: str
    state: Literal["open", "noticed", "going", "let_go"]
    #: The title and time of the earlier meeting from which it was carried over.
    origin: tuple[str, int | None] | None = None


class NextMeeting(Struct, frozen=True):
    """The next meeting, which has a date."""

    at: int
    title: str
    venue: str
    video_url: str | None
    minutes: int


class AgendaSection(Struct, frozen=True):
    """A section of the agenda. `planned` is in minutes, `spent` in milliseconds."""

    title: str
    planned: int
    spent: int
    #: A section that was not reached before the close has the state `left`.
    state: Literal["todo", "now", "done", "left"]
    #: About how many people spoke in its round. None without a round, or below the privacy floor.
    voices: int | None = None


class Snapshot(Struct, frozen=True):
    """A snapshot as a picture, or as the report shows it: then `zones` and `spreads` are what no other part shows."""

    id: str
    title: str
    caption: str
    taken_at: int
    auto: bool
    zones: list[Zone]
    #: The titles of zones without notes.
    empty: list[str]
    spreads: list[Spread]
    agenda: list[AgendaSection]
    steps: list[StepLine] = []
    #: The time zone of the meeting: a name of the IANA database, or "" for that of the server.
    time_zone: str = ""
    #: How many of its notes are not shown because they were removed from the wall since.
    gone: int = 0
    #: The ids of scales in it that the report shows elsewhere as they are here.
    scales: list[str] = []
    #: Whether the wall was empty.
    empty_wall: bool = False

    @property
    def now(self) -> int | None:
        """The index of the section that was in progress."""
        return next((n for n, part in enumerate(self.agenda) if part.state == "now"), None)


class Hopes(Struct, frozen=True):
    """The outcome of the hopes: the number of each answer, or None if fewer than `floor` people answered."""

    floor: int
    yes: int | None = None
    partly: int | None = None
    not_yet: int | None = None
    #: As with a spread.
    uncounted: int = 0


class ToShare(Struct, frozen=True):
    """What the chair chose for the picture to share: its words, and of a scale the spread."""

    kind: Literal["step", "scale", "note", "recommendation"]
    words: str
    spread: Spread | None = None


class Recommendation(Struct, frozen=True):
    """A recommendation, to whom it is addressed, and what came back from them."""

    text: str
    to: str = ""
    answer: str = ""


class Resource(Struct, frozen=True):
    """A useful resource: its title, its address (may be empty), whom it helps, and its file, if any: its name, its
    bytes, and its address if the report is read where the file is served."""

    title: str
    url: str = ""
    helps: str = ""
    file: str = ""
    size: int = 0
    file_url: str = ""


class ReplayNote(Struct, frozen=True):
    """A note of the replay. `positions` are (moment, index of the zone, index of the group in it or -1); `lang` is as
    with a note."""

    text: str
    color: Color
    positions: list[tuple[int, int, int]]
    lang: str = ""


class ReplayZone(Struct, frozen=True):
    """A zone of the replay, and the titles of its groups."""

    title: str
    groups: list[str]


class Replay(Struct, frozen=True):
    """How the wall grew. `moments` are times: the first is moment 1, and at moment 0 the wall is empty."""

    moments: list[int]
    zones: list[ReplayZone]
    notes: list[ReplayNote]


class SentRecommendations(Struct, frozen=True):
    """Recommendations sent by e-mail: the day (YYYY-MM-DD), the number of people, and their organisations."""

    day: str
    people: int
    organisations: list[str]


class LeftOut(Struct, frozen=True):
    """How much the report leaves out: snapshots that the chair left out, and removed notes."""

    pictures: int = 0
    notes: int = 0


class Report(Struct, frozen=True, kw_only=True):
    """Everything that the report of a meeting may contain."""

    title: str
    community: str
    series: str
    state: Literal["waiting", "live", "closed"]
    recording: str
    published: bool
    made_at: int
    began: int | None
    ended: int | None
    #: The time zone of the meeting: a name of the IANA database, or "" for that of the server.
    time_zone: str = ""
    #: The numbers of people, or None before they are counted.
    breadth: Breadth | None = None
    #: The (name, organisation) of people who agreed to be named.
    named: list[tuple[str, str]] = []
    introduction: str
    conclusions: str
    thanks: str = ""
    recommendations: list[Recommendation] = []
    sent: list[SentRecommendations] = []
    resources: list[Resource] = []
    #: What the slides of a presenter were called. Their pages are shown in the meeting only.
    slides: str = ""
    snapshots: list[Snapshot]
    spreads: list[Spread]
    agenda: list[AgendaSection]
    #: The whole wall, and what of it no snapshot shows.
    zones: list[Zone]
    rest: list[Zone] = []
    #: None if the hopes were not asked about at the end.
    hopes: Hopes | None = None
    steps: list[StepLine] = []
    next_meeting: NextMeeting | None = None
    #: The next meeting as an iCalendar file.
    calendar: str = ""
    #: The number of suggestions of who should be here. Only the chair sees their words.
    invites: int = 0
    left_out: LeftOut = LeftOut()
    #: Only for formats that can show it.
    replay: Replay | None = None
    to_share: ToShare | None = None

    @property
    def clock(self) -> Clock:
        """The clock by which its times are given."""
        return Clock.in_zone(self.time_zone)

    @property
    def notes(self) -> int:
        """The number of notes on the wall."""
        return sum(place.count for place in self.zones)

    @property
    def photos(self) -> list[Photo]:
        """The photographs of the wall, zone by zone, without the paper notes that were cut out of them."""
        return [each for zone in self.zones for each in zone.all_photos if not each.is_paper_note]
