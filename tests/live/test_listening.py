"""The door to the network: how many may stand in it."""

from live_cop.live import listening
from live_cop.live.listening import Crowd


def test_one_address_has_its_share_and_gets_it_back():
    crowd = Crowd(proxies=0)
    assert all(crowd.enter("a") for _ in range(listening.MOST_FROM_ONE_ADDRESS))
    assert not crowd.enter("a") and crowd.enter("b")
    crowd.leave("a")
    assert crowd.enter("a") and not crowd.enter("a")


def test_behind_a_proxy_everyone_comes_from_one_address():
    crowd = Crowd(proxies=1)
    assert all(crowd.enter("proxy") for _ in range(4_500))
