"""A burst of limited size, and a limited rate after that."""

from live_cop.live.token_bucket import TokenBucket


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
