"""Receiving a file that somebody offers as useful, and handing it on as a download.

A browser never shows such a file itself: it comes as a download, with a type that was found in the file.
"""

import hashlib

from flask import Blueprint, Response

from ...meeting.records import RECORDS
from ...meeting.records.resources import ResourceFile, Useful
from ...meeting.refusal import Refusal
from ...meeting.resources import OfferFile, file_name
from ...pictures.file_types import ENDINGS
from ...pictures.worker import Outcome, Request
from ...store.pictures import StoredPicture
from .. import access
from ..http import uploads
from ..http.downloads import download
from ..http.json import answer
from ..services import services
from . import picture_worker, storing

blueprint = Blueprint("files", __name__)
#: Bytes of a file: a long leaflet with pictures. What is larger is better on a web page, and its link in the list.
MAX_FILE_BYTES = 10 << 20
#: The records that may have a file.
_KINDS = tuple(kind for kind, record in RECORDS.items() if issubclass(record, Useful))


@blueprint.post("/api/meetings/<code>/files")
def offer(code: str) -> Response:
    """Offers a file, once for each id. Answers 201 with the id of the offer.

    Raises Refusal `too_big`, `not_a_document`, `too_fast`, `too_many_files`, `uploads_busy`, those of
    `require_person`, of `resource.offer`, and of every command."""
    code, _, viewer = access.require_person(code)
    with uploads.receive("file", MAX_FILE_BYTES) as upload:
        id = storing.command_id(upload.fields)
        result = storing.known_result(code, viewer, id, "resource")
        if result is None:
            storing.limit(code, viewer)
            storing.check_room(code, "too_many_files")
            upload.check()
            stored = _stored(code, bytes(upload.file))
            name = file_name(upload.filename, ENDINGS[stored.media])
            file = ResourceFile(stored.digest, name, len(stored.data), stored.media)
            command = OfferFile(file=file, **{name: upload.fields.get(name, "") for name in ("title", "url", "helps")})
            result = services().hub.submit_prepared(code, viewer, id, command, [stored])["result"]
        return answer(result, 201)


@blueprint.get("/m/<code>/files/<id>")
def show(code: str, id: str) -> Response:
    """The file of a resource, for whoever sees the resource, or reads the report in the meeting's community. Raises
    Refusal `unknown_resource`, and those of `find_meeting`."""
    shared = access.published_in_community(code)
    if shared is not None and (resource := shared.get("resource", id)) is not None:
        return send(shared.code, resource)
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code)
    access.check_not_banned(state, viewer)
    return send(code, storing.visible(state, viewer, _KINDS, id))


def send(code: str, resource: Useful | None) -> Response:
    """The file of this resource as a download that no browser shows itself. Raises Refusal `unknown_resource`."""
    file = resource.file if resource else None
    if file is None:
        raise Refusal("unknown_resource")
    stored = storing.stored(code, file.digest, "unknown_resource")
    response = download(stored.data, stored.media, file.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


def _stored(code: str, file: bytes) -> StoredPicture:
    """The file as it is stored: a document as it came, a picture painted anew."""
    try:
        outcome: Outcome = picture_worker.run(code, Request("offer", file))
    except Refusal as refusal:
        # The process could not cope with it.
        if refusal.code != "not_a_picture":
            raise
        raise Refusal("not_a_document") from None
    if outcome.media:
        return StoredPicture(hashlib.sha256(file).hexdigest(), outcome.media, file, 0, 0)
    return storing.to_store(outcome.pictures[0])
