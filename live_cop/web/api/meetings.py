"""The JSON calls of a meeting: open, import, join, and its links and codes."""

from typing import cast

from flask import Blueprint, Response, request
from msgspec import Struct, structs

from ...meeting.audience import Viewer
from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...meeting.safety.join_code import MeetingNewCode
from ...meeting.state import State
from .. import access, addresses, opening
from ..access import Joining
from ..http import json, qr
from ..http.forms import limit_saving
from ..http.identity import check_probed, new_person
from ..http.json import answer
from ..opening import NewMeeting
from ..practice import practised_from
from ..reports import report_link
from ..services import save, services
from ..templating import meeting_page

blueprint = Blueprint("api", __name__)


class NewChairLink(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/chair-link`, which may be empty.

    With `keep` the present chair stays chair, for when the old link is lost or in the wrong hands."""

    keep: bool = False


class SavedLinks(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/links`: links that this browser has saved."""

    chair_url: str = ""
    board_url: str = ""
    report_url: str = ""


@blueprint.post("/api/meetings")
def open_meeting() -> Response:
    check_probed()
    opened, chair = opening.open_meeting(json.body(NewMeeting))
    response = answer(opened, 201)
    return access.set_viewer(response, opened.code, chair)


@blueprint.post("/api/meetings/file")
def import_meeting() -> Response:
    """Opens a meeting from an exported file; `?community=` is the id of a community that this browser has access to."""
    check_probed()
    opened, chair = opening.import_meeting(request.args.get("community", ""))
    return access.set_viewer(answer(opened, 201), opened.code, chair)


@blueprint.post("/api/meetings/<code>/practice")
def practise(code: str) -> Response:
    """Opens a practice meeting with the running order of this one, and sends pretend people into it; this browser
    becomes its chair. Raises Refusal `not_allowed`, `too_fast` or `practice_busy`."""
    code, _ = _may_make_links(code, "chair")
    practice, state = services().practice, services().hub.state(code)
    practice.make_room(code)
    opened, chair = opening.open_practice(cast(State, state))
    practice.start(opened.code, code)
    # The address leads back once the practice is over, also when this server has been restarted since.
    opened = structs.replace(opened, chair_url=f"/m/{opened.code}/chair?from={code}")
    return access.set_viewer(answer(opened, 201), opened.code, chair)


@blueprint.delete("/api/meetings/<code>/practice")
def end_practice(code: str) -> Response:
    """Deletes a practice meeting. The answer says where its chair goes: where they came from, if that is known, here or
    in the address (`?from=`)."""
    code, _ = _require_role(code, "chair")
    origin = services().practice.end(code) or practised_from()
    return answer({"chair_url": f"/m/{origin}/chair" if origin else "/"})


@blueprint.post("/api/meetings/<code>/join")
def join(code: str) -> Response:
    """Joins; `?probed` says that the page has set a cookie before, and that without it nobody is to be added. With
    `?page` the answer brings the member's page, which the page of those who join becomes: it need not ask for that."""
    check_probed()
    joining = json.body(Joining)
    code, person = access.join(code, joining)
    body: dict[str, object] = {"participant": {"id": person.person, "role": person.role, "place": joining.place}}
    state = services().hub.state(code) if "page" in request.args else None
    if state is not None:
        access.check_not_banned(state, person)
        body["page"] = {
            "url": f"/m/{code}",
            "html": meeting_page("member", code, person, state),
            "ticket": services().identities.ticket(code, person.person),
        }
    return access.set_viewer(answer(body), code, person)


@blueprint.post("/api/meetings/<code>/chair-link")
def new_chair_link(code: str) -> Response:
    """A new link for the chair; the old one stops working at once.

    By default it hands the chair over: the present chair stays chair until the next one takes the role. With `keep`,
    this browser stays the chair, and all other browsers lose the role."""
    code, chair = _may_make_links(code, "chair")
    keep = request.get_data() and json.body(NewChairLink).keep
    store = services().store
    person = chair if keep else Viewer(new_person(), "chair")

    def renew() -> tuple[int, str]:
        version = store.links.revoke(code, "chair")
        return version, store.links.create(code, "chair", person.person, version)

    version, token = save(renew)
    response = answer({"chair_url": addresses.capability_link("chair", token)})
    if not keep:
        return response
    save(store.links.activate, code, "chair", version)
    services().end_connections(code, "chair")
    return access.set_viewer(response, code, chair, version)


@blueprint.post("/api/meetings/<code>/helper-link")
def new_helper_link(code: str) -> Response:
    """A new link for helpers; existing ones still work."""
    code, _ = _may_make_links(code, "chair")
    token = save(services().store.links.create, code, "helper", "")
    return answer({"helper_url": addresses.capability_link("helper", token)})


@blueprint.post("/api/meetings/<code>/board-link")
def new_board_link(code: str) -> Response:
    """A new link for a board; existing ones still work."""
    code, _ = _may_make_links(code, "chair", "helper")
    token = save(services().store.links.create, code, "board", "board")
    return answer({"board_url": addresses.capability_link("board", token)})


@blueprint.post("/api/meetings/<code>/new-code")
def new_join_code(code: str) -> Response:
    """Replaces the join code; people who have joined stay."""
    code, _ = _may_make_links(code, "chair")
    new = save(services().store.new_join_code, code)
    services().hub.submit_system_and_wait(code, MeetingNewCode(code=new))
    return answer({"code": new, "join_url": addresses.join_url(new)})


@blueprint.post("/api/meetings/<code>/links")
def check_saved_links(code: str) -> Response:
    """The QR code of each saved link that still works, and whether the report has a link at all."""
    code, _ = _require_role(code, "chair", "helper")
    saved = json.body(SavedLinks)
    codes = {}
    for role, url in (("chair", saved.chair_url), ("board", saved.board_url)):
        token = url.rsplit("/", 1)[-1]
        grant = services().store.links.find(token)
        if grant is not None and (grant.meeting, grant.role) == (code, role):
            codes[f"{role}_url"] = qr.data_uri(addresses.capability_link(role, token))
    token = saved.report_url.rsplit("/", 1)[-1]
    grant = services().store.links.find(token)
    if grant is not None and grant.meeting == code and report_link.meeting_of(token):
        codes["report_url"] = qr.data_uri(report_link.url(token))
    return answer({"qr": codes, "report": report_link.has_link(code)})


@blueprint.post("/api/meetings/<code>/report-link")
def new_report_link(code: str) -> Response:
    """A link with which anybody can read the report; the old one stops working at once. Raises Refusal
    `not_published`."""
    code, _ = _may_make_links(code, "chair")
    url = report_link.url(report_link.mint(code))
    return answer({"report_url": url, "qr": qr.data_uri(url)})


@blueprint.delete("/api/meetings/<code>/report-link")
def withdraw_report_link(code: str) -> Response:
    code, _ = _require_role(code, "chair")
    report_link.withdraw(code)
    return answer({})


def _may_make_links(code: str, *roles: str) -> tuple[str, Viewer]:
    """The same as `_require_role` for the calls that make links and codes, of which each takes room in the file.

    Raises Refusal `not_allowed` or `too_fast`."""
    code, viewer = _require_role(code, *roles)
    limit_saving(f"links of {code}")
    return code, viewer


def _require_role(code: str, *roles: str) -> tuple[str, Viewer]:
    """The meeting's code and the person behind this request, in the first of these roles that they have.

    Raises Refusal `not_allowed`, the same for a meeting that does not exist."""
    code = normalise_code(code)
    for role in roles:
        if viewer := access.viewer_of(code, role):
            access.require_here(code)
            return code, viewer
    raise Refusal("not_allowed")
