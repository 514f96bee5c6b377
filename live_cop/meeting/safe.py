"""Safe hands: slower, with a look first, without somebody's notes, without somebody. All of it can be taken back.

The chair's side never learns who wrote a note here: what is hidden because one author wrote it is remembered by notes
alone, on the server alone.
"""

from msgspec import UNSET
from msgspec.structs import asdict, replace

from .changes import CHAIR, EVERYONE
from .codes import join_code
from .commands import safe as c
from .draft import Draft
from .records import Held, Hiding, KeptOut, Note, Removed
from .refusal import Refusal
from .sorting import folded_into, take_out, unfold
from .visible import is_held, note_of


def slow(draft: Draft, command: c.MeetingSlow) -> None:
    draft.put(replace(draft.one("meeting"), slow=command.seconds))


def hold(draft: Draft, command: c.MeetingHold) -> None:
    """Notes that wait already go on waiting until somebody has looked at them."""
    draft.put(replace(draft.one("meeting"), hold=command.on))


def new_code(draft: Draft, command: c.MeetingNewCode) -> None:
    draft.put(replace(draft.one("meeting"), join_code=command.code))


def use_code(draft: Draft, command: c.MeetingUseCode) -> None:
    """A code that this meeting had before lets people in again, and the one that took its place does not. Only what the
    log offers, for any other code may be another meeting's."""
    if command.code == join_code(draft.state):
        return
    lines = [line for line in draft.all("log").values() if line.of == "code" and line.undo is not UNSET]
    if command.code not in [line.undo["args"]["code"] for line in lines]:
        raise Refusal("bad_args", field="code")
    own = command.code == draft.state.code
    draft.put(replace(draft.one("meeting"), join_code=UNSET if own else command.code))


def let(draft: Draft, command: c.NoteLet) -> None:
    """A note that was held goes up."""
    note = note_of(draft, command.note)
    if not is_held(note):
        raise Refusal("not_held")
    draft.put(replace(note, held=UNSET), command.note, audience=EVERYONE)


def follow(draft: Draft) -> None:
    """What its author sees as a note that waits, the chair's side sees as a record of its own."""
    for change in draft.changes():
        if change.kind != "note":
            continue
        note = draft.get("note", change.id)
        if note is not None and is_held(note):
            draft.put(Held(**asdict(note)), change.id)
        else:
            draft.drop("held", change.id)


def hide_author(draft: Draft, command: c.AuthorHide) -> None:
    """Puts aside all notes of whoever wrote this one, as far as anybody but they could see them."""
    id = command.note
    if draft.get("removed", id) is None or draft.audience("removed", id) != CHAIR:
        note_of(draft, id)
    author = draft.audience("mine", id)
    if author is None:
        raise Refusal("forgotten")
    theirs = [key for key in draft.all("mine") if draft.audience("mine", key) == author]
    hidden = [key for key in theirs if _hide(draft, key)]
    before = draft.get("hiding", id)
    if hidden:
        draft.put(Hiding(notes=[*(before.notes if before else []), *hidden]), id)
    draft.result = {"hidden": len(hidden)}


def unhide_author(draft: Draft, command: c.AuthorUnhide) -> None:
    hiding = draft.get("hiding", command.note)
    if hiding is None:
        raise Refusal("nothing_hidden")
    back = [id for id in hiding.notes if _bring_back(draft, id)]
    draft.drop("hiding", command.note)
    draft.result = {"shown": len(back)}


def keep_out(draft: Draft, command: c.PersonRemove) -> None:
    """Only those who came in by the door everyone uses: a chair or helper is not sent out with a tap."""
    person = draft.find("person", command.person)
    if person.role != "participant":
        raise Refusal("not_the_chair")
    called = person.marker if person.name is UNSET else person.name
    draft.put(KeptOut(called=called), command.person)
    draft.put(replace(person, online=False), command.person)
    draft.drop("seat", command.person)
    for id, turn in list(draft.all("turn").items()):
        if turn.person == command.person and turn.state == "waiting":
            draft.drop("turn", id)


def let_in(draft: Draft, command: c.PersonLetIn) -> None:
    if draft.get("kept_out", command.person) is None:
        raise Refusal("unknown_person")
    draft.drop("kept_out", command.person)


def settle(draft: Draft) -> None:
    """The meeting ends. What waits for a look is put aside; that some notes have one author is forgotten."""
    for id in list(draft.all("held")):
        note = draft.get("note", id)
        draft.drop("note", id)
        draft.put(Removed(**(asdict(note) | {"held": UNSET})), id, audience=CHAIR)
    for id in list(draft.all("hiding")):
        draft.drop("hiding", id)
    for id, line in draft.all("log").items():
        if line.of.startswith("author.") and line.undo is not UNSET:
            draft.put(replace(line, undo=UNSET), id)
    draft.wiped |= {"hiding"}


def _hide(draft: Draft, id: str) -> bool:
    """Puts one note aside. What was merged into it stays on the wall; its own words leave what it was merged into."""
    folded = draft.get("folded", id)
    if folded is not None and draft.get("note", folded.into) is not None:
        unfold(draft, folded.into)
    elif folded is not None:
        unfold_aside(draft, folded.into)
        return True
    note: Note | None = draft.get("note", id)
    if note is None or (draft.audience("note", id) != EVERYONE and not is_held(note)):
        return False
    if folded_into(draft, id):
        unfold(draft, id)
        note = draft.get("note", id)
    draft.drop("note", id)
    draft.put(Removed(**asdict(note)), id, audience=CHAIR)
    return True


def unfold_aside(draft: Draft, id: str) -> None:
    """A merged note that was put aside comes apart where it is: its notes lie there one by one."""
    for other in folded_into(draft, id):
        draft.put(Removed(**asdict(take_out(draft, other, "removed"))), other, audience=CHAIR)


def _bring_back(draft: Draft, id: str) -> bool:
    removed = draft.get("removed", id)
    if removed is None or draft.audience("removed", id) != CHAIR or draft.get("zone", removed.zone) is None:
        return False
    fields = asdict(removed)
    if removed.group and draft.get("group", removed.group) is None:
        fields["group"] = None
    draft.drop("removed", id)
    owner = draft.audience("mine", id) or ""
    draft.put(Note(**fields), id, audience=owner if is_held(removed) else EVERYONE)
    return True


RULES = {
    c.MeetingSlow: slow,
    c.MeetingHold: hold,
    c.MeetingNewCode: new_code,
    c.MeetingUseCode: use_code,
    c.NoteLet: let,
    c.AuthorHide: hide_author,
    c.AuthorUnhide: unhide_author,
    c.PersonRemove: keep_out,
    c.PersonLetIn: let_in,
}
