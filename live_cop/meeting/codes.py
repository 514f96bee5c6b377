"""Meeting codes: short codes that people read from a board and type on a phone."""

import re
from urllib.parse import unquote

from msgspec import UNSET

from .state import State
from .texts.pasted import digits_and_letters
from .texts.text import without_unseen

CODE_LENGTH = 6
#: Without letters and digits that are easily confused (0 O, 1 I L, 2 Z, 5 S, 8 B).
CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"


#: The code in the address of a meeting, and in the one that the box for a code leads to.
_IN_LINK = re.compile(r"/m/([^/?#&<>()\[\]\s]+)|[?&]code=([^&#<>()\[\]\s]+)")


def normalise_code(text: str) -> str:
    """A typed code in standard form: upper case, without spaces, dashes and other signs. Of a pasted link, or of a text
    with one, it is the code that the link leads to."""
    # Some mail programs lead links through a page of their own, which carries the real one with percent signs.
    text = without_unseen(unquote(unquote(text)))
    found = _IN_LINK.search(text)
    return digits_and_letters((found[1] or found[2]) if found else text)


def is_code(text: str) -> bool:
    """Whether this normalised text has the form of a meeting code."""
    return len(text) == CODE_LENGTH and all(ch in CODE_ALPHABET for ch in text)


def join_code(state: State) -> str:
    """The code with which people join now: the meeting's own, or the newer one that replaced it."""
    newer = state.get("meeting", "meeting").join_code
    return state.code if newer is UNSET else str(newer)
