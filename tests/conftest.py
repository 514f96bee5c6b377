"""What all tests share: how examples are drawn, and when a test that hangs is ended.

`make test` draws the same ones each time (profile `fixed`), so that a failure is caused by the change at hand.
`make fresh` draws others, fewer, from a seed that it prints; `make soak` draws more. With `--hypothesis-seed` and the
seed that was printed the same ones are drawn again. A failure is mended, and what failed is kept: as an `@example` of
the test, or as an entry of KNOWN in the any-meeting tests and in those with a seed of their own.
"""

import gc
import os
import random
import threading
from pathlib import Path
from typing import Any

import pytest
import pytest_timeout
from hypothesis import Phase, settings

from .support.patience import FairClock
from .support.stores import ON_POSTGRES, use_postgres
from .support.without_delays import REAL, delay_nothing

delay_nothing()
if ON_POSTGRES:
    use_postgres()

# How long an example takes says more about who else uses the machine than about us.
settings.register_profile(
    "fixed",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),
)
# Each run of CI draws others, so that a small number each time adds up.
settings.register_profile("fresh", settings.get_profile("fixed"), derandomize=False, max_examples=12)
settings.register_profile(
    "soak", settings.get_profile("fresh"), max_examples=3_000, phases=(Phase.explicit, Phase.generate, Phase.shrink)
)
settings.load_profile("fixed")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Chooses the seed here, where nobody did, for it must be printed, and be the same in all worker processes."""
    if config.option.hypothesis_profile in ("fresh", "soak") and config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(random.randrange(1, 1_000_000))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the modules that have slow tests, so that none of them is left for the end, when other workers have
    nothing to do. Each worker starts with one part of the list: each part has its share of these modules."""
    modules: dict[Path, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    is_slow = {path: any(item.get_closest_marker("slow") for item in found) for path, found in modules.items()}
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    slow, quick = ([path for path in modules if is_slow[path] == which] for which in (True, False))
    parts = [[*slow[part::workers], *quick[part::workers]] for part in range(workers)]
    items[:] = [item for part in parts for path in part for item in modules[path]]


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: the garbage collector need not look at them again and again."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.option.hypothesis_seed is not None:
        terminalreporter.write_line(f"The examples were drawn with --hypothesis-seed={config.option.hypothesis_seed}")


@pytest.fixture
def first_seed(request: pytest.FixtureRequest) -> int:
    """For tests that draw from seeds of their own, counted from here: 0 each time, and another in a fresh run."""
    return int(request.config.option.hypothesis_seed or 0) * 1_000_000


@pytest.fixture
def real_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the delays that hide when people arrive; see support/without_delays.py."""
    for module, name, value in REAL:
        monkeypatch.setattr(module, name, value)


@pytest.hookimpl
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> bool:
    """The timeout of a test is in fair seconds: on a busy machine a test takes longer, and does not hang."""
    over, clock = threading.Event(), FairClock()

    def watch() -> None:
        while not over.wait(1):
            if clock.seconds() > settings.timeout:
                pytest_timeout.timeout_timer(item, settings)
                return

    threading.Thread(target=watch, daemon=True, name=f"timeout of {item.nodeid}").start()
    item.cancel_timeout = over.set  # type: ignore[attr-defined]
    return True
