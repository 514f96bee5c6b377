"""What the answer to a command is kept under, so that the same command is done once."""

import hashlib


def key(person: str, command: str) -> str:
    """A sign of this person's command. Who knows both finds the answer; nobody reads a person out of it."""
    return hashlib.sha256(f"{person}\n{command}".encode()).hexdigest()
