"""Banning people from the meeting, and lifting the ban."""

from collections.abc import Callable
from typing import Any, ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..audience import CHAIR
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.moderation import BannedPerson
from ..refusal import Refusal
from ..voices import hand_queue, rounds
from ..voices.presence import show_person


class PersonRemove(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.remove"
    person: str


class PersonLetIn(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.let_in"
    person: str


def ban(draft: Draft, command: PersonRemove) -> None:
    """Bans a participant's device and takes them out of small groups, the queue of a round, and raised hands.

    From then on only the chair's side sees them: their name, which may be the reason, is gone from all other screens.

    A chair or helper cannot be banned. Raises Refusal `unknown_person` or `not_the_chair`.
    """
    person = draft.require("person", command.person)
    if person.role != "participant":
        raise Refusal("not_the_chair")
    called = person.marker if person.name is UNSET else person.name
    draft.put(BannedPerson(called=called), command.person)
    device = draft.get("device", command.person)
    if device is not None:
        draft.put(replace(device, online=False), command.person)
    draft.put(person, command.person, audience=CHAIR)
    draft.drop("seat", command.person)
    hand_queue.remove_person(draft, command.person)
    rounds.remove_person(draft, command.person)


def lift_ban(draft: Draft, command: PersonLetIn) -> None:
    """Lets a banned person join again. Raises Refusal `unknown_person` if they are not banned."""
    if draft.get("kept_out", command.person) is None:
        raise Refusal("unknown_person")
    draft.drop("kept_out", command.person)
    show_person(draft, command.person)


def _ban_entry(reverse: str) -> Callable[[Draft, Any], LogDetails]:
    def details_of(draft: Draft, command: PersonRemove | PersonLetIn) -> LogDetails:
        ban = draft.get("kept_out", command.person) or draft.state.get("kept_out", command.person)
        undo = {"name": reverse, "args": {"person": command.person}}
        return LogDetails(f"person.{command.person}", undo, ban.called if ban else "")

    return details_of


RULES: Rules = {
    PersonRemove: ban,
    PersonLetIn: lift_ban,
}

LOGGED: Logged = {
    PersonRemove: _ban_entry("person.let_in"),
    PersonLetIn: _ban_entry("person.remove"),
}
