"""The HTTP calls of the contract."""

import msgspec
from flask import Blueprint, Response, make_response, request
from msgspec import Struct
from werkzeug.exceptions import RequestEntityTooLarge

from .. import words
from ..meeting.audience import Viewer
from ..meeting.codes import normalise_code
from ..meeting.refusal import Refusal
from ..meeting.safety.join_code import MeetingNewCode
from ..meeting.voices.people import PersonJoin
from . import meetings, parts, public, qr
from .identity import new_person

blueprint = Blueprint("api", __name__)
#: A meeting of 3,000 long notes and 200 pictures of a hundred of them each is smaller.
MOST_OF_A_FILE = 16 * 1024 * 1024


class NewChairLink(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/chair-link`; it may be left out.

    With `keep` the link is for the chair's own use, because the old one is lost or in wrong hands."""

    keep: bool = False


class Kept(Struct, frozen=True):
    """The body of `POST /api/meetings/<code>/links`: links that this browser has kept."""

    chair_url: str = ""
    board_url: str = ""
    report_url: str = ""


def answer(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    response = make_response(msgspec.json.encode(value), status)
    response.headers["Content-Type"] = "application/json"
    return response


@blueprint.post("/api/meetings")
def open_meeting() -> Response:
    opened, chair = meetings.open_meeting(meetings.body(meetings.Wanted))
    response = answer(opened, 201)
    return meetings.remember(response, opened.code, chair)


@blueprint.post("/api/meetings/file")
def bring_in() -> Response:
    """A meeting from the file that another server made of it; `community` is the id of one that this browser holds."""
    request.max_content_length = MOST_OF_A_FILE
    try:
        data = request.get_data()
    except RequestEntityTooLarge:
        raise Refusal("file_too_big", limit=MOST_OF_A_FILE >> 20) from None
    opened, chair = meetings.bring_in(data, request.args.get("community", ""))
    return meetings.remember(answer(opened, 201), opened.code, chair)


@blueprint.post("/api/meetings/<code>/join")
def join(code: str) -> Response:
    joining = meetings.body(meetings.Joining)
    code, person = meetings.join(code, joining)
    body = {"participant": {"id": person.person, "role": person.role, "place": joining.place}}
    return meetings.remember(answer(body), code, person)


@blueprint.post("/api/meetings/<code>/chair-link")
def chair_link(code: str) -> Response:
    """A new link for the chair; the old one is dead at once.

    Handed on: the present chair stays chair until the next one takes the role. Kept: this browser is the chair and all
    other browsers that were are not any more."""
    code, chair = _inside(code, "chair")
    keep = request.get_data() and meetings.body(NewChairLink).keep
    store = parts().store
    version = store.retire_links(code, "chair")
    person = chair if keep else Viewer(new_person(), "chair")
    token = store.mint(code, "chair", person.person, version)
    response = answer({"chair_url": meetings.link("chair", token)})
    if not keep:
        return response
    store.activate(code, "chair", version)
    parts().end(code, "chair")
    return meetings.remember(response, code, chair, version)


@blueprint.post("/api/meetings/<code>/helper-link")
def helper_link(code: str) -> Response:
    code, _ = _inside(code, "chair")
    return answer({"helper_url": meetings.link("helper", parts().store.mint(code, "helper", ""))})


@blueprint.post("/api/meetings/<code>/board-link")
def board_link(code: str) -> Response:
    """One more link for a board; those that there are go on."""
    code, _ = _inside(code, "chair", "helper")
    return answer({"board_url": meetings.link("board", parts().store.mint(code, "board", "board"))})


@blueprint.post("/api/meetings/<code>/new-code")
def new_code(code: str) -> Response:
    """People come in with another code from now on; those inside stay."""
    code, _ = _inside(code, "chair")
    made = parts().store.new_join_code(code)
    parts().hub.submit_system_and_wait(code, MeetingNewCode(code=made))
    return answer({"code": made, "join_url": meetings.join_url(made)})


@blueprint.post("/api/meetings/<code>/links")
def living_links(code: str) -> Response:
    """Which of the links that this browser has kept still open their page, each drawn as a QR code."""
    code, _ = _inside(code, "chair", "helper")
    kept: Kept = meetings.body(Kept)
    pictures = {}
    for role, url in (("chair", kept.chair_url), ("board", kept.board_url)):
        token = url.rsplit("/", 1)[-1]
        grant = parts().store.grant(token)
        if grant is not None and (grant.meeting, grant.role) == (code, role):
            pictures[f"{role}_url"] = qr.as_address(meetings.link(role, token))
    token = kept.report_url.rsplit("/", 1)[-1]
    state = public.opened(token)
    if state is not None and state.code == code:
        pictures["report_url"] = qr.as_address(public.url(token))
    return answer({"qr": pictures, "report": public.has_link(code)})


@blueprint.post("/api/meetings/<code>/report-link")
def report_link(code: str) -> Response:
    """A link with which anybody reads the report; the one before it is dead at once."""
    code, _ = _inside(code, "chair")
    made = public.url(public.mint(code))
    return answer({"report_url": made, "qr": qr.as_address(made)})


@blueprint.delete("/api/meetings/<code>/report-link")
def withdraw_report_link(code: str) -> Response:
    code, _ = _inside(code, "chair")
    public.withdraw(code)
    return answer({})


@blueprint.get("/healthz")
def health() -> Response:
    if parts().store.writable():
        return answer({"status": "ok"})
    return answer({"status": "cannot write", "message": words.t("web.health.cannot_write")}, 503)


def join_as(code: str, person: str, role: str) -> None:
    """Makes sure that the person behind a chair's or helper's link is one of the meeting's people."""
    state = parts().hub.state(code)
    if state is not None and state.get("person", person) is None:
        parts().hub.submit_system_and_wait(
            code, PersonJoin(person=person, place="room", role="helper" if role == "helper" else "chair")
        )


def _inside(code: str, *roles: str) -> tuple[str, Viewer]:
    """The person behind this request, in the first of these roles that they have. Raises Refusal `not_allowed`."""
    code = normalise_code(code)
    for role in roles:
        if viewer := meetings.who(code, role):
            return code, viewer
    raise Refusal("not_allowed")
