"""Paper notes become cards: their outlines are proposed, and those that the chair or a helper gives are cut out."""

from itertools import pairwise
from typing import Annotated

from flask import Blueprint, Response
from msgspec import Meta, Struct

from ...live.sync.client_messages import MAX_ID_LENGTH
from ...meeting.audience import Viewer
from ...meeting.records.photos import Photo
from ...meeting.refusal import Refusal
from ...meeting.wall.photos import PhotoAdd
from ...pictures import paper_notes
from ...pictures.painting import Picture
from ...pictures.worker import Request
from .. import access
from ..http.json import answer, body
from ..services import services
from . import picture_worker, storing

blueprint = Blueprint("paper_notes", __name__)
#: Notes that one call cuts out: as many as are proposed at most.
MAX_CUTS = 80
#: The smallest outline, as a part of the picture: 20 by 20 pixels of the largest. Nothing smaller could be read.
SMALLEST = 1e-4
#: Characters that the number of a note adds to the id of its call.
_NUMBER_LENGTH = 4

Share = Annotated[float, Meta(ge=0, le=1)]
Corner = tuple[Share, Share]
Outline = tuple[Corner, Corner, Corner, Corner]


class _Cuts(Struct, frozen=True):
    """What is to be cut out, under an id that the client made: sent again, it makes nothing twice."""

    cuts: Annotated[list[Outline], Meta(min_length=1, max_length=MAX_CUTS)]
    id: Annotated[str, Meta(min_length=1, max_length=MAX_ID_LENGTH - _NUMBER_LENGTH)]


@blueprint.post("/api/meetings/<code>/photos/<id>/notes")
def propose(code: str, id: str) -> Response:
    """The outlines of the paper notes on a photograph, and whether they are all to be drawn by hand.

    Raises Refusal `not_allowed`, `unknown_photo`, `too_fast`, `uploads_busy`, and those of `require_person`."""
    code, viewer, photo = _require_photo(code, id)
    if not paper_notes.can_find():
        return answer({"notes": [], "drawn_by_hand": True})
    storing.limit(code, viewer)
    outcome = picture_worker.run(code, Request("find", _file(code, photo)))
    return answer({"notes": outcome.notes, "drawn_by_hand": False})


@blueprint.post("/api/meetings/<code>/photos/<id>/cuts")
def cut(code: str, id: str) -> Response:
    """Makes a card of each outline, in the zone of the photograph. Answers 201 with the ids of the cards.

    Raises Refusal `bad_args`, `too_many_photos`, those of `propose`, and of every command. What was made before a
    refusal stays, and the same call sent again makes the rest."""
    code, viewer, photo = _require_photo(code, id)
    asked = body(_Cuts)
    if any(_area(outline) < SMALLEST for outline in asked.cuts):
        raise Refusal("bad_args", field="cuts")
    known = [storing.known_result(code, viewer, _id(asked, number), "photo") for number in range(len(asked.cuts))]
    missing = [number for number, found in enumerate(known) if found is None]
    if missing:
        storing.limit(code, viewer)
        storing.check_room(code, "too_many_photos")
        cuts = [asked.cuts[number] for number in missing]
        outcome = picture_worker.run(code, Request("cut", _file(code, photo), cuts=cuts))
        for number, picture in zip(missing, outcome.pictures, strict=True):
            known[number] = _add(code, viewer, _id(asked, number), id, photo, picture)
    return answer({"photos": [found["photo"] for found in known if found]}, 201)


def _require_photo(code: str, id: str) -> tuple[str, Viewer, Photo]:
    """The chair or a helper, and a photograph that everyone sees: what waits for a look is looked at first."""
    code, state, viewer = access.require_person(code)
    if not viewer.is_chair_or_helper:
        raise Refusal("not_allowed")
    photo: Photo | None = state.get("photo", id)
    if photo is None or photo.state == "waiting":
        raise Refusal("unknown_photo")
    return code, viewer, photo


def _file(code: str, photo: Photo) -> bytes:
    return storing.stored(code, photo.picture, "unknown_photo").data


def _add(code: str, viewer: Viewer, id: str, cut_from: str, photo: Photo, picture: Picture) -> dict[str, str]:
    stored = storing.to_store(picture)
    command = PhotoAdd(
        zone=photo.zone, picture=stored.digest, width=stored.width, height=stored.height, cut_from=cut_from
    )
    added = services().hub.submit_prepared(code, viewer, id, command, [stored])
    result: dict[str, str] = added["result"]
    return result


def _id(asked: _Cuts, number: int) -> str:
    return f"{asked.id}/{number}"


def _area(outline: Outline) -> float:
    """The area inside, by the shoelace formula; 0 for one that crosses itself or bends inwards."""
    points = [*outline, *outline[:2]]
    turns = [
        (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
        for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False)
    ]
    if min(turns) < 0 < max(turns):
        return 0.0
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(points[:5]))) / 2
