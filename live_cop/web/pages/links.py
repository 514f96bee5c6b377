"""The meeting's links for its chair and helpers, on one page to print, and the join address as a QR code."""

from flask import Blueprint, Response, make_response, request

from ...meeting.codes import join_code
from ...meeting.refusal import Refusal
from .. import access, addresses, templating
from ..http import qr
from ..services import services

blueprint = Blueprint("links", __name__)


@blueprint.get("/m/<code>/links")
def links(code: str) -> str:
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "chair") or access.viewer_of(code, "helper")
    if viewer is None:
        raise Refusal("bad_link")
    return templating.render(
        "links",
        templating.page_data(code, viewer.role, state),
        code=code,
        meeting=state.get("meeting", "meeting"),
        join_code=join_code(state),
        join_url=addresses.join_url(join_code(state)),
        short_url=addresses.short_url(),
        together=_together(code) if viewer.role == "chair" else None,
        # A helper may put the board up and let people in, but has no business with the chair's link.
        kinds=("board", "chair") if viewer.role == "chair" else ("board",),
    )


def _together(code: str) -> dict[str, str]:
    """What the chair is told about the community: the one that the meeting belongs to, where this browser holds it."""
    id = services().store.community_of(code)
    held = services().identities.community(request.cookies, id) if id else None
    return {"belongs": id or "", "page": f"/communities/{held.id}" if held else "", "name": held.name if held else ""}


@blueprint.get("/m/<code>/qr.svg")
def join_qr(code: str) -> Response:
    code, state = access.find_meeting(code)
    response = make_response(qr.svg(addresses.join_url(join_code(state))))
    response.headers["Content-Type"] = "image/svg+xml"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
