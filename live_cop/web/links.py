"""The chair's links: on one page to print, and the join address as a QR code."""

import io

import segno
from flask import Blueprint, Response, make_response

from ..meeting.refusal import Refusal
from . import meetings, pages

blueprint = Blueprint("links", __name__)


@blueprint.get("/m/<code>/links")
def links(code: str) -> str:
    code, state = meetings.find(code)
    if meetings.who(code, "chair") is None:
        raise Refusal("bad_link")
    return pages.render(
        "links", pages.facts(code, "chair", state), code=code, meeting=state.get("meeting", "meeting"),
        join_url=f"{meetings.base_url()}/m/{code}", short_url=meetings.short_url(),
    )  # fmt: skip


@blueprint.get("/m/<code>/qr.svg")
def qr(code: str) -> Response:
    code, _ = meetings.find(code)
    picture = io.BytesIO()
    address = f"{meetings.base_url()}/m/{code}"
    segno.make(address, error="m", micro=False).save(
        picture,
        kind="svg",
        border=2,
        dark="#1d2433",
        light="#fff",
        scale=8,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    response = make_response(picture.getvalue())
    response.headers["Content-Type"] = "image/svg+xml"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
