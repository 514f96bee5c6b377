"""The running orders from which a meeting can start, as data.

The sections and their minutes come from the communities' terms of reference and their guide; the wording is ours. The
chair may change everything afterwards.
"""

from msgspec import Struct

from ..audience import PRIVACY_FLOOR
from ..records.agenda import SectionKind
from ..records.display import QuestionGroup
from ..records.followup import NextStep, Review
from ..records.scales import EarlierSpread, GoodEnoughChange
from ..records.wall import Color, ZoneRole


class PlannedZone(Struct, frozen=True):
    """A zone of the wall; `part` is the index of its section, or None for a zone of the whole meeting."""

    title: str
    prompt: str = ""
    color: Color = "butter"
    part: int | None = None
    role: ZoneRole | None = None


class PlannedSection(Struct, frozen=True):
    """A section of the agenda; `scale` is the index of the scale that it opens when it starts."""

    title: str
    prompt: str = ""
    minutes: int = 10
    kind: SectionKind = "open"
    voice_seconds: int = 60
    line: str = ""
    scale: int | None = None


class PlannedScale(Struct, frozen=True):
    """A scaling question, with what is carried over from earlier meetings of the series."""

    question: str
    low: int = 1
    high: int = 10
    low_label: str = ""
    high_label: str = ""
    floor: int = PRIVACY_FLOOR
    good_enough: int | None = None
    memory: list[EarlierSpread] = []
    good_enough_was: list[GoodEnoughChange] = []


class PlannedQuestion(Struct, frozen=True):
    """A question of the community's library."""

    text: str
    group: QuestionGroup


class RunningOrder(Struct, frozen=True):
    """Everything with which a meeting starts."""

    sections: list[PlannedSection]
    zones: list[PlannedZone]
    scales: list[PlannedScale] = []
    questions: list[PlannedQuestion] = []
    #: Carried over from an earlier meeting of the series.
    steps: list[NextStep] = []
    review: Review | None = None
    #: The number of this meeting in its series, from 1.
    place: int = 1
    #: The name of the entry in calendars that the meeting before has given to this one.
    calendar: str = ""


#: A zone's prompt is asked in the question of its part, so that a person finds on their own screen what the board asks.
#: A part without a zone asks nothing that is answered with a note.
STANDING = RunningOrder(
    sections=[
        PlannedSection("Welcome and new members", "What brings you here? Tell us if you are new.", 10, "welcome"),
        PlannedSection(
            "What we are working on",
            "What are you working on, and how could others help? One minute each.",
            40,
            "round",
        ),
        PlannedSection("Focus", "A closer look at one topic. What would you like to ask?", 20, "presentation"),
        PlannedSection("Open discussion", "What already works, and what could we try?", 20, "discussion"),
        PlannedSection("Next time", "What should we talk about next time?", 10, "closing"),
    ],
    zones=[
        PlannedZone("What brings us here", "What brings you here?", "rose", 0),
        PlannedZone("Working on", "What are you working on?", "butter", 1),
        PlannedZone("How others could help", "How could others help you?", "sky", 1),
        PlannedZone("Questions for the speaker", "What would you like to ask?", "lilac", 2),
        PlannedZone("Already working well", "What already works, even a little?", "mint", 3),
        PlannedZone("Ideas", "What could we try?", "butter", 3),
        PlannedZone("Next time", "What should we talk about next time?", "sand", 4),
    ],
)
SOLUTION = RunningOrder(
    sections=[
        PlannedSection(
            "Meet and greet", minutes=10, kind="welcome", line="Welcome. Have a drink, find a seat, say hello."
        ),
        PlannedSection("Best hopes", "What are your best hopes for today?", 10),
        PlannedSection(
            "What has gone well",
            "What has gone well since last time? If you are new: what has gone well lately?",
            10,
            "discussion",
        ),
        PlannedSection("Progress", "What has moved on this topic, and on earlier ones?", 10, "scaling", scale=0),
        PlannedSection("New topic", "A short case or topic. What would you like to ask?", 5, "presentation"),
        PlannedSection("Good practice", "Where have you seen this done well?", 10, "discussion"),
        PlannedSection(
            "Questions round the table",
            "What would you like to understand better? One question each, in turn.",
            10,
            "round",
        ),
        PlannedSection(
            "Discussion", "What already works? And if this were solved, what would we see and hear?", 20, "discussion"
        ),
        PlannedSection("Next steps", "What could we try, and what would we notice first?", 10, "steps"),
        PlannedSection("Conclusions", "What do we take from this? What is still open?", 10, "discussion"),
        PlannedSection("Final thoughts", "What was useful today?", 10, "closing"),
        PlannedSection("Thanks and next time", "When and where could we meet next?", 3, "closing"),
        PlannedSection("Close and networking", "Thank you for coming. Stay and talk if you like.", 2, "closing"),
    ],
    zones=[
        PlannedZone("Best hopes", "What are your best hopes for today?", "butter", 1, "hopes"),
        PlannedZone("Gone well", "What has gone well?", "mint", 2),
        PlannedZone("Progress", "What has moved on this topic, and on earlier ones?", "sky", 3),
        PlannedZone("Questions about the topic", "What would you like to ask?", "lilac", 4),
        PlannedZone("Good practice", "Where have you seen this done well?", "mint", 5),
        PlannedZone("Questions", "What would you like to understand better?", "lilac", 6),
        PlannedZone("Already working well", "What already works, even a little?", "mint", 7),
        PlannedZone("Preferred future", "If this were solved, what would we see and hear?", "sky", 7),
        PlannedZone("Conclusions", "What do we take from this?", "sand", 9),
        PlannedZone("Still open", "What is still open?", "lilac", 9),
        PlannedZone("Useful today", "What was useful today?", "rose", 10),
        PlannedZone("Next time", "When and where could we meet next?", "sand", 11),
    ],
    scales=[
        PlannedScale(
            "How near are we to where we would like to be?", low_label="a long way to go", high_label="just as we hoped"
        )
    ],
)
BLANK = RunningOrder(
    sections=[PlannedSection("Our meeting", "", 60)],
    zones=[PlannedZone("Notes", "", "butter")],
)
RUNNING_ORDERS: dict[str, RunningOrder] = {"standing": STANDING, "solution": SOLUTION, "blank": BLANK}
#: The zone that is created for each scale.
ONE_POINT_UP = PlannedZone("One point up", "What would get us one point up?", "butter")
#: The zone that is created for a presentation without a zone.
PRESENTATION_QUESTIONS = PlannedZone("Questions", "What would you like to ask?", "lilac")
