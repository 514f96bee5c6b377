"""A page is in the language that its browser chose, or wishes for, or else in the meeting's; the board in that."""

import re

import pytest

from live_cop.words import languages

CODES = [code for code in languages.languages() if code != "en"]
pytestmark = pytest.mark.skipif(not CODES, reason="there is only English")
OTHER = CODES[0] if CODES else "en"


def language_of(response):
    return re.search(r'<html lang="([a-z]+)" dir="(ltr|rtl)"', response.get_data(as_text=True)).groups()


def expected(code):
    return code, languages.languages()[code].direction


@pytest.mark.parametrize("code", languages.languages())
def test_a_page_is_in_the_language_that_the_browser_wishes_for(browser, meeting, code):
    wish = {"Accept-Language": f"xx, {code}-XX;q=0.8, en;q=0.5"}
    assert language_of(browser().get(f"/m/{meeting['code']}", headers=wish)) == expected(code)


def test_what_was_chosen_comes_before_what_the_browser_wishes_for(browser, meeting):
    client = browser()
    there = f"/m/{meeting['code']}"
    page = client.get(f"/language?there={there}").get_data(as_text=True)
    assert all(each.name in page for each in languages.languages().values())
    chosen = client.post("/language", data={"language": OTHER, "there": there})
    assert (chosen.status_code, chosen.headers["Location"]) == (303, there)
    assert language_of(client.get(there, headers={"Accept-Language": "en"})) == expected(OTHER)


@pytest.mark.parametrize("there", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", ""])
def test_the_choice_leads_to_no_other_server(browser, there):
    assert browser().post("/language", data={"language": "en", "there": there}).headers["Location"] == "/"


def test_only_languages_with_words_can_be_chosen(browser):
    refused = browser().post("/language", data={"language": "xx", "there": "/"})
    assert (refused.status_code, refused.headers.getlist("Set-Cookie")) == (400, [])


def test_one_request_does_not_change_the_language_of_the_next(browser, meeting):
    client = browser()
    client.get("/", headers={"Accept-Language": OTHER})
    assert language_of(client.get("/")) == ("en", "ltr")


def test_the_board_is_in_the_language_of_the_meeting_and_others_are_not(browser):
    chair = browser()
    made = chair.post("/api/meetings", json={"title": "One wall", "language": OTHER}).get_json()
    board = browser()
    board.get(made["board_url"])
    assert language_of(board.get(f"/m/{made['code']}/board", headers={"Accept-Language": "en"})) == expected(OTHER)
    assert language_of(chair.get(f"/m/{made['code']}", headers={"Accept-Language": "en"})) == ("en", "ltr")
    assert language_of(browser().get(f"/m/{made['code']}", headers={"Accept-Language": "xx"})) == expected(OTHER)


def test_a_meeting_cannot_have_a_language_without_words(browser):
    refused = browser().post("/api/meetings", json={"title": "One wall", "language": "xx"})
    assert refused.get_json()["error"]["params"] == {"field": "language"}


def test_a_community_goes_on_in_the_language_of_its_newest_meeting(browser):
    chair = browser()
    made = chair.post("/api/meetings", json={"title": "One wall", "language": OTHER}).get_json()
    community = chair.post("/api/communities", json={"meeting": made["code"]}).get_json()
    body = {"title": "The next one", "community_id": community["id"]}
    following = chair.post("/api/meetings", json=body, headers={"Accept-Language": "en"}).get_json()
    chair.get(following["board_url"])
    assert language_of(chair.get(f"/m/{following['code']}/board")) == expected(OTHER)
