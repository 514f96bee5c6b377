"""A burst of limited size, and a limited rate after that."""

from live_cop.live.token_bucket import MAX_BUCKETS, TokenBucket, TokenBuckets


def taken(bucket: TokenBucket, now: float) -> int:
    return sum(bucket.take(now) for _ in range(1_000))


def test_a_burst_then_so_many_a_second():
    bucket = TokenBucket(capacity=30, rate=10, now=1_000)
    assert taken(bucket, 1_000) == 30
    assert taken(bucket, 1_001) == 10
    assert taken(bucket, 1_001.05) == 0 and taken(bucket, 1_001.1) == 1
    assert taken(bucket, 9_000) == 30


def test_a_token_that_is_not_there_yet_can_be_borrowed_and_is_waited_for():
    bucket = TokenBucket(capacity=2, rate=100, now=0)
    assert [bucket.borrow(0) for _ in range(4)] == [0, 0, 0.01, 0.02]
    assert bucket.tokens(0) == -2 and not bucket.take(0.02)
    assert bucket.borrow(0.04) == 0


def test_a_bucket_is_full_again_after_a_while():
    bucket = TokenBucket(capacity=2, rate=1, now=0)
    assert bucket.is_full(0)
    bucket.take(0)
    assert not bucket.is_full(0.9) and bucket.is_full(1)


def test_a_token_can_be_put_back():
    bucket = TokenBucket(capacity=2, rate=1, now=0)
    bucket.put_back(0)
    assert taken(bucket, 0) == 2
    bucket.put_back(0.5)
    assert taken(bucket, 0.5) == 1 and taken(bucket, 1) == 1


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_each_key_has_a_bucket():
    clock = Clock()
    buckets = TokenBuckets(3, 1, clock)
    assert [buckets.take("a") for _ in range(4)] == [True] * 3 + [False]
    buckets.put_back("a")
    assert buckets.take("a") and not buckets.take("a") and buckets.take("b")
    clock.now += 2
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]


def test_buckets_are_forgotten_when_they_are_full_or_too_many():
    clock = Clock()
    buckets = TokenBuckets(3, 1, clock)
    for n in range(MAX_BUCKETS + 10):
        buckets.take(str(n))
    assert len(buckets) == MAX_BUCKETS
    buckets.put_back("0")
    buckets = TokenBuckets(3, 1, clock)
    for n in range(100):
        buckets.take(str(n))
    clock.now += 60
    for n in range(100):
        buckets.take(f"new {n}")
    assert len(buckets) == 100
