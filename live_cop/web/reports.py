"""The report and the pictures of the snapshots.

The chair's side sees the report at any time; the meeting's members once it is published; nobody else, and they get the
answer that an unknown code gets, so that asking tells them nothing.
"""

import time

from flask import Blueprint, Response, make_response

from ..meeting.changes import Viewer
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report import compile, html
from ..report.compile import shot
from ..report.dates import Clock
from ..report.snapshot import snapshot_svg
from . import meetings

blueprint = Blueprint("reports", __name__)
#: A picture that is opened on its own runs nothing and loads nothing.
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"


@blueprint.get("/m/<code>/report.html")
def report(code: str) -> Response:
    code, state, viewer = _member(code)
    words = state.get("report", "report")
    if not viewer.chairs and not (words and words.published):
        raise Refusal("not_published")
    response = make_response(html.render(compile(state, _now())))
    response.headers["Content-Security-Policy"] = html.POLICY + "; frame-ancestors 'none'"
    return response


@blueprint.get("/m/<code>/snapshots/<id>.svg")
def picture(code: str, id: str) -> Response:
    code, state, _ = _member(code)
    found = shot(state, id)
    if found is None:
        raise Refusal("unknown_snapshot")
    response = make_response(snapshot_svg(found, Clock(), html.font_css()))
    response.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    response.headers["Content-Security-Policy"] = _PICTURE_POLICY
    return response


def _member(code: str) -> tuple[str, State, Viewer]:
    """The meeting, and who of its people asks. Raises Refusal."""
    code, state = meetings.find(code)
    viewer = meetings.who(code)
    if viewer is None or viewer.role == "board" or state.get("person", viewer.person) is None:
        raise Refusal("unknown_meeting")
    return code, state, viewer


def _now() -> int:
    return int(time.time() * 1000)
