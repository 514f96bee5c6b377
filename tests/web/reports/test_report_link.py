"""The link for everyone: what it opens, for whom, and how it ends."""

import re

import pytest

from live_cop.report.formats import html
from live_cop.web.reports.formats import FORMATS, LINKED

from ..conftest import path, refused


@pytest.fixture
def call(meeting):
    return f"/api/meetings/{meeting['code']}/report-link"


@pytest.fixture
def made(chair, call, give):
    """The path of the link of a shared report."""
    give("note.add", zone=_zone(give), text="tea <first>")
    give("report.publish")
    answer = chair.post(call)
    assert answer.status_code == 200 and answer.json["qr"].startswith("data:image/svg+xml")
    return path(answer.json["report_url"])


def _zone(give):
    return give("zone.add", title="Here")["result"]["zone"]


def test_anybody_reads_the_report_with_it_in_every_form_and_without_a_cookie(made, meeting, browser):
    stranger = browser()
    kinds = {form: FORMATS[form][0].split(";")[0] for form in LINKED}
    forms = {made: "text/html", f"{made}/full": "text/html"}
    forms |= {f"{made}/report.{form}": kind for form, kind in kinds.items()}
    forms |= {f"{made}/report.{form}?length=full": kind for form, kind in kinds.items()}
    for address, kind in forms.items():
        answer = stranger.get(address)
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
    short, full = stranger.get(made), stranger.get(f"{made}/full").text
    assert short.headers["Content-Security-Policy"] == f"{html.POLICY}; frame-ancestors 'none'"
    assert '<meta name="robots" content="noindex, nofollow">' in short.text
    assert "tea &lt;first&gt;" in full and "tea &lt;first&gt;" not in short.text
    # Its ways lead to the same report, and none into the meeting.
    ways = [way for page in (short.text, full) for way in re.findall(r'href="([^"#]+)"', page) if "data:" not in way]
    assert set(ways) == forms.keys()
    assert meeting["code"] not in short.text + full


def test_a_form_that_there_is_not_is_no_page(made, browser):
    for form in ("exe", "html", "png", "json"):
        assert browser().get(f"{made}/report.{form}").status_code == 404


def test_the_chair_alone_makes_and_withdraws_it(made, chair, meeting, call, browser):
    code = meeting["code"]
    member, helper, board, other = browser(), browser(), browser(), browser()
    member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    helper.get(path(chair.post(f"/api/meetings/{code}/helper-link").json["helper_url"]))
    board.get(path(meeting["board_url"]))
    other.post("/api/meetings", json={"title": "Elsewhere"})
    for client in (member, helper, board, other, browser()):
        for answer in (client.post(call), client.delete(call)):
            assert answer.status_code == 403 and refused(answer) == "not_allowed"
    assert browser().get(made).status_code == 200


def test_it_is_there_only_for_a_report_that_is_shared(chair, call, give):
    answer = chair.post(call)
    assert answer.status_code == 403 and refused(answer) == "not_published"


def test_the_ways_of_a_closed_meeting_s_page_stay_with_the_door_that_one_came_by(made, chair, meeting, browser, give):
    give("meeting.close")
    inside = f"/m/{meeting['code']}/report.html"
    for _ in range(2):
        assert made not in chair.get(inside).text
        assert f'href="{made}/full"' in browser().get(made).text


def test_a_new_one_ends_the_one_before(made, chair, call, browser):
    new = path(chair.post(call).json["report_url"])
    assert browser().get(made).status_code == 404
    assert browser().get(new).status_code == 200


def gone(browser, address):
    answer = browser().get(address)
    assert answer.status_code == 404
    assert "This link shows no report any more." in answer.text
    assert "Homes that say yes" not in answer.text
    return True


def test_what_was_withdrawn_is_gone_at_once_in_every_form(made, chair, call, browser, give):
    give("meeting.close")
    forms = (made, f"{made}/full", f"{made}/report.pdf")
    assert [browser().get(address).status_code for address in forms] == [200, 200, 200]
    assert chair.delete(call).status_code == 200
    assert all(gone(browser, address) for address in forms)
    assert chair.delete(call).status_code == 200


def test_who_stops_sharing_withdraws_it_and_sharing_again_does_not_bring_it_back(made, chair, call, browser, give):
    give("report.unpublish")
    assert gone(browser, made)
    give("report.publish")
    assert gone(browser, made)
    # Sharing what is shared already changes nothing.
    new = path(chair.post(call).json["report_url"])
    give("report.publish")
    assert browser().get(new).status_code == 200


@pytest.mark.parametrize("token", ["guessed", "%00", "x" * 5000, "chair"])
def test_what_never_was_a_link_says_what_a_dead_one_says(browser, meeting, token):
    assert gone(browser, f"/r/{token}")


def test_no_other_link_opens_a_report_and_it_opens_nothing_else(made, meeting, browser):
    token = made.rsplit("/", 1)[1]
    for role in ("chair", "board"):
        assert gone(browser, f"/r/{path(meeting[f'{role}_url']).rsplit('/', 1)[1]}")
        assert browser().get(f"/{role}/{token}").status_code == 404


def test_guesses_are_counted_and_who_has_the_right_link_is_never_kept_out(made, browser):
    guesser = browser("10.9.9.9")
    answers = [guesser.get(f"/r/guess-{n}").status_code for n in range(32)]
    assert answers[:30] == [404] * 30 and answers[-1] == 429
    assert guesser.get(made).status_code == 200
    # Joining a meeting is another matter.
    assert "That was a lot of tries" not in guesser.get("/m/AAAAAA").text


def test_the_console_knows_whether_there_is_one_and_shows_the_one_that_it_kept(made, meeting, chair, call, give):
    def told(url):
        return chair.post(f"/api/meetings/{meeting['code']}/links", json={"report_url": url}).json

    kept = f"http://localhost{made}"
    assert told(kept)["report"] is True and told(kept)["qr"]["report_url"].startswith("data:image/svg+xml")
    assert told("")["report"] is True and "report_url" not in told("")["qr"]
    chair.post(call)
    assert told(kept)["report"] is True and "report_url" not in told(kept)["qr"]
    give("report.unpublish")
    assert told(kept) == {"qr": {}, "report": False}


def test_the_link_of_another_meeting_is_none_of_this_one(made, meeting, browser):
    other = browser()
    code = other.post("/api/meetings", json={"title": "Elsewhere"}).json["code"]
    answer = other.post(f"/api/meetings/{code}/links", json={"report_url": f"http://localhost{made}"}).json
    assert answer == {"qr": {}, "report": False}


def test_a_stolen_file_holds_no_link(made, services):
    token = made.rsplit("/", 1)[1].encode()
    assert len(token) >= 32
    assert [
        file for file in services.store.path.parent.iterdir() if file.is_file() and token in file.read_bytes()
    ] == []
