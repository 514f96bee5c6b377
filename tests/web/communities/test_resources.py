"""What people offered as useful lives on: on the community's page, in its reports, and with its files."""

import io

import pytest

from ..conftest import path

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


@pytest.fixture
def page(chair, link):
    return chair.get(path(link)).headers["Location"]


@pytest.fixture
def offered(chair, meeting, command, page):
    """A file and a link that somebody offered and the chair took over; returns the address of the file."""
    data = {"id": "one", "title": "Night shelter", "helps": "Whoever sleeps out", "file": (io.BytesIO(PDF), "n.pdf")}
    id = chair.post(f"/api/meetings/{meeting['code']}/files", data=data).get_json()["resource"]
    command("resource.take", resource=id)
    command("resource.add", title="A guide <b>", url="https://example.org/guide", helps="")
    command("meeting.close")
    command("report.publish")
    return f"/m/{meeting['code']}/files/{id}"


def test_the_page_lists_what_shared_reports_list(member, browser, page, offered, command):
    shown = member.get(page).text
    assert "2 useful things to know" in shown and "Night shelter" in shown and "Whoever sleeps out" in shown
    assert f'href="{offered}"' in shown and "n.pdf" in shown and "1 KB" in shown
    assert 'href="https://example.org/guide" rel="noopener noreferrer"' in shown and "A guide &lt;b&gt;" in shown
    found = member.get(offered)
    assert (found.status_code, found.data, found.content_type) == (200, PDF, "application/pdf")
    assert (
        found.headers["Content-Disposition"].startswith("attachment")
        and "sandbox" in found.headers["Content-Security-Policy"]
    )
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert browser("10.0.0.8").get(offered).status_code == 404
    command("report.unpublish")
    assert "Night shelter" not in member.get(page).text and member.get(offered).status_code == 404


def test_a_series_lists_each_once_as_its_newest_meeting_has_it(member, chair, page, offered, services):
    second = {"title": "The second one", "template": "blank", "starts_at": 1_900_000_000_000}
    second["community_id"] = page.rsplit("/", 1)[1]
    code = chair.post("/api/meetings", json=second).get_json()["code"]
    viewer = services.identities.viewer({each.key: each.value for each in chair._cookies.values()}, code, "chair")
    for n, (name, args) in enumerate(
        (
            ("resource.add", {"title": "A newer guide", "url": "https://example.org/guide", "helps": ""}),
            ("meeting.close", {}),
            ("report.publish", {}),
        )
    ):
        answer = services.hub.submit_and_wait(code, viewer, {"id": f"s{n}", "name": name, "args": args})
        assert answer["ok"], answer
    for shown in (member.get(page).text, member.get(f"{page}/series.html").text):
        assert "A newer guide" in shown and "A guide" not in shown and "Night shelter" in shown


@pytest.mark.thorough
def test_reports_link_to_the_file_where_it_is_served_and_name_it_where_they_are_taken_home(
    chair, member, browser, meeting, offered, page
):
    code = meeting["code"]
    address = f"http://localhost{offered}"
    for url in (f"/m/{code}/report.html", f"{page}/series.html"):
        shown = member.get(url).text
        assert f'href="{address}"' in shown and "File: n.pdf (1 KB)" in shown
    assert address.encode() in member.get(f"/m/{code}/report.pdf").data.replace(b"\\", b"")
    for text in (member.get(f"/m/{code}/report.md").text, member.get(f"{page}/series.md").text):
        assert address not in text and "n.pdf" in text and "1 KB" in text and "on the page of the meeting" in text
    link = path(chair.post(f"/api/meetings/{code}/report-link").get_json()["report_url"])
    stranger = browser("10.0.0.8")
    public = f"{link}/files/{offered.rsplit('/', 1)[1]}"
    assert f'href="http://localhost{public}"' in stranger.get(link).text
    found = stranger.get(public)
    assert found.data == PDF and found.headers["Content-Disposition"].startswith("attachment")
    assert found.headers["X-Robots-Tag"] and "sandbox" in found.headers["Content-Security-Policy"]
    chair.delete(f"/api/meetings/{code}/report-link")
    assert stranger.get(public).status_code == 404


def test_the_series_is_read_only_when_its_report_has_to_be_made(member, page, offered, services, monkeypatch):
    url = f"{page}/series.md?length=full"
    first = member.get(url).data
    asked = []
    monkeypatch.setattr(services.hub, "state", lambda code: asked.append(code))
    assert member.get(url).data == first and not asked
