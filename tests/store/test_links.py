"""Links: what they open, how they die, and how the chair is handed on."""

import pytest

from live_cop.meeting.codes import is_code
from live_cop.store.links import Grant
from live_cop.store.store import Store


def test_a_link_opens_its_role_in_its_meeting_and_no_other(store):
    chair, board = store.mint("AAAAAA", "chair", "ann"), store.mint("CCCCCC", "board", "board")
    assert store.grant(chair) == Grant("AAAAAA", "chair", "ann", 1)
    assert store.grant(board) == Grant("CCCCCC", "board", "board", 1)


@pytest.mark.parametrize("token", ["", "guessed", "half \ud800", "\x00", "x" * 100_000, "' or 1=1 --"])
def test_what_was_never_minted_opens_nothing(store, token):
    store.mint("AAAAAA", "chair", "ann")
    assert store.grant(token) is None


def test_a_stolen_file_holds_no_link(tmp_path):
    store = Store(tmp_path)
    token = store.mint("AAAAAA", "chair", "ann")
    store.close()
    assert token.encode() not in (tmp_path / "live_cop.sqlite").read_bytes()


def test_links_are_long_and_never_the_same(store):
    tokens = {store.mint("AAAAAA", "chair", "ann") for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 32


def test_a_retired_link_is_dead_and_others_live(store):
    old = store.mint("AAAAAA", "chair", "ann")
    board, elsewhere = store.mint("AAAAAA", "board", "board"), store.mint("CCCCCC", "chair", "ann")
    store.retire_links("AAAAAA", "chair")
    assert store.grant(old) is None
    assert store.grant(board) and store.grant(elsewhere)


def test_the_chair_is_handed_on_when_the_new_link_is_opened(store):
    old = store.mint("AAAAAA", "chair", "ann")
    version = store.retire_links("AAAAAA", "chair")
    new = store.mint("AAAAAA", "chair", "ben", version)
    assert store.grant(old) is None
    assert store.grant(new) == Grant("AAAAAA", "chair", "ben", 2)
    assert store.version("AAAAAA", "chair") == 1, "ann goes on until ben is there"
    store.activate("AAAAAA", "chair", version)
    assert store.version("AAAAAA", "chair") == 2
    assert store.version("AAAAAA", "helper") == store.version("CCCCCC", "chair") == 1


def test_a_second_new_link_counts_more_than_a_first_that_was_never_opened(store):
    store.mint("AAAAAA", "chair", "ann")
    first = store.retire_links("AAAAAA", "chair")
    lost = store.mint("AAAAAA", "chair", "ben", first)
    second = store.retire_links("AAAAAA", "chair")
    store.mint("AAAAAA", "chair", "cat", second)
    assert (first, second) == (2, 3)
    assert store.grant(lost) is None


def test_a_version_never_goes_back(store):
    store.activate("AAAAAA", "chair", 3)
    store.activate("AAAAAA", "chair", 2)
    assert store.version("AAAAAA", "chair") == 3


def test_keys_survive_a_restart(tmp_path):
    store = Store(tmp_path)
    token = store.mint("AAAAAA", "chair", "ann", 2)
    store.activate("AAAAAA", "chair", 2)
    store.close()
    store = Store(tmp_path)
    assert store.grant(token) == Grant("AAAAAA", "chair", "ann", 2)
    assert store.version("AAAAAA", "chair") == 2
    store.close()


def test_a_new_code_is_one_that_no_meeting_has(keeper, monkeypatch):
    letters = iter("K7M3QX" + "ACDEFG")
    monkeypatch.setattr("live_cop.store.store.secrets.choice", lambda alphabet: next(letters))
    assert keeper.store.new_code() == "ACDEFG"


def test_new_codes_are_codes(store):
    codes = {store.new_code() for _ in range(30)}
    assert len(codes) == 30
    assert all(map(is_code, codes))
