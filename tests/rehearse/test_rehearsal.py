"""A rehearsal on a real server finds nothing wrong if all is well, and finds each kind of error."""

import asyncio
import json
from urllib.parse import urlsplit

import pytest
import requests

from live_cop.rehearse import rehearsal, server_process
from live_cop.rehearse.person import Person
from live_cop.rehearse.plan import Plan
from live_cop.rehearse.rehearsal import Rehearsal
from live_cop.rehearse.results import Results

from ..support.loops import in_a_loop
from ..support.servers import RealServer, Server, run_cli


def rehearse(server: Server, **plan: object) -> Results:
    given = {"people": 5, "seconds": 1.5, "commands_per_second": 20, "disconnects": False, **plan}
    rehearsing = Rehearsal(urlsplit(server.url), Plan(**given))
    rehearsing.open()
    return in_a_loop(rehearsing.run())


@pytest.fixture
def short_waits(monkeypatch):
    monkeypatch.setattr(rehearsal, "SETTLE_SECONDS", 1.5)


def test_twenty_people_lose_nothing_and_the_results_are_printed(server):
    done = run_cli(
        "rehearse", server.url, "--people", "20", "--minutes", "0.08", "--commands-per-second", "30", "--json"
    )
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout)
    assert found["good"] is True
    assert (found["people"], found["came_in"]) == (20, 20)
    assert (found["lost"], found["doubled"], found["screens_behind"], found["lost_connections"]) == (0, 0, 0, 0)
    assert 100 < found["commands"] == found["answered"] and found["refused"] == {}
    assert found["notes"] > 10
    # The one who keeps records was disconnected, and sent unanswered commands again.
    assert found["cut_off"] == found["came_back"] >= 1 and found["sent_again"] >= 1
    # Screens that came in after a command were shown it with their welcome, which does not count.
    assert found["screens_shown"] > found["commands"]
    for times in (found["screen"], found["answer"]):
        assert 0 < times["p50"] <= times["p95"] <= times["p99"] <= times["max"] < 4_000
    # The meeting is closed, and its title tells it from a real one.
    assert "/board/" in done.stderr
    page = requests.get(done.stderr.split("meanwhile: ")[1].split()[0], timeout=10).text
    assert "Rehearsal (simulated people)" in page


@pytest.mark.parametrize("workload", ["notes", "slider"])
def test_each_workload_does_what_its_name_says(server, workload):
    results = rehearse(server, workload=workload)
    assert results.good and results.commands > 10
    assert (results.notes > 0) == (workload == "notes")


def test_answers_during_the_warm_up_are_not_measured(server, monkeypatch):
    rehearsing = Rehearsal(urlsplit(server.url), Plan(people=5, seconds=0.4, commands_per_second=20, disconnects=False))
    results = Results(people=5, came_in=5, seconds_until_all_in=0, seconds=0)

    async def work(*_: object) -> None:
        rehearsing.measured.answered += 1_000
        await asyncio.sleep(0.4)
        rehearsing.measured.answered += 60

    monkeypatch.setattr(rehearsing, "_work", work)
    in_a_loop(rehearsing._work_and_measure(results, lambda seconds: None))
    # In so short a rehearsal the first half is the warm-up.
    assert 0 < results.answers_per_second < 60 / 0.1
    assert results.seconds > 0.3


def test_a_lost_answer_is_found(server, monkeypatch, short_waits):
    answered, dropped = Person._on_answer, []

    def drop_one(person: Person, number: int, answer: dict, at: float) -> None:
        if type(person) is Person and len(person.measured.notes) == 3 and not dropped:
            dropped.append(number)
        else:
            answered(person, number, answer, at)

    monkeypatch.setattr(Person, "_on_answer", drop_one)
    results = rehearse(server)
    assert dropped and results.lost == 1 and not results.good


def test_a_duplicated_note_is_found(server, monkeypatch):
    do, doubled = Person.do, []

    def do_one_twice(person: Person, name: str, **args: object) -> object:
        if name == "note.add" and not doubled:
            doubled.append(args)
            do(person, name, **args)
        return do(person, name, **args)

    monkeypatch.setattr(Person, "do", do_one_twice)
    results = rehearse(server)
    assert doubled and (results.lost, results.doubled) == (0, 1) and not results.good


def test_a_missing_note_is_found(server, monkeypatch):
    verify = Rehearsal._verify

    async def forget_one(self: Rehearsal, results: Results) -> None:
        await self._ask("note.remove", note=next(iter(self.measured.notes)))
        await verify(self, results)

    monkeypatch.setattr(Rehearsal, "_verify", forget_one)
    results = rehearse(server)
    assert (results.lost, results.doubled) == (1, 0) and not results.good


def test_a_screen_that_misses_a_change_is_found(server, monkeypatch):
    changed, missed = Person._on_changes, []

    def miss_one(person: Person, revision: int, packet: bytes, at: float) -> None:
        if type(person) is Person and person.records and b'["note",' in packet and not missed:
            missed.append(revision)
        else:
            changed(person, revision, packet, at)

    monkeypatch.setattr(Person, "_on_changes", miss_one)
    # Notes are not moved, so that the missed one is not sent again later.
    monkeypatch.setattr(Person, "_move", Person.mark)
    results = rehearse(server)
    assert missed and results.screens_behind == 1 and not results.good


def test_a_screen_that_stops_updating_is_found(server, monkeypatch, short_waits):
    changed, still = Person._on_changes, []

    def stand_still(person: Person, revision: int, packet: bytes, at: float) -> None:
        if type(person) is Person and not person.records and (person in still or not still):
            still[:] = [person]
        else:
            changed(person, revision, packet, at)

    monkeypatch.setattr(Person, "_on_changes", stand_still)
    results = rehearse(server)
    assert still and results.screens_behind == 1 and not results.good


def test_a_person_who_cannot_connect_is_found(server, monkeypatch):
    connect = Person.connect
    out: list[Person] = []

    async def all_but_one(person: Person) -> None:
        if out:
            await connect(person)
        else:
            out.append(person)

    monkeypatch.setattr(Person, "connect", all_but_one)
    results = rehearse(server)
    assert (results.people, results.came_in) == (5, 4) and not results.good


@pytest.mark.thorough
def test_a_restart_during_a_rehearsal_loses_nothing(tmp_path):
    server = Server(tmp_path / "data")

    async def meet() -> Results:
        rehearsing = Rehearsal(
            urlsplit(server.url), Plan(people=5, seconds=4, commands_per_second=20, disconnects=False)
        )
        rehearsing.open()
        meeting = asyncio.create_task(rehearsing.run())
        await asyncio.sleep(1.5)
        await asyncio.to_thread(server.restart)
        return await meeting

    try:
        results = in_a_loop(meet())
    finally:
        server.stop()
    assert results.good, results
    assert results.lost_connections == 5 and results.came_back >= results.lost_connections


@pytest.mark.skipif(not server_process._PROC.exists(), reason="needs a system that shows its processes")
def test_the_server_on_this_machine_is_found_by_its_port(tmp_path):
    # As people start it: it is known by its command line.
    server = RealServer(tmp_path / "data")
    try:
        assert server_process.find_server("127.0.0.1", server.port) == server._process.pid
        used = server_process.usage(server._process.pid)
        assert used.cpu > 0 and 10e6 < used.memory < 1e9
    finally:
        server.stop()


def test_a_server_elsewhere_and_an_unused_port_are_unknown(server):
    assert server_process.find_server("192.0.2.1", server.port) is None
    assert server_process.find_server("127.0.0.1", 1) is None
    assert server_process.usage(None) is None and server_process.usage(0) is None


@pytest.mark.thorough
def test_notes_that_are_shown_a_little_later_are_neither_lost_nor_slow(tmp_path):
    server = RealServer(tmp_path / "data")
    try:
        results = rehearse(server, people=7, seconds=3, workload="notes")
    finally:
        server.stop()
    assert results.good and results.notes > 0 and results.lost == 0
