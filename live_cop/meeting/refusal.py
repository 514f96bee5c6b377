"""Refusals: the command changes nothing, and one sentence says why.

A short module of its own, since all the others import it.
"""

from typing import Any


class Refusal(Exception):
    """What somebody asked for is not done. `code` is the snake_case code of the protocol.

    The core holds no words for people: the sentence is `refusals.<code>` in the catalogue, with `params` filled in.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
