"""10 commands a second for each person, with bursts of 30."""

from live_cop.live.sync.rate_limit import COMMANDS_AT_ONCE, COMMANDS_PER_SECOND
from live_cop.live.token_bucket import TokenBuckets


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def rate_limit(clock: Clock) -> TokenBuckets:
    return TokenBuckets(COMMANDS_AT_ONCE, COMMANDS_PER_SECOND, clock)


def taken(limit: TokenBuckets, person: tuple[str, str], tries: int = 1_000) -> int:
    return sum(limit.take(person) for _ in range(tries))


def test_a_burst_then_ten_a_second():
    clock = Clock()
    limit = rate_limit(clock)
    ann = ("K7M3QX", "ann")
    assert taken(limit, ann) == 30
    clock.now += 1
    assert taken(limit, ann) == 10
    clock.now += 3_600
    assert taken(limit, ann) == 30


def test_everyone_has_a_bucket_of_their_own_in_each_meeting():
    limit = rate_limit(Clock())
    assert [taken(limit, key) for key in (("K7M3QX", "ann"), ("K7M3QX", "ben"), ("ACDEFG", "ann"))] == [30] * 3


def test_full_buckets_are_forgotten_and_others_are_not():
    clock = Clock()
    limit = rate_limit(clock)
    for n in range(5_000):
        limit.take(("K7M3QX", str(n)))
    clock.now += 10
    assert taken(limit, ("K7M3QX", "hasty"), 30) == 30
    assert len(limit._buckets) < 10
    assert not limit.take(("K7M3QX", "hasty"))
