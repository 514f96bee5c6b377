"""Next steps: proposed by anyone, taken on by one's own word only, and carried to the next meeting without blame.

Who proposed a step is told to that person alone (`mine`), as with a note. A name stands on a step only where its owner
put it there: `offer` tells that person which of the names is theirs, so that they can take it off again.
"""

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..calendar_day import calendar_day
from ..command import ByAuthor, ByPerson
from ..draft import Draft, Rules
from ..ordering import next_order
from ..records.next_steps import NextStep, OwnOffer, StepState
from ..records.wall import Authorship
from ..refusal import Refusal
from ..text import NAME_LENGTH, NOTE_LENGTH, PROMPT_LENGTH, clean, required
from ..wall.visibility import is_author, note_of


class StepAdd(ByPerson, frozen=True, kw_only=True):
    """With `note` the words are those of the note, unless others are given."""

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
    """Puts one's own name to a step: the one given here, or the one that one has in the meeting."""

    name: ClassVar[str] = "step.offer"
    step: str
    # `name` is this class's own word for the command, so the field carries another one here.
    called: str | None = msgspec.field(default=None, name="name")


class StepWithdraw(ByPerson, frozen=True, kw_only=True):
    """Takes one's own name off a step. The chair's side can take any name off, for somebody who asks for it."""

    name: ClassVar[str] = "step.withdraw"
    open_only: ClassVar[bool] = False
    step: str
    called: str | None = msgspec.field(default=None, name="name")


class StepMark(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.state"
    open_only: ClassVar[bool] = False
    step: str
    state: StepState


MOST_STEPS = 100
#: So many names on one step; a step that more people take is for everyone.
MOST_NAMES = 20


def add(draft: Draft, command: StepAdd) -> None:
    _may_write(draft)
    steps = draft.of_kind("step")
    if len(steps) >= MOST_STEPS:
        raise Refusal("too_many")
    what = command.what
    if command.note is not None:
        what = what if what.strip() else note_of(draft, command.note).text
    step = NextStep(
        what=required(what, NOTE_LENGTH),
        by_when=calendar_day(command.by_when),
        notice=clean(command.notice, PROMPT_LENGTH),
        order=next_order(steps),
    )
    id = draft.new_id("e")
    draft.put(step, id)
    draft.put(Authorship(of="step"), id, audience=draft.actor.person)
    draft.result = {"step": id}


def edit(draft: Draft, command: StepEdit) -> None:
    step = _ours(draft, command.step)
    if command.what is not UNSET:
        step = replace(step, what=required(command.what, NOTE_LENGTH))
    if command.by_when is not UNSET:
        step = replace(step, by_when=calendar_day(command.by_when))
    if command.notice is not UNSET:
        step = replace(step, notice=clean(command.notice, PROMPT_LENGTH))
    draft.put(step, command.step)


def remove(draft: Draft, command: StepRemove) -> None:
    _ours(draft, command.step)
    drop(draft, command.step)


def drop(draft: Draft, id: str) -> None:
    """Takes a step away, and who proposed it and who offered to take it."""
    for key, offer in list(draft.of_kind("offer").items()):
        if offer.step == id:
            draft.drop("offer", key)
    draft.drop("mine", id)
    draft.drop("step", id)


def offer(draft: Draft, command: StepOffer) -> None:
    """Puts one's own name to it; offering again puts another name in its place."""
    step = draft.require("step", command.step)
    name = _own_name(draft, command.called)
    id = _offer_id(draft, command.step)
    before = draft.get("offer", id)
    who = _without(step.who, before.name if before else None)
    if len(who) >= MOST_NAMES:
        raise Refusal("too_many")
    draft.put(replace(step, who=[*who, name]), command.step)
    draft.put(OwnOffer(step=command.step, name=name), id, audience=draft.actor.person)


def withdraw(draft: Draft, command: StepWithdraw) -> None:
    _may_write(draft)
    step = draft.require("step", command.step)
    id = _offer_id(draft, command.step)
    before = draft.get("offer", id)
    name = before.name if before else None
    if command.called is not None and command.called != name:
        if not draft.actor.is_chair_or_helper:
            raise Refusal("not_your_name")
        if command.called not in step.who:
            raise Refusal("not_offered")
        # Whose offer it was is taken back with the name; the chair does not learn whose it was.
        id = next(
            (i for i, o in draft.of_kind("offer").items() if (o.step, o.name) == (command.step, command.called)), ""
        )
        name = command.called
    if name is None:
        raise Refusal("not_offered")
    draft.drop("offer", id)
    draft.put(replace(step, who=_without(step.who, name)), command.step)


def mark(draft: Draft, command: StepMark) -> None:
    """How it went: the chair's side for any step, others for one that they offered to take."""
    _may_write(draft)
    step = draft.require("step", command.step)
    if not draft.actor.is_chair_or_helper and draft.get("offer", _offer_id(draft, command.step)) is None:
        raise Refusal("not_your_step")
    draft.put(replace(step, state=command.state), command.step)


def _may_write(draft: Draft) -> None:
    """The chair's side may still put the steps in order when the meeting is closed."""
    if draft.singleton("meeting").state == "closed" and not draft.actor.is_chair_or_helper:
        raise Refusal("closed")


def _ours(draft: Draft, id: str) -> NextStep:
    """The step, for its author or the chair's side."""
    _may_write(draft)
    step: NextStep = draft.require("step", id)
    if not draft.actor.is_chair_or_helper and not is_author(draft, id):
        raise Refusal("not_your_step")
    return step


def _own_name(draft: Draft, called: str | None) -> str:
    """The name that somebody puts to a step; never one that somebody else has here."""
    people = draft.of_kind("person")
    me = draft.require("person", draft.actor.person)
    mine = {_plain(me.marker)} | ({_plain(me.name)} if me.name is not UNSET else set())
    if called is None:
        return str(me.marker if me.name is UNSET else me.name)
    name = required(called, NAME_LENGTH)
    others = {
        _plain(each)
        for id, person in people.items()
        if id != draft.actor.person
        for each in (person.name, person.marker)
        if each is not UNSET
    }
    if _plain(name) in others - mine:
        raise Refusal("not_your_name")
    return name


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _offer_id(draft: Draft, step: str) -> str:
    return f"{step}.{draft.actor.person}"


def _without(names: list[str], name: str | None) -> list[str]:
    """The names without the first that is this one: two people may have the same."""
    if name not in names:
        return list(names)
    at = names.index(name)
    return names[:at] + names[at + 1 :]


RULES: Rules = {
    StepAdd: add,
    StepEdit: edit,
    StepRemove: remove,
    StepOffer: offer,
    StepWithdraw: withdraw,
    StepMark: mark,
}
