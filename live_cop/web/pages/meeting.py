"""The pages: home, join, the member's page, the console, the board, and the links that open them.

Each is thin: landmarks, the first paint, and two blocks of JSON (the page's facts and its words) for the script."""

from typing import Any

from flask import Blueprint, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...meeting.agenda.running_orders import RUNNING_ORDERS
from ...meeting.audience import Viewer
from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...meeting.state import State
from .. import access
from ..access import Joining
from ..communities import retention
from ..http import assets
from ..http.headers import allow_frames
from ..http.identity import new_person
from ..services import services
from ..templating import meeting_page, page_data, render

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    mine = [(code, state.get("meeting", "meeting")) for code, state in _chaired()]
    copied = request.args.get("copy", "")
    return render(
        "home",
        {"urls": {"open": "/api/meetings", "file": "/api/meetings/file"}},
        orders=RUNNING_ORDERS,
        mine=mine,
        communities=services().identities.communities(request.cookies),
        copied=next(((code, meeting) for code, meeting in mine if code == copied), None),
        key=bool(services().settings.host_key),
        community=None,
        after=None,
    )


@blueprint.get("/join")
def typed_code() -> AnyResponse:
    typed = request.args.get("code", "")
    if not typed.strip():
        return redirect("/")
    access.find_meeting(typed)
    return redirect(f"/m/{normalise_code(typed)}")


@blueprint.get("/m/<code>")
def member(code: str) -> AnyResponse | str:
    typed = code
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "participant")
    inside = viewer is not None and state.get("person", viewer.person) is not None
    # Who is inside stands at the meeting's own address; who comes new, at that of the code they have.
    address = code if inside else normalise_code(typed)
    if typed != address:
        return redirect(f"/m/{address}")
    if viewer is None or not inside:
        return _join_page(address, state)
    access.check_not_banned(state, viewer)
    allow_frames()
    return meeting_page("member", code, viewer, state)


@blueprint.post("/m/<code>")
def join_by_form(code: str) -> AnyResponse | str:
    """Joining without a script."""
    place: Any = request.form.get("place")
    if place not in ("room", "remote"):
        raise Refusal("bad_args", field="place")
    try:
        code, person = access.join(code, Joining(place, request.form.get("name"), "newcomer" in request.form))
    except Refusal as error:
        if error.code != "too_long":
            raise
        _, state = access.find_meeting(code)
        return make_response(_join_page(normalise_code(code), state, error), 400)
    return access.set_viewer(make_response(redirect(f"/m/{code}", 303)), code, person)


@blueprint.get("/m/<code>/chair")
def chair(code: str) -> AnyResponse | str:
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "chair")
    if viewer is None and access.pending_chair(code):
        return render("take", {"urls": {}}, code=code, meeting=state.get("meeting", "meeting"))
    viewer = viewer or access.viewer_of(code, "helper")
    if viewer is None:
        raise Refusal("chair_moved_on" if services().identities.read(request.cookies, code, "chair") else "bad_link")
    return meeting_page("chair", code, viewer, state)


@blueprint.post("/m/<code>/chair")
def take_the_chair(code: str) -> AnyResponse:
    """The next chair is there and says so: only now does the present one stop being chair. Merely fetching the link
    does not do it, because mail and chat programs fetch every link that passes through them."""
    code, _ = access.find_meeting(code)
    handed = access.pending_chair(code)
    if handed is not None:
        services().store.activate_link_version(code, "chair", handed.version)
        services().end_connections(code, "chair")
    return redirect(f"/m/{code}/chair", 303)


@blueprint.get("/m/<code>/board")
def board(code: str) -> AnyResponse | str:
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "board")
    if viewer is None:
        raise Refusal("bad_link")
    return meeting_page("board", code, viewer, state)


@blueprint.get("/chair/<token>")
@blueprint.get("/helper/<token>")
@blueprint.get("/board/<token>")
def by_link(token: str) -> AnyResponse:
    """A capability link: it becomes a cookie, and the token leaves the address bar."""
    wanted = request.path.split("/")[1]
    grant = services().store.find_grant(token)
    if grant is None or grant.role != wanted:
        raise Refusal("bad_link")
    code, role = grant.meeting, grant.role
    # A helper's link is for several people, each of them somebody of their own.
    known = access.viewer_of(code, "helper") if role == "helper" else None
    person = grant.person or (known.person if known else new_person())
    if role != "board":
        access.ensure_joined(code, person, role)
    page = "board" if role == "board" else "chair"
    response = make_response(redirect(f"/m/{code}/{page}"))
    return access.set_viewer(response, code, Viewer(person, role), grant.version)


def _chaired() -> list[tuple[str, State]]:
    """The meetings that this browser chairs, the newest first."""
    codes = services().identities.chaired_meetings(request.cookies)
    found = [(code, state) for code in codes if (state := services().hub.state(code))]

    def newest(item: tuple[str, State]) -> int:
        meeting = item[1].get("meeting", "meeting")
        return int(meeting.starts_at or meeting.opened_at or 0)

    return sorted(found, key=newest, reverse=True)


def _join_page(code: str, state: State, error: Refusal | None = None) -> str:
    """The join page. Raises Refusal where nobody can come in any more."""
    meeting = state.get("meeting", "meeting")
    if meeting.state == "closed":
        raise access.wrong_code()
    if meeting.locked:
        raise Refusal("locked")
    facts = page_data(code, "participant", state)
    # While somebody reads this page, their phone can fetch the script of the next one.
    facts["urls"]["ahead"] = assets.script_url("member")
    return render(
        "join",
        facts,
        meeting=meeting,
        kept=retention.sentence_for(state.code),
        code=code,
        chairs=access.viewer_of(state.code, "chair") or access.viewer_of(state.code, "helper"),
        name=request.form.get("name", ""),
        newcomer="newcomer" in request.form,
        error=words.t(f"refusals.{error.code}", **error.params) if error else "",
    )
