"""The pictures of a meeting's snapshots, for everybody in it."""

from flask import Blueprint, Response, request

from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...report.dates import Clock
from ...report.facts import Snapshot
from ...report.formats import html
from ...report.own_texts import in_own_language
from ...report.snapshots import snapshot_of
from ...report.worker import Request
from ...words import languages
from .. import access
from ..services import services
from . import report_worker
from .formats import PICTURE_POLICY, send_with_policy

blueprint = Blueprint("snapshots", __name__)
#: Notes of a picture that is drawn in the event loop, which takes about 0.7 ms for each. That of a larger one is made
#: in a process of its own, which takes a quarter of a second to start.
MAX_DRAWN_HERE = 30


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def svg(code: str, id: str) -> Response:
    snapshot = _snapshot(code, id)
    notes = sum(zone.count for zone in snapshot.zones)
    if notes <= MAX_DRAWN_HERE and not any(zone.all_photos for zone in snapshot.zones):
        picture = html.picture_of(snapshot, Clock.in_zone(snapshot.time_zone)).encode()
    else:
        picture = _rendered(code, "svg", snapshot)
    response = _send(picture, "image/svg+xml")
    # The chair's list shows many pictures: a browser revalidates each, and only changed ones are sent again.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


@blueprint.get("/m/<code>/snapshots/<id>.png")
def png(code: str, id: str) -> Response:
    return _send(_rendered(code, "png", _snapshot(code, id)), "image/png")


def _rendered(code: str, format: str, snapshot: Snapshot) -> bytes:
    """The picture from a process of its own, which gets the photographs too."""
    code = normalise_code(code)
    shown = {photo.picture for zone in snapshot.zones for photo in zone.all_photos}
    return report_worker.render(
        code,
        Request(format, snapshot=snapshot, language=languages.current().code),
        lambda: report_worker.read_pictures(services().store, code, shown),
    )


def _snapshot(code: str, id: str) -> Snapshot:
    """The snapshot. Raises Refusal `unknown_snapshot`, and those of `require_person`."""
    _, state, _ = access.require_person(code)
    found = snapshot_of(in_own_language(state), id)
    if found is None:
        raise Refusal("unknown_snapshot")
    return found


def _send(picture: bytes, content_type: str) -> Response:
    response = send_with_policy(picture, content_type, PICTURE_POLICY)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
