"""A command that is sent twice gets its first answer, also after a restart, so answers are stored."""

import msgspec
import pytest

from live_cop.store.errors import StoreError
from live_cop.store.meetings.commit import command_key
from live_cop.store.opening import open_store

from ...meeting.room import ANN
from ..stored_room import StoredRoom, full_state


def commit_by(stored: StoredRoom, person: str, command: str):
    """The commit of a new note, by this person under this command id."""
    stored.room.note(ANN)
    [commit] = stored.commits()
    return msgspec.structs.replace(commit, key=command_key(person, command) if person else "")


def test_an_answer_survives_a_restart(tmp_path, room):
    store = open_store(tmp_path)
    stored = StoredRoom(store, room)
    stored.save()
    commit = commit_by(stored, "ann", "c1")
    store.commit([commit])
    store.close()
    store = open_store(tmp_path)
    assert store.load("K7M3QX").answers[command_key("ann", "c1")] == commit.answer
    store.close()


def test_two_people_may_use_the_same_command_id(stored):
    for person in ("ann", "ben"):
        stored.store.commit([commit_by(stored, person, "c1")])
    answers = stored.store.load("K7M3QX").answers
    assert answers[command_key("ann", "c1")]["revision"] + 1 == answers[command_key("ben", "c1")]["revision"]


def test_a_command_id_of_one_person_is_committed_once(stored):
    stored.store.commit([commit_by(stored, "ann", "c1")])
    before = full_state(stored.on_disk())
    with pytest.raises(StoreError):
        stored.store.commit([commit_by(stored, "ann", "c1")])
    assert full_state(stored.on_disk()) == before


def test_a_command_of_the_server_has_no_answer(stored):
    before = set(stored.store.load("K7M3QX").answers)
    stored.store.commit([commit_by(stored, "", "")])
    assert set(stored.store.load("K7M3QX").answers) == before
