"""The home page and the guide."""


def test_the_home_page_links_to_the_communities_of_this_browser(chair, meeting, browser):
    id = chair.post("/api/communities", json={"meeting": meeting["code"]}).get_json()["id"]
    assert f"/communities/{id}" in chair.get("/").text
    assert "/communities/" not in browser("10.0.0.5").get("/").text


def test_the_guide_is_open_to_everybody(browser):
    answer = browser().get("/guide")
    assert answer.status_code == 200 and answer.text.count("<li>") >= 10
