"""Links: what they open, how they are revoked, and how the chair's role is handed over."""

import pytest

from live_cop.meeting.codes import is_code
from live_cop.store.links import Grant
from live_cop.store.opening import open_store

from ..support.stores import ABOUT_THE_FILE


def test_a_link_opens_its_role_in_its_meeting_and_no_other(store):
    chair, board = store.links.create("AAAAAA", "chair", "ann"), store.links.create("CCCCCC", "board", "board")
    assert store.links.find(chair) == Grant("AAAAAA", "chair", "ann", 1)
    assert store.links.find(board) == Grant("CCCCCC", "board", "board", 1)


@pytest.mark.parametrize("token", ["", "guessed", "half \ud800", "\x00", "x" * 100_000, "' or 1=1 --"])
def test_an_unknown_token_opens_nothing(store, token):
    store.links.create("AAAAAA", "chair", "ann")
    assert store.links.find(token) is None


@ABOUT_THE_FILE
def test_a_stolen_file_contains_no_token(tmp_path):
    store = open_store(tmp_path)
    token = store.links.create("AAAAAA", "chair", "ann")
    store.close()
    assert token.encode() not in (tmp_path / "live_cop.sqlite").read_bytes()


def test_tokens_are_long_and_unique(store):
    tokens = {store.links.create("AAAAAA", "chair", "ann") for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 32


def test_a_revoked_link_is_invalid_and_others_stay_valid(store):
    old = store.links.create("AAAAAA", "chair", "ann")
    board, elsewhere = store.links.create("AAAAAA", "board", "board"), store.links.create("CCCCCC", "chair", "ann")
    store.links.revoke("AAAAAA", "chair")
    assert store.links.find(old) is None
    assert store.links.find(board) and store.links.find(elsewhere)


def test_a_new_version_is_in_force_once_its_link_is_opened(store):
    old = store.links.create("AAAAAA", "chair", "ann")
    version = store.links.revoke("AAAAAA", "chair")
    new = store.links.create("AAAAAA", "chair", "ben", version)
    assert store.links.find(old) is None
    assert store.links.find(new) == Grant("AAAAAA", "chair", "ben", 2)
    assert store.links.version("AAAAAA", "chair") == 1, "ann remains the chair until ben opens the link"
    store.links.activate("AAAAAA", "chair", version)
    assert store.links.version("AAAAAA", "chair") == 2
    assert store.links.version("AAAAAA", "helper") == store.links.version("CCCCCC", "chair") == 1


def test_a_second_new_link_revokes_a_first_that_was_never_opened(store):
    store.links.create("AAAAAA", "chair", "ann")
    first = store.links.revoke("AAAAAA", "chair")
    lost = store.links.create("AAAAAA", "chair", "ben", first)
    second = store.links.revoke("AAAAAA", "chair")
    store.links.create("AAAAAA", "chair", "cat", second)
    assert (first, second) == (2, 3)
    assert store.links.find(lost) is None


def test_a_version_never_decreases(store):
    store.links.activate("AAAAAA", "chair", 3)
    store.links.activate("AAAAAA", "chair", 2)
    assert store.links.version("AAAAAA", "chair") == 3


def test_links_survive_a_restart(tmp_path):
    store = open_store(tmp_path)
    token = store.links.create("AAAAAA", "chair", "ann", 2)
    store.links.activate("AAAAAA", "chair", 2)
    store.close()
    store = open_store(tmp_path)
    assert store.links.find(token) == Grant("AAAAAA", "chair", "ann", 2)
    assert store.links.version("AAAAAA", "chair") == 2
    store.close()


def test_a_new_code_is_not_in_use(stored, monkeypatch):
    letters = iter("K7M3QX" + "ACDEFG")
    monkeypatch.setattr("live_cop.store.store.secrets.choice", lambda alphabet: next(letters))
    assert stored.store.new_code() == "ACDEFG"


def test_new_codes_are_valid_and_unique(store):
    codes = {store.new_code() for _ in range(30)}
    assert len(codes) == 30
    assert all(map(is_code, codes))
