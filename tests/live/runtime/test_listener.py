"""The listening socket: how many may connect to it."""

from live_cop.live.runtime import listener
from live_cop.live.runtime.listener import ConnectionLimits


def test_one_address_has_its_share_and_gets_it_back():
    limits = ConnectionLimits(proxies=0)
    there = [open_settled(limits, "a", f"p{n}") for n in range(listener.MAX_PER_ADDRESS)]
    socks = [Sock() for _ in there]
    assert all(limits.acquire("a", sock) for sock in socks[: listener.MIN_UNSETTLED]) and limits.acquire("b", Sock())
    # Whoever came last makes room, and never somebody who is in.
    assert not any(each._sock.ended for each in there[: -listener.MIN_UNSETTLED])
    assert all(each._sock.ended for each in there[-listener.MIN_UNSETTLED :])
    assert limits.acquire("a", Sock()) and socks[0].ended


def test_whoever_has_most_screens_loses_the_oldest(monkeypatch):
    """One client plays five people with eight screens each, and the sixth comes with one."""
    monkeypatch.setattr(listener, "MAX_PER_ADDRESS", 40)
    monkeypatch.setattr(listener, "MIN_UNSETTLED", 4)
    limits = ConnectionLimits(proxies=0)
    theirs = [open_settled(limits, "a", f"p{n // 8}") for n in range(40)]
    mine = open_settled(limits, "a", "me")
    others = [open_settled(limits, "a", f"p{n}") for n in range(100, 140)]
    assert not mine._sock.ended and all(others) and not any(each._sock.ended for each in others[:20])
    for each in (*theirs, mine, *others):
        each.release()
    assert not limits._settled and not limits._waiting and not limits._settled_counts and not limits._total


def test_screens_whose_pages_come_back_do_not_end_one_another_for_ever(monkeypatch):
    """Everybody has two screens, and somebody comes: each screen that ends is opened again by its page."""
    monkeypatch.setattr(listener, "MAX_PER_ADDRESS", 24)
    monkeypatch.setattr(listener, "MIN_UNSETTLED", 4)
    limits = ConnectionLimits(proxies=0)
    there = [(f"p{n // 2}", open_settled(limits, "a", f"p{n // 2}")) for n in range(20)]
    mine = open_settled(limits, "a", "me")
    there.append(("me", mine))
    rounds = 0
    while ended := [(who, each) for who, each in there if each._sock.ended]:
        rounds += 1
        assert rounds < 5
        there = [(who, open_settled(limits, "a", who) if each._sock.ended else each) for who, each in there]
        assert len(ended) == 1
    assert rounds == 1 and not mine._sock.ended
    # Somebody with as many screens as others have takes no place of theirs: it ends first where room is needed.
    second = open_settled(limits, "a", "me")
    assert not second.who and not any(each._sock.ended for _, each in there)


def test_behind_a_proxy_everyone_comes_from_one_address():
    limits = ConnectionLimits(proxies=1)
    assert all(open_settled(limits, "proxy", f"p{n}") for n in range(4_500))


def test_a_crowd_that_says_nothing_makes_room_for_whoever_comes(monkeypatch):
    monkeypatch.setattr(listener, "MAX_PER_ADDRESS", 4)
    monkeypatch.setattr(listener, "MIN_UNSETTLED", 1)
    limits, socks = ConnectionLimits(proxies=0), [Sock() for _ in range(4)]
    member, *silent = [limits.acquire("a", sock) for sock in socks]
    member.settle("me")
    silent[0].is_asked()
    newcomers = [open_settled(limits, "a") for _ in range(2)]
    # The longest silence ends first, and never somebody who has said who they are.
    assert [sock.ended for sock in socks] == [False, False, True, True] and all(newcomers)
    for each in silent[1:]:
        each.release()
    assert limits.acquire("a", Sock()) and socks[1].ended


def test_all_addresses_together_leave_room_too(monkeypatch):
    monkeypatch.setattr(listener, "MAX_OPEN", 6)
    limits = ConnectionLimits(proxies=0)
    crowd = [Sock() for _ in range(4)]
    for n, sock in enumerate(crowd):
        # One device has all addresses of its network.
        limits.acquire(f"2001:db8::{n}", sock)
    others = [Sock(), Sock()]
    for n, sock in enumerate(others):
        limits.acquire(f"192.0.2.{n}", sock)
    assert limits.acquire("192.0.2.9", Sock())
    assert crowd[0].ended and not any(sock.ended for sock in others)
    assert ConnectionLimits(proxies=0).acquire("", Sock())


class Sock:
    """A socket that can be shut down."""

    ended = False

    def shutdown(self, how: int) -> None:
        self.ended = True


def open_settled(limits: ConnectionLimits, address: str, who: str = "somebody"):
    """A connection of somebody who has said who they are, or None."""
    counted = limits.acquire(address, Sock())
    if counted is not None:
        counted.settle(who)
    return counted
