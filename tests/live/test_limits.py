"""10 commands a second for each person, with bursts of 30."""

from live_cop.live.limits import Buckets


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def taken(buckets: Buckets, person: tuple[str, str], tries: int = 1_000) -> int:
    return sum(buckets.take(person) for _ in range(tries))


def test_a_burst_then_ten_a_second():
    clock = Clock()
    buckets = Buckets(clock)
    ann = ("K7M3QX", "ann")
    assert taken(buckets, ann) == 30
    clock.now += 1
    assert taken(buckets, ann) == 10
    clock.now += 3_600
    assert taken(buckets, ann) == 30


def test_everyone_has_a_bucket_of_their_own_in_each_meeting():
    buckets = Buckets(Clock())
    assert [taken(buckets, key) for key in (("K7M3QX", "ann"), ("K7M3QX", "ben"), ("ACDEFG", "ann"))] == [30] * 3


def test_those_who_rest_are_forgotten_and_those_who_hurry_are_not():
    clock = Clock()
    buckets = Buckets(clock)
    for n in range(5_000):
        buckets.take(("K7M3QX", str(n)))
    clock.now += 10
    assert taken(buckets, ("K7M3QX", "hasty"), 30) == 30
    assert len(buckets._levels) < 10
    assert not buckets.take(("K7M3QX", "hasty"))
