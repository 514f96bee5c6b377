"""A token bucket: a burst of limited size, and a limited rate after that.

It serves three limits: commands of one person, frames of one WebSocket, and wrong guesses from one address.
"""


class TokenBucket:
    """Holds up to `capacity` tokens and gains `rate` tokens a second. `now` is in seconds, on a clock that never goes
    back; the caller reads it, since most callers need it anyway."""

    __slots__ = ("_at", "_capacity", "_rate", "_tokens")

    def __init__(self, capacity: float, rate: float, now: float) -> None:
        self._capacity = capacity
        self._rate = rate
        self._tokens = capacity
        self._at = now

    def tokens(self, now: float) -> float:
        """How many tokens there are; negative while more were taken than there were."""
        return min(self._capacity, self._tokens + (now - self._at) * self._rate)

    def is_full(self, now: float) -> bool:
        """Whether the bucket is as good as new, so that it need not be kept."""
        return self.tokens(now) >= self._capacity

    def take(self, now: float) -> bool:
        """Takes one token; False, and takes nothing, where there is none."""
        tokens = self.tokens(now)
        taken = tokens >= 1
        self._tokens = tokens - 1 if taken else tokens
        self._at = now
        return taken

    def borrow(self, now: float) -> float:
        """Takes one token, even one that does not exist yet; returns the seconds until it does."""
        self._tokens = self.tokens(now) - 1
        self._at = now
        return max(0.0, -self._tokens / self._rate)
