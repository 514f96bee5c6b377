"""How few presses the chair's main actions need: each row of the guide's table is pressed as it stands there."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ...live.screens import Screen, zone_of
from ...test_guide_doc import GUIDE
from ..screens import Screens, join_people

SMALL_LAPTOP = {"viewport": {"width": 1024, "height": 768}}
#: What the chair does, how many presses that takes, and the names of what is pressed.
ROWS = re.findall(r"^\| ([^|]+) \| (\d) \| ([^|]+) \|$", GUIDE, re.MULTILINE)
#: A button that the console has once it is done.
DONE = {
    "Start the meeting": "Next: Best hopes",
    "Go to the next part": "Next: What has gone well",
    "Take back the last step": "Next: Best hopes",
    "Pause the clock": "Resume",
    "Let it run again": "Pause",
    "Ask everybody “What else?”": "Hide the question",
    "Open a scale": "Show the spread",
    "Show the spread": "Hide the spread",
    "Close the scale": "Open again",
    "Start a round": "Next voice",
    "End the round before everybody has spoken": "Scale",
    "Call the next hand": "Done",
    "Split into small groups": "Call back in one minute",
    "Bring everybody back": "Groups",
}


def named(chair: Page, name: str) -> Locator:
    """The button whose name begins with this, in the dialog if there is one."""
    dialogs = chair.get_by_role("dialog")
    place = dialogs.last if dialogs.count() else chair
    return place.get_by_role("button", name=re.compile(rf"^\s*{re.escape(name)}(?!\w)")).filter(visible=True).first


def prepare(action: str, chair: Page, host: Screen, people: list[Screen]) -> None:
    """Brings the meeting to where this can be done."""
    if action == "Pause the clock":
        [part] = [id for id, each in host.all("section").items() if each["title"] == "What has gone well"]
        host.do("agenda.start", section=part)
        people[0].do("note.add", zone=zone_of(host, "Gone well"), text="We rang back")
        expect(named(chair, "What else?")).to_be_visible()
    elif action == "Show the spread":
        [scale] = [id for id, each in host.all("scale").items() if each["state"] == "open"]
        for person in people:
            person.do("scale.mark", scale=scale, value=5)
    elif action == "Start a round":
        named(chair, "Hide the spread").click()
    elif action == "Call the next hand":
        people[0].do("hand.raise")


@pytest.mark.thorough
def test_the_main_actions_take_as_few_presses_as_the_guide_says(screens: Screens) -> None:
    screens.open_meeting(template="solution")
    chair = screens.chair(**SMALL_LAPTOP)
    people, host = join_people(screens, "room", 6), screens.chair_connection()
    assert len(ROWS) == 20
    for action, number, presses in ROWS:
        names = presses.split(", ")
        assert len(names) == int(number), action
        prepare(action, chair, host, people)
        for n, name in enumerate(names):
            if name in names[:n]:
                # The console asks first.
                expect(chair.get_by_role("dialog")).to_be_visible()
            if name == "Put it on the wall":
                chair.get_by_role("dialog").get_by_label("The question people see").fill("Who could help?")
            named(chair, name).click()
        expect(chair.get_by_role("dialog")).to_have_count(0)
        if action in DONE:
            expect(named(chair, DONE[action])).to_be_visible()
    assert host.one("meeting")["paused"]
