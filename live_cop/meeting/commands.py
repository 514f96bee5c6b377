"""Every command that can be given: its name, its fields with their limits, and who may give it.

A command reads like the sentence a chair would say: `note.move`, `scale.show`. Lengths of text are checked after
trimming, where the text is used; ranges of numbers and the types of all fields are checked here.
"""

from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from .records import Color, Place, View
from .refusal import Refusal
from .running_orders import RunningOrder

Who = Literal["person", "author", "chair", "system"]

Share = Annotated[float, Meta(ge=0, le=1)]
Minutes = Annotated[int, Meta(ge=1, le=240)]
Index = Annotated[int, Meta(ge=0, le=999)]
Step = Annotated[int, Meta(ge=0, le=100)]
Floor = Annotated[int, Meta(ge=3, le=10)]
VoiceSeconds = Annotated[int, Meta(ge=10, le=1800)]


class Command(Struct, frozen=True, kw_only=True):
    """Base of all commands. `who`: any person in the meeting, a note's author (or the chair's side), the chair and
    helpers, or the server alone. `open_only`: refused once the meeting is closed."""

    name: ClassVar[str] = ""
    who: ClassVar[Who] = "chair"
    open_only: ClassVar[bool] = True


class _ByPerson(Command, frozen=True, kw_only=True):
    who: ClassVar[Who] = "person"


class _ByAuthor(Command, frozen=True, kw_only=True):
    who: ClassVar[Who] = "author"


class _Afterwards(Command, frozen=True, kw_only=True):
    """What the chair's side may still do when the meeting is closed."""

    open_only: ClassVar[bool] = False


class _BySystem(Command, frozen=True, kw_only=True):
    who: ClassVar[Who] = "system"
    open_only: ClassVar[bool] = False


# The wall


class NoteAdd(_ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.add"
    zone: str
    text: str
    color: Color | None = None
    signed: str | None = None
    x: Share | None = None
    y: Share | None = None
    group: str | None = None


class NoteEdit(_ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.edit"
    note: str
    text: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    signed: str | None | UnsetType = UNSET


class NoteMove(_ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.move"
    note: str
    zone: str | None = None
    x: Share | None = None
    y: Share | None = None
    group: str | None | UnsetType = UNSET


class NoteRemove(_ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.remove"
    note: str


class NoteRestore(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.restore"
    note: str


class GroupAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.add"
    zone: str
    title: str
    notes: Annotated[list[str], Meta(max_length=500)] = []
    x: Share | None = None
    y: Share | None = None


class GroupEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.edit"
    group: str
    title: str


class GroupMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.move"
    group: str
    zone: str | None = None
    x: Share | None = None
    y: Share | None = None


class GroupRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.remove"
    group: str


class UndoLast(_ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "undo"


class ZoneAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.add"
    title: str
    prompt: str = ""
    color: Color = "butter"
    section: str | None = None


class ZoneEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.edit"
    zone: str
    title: str | UnsetType = UNSET
    prompt: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    section: str | None | UnsetType = UNSET


class ZoneMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.move"
    zone: str
    to: Index


class ZoneRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.remove"
    zone: str


# Scales


class ScaleAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.add"
    question: str
    low: Step = 1
    high: Step = 10
    low_label: str = ""
    high_label: str = ""
    floor: Floor = 5
    good_enough: Step | None = None


class ScaleEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.edit"
    scale: str
    question: str | UnsetType = UNSET
    low_label: str | UnsetType = UNSET
    high_label: str | UnsetType = UNSET
    good_enough: Step | None | UnsetType = UNSET
    low: Step | UnsetType = UNSET
    high: Step | UnsetType = UNSET
    floor: Floor | UnsetType = UNSET


class _OnScale(Command, frozen=True, kw_only=True):
    scale: str


class ScaleOpen(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.open"


class ScaleClose(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.close"


class ScaleShow(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.show"


class ScaleHide(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.hide"


class ScaleRemove(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.remove"


class ScaleMark(_ByPerson, frozen=True, kw_only=True):
    """`value` null is the answer "not today"."""

    name: ClassVar[str] = "scale.mark"
    scale: str
    value: int | None


class ScaleUnmark(_ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.unmark"
    scale: str


# The agenda


class AgendaStart(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.start"
    section: str | None = None


class AgendaPause(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.pause"


class AgendaResume(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.resume"


class AgendaExtend(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.extend"
    minutes: Annotated[int, Meta(ge=-120, le=120)]


class AgendaNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.next"


class AgendaBack(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.back"


class AgendaSave(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.save"


class SectionAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.add"
    title: str
    prompt: str = ""
    minutes: Minutes = 10
    after: str | None = None


class SectionEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.edit"
    section: str
    title: str | UnsetType = UNSET
    prompt: str | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET


class SectionMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.move"
    section: str
    to: Index


class SectionRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "section.remove"
    section: str


# The round


class RoundStart(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.start"
    seconds: VoiceSeconds = 60


class RoundNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.next"


class RoundEnd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.end"


class TurnPass(_ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.pass"
    turn: str | None = None


# Snapshots, the board, the report


class SnapshotTake(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.take"
    title: str = ""
    caption: str = ""


class SnapshotEdit(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.edit"
    snapshot: str
    title: str | UnsetType = UNSET
    caption: str | UnsetType = UNSET


class SnapshotRemove(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.remove"
    snapshot: str


class BoardShow(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "board.show"
    view: View
    zone: str | None = None
    scale: str | None = None


class ReportEdit(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.edit"
    introduction: str | UnsetType = UNSET
    conclusions: str | UnsetType = UNSET


class ReportPublish(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.publish"


class ReportUnpublish(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.unpublish"


# The meeting itself


class MeetingEdit(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.edit"
    title: str | UnsetType = UNSET
    community: str | UnsetType = UNSET
    video_url: str | None | UnsetType = UNSET
    recording: str | UnsetType = UNSET


class MeetingLock(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.lock"


class MeetingUnlock(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.unlock"


class MeetingPause(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.pause"


class MeetingResume(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.resume"


class MeetingClose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.close"


class MeetingReopen(_Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.reopen"


# People


class PersonEdit(_ByPerson, frozen=True, kw_only=True):
    """Changes one's own name ("" takes it away) or place."""

    name: ClassVar[str] = "person.edit"
    open_only: ClassVar[bool] = False
    # `name` is this class's own word for the command, so the field carries another one here.
    called: str | UnsetType = msgspec.field(default=UNSET, name="name")
    place: Place | UnsetType = UNSET


# What the server itself does


class MeetingOpen(_BySystem, frozen=True, kw_only=True):
    """Makes a meeting with this running order."""

    name: ClassVar[str] = "meeting.open"
    code: str
    title: str
    community: str = ""
    series: str = ""
    starts_at: int | None = None
    video_url: str | None = None
    order: RunningOrder


class PersonJoin(_BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.join"
    person: str
    place: Place
    called: str = ""
    role: Literal["participant", "helper", "chair"] = "participant"


class PersonArrive(_BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.arrive"
    person: str


class PersonLeave(_BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.leave"
    person: str


class AgendaTick(_BySystem, frozen=True, kw_only=True):
    """Looks at the plan again: while a section runs over, the time we will end at moves with the clock."""

    name: ClassVar[str] = "agenda.tick"


COMMANDS: dict[str, type[Command]] = {
    command.name: command
    for command in (
        NoteAdd, NoteEdit, NoteMove, NoteRemove, NoteRestore, GroupAdd, GroupEdit, GroupMove, GroupRemove, UndoLast,
        ZoneAdd, ZoneEdit, ZoneMove, ZoneRemove, ScaleAdd, ScaleEdit, ScaleOpen, ScaleClose, ScaleShow, ScaleHide,
        ScaleRemove, ScaleMark, ScaleUnmark, AgendaStart, AgendaPause, AgendaResume, AgendaExtend, AgendaNext,
        AgendaBack, AgendaSave, SectionAdd, SectionEdit, SectionMove, SectionRemove, RoundStart, RoundNext, RoundEnd,
        TurnPass, SnapshotTake, SnapshotEdit, SnapshotRemove, BoardShow, ReportEdit, ReportPublish, ReportUnpublish,
        MeetingEdit, MeetingLock, MeetingUnlock, MeetingPause, MeetingResume, MeetingClose, MeetingReopen, PersonEdit,
        MeetingOpen, PersonJoin, PersonArrive, PersonLeave, AgendaTick,
    )
}  # fmt: skip


def parse(name: Any, args: Any) -> Command:
    """The command that a client named, with its fields checked for type and range. The server's own commands are not
    for clients. Raises Refusal `unknown_command` or `bad_args`."""
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None or kind.who == "system":
        raise Refusal("unknown_command")
    if not isinstance(args, dict):
        raise Refusal("bad_args", field="args")
    try:
        return msgspec.convert(args, kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=field_of(str(error))) from None
    except UnicodeEncodeError:
        # Half an emoji where one of a few words should stand; in people's own words it is taken out later.
        raise Refusal("bad_args", field="args") from None


def field_of(message: str) -> str:
    """The name of the field that a msgspec message complains about: "... - at `$.zone`" or "missing ... `zone`"."""
    words = [word for word in message.split("`") if word.startswith("$.")]
    if words:
        return words[-1][2:]
    return message.split("`")[1] if "missing" in message else "args"
