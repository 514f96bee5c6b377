"""A community's page: who may see it, what it lists, and how the next meeting is planned from it."""

import pytest

from ..conftest import path, refused


@pytest.fixture
def link(chair, meeting):
    """The link of the community that this meeting belongs to."""
    answer = chair.post("/api/communities", json={"meeting": meeting["code"]})
    assert answer.status_code == 201
    return answer.get_json()["community_url"]


@pytest.fixture
def page(chair, link):
    return chair.get(path(link)).headers["Location"]


@pytest.fixture
def member(browser, link):
    """Somebody else of the community, let in by its link."""
    client = browser("10.0.0.9")
    client.get(path(link))
    return client


def test_the_link_becomes_a_cookie_and_leaves_the_address(browser, link):
    client = browser()
    answer = client.get(path(link))
    assert answer.status_code == 302
    assert (
        answer.headers["Location"].startswith("/communities/")
        and link.rsplit("/", 1)[1] not in answer.headers["Location"]
    )
    shown = client.get(answer.headers["Location"])
    assert "Access to homes" in shown.text and "Homes that say yes" in shown.text
    assert link.rsplit("/", 1)[1] not in shown.text


def test_without_the_link_there_is_no_page(browser, page):
    for client in (browser(), browser("10.0.0.2")):
        answer = client.get(page)
        assert answer.status_code == 404 and "Access to homes" not in answer.text
        assert client.get("/community/not-a-token").status_code == 404
        assert client.get("/communities/nothing").status_code == 404
        assert client.get(f"{page}/plan").status_code == 404


def test_a_forged_or_foreign_cookie_opens_nothing(browser, page, member):
    id = page.rsplit("/", 1)[1]
    forged = browser()
    forged.set_cookie(f"cop_k_{id}", "WyJ4Il0.forged")
    assert forged.get(page).status_code == 404
    answer = browser("10.0.0.3").post("/api/communities", json={"name": "Another"}).get_json()
    other = browser("10.0.0.4")
    other.get(path(answer["community_url"]))
    other.set_cookie(f"cop_k_{id}", other.get_cookie(f"cop_k_{answer['id']}").value)
    assert other.get(page).status_code == 404


def test_only_the_chair_brings_a_meeting_in_and_only_once(browser, chair, meeting, link):
    assert refused(browser().post("/api/communities", json={"meeting": meeting["code"]})) == "not_your_meeting"
    assert refused(chair.post("/api/communities", json={"meeting": meeting["code"]})) == "in_a_community"
    assert refused(chair.post("/api/communities", json={"meeting": "AAAAAA"})) == "not_your_meeting"
    assert refused(chair.post("/api/communities", json={"name": "  "})) == "empty"
    assert refused(chair.post("/api/communities", json={"name": "x" * 121})) == "too_long"
    assert refused(chair.post("/api/communities", json={"name": 3})) == "bad_args"


def test_a_server_with_a_host_key_asks_for_it_unless_one_has_the_link(serve):
    app = serve(host_key="open sesame")
    client, stranger = app.test_client(), app.test_client()
    assert refused(stranger.post("/api/communities", json={"name": "Ours"})) == "not_a_host"
    key = {"Authorization": "Bearer open sesame"}
    made = client.post("/api/communities", json={"name": "Ours"}, headers=key).get_json()
    token = made["community_url"].rsplit("/", 1)[1]
    assert refused(stranger.post("/api/meetings", json={"title": "One"})) == "not_a_host"
    for where in ({"community_token": "wrong"}, {"community_id": made["id"]}):
        assert refused(stranger.post("/api/meetings", json={"title": "One", **where})) == "bad_community_link"
    assert stranger.post("/api/meetings", json={"title": "One", "community_token": token}).status_code == 201
    assert client.post("/api/meetings", json={"title": "Two", "community_id": made["id"]}).status_code == 201
    shown = client.get(f"/communities/{made['id']}").text
    assert "One" in shown and "Two" in shown


def test_a_new_link_lets_everyone_else_out(chair, member, page, link, browser):
    assert member.get(page).status_code == 200
    new = chair.post(f"/api{page}/link").get_json()["community_url"]
    assert chair.get(page).status_code == 200
    assert member.get(page).status_code == 404
    assert browser().get(path(link)).status_code == 404
    member.get(path(new))
    assert member.get(page).status_code == 200
    assert refused(browser("10.0.0.8").post(f"/api{page}/link")) == "bad_community_link"


def test_a_published_report_is_there_for_the_community_and_no_other(give, member, browser, meeting, page):
    url = f"/m/{meeting['code']}/report.html"
    give("meeting.close")
    assert member.get(url).status_code == 404 and "report.html" not in member.get(page).text
    give("report.publish")
    assert url in member.get(page).text
    assert member.get(url).status_code == 200 and "Homes that say yes" in member.get(url).text
    assert browser("10.0.0.7").get(url).status_code == 404
    give("report.unpublish")
    assert member.get(url).status_code == 404


def test_the_next_meeting_is_planned_by_who_never_chaired(give, member, services, meeting, page):
    give("step.add", what="Ring the council")
    give("next.fix", at=1_800_000_000_000, title="A good first night", video_url="https://call.example/x")
    give("meeting.close")
    id = page.rsplit("/", 1)[1]
    form = member.get(f"{page}/plan?after={meeting['code']}").text
    assert "A good first night" in form and f"next:{meeting['code']}" in form and "1800000000000" in form
    wanted = {"title": "A good first night", "template": f"next:{meeting['code']}", "community_id": id}
    opened = member.post("/api/meetings", json=wanted)
    assert opened.status_code == 201
    state = services.hub.state(opened.get_json()["code"])
    [step] = state.of_kind("step").values()
    assert step.what == "Ring the council" and step.carried_from.title == "Homes that say yes"
    assert state.get("meeting", "meeting").place == 2
    assert state.get("meeting", "meeting").community == "Access to homes"
    assert "A good first night" in member.get(page).text


def test_a_meeting_is_carried_on_only_by_its_chair_or_its_community(browser, chair, member, meeting):
    wanted = {"title": "Next", "template": f"next:{meeting['code']}"}
    assert refused(browser("10.0.0.5").post("/api/meetings", json=wanted)) == "not_your_meeting"
    assert chair.post("/api/meetings", json=wanted).status_code == 201
    assert member.post("/api/meetings", json=wanted).status_code == 201
    assert refused(chair.post("/api/meetings", json={"title": "Next", "template": "next:AAAAAA"})) == "not_your_meeting"


def test_another_communitys_meeting_cannot_be_planned_from_here(chair, member, page):
    other = chair.post("/api/meetings", json={"title": "Elsewhere"}).get_json()
    assert member.get(f"{page}/plan?after={other['code']}").status_code == 403


def test_series_stand_together_and_the_newest_meeting_first(chair, page):
    id = page.rsplit("/", 1)[1]
    for title, series, at in (("First", "Prison", 1_700_000_000_000), ("Second", "Prison", 1_710_000_000_000)):
        chair.post("/api/meetings", json={"title": title, "series": series, "starts_at": at, "community_id": id})
    shown = chair.get(page).text
    assert shown.index("Prison") < shown.index("Second") < shown.index("First</bdi>")


def test_the_links_page_offers_it_to_the_chair_and_then_leads_there(browser, chair, meeting):
    before = chair.get(f"/m/{meeting['code']}/links").text
    assert 'id="together-form"' in before
    chair.post("/api/communities", json={"meeting": meeting["code"]})
    after = chair.get(f"/m/{meeting['code']}/links").text
    assert 'id="together-form"' not in after and "Open the page of Access to homes" in after
    helper = browser("10.0.0.6")
    url = chair.post(f"/api/meetings/{meeting['code']}/helper-link").get_json()["helper_url"]
    helper.get(path(url))
    assert 'id="together"' not in helper.get(f"/m/{meeting['code']}/links").text


def test_the_first_page_leads_to_ones_communities(member, browser, page):
    assert page in member.get("/").text
    assert "/communities/" not in browser("10.0.0.5").get("/").text


def test_the_guide_is_for_anyone(browser):
    answer = browser().get("/guide")
    assert answer.status_code == 200 and answer.text.count("<li>") >= 10


def test_the_calendar_file_is_for_those_inside(give, browser, chair, meeting):
    url = f"/m/{meeting['code']}/next.ics"
    assert chair.get(url).status_code == 404
    give("next.fix", at=1_800_000_000_000, venue="The library, first floor; by the tea")
    member = browser("10.0.0.6")
    member.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    answer = member.get(url)
    assert answer.mimetype == "text/calendar"
    assert "DTSTART:20270115T080000Z" in answer.text and "DTEND:20270115T094000Z" in answer.text
    assert "LOCATION:The library\\, first floor\\; by the tea" in answer.text
    assert browser("10.0.0.7").get(url).status_code == 404


class TestSeriesReport:
    @pytest.fixture
    def shared(self, chair, meeting, link, give):
        """The first meeting's report is shared; a second meeting of the series has none yet."""
        give("recommendation.add", text="One phone number", to="The council")
        give("meeting.close")
        give("report.publish")
        id = chair.get(path(link)).headers["Location"].rsplit("/", 1)[1]
        second = {"title": "The second one", "template": f"next:{meeting['code']}", "community_id": id}
        assert chair.post("/api/meetings", json=second).status_code == 201
        return f"/communities/{id}"

    def test_whoever_holds_the_community_reads_it_in_every_form(self, member, shared):
        assert "The report of all meetings" in member.get(shared).text
        page = member.get(f"{shared}/series.html")
        assert page.status_code == 200 and "One phone number" in page.text and "The second one" not in page.text
        assert "1 more meeting has not been shared" in page.text
        assert "length=full" in page.text
        assert member.get(f"{shared}/series.pdf?length=full").data.startswith(b"%PDF")
        assert member.get(f"{shared}/series.docx").data.startswith(b"PK")
        assert member.get(f"{shared}/series.xlsx").data.startswith(b"PK")
        assert member.get(f"{shared}/series.json").get_json()["reports"][0]["recommendations"][0]["to"] == "The council"
        assert member.get(f"{shared}/notes.csv").text.startswith("\ufeffMeeting,Place on the wall")
        text = member.get(f"{shared}/series.md")
        assert "One phone number" in text.text and text.headers["Content-Disposition"].startswith("attachment")

    def test_whoever_holds_the_community_may_move_each_of_its_meetings(self, member, shared, meeting):
        assert 'href="report.json"' in member.get(f"/m/{meeting['code']}/report.html").text

    def test_nobody_else_does(self, browser, shared):
        for form in ("html", "pdf", "docx", "md", "xlsx", "json"):
            answer = browser("10.0.0.8").get(f"{shared}/series.{form}")
            assert answer.status_code == 404 and "phone number" not in answer.text

        for table in ("notes", "scales", "steps"):
            assert browser("10.0.0.8").get(f"{shared}/{table}.csv").status_code == 404

    def test_what_is_withdrawn_is_not_in_it_any_more(self, member, shared, give):
        give("report.unpublish")
        assert "One phone number" not in member.get(f"{shared}/series.html").text

    def test_a_series_that_there_is_not(self, member, shared):
        assert member.get(f"{shared}/series.html?series=nothing").status_code == 404
