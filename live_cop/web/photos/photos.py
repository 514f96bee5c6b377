"""Receiving a photograph, and showing it to those who may see its card."""

from flask import Blueprint, Response, make_response, request
from msgspec import Struct

from ...live import runtime
from ...live.clock import now_ms
from ...meeting.audience import Viewer
from ...meeting.decide import decide
from ...meeting.records import RECORDS
from ...meeting.records.photos import Photo
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...meeting.wall.photos import PhotoAdd
from ...pictures.painting import MEDIA, Picture
from ...pictures.worker import Request
from ...store.pictures import StoredPicture
from .. import access
from ..http import uploads
from ..http.json import answer
from ..reports.result_cache import ResultCache
from ..services import services
from . import picture_worker, storing

blueprint = Blueprint("photos", __name__)
#: Bytes of a file: a photograph of 25 million pixels as a phone takes it, for whoever sends it without our page, which
#: sends 300 KB.
MAX_FILE_BYTES = 16 << 20
#: The widths in which screens show photographs: as a card on the wall, and beside something else.
WIDTHS = (480, 1000)
#: Bytes of pictures in memory, so that a room that looks at a photograph does not have it read for each screen.
MAX_CACHED_BYTES = 64 << 20
#: Seconds for which a browser need not ask again. A photograph never changes; once it was erased, it is to be gone from
#: the phones too, and a meeting is over in a day.
MAX_AGE = 24 * 3600
#: What a photograph can be: on the wall, or waiting for a look.
_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, Photo))
_cache = ResultCache(MAX_CACHED_BYTES)
#: Those that are being made smaller: by meeting, address and width.
_running: dict[tuple[str, str, int], runtime.Event] = {}


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
    digest = photo.picture
    width = request.args.get("width", "")
    response = make_response(_data(code, digest, int(width) if width in map(str, WIDTHS) else 0))
    response.headers["Content-Type"] = MEDIA
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.headers["Cache-Control"] = f"private, max-age={MAX_AGE}, immutable"
    # Who may see it follows from the cookie.
    response.headers["Vary"] = "Cookie"
    response.set_etag(digest[:32])
    response.make_conditional(request)
    return response


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
    erasures = _cache.erasures
    outcome = picture_worker.run(code, Request("paint", file, list(WIDTHS)))
    whole, *smaller = outcome.pictures
    picture = storing.to_store(whole)
    added = services().hub.submit_prepared(code, viewer, form.id, _command(form, picture), [picture])
    for width, made in zip((0, *WIDTHS), (whole, *smaller), strict=True):
        _remember(code, picture.digest, width, made, erasures)
    result: dict[str, str] = added["result"]
    return result


def _data(code: str, digest: str, width: int) -> bytes:
    """The picture in this width, or whole (0). Raises Refusal `unknown_photo`, and those of `picture_worker.run`."""
    key = (code, digest, width)
    while (found := _cache.get(code, (digest, width), None)) is None and key in _running:
        # The first of those who wait makes it if that failed.
        _running[key].wait()
    if found is not None:
        return found
    _running[key] = runtime.Event()
    try:
        return _made(code, digest, width)
    finally:
        _running.pop(key).send()


def _made(code: str, digest: str, width: int) -> bytes:
    erasures = _cache.erasures
    stored = runtime.in_thread(services().store.picture, code, digest)
    if stored is None:
        raise Refusal("unknown_photo")
    picture = Picture(stored.data, stored.width, stored.height)
    if 0 < width < stored.width:
        picture = picture_worker.run(code, Request("scale", stored.data, [width])).pictures[0]
    _remember(code, digest, width, picture, erasures)
    return picture.data


def on_erased(meeting: str, state: State | None) -> None:
    """Drops the pictures of a meeting from memory that none of its cards shows any more."""
    shown = {photo.picture for kind in _KINDS for photo in state.of_kind(kind).values()} if state else frozenset()
    _cache.erase(lambda of, key: of == meeting and key[0] not in shown)


def _remember(code: str, digest: str, width: int, picture: Picture, erasures: int) -> None:
    _cache.put(code, (digest, width), None, picture.data, erasures)
