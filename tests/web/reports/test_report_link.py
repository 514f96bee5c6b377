"""The report link: what it shows, to whom, and how it ends."""

import io
import re

import pytest
from PIL import Image

from live_cop.report.formats import html
from live_cop.web.reports.formats import FORMATS, LINKED

from ...support.stores import path_of
from ..conftest import path, refused


@pytest.fixture
def call(meeting):
    return f"/api/meetings/{meeting['code']}/report-link"


@pytest.fixture
def link(chair, call, command):
    """The path of the link to a published report."""
    command("note.add", zone=_zone(command), text="tea <first>")
    command("report.publish")
    answer = chair.post(call)
    assert answer.status_code == 200 and answer.json["qr"].startswith("data:image/svg+xml")
    return path(answer.json["report_url"])


def _zone(command):
    return command("zone.add", title="Here")["result"]["zone"]


@pytest.mark.thorough
def test_the_link_shows_the_report_in_every_format_without_a_cookie(link, meeting, browser):
    stranger = browser()
    kinds = {format: FORMATS[format][0].split(";")[0] for format in LINKED}
    addresses = {link: "text/html", f"{link}/full": "text/html"}
    addresses |= {f"{link}/report.{format}": kind for format, kind in kinds.items()}
    addresses |= {
        f"{link}/report.{format}?length=full": kind
        for format, kind in kinds.items()
        if format not in ("zip", "pictures.zip")
    }
    for address, kind in addresses.items():
        if address.endswith(("/report.zip", "/report.pictures.zip")):
            # They take long, and are the same at every address.
            continue
        answer = stranger.get(address)
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
    short, full = stranger.get(link), stranger.get(f"{link}/full").text
    assert short.headers["Content-Security-Policy"] == f"{html.POLICY}; frame-ancestors 'none'"
    assert '<meta name="robots" content="noindex, nofollow">' in short.text
    # With so few notes the short report has room for them too.
    assert (
        "tea &lt;first&gt;" in full and "tea &lt;first&gt;" in short.text and "Everything on the wall" not in short.text
    )
    # Its links lead to the same report, and none into the meeting.
    links = [
        href for page in (short.text, full) for href in re.findall(r'href="([^"#]+)"', page) if "data:" not in href
    ]
    assert {href for href in links if "?language=" not in href} == addresses.keys()
    assert {href.partition("?language=")[0] for href in links if "?language=" in href} == {link, f"{link}/full"}
    assert meeting["code"] not in short.text + full


def test_a_preview_of_the_link_has_a_picture_while_the_report_is_published(link, browser, command, chair, meeting):
    stranger = browser()
    page = stranger.get(f"{link}/full").text
    tags = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', page))
    assert tags["og:url"] == f"http://localhost{link}" and tags["og:image"] == f"http://localhost{link}/picture.png"
    assert tags["og:title"] and (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    answer = stranger.get(f"{link}/picture.png")
    assert chair.get(f"/m/{meeting['code']}/picture.png").data == answer.data
    assert answer.mimetype == "image/png" and "noindex" in answer.headers["X-Robots-Tag"]
    assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
    command("report.unpublish")
    assert stranger.get(f"{link}/picture.png").status_code == 404


def test_only_the_public_page_has_a_preview(chair, meeting, link):
    assert "og:" not in chair.get(f"/m/{meeting['code']}/report.html").text


def test_an_unknown_format_is_not_found(link, browser):
    for format in ("exe", "html", "png", "json"):
        assert browser().get(f"{link}/report.{format}").status_code == 404


def test_only_the_chair_makes_and_withdraws_the_link(link, chair, meeting, call, browser):
    code = meeting["code"]
    member, helper, board, other = browser(), browser(), browser(), browser()
    member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    helper.get(path(chair.post(f"/api/meetings/{code}/helper-link").json["helper_url"]))
    board.get(path(meeting["board_url"]))
    other.post("/api/meetings", json={"title": "Elsewhere"})
    for client in (member, helper, board, other, browser()):
        for answer in (client.post(call), client.delete(call)):
            assert answer.status_code == 403 and refused(answer) == "not_allowed"
    assert browser().get(link).status_code == 200


def test_an_unpublished_report_has_no_link(chair, call, command):
    answer = chair.post(call)
    assert answer.status_code == 403 and refused(answer) == "not_published"


def test_cached_pages_keep_the_links_of_their_own_address(link, chair, meeting, browser, command):
    command("meeting.close")
    inside = f"/m/{meeting['code']}/report.html"
    for _ in range(2):
        assert link not in chair.get(inside).text
        assert f'href="{link}/full"' in browser().get(link).text


def test_a_new_link_ends_the_old_one(link, chair, call, browser):
    new = path(chair.post(call).json["report_url"])
    assert browser().get(link).status_code == 404
    assert browser().get(new).status_code == 200


def gone(browser, address):
    answer = browser().get(address)
    assert answer.status_code == 404
    assert "This link shows no report any more." in answer.text
    assert "Homes that say yes" not in answer.text
    return True


def test_a_withdrawn_link_shows_nothing_in_any_format(link, chair, call, browser, command):
    command("meeting.close")
    addresses = (link, f"{link}/full", f"{link}/report.pdf")
    assert [browser().get(address).status_code for address in addresses] == [200, 200, 200]
    assert chair.delete(call).status_code == 200
    assert all(gone(browser, address) for address in addresses)
    assert chair.delete(call).status_code == 200


def test_unpublishing_ends_the_link_for_good(link, chair, call, browser, command):
    command("report.unpublish")
    assert gone(browser, link)
    command("report.publish")
    assert gone(browser, link)
    # Publishing a published report changes nothing.
    new = path(chair.post(call).json["report_url"])
    command("report.publish")
    assert browser().get(new).status_code == 200


@pytest.mark.parametrize("token", ["guessed", "%00", "x" * 5000, "chair"])
def test_unknown_and_dead_links_get_the_same_response(browser, meeting, token):
    assert gone(browser, f"/r/{token}")


def test_links_of_other_roles_open_no_report_and_a_report_link_no_role(link, meeting, browser):
    token = link.rsplit("/", 1)[1]
    for role in ("chair", "board"):
        assert gone(browser, f"/r/{path(meeting[f'{role}_url']).rsplit('/', 1)[1]}")
        assert browser().get(f"/{role}/{token}").status_code == 404


def test_wrong_links_shut_nobody_out(link, browser):
    guesser = browser("10.9.9.9")
    assert {guesser.get(f"/r/guess-{n}").status_code for n in range(100)} == {404}
    assert guesser.get(link).status_code == 200


def test_the_console_learns_whether_there_is_a_link_and_whether_its_own_works(link, meeting, chair, call, command):
    def check_saved_links(url):
        return chair.post(f"/api/meetings/{meeting['code']}/links", json={"report_url": url}).json

    saved_url = f"http://localhost{link}"
    assert check_saved_links(saved_url)["report"] is True and check_saved_links(saved_url)["qr"][
        "report_url"
    ].startswith("data:image/svg+xml")
    assert check_saved_links("")["report"] is True and "report_url" not in check_saved_links("")["qr"]
    chair.post(call)
    assert check_saved_links(saved_url)["report"] is True and "report_url" not in check_saved_links(saved_url)["qr"]
    command("report.unpublish")
    assert check_saved_links(saved_url) == {"qr": {}, "report": False}


def test_the_link_of_another_meeting_is_not_recognised(link, meeting, browser):
    other = browser()
    code = other.post("/api/meetings", json={"title": "Elsewhere"}).json["code"]
    answer = other.post(f"/api/meetings/{code}/links", json={"report_url": f"http://localhost{link}"}).json
    assert answer == {"qr": {}, "report": False}


def test_no_file_on_disk_contains_the_token(link, services):
    token = link.rsplit("/", 1)[1].encode()
    assert len(token) >= 32
    assert [
        file for file in path_of(services.store).parent.iterdir() if file.is_file() and token in file.read_bytes()
    ] == []
