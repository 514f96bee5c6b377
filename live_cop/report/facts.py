"""The shape of a report: plain facts, ready for any form. Times are UTC milliseconds."""

from typing import Literal

from msgspec import Struct

from ..meeting.records.wall import Color
from .breadth import Breadth


class Note(Struct, frozen=True):
    """A note as it is shown. Who wrote it is not in here, unless they signed it."""

    text: str
    color: Color
    signed: str | None = None
    #: What it is: comment, statement, question or data.
    note_type: str | None = None
    #: How many said "me too", and its dots of the last vote.
    too: int = 0
    votes: int | None = None
    #: The words of notes that were merged into it.
    merged: tuple[str, ...] = ()


class Group(Struct, frozen=True):
    title: str
    notes: list[Note]


class Zone(Struct, frozen=True):
    """One zone of the wall: its named groups, the largest first, then the single notes."""

    id: str
    title: str
    prompt: str
    color: Color
    groups: list[Group]
    single: list[Note]
    #: The scale whose "one point up" zone this is, and its question.
    scale_id: str | None = None
    scale: str | None = None

    @property
    def count(self) -> int:
        """How many notes are here."""
        return len(self.single) + sum(len(group.notes) for group in self.groups)


class EarlierAnswers(Struct, frozen=True):
    """How a scale was spread in an earlier meeting of the series, and what was good enough then."""

    title: str
    at: int | None
    counts: list[int]
    good_enough: int | None = None


class Spread(Struct, frozen=True):
    """One scaling question. `counts` has one number a step, and is there only if the meeting saw it."""

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
    #: The earlier meetings, the oldest first; there only beside the counts.
    memory: list[EarlierAnswers] = []
    #: What was good enough before, and until when.
    good_enough_was: list[tuple[int | None, int]] = []


class StepLine(Struct, frozen=True):
    """One next step. Names are there only by their owners' own word; `by_when` is a day, YYYY-MM-DD."""

    what: str
    who: list[str]
    by_when: str | None
    notice: str
    state: Literal["open", "noticed", "going", "let_go"]
    #: The earlier meeting it was carried on from, and when that was.
    origin: tuple[str, int | None] | None = None


class NextMeeting(Struct, frozen=True):
    """The next meeting, once it is fixed."""

    at: int
    title: str
    venue: str
    video_url: str | None
    minutes: int


class AgendaSection(Struct, frozen=True):
    """One part of the agenda. `planned` is in minutes, `spent` in milliseconds."""

    title: str
    planned: int
    spent: int
    #: A part that was still to do when the meeting closed was left for another time.
    state: Literal["todo", "now", "done", "left"]
    #: How many voices were heard in its round. None where there was none, or so few that they point at somebody.
    voices: int | None = None


class Snapshot(Struct, frozen=True):
    """One snapshot. `places` are the zones to draw, the others are only named: as before, or still empty."""

    id: str
    title: str
    caption: str
    taken_at: int
    auto: bool
    zones: list[Zone]
    as_before: list[str]
    empty: list[str]
    spreads: list[Spread]
    agenda: list[AgendaSection]
    steps: list[StepLine] = []
    #: How many of its notes have been taken off the wall since and are not shown.
    gone: int = 0

    @property
    def now(self) -> int | None:
        """The index of the part that was on."""
        return next((n for n, part in enumerate(self.agenda) if part.state == "now"), None)


class Hopes(Struct, frozen=True):
    """What became of the hopes. None where too few answered for a number to point at nobody."""

    floor: int
    yes: int | None = None
    partly: int | None = None
    not_yet: int | None = None


class People(Struct, frozen=True):
    """How many took part. None where a number would point at somebody."""

    total: int | None
    room: int | None = None
    remote: int | None = None


class Recommendation(Struct, frozen=True):
    """What the meeting recommends, and to whom."""

    text: str
    to: str = ""


class Resource(Struct, frozen=True):
    """Something useful: what it is, where it is to be found (may be empty), and who it helps."""

    title: str
    url: str = ""
    helps: str = ""


class ReplayNote(Struct, frozen=True):
    """A note of the replay. `spots` is where it was and from when on: (moment, column, group of it, or -1 for none)."""

    text: str
    color: Color
    positions: list[tuple[int, int, int]]


class ReplayZone(Struct, frozen=True):
    """A zone of the replay, and the titles of its groups."""

    title: str
    groups: list[str]


class Replay(Struct, frozen=True):
    """How the wall grew. `moments` are UTC milliseconds, the first of them is moment 1; at 0 the wall is empty."""

    moments: list[int]
    zones: list[ReplayZone]
    notes: list[ReplayNote]


class SentRecommendations(Struct, frozen=True):
    """To whom the recommendations went by e-mail: the day (YYYY-MM-DD), how many people, and their organisations."""

    day: str
    people: int
    organisations: list[str]


class LeftOut(Struct, frozen=True):
    """What is not in the report, in numbers: pictures that the chair left out or that show a part of the wall only, and
    notes that were taken off."""

    pictures: int = 0
    cropped: int = 0
    notes: int = 0


class Report(Struct, frozen=True, kw_only=True):
    title: str
    community: str
    series: str
    state: Literal["waiting", "live", "closed"]
    recording: str
    published: bool
    made_at: int
    began: int | None
    ended: int | None
    people: People
    #: None where nobody put themselves on the attendance list.
    breadth: Breadth | None = None
    #: Those who may be named, by their own word: (name, organisation).
    named: list[tuple[str, str]] = []
    introduction: str
    conclusions: str
    thanks: str = ""
    recommendations: list[Recommendation] = []
    sent: list[SentRecommendations] = []
    resources: list[Resource] = []
    snapshots: list[Snapshot]
    spreads: list[Spread]
    agenda: list[AgendaSection]
    zones: list[Zone]
    #: None where the hopes were never brought back.
    hopes: Hopes | None = None
    steps: list[StepLine] = []
    next_meeting: NextMeeting | None = None
    #: The next meeting as a file for calendars.
    calendar: str = ""
    #: How many suggestions there were of who should be here; what they say is the chair's alone.
    invites: int = 0
    left_out: LeftOut = LeftOut()
    #: For forms that can show it, and only then.
    replay: Replay | None = None

    @property
    def notes(self) -> int:
        """How many notes are on the wall."""
        return sum(place.count for place in self.zones)
