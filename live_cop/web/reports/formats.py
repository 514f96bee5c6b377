"""The formats of a report: has them rendered, and sends them."""

from collections.abc import Callable
from urllib.parse import urlencode

import msgspec
from flask import Response, make_response, request
from msgspec.structs import replace

from ... import words
from ...live import runtime
from ...live.clock import now_ms
from ...meeting.change import NoteSighting
from ...meeting.state import State
from ...report.compile import ContactFacts, start_of
from ...report.document import Length
from ...report.facts import SentRecommendations
from ...report.formats import html
from ...report.source import Source, source_of
from ...report.worker import Request
from ...words import languages
from .. import addresses, templating
from ..communities import theme
from ..http.downloads import download, file_stem
from ..mail import letters
from ..services import services
from . import report_worker

#: A picture that is opened on its own runs no scripts and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"
#: The content type of each format, and whether browsers show it or save it.
FORMATS = {
    "html": ("text/html", True),
    "pdf": ("application/pdf", True),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", False),
    "md": ("text/markdown", False),
    "text.zip": ("application/zip", False),
    "zip": ("application/zip", False),
    "pictures.zip": ("application/zip", False),
    "og": ("image/png", True),
    "square": ("image/png", True),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
    "csv": ("text/csv", False),
    "json": ("application/json", False),
}
#: The formats that a report page links to, each with the words `report.forms.<format>` (without the dot).
LINKED = ("pdf", "docx", "pptx", "text.zip", "pictures.zip", "zip")
#: The formats that take seconds to render for a large meeting: a browser gets a waiting page first.
SLOW = ("pdf", "docx", "pptx", "xlsx", "text.zip", "pictures.zip", "zip")
#: The formats that contain photographs; the others have what they show in words.
WITH_PHOTOGRAPHS = ("html", "pdf", "docx", "pptx", "text.zip", "pictures.zip", "zip", "json")
#: The formats that show how the community looks.
WITH_THEME = ("html", "pdf", "docx", "pptx", "xlsx", "md", "text.zip", "pictures.zip", "zip", "og", "square")
#: The formats that have the same in both lengths, each with what it is of a report: a key of `report.file`.
_PARTS = {"zip": "all", "pictures.zip": "pictures", "json": "meeting", "xlsx": "tables"}
#: The formats that people open on the server's page, with links to the files of resources; the others are taken home.
WITH_LINKS_TO_FILES = ("html", "pdf")
#: The links on a report page to its other formats, as (words, address).
Links = list[tuple[str, str]]
#: A report of an open meeting contains times that go on, so it is made anew after so many milliseconds.
LIVE_MS = 60_000


def form(format: str) -> str:
    """The words of a link to this format."""
    return words.t(f"report.forms.{format.replace('.', '_')}")


def in_length(format: str, length: Length) -> str:
    """The name of a report in this format at the end of an address, with the query for its length if it has one."""
    return f"report.{format}{query('summary' if format in _PARTS else length)}"


def query(length: Length, language: str | None = None) -> str:
    """The query of an address for a report in this length, and in this language or in that of this request."""
    language = requested_language("") if language is None else language
    wanted = {"length": length if length == "full" else "", "language": language}
    given = urlencode({name: value for name, value in wanted.items() if value})
    return f"?{given}" if given else ""


def other_languages(length: Length, page: str) -> Links:
    """The links from the report page at the address `page` to the same in the other languages."""
    return [
        (each.name, f"{page}{query(length, each.code)}")
        for each in languages.languages().values()
        if each.covers == "whole" and each != languages.current()
    ]


def requested_language(default: str) -> str:
    """The language that the request asks for with `?language=`, or else the usual one of what it asks for."""
    language = request.args.get("language", "")
    return language if language in languages.languages() else default


def part_of(format: str, length: str) -> str:
    """What a file in this format is of a report, for its name: its length, unless it has the same in both."""
    return _PARTS.get(format, length)


def file_name(state: State, what: str) -> str:
    """The name, without an extension, of a file about this meeting. `what` it is of it: "summary", "full", or another
    key of `report.file`."""
    meeting = state.get("meeting", "meeting")
    began = start_of(meeting)
    return file_stem(meeting.title, now_ms() if began is None else began, words.t(f"report.file.{what}"))


def source_of_meeting(code: str, contacts: ContactFacts, files_at: str = "") -> Source | None:
    """A meeting, to have its report made; None if it is gone."""
    state = services().hub.read(code)
    return source_of(state, now_ms(), contacts, files_at=files_at) if state is not None else None


def contact_facts(code: str) -> ContactFacts:
    """What the report shows of the people who were there and of the mailings."""
    # Not in `letters.contact_facts`: the report in a letter would change with each letter that is sent.
    sent = [SentRecommendations(*each) for each in services().store.mailings.sent_recommendations(code)]
    return replace(letters.contact_facts(services().store, code), sent=sent)


def files_at(base: str, format: str) -> str:
    """The address of the files of resources, below the path `base`, for the formats that are read where those are."""
    return f"{addresses.base_url()}{base}/files/" if format in WITH_LINKS_TO_FILES else ""


def requested_length() -> Length:
    """The length that the request asks for with `?length=`: the summary unless it says "full"."""
    return "full" if request.args.get("length") == "full" else "summary"


def rendered(
    state: State,
    format: str,
    length: Length,
    links: Callable[[], Links] = list,
    *,
    table: str = "",
    base: str = "",
) -> bytes:
    """The report in this format. It is made once for each state of the meeting, because a whole room opens it in the
    same minute. `table` is the id of the table of a CSV file, and `base` the path below which readers get files; by
    default that of the meeting.

    It is in the language of the meeting, unless the request asks for another one; from here on this request writes in
    it. `links` is called for pages only. Raises Refusal `not_drawn` or `reports_busy`."""
    language = requested_language(state.get("meeting", "meeting").language)
    languages.switch(language)
    contacts, now = contact_facts(state.code), now_ms()
    look = theme.of_meeting(services().store, state.code) if format in WITH_THEME else None
    files = files_at(base or f"/m/{state.code}", format)
    page_links = links() if format == "html" else []
    is_closed = state.get("meeting", "meeting").state == "closed"
    # The attendance list is part of the version: somebody who takes their name off it is in no report from then on.
    version = (
        state.epoch,
        state.last_change,
        msgspec.json.encode(contacts),
        None if is_closed else now // LIVE_MS,
        look and look.version,
    )

    def made_from() -> Request:
        source = source_of(state, now, contacts, _note_sightings(state, format, length), files)
        store = services().store
        stored = list(runtime.in_thread(store.picture_media, state.code)) if format == "archive" else []
        wanted = source.pictures if format in WITH_PHOTOGRAPHS else []
        if format == "json":
            wanted = [*wanted, *source.slides, *source.files]
        return Request(
            format,
            source,
            length=length,
            links=page_links,
            pictures=report_worker.read_pictures(store, state.code, wanted),
            table=table,
            stored=stored,
            theme=look,
            language=language,
            public_url=f"{addresses.base_url()}{base}" if base and format == "html" else "",
        )

    return report_worker.render_once(
        state.code, (format, length, table, language, tuple(page_links), files), version, made_from
    )


def _note_sightings(state: State, format: str, length: Length) -> list[NoteSighting]:
    """How the wall grew, for the only format that replays it: the full report's page."""
    if (format, length) != ("html", "full"):
        return []
    return runtime.in_thread(services().store.note_sightings, state.code, state.revision)


def is_browser_navigation() -> bool:
    """Whether a person waits in a browser for this address, and has not been sent here by the waiting page.

    Programs and our own scripts do not send `Sec-Fetch-Mode: navigate`. Nor do browsers from before 2021; their users
    wait without a page that says so."""
    return request.headers.get("Sec-Fetch-Mode") == "navigate" and "now" not in request.args


def waiting_page(back: str) -> Response:
    """The page that says that a file is being made, fetches it, and shows or saves it. `back` is its link back."""
    requested = request.full_path.rstrip("?")
    there = f"{requested}{'&' if '?' in requested else '?'}now"
    page = templating.render("making", {"urls": {"there": there, "again": requested}}, there=there, back=back)
    return make_response(page)


def send(body: bytes, format: str, name: str) -> Response:
    """A report in this format: a page, or a file with this name (without extension)."""
    content_type, inline = FORMATS[format]
    if format == "html":
        return send_with_policy(body, content_type, f"{html.POLICY}; frame-ancestors 'none'")
    response = download(body, content_type, f"{name}.{format.rpartition('.')[2]}", inline=inline)
    if inline:
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
    return response


def send_with_policy(body: bytes, content_type: str, policy: str) -> Response:
    """A page or picture with a Content-Security-Policy of its own."""
    response = Response(body, mimetype=content_type)
    response.headers["Content-Security-Policy"] = policy
    return response
