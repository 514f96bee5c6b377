"""Keeps libraries from importing what is installed but not used here."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hidden_modules(*names: str) -> Iterator[None]:
    """While this lasts, a library that tries to import one of these finds that it is not installed; one that is loaded
    already stays. What the library offers on top of them is then not there, for the whole process."""
    hidden = [name for name in names if name not in sys.modules]
    # A module that is None here cannot be imported.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
