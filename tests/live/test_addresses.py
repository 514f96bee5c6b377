"""What counts as one address: also with a port, as some proxies name it."""

import pytest

from live_cop.live.addresses import network


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.7", "10.0.0.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.0.0.7", "10.0.0.7", True),
        ("::ffff:10.0.0.7", "::ffff:10.0.0.8", False),
        (None, "", True),
        ("10.0.0.7:50123", "10.0.0.7:50124", True),
        ("[2001:db8:1:2::1]:50123", "2001:db8:1:2::9", True),
        ("10.0.0.7:50123", "10.0.0.8:50123", False),
        ("not an address", "10.0.0.7", False),
    ],
)
def test_addresses_of_one_network_count_as_one(one, other, same):
    assert (network(one) == network(other)) is same
