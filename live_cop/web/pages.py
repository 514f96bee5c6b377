"""The pages: home, join, the member's page, the console, the board, and the links that open them.

Each is thin: landmarks, the first paint, and two blocks of JSON (the page's facts and its words) for the script."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from .. import words
from ..meeting.agenda.running_orders import RUNNING_ORDERS
from ..meeting.audience import Viewer
from ..meeting.codes import join_code, normalise_code
from ..meeting.records.agenda import current_section
from ..meeting.refusal import Refusal
from ..meeting.state import State
from . import api, assets, keeping, meetings, parts
from .headers import allow_frames
from .identity import new_person

blueprint = Blueprint("pages", __name__)

#: The words that each page's script needs.
AREAS = {
    "home": ("common", "home"),
    "join": ("common", "join"),
    "links": ("common", "links"),
    "making": ("web",),
    "message": (),
    "take": (),
    "community": ("common", "community"),
    "plan": ("common", "home"),
    "guide": ("common", "guide"),
    "attendance": ("attendance",),
    "people": (),
    "send": ("send",),
    "plain": (),
    "member": ("common", "wall", "member", "scale", "agenda", "voice", "hopes", "thread", "team"),
    "board": ("common", "board", "scale", "agenda", "wall", "member", "voice", "hopes", "thread", "team"),
    "chair": ("common", "wall", "chair", "scale", "agenda", "board", "member", "voice", "hopes", "thread", "team"),
}


@blueprint.get("/")
def home() -> str:
    mine = [(code, state.get("meeting", "meeting")) for code, state in _chaired()]
    copied = request.args.get("copy", "")
    return render(
        "home",
        {"urls": {"open": "/api/meetings", "file": "/api/meetings/file"}},
        orders=RUNNING_ORDERS,
        mine=mine,
        communities=parts().identities.communities(request.cookies),
        copied=next(((code, meeting) for code, meeting in mine if code == copied), None),
        key=bool(parts().settings.host_key),
        community=None,
        after=None,
    )


@blueprint.get("/join")
def typed_code() -> AnyResponse:
    typed = request.args.get("code", "")
    if not typed.strip():
        return redirect("/")
    meetings.find(typed)
    return redirect(f"/m/{normalise_code(typed)}")


@blueprint.get("/m/<code>")
def member(code: str) -> AnyResponse | str:
    typed = code
    code, state = meetings.find(code)
    viewer = meetings.who(code, "participant")
    inside = viewer is not None and state.get("person", viewer.person) is not None
    # Who is inside stands at the meeting's own address; who comes new, at that of the code they have.
    address = code if inside else normalise_code(typed)
    if typed != address:
        return redirect(f"/m/{address}")
    if viewer is None or not inside:
        return _door(address, state)
    meetings.check_kept_out(state, viewer)
    allow_frames()
    return meeting_page("member", code, viewer, state)


@blueprint.post("/m/<code>")
def join_by_form(code: str) -> AnyResponse | str:
    """Joining without a script."""
    place: Any = request.form.get("place")
    if place not in ("room", "remote"):
        raise Refusal("bad_args", field="place")
    try:
        code, person = meetings.join(
            code, meetings.Joining(place, request.form.get("name"), "newcomer" in request.form)
        )
    except Refusal as error:
        if error.code != "too_long":
            raise
        _, state = meetings.find(code)
        return make_response(_door(normalise_code(code), state, error), 400)
    return meetings.remember(make_response(redirect(f"/m/{code}", 303)), code, person)


@blueprint.get("/m/<code>/chair")
def chair(code: str) -> AnyResponse | str:
    code, state = meetings.find(code)
    viewer = meetings.who(code, "chair")
    if viewer is None and meetings.handed(code):
        return render("take", {"urls": {}}, code=code, meeting=state.get("meeting", "meeting"))
    viewer = viewer or meetings.who(code, "helper")
    if viewer is None:
        raise Refusal("chair_moved_on" if parts().identities.held(request.cookies, code, "chair") else "bad_link")
    return meeting_page("chair", code, viewer, state)


@blueprint.post("/m/<code>/chair")
def take_the_chair(code: str) -> AnyResponse:
    """The next chair is there and says so: only now does the present one stop being chair. Merely fetching the link
    does not do it, because mail and chat programs fetch every link that passes through them."""
    code, _ = meetings.find(code)
    handed = meetings.handed(code)
    if handed is not None:
        parts().store.activate(code, "chair", handed.version)
        parts().end(code, "chair")
    return redirect(f"/m/{code}/chair", 303)


@blueprint.get("/m/<code>/board")
def board(code: str) -> AnyResponse | str:
    code, state = meetings.find(code)
    viewer = meetings.who(code, "board")
    if viewer is None:
        raise Refusal("bad_link")
    return meeting_page("board", code, viewer, state)


@blueprint.get("/chair/<token>")
@blueprint.get("/helper/<token>")
@blueprint.get("/board/<token>")
def by_link(token: str) -> AnyResponse:
    """A capability link: it becomes a cookie, and the token leaves the address bar."""
    wanted = request.path.split("/")[1]
    grant = parts().store.grant(token)
    if grant is None or grant.role != wanted:
        raise Refusal("bad_link")
    code, role = grant.meeting, grant.role
    # A helper's link is for several people, each of them somebody of their own.
    known = meetings.who(code, "helper") if role == "helper" else None
    person = grant.person or (known.person if known else new_person())
    if role != "board":
        api.join_as(code, person, role)
    page = "board" if role == "board" else "chair"
    response = make_response(redirect(f"/m/{code}/{page}"))
    return meetings.remember(response, code, Viewer(person, role), grant.version)


def _chaired() -> list[tuple[str, State]]:
    """The meetings that this browser chairs, the newest first."""
    codes = parts().identities.meetings(request.cookies)
    found = [(code, state) for code in codes if (state := parts().hub.state(code))]

    def newest(item: tuple[str, State]) -> int:
        meeting = item[1].get("meeting", "meeting")
        return int(meeting.starts_at or meeting.opened_at or 0)

    return sorted(found, key=newest, reverse=True)


def _door(code: str, state: State, error: Refusal | None = None) -> str:
    """The join page. Raises Refusal where nobody can come in any more."""
    meeting = state.get("meeting", "meeting")
    if meeting.state == "closed":
        raise meetings.unknown()
    if meeting.locked:
        raise Refusal("locked")
    page_facts = facts(code, "participant", state)
    # While somebody reads this page, their phone can fetch the script of the next one.
    page_facts["urls"]["ahead"] = assets.script_url("member")
    return render(
        "join",
        page_facts,
        meeting=meeting,
        kept=keeping.told(state.code),
        code=code,
        chairs=meetings.who(state.code, "chair") or meetings.who(state.code, "helper"),
        name=request.form.get("name", ""),
        newcomer="newcomer" in request.form,
        error=words.t(f"refusals.{error.code}", **error.params) if error else "",
    )


def meeting_page(page: str, code: str, viewer: Viewer, state: State) -> str:
    """A page that the script brings to life; the first paint shows where the meeting is."""
    now = current_section(state.of_kind("section"))
    sections = sorted(state.of_kind("section").values(), key=lambda section: section.order)
    zones = sorted(state.of_kind("zone").values(), key=lambda zone: zone.order)
    zone = next((zone for zone in zones if now and zone.section == now), zones[0] if zones else None)
    return render(
        page,
        facts(code, viewer.role, state),
        code=code,
        meeting=state.get("meeting", "meeting"),
        section=state.get("section", now) if now else None,
        sections=sections,
        zone=zone,
        viewer=viewer,
    )


def facts(code: str, role: str, state: State) -> dict[str, Any]:
    """What a page's script needs to know before it is connected."""
    base = f"/m/{code}"
    return {
        "code": code,
        "as": role,
        "role": role,
        "title": state.get("meeting", "meeting").title,
        "join_url": meetings.join_url(join_code(state)),
        "short_url": meetings.short_url(),
        "urls": {
            "home": "/",
            "member": base,
            "join": f"/api/meetings/{code}/join",
            "chair": f"{base}/chair",
            "board": f"{base}/board",
            "links": f"{base}/links",
            "qr": f"{base}/qr.svg",
            "report": f"{base}/report.html?length=full",
            "next_ics": f"{base}/next.ics",
            "attendance": f"{base}/attendance",
            "people": f"{base}/attendance/list",
            "send": f"{base}/send",
            "snapshots": f"{base}/snapshots/",
            "chair_link": f"/api/meetings/{code}/chair-link",
            "helper_link": f"/api/meetings/{code}/helper-link",
            "board_link": f"/api/meetings/{code}/board-link",
            "new_code": f"/api/meetings/{code}/new-code",
            "living_links": f"/api/meetings/{code}/links",
            "report_link": f"/api/meetings/{code}/report-link",
        },
    }


def render(page: str, page_facts: dict[str, Any], **values: Any) -> str:
    """A page with its script, its style and its words."""
    return render_template(
        f"{page}.html",
        page=page,
        page_facts=page_facts,
        page_words=words.of_areas(*AREAS[page]),
        t=words.t,
        asset=assets.url,
        script=assets.script_url(page),
        style=assets.style(page),
        **values,
    )
