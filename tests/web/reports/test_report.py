"""Who may read the report and see the pictures."""

import re
import struct
import sys
import time
from html import unescape as html_of

import pytest
from flask.testing import FlaskClient

from live_cop.app import create_app
from live_cop.live import runtime
from live_cop.meeting.audience import Viewer
from live_cop.meeting.contacts.attendance import Entry
from live_cop.report.formats import html
from live_cop.report.worker import Request
from live_cop.settings import Settings
from live_cop.store.attendance import Attended, Consent
from live_cop.web.reports import report_worker

from ...patience import until

PLEASE_JOIN = "We cannot find an open meeting with that code."


class House:
    """A server without a network, a meeting in it, and clients with a cookie jar each."""

    def __init__(self, folder) -> None:
        self.app = create_app(Settings(data=folder))
        self.services = self.app.extensions["live_cop"]
        self.chair = self.app.test_client()
        opened = self.chair.post("/api/meetings", json={"title": "Homes <b>", "template": "standing"}).json
        self.code, self.board_url = opened["code"], opened["board_url"]
        self.member = self.app.test_client()
        self.member.post(f"/api/meetings/{self.code}/join", json={"place": "room"})

    def do(self, name: str, /, **args) -> dict:
        answer = self.services.hub.submit_and_wait(
            self.code, Viewer(self._chair(), "chair"), {"id": f"{name}{args}", "name": name, "args": args}
        )
        assert answer["ok"], answer
        return answer["result"]

    def _chair(self) -> str:
        people = self.services.hub.state(self.code).of_kind("person")
        return next(id for id, person in people.items() if person.role == "chair")

    def stop(self) -> None:
        self.services.hub.stop()
        self.services.store.close()


@pytest.fixture
def house(tmp_path):
    running = House(tmp_path)
    yield running
    running.stop()


def report(house: House, client: FlaskClient):
    return client.get(f"/m/{house.code}/report.html")


def test_the_chair_reads_the_report_at_any_time(house):
    answer = report(house, house.chair)
    assert answer.status_code == 200 and answer.mimetype == "text/html"
    assert "Homes &lt;b&gt;" in answer.text
    assert answer.headers["Content-Security-Policy"] == f"{html.POLICY}; frame-ancestors 'none'"
    house.do("meeting.close")
    assert report(house, house.chair).status_code == 200


def test_members_read_it_once_it_is_shared_and_no_longer_when_it_is_withdrawn(house):
    assert report(house, house.member).status_code == 403
    assert "The chair has not shared this report yet." in report(house, house.member).text
    house.do("report.publish")
    assert report(house, house.member).status_code == 200
    house.do("report.unpublish")
    assert report(house, house.member).status_code == 403


def test_a_helper_reads_it_at_any_time(house):
    link = house.chair.post(f"/api/meetings/{house.code}/helper-link").json["helper_url"]
    helper = house.app.test_client()
    helper.get(link)
    assert report(house, helper).status_code == 200


def test_nobody_else_reads_it_and_the_answer_is_that_to_an_unknown_code(house):
    house.do("report.publish")
    stranger, board = house.app.test_client(), house.app.test_client()
    board.get(house.board_url)
    unknown = stranger.get("/m/AAAAAA/report.html")
    for answer in (report(house, stranger), report(house, board), unknown):
        assert answer.status_code == 404
        assert PLEASE_JOIN in answer.text and "Homes" not in answer.text
    other = House(house.services.settings.data / "other")
    assert report(house, other.member).status_code == 404
    other.stop()


def test_a_chair_who_handed_over_is_no_chair_any_more(house):
    link = house.chair.post(f"/api/meetings/{house.code}/chair-link").json["chair_url"]
    new = house.app.test_client()
    new.get(link)
    assert report(house, house.chair).status_code == 200
    new.post(f"/m/{house.code}/chair")
    assert report(house, house.chair).status_code == 404


def test_everyone_in_the_meeting_sees_the_pictures_and_nobody_else(house):
    id = house.do("snapshot.take", title="A <b> picture")["snapshot"]
    url = f"/m/{house.code}/snapshots/{id}.svg"
    for client in (house.chair, house.member):
        answer = client.get(url)
        assert answer.status_code == 200 and answer.mimetype == "image/svg+xml"
        assert "A &lt;b&gt; picture" in answer.text
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "private, no-cache"
    assert house.app.test_client().get(url).status_code == 404
    assert house.member.get(f"/m/{house.code}/snapshots/nothing.svg").status_code == 404


def test_a_picture_that_did_not_change_is_not_sent_again(house):
    id = house.do("snapshot.take")["snapshot"]
    url = f"/m/{house.code}/snapshots/{id}.svg"
    tag = house.member.get(url).headers["ETag"]
    assert house.member.get(url, headers={"If-None-Match": tag}).status_code == 304
    house.do("snapshot.edit", snapshot=id, caption="Now with words")
    again = house.member.get(url, headers={"If-None-Match": tag})
    assert again.status_code == 200 and "Now with words" in again.text


def test_a_large_answer_is_sent_small(house):
    answer = house.chair.get(f"/m/{house.code}/report.html", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 60_000


@pytest.fixture
def drawn(monkeypatch):
    """What was rendered, in its order."""
    found = []
    draw = report_worker.render_once

    def noted(key, request):
        found.append(request())
        return draw(key, lambda: found[-1])

    monkeypatch.setattr(report_worker, "render_once", noted)
    return found


def test_the_report_of_a_closed_meeting_is_drawn_once_until_something_changes(house, drawn):
    house.do("meeting.close")
    assert report(house, house.chair).data == report(house, house.chair).data
    assert len(drawn) == 1
    house.do("report.edit", conclusions="Ask first.")
    assert "Ask first." in report(house, house.chair).text
    assert len(drawn) == 2


def test_the_report_is_short_or_full_and_each_leads_to_the_other_and_to_paper(house):
    house.do("snapshot.take", title="A picture of its own")
    short = report(house, house.chair).text
    full = house.chair.get(f"/m/{house.code}/report.html?length=full").text
    assert "A picture of its own" in full and "A picture of its own" not in short
    assert 'href="report.html?length=full"' in short and 'href="report.pdf"' in short
    assert 'href="report.html"' in full and 'href="report.pdf?length=full"' in full


def test_the_whole_meeting_as_a_file_is_offered_to_who_looks_after_it_and_not_to_its_members(house):
    house.do("meeting.close")
    house.do("report.publish")
    link = house.chair.post(f"/api/meetings/{house.code}/helper-link").json["helper_url"]
    helper = house.app.test_client()
    helper.get(link)
    for client, offered in ((house.chair, True), (house.member, False), (helper, True), (house.member, False)):
        text = report(house, client).text
        assert ("The whole meeting, to keep or to move" in text, 'href="report.json"' in text) == (offered, offered)
        assert 'href="notes.xlsx"' in text


def test_the_full_page_plays_the_wall_and_no_other_does(house, drawn):
    zone = house.do("zone.add", title="Here")["zone"]
    for text in ("tea", "cake"):
        house.do("note.add", zone=zone, text=text)
    full = house.chair.get(f"/m/{house.code}/report.html?length=full").text
    assert "How the wall grew" in full and full.count("data-spots=") == 2
    assert "data-spots" not in report(house, house.chair).text
    assert house.chair.get(f"/m/{house.code}/report.pdf?length=full").status_code == 200
    assert [each.report.replay is not None for each in drawn] == [True, False, False]


@pytest.mark.parametrize(("form", "kind"), [("html", "text/html"), ("md", "text/markdown"), ("csv", "text/csv")])
def test_a_text_says_once_in_which_letters_it_is_written(house, form, kind):
    named = "notes.csv" if form == "csv" else f"report.{form}"
    answer = house.chair.get(f"/m/{house.code}/{named}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_who_may_read_the_report_may_have_it_in_other_forms_and_nobody_else(house, form, kind, start):
    url = f"/m/{house.code}/report.{form}"
    answer = house.chair.get(url)
    assert answer.status_code == 200 and answer.mimetype == kind and answer.data.startswith(start)
    assert house.member.get(url).status_code == 403
    house.do("report.publish")
    assert house.member.get(url).data.startswith(start)
    assert house.app.test_client().get(url).status_code == 404


def test_a_snapshot_is_a_png_twice_as_large_for_those_who_see_it(house):
    id = house.do("snapshot.take", title="A picture", caption="أحتاج إلى شخص واحد")["snapshot"]
    url = f"/m/{house.code}/snapshots/{id}.png"
    answer = house.member.get(url)
    assert answer.status_code == 200 and answer.mimetype == "image/png"
    drawn = house.member.get(url.replace(".png", ".svg")).text
    wide, high = (float(each) for each in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn).groups())
    size = struct.unpack(">II", answer.data[16:24])
    assert size == (pytest.approx(2 * wide, abs=2), pytest.approx(2 * high, abs=2))
    assert house.app.test_client().get(url).status_code == 404
    assert house.member.get(f"/m/{house.code}/snapshots/nothing.png").status_code == 404


def test_a_report_that_cannot_be_made_is_one_sentence(house, monkeypatch, caplog):
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, "-c", "import sys; sys.exit('Oh.NoError')"])
    house.do("report.edit", conclusions="words of their own")
    answer = report(house, house.chair)
    assert answer.status_code == 503
    assert "The report could not be made just now." in answer.text
    assert "Oh.NoError" in caplog.text and "words of their own" not in caplog.text


def test_one_that_takes_too_long_is_ended(house, monkeypatch):
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(report_worker, "TIMEOUT", 0.2)
    assert report(house, house.chair).status_code == 503


def test_what_is_asked_for_by_many_at_once_is_made_once_while_the_loop_goes_on(monkeypatch, tmp_path):
    """Each process leaves a file, and waits until the loop has had many turns."""
    go, script = tmp_path / "go", tmp_path / "slow.py"
    script.write_text(
        f"import pathlib, tempfile, sys, time\ntempfile.mkstemp(dir={str(tmp_path)!r}, suffix='.began')\n"
        f"while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\nprint('made')"
    )
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, str(script)])
    put_together = []

    def ask(key):
        return report_worker.render_once(key, lambda: put_together.append(key) or Request("html"))

    asked = [runtime.spawn(ask, key) for key in ("one", "one", "one", "one", "one", 0, 1, 2)]

    def began() -> int:
        return len(list(tmp_path.glob("*.began")))

    until(lambda: began() >= report_worker.MAX_PROCESSES, 30, sleep=runtime.sleep)
    turns = 0
    while turns < 50:
        runtime.sleep(0.001)
        turns += 1
    assert began() == report_worker.MAX_PROCESSES == 2
    go.touch()
    assert [each.wait().strip() for each in asked] == [b"made"] * 8
    assert began() == 4 and sorted(map(str, put_together)) == ["0", "1", "2", "one"]


FORMS = ("html", "pdf", "docx", "md", "json")
TABLES = ("notes.csv", "scales.csv", "steps.csv", "notes.xlsx")


@pytest.mark.parametrize("name", [*(f"report.{form}" for form in FORMS), *TABLES])
def test_every_form_is_the_chairs_at_any_time_and_the_others_once_it_is_shared(house, name):
    address = f"/m/{house.code}/{name}"
    assert house.chair.get(address).status_code == 200
    assert house.member.get(address).status_code == 403
    house.do("report.publish")
    assert house.member.get(address).status_code == 200
    assert house.app.test_client().get(address).status_code == 404


def test_a_file_to_keep_has_the_title_in_its_name_without_signs_that_some_systems_refuse(house):
    house.do("meeting.edit", title='Été / "Homes": a <b> café?')
    name = house.chair.get(f"/m/{house.code}/report.md").headers["Content-Disposition"]
    assert name.startswith("attachment") and "caf%C3%A9" in name
    assert not set("/<>:?*|") & set(name.split("filename*=UTF-8''")[1].replace("%", ""))


@pytest.fixture
def first_to_have_new_year(monkeypatch):
    """A server where the clocks are fourteen hours ahead."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        yield
    time.tzset()


def named(house: House, form: str) -> str:
    answer = house.chair.get(f"/m/{house.code}/{form}")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.headers["Content-Disposition"]


def test_the_files_of_a_series_are_told_apart_by_their_day_where_people_met(house, first_to_have_new_year):
    house.do("meeting.edit", title="Homes")
    assert named(house, "report.md") == "attachment; filename=Homes.md", "nobody knows yet when it will be"
    noon_in_greenwich = 1_798_718_400_000
    house.code = house.chair.post(
        "/api/meetings", json={"title": "Homes", "template": "standing", "starts_at": noon_in_greenwich}
    ).json["code"]
    assert "Friday 1 January 2027" in report(house, house.chair).text
    for form in ("docx", "md", "json"):
        assert named(house, f"report.{form}") == f'attachment; filename="Homes 2027-01-01.{form}"'
    assert named(house, "notes.csv") == 'attachment; filename="Homes 2027-01-01, Notes.csv"'
    # A browser shows a PDF, and saves it from there by this name.
    assert named(house, "report.pdf") == 'inline; filename="Homes 2027-01-01.pdf"'
    house.do("meeting.edit", title="Été")
    assert named(house, "report.pdf").startswith("inline; filename=\"Ete 2027-01-01.pdf\"; filename*=UTF-8''%C3%89t")


def test_a_form_that_there_is_not_is_no_page(house):
    assert house.chair.get(f"/m/{house.code}/report.exe").status_code == 404
    assert house.chair.get(f"/m/{house.code}/people.csv").status_code == 404


def put_on_list(house: House, n: int, **fields) -> str:
    token = f"token-{n}-{'x' * 24}"
    entry = Entry(name=f"Person {n}", organisation="Housing", kind="lived", **fields)
    there = Attended(house.code, "2026-11-21")
    agreed = Consent("en-1", "You may name me.", "2026-11-21")
    assert house.services.store.attendance.add(token, house.code, entry, agreed, there, on_paper=False)
    return token


def test_the_report_counts_who_is_on_the_list_and_names_only_who_said_so(house):
    tokens = [put_on_list(house, n, named=n == 0) for n in range(6)]
    house.do("meeting.close")
    full = f"/m/{house.code}/report.html?length=full"
    page = house.chair.get(full).text
    assert "Lived experience" in page and "Person 0" in page and "Person 1" not in page
    assert "Person 0" not in house.chair.get(f"/m/{house.code}/report.json").text
    # A closed meeting's report is kept ready; whoever takes their entry away is in none from then on.
    house.services.store.attendance.erase(tokens[0])
    assert "Person 0" not in house.chair.get(full).text
    for token in tokens[1:3]:
        house.services.store.attendance.erase(token)
    assert "Lived experience" not in house.chair.get(full).text, "three people are too few to be counted"


@pytest.mark.parametrize("name", ["report.pdf", "report.docx?length=full", "notes.xlsx"])
def test_who_waits_before_a_browser_is_told_that_it_is_being_made(house, name):
    address = f"/m/{house.code}/{name}"
    looking = {"Sec-Fetch-Mode": "navigate"}
    page = house.chair.get(address, headers=looking)
    assert page.mimetype == "text/html" and "being made" in page.text
    there = html_of(re.search(r'content="0; url=([^"]+)"', page.text)[1])
    # Without a script the browser goes there by itself, and is not sent round in a circle.
    assert house.chair.get(there, headers=looking).mimetype != "text/html"
    # A program, and the page's own script, get the file at once.
    assert house.chair.get(address).mimetype != "text/html"


def test_the_page_that_says_so_tells_nothing_to_who_may_not_read(house):
    answer = house.member.get(f"/m/{house.code}/report.pdf", headers={"Sec-Fetch-Mode": "navigate"})
    assert answer.status_code == 403 and "being made" not in answer.text
    stranger = house.app.test_client()
    assert stranger.get("/r/nothing/report.pdf", headers={"Sec-Fetch-Mode": "navigate"}).status_code == 404
