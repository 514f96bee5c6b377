"""Meeting codes: what people read from a board across the room and type on a phone."""

from msgspec import UNSET

from .state import State

CODE_LENGTH = 6
#: No letter or digit that is easily taken for another (0 O, 1 I L, 2 Z, 5 S, 8 B).
CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"


def normalise_code(text: str) -> str:
    """What was typed, as the code it stands for: capitals, without spaces and dashes."""
    return "".join(ch for ch in text.upper() if not ch.isspace() and ch not in "-–—_.")


def is_code(text: str) -> bool:
    """Whether this normalised text can be a meeting code at all."""
    return len(text) == CODE_LENGTH and all(ch in CODE_ALPHABET for ch in text)


def join_code(state: State) -> str:
    """The code with which people come in now: the meeting's own, or a later one that has taken its place."""
    later = state.get("meeting", "meeting").join_code
    return state.code if later is UNSET else str(later)
