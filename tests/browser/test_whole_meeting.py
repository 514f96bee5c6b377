"""A whole meeting without a mouse, from the form that opens it to the report: by the keyboard alone, and by the tree
that a screen reader is given. In both, people know things by their role and their name only."""

import re

import pytest
from playwright.sync_api import expect

from ..live.screens import Screen
from .screens import LAPTOP, PHONE, Screens, join_people
from .spoken import Spoken
from .without_a_mouse import Keyboard, Tree

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(600)]


#: What Ann hears, in its order.
TURNING_POINTS = (
    "“Welcome and new members” has begun. What brings you here? Tell us if you are new.",
    "“What we are working on” has begun. What are you working on, and how could others help? One minute each.",
    "A round has begun. Everyone gets a turn.",
    "It’s your turn to speak",
    "“Focus” has begun. A closer look at one topic. What would you like to ask?",
    "“Open discussion” has begun. What already works, and what could we try?",
    "There is a question to answer: How near are we?",
    "The answers to “How near are we?” are shown now.",
    "One minute left. Finish your thought, then we all come back.",
    "We are all back together.",
    "“Next time” has begun. What should we talk about next time?",
    "Less than a minute is left in this part. It’s time to bring it together.",
    "The time for this part is over. Take your time.",
    "The meeting closes in a moment. Please send what you have written.",
    "The meeting has ended. The wall stays here to read; the chair will share the report.",
    "The report is ready for you.",
)
#: What may come beside these: the place in a queue, the own group, new notes, and once that a keyboard hears.
BESIDE = re.compile("^You can also speak|are before you|You’re next|^You are in Group|new note|waits? for you|\\?$")


class Walk:
    """One meeting: a chair and Ann, who have no mouse, and some people more."""

    def __init__(self, screens: Screens, way: type[Keyboard] | type[Tree]) -> None:
        self.screens = screens
        self.chair = way(screens.new(**LAPTOP))
        self.ann = way(screens.new(**PHONE))
        self.spoken = Spoken(self.ann.page)
        self.said: list[str] = []
        self.others: list[Screen] = []

    def whole(self) -> None:
        self.opens()
        for step in (self.joins, self.writes, self.round, self.scale, self.hand, self.groups, self.steps, self.ends):
            step()
            self.ann.look(f"after {step.__name__}")

    def opens(self) -> None:
        chair = self.chair
        chair.page.goto(self.screens.server.url)
        chair.write("What is it about?", "Homes that say yes")
        chair.press("Open the meeting")
        expect(chair.page).to_have_url(re.compile("/links$"))
        join = chair.page.locator(".card:has(#join-h) .address")
        expect(join).to_contain_text("/m/")
        self.screens.links = {"join_url": join.inner_text(), "code": join.inner_text().rpartition("/")[2]}
        chair.press("Go to the chair’s page", "link")

    def joins(self) -> None:
        ann = self.ann
        ann.page.goto(self.screens.links["join_url"])
        ann.write(re.compile("^Your name"), "Ann")
        ann.press(re.compile("^In the room"))
        expect(ann.page.get_by_text("all saved")).to_be_visible()
        self.others = join_people(self.screens, "room", 3) + join_people(self.screens, "remote", 2)
        self.chair.press("Start the meeting")
        self.spoken.expect("“Welcome and new members” has begun.")

    def writes(self) -> None:
        ann, other = self.ann, self.others[0]
        ann.write(re.compile("^Write a note"), "A door that is open")
        ann.press("Put it on the wall")
        expect(ann.page.locator(".note", has_text="A door that is open")).to_be_visible()
        zone = other.one("on_now")["zones"][0]
        other.do("note.add", zone=zone, text="Tea and time")
        ann.press("Me too: Tea and time")
        expect(self.chair.page.locator(".note", has_text="Tea and time")).to_contain_text("1")

    def scale(self) -> None:
        chair = self.chair
        for title in ("Focus", "Open discussion"):
            chair.press(re.compile(f"^Next: {title}"))
            self.spoken.expect(f"“{title}” has begun.")
            self.ann.look(f"after “{title}” has begun")
        chair.press("Scale")
        chair.press("Write a scale")
        chair.write("Question", "How near are we?")
        chair.press("Save")
        chair.press("Open it for everyone")
        self.spoken.expect("There is a question to answer: How near are we?")
        self.ann.look("after a scale has opened")
        self.ann.slide(re.compile("^Your answer"), 6)
        for n, other in enumerate(self.others):
            other.do("scale.mark", scale=next(iter(other.all("scale"))), value=3 + n)
        chair.press("Show the spread")
        self.spoken.expect("The answers to “How near are we?” are shown now.")
        chair.press("Close the scale: How near are we?")

    def round(self) -> None:
        chair = self.chair
        chair.press(re.compile("^Next: "))
        self.spoken.expect("“What we are working on” has begun.")
        self.spoken.expect("A round has begun. Everyone gets a turn.")
        for _ in range(8):
            if not chair.page.get_by_role("button", name="Next voice").is_visible():
                break
            if self.ann.page.get_by_role("button", name="I’ve finished").is_visible():
                self.ann.press("I’ve finished")
            else:
                chair.press("Next voice")
            chair.page.wait_for_timeout(2_000)
        chair.press("That was everyone")
        self.spoken.expect("It’s your turn to speak")

    def hand(self) -> None:
        self.ann.press("Hand: raise a hand")
        self.chair.press(re.compile("^Call Ann"))
        expect(self.ann.page.get_by_text("It’s your turn to speak")).to_be_visible()
        self.ann.press(re.compile("^I’ve finished"))

    def groups(self) -> None:
        chair = self.chair
        chair.press("Everything else")
        chair.press(re.compile("^Small groups"))
        chair.press("Split into small groups")
        chair.write("The question for the groups", "What would help?")
        chair.press("Split now")
        self.spoken.expect("You are in Group ")
        self.ann.look("after small groups have begun")
        self.ann.write(re.compile("^Write a note"), "A key for the first night")
        self.ann.press("Put it on the wall")
        chair.press("Call back in one minute")
        self.spoken.expect("One minute left.")
        chair.press("Everybody back")
        self.spoken.expect("We are all back together.")

    def steps(self) -> None:
        ann = self.ann
        self.chair.press(re.compile("^Next: Next time"))
        self.spoken.expect("“Next time” has begun.")
        ann.look("after “Next time” has begun")
        ann.press("Next steps")
        ann.write("What could we try?", "Ask the council for keys")
        ann.press("Add this step")
        expect(ann.page.get_by_text("Ask the council for keys")).to_be_visible()

    def time_runs_out(self) -> None:
        """The chair takes minutes away until the last one has begun, and then nobody does anything."""
        clock = self.chair.page.locator(".clock-time").first
        while not clock.inner_text().startswith("0:"):
            self.chair.press("−1 minute")
            self.chair.page.wait_for_timeout(800)
        for words in ("Less than a minute is left in this part.", "The time for this part is over."):
            self.spoken.expect(words, seconds=60)

    def ends(self) -> None:
        chair, ann = self.chair, self.ann
        if isinstance(chair, Tree):
            self.time_runs_out()
        chair.press("Finish the last part")
        for _ in range(2):
            chair.press("Close the meeting")
            chair.page.wait_for_timeout(500)
        self.spoken.expect("The meeting closes in a moment.")
        chair.press("Close the meeting")
        chair.press("Close it now")
        self.spoken.expect("The meeting has ended.")
        ann.look("after the close")
        chair.write("Conclusions", "Keys matter")
        chair.press("Share with everyone here")
        self.spoken.expect("The report is ready for you.")
        self.said = self.spoken.all()
        ann.press("Read the report", "link")
        expect(ann.page.get_by_role("heading", level=1)).to_contain_text("Homes that say yes")


def test_by_the_keyboard_alone(screens: Screens) -> None:
    walk = Walk(screens, Keyboard)
    walk.whole()
    faults = {*walk.chair.faults, *walk.ann.faults}
    # The page of the meeting takes the place of the one at which people join, and begins at its top.
    assert faults <= {"after “In the room”: the focus is nowhere"}


def test_by_what_a_screen_reader_is_given(screens: Screens) -> None:
    """It says each turning point once, in its order, and little else."""
    walk = Walk(screens, Tree)
    walk.whole()
    turn = "It’s your turn to speak"
    assert walk.said.count(turn) == 2, walk.said
    heard = [words for words in walk.said if words in TURNING_POINTS]
    assert tuple(dict.fromkeys(heard)) == TURNING_POINTS and len(heard) == len(TURNING_POINTS) + 1, walk.said
    assert [words for words in walk.said if words not in heard and not BESIDE.search(words)] == []
