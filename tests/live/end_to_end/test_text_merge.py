"""The chair and a helper write the same text of the report, over the same connection as everything else."""

import requests

from ..screens import Meeting, Screen


def helper_of(meeting: Meeting) -> Screen:
    link = meeting.session.post(f"{meeting.server.url}/api/meetings/{meeting.code}/helper-link", timeout=10)
    session = requests.Session()
    session.get(link.json()["helper_url"], timeout=10)
    return meeting.screen(session)


def test_the_words_of_two_writers_are_all_there(meeting: Meeting):
    chair, helper, person = meeting.chair(), helper_of(meeting), meeting.person()
    chair.do("report.edit", conclusions="We met.")
    # Each knows what they typed themselves, and nothing yet of what the other types meanwhile.
    before = {chair: "We met.", helper: "We met."}
    for n in range(8):
        for screen, name in ((chair, "chair"), (helper, "helper")):
            text = f"{before[screen]} {name}{n}"
            screen.do("report.edit", conclusions=text, was={"conclusions": before[screen]})
            before[screen] = text
    chair.reach(helper.revision)
    helper.reach(chair.revision)
    words = chair.one("report")["conclusions"]
    assert helper.one("report")["conclusions"] == words
    assert sorted(words.split()) == sorted(
        ["We", "met.", *(f"{who}{n}" for who in ("chair", "helper") for n in range(8))]
    )
    assert words.startswith("We met.")
    assert person.all("report") == {}
    advice = helper.do("recommendation.add", text="Ask first", to="the council")["recommendation"]
    chair.until(lambda: chair.all("recommendation").get(advice, {}).get("to") == "the council")
    assert person.all("recommendation") == {} and person.refused("recommendation.add", text="x") == "not_allowed"
    assert helper.refused("resource.add", title="x", url="javascript:alert(1)") == "bad_web_link"
