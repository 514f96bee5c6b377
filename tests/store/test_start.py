"""What a process loads before it can open a store."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["numpy", "redis"])
def test_what_the_libraries_of_the_store_could_use_is_not_loaded(name: str) -> None:
    pytest.importorskip(name)
    program = f"import sys; from live_cop.store import opening; print({name!r} in sys.modules); import {name}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
