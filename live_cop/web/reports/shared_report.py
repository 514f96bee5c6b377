"""The report for everyone who has its link, without joining and without a cookie."""

from flask import Blueprint, Response, request

from ... import words
from ...meeting.refusal import Refusal
from ...report.document import Length
from ..services import services
from . import forms, reports
from .forms import OFFERED, Links
from .report_link import opened

blueprint = Blueprint("public", __name__)


@blueprint.get("/r/<token>")
def summary(token: str) -> Response:
    return _page(token, "html", "summary")


@blueprint.get("/r/<token>/full")
def full(token: str) -> Response:
    return _page(token, "html", "full")


@blueprint.get("/r/<token>/report.<form>")
def other_form(token: str, form: str) -> Response:
    if form not in forms.OFFERED:
        raise Refusal("no_page")
    if form in reports.SLOW and opened(token) is not None and forms.is_shown_in_a_browser():
        return forms.waiting_page(f"/r/{token}")
    return _page(token, form, forms.length())


def _page(token: str, form: str, length: Length) -> Response:
    # Who has the right link is never limited: a whole office may have opened one that was withdrawn.
    state = opened(token)
    if state is None:
        if services().report_link_throttle.blocked(request.remote_addr):
            raise Refusal("too_fast")
        services().report_link_throttle.failed(request.remote_addr)
        raise Refusal("no_report")
    drawn = forms.made(state, form, length, lambda: ways(length, f"/r/{token}"))
    response = forms.send(drawn, form, forms.file_name(state))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def ways(length: Length, door: str) -> Links:
    """The same for who came by the link for everyone, whose address is `door`: to the forms of the report, and not into
    the meeting."""
    here, other, there = ("?length=full", "summary", door) if length == "full" else ("", "full", f"{door}/full")
    return [
        (words.t(f"report.forms.{other}"), there),
        *((words.t(f"report.forms.{form}"), f"{door}/report.{form}{here}") for form in OFFERED),
    ]
