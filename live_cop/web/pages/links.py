"""The page of a meeting's links, for its chair and helpers to print, and the QR code of the join address."""

from flask import Blueprint, Response, make_response, request

from ...meeting.codes import join_code
from ...meeting.refusal import Refusal
from ...report.invitation import planned_meeting
from .. import access, addresses, templating
from ..http import qr
from ..services import services

blueprint = Blueprint("links", __name__)


@blueprint.get("/m/<code>/links")
def links(code: str) -> str:
    """The page of links. Raises Refusal `bad_link` for anybody but the chair and helpers."""
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "chair") or access.viewer_of(code, "helper")
    if viewer is None:
        raise Refusal("bad_link")
    return templating.render(
        "links",
        templating.page_data(code, viewer.role, state),
        code=code,
        meeting=state.get("meeting", "meeting"),
        # A poster hangs where the meeting is, wherever it was printed.
        when=planned_meeting(state, addresses.base_url()).when,
        join_code=join_code(state),
        join_url=addresses.join_url(join_code(state)),
        short_url=addresses.short_url(),
        community=_community(code) if viewer.role == "chair" else None,
        # A helper may show the board and let people in, but does not get the chair's link.
        kinds=("board", "chair") if viewer.role == "chair" else ("board",),
    )


def _community(code: str) -> dict[str, str]:
    """The community that the meeting belongs to, for the chair: its id, and if this browser has access to it, its page
    and name."""
    id = services().store.communities.of_meeting(code)
    found = services().identities.community(request.cookies, id) if id else None
    return {
        "belongs": id or "",
        "page": f"/communities/{found.id}" if found else "",
        "name": found.name if found else "",
    }


@blueprint.get("/m/<code>/qr.svg")
def join_qr(code: str) -> Response:
    """The QR code of the address at which people join."""
    code, state = access.find_meeting(code)
    response = make_response(qr.svg(addresses.join_url(join_code(state))))
    response.headers["Content-Type"] = "image/svg+xml"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
