"""Reports of meetings of any size, for tests of how reports look: 3 to 400 notes, photographs, or nothing at all."""

import io
from functools import cache

from PIL import Image, ImageDraw

from live_cop.meeting.contacts.breadth import Breadth, People
from live_cop.report.facts import (
    EarlierAnswers,
    Group,
    NextMeeting,
    Note,
    Photo,
    Recommendation,
    Report,
    Resource,
    SentRecommendations,
    Snapshot,
    Spread,
    StepLine,
    Zone,
)

DAY = 86_400_000
#: 21 November 2026, 12:30 UTC.
BEGAN = 1_795_264_200_000
SAID = (
    "Being met at the gate",
    "A housing officer who asks what was going on at the time, not just what happened",
    "The fire service did a home safety visit with us. It went in as evidence",
    "“Tell us about it” instead of a tick-box that ends the form",
    "A kettle, a chair and somebody who knows my name on the first day",
    "Ask two landlords first",
    "Somebody rang me back the same day. That was the first time in a year that anybody had done so, and it changed "
    "what I thought about the whole office.",
    "One form, not five",
    "The bus does not run after six, so evening appointments are no use to anybody out there",
    "Tea first",
)
COLORS = ("butter", "mint", "sky", "rose", "lilac", "sand")
ZONES = ("What already works", "What we would see", "What gets in the way", "One point up", "Who should be here")


def report_of(notes: int, *, photographs: int = 0, **more: object) -> Report:
    """The report of a whole meeting with this number of notes and photographs."""
    zones = [_zone(n, notes, photographs) for n in range(len(ZONES))]
    fields: dict[str, object] = dict(  # noqa: C408 (as the call that it is for)
        title="Homes that say yes",
        community="Community of Practice, Stoke-on-Trent",
        series="Access to homes",
        state="closed",
        recording="Pictures and notes, without names",
        published=True,
        made_at=BEGAN + DAY,
        began=BEGAN,
        ended=BEGAN + 7_200_000,
        breadth=Breadth(
            People(25, 15, 10),
            10,
            [("City council", 10), ("Fire and rescue", 5), ("other", 10)],
            [("lived_or_both", 10), ("professional", 10), ("other", 5)],
        ),
        introduction="We met for the third time about homes for people with a fire in their record.",
        conclusions="A person is more than one night in a file. Where somebody asked and listened, a door opened. What "
        "is left is the form: it asks for a yes or no, and a no is easier.\n\nWe will try a different question with "
        "two landlords by Easter.",
        thanks="To everyone who came, in the room and on the screen. Thanks to the YMCA for the room and to Ruth for "
        "the cake.",
        recommendations=[
            Recommendation("Ask what was going on at the time before deciding on a fire in somebody’s record.", to)
            if n == 0
            else Recommendation(SAID[n], to)
            for n, to in enumerate(("City council, housing", "Lettings managers", "Multi-agency group", "", "", "", ""))
        ],
        sent=[SentRecommendations("2026-11-22", 4, ["City council"])],
        resources=[
            Resource(
                "The card with three numbers", "https://example.org/card", "people leaving, and whoever meets them"
            ),
            Resource("A minute of minutes", "", "a one-page plan for a home safety visit"),
        ],
        snapshots=[_snapshot(n, zone) for n, zone in enumerate(zones[:2] if notes > 3 else [])],
        spreads=[spread()],
        agenda=[],
        zones=zones,
        steps=steps(),
        next_meeting=NextMeeting(
            BEGAN + 60 * DAY, "Keeping the keys", "YMCA Hanley and online", "https://example.org/c", 120
        ),
        invites=2,
    )
    return Report(**(fields | more))  # type: ignore[arg-type]


def three_notes() -> Report:
    """Three notes and nothing else: nobody on the list, no snapshot, no word by the chair."""
    zone = Zone("z", "The wall", "", "butter", [], [Note(SAID[n], "butter") for n in range(3)])
    return Report(
        title="Homes that say yes", community="", series="", state="closed", recording="Notes are anonymous",
        published=True, made_at=BEGAN, began=BEGAN, ended=BEGAN + 3_600_000, introduction="", conclusions="",
        snapshots=[], spreads=[], agenda=[], zones=[zone], breadth=Breadth(),
    )  # fmt: skip


def spread(question: str = "How near are we to homes that say yes?") -> Spread:
    """A scale with the answers of today and of an earlier meeting."""
    earlier = EarlierAnswers("The first meeting", BEGAN - 190 * DAY, [1, 5, 4, 2, 1, 0, 0, 0, 0, 0], 7)
    return Spread(
        "s", question, 1, "the door stays shut", "asked fairly every time", 7, 5, 1, [0, 1, 2, 4, 5, 3, 1, 0, 1, 0],
        memory=[earlier],
    )  # fmt: skip


def steps() -> list[StepLine]:
    """Steps in every state, oldest first."""
    origin = ("The first meeting", BEGAN - 190 * DAY)
    return [
        StepLine("A list of who can hold a bed after 5 pm", ["Ann"], None, "a name and a number", "noticed", origin),
        StepLine("A monthly hour with probation and housing in one room", [], None, "", "going", origin),
        StepLine("Collect three stories that went well", [], None, "", "open"),
        StepLine("Write the question together with people who have been asked it", ["Ben"], None, "", "open"),
        StepLine("Ask two landlords to try it with us", ["Ann", "Cleo"], "2027-03-26", "they ring back", "open"),
    ]


def _zone(index: int, notes: int, photographs: int) -> Zone:
    own = [_note(n) for n in range(index, notes, len(ZONES))]
    cut = len(own) // 3
    groups = [Group(f"{SAID[index]} (group)", own[:cut])] if cut else []
    photos = [
        Photo(
            f"p{n}",
            2000,
            1500,
            "The room’s flip chart: what we would see, hear and notice.",
            large=jpeg(),
            small=jpeg(),
        )
        for n in range(index, photographs, len(ZONES))
    ]
    return Zone(f"z{index}", ZONES[index], "What else?", COLORS[index], groups, own[cut:], photos=photos)  # type: ignore[arg-type]


def _note(n: int) -> Note:
    words = SAID[n % len(SAID)]
    return Note(words if n < len(SAID) else f"{words} ({n})", COLORS[n % 6], too=max(0, 7 - n % 23))  # type: ignore[arg-type]


def _snapshot(n: int, zone: Zone) -> Snapshot:
    caption = "Examples of being asked before being judged. Most of them come from one office. " * (n + 1)
    return Snapshot(f"h{n}", f"Picture {n + 1}", caption, BEGAN, False, [zone], [], [], [], [])


@cache
def jpeg() -> bytes:
    """A photograph of a flip chart, as far as a picture needs one."""
    picture = Image.new("RGB", (1000, 750), "#d9d4c9")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((180, 60, 820, 700), fill="#ffffff", outline="#999999", width=4)
    for n in range(6):
        pen.line((240, 150 + 80 * n, 500 + 40 * n, 140 + 84 * n), fill="#1d2433", width=7)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=70)
    return file.getvalue()
