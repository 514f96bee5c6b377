"""What a whole day's run calls flat, with days that are made up."""

from collections.abc import Callable

import pytest

from bench.day.flat import Look, compare

LOOKS = 30
EMPTY = Look(
    going=0, held=0, filed=0, screens=0, memory=80, files=20, threads=20, children=1, file_mb=0.1, rate=0, cpu=0,
    own=0, answer_p50=0, answer_p99=0, screen_p50=0, screen_p99=0, lag=0,
)  # fmt: skip
#: A thousand meetings in the file take 1 MB of memory, and one in memory takes 1 MB too, which is given back.
BEFORE = AFTER = EMPTY._replace(filed=1_000, memory=81)
BUSY = BEFORE._replace(
    going=60, held=80, screens=1_500, memory=161, files=1_540, rate=60, cpu=0.6, answer_p50=5, answer_p99=40,
    screen_p50=30, screen_p99=80,
)  # fmt: skip


def not_flat(change: Callable[[Look, int], dict[str, float]] = lambda look, n: {}) -> list[str]:
    """What is not flat on a day whose nth look is changed like this; each differs a little from the one before."""
    day = [BUSY._replace(memory=BUSY.memory + n % 2, answer_p99=BUSY.answer_p99 + n % 3) for n in range(LOOKS)]
    changed = [look._replace(**change(look, n)) for n, look in enumerate(day)]
    return [each.what for each in compare(EMPTY, BEFORE, changed, AFTER) if not each.flat]


def test_a_day_like_any_other_is_flat():
    assert not_flat() == []


@pytest.mark.parametrize(
    "what, change",
    [
        ("memory", lambda look, n: {"memory": look.memory + n}),
        # Half as much is kept of each meeting that comes and goes.
        ("memory", lambda look, n: {"memory": look.memory + n * 0.5 * 20, "filed": look.filed + n * 20}),
        ("meetings in memory", lambda look, n: {"held": look.held + n, "memory": look.memory + n}),
        ("files beside screens", lambda look, n: {"files": look.files + n}),
        ("threads", lambda look, n: {"threads": look.threads + n}),
        ("cpu for each answer", lambda look, n: {"cpu": look.cpu * (1 + n / 50)}),
        ("answer p99", lambda look, n: {"answer_p99": look.answer_p99 * (1 + n / 10)}),
        ("screen p99", lambda look, n: {"screen_p99": look.screen_p99 * (1 + n / 10)}),
        # Nothing was measured.
        ("screen p99", lambda look, n: {"screen_p99": 0}),
    ],
)
def test_what_grows_is_named(what, change):
    assert not_flat(change) == [what]


@pytest.mark.parametrize(
    "change",
    [
        # Two thirds of the growth are in the first third of the day, when the server gets warm.
        pytest.param(lambda look, n: {"memory": look.memory - max(0, 40 - 4 * n)}, id="warms up"),
        pytest.param(
            lambda look, n: {"memory": look.memory + n, "filed": look.filed + 1_000 * n}, id="more in the file"
        ),
        pytest.param(
            lambda look, n: {"memory": look.memory + n / 2, "held": look.held + n / 2, "going": look.going + n / 2},
            id="more in memory",
        ),
        pytest.param(lambda look, n: {"screens": look.screens + n, "files": look.files + n}, id="more screens"),
        pytest.param(lambda look, n: {"rate": look.rate + n, "cpu": look.cpu + n / 100}, id="more commands"),
    ],
)
def test_what_follows_from_more_work_is_not_growth(change):
    assert not_flat(change) == []


def test_one_slow_minute_is_not_growth():
    assert not_flat(lambda look, n: {"answer_p99": 2_000} if n == LOOKS - 2 else {}) == []
