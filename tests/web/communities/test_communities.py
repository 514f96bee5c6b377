"""A community's page: who may see it, what it lists, and how the next meeting is planned from it."""

import pytest

from ..conftest import path, refused


@pytest.fixture
def page(chair, link):
    return chair.get(path(link)).headers["Location"]


def test_the_link_is_exchanged_for_a_cookie(browser, link):
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


def test_without_the_link_the_page_is_not_found(browser, page):
    for client in (browser(), browser("10.0.0.2")):
        answer = client.get(page)
        assert answer.status_code == 404 and "Access to homes" not in answer.text
        assert client.get("/community/not-a-token").status_code == 404
        assert client.get("/communities/nothing").status_code == 404
        assert client.get(f"{page}/plan").status_code == 404


def test_a_forged_or_copied_cookie_gives_no_access(browser, page, member):
    id = page.rsplit("/", 1)[1]
    forged = browser()
    forged.set_cookie(f"cop_k_{id}", "WyJ4Il0.forged")
    assert forged.get(page).status_code == 404
    answer = browser("10.0.0.3").post("/api/communities", json={"name": "Another"}).get_json()
    other = browser("10.0.0.4")
    other.get(path(answer["community_url"]))
    other.set_cookie(f"cop_k_{id}", other.get_cookie(f"cop_k_{answer['id']}").value)
    assert other.get(page).status_code == 404


def test_only_the_chair_adds_a_meeting_and_only_once(browser, chair, meeting, link):
    assert refused(browser().post("/api/communities", json={"meeting": meeting["code"]})) == "not_your_meeting"
    assert refused(chair.post("/api/communities", json={"meeting": meeting["code"]})) == "in_a_community"
    assert refused(chair.post("/api/communities", json={"meeting": "AAAAAA"})) == "not_your_meeting"
    assert refused(chair.post("/api/communities", json={"name": "  "})) == "empty"
    assert refused(chair.post("/api/communities", json={"name": "x" * 121})) == "too_long"
    assert refused(chair.post("/api/communities", json={"name": 3})) == "bad_args"


def test_the_link_of_a_community_replaces_the_host_key(serve):
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


def test_a_new_link_ends_the_access_of_everybody_else(chair, member, page, link, browser):
    assert member.get(page).status_code == 200
    new = chair.post(f"/api{page}/link").get_json()["community_url"]
    assert chair.get(page).status_code == 200
    assert member.get(page).status_code == 404
    assert browser().get(path(link)).status_code == 404
    member.get(path(new))
    assert member.get(page).status_code == 200
    assert refused(browser("10.0.0.8").post(f"/api{page}/link")) == "bad_community_link"


def test_a_published_report_is_open_to_its_community_only(command, member, browser, meeting, page):
    url = f"/m/{meeting['code']}/report.html"
    command("meeting.close")
    assert member.get(url).status_code == 404 and "report.html" not in member.get(page).text
    command("report.publish")
    assert url in member.get(page).text
    assert member.get(url).status_code == 200 and "Homes that say yes" in member.get(url).text
    assert browser("10.0.0.7").get(url).status_code == 404
    command("report.unpublish")
    assert member.get(url).status_code == 404


def test_members_of_the_community_can_plan_the_next_meeting(command, member, services, meeting, page):
    command("step.add", what="Ring the council")
    command("next.fix", at=1_800_000_000_000, title="A good first night", video_url="https://call.example/x")
    command("meeting.close")
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


def test_only_its_chair_or_community_may_continue_a_meeting(browser, chair, member, meeting):
    wanted = {"title": "Next", "template": f"next:{meeting['code']}"}
    assert refused(browser("10.0.0.5").post("/api/meetings", json=wanted)) == "not_your_meeting"
    assert chair.post("/api/meetings", json=wanted).status_code == 201
    assert member.post("/api/meetings", json=wanted).status_code == 201
    assert refused(chair.post("/api/meetings", json={"title": "Next", "template": "next:AAAAAA"})) == "not_your_meeting"


def test_a_meeting_of_another_community_cannot_be_continued(chair, member, page):
    other = chair.post("/api/meetings", json={"title": "Elsewhere"}).get_json()
    assert member.get(f"{page}/plan?after={other['code']}").status_code == 403


def test_meetings_are_listed_by_series_with_the_newest_first(chair, page):
    id = page.rsplit("/", 1)[1]
    for title, series, at in (("First", "Prison", 1_700_000_000_000), ("Second", "Prison", 1_710_000_000_000)):
        chair.post("/api/meetings", json={"title": title, "series": series, "starts_at": at, "community_id": id})
    shown = chair.get(page).text
    assert shown.index("Prison") < shown.index("Second") < shown.index("First</bdi>")


def test_a_community_saves_running_orders_and_plans_meetings_with_them(chair, browser, services):
    first = chair.post("/api/meetings", json={"title": "Homes", "template": "solution"}).get_json()["code"]
    id = chair.post("/api/communities", json={"meeting": first, "name": "Access"}).get_json()["id"]
    url = f"/communities/{id}/orders"
    for _ in range(2):
        assert chair.post(url, data={"meeting": first, "name": "Our evening"}).status_code == 303
    [saved] = services.store.communities.running_orders(id)
    assert "Our evening" in chair.get(f"/communities/{id}").text
    assert f'value="saved:{saved.id}"' in chair.get(f"/communities/{id}/plan").text
    wanted = {"title": "Next", "template": f"saved:{saved.id}"}
    code = chair.post("/api/meetings", json={**wanted, "community_id": id}).get_json()["code"]
    titles = [[each.title for each in services.hub.state(one).of_kind("section").values()] for one in (first, code)]
    assert sorted(titles[0]) == sorted(titles[1])
    # It is the community's alone, and only of its own meetings.
    assert chair.post("/api/meetings", json=wanted).status_code == 400
    other = browser().post("/api/meetings", json={"title": "Else"}).get_json()["code"]
    assert chair.post(url, data={"meeting": other, "name": "x"}).status_code >= 400
    assert browser().post(url, data={"meeting": first, "name": "x"}).status_code >= 400
    chair.post(url, data={"remove": saved.id})
    assert services.store.communities.running_orders(id) == []
