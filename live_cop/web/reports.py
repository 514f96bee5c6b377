"""The report of a meeting, and the pictures of its snapshots."""

from flask import Blueprint, Response, make_response

from ..meeting.changes import Viewer
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report import compile, html, pictures
from . import meetings

blueprint = Blueprint("reports", __name__)


@blueprint.get("/m/<code>/report.html")
def report(code: str) -> Response:
    """For the chair's side at any time; for everyone in the meeting once it is shared."""
    _, state, viewer = _inside(code)
    if not viewer.chairs and not state.get("report", "report").published:
        raise Refusal("not_published")
    return make_response(html.render(compile(state)))


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def snapshot(code: str, id: str) -> Response:
    """The wall as it was, drawn."""
    _, state, _ = _inside(code)
    picture = state.get("picture", id)
    if picture is None:
        raise Refusal("unknown_snapshot")
    response = make_response(pictures.wall(picture))
    response.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def _inside(code: str) -> tuple[str, State, Viewer]:
    code, state = meetings.find(code)
    viewer = meetings.who(code)
    if viewer is None:
        raise Refusal("who_are_you")
    return code, state, viewer
