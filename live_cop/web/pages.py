"""The pages: home, join, the member's page, the console, the board, and the links that open them."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from .. import words
from ..meeting.agenda import present
from ..meeting.changes import Viewer
from ..meeting.codes import normalise_code
from ..meeting.refusal import Refusal
from ..meeting.running_orders import RUNNING_ORDERS
from ..meeting.state import State
from . import api, assets, meetings, parts
from .identity import new_person

blueprint = Blueprint("pages", __name__)

#: The words that each page's script needs.
AREAS = {
    "home": ("common", "home"),
    "join": ("common", "join"),
    "links": ("common", "links"),
    "member": ("common", "wall", "member", "scale", "agenda"),
    "board": ("common", "board", "scale", "agenda", "wall", "member"),
    "chair": ("common", "wall", "chair", "scale", "agenda", "board", "member"),
}


@blueprint.get("/")
def home() -> str:
    mine = []
    for code in parts().identities.meetings(request.cookies):
        if state := parts().hub.state(code):
            mine.append((code, state.get("meeting", "meeting")))
    return render(
        "home",
        {"urls": {"open": "/api/meetings"}},
        orders=RUNNING_ORDERS,
        mine=mine,
        key=bool(parts().settings.host_key),
    )


@blueprint.get("/join")
def typed_code() -> AnyResponse:
    code, _ = meetings.find(request.args.get("code", ""))
    return redirect(f"/m/{code}")


@blueprint.get("/m/<code>")
def member(code: str) -> AnyResponse | str:
    code, state = meetings.find(code)
    viewer = meetings.who(code, "participant")
    meeting = state.get("meeting", "meeting")
    if viewer is None or state.get("person", viewer.person) is None:
        if meeting.state == "closed":
            raise Refusal("unknown_meeting")
        if meeting.locked:
            raise Refusal("locked")
        return render("join", facts(code, "participant", state), meeting=meeting, code=code)
    return meeting_page("member", code, viewer, state)


@blueprint.post("/m/<code>")
def join_by_form(code: str) -> AnyResponse:
    """Joining without a script."""
    place: Any = request.form.get("place")
    if place not in ("room", "remote"):
        raise Refusal("bad_args", field="place")
    known = meetings.who(normalise_code(code), "participant")
    code, person = meetings.join(code, meetings.Joining(place, request.form.get("name")), known)
    return meetings.remember(make_response(redirect(f"/m/{code}", 303)), code, person)


@blueprint.get("/m/<code>/chair")
def chair(code: str) -> AnyResponse | str:
    code, state = meetings.find(code)
    viewer = meetings.who(code, "chair") or meetings.who(code, "helper")
    if viewer is None:
        raise Refusal("chair_moved_on" if request.cookies.get(f"cop_c_{code}") else "bad_link")
    return meeting_page("chair", code, viewer, state)


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
    store = parts().store
    grant = store.grant(token)
    if grant is None or grant.role != wanted:
        raise Refusal("bad_link")
    code, role = grant.meeting, grant.role
    # A helper's link is for several people, each of them somebody of their own.
    known = meetings.who(code, "helper") if role == "helper" else None
    person = grant.person or (known.person if known else new_person())
    if role != "board":
        api.join_as(code, person, role)
    if grant.version > store.version(code, role):
        # The new chair is there: only now does the old one stop being chair.
        store.activate(code, role, grant.version)
        parts().end(code, role)
    page = "board" if role == "board" else "chair"
    response = make_response(redirect(f"/m/{code}/{page}"))
    return meetings.remember(response, code, Viewer(person, role), grant.version)


def meeting_page(page: str, code: str, viewer: Viewer, state: State) -> str:
    """A page that the script brings to life; the first paint shows where the meeting is."""
    now = present(state.all("section"))
    sections = sorted(state.all("section").values(), key=lambda section: section.order)
    zones = sorted(state.all("zone").values(), key=lambda zone: zone.order)
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
        "join_url": f"{meetings.base_url()}{base}",
        "short_url": meetings.short_url(),
        "urls": {
            "home": "/",
            "member": base,
            "join": f"/api/meetings/{code}/join",
            "chair": f"{base}/chair",
            "board": f"{base}/board",
            "links": f"{base}/links",
            "qr": f"{base}/qr.svg",
            "report": f"{base}/report.html",
            "snapshots": f"{base}/snapshots/",
            "chair_link": f"/api/meetings/{code}/chair-link",
            "helper_link": f"/api/meetings/{code}/helper-link",
            "board_link": f"/api/meetings/{code}/board-link",
        },
    }


def render(page: str, page_facts: dict[str, Any], **values: Any) -> str:
    """A page with its script, its style and its words."""
    return render_template(
        f"{page}.html",
        page=page,
        page_facts=page_facts,
        page_words=words.of_areas(*AREAS.get(page, ("common",))),
        t=words.t,
        asset=assets.url,
        script=assets.pack_url(page, "js"),
        style=assets.pack_url(page, "css"),
        **values,
    )
