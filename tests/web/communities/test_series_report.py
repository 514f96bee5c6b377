"""The report of a series: who reads it, in every format, and what is in it."""

import pytest

from ..conftest import path


class TestSeriesReport:
    @pytest.fixture
    def shared(self, chair, meeting, link, command):
        """A series of two meetings, of which only the first has a published report."""
        command("recommendation.add", text="One phone number", to="The council")
        command("meeting.close")
        command("report.publish")
        id = chair.get(path(link)).headers["Location"].rsplit("/", 1)[1]
        second = {"title": "The second one", "template": f"next:{meeting['code']}", "community_id": id}
        assert chair.post("/api/meetings", json=second).status_code == 201
        return f"/communities/{id}"

    def test_members_of_the_community_read_it_in_every_format(self, member, shared):
        assert "The report of all meetings" in member.get(shared).text
        page = member.get(f"{shared}/series.html")
        assert page.status_code == 200 and "One phone number" in page.text and "The second one" not in page.text
        assert "1 more meeting has not been shared" in page.text
        assert "length=full" in page.text
        assert member.get(f"{shared}/series.pdf?length=full").data.startswith(b"%PDF")
        assert member.get(f"{shared}/series.docx").data.startswith(b"PK")
        assert member.get(f"{shared}/series.xlsx").data.startswith(b"PK")
        assert member.get(f"{shared}/series.pptx").data.startswith(b"PK")
        assert member.get(f"{shared}/series.json").get_json()["reports"][0]["recommendations"][0]["to"] == "The council"
        assert member.get(f"{shared}/notes.csv").text.startswith("\ufeffMeeting,Place on the wall")
        text = member.get(f"{shared}/series.md")
        assert "One phone number" in text.text and text.headers["Content-Disposition"].startswith("attachment")

    def test_members_of_the_community_are_offered_the_export_of_each_meeting(self, member, shared, meeting):
        assert 'href="meeting.zip"' in member.get(f"/m/{meeting['code']}/report.html").text

    def test_nobody_else_can_read_it(self, browser, shared):
        for form in ("html", "pdf", "docx", "pptx", "md", "xlsx", "json"):
            answer = browser("10.0.0.8").get(f"{shared}/series.{form}")
            assert answer.status_code == 404 and "phone number" not in answer.text

        for table in ("notes", "scales", "steps"):
            assert browser("10.0.0.8").get(f"{shared}/{table}.csv").status_code == 404

    def test_an_unpublished_report_is_not_in_it(self, member, shared, command):
        command("report.unpublish")
        assert "One phone number" not in member.get(f"{shared}/series.html").text

    def test_an_unknown_series_is_not_found(self, member, shared):
        assert member.get(f"{shared}/series.html?series=nothing").status_code == 404
