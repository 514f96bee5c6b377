"""Receiving the slides of a presenter as a PDF file, and showing their pages."""

from flask import Blueprint, Response, request

from ...live.clock import now_ms
from ...meeting.decide import decide
from ...meeting.display.slides import SlidesPut
from ...meeting.records.slides import Slide, SlidePage
from ...meeting.refusal import Refusal
from ...meeting.texts.text import TITLE_LENGTH
from .. import access
from ..http import uploads
from ..http.json import answer
from ..services import services
from . import drawing, showing, storing
from .drawing import Drawing

blueprint = Blueprint("slides", __name__)
#: Bytes of a file, as much as the settings of a proxy in docs/hosting.md let through.
MAX_FILE_BYTES = 16 << 20


@blueprint.post("/api/meetings/<code>/slides")
def put(code: str) -> Response:
    """Takes slides, once for each id. Answers 202 as soon as the file is here; see `progress`.

    Raises Refusal `slides_too_big`, `not_slides`, `too_fast`, `too_many_files`, `uploads_busy`, those of
    `require_person`, of `slides.put`, and of every command."""
    code, state, viewer = access.require_person(code)
    try:
        with uploads.receive("slides", MAX_FILE_BYTES) as upload:
            id = storing.command_id(upload.fields)
            under_way = _is_under_way(drawing.find(code, viewer, id))
            if not under_way and storing.known_result(code, viewer, id, "pages") is None:
                title = _title(upload)
                # What the meeting would refuse, before anything is done with the file.
                one_page = [SlidePage(picture="", width=1, height=1)]
                decide(state, SlidesPut(title=title, pages=one_page), viewer, now_ms())
                storing.limit(code, viewer)
                storing.check_room(code, "too_many_files")
                upload.check()
                drawing.start(services().hub, Drawing(code, viewer, id, title), bytes(upload.file))
            return answer({"id": id}, 202)
    except Refusal as refusal:
        if refusal.code == "too_big":
            raise Refusal("slides_too_big", limit=MAX_FILE_BYTES >> 20) from None
        raise


@blueprint.get("/api/meetings/<code>/slides")
def progress(code: str) -> Response:
    """How far the slides with this `id` are: how many pages are `drawn`, of how many, and whether they are `done`.

    Raises Refusal `not_slides`, `slides_locked`, `broken_slides`, `too_many_pages`, `uploads_busy` or `not_drawn` where
    they will never be, `unknown_slides` for an id that the server does not know, and those of `require_person`."""
    code, _, viewer = access.require_person(code)
    id = storing.command_id(request.args)
    found = drawing.find(code, viewer, id)
    if found is not None:
        if found.refusal is not None:
            raise found.refusal
        return answer({"drawn": found.drawn, "pages": found.pages, "done": False})
    result = storing.known_result(code, viewer, id, "pages")
    if result is None:
        raise Refusal("unknown_slides")
    return answer({"drawn": result["pages"], "pages": result["pages"], "done": True})


@blueprint.get("/m/<code>/slides/<id>")
def show(code: str, id: str) -> Response:
    """The picture of a page, for whoever sees its record. Raises Refusal `unknown_page`."""
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code)
    access.check_not_banned(state, viewer)
    slide: Slide | None = storing.visible(state, viewer, (Slide.kind,), id)
    if slide is None:
        raise Refusal("unknown_page")
    return showing.respond(code, slide.picture, "unknown_page")


def _is_under_way(found: Drawing | None) -> bool:
    return found is not None and found.refusal is None


def _title(upload: uploads.Upload) -> str:
    """What the sender calls the slides, or else the name of their file."""
    name = upload.filename.replace("\\", "/").rpartition("/")[2]
    return (upload.fields.get("title", "").strip() or name.rpartition(".")[0] or name)[:TITLE_LENGTH]
