"""Who should be here? Suggestions may name people, so only the chair's side reads them; everyone sees how many."""

from collections.abc import Callable
from typing import Any

from .commands import Command
from .commands import invites as c
from .draft import Draft
from .order import next_order
from .records import Invite, Invites, Suggested
from .refusal import Refusal
from .text import TITLE_LENGTH, required

MOST_INVITES = 200


def add(draft: Draft, command: c.InviteAdd) -> None:
    invites = draft.all("invite")
    if len(invites) >= MOST_INVITES:
        raise Refusal("too_many")
    text = required(command.text, TITLE_LENGTH)
    id = draft.new_id("i")
    draft.put(Invite(text=text, order=next_order(invites)), id)
    draft.put(Suggested(text=text), id, audience=draft.actor.person)
    _count(draft)
    draft.result = {"invite": id}


def remove(draft: Draft, command: c.InviteRemove) -> None:
    """By who suggested it, or by the chair's side. To anybody else it is as unknown as one that never was."""
    mine = draft.state.audience("suggested", command.invite) == draft.actor.person
    if not (mine or draft.actor.chairs):
        raise Refusal("unknown_invite")
    draft.find("invite", command.invite)
    drop(draft, command.invite)


def drop(draft: Draft, id: str) -> None:
    """Takes a suggestion away, also from whoever made it."""
    draft.drop("invite", id)
    draft.drop("suggested", id)
    _count(draft)


def _count(draft: Draft) -> None:
    draft.put(Invites(count=len(draft.all("invite"))))


RULES: dict[type[Command], Callable[[Draft, Any], None]] = {
    c.InviteAdd: add,
    c.InviteRemove: remove,
}
