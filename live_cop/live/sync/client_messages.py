"""The JSON of commands: what a client sends is read as a command, and a refusal is written as the client is told it."""

from typing import Any, TypeGuard

from ... import words
from ...meeting import registry
from ...meeting.command import Command
from ...meeting.refusal import Refusal
from .rate_limit import check_size

#: Characters of the id that a client gives a command.
MAX_ID_LENGTH = 100


def is_command_id(id: object) -> TypeGuard[str]:
    """Whether a client may give a command this id."""
    return isinstance(id, str) and 1 <= len(id) <= MAX_ID_LENGTH and id.isprintable()


def command_id(message: Any) -> str:
    """The id that a client gave its command; "" where that is none."""
    id = message.get("id") if isinstance(message, dict) else None
    return id if is_command_id(id) else ""


def parse_command(message: dict[str, Any]) -> tuple[str | None, Command]:
    """The guest whom a message with an id is for, or None, and its command. Raises Refusal."""
    check_size(message)
    guest = message.get("for")
    if guest is not None and not isinstance(guest, str):
        raise Refusal("bad_command")
    return guest, registry.parse(message.get("name"), message.get("args", {}))


def sentence(error: Refusal) -> str:
    """What a person is told, in the language that is set."""
    return words.t(f"refusals.{error.code}", **error.params)


def refusal(error: Refusal) -> dict[str, Any]:
    """A refusal as it goes over the wire: its code and the values of its sentence, for a screen that says it in its own
    language, and the sentence, for any other."""
    said = {"code": error.code, "message": sentence(error)}
    return {"error": {**said, "params": error.params} if error.params else said}


def refused(error: Refusal) -> dict[str, Any]:
    """The answer to a command that is refused."""
    return {"ok": False, **refusal(error)}
