"""Meeting codes: short codes that people read from a board and type on a phone."""

from msgspec import UNSET

from .state import State

CODE_LENGTH = 6
#: Without letters and digits that are easily confused (0 O, 1 I L, 2 Z, 5 S, 8 B).
CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"


def normalise_code(text: str) -> str:
    """A typed code in standard form: upper case, without spaces, dashes, underscores and full stops."""
    return "".join(ch for ch in text.upper() if not ch.isspace() and ch not in "-–—_.")


def is_code(text: str) -> bool:
    """Whether this normalised text has the form of a meeting code."""
    return len(text) == CODE_LENGTH and all(ch in CODE_ALPHABET for ch in text)


def join_code(state: State) -> str:
    """The code with which people join now: the meeting's own, or the newer one that replaced it."""
    newer = state.get("meeting", "meeting").join_code
    return state.code if newer is UNSET else str(newer)
