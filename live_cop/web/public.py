"""The link for everyone: whoever has it reads the report, without joining and without a cookie.

The chair makes it while the report is shared. It ends when the chair withdraws it, makes a new one, or stops sharing: a
link is good for one sharing (its version), so sharing again brings no old link back.
"""

from flask import Blueprint, Response, request

from ..meeting.records.report_texts import ReportWords
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report.document import Length
from . import meetings, parts, reports

blueprint = Blueprint("public", __name__)
ROLE = "report"


@blueprint.get("/r/<token>")
def summary(token: str) -> Response:
    return _page(token, "html", "summary")


@blueprint.get("/r/<token>/full")
def full(token: str) -> Response:
    return _page(token, "html", "full")


@blueprint.get("/r/<token>/report.<form>")
def other_form(token: str, form: str) -> Response:
    if form not in reports.OFFERED:
        raise Refusal("no_page")
    if form in reports.SLOW and opened(token) is not None and reports.is_looked_at():
        return reports.being_made(f"/r/{token}")
    return _page(token, form, reports.length())


def _page(token: str, form: str, length: Length) -> Response:
    # Who has the right link is never limited: a whole office may have opened one that was withdrawn.
    state = opened(token)
    if state is None:
        if parts().links.blocked(request.remote_addr):
            raise Refusal("too_fast")
        parts().links.failed(request.remote_addr)
        raise Refusal("no_report")
    drawn = reports.made(state, form, length, lambda: reports.ways(length, f"/r/{token}"))
    response = reports.send(drawn, form, reports.file_name(state))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def mint(code: str) -> str:
    """The token of a new link. Raises Refusal `not_published`."""
    words = _words(code)
    if words is None or not words.published:
        raise Refusal("not_published")
    parts().store.retire_links(code, ROLE)
    return parts().store.mint(code, ROLE, "", words.sharings)


def withdraw(code: str) -> None:
    """Ends the link, where there is one."""
    parts().store.retire_links(code, ROLE)


def has_link(code: str) -> bool:
    """Whether there is a link that works."""
    words = _words(code)
    return words is not None and words.published and parts().store.has_link(code, ROLE, words.sharings)


def opened(token: str) -> State | None:
    """The meeting whose report this link shows, or None for a link that shows nothing."""
    grant = parts().store.grant(token)
    if grant is None or grant.role != ROLE:
        return None
    words = _words(grant.meeting)
    if words is None or not words.published or words.sharings != grant.version:
        return None
    return parts().hub.state(grant.meeting)


def url(token: str) -> str:
    """The link itself."""
    return f"{meetings.base_url()}/r/{token}"


def _words(code: str) -> ReportWords | None:
    state = parts().hub.state(code)
    return state.get("report", "report") if state is not None else None
