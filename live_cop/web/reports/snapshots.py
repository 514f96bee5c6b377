"""The pictures of a meeting's snapshots, for everybody in it."""

from flask import Blueprint, Response, request

from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...report.compile import snapshot_of
from ...report.dates import Clock
from ...report.facts import Snapshot
from ...report.formats import html
from ...report.pictures.snapshot import svg_of
from ...report.worker import Request
from .. import access
from . import report_worker
from .formats import PICTURE_POLICY, send_with_policy

blueprint = Blueprint("snapshots", __name__)
#: Notes of a picture that is drawn in the event loop, which takes about 0.7 ms for each. That of a larger one is made
#: in a process of its own, which takes a quarter of a second to start.
MAX_DRAWN_HERE = 30


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def svg(code: str, id: str) -> Response:
    snapshot = _snapshot(code, id)
    if sum(zone.count for zone in snapshot.zones) <= MAX_DRAWN_HERE:
        picture = svg_of(snapshot, Clock(), html.font_css()).encode()
    else:
        picture = report_worker.render(normalise_code(code), Request("svg", snapshot=snapshot))
    response = _send(picture, "image/svg+xml")
    # The chair's list shows many pictures: a browser revalidates each, and only changed ones are sent again.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


@blueprint.get("/m/<code>/snapshots/<id>.png")
def png(code: str, id: str) -> Response:
    request = Request("png", snapshot=_snapshot(code, id))
    return _send(report_worker.render(normalise_code(code), request), "image/png")


def _snapshot(code: str, id: str) -> Snapshot:
    """The snapshot. Raises Refusal `unknown_snapshot`, and those of `require_person`."""
    _, state, _ = access.require_person(code)
    found = snapshot_of(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    return found


def _send(picture: bytes, content_type: str) -> Response:
    response = send_with_policy(picture, content_type, PICTURE_POLICY)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
