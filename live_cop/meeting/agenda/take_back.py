"""Taking back the last step of the agenda, for a minute: a press that nobody meant is undone for everybody.

A command that starts or ends something for everyone says so on its class (`can_be_taken_back`). What it found is kept
for the server alone, without people's words but for the prompt; the chair's side is told what can be taken back, and
until when. Taking it back restores the agenda, the round and its order, the raised hands, small groups and scales. The
clock has the time that it had then. What people did meanwhile stays: their notes, their answers, the hands they raised.
"""

from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from ..command import ByChair, Command
from ..display import snapshots
from ..display.snapshots import SnapshotRemove
from ..draft import Draft, Rules
from ..records import RECORDS
from ..records.agenda import AgendaBefore, AgendaUndo, Found, current_section
from ..records.display import Prompt
from ..refusal import Refusal
from ..voices import rounds
from ..wall.unseen_cards import move_unseen_cards, zones_in_use
from .timer import time_spent


class AgendaTakeBack(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.take_back"


#: How long a step can be taken back (milliseconds): long enough to see that it was the wrong one.
KEPT = 60_000
#: Of these kinds only the state is kept, in these fields: what they say may change meanwhile.
_STATE: dict[str, tuple[str, ...]] = {
    "meeting": ("state", "opened_at", "cancelled"),
    "section": ("state", "started_at", "running_since", "spent", "ended_at"),
    "scale": ("state", "section", "zone", "asked"),
    "teams": ("state", "ends_at", "warned"),
    "team": ("state",),
}
#: What some commands end. Once it goes on again, or has begun anew, there is nothing to take back.
_ENDS = {"teams.end": "teams", "scale.close": "scale"}
#: These have no words of people, and are kept as they are.
_WHOLE = ("timer", "round", "turn", "turn_offer", "hand", "hand_too")
#: Of these, new ones are deleted again, unless they are in use by then.
_NEW = ("snapshot", "zone", "hopes")


def remember(draft: Draft, command: Command) -> None:
    """Keeps what this command found, if it can be taken back and has changed anything. Drops what was kept before where
    this command has begun again what was ended then."""
    if not command.can_be_taken_back and _goes_on_again(draft):
        _forget(draft)
    changes = draft.changes() if command.can_be_taken_back else []
    if not changes:
        return
    found = [_found(draft, change.kind, change.id) for change in changes]
    prompt: Prompt | None = draft.state.get("prompt", "prompt")
    draft.put(
        AgendaUndo(
            what=command.name,
            section=current_section(draft.of_kind("section")),
            is_start=draft.state.get("meeting", "meeting").state == "waiting",
            until=draft.now + KEPT,
        )
    )
    draft.put(
        AgendaBefore(
            at=draft.now,
            revision=draft.revision,
            found=[each for each in found if each is not None],
            prompt=prompt.text if prompt else "",
        )
    )


def take_back(draft: Draft, command: AgendaTakeBack) -> None:
    """Restores what the last step of the agenda found. Raises Refusal `unknown_undo` if it is too late."""
    undo: AgendaUndo | None = draft.singleton("agenda_undo")
    before: AgendaBefore | None = draft.singleton("agenda_before")
    if undo is None or before is None or draft.now >= undo.until:
        raise Refusal("unknown_undo")
    found = {kind: {each.id: each for each in before.found if each.kind == kind} for kind in (*_STATE, *_WHOLE, *_NEW)}
    gone = any(draft.get("section", id) is None for id in found["section"])
    if gone or current_section(draft.of_kind("section")) != undo.section:
        raise Refusal("unknown_undo")
    passed = draft.now - before.at
    _restore_agenda(draft, found, passed)
    _restore_turns(draft, found, passed)
    _restore_hands(draft, found)
    _restore_unchanged(draft, found, before.revision, passed)
    _delete_new(draft, found, before.revision)
    if before.prompt and draft.singleton("prompt") is None:
        draft.put(Prompt(text=before.prompt))
    _forget(draft)


def _goes_on_again(draft: Draft) -> bool:
    """Whether what the last step of the agenda has ended is on again."""
    undo: AgendaUndo | None = draft.singleton("agenda_undo")
    kind = _ENDS.get(undo.what) if undo else None
    if kind is None:
        return False
    before: AgendaBefore = draft.singleton("agenda_before")
    ended = (draft.get(kind, each.id) for each in before.found if each.kind == kind)
    return any(record is not None and record.state not in ("over", "closed") for record in ended)


def _forget(draft: Draft) -> None:
    draft.drop("agenda_undo")
    draft.drop("agenda_before")


_Kept = dict[str, dict[str, Found]]


def _restore_agenda(draft: Draft, found: _Kept, passed: int) -> None:
    """The sections and the clock. The section that was on goes on from where it was."""
    for id, each in found["section"].items():
        section = replace(draft.get("section", id), **(each.fields or {}))
        if section.running_since is not None:
            spent = time_spent(section, draft.now - passed)
            section = replace(section, spent=spent, running_since=draft.now)
        draft.put(section, id)
    for each in found["meeting"].values():
        meeting = replace(draft.singleton("meeting"), **(each.fields or {}))
        draft.put(meeting)
        if meeting.opened_at is None:
            # It has not begun, so nobody knows when it ends.
            draft.drop("plan")
    for each in found["timer"].values():
        timer = _record(each)
        if timer is None:
            draft.drop("timer")
        else:
            draft.put(replace(timer, ends_at=timer.ends_at + passed) if timer.running else timer)


def _restore_turns(draft: Draft, found: _Kept, passed: int) -> None:
    """The round with its order, and who has spoken. A round that the step began is gone with all its turns."""
    turns = {id: turn for id, each in found["turn"].items() if (turn := _record(each)) is not None}
    turns = {id: turn for id, turn in turns.items() if _takes_part(draft, turn.person)}
    people = {turn.person for turn in turns.values()}
    began = any(each.fields is None for each in found["turn"].values())
    for id, turn in list(draft.of_kind("turn").items()):
        if began or (id not in turns and turn.person in people):
            draft.drop("turn", id)
        elif turn.state == "speaking" and turns:
            draft.put(replace(turn, state="waiting", started_at=None), id)
    for id, turn in turns.items():
        started_at = turn.started_at + passed if turn.started_at is not None else None
        draft.put(replace(turn, started_at=started_at), id)
    for id, each in found["turn_offer"].items():
        offer = _record(each)
        if offer is None:
            draft.drop("turn_offer", id)
        elif _takes_part(draft, id):
            draft.put(offer, id, audience=each.audience)
    for id, each in found["round"].items():
        section_round = _record(each)
        if section_round is None:
            draft.drop("round", id)
        else:
            draft.put(section_round, id)
    rounds.update_after(draft)


def _restore_hands(draft: Draft, found: _Kept) -> None:
    """The hands that the step lowered, of people who have not raised theirs again."""
    up = {hand.person for hand in draft.of_kind("hand").values()}
    for id, each in found["hand"].items():
        hand = _record(each)
        if hand is not None and hand.person not in up and _takes_part(draft, hand.person):
            draft.put(hand, id)
    for id, each in found["hand_too"].items():
        me_too = _record(each)
        if me_too is not None and draft.get("hand", me_too.hand) is not None:
            draft.put(me_too, id, audience=each.audience)


def _restore_unchanged(draft: Draft, found: _Kept, revision: int, passed: int) -> None:
    """Scales, and small groups if nobody has changed them since."""
    for id, each in found["scale"].items():
        scale = draft.get("scale", id)
        if scale is None or each.fields is None:
            continue
        if scale.received and each.fields["state"] == "draft":
            # It has answers by now, so its steps and its floor must stay as they were when people gave them.
            draft.put(replace(scale, state="closed"), id)
        else:
            draft.put(replace(scale, **each.fields), id, audience=each.audience)
    if not all(_is_unchanged(draft, "teams", id, revision) for id in found["teams"]):
        return
    for kind in ("teams", "team"):
        for id, each in found[kind].items():
            record = draft.get(kind, id)
            if record is not None and each.fields is not None:
                draft.put(replace(record, **each.fields), id)
    if found["teams"]:
        teams = draft.singleton("teams")
        draft.put(replace(teams, ends_at=teams.ends_at + passed))


def _delete_new(draft: Draft, found: _Kept, revision: int) -> None:
    """The snapshot that the step took, and what it opened, unless somebody has used it by now."""
    for id in found["snapshot"]:
        if _is_unchanged(draft, "snapshot", id, revision):
            snapshots.remove(draft, SnapshotRemove(snapshot=id))
    scales = {scale.zone for scale in draft.of_kind("scale").values()}
    used = zones_in_use(draft) | scales
    for id in found["zone"]:
        if _is_unchanged(draft, "zone", id, revision) and id not in used:
            move_unseen_cards(draft, id)
            draft.drop("zone", id)
    hopes = draft.singleton("hopes")
    if found["hopes"] and hopes is not None and not hopes.received:
        draft.drop("hopes")


def _found(draft: Draft, kind: str, id: str) -> Found | None:
    """What the command found of a record that it changed, or None if that is not to be restored."""
    entry = draft.state.entry(kind, id)
    record = entry.record if entry else None
    if entry is None or record is None:
        return Found(kind, id, None, "") if kind in _WHOLE + _NEW else None
    if kind in _STATE:
        return Found(kind, id, {name: getattr(record, name) for name in _STATE[kind]}, entry.audience)
    return Found(kind, id, msgspec.to_builtins(record), entry.audience) if kind in _WHOLE else None


def _record(found: Found) -> Any:
    """The record that was found, or None if there was none."""
    return None if found.fields is None else msgspec.convert(found.fields, RECORDS[found.kind])


def _is_unchanged(draft: Draft, kind: str, id: str, revision: int) -> bool:
    entry = draft.state.entry(kind, id)
    return entry is not None and entry.record is not None and entry.revision == revision


def _takes_part(draft: Draft, person: str) -> bool:
    return draft.get("person", person) is not None and draft.get("kept_out", person) is None


RULES: Rules = {
    AgendaTakeBack: take_back,
}
