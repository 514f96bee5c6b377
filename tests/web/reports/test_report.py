"""The report in each format: who may read it, what it links to, and the names of its files."""

import re
import time
from html import unescape

import pytest

from live_cop.meeting.contacts.attendance import Entry
from live_cop.report import source
from live_cop.report.formats import html
from live_cop.store.attendance import Attended, Consent

from ...support.thorough import first
from .conftest import MeetingServer, report

PLEASE_JOIN = "We cannot find an open meeting with that code."


def test_the_chair_reads_the_report_at_any_time(server):
    answer = report(server, server.chair)
    assert answer.status_code == 200 and answer.mimetype == "text/html"
    assert "Homes &lt;b&gt;" in answer.text
    assert answer.headers["Content-Security-Policy"] == f"{html.POLICY}; frame-ancestors 'none'"
    server.do("meeting.close")
    assert report(server, server.chair).status_code == 200


def test_members_read_it_while_it_is_published(server):
    assert report(server, server.member).status_code == 403
    assert "The chair has not shared this report yet." in report(server, server.member).text
    server.do("report.publish")
    assert report(server, server.member).status_code == 200
    server.do("report.unpublish")
    assert report(server, server.member).status_code == 403


def test_a_helper_reads_it_at_any_time(server):
    link = server.chair.post(f"/api/meetings/{server.code}/helper-link").json["helper_url"]
    helper = server.app.test_client()
    helper.get(link, follow_redirects=True)
    assert report(server, helper).status_code == 200


def test_anybody_else_gets_the_response_for_an_unknown_code(server):
    server.do("report.publish")
    stranger, board = server.app.test_client(), server.app.test_client()
    assert board.get(server.board_url, follow_redirects=True).status_code == 200
    unknown = stranger.get("/m/AAAAAA/report.html")
    for answer in (report(server, stranger), report(server, board), unknown):
        assert answer.status_code == 404
        assert PLEASE_JOIN in answer.text and "Homes" not in answer.text
    other = MeetingServer(server.services.settings.data / "other")
    assert report(server, other.member).status_code == 404
    other.stop()


def test_a_former_chair_cannot_read_it(server):
    link = server.chair.post(f"/api/meetings/{server.code}/chair-link").json["chair_url"]
    new = server.app.test_client()
    new.get(link, follow_redirects=True)
    assert report(server, server.chair).status_code == 200
    new.post(f"/m/{server.code}/chair")
    assert report(server, server.chair).status_code == 404


def test_a_report_is_compressed(server):
    answer = server.chair.get(f"/m/{server.code}/report.html", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 60_000


def test_the_report_of_a_closed_meeting_is_cached_until_it_changes(server, rendered):
    server.do("meeting.close")
    assert report(server, server.chair).data == report(server, server.chair).data
    assert len(rendered) == 1
    server.do("report.edit", conclusions="Ask first.")
    assert "Ask first." in report(server, server.chair).text
    assert len(rendered) == 2


def test_each_length_links_to_the_other_and_to_its_pdf(server):
    server.do("snapshot.take", title="A picture of its own")
    short = report(server, server.chair).text
    full = server.chair.get(f"/m/{server.code}/report.html?length=full").text
    assert "A picture of its own" in full and "A picture of its own" not in short
    assert 'href="report.html?length=full"' in short and 'href="report.pdf"' in short
    assert 'href="report.html"' in full and 'href="report.pdf?length=full"' in full


def test_the_export_is_offered_to_chairs_and_helpers_only(server):
    server.do("meeting.close")
    server.do("report.publish")
    link = server.chair.post(f"/api/meetings/{server.code}/helper-link").json["helper_url"]
    helper = server.app.test_client()
    helper.get(link, follow_redirects=True)
    for client, offered in ((server.chair, True), (server.member, False), (helper, True), (server.member, False)):
        text = report(server, client).text
        assert ("Export the meeting (to keep, or to move to another server)" in text, 'href="meeting.zip"' in text) == (
            offered,
            offered,
        )
        assert 'href="notes.xlsx"' in text


def test_only_the_full_page_replays_the_wall(server, rendered):
    zone = server.do("zone.add", title="Here")["zone"]
    for text in ("tea", "cake"):
        server.do("note.add", zone=zone, text=text)
    full = server.chair.get(f"/m/{server.code}/report.html?length=full").text
    assert "How the wall grew" in full and full.count("data-spots=") == 2
    assert "data-spots" not in report(server, server.chair).text
    assert server.chair.get(f"/m/{server.code}/report.pdf?length=full").status_code == 200
    assert [each.source.report.replay is not None for each in rendered] == [True, False, False]


@pytest.mark.parametrize(("format", "kind"), [("html", "text/html"), ("md", "text/markdown"), ("csv", "text/csv")])
def test_the_content_type_names_the_charset_once(server, format, kind):
    named = "notes.csv" if format == "csv" else f"report.{format}"
    answer = server.chair.get(f"/m/{server.code}/{named}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    ("format", "kind", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_other_formats_have_the_permissions_of_the_page(server, format, kind, start):
    url = f"/m/{server.code}/report.{format}"
    answer = server.chair.get(url)
    assert answer.status_code == 200 and answer.mimetype == kind and answer.data.startswith(start)
    assert server.member.get(url).status_code == 403
    server.do("report.publish")
    assert server.member.get(url).data.startswith(start)
    assert server.app.test_client().get(url).status_code == 404


FORMATS = ("html", "pdf", "docx", "pptx", "md", "text.zip", "json")


PICTURES = ("picture.png", "picture.png?shape=square")
TABLES = ("notes.csv", "scales.csv", "steps.csv", "notes.xlsx")


@pytest.mark.parametrize("name", first(4, [*(f"report.{format}" for format in FORMATS), *PICTURES, *TABLES]))
def test_every_format_is_open_to_the_chair_and_when_published_to_members(server, name):
    address = f"/m/{server.code}/{name}"
    assert server.chair.get(address).status_code == 200
    assert server.member.get(address).status_code == 403
    server.do("report.publish")
    assert server.member.get(address).status_code == 200
    assert server.app.test_client().get(address).status_code == 404


def test_file_names_contain_the_title_without_reserved_characters(server):
    server.do("meeting.edit", title='Été / "Homes": a <b> café?')
    name = server.chair.get(f"/m/{server.code}/report.md").headers["Content-Disposition"]
    assert name.startswith("attachment") and "caf%C3%A9" in name
    assert not set("/<>:?*|") & set(name.split("filename*=UTF-8''")[1].replace("%", ""))


@pytest.fixture
def time_zone_14_hours_ahead(monkeypatch):
    """A server in a time zone that is fourteen hours ahead of UTC."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        yield
    time.tzset()


def named(server: MeetingServer, file: str) -> str:
    answer = server.chair.get(f"/m/{server.code}/{file}")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.headers["Content-Disposition"]


@pytest.mark.thorough
@pytest.mark.slow
def test_file_names_contain_the_local_day_of_the_meeting(server, time_zone_14_hours_ahead):
    server.do("meeting.edit", title="Homes")
    # Nobody knows yet when it will be.
    assert re.search(r'filename="Homes 20\d\d-\d\d-\d\d, short report.md"$', named(server, "report.md"))
    noon_in_greenwich = 1_798_718_400_000
    server.code = server.chair.post(
        "/api/meetings", json={"title": "Homes", "template": "standing", "starts_at": noon_in_greenwich}
    ).json["code"]
    assert "Friday 1 January 2027" in report(server, server.chair).text
    for file, name in (
        ("report.docx", "short report.docx"), ("report.docx?length=full", "full report.docx"),
        ("report.md?length=full", "full report.md"), ("report.text.zip", "short report.zip"),
        ("report.json", "whole meeting.json"), ("notes.xlsx", "tables.xlsx"), ("notes.csv", "notes.csv"),
    ):  # fmt: skip
        assert named(server, file) == f'attachment; filename="Homes 2027-01-01, {name}"'
    # A browser shows a PDF file and can save it under this name.
    assert named(server, "report.pdf") == 'inline; filename="Homes 2027-01-01, short report.pdf"'
    server.do("meeting.edit", title="Été")
    assert named(server, "report.pdf").startswith(
        "inline; filename=\"Ete 2027-01-01, short report.pdf\"; filename*=UTF-8''%C3%89t"
    )


def test_an_unknown_format_is_not_found(server):
    assert server.chair.get(f"/m/{server.code}/report.exe").status_code == 404
    assert server.chair.get(f"/m/{server.code}/people.csv").status_code == 404


def add_to_list(server: MeetingServer, n: int, **fields) -> str:
    token = f"token-{n}-{'x' * 24}"
    entry = Entry(name=f"Person {n}", organisation="Housing", kind="lived", **fields)
    there = Attended(server.code, "2026-11-21")
    agreed = Consent("en-1", "You may name me.", "2026-11-21")
    assert server.services.store.attendance.add(token, server.code, entry, agreed, there, on_paper=False)
    return token


def test_the_report_names_only_people_who_agreed(server):
    tokens = [add_to_list(server, n, named=n == 0) for n in range(6)]
    server.do("meeting.close")
    server.do("report.publish")
    full = f"/m/{server.code}/report.html?length=full"
    page = server.chair.get(full).text
    assert "Lived experience" in page and "Person 0" in page and "Person 1" not in page
    assert "Person 0" not in server.chair.get(f"/m/{server.code}/report.json").text
    # The report of a closed meeting is cached; people who delete their entry are in none from then on.
    server.services.store.attendance.erase(tokens[0])
    assert "Person 0" not in server.chair.get(full).text


@pytest.mark.parametrize("name", ["report.pdf", "report.docx?length=full", "notes.xlsx"])
def test_a_browser_gets_a_waiting_page_first(server, name):
    address = f"/m/{server.code}/{name}"
    looking = {"Sec-Fetch-Mode": "navigate"}
    page = server.chair.get(address, headers=looking)
    assert page.mimetype == "text/html" and "being made" in page.text
    there = unescape(re.search(r'content="0; url=([^"]+)"', page.text)[1])
    # Without JavaScript the browser follows the refresh, and gets no second waiting page.
    assert server.chair.get(there, headers=looking).mimetype != "text/html"
    # Programs and the page's own script get the file at once.
    assert server.chair.get(address).mimetype != "text/html"


def test_the_waiting_page_is_only_for_people_who_may_read(server):
    answer = server.member.get(f"/m/{server.code}/report.pdf", headers={"Sec-Fetch-Mode": "navigate"})
    assert answer.status_code == 403 and "being made" not in answer.text
    stranger = server.app.test_client()
    assert stranger.get("/r/nothing/report.pdf", headers={"Sec-Fetch-Mode": "navigate"}).status_code == 404


def test_the_calendar_file_is_for_people_of_the_meeting(command, browser, chair, meeting):
    url = f"/m/{meeting['code']}/next.ics"
    assert chair.get(url).status_code == 404
    command("next.fix", at=1_800_000_000_000, venue="The library, first floor; by the tea")
    member = browser("10.0.0.6")
    member.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    answer = member.get(url)
    assert answer.mimetype == "text/calendar"
    assert "DTSTART:20270115T080000Z" in answer.text and "DTEND:20270115T094000Z" in answer.text
    assert "LOCATION:The library\\, first floor\\; by the tea" in answer.text
    assert browser("10.0.0.7").get(url).status_code == 404


def test_the_report_of_an_open_meeting_is_made_once_for_each_state(server, rendered):
    """Words that are erased, and a report that is withdrawn, never come from memory."""
    server.do("report.edit", conclusions="Sarah told us of her flat.")
    for _ in range(3):
        assert "Sarah told us" in report(server, server.chair).text
    assert len(rendered) <= 2, "the minute may change in between"
    server.do("words.erase", kind="report", id="report", field="conclusions")
    assert "Sarah told us" not in report(server, server.chair).text
    server.do("report.publish")
    assert report(server, server.member).status_code == 200
    server.do("report.unpublish")
    assert report(server, server.member).status_code == 403


def test_the_event_loop_goes_on_while_a_large_report_is_compiled(server, monkeypatch):
    """Nothing is compiled in the server's own process, whatever the format."""

    def compiled(*_: object) -> None:
        raise AssertionError("compiled in the server")

    monkeypatch.setattr(source.Source, "report", property(compiled))
    for path in ("report.html", "report.md", "report.json", "notes.csv", "scales.csv", "steps.csv"):
        assert server.chair.get(f"/m/{server.code}/{path}").status_code == 200
