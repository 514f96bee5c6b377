"""The listening socket: how many may connect to it."""

from live_cop.live.runtime import listener
from live_cop.live.runtime.listener import ConnectionLimits


def test_one_address_has_its_share_and_gets_it_back():
    limits = ConnectionLimits(proxies=0)
    assert all(limits.acquire("a") for _ in range(listener.MAX_PER_ADDRESS))
    assert not limits.acquire("a") and limits.acquire("b")
    limits.release("a")
    assert limits.acquire("a") and not limits.acquire("a")


def test_behind_a_proxy_everyone_comes_from_one_address():
    limits = ConnectionLimits(proxies=1)
    assert all(limits.acquire("proxy") for _ in range(4_500))
