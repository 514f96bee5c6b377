"""Receiving a photograph, and showing it to those who may see its card."""

from flask import Blueprint, Response
from msgspec import Struct

from ...live.clock import now_ms
from ...meeting.audience import Viewer
from ...meeting.decide import decide
from ...meeting.records import RECORDS
from ...meeting.records.photos import Photo
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...meeting.wall.photos import PhotoAdd
from ...pictures.worker import Request
from ...store.pictures import StoredPicture
from .. import access
from ..http import uploads
from ..http.json import answer
from ..services import services
from . import picture_worker, showing, storing

blueprint = Blueprint("photos", __name__)
#: Bytes of a file: a photograph of 25 million pixels as a phone takes it, for whoever sends it without our page, which
#: sends 300 KB.
MAX_FILE_BYTES = 16 << 20
#: What a photograph can be: on the wall, or waiting for a look.
_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, Photo))


class _Form(Struct, frozen=True):
    """What comes with the file."""

    id: str
    zone: str
    description: str = ""


@blueprint.post("/api/meetings/<code>/photos")
def add(code: str) -> Response:
    """Adds a photograph, once for each id. Answers 201 with its id.

    Raises Refusal `too_big`, `not_a_picture`, `too_fast`, `uploads_busy`, those of `require_person`, of `add_photo`,
    and of every command."""
    code, state, viewer = access.require_person(code)
    picture_worker.prepare()
    with uploads.receive("photo", MAX_FILE_BYTES) as upload:
        form = _form(upload.fields)
        result = storing.known_result(code, viewer, form.id, "photo")
        if result is None:
            _check(state, viewer, form)
            storing.limit(code, viewer)
            storing.check_room(code, "too_many_photos")
            upload.check()
            result = _add(code, viewer, form, bytes(upload.file))
        return answer(result, 201)


@blueprint.get("/m/<code>/photos/<id>")
def show(code: str, id: str) -> Response:
    """The picture of a photograph, for whoever sees its card. Raises Refusal `unknown_photo`."""
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code)
    access.check_not_banned(state, viewer)
    photo: Photo | None = storing.visible(state, viewer, _KINDS, id)
    if photo is None:
        raise Refusal("unknown_photo")
    return showing.respond(code, photo.picture, "unknown_photo")


def _form(fields: dict[str, str]) -> _Form:
    id, zone = storing.command_id(fields), fields.get("zone", "")
    if not zone:
        raise Refusal("bad_args", field="zone")
    return _Form(id, zone, fields.get("description", ""))


def _command(form: _Form, picture: StoredPicture | None = None) -> PhotoAdd:
    return PhotoAdd(
        zone=form.zone,
        description=form.description,
        picture=picture.digest if picture else "",
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
    )


def _check(state: State, viewer: Viewer, form: _Form) -> None:
    """Raises what the meeting would refuse, before anything is done with the file."""
    decide(state, _command(form), viewer, now_ms())


def _add(code: str, viewer: Viewer, form: _Form, file: bytes) -> dict[str, str]:
    """Has the picture made, and adds it to the meeting in the state in which that is by then."""
    erasures = showing.erasures()
    outcome = picture_worker.run(code, Request("paint", file, list(showing.WIDTHS)))
    whole, *smaller = outcome.pictures
    picture = storing.to_store(whole)
    added = services().hub.submit_prepared(code, viewer, form.id, _command(form, picture), [picture])
    for width, made in zip((0, *showing.WIDTHS), (whole, *smaller), strict=True):
        showing.remember(code, picture.digest, width, made, erasures)
    result: dict[str, str] = added["result"]
    return result
