"""A meeting's report in each format, its tables, and the date of the next meeting as a calendar file.

Chairs and helpers read the report at any time, the people of the meeting once it is published. Anybody else gets the
same response as for an unknown code, so that asking reveals nothing.
"""

from collections.abc import Iterator

import msgspec
from flask import Blueprint, Response, request

from ... import words
from ...live import runtime
from ...live.clock import now_ms
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...pictures.file_types import ENDINGS
from ...report.compile import next_meeting
from ...report.document import Length
from ...report.formats import ics
from ...store import meeting_archive
from ...store.store import Store
from .. import access
from ..http.downloads import NEXT_MEETING, download, stream
from ..services import services
from . import formats
from .formats import Links, file_name, rendered, requested_length, send

blueprint = Blueprint("reports", __name__)
#: Bytes of pictures and files in an export as JSON, in which they take a third more: what can be imported again.
MAX_IN_JSON = meeting_archive.MAX_JSON_BYTES * 5 // 8


@blueprint.get("/m/<code>/report.<any(html,pdf,docx,pptx,md,'text.zip','pictures.zip',zip):format>")
def report(code: str, format: str) -> Response:
    state = _readable(code)
    if format in formats.SLOW and formats.is_browser_navigation():
        return formats.waiting_page("report.html")
    length = requested_length()
    return send(
        rendered(state, format, length, lambda: _links(state.code, length)),
        format,
        file_name(state, formats.part_of(format, length)),
    )


@blueprint.get("/m/<code>/picture.png")
def picture(code: str) -> Response:
    """The picture to share: what the chair chose, or else the first that there is; `?shape=square`, or wide."""
    state = _readable(code)
    format = "square" if request.args.get("shape") == "square" else "og"
    return formats.send_with_policy(rendered(state, format, "summary"), "image/png", formats.PICTURE_POLICY)


@blueprint.get("/m/<code>/report.json")
def export(code: str) -> Response:
    """The exported meeting in one JSON file. Raises Refusal `too_big_for_json`."""
    state = _readable(code)
    if runtime.in_thread(services().store.pictures_size, state.code) > MAX_IN_JSON:
        raise Refusal("too_big_for_json")
    return send(rendered(state, "json", "full"), "json", file_name(state, "meeting"))


@blueprint.get("/m/<code>/meeting.zip")
def archive(code: str) -> Response:
    """The exported meeting as an archive, which another live_cop server can import. Its pictures are read one after the
    other while they are sent; if one is erased meanwhile, the download ends, and the next one is without it."""
    state = _readable(code)
    store, more_time = services().store, request.environ.get("live_cop.more_time", lambda: None)
    json, addresses = msgspec.msgpack.decode(rendered(state, "archive", "full"), type=tuple[bytes, list[str]])
    pieces = meeting_archive.write(json, (_part(store, state.code, each) for each in addresses))

    def sent() -> Iterator[bytes]:
        while piece := runtime.in_thread(next, pieces, b""):
            more_time()
            yield piece

    return stream(sent(), "application/zip", f"{file_name(state, 'meeting')}.zip")


def _part(store: Store, code: str, address: str) -> tuple[str, str, bytes]:
    found = store.picture(code, address)
    if found is None:
        raise LookupError(address)
    return address, ENDINGS[found.media], found.data


@blueprint.get("/m/<code>/notes.xlsx")
def workbook(code: str) -> Response:
    """All tables as one Excel workbook."""
    state = _readable(code)
    if formats.is_browser_navigation():
        return formats.waiting_page("report.html")
    return send(rendered(state, "xlsx", "full"), "xlsx", file_name(state, "tables"))


@blueprint.get("/m/<code>/<any(notes,scales,steps):table>.csv")
def table(code: str, table: str) -> Response:
    """The table of the notes, the scales or the next steps."""
    state = _readable(code)
    return send(rendered(state, "csv", "full", table=table), "csv", file_name(state, table))


@blueprint.get("/m/<code>/next.ics")
def next_ics(code: str) -> Response:
    """The next meeting as a calendar file, for everybody in this meeting. Raises Refusal `no_next`."""
    _, state, _ = access.require_person(code)
    found = next_meeting(state)
    if found is None:
        raise Refusal("no_next")
    return download(ics.calendar(found, state.get("meeting", "meeting"), now_ms()), "text/calendar", NEXT_MEETING)


def _readable(code: str) -> State:
    """The meeting, for somebody who may read its report. Raises Refusal `not_published` for its other people, and those
    of `require_person`."""
    if shared := access.published_in_community(code):
        return shared
    _, state, viewer = access.require_person(code)
    if not viewer.is_chair_or_helper and not state.get("report", "report").published:
        raise Refusal("not_published")
    return state


def _links(code: str, length: Length) -> Links:
    """The links to the other length, to the other formats of this length, and to the other languages."""
    other: Length = "summary" if length == "full" else "full"
    return [
        (words.t(f"report.forms.{other}"), f"report.html{formats.query(other)}"),
        *((formats.form(format), formats.in_length(format, length)) for format in formats.LINKED),
        (words.t("report.forms.xlsx"), f"notes.xlsx{formats.query('summary')}"),
        *([(words.t("report.forms.json"), "meeting.zip")] if _is_offered_export(code) else []),
        *formats.other_languages(length, "report.html"),
    ]


def _is_offered_export(code: str) -> bool:
    """Whether the page links to the exported meeting: for chairs, helpers and those who have access to the community,
    who may want to keep or move it. Everybody who reads the report may download it, but few have a use for it."""
    viewer = access.viewer_of(code)
    return access.has_access_to_community_of(code) or (viewer is not None and viewer.is_chair_or_helper)
