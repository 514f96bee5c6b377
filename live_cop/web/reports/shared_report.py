"""The report for everybody who has its link, without joining and without a cookie."""

from flask import Blueprint, Response

from ... import words
from ...meeting.refusal import Refusal
from ...report.document import Length
from ..photos import files
from . import formats, report_link
from .formats import LINKED, Links

blueprint = Blueprint("public", __name__)


@blueprint.get("/r/<token>")
def summary(token: str) -> Response:
    return _send(token, "html", "summary")


@blueprint.get("/r/<token>/full")
def full(token: str) -> Response:
    return _send(token, "html", "full")


@blueprint.get("/r/<token>/report.<format>")
def other_format(token: str, format: str) -> Response:
    if format not in (*LINKED, "md"):
        raise Refusal("no_page")
    if format in formats.SLOW and report_link.meeting_of(token) is not None and formats.is_browser_navigation():
        return formats.waiting_page(f"/r/{token}")
    return _send(token, format, formats.requested_length())


@blueprint.get("/r/<token>/picture.png")
def preview(token: str) -> Response:
    """The picture that goes with a link to the report, in the preview that other programs make of it."""
    state = report_link.meeting_of(token)
    if state is None:
        raise Refusal("no_report")
    picture = formats.rendered(state, "og", "summary")
    return _private(formats.send_with_policy(picture, "image/png", formats.PICTURE_POLICY))


@blueprint.get("/r/<token>/files/<id>")
def file(token: str, id: str) -> Response:
    """The file of a resource in the report. Raises Refusal `no_report` or `unknown_resource`."""
    state = report_link.meeting_of(token)
    if state is None:
        raise Refusal("no_report")
    return _private(files.send(state.code, state.get("resource", id)))


def _send(token: str, format: str, length: Length) -> Response:
    """The report in this format. Raises Refusal `no_report`. Nothing limits tries: a token has 192 random bits."""
    state = report_link.meeting_of(token)
    if state is None:
        raise Refusal("no_report")
    body = formats.rendered(state, format, length, lambda: _links(length, f"/r/{token}"), base=f"/r/{token}")
    return _private(formats.send(body, format, formats.file_name(state, formats.part_of(format, length))))


def _private(response: Response) -> Response:
    """The response for nobody but the holder of the link: no search engine, no other site, no cache."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _links(length: Length, base: str) -> Links:
    """The links to the other length and to the other formats below the shared link's path `base`; none leads into the
    meeting."""
    other: Length = "summary" if length == "full" else "full"
    page, other_page = (f"{base}/full", base) if length == "full" else (base, f"{base}/full")
    return [
        (words.t(f"report.forms.{other}"), f"{other_page}{formats.query('summary')}"),
        *((formats.form(format), f"{base}/{formats.in_length(format, length)}") for format in LINKED),
        *formats.other_languages("summary", page),
    ]
