"""The report of a series: the published reports of its meetings in one document, and its tables."""

from urllib.parse import urlencode

import msgspec
from flask import Blueprint, request
from msgspec.structs import replace
from werkzeug.wrappers import Response

from ... import words
from ...live.clock import now_ms
from ...meeting.refusal import Refusal
from ...meeting.texts.fold import fold
from ...report.document import Length
from ...report.series_facts import Series
from ...report.source import Source
from ...report.worker import Request
from ...words import languages
from ..http.downloads import file_stem
from ..reports import formats, report_worker
from ..services import services
from . import theme
from .communities import MeetingRow, meeting_rows, require_access

blueprint = Blueprint("series", __name__)
#: Photographs in a series report, of one meeting and of all, and of all in the short one: each takes a quarter of a
#: second to make ready.
MOST_OF_A_MEETING, MOST_PHOTOGRAPHS, MOST_IN_SUMMARY = 2, 16, 4


@blueprint.get("/communities/<id>/series.<any(html,pdf,docx,pptx,md,'text.zip','pictures.zip',zip,xlsx,json):format>")
def series_report(id: str, format: str) -> Response:
    """The report in this format. Raises Refusal `unknown_series`, `bad_community_link` or `not_drawn`."""
    series, rows = _series(id)
    title = request.args.get("series", "")
    if format in formats.SLOW and formats.is_browser_navigation():
        return formats.waiting_page(f"series.html?{urlencode({'series': title})}")
    length = formats.requested_length()
    languages.switch(formats.requested_language(languages.current().code))
    links = _links(title, length) if format == "html" else []
    body = _rendered(id, Request(format, series=series, length=length, links=links), rows)
    return formats.send(body, format, _file_name(series, f"series_{formats.part_of(format, length)}"))


@blueprint.get("/communities/<id>/<any(notes,scales,steps):table>.csv")
def series_table(id: str, table: str) -> Response:
    """The table of the notes of a series, of its scales or of its next steps."""
    series, rows = _series(id)
    body = _rendered(id, Request("csv", series=series, table=table), rows)
    return formats.send(body, "csv", _file_name(series, table))


def _file_name(series: Series, what: str) -> str:
    return file_stem(series.title, series.made_at, words.t(f"report.file.{what}"))


def _rendered(id: str, wanted: Request, rows: list[MeetingRow]) -> bytes:
    """The file, made once for each state of these meetings, which are read only if it has to be made. Raises Refusal
    `not_drawn` or `reports_busy`."""
    series, title = wanted.series, request.args.get("series", "")
    look = theme.of_community(services().store, id) if wanted.format in formats.WITH_THEME else None
    contacts = {row.code: formats.contact_facts(row.code) for row in rows}
    version = (
        msgspec.json.encode(replace(series, made_at=series.made_at // formats.LIVE_MS)) if series else b"",
        look and look.version,
        *((row.code, row.version, msgspec.json.encode(contacts[row.code])) for row in rows),
    )
    language = languages.current().code
    key = (title, wanted.format, wanted.length, wanted.table, language, tuple(wanted.links))

    def whole() -> Request:
        found = (
            formats.source_of_meeting(row.code, contacts[row.code], formats.files_at(f"/m/{row.code}", wanted.format))
            for row in rows
        )
        sources = [source for source in found if source is not None]
        # The whole report as JSON has the facts alone.
        most = MOST_IN_SUMMARY if formats.part_of(wanted.format, wanted.length) == "summary" else MOST_PHOTOGRAPHS
        if wanted.format not in formats.WITH_PHOTOGRAPHS or wanted.format == "json":
            most = 0
        return replace(
            wanted,
            language=language,
            sources=sources,
            theme=look,
            pictures=_photographs(sources, most) if most else {},
        )

    return report_worker.render_once(f"series {id} {title}", key, version, whole)


def _photographs(sources: list[Source], most: int) -> dict[str, bytes]:
    """The photographs that a series report shows, at most so many, by their address: of the newest meetings that have
    any, as many of each."""
    newest = [source for source in sources if source.best_photographs(1)][-most:]
    each = MOST_OF_A_MEETING if len(newest) * MOST_OF_A_MEETING <= most else 1
    found: dict[str, bytes] = {}
    for source in newest:
        found |= report_worker.read_pictures(services().store, source.code, source.best_photographs(each))
    return found


def _series(id: str) -> tuple[Series, list[MeetingRow]]:
    """The series that the request names, and the meetings with a published report that it is made of.

    Raises Refusal `unknown_series`, and `bad_community_link` without access to the community."""
    community = require_access(id)
    title = request.args.get("series", "")
    rows = [row for row in reversed(meeting_rows(community)) if fold(row.series) == fold(title)]
    if not rows:
        raise Refusal("unknown_series")
    series = Series(
        title=title or community.name,
        community=community.name if title else "",
        reports=[],
        missing=sum(not row.published for row in rows),
        made_at=now_ms(),
    )
    return series, [row for row in rows if row.published]


def _links(title: str, length: Length) -> formats.Links:
    """The links to the other length, and to the other formats of this length."""
    other: Length = "summary" if length == "full" else "full"
    targets = [(other, "html", other), *((format, format, length) for format in (*formats.LINKED, "xlsx"))]
    language = formats.requested_language("")
    asked = {"series": title, **({"language": language} if language else {})}
    return [
        (formats.form(name), f"series.{format}?{urlencode({**asked, 'length': target_length})}")
        for name, format, target_length in targets
    ]
