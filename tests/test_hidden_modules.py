"""What a process loads before it can open a store, and before it can serve."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("live_cop.store.opening", "numpy"),
        ("live_cop.store.opening", "redis"),
        ("live_cop.app", "redis"),
        ("live_cop.app", "requests"),
    ],
)
def test_what_libraries_could_use_is_not_loaded_and_can_be_loaded_later(module: str, name: str) -> None:
    pytest.importorskip(name)
    program = f"import sys, {module}; print({name!r} in sys.modules); import {name}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
