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


STANDING = RunningOrder(
    sections=[
        PlannedSection(
            "Welcome and new members", "Who is here for the first time? What brings you here?", 10, "welcome"
        ),
        PlannedSection(
            "What we are working on",
            "One minute each: what are you working on, and how could others help?",
            40,
            "round",
        ),
        PlannedSection(
            "Focus", "A closer look at one topic. Put your questions on the wall as they come.", 20, "presentation"
        ),
        PlannedSection("Open discussion", "What matters most to us here? What already works?", 20, "discussion"),
        PlannedSection("Next time", "What should we talk about next, and who should be here?", 10, "closing"),
    ],
    zones=[
        PlannedZone("Working on", "What are you working on?", "butter", 1),
        PlannedZone("How others could help", "What would help you?", "sky", 1),
        PlannedZone("Questions for the speaker", "What would you like to ask?", "lilac", 2),
        PlannedZone("Already working well", "What helps now, even a little?", "mint", 3),
        PlannedZone("Ideas and next steps", "What could we try next?", "butter", 3),
        PlannedZone("Next time", "What should we talk about? Who should be here?", "sand", 4),
    ],
)
SOLUTION = RunningOrder(
    sections=[
        PlannedSection("Meet and greet", "Welcome. Have a drink, find a seat, say hello.", 10, "welcome"),
        PlannedSection("Best hopes", "What are your best hopes for today?", 10),
        PlannedSection(
            "What has gone well",
            "What has gone well since last time? New here? What has gone well lately?",
            10,
            "discussion",
        ),
        PlannedSection("Progress", "What has moved on this topic, and on earlier ones?", 10, "scaling", scale=0),
        PlannedSection("New topic", "A short case or topic: five minutes at most.", 5, "presentation"),
        PlannedSection("Good practice", "Where have you seen this done well?", 10, "discussion"),
        PlannedSection("Questions round the table", "One question each, in turn, to make it clear.", 10, "round"),
        PlannedSection("Discussion", "If this were fixed, what would we see, hear and notice?", 30, "discussion"),
        PlannedSection("Conclusions", "What do we take from this? What is still open?", 10, "steps"),
        PlannedSection("Final thoughts", "What was useful today?", 10, "closing"),
        PlannedSection("Thanks and next time", "When and where do we meet next, if we want to?", 3, "closing"),
        PlannedSection("Close and networking", "Thank you for coming. Stay and talk if you like.", 2, "closing"),
    ],
    zones=[
        PlannedZone("Best hopes", "What would make today worth your while?", "butter", 1, "hopes"),
        PlannedZone("Gone well", "Small things count.", "mint", 2),
        PlannedZone("Progress", "What have you noticed?", "sky", 3),
        PlannedZone("Questions about the topic", "What would you like to ask?", "lilac", 4),
        PlannedZone("Good practice", "Where does this work, and what do they do?", "mint", 5),
        PlannedZone("Questions", "What would you like to understand better?", "lilac", 6),
        PlannedZone("Already working well", "What works now, even a little?", "mint", 7),
        PlannedZone("Preferred future", "If it were fixed, what would we see, hear and notice?", "sky", 7),
        PlannedZone("Next steps", "What could we try? What would we notice first?", "butter", 7),
        PlannedZone("Conclusions", "What do we want to tell others?", "sand", 8),
        PlannedZone("Useful today", "What was useful today?", "rose", 9),
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
