"""A meeting's pages: the join page, the three screens (member, chair, board), and the links that open them.

Each page is thin: landmarks, the content of the first paint, and two blocks of JSON for the script, its data and its
words."""

from typing import Any

from flask import Blueprint, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ...live.sync.client_messages import sentence
from ...meeting.audience import Viewer
from ...meeting.codes import normalise_code
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...meeting.voices import people
from ...words import languages
from .. import access
from ..access import Joining
from ..communities import retention, theme
from ..http import assets
from ..http.headers import allow_frames
from ..http.identity import check_probed, keeps_cookies, new_person, probe
from ..http.language import default_to, is_easy
from ..practice import practised_from
from ..services import save, services
from ..templating import meeting_page, page_data, render, words_url

blueprint = Blueprint("pages", __name__)


@blueprint.get("/m/<code>")
def member(code: str) -> AnyResponse | str:
    """The member's screen, or the join page for somebody who has not joined: where the meeting is cancelled, instead of
    that the page that says so."""
    typed = code
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "participant")
    joined = viewer is not None and state.get("person", viewer.person) is not None
    # Members see the meeting's own code in the address, newcomers the join code that they have.
    address = code if joined else normalise_code(typed)
    if typed != address:
        return redirect(f"/m/{address}")
    allow_frames()
    if viewer is None or not joined:
        if state.get("meeting", "meeting").cancelled:
            return redirect(f"/m/{address}/agenda")
        return services().tickets.give(probe(make_response(_join_page(address, state))), code)
    access.check_not_banned(state, viewer)
    return meeting_page("member", code, viewer, state)


@blueprint.post("/m/<code>")
def join_by_form(code: str) -> AnyResponse | str:
    """Joins without JavaScript. Raises Refusal `bad_args`, and those of `access.join` except `too_long`. That and
    `no_cookies` are shown by the form, which keeps what was typed."""
    place: Any = request.form.get("place")
    if place not in ("room", "remote"):
        raise Refusal("bad_args", field="place")
    try:
        if not keeps_cookies():
            raise Refusal("no_cookies")
        code, person = access.join(code, Joining(place, request.form.get("name"), "newcomer" in request.form))
    except Refusal as error:
        if error.code not in ("too_long", "no_cookies"):
            raise
        _, state = access.find_meeting(code)
        return probe(make_response(_join_page(normalise_code(code), state, error), 400))
    return access.set_viewer(make_response(redirect(f"/m/{code}", 303)), code, person)


@blueprint.get("/m/<code>/chair")
def chair(code: str) -> AnyResponse | str:
    """The console of the chair and of helpers, or the question whether to take the chair that was handed over.

    A practice meeting that is over leads back to where its chair came from.

    Raises Refusal `chair_moved_on` for a former chair, and `bad_link` for anybody else."""
    try:
        code, state = access.find_meeting(code)
    except Refusal as error:
        if error.code == "unknown_meeting" and (origin := practised_from()):
            return redirect(f"/m/{origin}/chair", 303)
        raise
    viewer = access.viewer_of(code, "chair")
    if viewer is None and access.pending_chair(code):
        return render("take", {"urls": {}}, code=code, meeting=state.get("meeting", "meeting"))
    viewer = viewer or access.viewer_of(code, "helper")
    if viewer is None:
        raise Refusal("chair_moved_on" if services().identities.read(request.cookies, code, "chair") else "bad_link")
    return meeting_page("chair", code, viewer, state)


@blueprint.post("/m/<code>/chair")
def take_the_chair(code: str) -> AnyResponse:
    """The next chair takes the role; only now does the present chair lose it. Opening the link does not do that,
    because mail and chat programs fetch every link that passes through them."""
    code, _ = access.find_meeting(code)
    pending = access.pending_chair(code)
    if pending is not None:
        save(services().store.links.activate, code, "chair", pending.version)
        services().end_connections(code, "chair")
    return redirect(f"/m/{code}/chair", 303)


@blueprint.get("/m/<code>/board")
def board(code: str) -> AnyResponse | str:
    """The board. Raises Refusal `bad_link` for a browser that has not opened a board link."""
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code, "board")
    if viewer is None:
        raise Refusal("bad_link")
    return meeting_page("board", code, viewer, state, theme.of_meeting(services().store, code))


@blueprint.get("/m/<code>/logo/<digest>.png")
def logo(code: str, digest: str) -> AnyResponse:
    """The logo of the meeting's community, for everybody who has a screen of the meeting. Raises Refusal `no_page`."""
    code, state = access.find_meeting(code)
    viewer = access.viewer_of(code)
    access.check_not_banned(state, viewer)
    return theme.send_logo(theme.of_meeting(services().store, code) if viewer else None, digest)


@blueprint.get("/chair/<token>")
@blueprint.get("/helper/<token>")
@blueprint.get("/board/<token>")
def by_link(token: str) -> AnyResponse:
    """Opens a capability link: stores the role in a cookie and takes the token out of the address bar. A browser that
    brings no cookie first gets one and comes again, so that nobody is added who could not be recognised.

    Raises Refusal `bad_link` and `no_cookies`."""
    wanted = request.path.split("/")[1]
    grant = services().store.links.find(token)
    if grant is None or grant.role != wanted:
        raise Refusal("bad_link")
    access.bring_home(grant.meeting)
    check_probed()
    if not keeps_cookies():
        return probe(make_response(redirect(f"{request.path}?probed")))
    code, role = grant.meeting, grant.role
    # All helpers share one link, and each is a person of their own.
    known = access.viewer_of(code, "helper") if role == "helper" else None
    person = grant.person or (known.person if known else new_person())
    if role != "board":
        access.ensure_joined(code, person, role)
    page = "board" if role == "board" else "chair"
    response = make_response(redirect(f"/m/{code}/{page}"))
    return access.set_viewer(response, code, Viewer(person, role), grant.version)


def _join_page(code: str, state: State, error: Refusal | None = None) -> str:
    """The join page, with the error of a submitted form. Raises Refusal `unknown_meeting` for a meeting that is closed
    and `locked` for one that the chair has locked, except to somebody who had joined before and lost the place."""
    meeting = state.get("meeting", "meeting")
    if meeting.state == "closed":
        raise Refusal("unknown_meeting")
    viewer = access.viewer_of(state.code, "participant")
    if meeting.locked and (viewer is None or not people.lost_place(state, viewer.person)):
        raise Refusal("locked")
    data = page_data(code, "participant", state)
    default_to(meeting.language)
    # The browser prefetches what the member's page needs while people read this one.
    data["ahead"] = [assets.script_url("member"), words_url("member", languages.current().code, is_easy("member"))]
    return render(
        "join",
        data,
        meeting=meeting,
        kept=retention.sentence_for(state.code),
        code=code,
        chairs=access.viewer_of(state.code, "chair") or access.viewer_of(state.code, "helper"),
        name=request.form.get("name", ""),
        newcomer="newcomer" in request.form,
        error=sentence(error) if error else "",
        name_is_wrong=error is not None and error.code == "too_long",
    )
