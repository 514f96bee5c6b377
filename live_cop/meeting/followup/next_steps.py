"""Next steps: anyone proposes them, people offer to take them on, and open ones are carried over to the next meeting.

As with a note, only the person who proposed a step is told so (a record `mine`). A name is on a step only if its owner
put it there: the record `offer` tells that person which of the names is theirs, so that they can remove it.
"""

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..command import ByAuthor, ByPerson
from ..draft import Draft, Rules
from ..records.followup import NextStep, OwnOffer, StepState
from ..records.wall import Authorship
from ..refusal import Refusal
from ..safety import first_notes
from ..state import Index
from ..texts.calendar_day import calendar_day
from ..texts.fold import fold
from ..texts.text import NAME_LENGTH, NOTE_LENGTH, PROMPT_LENGTH, clean, required
from ..voices.presence import show_actor
from ..wall.visibility import is_author, note_of


class StepAdd(ByPerson, frozen=True, kw_only=True):
    """With `note`, an empty `what` becomes the text of that note."""

    name: ClassVar[str] = "step.add"
    open_only: ClassVar[bool] = False
    what: str = ""
    by_when: str | None = None
    notice: str = ""
    note: str | None = None


class StepEdit(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.edit"
    open_only: ClassVar[bool] = False
    step: str
    what: str | UnsetType = UNSET
    by_when: str | None | UnsetType = UNSET
    notice: str | UnsetType = UNSET


class StepRemove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.remove"
    open_only: ClassVar[bool] = False
    step: str


class StepOffer(ByPerson, frozen=True, kw_only=True):
    """Puts the actor's name on a step: `name`, or else the name that they have in the meeting."""

    name: ClassVar[str] = "step.offer"
    step: str
    # `name` is the name of the command in this class, so the field `name` of the wire has another one here.
    called: str | None = msgspec.field(default=None, name="name")


class StepWithdraw(ByPerson, frozen=True, kw_only=True):
    """Removes the actor's name from a step. The chair and helpers can remove any `name`, if its owner asks them to.

    With `ask`, nothing happens to somebody else's; the result says so.
    """

    name: ClassVar[str] = "step.withdraw"
    open_only: ClassVar[bool] = False
    step: str
    called: str | None = msgspec.field(default=None, name="name")
    ask: bool = False


class StepMark(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.state"
    open_only: ClassVar[bool] = False
    step: str
    state: StepState


MOST_STEPS = 100
#: The greatest number of names on one step; a step that more people take on is for everyone.
MOST_NAMES = 20

#: People by what they can be called.
_CALLED = Index(
    "person", lambda person, audience: {fold(each) for each in (person.name, person.marker) if each is not UNSET}
)


def add(draft: Draft, command: StepAdd) -> None:
    """Proposes a step. Raises Refusal `closed`, `too_many`, `unknown_note`, `empty`, `too_long` or `bad_day`."""
    _check_may_write(draft)
    if first_notes.is_full(draft, draft.of_kind("step"), MOST_STEPS):
        raise Refusal("too_many")
    what = command.what
    if command.note is not None:
        what = what if what.strip() else note_of(draft, command.note).text
    step = NextStep(
        what=required(what, NOTE_LENGTH),
        by_when=calendar_day(command.by_when),
        notice=clean(command.notice, PROMPT_LENGTH),
        order=first_notes.order_of_next(draft, "step"),
    )
    id = draft.new_id("e")
    draft.put(step, id)
    draft.put(Authorship(of="step"), id, audience=draft.actor.person)
    draft.result = {"step": id}
    first_notes.keep_waiting(draft, "step", id)


def edit(draft: Draft, command: StepEdit) -> None:
    """Edits a step. Names under words that have changed are removed, except the actor's own.

    Raises Refusal `closed`, `unknown_step`, `not_your_step`, `empty`, `too_long` or `bad_day`.
    """
    step = _require_editable(draft, command.step)
    if command.what is not UNSET:
        what = required(command.what, NOTE_LENGTH)
        who = step.who if what == step.what else _remove_names_of_others(draft, command.step)
        step = replace(step, what=what, who=who)
    if command.by_when is not UNSET:
        step = replace(step, by_when=calendar_day(command.by_when))
    if command.notice is not UNSET:
        step = replace(step, notice=clean(command.notice, PROMPT_LENGTH))
    draft.put(step, command.step)


def remove(draft: Draft, command: StepRemove) -> None:
    _require_editable(draft, command.step)
    drop(draft, command.step)


def drop(draft: Draft, id: str) -> None:
    """Deletes a step, with the records of who proposed it and who offered to take it on."""
    for key, offer in list(draft.of_kind("offer").items()):
        if offer.step == id:
            draft.drop("offer", key)
    draft.drop("mine", id)
    draft.drop("step", id)


def offer(draft: Draft, command: StepOffer) -> None:
    """Puts the actor's name on a step; a second offer replaces the name of the first.

    Raises Refusal `unknown_step`, `not_your_name` or `too_many`.
    """
    step = draft.require("step", command.step)
    name = _own_name(draft, command.called)
    id = _offer_id(draft, command.step)
    before = draft.get("offer", id)
    who = _without(step.who, before.name if before else None)
    if len(who) >= MOST_NAMES:
        raise Refusal("too_many")
    draft.put(replace(step, who=[*who, name]), command.step)
    draft.put(OwnOffer(step=command.step, name=name), id, audience=draft.actor.person)
    show_actor(draft)


def withdraw(draft: Draft, command: StepWithdraw) -> None:
    """Removes a name from a step. Raises Refusal `closed`, `unknown_step`, `not_your_name` or `not_offered`."""
    _check_may_write(draft)
    step = draft.require("step", command.step)
    id = _offer_id(draft, command.step)
    before = draft.get("offer", id)
    name = before.name if before else None
    if command.called is not None and command.called != name:
        if not draft.actor.is_chair_or_helper:
            raise Refusal("not_your_name")
        if command.called not in step.who:
            raise Refusal("not_offered")
        if draft.asks_first(command.ask, {"names": 1}):
            return
        # The offer is deleted together with the name, without telling the chair whose it was.
        id = next(
            (i for i, o in draft.of_kind("offer").items() if (o.step, o.name) == (command.step, command.called)), ""
        )
        name = command.called
    if name is None:
        raise Refusal("not_offered")
    draft.drop("offer", id)
    draft.put(replace(step, who=_without(step.who, name)), command.step)


def mark(draft: Draft, command: StepMark) -> None:
    """Says how a step went: the chair and helpers for any step, others for a step that they offered to take on.

    Raises Refusal `closed`, `unknown_step` or `not_your_step`.
    """
    _check_may_write(draft)
    step = draft.require("step", command.step)
    if not draft.actor.is_chair_or_helper and draft.get("offer", _offer_id(draft, command.step)) is None:
        raise Refusal("not_your_step")
    draft.put(replace(step, state=command.state), command.step)


def _check_may_write(draft: Draft) -> None:
    """When the meeting is closed, only the chair and helpers may still change steps."""
    if draft.singleton("meeting").state == "closed" and not draft.actor.is_chair_or_helper:
        raise Refusal("closed")


def _require_editable(draft: Draft, id: str) -> NextStep:
    """The step, if the actor may edit it. Raises Refusal `closed`, `unknown_step` or `not_your_step`."""
    _check_may_write(draft)
    step: NextStep = draft.require("step", id)
    if not draft.actor.is_chair_or_helper and not is_author(draft, id):
        raise Refusal("not_your_step")
    return step


def _remove_names_of_others(draft: Draft, step: str) -> list[str]:
    """Deletes what others have offered, and returns the names that may stay."""
    own = _offer_id(draft, step)
    for id, each in list(draft.of_kind("offer").items()):
        if each.step == step and id != own:
            draft.drop("offer", id)
    offered = draft.get("offer", own)
    return [offered.name] if offered else []


def _edit_entry(draft: Draft, command: StepEdit) -> LogDetails | None:
    """The log entry of somebody on the chair's side who has changed the words of a step that is not theirs."""
    before, after = draft.state.get("step", command.step), draft.get("step", command.step)
    if before.what == after.what or is_author(draft, command.step):
        return None
    return LogDetails(f"step.{command.step}")


def _own_name(draft: Draft, called: str | None) -> str:
    """The name that the actor puts on a step. Raises Refusal `not_your_name` for a name of somebody else here."""
    actor = draft.require("person", draft.actor.person)
    own = {fold(actor.marker)} | ({fold(actor.name)} if actor.name is not UNSET else set())
    if called is None:
        return str(actor.marker if actor.name is UNSET else actor.name)
    name = required(called, NAME_LENGTH)
    if fold(name) not in own and draft.count(_CALLED, fold(name)):
        raise Refusal("not_your_name")
    return name


def _offer_id(draft: Draft, step: str) -> str:
    return f"{step}.{draft.actor.person}"


def _without(names: list[str], name: str | None) -> list[str]:
    """The names without the first that equals `name`: two people may have the same."""
    if name not in names:
        return list(names)
    index = names.index(name)
    return names[:index] + names[index + 1 :]


RULES: Rules = {
    StepAdd: add,
    StepEdit: edit,
    StepRemove: remove,
    StepOffer: offer,
    StepWithdraw: withdraw,
    StepMark: mark,
}

LOGGED: Logged = {
    StepEdit: _edit_entry,
}
