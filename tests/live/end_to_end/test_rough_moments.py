"""What goes wrong around a chair: a laptop dies, two devices press at once, one person has two tabs, a scale closes
under a thumb."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from ..screens import Meeting, Screen, code_of, zone_of


def at_once(*pressed: Callable[[], dict[str, Any]]) -> list[str]:
    """What became of commands that were given at the same moment: "ok", or why not."""
    with ThreadPoolExecutor(len(pressed)) as hands:
        answers = [each.result() for each in [hands.submit(press) for press in pressed]]
    return sorted("ok" if answer["ok"] else code_of(answer) for answer in answers)


def another_device_of_the_chair(meeting: Meeting) -> Screen:
    session = requests.Session()
    session.get(meeting.links["chair_url"], timeout=10).raise_for_status()
    return meeting.screen(session)


def a_round(meeting: Meeting, chair: Screen, *people: Screen) -> None:
    chair.do("agenda.start")
    for person in people:
        chair.until(lambda person=person: chair.all("person").get(person.me, {}).get("online"))
    chair.do("round.start")


def speaker(screen: Screen) -> tuple[str, str]:
    """The turn that is on, and whose it is."""
    return next((id, turn["person"]) for id, turn in screen.all("turn").items() if turn["state"] == "speaking")


def test_the_chairs_laptop_dies_in_a_round_and_another_device_goes_on_where_it_was(meeting: Meeting):
    chair, ann, ben = meeting.chair(), meeting.person("room"), meeting.person("remote")
    a_round(meeting, chair, ann, ben)
    chair.do("round.next")
    before = chair.all("turn")
    chair.client.eio.ws.close()
    second = another_device_of_the_chair(meeting)
    assert second.me == chair.me and second.all("turn") == before and speaker(second)[1] == ben.me
    second.do("round.next")
    ann.until(lambda: speaker(ann)[1] == second.me)
    second.do("round.next")
    assert second.one("round")["state"] == "over"
    assert (second.one("round")["heard_room"], second.one("round")["heard_remote"]) == (2, 1)


def test_two_devices_of_the_chair_that_press_at_once_go_one_voice_on_and_agree(meeting: Meeting):
    chair, ann, ben = meeting.chair(), meeting.person("room"), meeting.person("remote")
    second = another_device_of_the_chair(meeting)
    a_round(meeting, chair, ann, ben)
    second.until(lambda: second.all("turn"))
    turn, _ = speaker(second)
    assert at_once(*[lambda each=each: each.try_to("turn.done", turn=turn) for each in (chair, second)]) == ["ok", "ok"]
    for screen in (chair, second, ann):
        screen.until(lambda screen=screen: speaker(screen)[1] == ben.me)
    at_once(lambda: chair.try_to("meeting.pause"), lambda: second.try_to("agenda.pause"))
    second.do("prompt.show", text="What else?")
    chair.reach(second.revision)
    assert chair.records == second.records
    assert chair.one("meeting")["paused"] and not chair.one("timer")["running"]


def test_one_person_in_two_tabs_has_one_turn_and_one_hand(meeting: Meeting):
    session = meeting.join()
    tabs = [meeting.screen(session), meeting.screen(session)]
    chair, ben = meeting.chair(), meeting.person("remote")
    chair.do("agenda.start")
    raised = at_once(*[lambda tab=tab: tab.try_to("hand.raise") for tab in tabs])
    assert raised == ["hand_is_up", "ok"]
    for tab in tabs:
        tab.until(lambda tab=tab: [hand["person"] for hand in tab.all("hand").values()] == [tab.me])
    at_once(*[lambda tab=tab: tab.try_to("hand.lower") for tab in tabs])
    for tab in (*tabs, chair):
        tab.until(lambda tab=tab: not tab.all("hand"))
    a_round(meeting, chair, tabs[0], ben)
    assert [turn["person"] for turn in chair.all("turn").values()].count(tabs[0].me) == 1
    turn, whose = speaker(chair)
    assert whose == tabs[0].me
    at_once(*[lambda tab=tab: tab.try_to("turn.done", turn=turn) for tab in tabs])
    for tab in (*tabs, chair):
        tab.until(lambda tab=tab: speaker(tab)[1] == ben.me)
    assert [tab.refused("turn.take") for tab in tabs] == ["had_turn"] * 2


def test_a_vote_is_not_overspent_from_two_tabs(meeting: Meeting):
    session = meeting.join()
    tabs = [meeting.screen(session), meeting.screen(session)]
    chair, zone = meeting.chair(), zone_of(tabs[0])
    notes = [tabs[0].do("note.add", zone=zone, text=text)["note"] for text in ("tea", "cake")]
    chair.do("vote.open", zone=zone, dots=3)
    gives = [
        lambda tab=tab, note=note: tab.try_to("vote.give", note=note)
        for tab, note in zip(tabs, notes, strict=True)
        for _ in range(3)
    ]
    assert at_once(*gives) == ["no_dots_left"] * 3 + ["ok"] * 3
    for tab in tabs:
        tab.until(lambda tab=tab: tab.all("dots") and tab.one("dots")["left"] == 0)
        assert sum(tab.one("dots")["notes"].values()) == 3
    assert tabs[0].one("dots") == tabs[1].one("dots")
    chair.until(lambda: chair.all("zone")[zone]["voters"] == 1)


def test_a_scale_that_closes_under_a_thumb_keeps_the_last_answer_before_that(meeting: Meeting):
    chair, ann = meeting.chair(), meeting.person()
    scale = chair.do("scale.add", question="How near are we?", floor=3)["scale"]
    chair.do("scale.open", scale=scale)
    ann.until(lambda: scale in ann.all("scale"))
    given = []
    with ThreadPoolExecutor(1) as other:
        for value in range(1, 11):
            if value == 5:
                closing = other.submit(chair.try_to, "scale.close", scale=scale)
            answer = ann.try_to("scale.mark", scale=scale, value=value)
            given.append((value, "ok" if answer["ok"] else code_of(answer)))
        assert closing.result()["ok"]
    assert code_of(ann.try_to("scale.mark", scale=scale, value=1)) == "scale_not_open"
    taken = [value for value, became in given if became == "ok"]
    assert {became for _, became in given} <= {"ok", "scale_not_open"} and taken == list(range(1, len(taken) + 1))
    ann.until(lambda: ann.one("mark")["value"] == taken[-1])
    assert ann.all("scale")[scale]["received"] == 1
