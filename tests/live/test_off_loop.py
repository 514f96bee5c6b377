"""With a database elsewhere, no look into it keeps the event loop waiting."""

from live_cop.live import off_loop, runtime
from live_cop.store.opening import open_store


def test_every_call_from_the_loop_is_passed_on_to_a_thread(tmp_path, monkeypatch):
    store = open_store(tmp_path)
    with_a_database = {each for each in vars(store).values() if hasattr(each, "_database")}
    assert with_a_database - {store.leases} <= set(store.doors)
    passed_on = []
    monkeypatch.setattr(runtime, "in_thread", lambda work, *args: passed_on.append(args) or work(*args))
    off_loop.off_loop(store)
    store.has_meeting("K7M3QX")
    store.links.find("token")
    store.communities.by_token("other")
    store.attendance.by_token("third")
    assert passed_on == [("K7M3QX",), ("token",), ("other",), ("third",)]
    store.close()
