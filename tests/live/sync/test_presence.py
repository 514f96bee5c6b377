"""Presence: a dropped connection is forgiven for a while, and a second screen is not a second person."""

from types import SimpleNamespace
from typing import Any

from live_cop.live.sync import presence
from live_cop.live.sync.connection import Connection
from live_cop.meeting.audience import NOBODY, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.records.breakouts import Teams
from live_cop.meeting.records.schedule import Scheduled
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.state import State

from ..inside import until
from ..screens import Meeting, Screen


def told_online(screen: Screen, person: str) -> list[bool]:
    """What this screen was told about a person's presence, in order, from their arrival."""
    told = [
        record["online"]
        for _, message in screen.heard
        for kind, id, record in message["changes"]
        if (kind, id) == ("person", person)
    ]
    return told[told.index(True) :]


def test_people_who_come_back_soon_were_never_away_and_others_have_lost_connection(meeting: Meeting):
    watcher = meeting.chair()
    sessions = [meeting.join() for _ in range(3)]
    drops, leaves, two = (meeting.screen(session) for session in sessions)
    second = meeting.screen(sessions[2])
    watcher.do("agenda.start")
    for screen in (drops, leaves, two):
        # Where it is somebody's turn, the meeting needs to know whether their device is on line.
        screen.do("hand.raise")
    for screen in (drops, leaves, two):
        screen.leave()
    back = meeting.screen(sessions[0])
    watcher.until(lambda: watcher.all("person")[leaves.me]["online"] is False, within=20)
    assert told_online(watcher, leaves.me)[-2:] == [True, False]
    # By the time that somebody who left at the same moment is gone, these are still here.
    assert False not in told_online(watcher, back.me) + told_online(watcher, second.me)
    assert "board" not in watcher.all("person")


def test_devices_are_known_again_when_a_meeting_is_opened_again(meeting: Meeting):
    chair = meeting.chair()
    ann = meeting.screen(meeting.join())
    chair.do("agenda.start")
    chair.do("meeting.close")
    chair.do("meeting.reopen")
    chair.do("agenda.start")

    def everybody_has_a_turn() -> bool:
        chair.try_to("round.start")
        return {turn["person"] for turn in chair.all("turn").values()} == {chair.me, ann.me}

    until(everybody_has_a_turn)


def test_groups_are_due_when_their_time_is_over_and_not_before(monkeypatch):
    teams = Teams(state="on", how="mixed", by="chance", minutes=1, ends_at=60_000)
    hub: Any = SimpleNamespace(state=lambda code: SimpleNamespace(get=lambda kind, id: teams))
    people = presence.Presence(hub)
    monkeypatch.setattr(presence, "now_ms", lambda: 59_999)
    assert not people.groups_are_due("K7M3QX")
    monkeypatch.setattr(presence, "now_ms", lambda: 60_000)
    assert people.groups_are_due("K7M3QX")
    hub.state = lambda code: None
    assert not people.groups_are_due("K7M3QX")


def test_what_is_due_happens_when_nobody_is_connected(monkeypatch):
    """After the close, and after a stop of the server, a note is still on its way out."""
    monkeypatch.setattr(presence, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(presence, "now_ms", lambda: 60_000)
    states = {code: State(code, "epoch") for code in ("DUE", "LATER", "NOTHING")}
    for code, due in (("DUE", 60_000), ("LATER", 60_001)):
        record = Scheduled(what="erase", of="note", target="n1", due=due)
        states[code].apply(1, [Change("scheduled", "erase.note.n1", record, NOBODY)])
    told: list[tuple[str, str]] = []
    hub: Any = SimpleNamespace(
        state=states.get, submit_system=lambda code, command, answer: told.append((code, command.name))
    )
    people = presence.Presence(hub, [*states, "PURGED"])
    until(lambda: len(told) >= 2)
    assert set(told) == {("DUE", "due.tick")}
    states["DUE"].apply(2, [Change("scheduled", "erase.note.n1", None, NOBODY)])
    until(lambda: people._scheduled == {"LATER"})


def test_what_is_scheduled_happens_to_the_moment_and_not_on_a_beat(monkeypatch):
    """Or else it would be known to have waited."""
    state = State("K7M3QX", "epoch")
    hub: Any = SimpleNamespace(state=lambda code: state, submit_system=lambda *_: None)
    people = presence.Presence(hub)
    monkeypatch.setattr(presence, "now_ms", lambda: 60_000)
    people.connected(Connection("1", "2", "K7M3QX", Viewer("p1", "participant"), None, None))
    assert people._seconds_to_sleep() == presence.CHECK_SECONDS
    for revision, due in enumerate((59_000, 60_250, 60_400), 1):
        scheduled = Scheduled(what="show", of="note", target=f"n{due}", due=due)
        state.apply(revision, [Change("scheduled", f"show.note.n{due}", scheduled, NOBODY)])
    # What is due already has been given to the queue, and may have to wait for the disk.
    assert people._seconds_to_sleep() == 0.25


def test_everybody_is_asked_for_once_a_second_however_often_something_is_due(monkeypatch):
    looks: list[None] = []
    asked: list[tuple[str, str]] = []
    hub: Any = SimpleNamespace(
        state=lambda code: None, submit_system=lambda *_: None, run_between_batches=lambda work: None
    )
    hub.skip_revision = hub.state
    # A second has twenty looks.
    monkeypatch.setattr(presence, "time", SimpleNamespace(monotonic=lambda: len(looks) / 20))
    people = presence.Presence(hub)
    monkeypatch.setattr(people, "_seconds_to_sleep", lambda: looks.append(None) or 0.001)
    monkeypatch.setattr(people, "_is_unknown", lambda *key: asked.append(key))
    people.connected(Connection("1", "2", "K7M3QX", Viewer("p1", "participant"), None, None))
    until(lambda: len(looks) > 100)
    # After the last look it sleeps.
    assert len(asked) == (len(looks) - 1) // 20


def test_arrivals_and_departures_are_repeated_until_they_are_saved(monkeypatch):
    monkeypatch.setattr(presence, "GRACE_SECONDS", 0.6)
    told: list[str] = []

    def submit_system(code: str, command: Any, answer: Any) -> None:
        told.append(command.name)
        answer({"ok": True} if told.count(command.name) > 2 else Refusal("not_saved"))

    hub: Any = SimpleNamespace(state=lambda code: None, submit_system=submit_system)
    people = presence.Presence(hub)
    connection = Connection("1", "2", "K7M3QX", Viewer("p1", "participant"), None, None)
    people.connected(connection)
    until(lambda: told == ["person.arrive"] * 3)
    people.disconnected(connection)
    until(lambda: told == ["person.arrive"] * 3 + ["person.leave"] * 3)


def test_people_at_another_process_are_here_until_they_are_at_none(monkeypatch):
    monkeypatch.setattr(presence, "GRACE_SECONDS", 0.6)
    told: list[tuple[str, str]] = []

    def submit_system(code: str, command: Any, answer: Any) -> None:
        told.append((command.name, command.person))
        answer({"ok": True})

    hub: Any = SimpleNamespace(state=lambda code: State("K7M3QX", "epoch"), submit_system=submit_system)
    people = presence.Presence(hub)
    phone = Connection("1", "2", "K7M3QX", Viewer("ann", "participant"), None, None)
    people.connected(phone)
    people.elsewhere("K7M3QX", "1 aa", frozenset({"ann", "ben"}))
    people.elsewhere("K7M3QX", "2 bb", frozenset({"ben"}))
    # Ann's phone moves, Ben's laptop does too.
    people.disconnected(phone)
    people.elsewhere("K7M3QX", "2 bb", frozenset())
    people.elsewhere("K7M3QX", "1 aa", frozenset({"ann"}))
    until(lambda: ("person.leave", "ben") in told)
    assert ("person.leave", "ann") not in told
    people.elsewhere("K7M3QX", "1 aa", frozenset())
    until(lambda: ("person.leave", "ann") in told)


def test_nobody_leaves_a_meeting_that_another_process_has(monkeypatch):
    """It would be tried again and again, or even take the meeting back."""
    monkeypatch.setattr(presence, "GRACE_SECONDS", 0.2)
    told: list[str] = []
    hub: Any = SimpleNamespace(
        state=lambda code: State("K7M3QX", "epoch"),
        submit_system=lambda code, command, answer: told.append(command.name),
    )
    people = presence.Presence(hub)
    phone = Connection("1", "2", "K7M3QX", Viewer("ann", "participant"), None, None)
    people.connected(phone)
    people.elsewhere("K7M3QX", "1 aa", frozenset({"ben"}))
    people.forget("K7M3QX")
    people.disconnected(phone)
    until(lambda: not people._last_seen)
    assert told == ["person.arrive"] * 2 and not people._counts
