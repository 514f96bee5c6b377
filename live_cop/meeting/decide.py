"""The one door: what a command changes, or why it is refused.

Every command passes here in the same four steps: may this person give it now; do it on a draft; remember it for undo;
let the plan and the board follow.
"""

from collections.abc import Callable
from typing import Any

from . import agenda, board, life, people, plan, rounds, scales, snapshots, undo, wall
from . import commands as c
from .changes import Actor, Decision
from .draft import Draft
from .refusal import Refusal
from .state import State

_RULES: dict[type[c.Command], Callable[[Draft, Any], None]] = {
    c.NoteAdd: wall.add_note,
    c.NoteEdit: wall.edit_note,
    c.NoteMove: wall.move_note,
    c.NoteRemove: wall.remove_note,
    c.NoteRestore: wall.restore_note,
    c.GroupAdd: wall.add_group,
    c.GroupEdit: wall.edit_group,
    c.GroupMove: wall.move_group,
    c.GroupRemove: wall.remove_group,
    c.UndoLast: undo.undo_last,
    c.ZoneAdd: wall.add_zone,
    c.ZoneEdit: wall.edit_zone,
    c.ZoneMove: wall.move_zone,
    c.ZoneRemove: wall.remove_zone,
    c.ScaleAdd: scales.add,
    c.ScaleEdit: scales.edit,
    c.ScaleOpen: scales.open_,
    c.ScaleClose: scales.close,
    c.ScaleShow: scales.show,
    c.ScaleHide: scales.hide,
    c.ScaleRemove: scales.remove,
    c.ScaleMark: scales.mark,
    c.ScaleUnmark: scales.unmark,
    c.AgendaStart: agenda.start,
    c.AgendaPause: agenda.pause,
    c.AgendaResume: agenda.resume,
    c.AgendaExtend: agenda.extend,
    c.AgendaNext: agenda.next_section,
    c.AgendaBack: agenda.back,
    c.AgendaSave: agenda.save,
    c.SectionAdd: agenda.add_section,
    c.SectionEdit: agenda.edit_section,
    c.SectionMove: agenda.move_section,
    c.SectionRemove: agenda.remove_section,
    c.RoundStart: rounds.start,
    c.RoundNext: rounds.next_voice,
    c.RoundEnd: rounds.end,
    c.TurnPass: rounds.pass_turn,
    c.SnapshotTake: snapshots.take,
    c.SnapshotEdit: snapshots.edit,
    c.SnapshotRemove: snapshots.remove,
    c.BoardShow: board.show,
    c.ReportEdit: life.edit_report,
    c.ReportPublish: life.publish,
    c.ReportUnpublish: life.unpublish,
    c.MeetingEdit: life.edit,
    c.MeetingLock: life.lock,
    c.MeetingUnlock: life.unlock,
    c.MeetingPause: life.pause,
    c.MeetingResume: life.resume,
    c.MeetingClose: life.close,
    c.MeetingReopen: life.reopen,
    c.PersonEdit: people.edit,
    c.MeetingOpen: life.open_,
    c.PersonJoin: people.join,
    c.PersonArrive: people.arrive,
    c.PersonLeave: people.leave,
    c.AgendaTick: lambda draft, command: None,
}

#: Commands of one person that say nothing to the others, and so are not held back by a pause.
_PRIVATE = (c.PersonEdit, c.TurnPass)
#: The plan changes with these kinds of record, the board with those.
_PLANNED = {"section", "timer", "meeting"}
_SHOWN = {"section", "meeting", "scale", "turn", "zone", "board"}


def decide(state: State, command: c.Command, actor: Actor, now: int) -> Decision:
    """What `command`, given by `actor` at `now` (UTC milliseconds), changes in this meeting.

    Pure: the state is not touched. All changes belong to revision `state.revision + 1`. Raises Refusal.
    """
    draft = Draft(state, actor, now)
    _permit(draft, command)
    _RULES[type(command)](draft, command)
    undo.remember(draft, command.name)
    kinds = {change.kind for change in draft.changes()}
    if kinds & _PLANNED or isinstance(command, c.AgendaTick):
        plan.review(draft)
    if kinds & _SHOWN:
        board.follow(draft)
    return Decision(draft.changes(), draft.result)


def _permit(draft: Draft, command: c.Command) -> None:
    actor = draft.actor
    if command.who == "system" or actor.role == "system":
        if command.who != "system" or actor.role != "system":
            raise Refusal("not_allowed")
        return
    if actor.role == "board" or (command.who == "chair" and not actor.chairs):
        raise Refusal("not_allowed")
    meeting = draft.one("meeting")
    if command.open_only and meeting.state == "closed":
        raise Refusal("closed")
    if meeting.paused and not actor.chairs and not isinstance(command, _PRIVATE):
        raise Refusal("paused")
