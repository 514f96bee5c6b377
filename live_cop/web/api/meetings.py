"""The HTTP calls of the contract."""

from flask import Blueprint, Response, request
from msgspec import Struct
from werkzeug.exceptions import RequestEntityTooLarge

from ... import words
from ...meeting.audience import Viewer
from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...meeting.safety.join_code import MeetingNewCode
from .. import access, addresses, opening
from ..access import Joining
from ..http import json, qr
from ..http.identity import new_person
from ..http.json import answer
from ..opening import NewMeeting
from ..reports import report_link
from ..services import services

blueprint = Blueprint("api", __name__)
#: A meeting of 3,000 long notes and 200 pictures of a hundred of them each is smaller.
MOST_OF_A_FILE = 16 * 1024 * 1024


class NewChairLink(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/chair-link`; it may be left out.

    With `keep` the link is for the chair's own use, because the old one is lost or in wrong hands."""

    keep: bool = False


class SavedLinks(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/links`: links that this browser has kept."""

    chair_url: str = ""
    board_url: str = ""
    report_url: str = ""


@blueprint.post("/api/meetings")
def open_meeting() -> Response:
    opened, chair = opening.open_meeting(json.body(NewMeeting))
    response = answer(opened, 201)
    return access.set_viewer(response, opened.code, chair)


@blueprint.post("/api/meetings/file")
def import_meeting() -> Response:
    """A meeting from the file that another server made of it; `community` is the id of one that this browser holds."""
    request.max_content_length = MOST_OF_A_FILE
    try:
        data = request.get_data()
    except RequestEntityTooLarge:
        raise Refusal("file_too_big", limit=MOST_OF_A_FILE >> 20) from None
    opened, chair = opening.import_meeting(data, request.args.get("community", ""))
    return access.set_viewer(answer(opened, 201), opened.code, chair)


@blueprint.post("/api/meetings/<code>/join")
def join(code: str) -> Response:
    joining = json.body(Joining)
    code, person = access.join(code, joining)
    body = {"participant": {"id": person.person, "role": person.role, "place": joining.place}}
    return access.set_viewer(answer(body), code, person)


@blueprint.post("/api/meetings/<code>/chair-link")
def chair_link(code: str) -> Response:
    """A new link for the chair; the old one is dead at once.

    Handed on: the present chair stays chair until the next one takes the role. Kept: this browser is the chair and all
    other browsers that were are not any more."""
    code, chair = _inside(code, "chair")
    keep = request.get_data() and json.body(NewChairLink).keep
    store = services().store
    version = store.revoke_links(code, "chair")
    person = chair if keep else Viewer(new_person(), "chair")
    token = store.create_link(code, "chair", person.person, version)
    response = answer({"chair_url": addresses.capability_link("chair", token)})
    if not keep:
        return response
    store.activate_link_version(code, "chair", version)
    services().end_connections(code, "chair")
    return access.set_viewer(response, code, chair, version)


@blueprint.post("/api/meetings/<code>/helper-link")
def helper_link(code: str) -> Response:
    code, _ = _inside(code, "chair")
    token = services().store.create_link(code, "helper", "")
    return answer({"helper_url": addresses.capability_link("helper", token)})


@blueprint.post("/api/meetings/<code>/board-link")
def board_link(code: str) -> Response:
    """One more link for a board; those that there are go on."""
    code, _ = _inside(code, "chair", "helper")
    token = services().store.create_link(code, "board", "board")
    return answer({"board_url": addresses.capability_link("board", token)})


@blueprint.post("/api/meetings/<code>/new-code")
def new_code(code: str) -> Response:
    """People come in with another code from now on; those inside stay."""
    code, _ = _inside(code, "chair")
    made = services().store.new_join_code(code)
    services().hub.submit_system_and_wait(code, MeetingNewCode(code=made))
    return answer({"code": made, "join_url": addresses.join_url(made)})


@blueprint.post("/api/meetings/<code>/links")
def living_links(code: str) -> Response:
    """Which of the links that this browser has kept still open their page, each drawn as a QR code."""
    code, _ = _inside(code, "chair", "helper")
    kept: SavedLinks = json.body(SavedLinks)
    pictures = {}
    for role, url in (("chair", kept.chair_url), ("board", kept.board_url)):
        token = url.rsplit("/", 1)[-1]
        grant = services().store.find_grant(token)
        if grant is not None and (grant.meeting, grant.role) == (code, role):
            pictures[f"{role}_url"] = qr.data_uri(addresses.capability_link(role, token))
    token = kept.report_url.rsplit("/", 1)[-1]
    state = report_link.opened(token)
    if state is not None and state.code == code:
        pictures["report_url"] = qr.data_uri(report_link.url(token))
    return answer({"qr": pictures, "report": report_link.has_link(code)})


@blueprint.post("/api/meetings/<code>/report-link")
def new_report_link(code: str) -> Response:
    """A link with which anybody reads the report; the one before it is dead at once."""
    code, _ = _inside(code, "chair")
    made = report_link.url(report_link.mint(code))
    return answer({"report_url": made, "qr": qr.data_uri(made)})


@blueprint.delete("/api/meetings/<code>/report-link")
def withdraw_report_link(code: str) -> Response:
    code, _ = _inside(code, "chair")
    report_link.withdraw(code)
    return answer({})


@blueprint.get("/healthz")
def health() -> Response:
    if services().store.writable():
        return answer({"status": "ok"})
    return answer({"status": "cannot write", "message": words.t("web.health.cannot_write")}, 503)


def _inside(code: str, *roles: str) -> tuple[str, Viewer]:
    """The person behind this request, in the first of these roles that they have. Raises Refusal `not_allowed`."""
    code = normalise_code(code)
    for role in roles:
        if viewer := access.viewer_of(code, role):
            return code, viewer
    raise Refusal("not_allowed")
