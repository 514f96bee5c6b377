"""Suggestions of whom to invite. They may name people, so only the chair and helpers read them; all see the number."""

from typing import ClassVar

from ..audience import CHAIR
from ..command import ByAuthor, ByPerson
from ..draft import Draft, Rules
from ..records.followup import Invitation, InvitationCount, OwnSuggestion
from ..refusal import Refusal
from ..safety import first_notes
from ..texts.text import TITLE_LENGTH, required


class InviteAdd(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "invite.add"
    text: str


class InviteRemove(ByAuthor, frozen=True, kw_only=True):
    """With `ask`, nothing happens if it is somebody else's; the result says so."""

    name: ClassVar[str] = "invite.remove"
    open_only: ClassVar[bool] = False
    invite: str
    ask: bool = False


MOST_INVITES = 200


def add(draft: Draft, command: InviteAdd) -> None:
    if first_notes.is_full(draft, draft.of_kind("invite"), MOST_INVITES):
        raise Refusal("too_many")
    text = required(command.text, TITLE_LENGTH)
    id = draft.new_id("i")
    draft.put(Invitation(text=text, order=first_notes.order_of_next(draft, "invite")), id)
    draft.put(OwnSuggestion(text=text), id, audience=draft.actor.person)
    draft.result = {"invite": id}
    first_notes.keep_waiting(draft, "invite", id)


def remove(draft: Draft, command: InviteRemove) -> None:
    """Deletes a suggestion: by the person who made it, or by the chair or a helper.

    Raises Refusal `unknown_invite`, also to anybody else: they must not learn that it exists.
    """
    own = draft.state.audience("suggested", command.invite) == draft.actor.person
    if not (own or draft.actor.is_chair_or_helper):
        raise Refusal("unknown_invite")
    draft.require("invite", command.invite)
    if not draft.asks_first(command.ask, {"others": int(not own)}):
        drop(draft, command.invite)


def drop(draft: Draft, id: str) -> None:
    """Deletes a suggestion, and the copy of it for the person who made it."""
    draft.drop("invite", id)
    draft.drop("suggested", id)


WATCHED_KINDS = frozenset(("invite",))


def update_after(draft: Draft) -> None:
    """Counts those that the chair's side sees: everyone may see the number."""
    count = len([id for id in draft.of_kind("invite") if draft.audience("invite", id) == CHAIR])
    if count or draft.singleton("invites"):
        draft.put(InvitationCount(count=count))


RULES: Rules = {
    InviteAdd: add,
    InviteRemove: remove,
}
