"""What goes wrong in a store, whatever it is made of."""

from typing import Any


class StoreError(Exception):
    """Reading or writing failed, and nothing was changed."""


class CannotOpen(StoreError):
    """The data cannot be used, and nothing was changed. `reason` is a key below `cli.start` in the catalogue; `params`
    hold what that sentence needs."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def without_words(error: Exception) -> str:
    """What happened, without the text of the error, which may quote what people wrote."""
    return f"a row is damaged: {type(error).__name__}"
