"""Joins whose screens do not come keep nobody out for longer than seconds."""

from live_cop.meeting.voices.people import PersonArrive
from live_cop.web import newcomers
from live_cop.web.http import join_ticket

from ..live.inside import until


def test_joins_without_a_screen_keep_people_out_for_seconds_only(browser, meeting, services, monkeypatch):
    """A program that has been on the page and has used up all that people may do here, but opens no screen."""
    code, now = meeting["code"], [0.0]
    monkeypatch.setattr(join_ticket, "MIN_AGE", 0)
    monkeypatch.setattr(newcomers, "JOINS_AT_ONCE", 10)
    monkeypatch.setattr(newcomers, "JOINS_PER_SECOND", 0)
    object.__setattr__(services, "newcomers", newcomers.Newcomers(lambda: now[0]))

    def comes():
        person = browser("10.0.0.7")
        person.get(f"/m/{code}")
        return person.post(f"/api/meetings/{code}/join", json={"place": "room"})

    you = comes().get_json()["participant"]["id"]
    services.hub.submit_system_and_wait(code, PersonArrive(person=you))
    assert [comes().status_code for _ in range(10)] == [200] * 9 + [429]
    # The chair is told, once.
    log = lambda: [each.what for each in services.hub.state(code).of_kind("log").values()]  # noqa: E731
    until(lambda: log() == ["person.crowd"])
    now[0] += newcomers.SCREEN_WITHIN
    assert [comes().status_code for _ in range(10)] == [200] * 9 + [429], "who has a screen keeps their place"
    assert log() == ["person.crowd"]


def test_the_chair_is_told_where_somebody_has_to_wait_and_again_after_a_while(monkeypatch):
    monkeypatch.setattr(newcomers, "JOINS_AT_ONCE", 10)
    monkeypatch.setattr(newcomers, "JOINS_PER_SECOND", 0.5)
    now, told, here = [0.0], [], set()
    places = newcomers.Newcomers(lambda: now[0])

    def come(person: int) -> bool:
        return places.take("hall", str(person), here.__contains__, lambda: told.append(person))

    def crowd() -> list[bool]:
        return [come(n) for n in range(12)]

    assert crowd() == [True] * 10 + [False] * 2 and told == [10], "once"
    now[0] += newcomers.SCREEN_WITHIN
    # Five places have come back by themselves, and five are of people who did not come: nobody has to wait.
    assert [come(n) for n in range(20, 30)] == [True] * 10 and told == [10]
    assert not come(30) and told == [10], "it goes on"
    now[0] += 10 / 0.5
    assert crowd()[-1] is False and told == [10, 10], "all places were free again"


def test_nobody_has_to_wait_where_a_place_is_given_on(monkeypatch):
    monkeypatch.setattr(newcomers, "JOINS_AT_ONCE", 10)
    monkeypatch.setattr(newcomers, "JOINS_PER_SECOND", 0)
    now, told = [0.0], []
    places = newcomers.Newcomers(lambda: now[0])
    for n in range(30):
        assert places.take("hall", str(n), lambda person: False, lambda: told.append("crowd"))
        now[0] += 1 if n < 10 else 0.5 * newcomers.SCREEN_WITHIN
    assert told == []


def test_many_addresses_make_nobody_forgotten_whose_places_are_used_up(monkeypatch):
    """One client behind the router sends joins without a screen, and another one comes from everywhere."""
    monkeypatch.setattr(newcomers, "JOINS_AT_ONCE", 10)
    monkeypatch.setattr(newcomers, "JOINS_PER_SECOND", 0.5)
    now = [0.0]
    places = newcomers.Newcomers(lambda: now[0])
    take = lambda key: places.take(key, "somebody", lambda person: False)  # noqa: E731
    assert [take("router") for _ in range(11)] == [True] * 10 + [False]
    for n in range(3 * newcomers.MAX_KEYS):
        now[0] += 0.001
        assert take(f"2001:db8:0:{n:x}::")
        assert len(places._taken) <= newcomers.MAX_KEYS
    now[0] = newcomers.SCREEN_WITHIN
    # Five have come back by themselves, and five are of those who did not come.
    assert [take("router") for _ in range(11)] == [True] * 10 + [False]
