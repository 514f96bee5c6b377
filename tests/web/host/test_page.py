"""The page of the host: only with the key, and it does what the commands do."""

import re

import pytest

from live_cop.settings import own_address
from live_cop.store import backups
from live_cop.web.host import actions, orders

from ...support.stores import database_of
from ..conftest import path

KEY = "correct horse battery staple"


@pytest.fixture
def app(serve):
    return serve(host_key=KEY)


@pytest.fixture
def opened(browser):
    """Opens a meeting with this title, with a browser of its own."""

    def open_meeting(title):
        chair = browser()
        answer = chair.post("/api/meetings", json={"title": title}, headers={"Authorization": f"Bearer {KEY}"})
        return chair, answer.get_json()["code"]

    return open_meeting


@pytest.fixture
def host(browser):
    host = browser()
    assert host.post("/host", data={"key": KEY}).status_code == 303
    return host


ACTIONS = ("chair-link?m=AAAAAA", "delete-meeting?m=AAAAAA", "community-link?id=a", "delete-community?id=a")


def test_nobody_else_sees_or_does_anything(browser, serve, opened, host):
    _, code = opened("Homes that say yes")
    stranger = browser("10.0.0.9")
    assert "Homes" not in stranger.get("/host").text
    wrong = stranger.post("/host", data={"key": "open sesame"})
    assert wrong.status_code == 403 and "Set-Cookie" not in wrong.headers
    for action in ACTIONS:
        assert stranger.post(f"/host/{action.replace('AAAAAA', code)}").status_code == 404
    cookie = host.get_cookie("cop_host", path="/host")
    assert cookie.http_only and cookie.same_site == "Strict"
    for other in (serve(host_key="another key that is long"), serve()):
        client = other.test_client()
        client.set_cookie("cop_host", cookie.value, path="/host")
        assert "Homes" not in client.get("/host").text
    assert client.get("/host").status_code == client.post("/host", data={"key": ""}).status_code == 404
    host.post("/host/leave")
    assert "Homes" not in host.get("/host").text


def test_times_and_sizes_are_in_the_words_of_the_language(host, opened):
    opened("Homes")
    page = host.get("/host", headers={"Accept-Language": "ar"}).text
    assert "كيلوبايت" in page and not re.search(r"\d{4}-\d\d-\d\d|KB", page)


def test_meetings_are_found_and_figures_are_those_of_today(host, opened, services):
    for n in range(53):
        opened(f"Meeting {n}")
    page = host.get("/host").text
    assert "53 meetings in all" in page and "53 meetings were used today." in page and "There is no backup" in page
    assert page.count("/host/chair-link?m=") == 50
    older = host.get(re.search(r'href="(/host\?find=&amp;start=50)"', page)[1].replace("&amp;", "&")).text
    assert older.count("/host/chair-link?m=") == 3 and "Newer meetings" in older
    opened("<b>Homes</b> & more")
    found = host.get("/host?find=homes").text
    assert "&lt;b&gt;Homes&lt;/b&gt; &amp; more" in found and found.count("/host/chair-link?m=") == 1
    assert "No meeting has “xyz”" in host.get("/host?find=xyz").text
    folder = services.settings.data / "backups"
    folder.mkdir()
    backups.back_up(services.settings.data, folder, database=database_of(services.settings.data))
    assert "There is no backup" not in host.get("/host").text
    assert host.get("/host?start=-3").status_code == host.get("/host?start=x").status_code == 200


def test_a_link_for_a_chair_who_lost_theirs(host, opened, browser):
    chair, code = opened("Homes that say yes")
    shown = host.post(f"/host/chair-link?m={code}").text
    link = path(re.search(r"http://localhost(/chair/[\w-]+)", shown)[0])
    new = browser()
    assert new.get(link).headers["Location"] == f"/m/{code}/chair"
    assert chair.get(f"/m/{code}/chair").status_code == 200
    assert new.post(f"/m/{code}/chair").status_code == 303
    assert new.get(f"/m/{code}/chair").status_code == 200 and chair.get(f"/m/{code}/chair").status_code != 200
    for wrong in ("AAAAAA", "", "%00"):
        assert host.post(f"/host/chair-link?m={wrong}").status_code == 404


def test_what_cannot_be_taken_back_is_asked_about_first(host, opened):
    chair, code = opened("Homes that say yes")
    community = chair.post("/api/communities", json={"meeting": code, "name": "Access to homes"}).get_json()["id"]
    asked = host.get(f"/host/delete-meeting?m={code}").text
    assert code in asked and chair.get(f"/m/{code}/chair").status_code == 200
    link = host.post(f"/host/community-link?id={community}").text
    assert "/community/" in link and chair.get(f"/communities/{community}").status_code == 404
    for what in (f"delete-meeting?m={code}", f"delete-community?id={community}"):
        assert host.get(f"/host/{what}").status_code == 200
        done = host.post(f"/host/{what}", follow_redirects=True)
        assert " is deleted." in done.text
        assert host.post(f"/host/{what}").status_code == 404
    assert chair.get(f"/m/{code}/chair").status_code == 404


@pytest.mark.parametrize(
    ("who", "outside", "inside"), [("key", 401, 401), ("communities", 401, 201), ("anyone", 201, 201)]
)
def test_who_may_open_meetings(serve, who, outside, inside):
    browser = serve(host_key=KEY, who_opens=who).test_client()
    browser.set_cookie("cop_try", "1")
    made = browser.post("/api/communities", json={"name": "Homes"}, headers={"Authorization": f"Bearer {KEY}"})
    assert made.status_code == 201
    body = {"title": "T", "community_id": made.get_json()["id"]}
    assert browser.post("/api/meetings", json={"title": "T"}).status_code == outside
    assert browser.post("/api/meetings", json=body).status_code == inside
    assert ('id="key"' in browser.get("/").text) == (outside == 401)
    assert ('id="key"' in browser.get(f"/communities/{body['community_id']}/plan").text) == (inside == 401)


def test_an_order_is_carried_out_only_where_it_is_for(app, browser, opened):
    _, code = opened("Homes that say yes")

    def send(to):
        order = orders.sign(app.config["SECRET_KEY"], "delete_meeting", code, to=to)
        return browser().post(orders.PATH, json={"order": order}).status_code

    settings = app.extensions["live_cop"].settings
    assert send("http://127.0.0.1:1") == send("") == 404
    assert send(own_address(settings)) == 200 and send(own_address(settings)) == 404


def test_an_answer_that_the_server_did_not_sign_is_believed_by_nobody(app):
    secret = app.config["SECRET_KEY"]
    assert orders.read_answer(secret, orders.sign(secret, orders.ABOUT)) is None
    assert orders.read_answer(secret, "") is None


def test_a_page_of_a_meeting_that_is_being_deleted_shows_and_keeps_nothing(app, opened, monkeypatch):
    chair, code = opened("Unforgettable")
    services = app.extensions["live_cop"]
    read = services.hub.read_between_batches

    def deleted_first(work, patience):
        actions.delete_meeting(services.hub, services.end_connections, code)
        return read(work, patience)

    monkeypatch.setattr(services.hub, "read_between_batches", deleted_first)
    answer = chair.get(f"/m/{code}/chair")
    assert answer.status_code == 404 and "Unforgettable" not in answer.text
    assert code not in services.welcome_in_page.__self__.welcomes
