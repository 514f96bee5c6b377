"""The path of a batch to the disk, interrupted at each step: by an error, and by other work. A batch is saved as a
whole or not at all, and an error in one person's command loses nobody else's words."""

import sqlite3
from typing import Any

import pytest

from live_cop.live import runtime
from live_cop.live.sync import hub as hub_module

from ...support.stores import ABOUT_THE_FILE
from ..network.phones import CODE, all_see_the_same, room

pytestmark = ABOUT_THE_FILE

#: What SQLite says of a disk that fails, is full, or may only be read.
FAULTS = ["disk I/O error", "database or disk is full", "attempt to write a readonly database"]
#: begin, five tables, commit.
STEPS = 8


class Steps:
    """A connection that does something before one of its steps."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.count = 0
        self.at = -1
        self.then: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    def execute(self, *args: Any) -> Any:
        self._step(args[0])
        return self._db.execute(*args)

    def executemany(self, *args: Any) -> Any:
        self._step(args[0])
        return self._db.executemany(*args)

    def _step(self, sql: str) -> None:
        if sql == "rollback":
            return
        self.count += 1
        if self.count == self.at:
            self.then()


@pytest.fixture
def made(tmp_path, monkeypatch):
    # In the loop instead of a thread of its own, so that other work can come in between exactly where we say.
    monkeypatch.setattr(hub_module.runtime, "in_thread", lambda work, *args: work(*args))
    with room(tmp_path, 1) as made:
        made.steps = made.store._database._writer = Steps(made.store._database._writer)
        yield made


def add(made, phone, text: str) -> Any:
    zone = next(iter(made.hub.state(CODE).of_kind("zone")))
    message = {"id": text, "name": "note.add", "args": {"zone": zone, "text": text}}
    return runtime.spawn(made.hub.submit_and_wait, CODE, phone.viewer, message)


def texts(made) -> list[str]:
    return [note.text for note in made.hub.state(CODE).of_kind("note").values()]


def test_a_batch_has_so_many_steps(made):
    made.steps.count = 0
    assert add(made, made.phones[1], "one").wait()["ok"]
    assert made.steps.count == STEPS


@pytest.mark.parametrize("step", range(1, STEPS + 1))
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_step_loses_the_whole_batch_and_says_so(made, step, fault):
    ann, ben = made.phones[1], made.phones[2]
    assert add(made, ann, "before").wait()["ok"]

    def fail():
        raise sqlite3.OperationalError(fault)

    made.steps.count, made.steps.at, made.steps.then = 0, step, fail
    tasks = [add(made, phone, text) for phone, text in ((ann, "one"), (ben, "two"))]
    answers = [task.wait() for task in tasks]
    assert [answer["error"]["code"] for answer in answers] == ["not_saved"] * 2
    assert texts(made) == ["before"]
    made.steps.at = -1
    # The same words again, with the same ids.
    assert add(made, ben, "two").wait()["ok"] and add(made, ann, "one").wait()["ok"]
    assert texts(made) == ["before", "two", "one"]
    made.settle()
    assert [phone.told for phone in made.phones] == [[False, True]] * 5
    all_see_the_same(made)


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_other_work_at_any_step_sees_all_of_a_batch_or_nothing_and_undoes_none_of_it(made, step):
    ann, ben, cat = made.phones[1], made.phones[2], made.phones[3]
    seen: list[list[str]] = []
    tasks: list[Any] = []

    def meanwhile():
        tasks.append(add(made, cat, "in between"))
        runtime.sleep(0.001)
        on_disk = made.store.load(CODE)
        seen.append([note.text for note in on_disk.state.of_kind("note").values()])
        # A link made on a connection of its own: it waits for nobody's transaction and ends nobody's.
        assert made.store.links.version(CODE, "chair") == 1

    made.steps.count, made.steps.at, made.steps.then = 0, step, meanwhile
    tasks += [add(made, phone, text) for phone, text in ((ann, "one"), (ben, "two"))]
    assert all(task.wait()["ok"] for task in tasks)
    assert tasks[-1].wait()["ok"]
    assert seen == [[]]
    assert texts(made) == ["one", "two", "in between"]
    made.settle()
    all_see_the_same(made)
