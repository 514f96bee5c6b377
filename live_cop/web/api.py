"""The HTTP calls of the contract."""

import msgspec
from flask import Blueprint, Response, make_response

from ..meeting import commands as c
from ..meeting.changes import Viewer
from ..meeting.codes import normalise_code
from ..meeting.refusal import Refusal
from . import meetings, parts
from .identity import new_person

blueprint = Blueprint("api", __name__)


def answer(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    response = make_response(msgspec.json.encode(value), status)
    response.headers["Content-Type"] = "application/json"
    return response


@blueprint.post("/api/meetings")
def open_meeting() -> Response:
    meetings.check_host_key()
    opened, chair = meetings.open_meeting(meetings.body(meetings.Wanted))
    response = answer(opened, 201)
    return meetings.remember(response, opened.code, chair)


@blueprint.post("/api/meetings/<code>/join")
def join(code: str) -> Response:
    joining = meetings.body(meetings.Joining)
    known = meetings.who(normalise_code(code), "participant")
    code, person = meetings.join(code, joining, known)
    body = {"participant": {"id": person.person, "role": person.role, "place": joining.place}}
    return meetings.remember(answer(body), code, person)


@blueprint.post("/api/meetings/<code>/chair-link")
def chair_link(code: str) -> Response:
    """Hands the chair on. The old link is dead at once; the present chair stays chair until the new link is opened."""
    code = _chaired(code)
    store = parts().store
    version = store.retire_links(code, "chair")
    person = Viewer(new_person(), "chair")
    token = store.mint(code, "chair", person.person, version)
    return answer({"chair_url": f"{meetings.base_url()}/chair/{token}"})


@blueprint.post("/api/meetings/<code>/helper-link")
def helper_link(code: str) -> Response:
    code = _chaired(code)
    token = parts().store.mint(code, "helper", "")
    return answer({"helper_url": f"{meetings.base_url()}/helper/{token}"})


@blueprint.post("/api/meetings/<code>/board-link")
def board_link(code: str) -> Response:
    code = _chaired(code)
    token = parts().store.mint(code, "board", "board")
    return answer({"board_url": f"{meetings.base_url()}/board/{token}"})


@blueprint.get("/healthz")
def health() -> Response:
    if parts().store.writable():
        return answer({"status": "ok"})
    return answer({"status": "cannot write"}, 503)


def join_as(code: str, person: str, role: str) -> None:
    """Makes sure that the person behind a chair's or helper's link is one of the meeting's people."""
    state = parts().hub.state(code)
    if state is not None and state.get("person", person) is None:
        parts().hub.system(
            code, c.PersonJoin(person=person, place="room", role="helper" if role == "helper" else "chair")
        )


def _chaired(code: str) -> str:
    code = normalise_code(code)
    if meetings.who(code, "chair") is None:
        raise Refusal("not_allowed")
    return code
