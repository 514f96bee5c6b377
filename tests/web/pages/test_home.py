"""The home page, the guide and the statement about accessibility."""

import pytest

from live_cop import words


def test_the_home_page_links_to_the_communities_of_this_browser(chair, meeting, browser):
    id = chair.post("/api/communities", json={"meeting": meeting["code"]}).get_json()["id"]
    assert f"/communities/{id}" in chair.get("/").text
    assert "/communities/" not in browser("10.0.0.5").get("/").text


def test_the_home_page_keeps_the_meetings_that_this_browser_has_joined(chair, meeting, browser):
    member = browser("10.0.0.5")
    assert 'id="joined-heading"' not in member.get("/").text
    member.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    page = member.get("/").text
    assert f'href="/m/{meeting["code"]}"' in page and "Homes that say yes" in page
    # Whoever chairs it finds it once, among the meetings that they chair.
    chair.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    page = chair.get("/").text
    assert f'href="/m/{meeting["code"]}/chair"' in page and f'href="/m/{meeting["code"]}"' not in page


def test_a_device_forgets_a_meeting_and_no_other(chair, meeting, browser):
    member = browser("10.0.0.5")
    other = browser("10.0.0.6").post("/api/meetings", json={"title": "Tea"}).get_json()["code"]
    codes = (meeting["code"], other)
    for code in codes:
        member.get(f"/m/{code}")
        member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    assert all(f'data-forget="{code}"' in member.get("/").text for code in codes)
    answer = member.post("/forget", data={"code": meeting["code"]})
    assert answer.status_code == 303 and answer.location == "/"
    assert [member.get_cookie(f"cop_t_{code}") is None for code in codes] == [True, False]
    assert [f'href="/m/{code}"' in member.get("/").text for code in codes] == [False, True]
    # Whoever chairs it is told what they need to come back; the meeting goes on.
    assert f'data-forget="{meeting["code"]}"' in chair.get("/").text
    chair.post("/forget", data={"code": meeting["code"]})
    assert meeting["code"] not in chair.get("/").text
    assert browser().get(f"/m/{meeting['code']}").status_code == 200
    assert browser().post("/forget", data={"code": "nobody’s"}).status_code == 303


def test_the_guide_is_open_to_everybody(browser):
    answer = browser().get("/guide")
    assert answer.status_code == 200 and answer.text.count("<li>") >= 10


def test_the_statement_about_accessibility_is_open_to_everybody_whole_and_linked(browser, meeting):
    for language in ("en", "ur"):
        answer = browser().get("/accessibility", headers={"Accept-Language": language})
        said = {key: text for key, text in words.own_words(language).items() if key.startswith("accessibility.")}
        assert answer.status_code == 200 and [key for key, text in said.items() if text not in answer.text] == []
    for place in ("/", "/guide", f"/m/{meeting['code']}"):
        assert 'href="/accessibility"' in browser().get(place).text


@pytest.mark.parametrize("role", ["chair", "board"])
def test_a_whole_link_in_the_box_for_the_code_leads_to_where_it_leads(browser, meeting, role):
    link = meeting[f"{role}_url"]
    answer = browser().get("/join", query_string={"code": f" “{link}”. "})
    assert link.endswith(answer.location) and answer.location.startswith(f"/{role}/")
    answer = browser().get("/join", query_string={"code": f"Join us: {meeting['join_url']} \u200b"})
    assert answer.location == f"/m/{meeting['code']}"
    assert browser().get("/join", query_string={"code": "\u200b \u3164"}).location == "/"
