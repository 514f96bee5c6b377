"""Each address has a bucket of tokens for wrong guesses, which return with time; the number of buckets is bounded."""

import pytest

from live_cop.web.http.throttle import GUESSES_AT_ONCE, GUESSES_PER_SECOND, MAX_ADDRESSES, Throttle, network


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def throttle(clock):
    return Throttle(clock)


def fail(throttle, times, address="10.0.0.7"):
    for _ in range(times):
        throttle.failed(address)


def test_an_address_is_blocked_when_its_bucket_is_empty(throttle):
    fail(throttle, GUESSES_AT_ONCE - 1)
    assert not throttle.blocked("10.0.0.7")
    fail(throttle, 1)
    assert throttle.blocked("10.0.0.7")
    assert not throttle.blocked("10.0.0.8")


def test_a_query_does_not_count_as_a_failure(throttle):
    fail(throttle, GUESSES_AT_ONCE - 1)
    for _ in range(GUESSES_AT_ONCE):
        assert not throttle.blocked("10.0.0.7")


def test_tokens_return_one_at_a_time(throttle, clock):
    fail(throttle, GUESSES_AT_ONCE)
    clock.now += 0.9 / GUESSES_PER_SECOND
    assert throttle.blocked("10.0.0.7")
    clock.now += 0.2 / GUESSES_PER_SECOND
    assert not throttle.blocked("10.0.0.7")
    fail(throttle, 1)
    assert throttle.blocked("10.0.0.7")


def test_a_machine_gets_a_few_thousand_guesses_a_day(throttle, clock):
    guesses = 0
    for _ in range(24 * 3600):
        clock.now += 1
        if not throttle.blocked("10.0.0.7"):
            fail(throttle, 1)
            guesses += 1
    assert guesses == pytest.approx(24 * 3600 * GUESSES_PER_SECOND, rel=0.01)
    assert guesses < 15_000


def test_the_oldest_buckets_are_dropped_beyond_the_limit(throttle):
    fail(throttle, GUESSES_AT_ONCE, "first")
    for n in range(MAX_ADDRESSES):
        fail(throttle, 1, f"address {n}")
    assert len(throttle._buckets) == MAX_ADDRESSES
    assert not throttle.blocked("first")
    fail(throttle, GUESSES_AT_ONCE, "last")
    assert throttle.blocked("last")


def test_full_buckets_are_dropped(throttle, clock):
    for n in range(100):
        fail(throttle, 1, f"address {n}")
    clock.now += 3600
    for n in range(100):
        fail(throttle, 1, f"new {n}")
    assert len(throttle._buckets) == 100


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.7", "10.0.0.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.0.0.7", "10.0.0.7", True),
        ("::ffff:10.0.0.7", "::ffff:10.0.0.8", False),
        (None, "", True),
        ("not an address", "10.0.0.7", False),
    ],
)
def test_addresses_of_one_network_share_a_bucket(one, other, same):
    assert (network(one) == network(other)) is same
