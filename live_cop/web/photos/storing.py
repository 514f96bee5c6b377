"""What the calls that add pictures and files to a meeting share: their limits, and what is handed to the store."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...live import runtime
from ...live.sync.client_messages import is_command_id
from ...meeting.audience import Viewer
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...pictures.painting import MEDIA, Picture
from ...store.pictures import StoredPicture
from ..services import services

#: Bytes of all pictures of one meeting: 300 photographs and 400 paper notes, nearly all larger than they usually are.
MAX_MEETING_BYTES = 200 << 20


def command_id(fields: Mapping[str, str]) -> str:
    """The id that the client made for its command. Raises Refusal `bad_args`."""
    id = fields.get("id", "")
    if not is_command_id(id):
        raise Refusal("bad_args", field="id")
    return id


def known_result(code: str, viewer: Viewer, id: str, of: str) -> dict[str, str] | None:
    """What this person's call with this id was answered, with the id of what it has made under `of`; None if it has not
    been carried out. Raises Refusal, also `bad_args` for the id of a command that did something else."""
    known = services().hub.known_answer(code, viewer, id)
    if known is None:
        return None
    result: dict[str, str] = known["result"]
    if of not in result:
        raise Refusal("bad_args", field="id")
    return result


def limit(code: str, viewer: Viewer) -> None:
    """Counts one more file of this person. Raises Refusal `too_fast`."""
    if not services().photos.take((code, viewer.person)):
        raise Refusal("too_fast")


def check_room(code: str, refusal: str) -> None:
    """Raises this Refusal if the pictures of the meeting take as much room as they may."""
    if runtime.in_thread(services().store.pictures_size, code) > MAX_MEETING_BYTES:
        raise Refusal(refusal)


def to_store(picture: Picture) -> StoredPicture:
    """A picture that was made, for the store."""
    return StoredPicture(picture.digest, MEDIA, picture.data, picture.width, picture.height)


def stored(code: str, digest: str, gone: str) -> StoredPicture:
    """The picture or file with this address. Raises this Refusal (`gone`) if there is none."""
    found = runtime.in_thread(services().store.picture, code, digest)
    if found is None:
        raise Refusal(gone)
    picture: StoredPicture = found
    return picture


def visible(state: State, viewer: Viewer | None, kinds: Iterable[str], id: str) -> Any:
    """The record with this id that this viewer sees, of the first of these kinds that has one; or None."""
    for kind in kinds:
        entry = state.entry(kind, id)
        if viewer and entry and entry.record is not None and viewer.sees(entry.audience):
            return state.get(kind, id)
    return None
