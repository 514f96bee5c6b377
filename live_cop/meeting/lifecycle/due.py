"""Carries out what was scheduled, when it is due."""

from collections.abc import Callable
from typing import ClassVar

from ..command import BySystem
from ..draft import Draft, Rules
from ..records.schedule import Action


class DueTick(BySystem, frozen=True, kw_only=True):
    """The server gives it when something is due."""

    name: ClassVar[str] = "due.tick"


#: What is done for each action, given the kind and the id of the record.
ACTIONS: dict[Action, Callable[[Draft, str, str], None]] = {}


def carry_out(draft: Draft, command: DueTick) -> None:
    """Carries out what is due, in the order of ids, which tells nothing."""
    for id, each in sorted(draft.of_kind("scheduled").items()):
        if each.due <= draft.now:
            draft.drop("scheduled", id)
            ACTIONS[each.what](draft, each.of, each.target)


RULES: Rules = {
    DueTick: carry_out,
}
