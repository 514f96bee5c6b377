"""Whether somebody has switched on easy reading in this browser: larger letters, fewer things at once, easier words.

The choice is a cookie that says so and nothing else, as that of the language is.
"""

from flask import request

COOKIE = "reading"
EASY = "easy"
#: The pages that have no easy form: what everybody sees together, and the console.
_WITHOUT = frozenset(("board", "chair"))


def is_easy(page: str) -> bool:
    """Whether this page is to be easy to read for whoever asks for it now."""
    return page not in _WITHOUT and request.cookies.get(COOKIE) == EASY
