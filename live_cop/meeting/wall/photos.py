"""Photographs: who may send them, the look at those of participants, what they show, and erasing them.

The server gives `photo.add` after it has made the picture: a client sends a file, never an address.
"""

from collections.abc import Iterable
from typing import ClassVar

from msgspec import UNSET, UnsetType, field
from msgspec.structs import asdict, replace

from ..action_log import LogDetails, Logged
from ..audience import EVERYONE
from ..breakouts.walls import check_may_write
from ..command import ByAuthor, ByChair, ByPerson, Command, Fraction
from ..draft import Draft, Rules
from ..records.photos import PendingPhoto, Photo, PhotosBy, RefusedPhoto
from ..records.wall import Authorship
from ..refusal import Refusal
from ..safety import first_notes
from ..safety.erase_text import erase_photo
from ..safety.recording_consent import takes_pictures
from ..texts.text import NOTE_LENGTH, clean
from ..texts.text_merge import merged_with
from .cards import group_still_there
from .placement import place_in
from .private_writing import refuse_private_zone
from .visibility import check_may_change, must_be_reviewed, sees_card

#: Photographs of one meeting, and paper notes that were cut out of them: a wall of flip charts, and all their notes.
MOST_PHOTOS, MOST_CUT_OUTS = 300, 400


class PhotoAdd(ByPerson, frozen=True, kw_only=True):
    """Adds a picture that is stored in the same transaction."""

    name: ClassVar[str] = "photo.add"
    by_http_only: ClassVar[bool] = True
    zone: str
    picture: str
    width: int
    height: int
    description: str = ""
    x: Fraction | None = None
    y: Fraction | None = None
    cut_from: str | UnsetType = UNSET


class PhotoAllow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "photo.allow"
    who: PhotosBy


class PhotoApprove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "photo.approve"
    photo: str


class PhotoRefuse(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "photo.refuse"
    rewrites_history: ClassVar[bool] = True
    photo: str


class PhotoDescribe(ByAuthor, frozen=True, kw_only=True):
    """`was` holds the text from which the writer began, as for the texts of the report."""

    name: ClassVar[str] = "photo.describe"
    photo: str
    description: str
    was: dict[str, str] = field(default_factory=dict)


class PhotoErase(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "photo.erase"
    rewrites_history: ClassVar[bool] = True
    photo: str


def add_photo(draft: Draft, command: PhotoAdd) -> None:
    """Adds a photograph. Raises Refusal `not_recorded`, `not_allowed`, `unknown_zone`, `not_your_team`,
    `too_many_photos` or `too_long`."""
    meeting = draft.singleton("meeting")
    if not takes_pictures(draft):
        raise Refusal("not_recorded")
    if meeting.photos_by == "nobody" or (meeting.photos_by == "helpers" and not draft.actor.is_chair_or_helper):
        raise Refusal("not_allowed")
    draft.require("zone", command.zone)
    check_may_write(draft, command.zone)
    refuse_private_zone(draft, command.zone)
    cut_out = command.cut_from is not UNSET
    alike = {id: photo for id, photo in draft.of_kind("photo").items() if (photo.cut_from is not UNSET) == cut_out}
    if first_notes.is_full(draft, alike, MOST_CUT_OUTS if cut_out else MOST_PHOTOS):
        raise Refusal("too_many_photos")
    x, y = (command.x, command.y)
    if x is None or y is None:
        x, y = place_in(draft, command.zone)
    waits = not draft.actor.is_chair_or_helper
    photo = Photo(
        zone=command.zone,
        picture=command.picture,
        width=command.width,
        height=command.height,
        description=clean(command.description, NOTE_LENGTH, lines=True),
        x=round(x, 4),
        y=round(y, 4),
        at=draft.minute,
        state="waiting" if waits else UNSET,
        cut_from=command.cut_from,
        cut_number=_next_cut(alike.values(), command.cut_from) if cut_out else UNSET,
    )
    id = draft.new_id("f")
    draft.put(photo, id, audience=draft.actor.person if waits else EVERYONE)
    draft.put(Authorship(of="photo"), id, audience=draft.actor.person)
    draft.result = {"photo": id}
    first_notes.keep_waiting(draft, "photo", id)


def allow(draft: Draft, command: PhotoAllow) -> None:
    """Says whose photographs the meeting takes from now on."""
    draft.put(replace(draft.singleton("meeting"), photos_by=command.who))


def approve(draft: Draft, command: PhotoApprove) -> None:
    """Shows a photograph that waits to everyone. Raises Refusal `unknown_photo` or `not_held`."""
    photo = _photo_of(draft, command.photo)
    if photo.state is UNSET:
        raise Refusal("not_held")
    # Its place and time must not tell when it was sent.
    x, y = place_in(draft, photo.zone)
    shown = replace(photo, state=UNSET, x=x, y=y, at=draft.minute, group=group_still_there(draft, photo))
    draft.put(shown, command.photo, audience=EVERYONE)


def refuse(draft: Draft, command: PhotoRefuse) -> None:
    """Erases a photograph that waits, and tells its author. Raises Refusal `unknown_photo` or `not_held`."""
    if _photo_of(draft, command.photo).state is UNSET:
        raise Refusal("not_held")
    author = draft.audience("mine", command.photo)
    erase_photo(draft, command.photo)
    if author:
        draft.put(RefusedPhoto(), command.photo, audience=author)


def describe(draft: Draft, command: PhotoDescribe) -> None:
    """Says what a photograph shows. Raises Refusal `unknown_photo`, `not_yours` or `too_long`.

    Where new words are reviewed, a participant's photograph waits for another look with them."""
    photo = _own_photo(draft, command.photo)
    text = merged_with(photo.description, command.description, command.was.get("description"), NOTE_LENGTH, lines=True)
    is_new, audience = text != photo.description and not draft.actor.is_chair_or_helper, ""
    if is_new and must_be_reviewed(draft, "photo", command.photo):
        photo, audience = replace(photo, state="waiting"), draft.actor.person
    draft.put(replace(photo, description=text), command.photo, audience=audience)


def erase(draft: Draft, command: PhotoErase) -> None:
    """Deletes a photograph for good; of one that was refused, what told its author so. Raises Refusal `unknown_photo`
    or `not_yours`."""
    if draft.audience("refused_photo", command.photo) == draft.actor.person:
        draft.drop("refused_photo", command.photo)
        return
    _own_photo(draft, command.photo)
    erase_photo(draft, command.photo)


WATCHED_KINDS = frozenset(("photo", "saved"))


def update_after(draft: Draft) -> None:
    """Keeps a copy of each photograph that waits, for the chair and helpers."""
    for change in draft.changes():
        if change.kind not in WATCHED_KINDS:
            continue
        photo = draft.get("photo", change.id)
        if photo is not None and photo.state is not UNSET and draft.get("saved", change.id) is None:
            draft.put(PendingPhoto(**asdict(photo)), change.id)
        else:
            draft.drop("held_photo", change.id)


def on_close(draft: Draft) -> None:
    """Deletes the photographs that still wait for a look."""
    for id, photo in list(draft.of_kind("photo").items()):
        if photo.state is not UNSET:
            draft.drop("photo", id)
            draft.drop("held_photo", id)


def _next_cut(cut_outs: Iterable[Photo], cut_from: str | UnsetType) -> int:
    """The number of one more paper note that is cut out of this photograph."""
    return max((photo.cut_number or 0 for photo in cut_outs if photo.cut_from == cut_from), default=0) + 1


def _photo_of(draft: Draft, id: str) -> Photo:
    """The photograph, if the actor sees it. Raises Refusal `unknown_photo`."""
    photo: Photo = draft.require("photo", id)
    if not sees_card(draft, "photo", id):
        raise Refusal("unknown_photo")
    return photo


def _own_photo(draft: Draft, id: str) -> Photo:
    photo = _photo_of(draft, id)
    check_may_change(draft, id)
    return photo


def _allow_entry(draft: Draft, command: PhotoAllow) -> LogDetails:
    before = draft.state.get("meeting", "meeting").photos_by
    return LogDetails("photos", {"name": "photo.allow", "args": {"who": before}}, command.who)


RULES: Rules = {
    PhotoAdd: add_photo,
    PhotoAllow: allow,
    PhotoApprove: approve,
    PhotoRefuse: refuse,
    PhotoDescribe: describe,
    PhotoErase: erase,
}

LOGGED: Logged = {
    PhotoAllow: _allow_entry,
}
