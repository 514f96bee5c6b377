"""A refusal: the command changes nothing, and the person is told why in one sentence."""

from typing import Any


class Refusal(Exception):
    """Raised by the core. `code` is the contract's snake_case word; the sentence is looked up as `refusal.<code>`
    in the words, with `params` filled in, so that the core itself holds no words."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
