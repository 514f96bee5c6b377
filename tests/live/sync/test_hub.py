"""The hub over a real store, in this process: a close leaves no more in memory than on disk."""

from .stored_meeting import ANN, CODE, close, note, texts


def test_unknown_meetings_are_unknown(hub):
    assert hub.state("ACDEFG") is None
    assert hub.submit_and_wait("ACDEFG", ANN, {"id": "1", "name": "undo"})["error"]["code"] == "unknown_meeting"


def test_after_the_close_memory_knows_no_more_than_the_disk(hub, disk):
    for text in ("one", "two", "three"):
        assert note(hub, text)["ok"]
    before, last = hub.state(CODE), []
    hub.outcomes.on_closed = last.append
    answer = close(hub)
    state, loaded = hub.state(CODE), disk.load(CODE)
    assert [each.revision for each in last] == [state.revision] == [answer["revision"]]
    assert last[0].epoch == before.epoch
    assert state.entries() == loaded.state.entries()
    assert (state.epoch, state.secret) == (loaded.state.epoch, loaded.state.secret)
    assert state.epoch != before.epoch and state.secret != before.secret
    assert {entry.revision for *_, entry in state.entries()} == {state.revision}
    assert hub._meetings[CODE].answers == loaded.answers


def test_a_command_that_is_sent_again_after_the_close_is_not_carried_out_twice_and_not_told_what_came_of_it(hub):
    first = note(hub, "one")
    assert first["result"]
    closed = close(hub)
    assert note(hub, "one") == {"ok": True, "revision": closed["revision"], "result": {}}
    assert texts(hub) == ["one"]
