"""Only the person who opened the newest chair link may chair, and nobody becomes chair by accident."""

import threading

import pytest
import requests

from ..screens import Meeting, Refused, Screen


def gone(screen: Screen) -> threading.Event:
    """Set once the server ends this connection."""
    event = threading.Event()
    screen.client.on("disconnect", lambda *_: event.set())
    return event


def chair_by(link: str) -> requests.Session:
    session = requests.Session()
    session.get(link, timeout=10).raise_for_status()
    return session


def test_the_chair_is_handed_on(meeting: Meeting):
    old, member, base = meeting.chair(), meeting.person(), meeting.server.url
    ended, untouched = gone(old), gone(member)
    answer = meeting.session.post(f"{base}/api/meetings/{meeting.code}/chair-link", timeout=10).json()
    # Until somebody takes the chair by the new link, the chair is still the chair; the first link is dead already.
    session = chair_by(answer["chair_url"])
    assert old.try_to("agenda.start")["ok"] and not ended.is_set()
    assert requests.get(meeting.links["chair_url"], timeout=10).status_code == 404
    session.post(f"{base}/m/{meeting.code}/chair", timeout=10).raise_for_status()
    new = meeting.screen(session)
    assert ended.wait(10)
    assert new.welcome["you"]["role"] == "chair" and new.try_to("agenda.pause")["ok"]
    with pytest.raises(Refused) as refused:
        meeting.screen(meeting.session, **{"as": "chair"})
    assert refused.value.told["data"]["error"]["code"] == "chair_moved_on"
    assert not untouched.is_set() and member.refused("agenda.resume") == "not_allowed"


def test_a_second_device_of_the_chair_is_the_chair_too(meeting: Meeting):
    first, second = meeting.chair(), meeting.screen(chair_by(meeting.links["chair_url"]))
    assert second.try_to("agenda.start")["ok"]
    first.until(lambda: first.all("timer"))
    assert first.try_to("agenda.pause")["ok"]


def test_a_helper_does_what_a_chair_does_but_cannot_hand_the_chair_on(meeting: Meeting):
    base = f"{meeting.server.url}/api/meetings/{meeting.code}"
    link = meeting.session.post(f"{base}/helper-link", timeout=10).json()["helper_url"]
    session = chair_by(link)
    helper = meeting.screen(session)
    assert helper.welcome["you"]["role"] == "helper"
    assert helper.try_to("agenda.start")["ok"] and "report" in {kind for kind, _ in helper.records}
    assert session.post(f"{base}/chair-link", timeout=10).status_code == 403


def test_a_locked_meeting_keeps_those_who_are_in_and_a_closed_one_is_quiet(meeting: Meeting):
    chair, session = meeting.chair(), meeting.join()
    chair.do("meeting.lock")
    with pytest.raises(requests.HTTPError):
        meeting.join()
    inside = meeting.screen(session)
    chair.do("meeting.close")
    inside.until(lambda: inside.one("meeting")["state"] == "closed")
    zone = next(iter(inside.all("zone")))
    assert inside.refused("note.add", zone=zone, text="one more") == "closed"
    assert meeting.screen(session).one("meeting")["state"] == "closed"
