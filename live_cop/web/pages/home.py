"""The pages outside any meeting: the home page, a typed code, the guide for chairs, and the statement about
accessibility."""

import re
from collections.abc import Iterable
from typing import cast

from flask import Blueprint, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ...live import runtime
from ...meeting.agenda.running_orders import RUNNING_ORDERS
from ...meeting.codes import is_code, normalise_code
from ...meeting.records.lifecycle import Meeting
from ...meeting.texts.text import without_unseen
from .. import access, templating
from ..http.identity import probe
from ..services import services

blueprint = Blueprint("home", __name__)
#: How many of the meetings that somebody has joined are listed: the last ones.
MOST_JOINED = 6
#: In a link that somebody pasted where a code is asked for: the role and its token.
_CAPABILITY = re.compile(r"/(?:chair|helper|board|community|r)/[A-Za-z0-9_-]{16,}", re.ASCII)
#: What a chair does, in the order of a meeting; each is a step of the guide.
GUIDE_STEPS = ("open", "welcome", "record", "hopes", "agenda", "round", "wall", "scale", "next", "close")

#: The parts of the statement about accessibility, each with the number of its points.
STATEMENT_PARTS = (("works", 7), ("tests", 2), ("unknown", 7), ("tell", 2))


@blueprint.get("/")
def home() -> AnyResponse:
    """The form for a new meeting, and the meetings and communities that this browser knows."""
    mine = _meetings(services().identities.chaired_meetings(request.cookies))
    chaired = {code for code, _ in mine}
    joined = _meetings(code for code in services().identities.joined_meetings(request.cookies) if code not in chaired)
    copied = request.args.get("copy", "")
    page = templating.render(
        "home",
        {"urls": {"open": "/api/meetings?probed", "file": "/api/meetings/file?probed"}},
        orders=RUNNING_ORDERS,
        mine=mine,
        joined=joined[:MOST_JOINED],
        communities=services().identities.communities(request.cookies),
        copied=next(((code, meeting) for code, meeting in mine if code == copied), None),
        **access.asked_to_open(),
        community=None,
        time_zone="",
        after=None,
    )
    return probe(make_response(page))


@blueprint.post("/forget")
def forget() -> AnyResponse:
    """Makes this device forget a meeting: others may use it, too. The meeting itself stays as it is."""
    response = make_response(redirect("/", 303))
    code = request.form.get("code", "")
    if is_code(code):
        services().identities.forget(response, request.cookies, code)
        services().tickets.forget(response, code)
    return response


@blueprint.get("/join")
def typed_code() -> AnyResponse:
    """Leads from a typed code to its meeting, and from a pasted link to where it leads on this server."""
    typed = request.args.get("code", "")
    if not without_unseen(typed).strip():
        return redirect("/")
    if link := _CAPABILITY.search(typed):
        return redirect(link[0])
    access.find_meeting(typed)
    return redirect(f"/m/{normalise_code(typed)}")


@blueprint.get("/guide")
def guide() -> str:
    """One page for people who chair for the first time, to read in five minutes or to print."""
    return templating.render("guide", {"urls": {}}, steps=GUIDE_STEPS)


@blueprint.get("/accessibility")
def accessibility() -> str:
    """The statement about accessibility: what works, how it is tested, what is not known, and whom to tell."""
    return templating.render("accessibility", {"urls": {}}, parts=STATEMENT_PARTS)


def _meetings(codes: Iterable[str]) -> list[tuple[str, Meeting]]:
    """The meetings with these codes, the newest first. They are not brought into memory for that."""
    found = runtime.in_thread(services().store.summaries, codes, ("meeting",))
    meetings = [(each.code, cast(Meeting, record)) for each in found for record in each.records.values()]
    return sorted(meetings, key=lambda each: int(each[1].starts_at or each[1].opened_at or 0), reverse=True)
