"""A rehearsal on a real server finds nothing wrong where nothing is wrong, and does find each thing that is."""

import asyncio
import json
from urllib.parse import urlsplit

import pytest
import requests

from live_cop.rehearse import process, rehearsal
from live_cop.rehearse.person import Person
from live_cop.rehearse.rehearsal import Figures, Plan, Rehearsal
from tests.loops import in_a_loop

from ..servers import Server
from ..test_cli import run


def rehearse(server: Server, **plan: object) -> Figures:
    given = {"people": 5, "seconds": 1.5, "commands_per_second": 20, "cuts": False, **plan}
    rehearsing = Rehearsal(urlsplit(server.url), Plan(**given))
    rehearsing.open()
    return in_a_loop(rehearsing.run())


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(rehearsal, "PATIENCE", 1.5)


def test_twenty_people_lose_nothing_and_what_was_found_is_told(server):
    done = run("rehearse", server.url, "--people", "20", "--minutes", "0.08", "--commands-per-second", "30", "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout)
    assert found["good"] is True
    assert (found["people"], found["came_in"]) == (20, 20)
    assert (found["lost"], found["doubled"], found["screens_behind"], found["lost_connections"]) == (0, 0, 0, 0)
    assert 100 < found["commands"] == found["answered"] and found["refused"] == {}
    assert found["notes"] > 10
    # The careful one was cut off, and asked again for what was not answered.
    assert found["cut_off"] == found["came_back"] >= 1 and found["sent_again"] >= 1
    assert found["screens_shown"] > 10 * found["commands"]
    for times in (found["screen"], found["answer"]):
        assert 0 < times["p50"] <= times["p95"] <= times["p99"] <= times["max"] < 4_000
    # The meeting is over, and can be told from a real one.
    assert "/board/" in done.stderr
    page = requests.get(done.stderr.split("meanwhile: ")[1].split()[0], timeout=10).text
    assert "Rehearsal (simulated people)" in page


@pytest.mark.parametrize("workload", ["notes", "slider"])
def test_each_workload_does_what_it_is_called(server, workload):
    figures = rehearse(server, workload=workload)
    assert figures.good and figures.commands > 10
    assert (figures.notes > 0) == (workload == "notes")


def test_what_is_answered_before_all_are_at_work_is_not_measured(server, monkeypatch):
    rehearsing = Rehearsal(urlsplit(server.url), Plan(people=5, seconds=0.4, commands_per_second=20, cuts=False))
    figures = Figures(people=5, came_in=5, seconds_until_all_in=0, seconds=0)

    async def work(*_: object) -> None:
        rehearsing.book.answered += 1_000
        await asyncio.sleep(0.4)
        rehearsing.book.answered += 60

    monkeypatch.setattr(rehearsing, "_work", work)
    in_a_loop(rehearsing._meet(figures, lambda seconds: None))
    # The first half of so short a time is the run-up.
    assert 0 < figures.answers_per_second < 60 / 0.1
    assert figures.seconds > 0.3


def test_a_lost_answer_is_found(server, monkeypatch, impatient):
    answered, dropped = Person._answered, []

    def drop_one(person: Person, number: int, answer: dict, at: float) -> None:
        if type(person) is Person and len(person.book.notes) == 3 and not dropped:
            dropped.append(number)
        else:
            answered(person, number, answer, at)

    monkeypatch.setattr(Person, "_answered", drop_one)
    figures = rehearse(server)
    assert dropped and figures.lost == 1 and not figures.good


def test_a_note_that_comes_twice_is_found(server, monkeypatch):
    do, doubled = Person.do, []

    def do_one_twice(person: Person, name: str, **args: object) -> object:
        if name == "note.add" and not doubled:
            doubled.append(args)
            do(person, name, **args)
        return do(person, name, **args)

    monkeypatch.setattr(Person, "do", do_one_twice)
    figures = rehearse(server)
    assert doubled and (figures.lost, figures.doubled) == (0, 1) and not figures.good


def test_a_note_that_is_forgotten_is_found(server, monkeypatch):
    look_back = Rehearsal._look_back

    async def forget_one(self: Rehearsal, figures: Figures) -> None:
        await self._ask("note.remove", note=next(iter(self.book.notes)))
        await look_back(self, figures)

    monkeypatch.setattr(Rehearsal, "_look_back", forget_one)
    figures = rehearse(server)
    assert (figures.lost, figures.doubled) == (1, 0) and not figures.good


def test_a_screen_that_misses_a_change_is_found(server, monkeypatch):
    changed, missed = Person._changed, []

    def miss_one(person: Person, revision: int, packet: bytes, at: float) -> None:
        if type(person) is Person and person.records and b'["note",' in packet and not missed:
            missed.append(revision)
        else:
            changed(person, revision, packet, at)

    monkeypatch.setattr(Person, "_changed", miss_one)
    # Notes stay where they are, so that nothing shows the missed one later.
    monkeypatch.setattr(Person, "_move", Person.mark)
    figures = rehearse(server)
    assert missed and figures.screens_behind == 1 and not figures.good


def test_a_screen_that_stands_still_is_found(server, monkeypatch, impatient):
    changed, still = Person._changed, []

    def stand_still(person: Person, revision: int, packet: bytes, at: float) -> None:
        if type(person) is Person and not person.records and (person in still or not still):
            still[:] = [person]
        else:
            changed(person, revision, packet, at)

    monkeypatch.setattr(Person, "_changed", stand_still)
    figures = rehearse(server)
    assert still and figures.screens_behind == 1 and not figures.good


def test_who_does_not_get_in_is_found(server, monkeypatch):
    come_in = Person.come_in
    out: list[Person] = []

    async def all_but_one(person: Person) -> None:
        if out:
            await come_in(person)
        else:
            out.append(person)

    monkeypatch.setattr(Person, "come_in", all_but_one)
    figures = rehearse(server)
    assert (figures.people, figures.came_in) == (5, 4) and not figures.good


def test_a_restart_in_the_middle_loses_nothing(tmp_path):
    server = Server(tmp_path / "data")

    async def meet() -> Figures:
        rehearsing = Rehearsal(urlsplit(server.url), Plan(people=5, seconds=4, commands_per_second=20, cuts=False))
        rehearsing.open()
        meeting = asyncio.create_task(rehearsing.run())
        await asyncio.sleep(1.5)
        await asyncio.to_thread(server.restart)
        return await meeting

    try:
        figures = in_a_loop(meet())
    finally:
        server.stop()
    assert figures.good, figures
    assert figures.lost_connections == 5 and figures.came_back >= figures.lost_connections


@pytest.mark.skipif(not process._PROC.exists(), reason="needs a system that shows its processes")
def test_the_server_of_this_machine_is_found_by_its_port(server):
    assert process.listener("127.0.0.1", server.port) == server._process.pid
    used = process.use(server._process.pid)
    assert used.cpu > 0 and 10e6 < used.memory < 1e9


def test_a_server_elsewhere_and_a_port_of_nobody_are_not_known(server):
    assert process.listener("192.0.2.1", server.port) is None
    assert process.listener("127.0.0.1", 1) is None
    assert process.use(None) is None and process.use(0) is None
