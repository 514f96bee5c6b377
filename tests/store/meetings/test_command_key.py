"""A command that was sent twice is answered with its first answer, also after a restart: so answers are kept."""

import msgspec
import pytest

from live_cop.store.file import StoreError
from live_cop.store.meetings.commit import command_key
from live_cop.store.store import Store

from ...meeting.room import ANN
from ..kept import Keeper, everything


def said_by(keeper: Keeper, person: str, command: str):
    """One note's commit, from this person with this id."""
    keeper.room.note(ANN)
    [commit] = keeper.commits()
    return msgspec.structs.replace(commit, key=command_key(person, command) if person else "")


def test_an_answer_is_there_after_a_restart(tmp_path, room):
    store = Store(tmp_path)
    keeper = Keeper(store, room)
    keeper.keep()
    commit = said_by(keeper, "ann", "c1")
    store.commit([commit])
    store.close()
    store = Store(tmp_path)
    assert store.load("K7M3QX").answers[command_key("ann", "c1")] == commit.answer
    store.close()


def test_two_people_may_use_the_same_id(keeper):
    for person in ("ann", "ben"):
        keeper.store.commit([said_by(keeper, person, "c1")])
    answers = keeper.store.load("K7M3QX").answers
    assert answers[command_key("ann", "c1")]["revision"] + 1 == answers[command_key("ben", "c1")]["revision"]


def test_one_id_of_one_person_is_done_once(keeper):
    keeper.store.commit([said_by(keeper, "ann", "c1")])
    before = everything(keeper.on_disk())
    with pytest.raises(StoreError):
        keeper.store.commit([said_by(keeper, "ann", "c1")])
    assert everything(keeper.on_disk()) == before


def test_what_the_server_does_itself_has_no_answer(keeper):
    before = set(keeper.store.load("K7M3QX").answers)
    keeper.store.commit([said_by(keeper, "", "")])
    assert set(keeper.store.load("K7M3QX").answers) == before
