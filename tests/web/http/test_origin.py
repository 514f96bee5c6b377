"""What another website can do: lead people to a page. Every route is asked, so that none is forgotten."""

import re

import pytest

from ..conftest import cookies, path, refused

HERE = "http://localhost"
ELSEWHERE = [
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.elsewhere.example"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://[bad"},
    {"Origin": "chrome-extension://localhost"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
]
OURS = [
    {},
    {"Origin": HERE},
    {"Origin": "https://localhost"},
    {"Origin": "HTTP://LOCALHOST"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    # A form of a page that hides its origin, in a browser that says both.
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
]
FOLLOWED_LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def calls(app):
    """Every rule of the application that can change something, as (method, address)."""
    for rule in app.url_map.iter_rules():
        for method in rule.methods - {"GET", "HEAD", "OPTIONS"}:
            yield method, re.sub(r"<(?:any\((\w+).*?\):)?\w+>", lambda found: found[1] or "ACDEFG", rule.rule)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_no_call_is_carried_out_for_another_site(app, browser, headers):
    found = list(calls(app))
    assert len(found) > 25
    for method, address in found:
        answer = browser().open(address, method=method, headers=headers)
        if address == "/u/ACDEFG":
            assert answer.status_code == 404
            continue
        assert answer.status_code == 403, (method, address)
        assert "Set-Cookie" not in answer.headers
        if address.startswith("/api/"):
            assert refused(answer) == "from_another_site"
        else:
            assert "another website" in answer.text


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_our_own_pages_and_plain_clients_pass(browser, meeting, headers):
    code = meeting["code"]
    assert browser().post(f"/api/meetings/{code}/join", json={"place": "room"}, headers=headers).status_code == 200
    assert browser().post(f"/m/{code}", data={"place": "room"}, headers=headers).status_code == 303


def test_nothing_has_changed_after_a_refusal(browser, chair, meeting):
    code = meeting["code"]
    console = f"/m/{code}/chair"
    answer = chair.post(f"/api/meetings/{code}/chair-link", headers={"Origin": "https://elsewhere.example"})
    assert refused(answer) == "from_another_site"
    # The old link would have stopped working.
    assert browser().get(path(meeting["chair_url"])).headers["Location"] == console


def test_who_wanted_to_join_from_elsewhere_can_open_the_page_here(browser, meeting):
    address = f"/m/{meeting['code']}"
    page = browser().post(address, data={"place": "room"}, headers={"Origin": "https://elsewhere.example"})
    assert page.status_code == 403
    assert f'href="{address}"' in page.text


def test_a_browser_that_hides_nothing_over_https_may_not_come_from_http(browser, meeting):
    call = f"/api/meetings/{meeting['code']}/join"
    for origin, status in (("https://localhost", 200), (HERE, 403)):
        answer = browser().post(
            call, json={"place": "room"}, headers={"Origin": origin}, environ_overrides={"wsgi.url_scheme": "https"}
        )
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("settings", "headers"),
    [
        ({"public_url": "https://cop.example"}, {"Origin": "https://cop.example"}),
        ({"public_url": "https://cop.example/meet"}, {"Origin": "https://COP.example"}),
        ({"proxies": 1}, {"Origin": "https://cop.example", "X-Forwarded-Host": "cop.example"}),
        ({"proxies": 1}, {"Origin": "https://cop.example", "X-Forwarded-Host": "cop.example:443"}),
        ({"proxies": 1}, {"Origin": "https://cop.example:8443", "X-Forwarded-Host": "cop.example:8443"}),
    ],
    ids=str,
)
def test_behind_a_proxy_pages_of_the_public_address_pass(serve, settings, headers):
    client = serve(**settings).test_client()
    assert client.post("/api/meetings", json={"title": "x"}, headers=headers).status_code == 201
    foreign = {**headers, "Origin": "https://elsewhere.example"}
    assert client.post("/api/meetings", json={"title": "x"}, headers=foreign).status_code == 403


def test_without_proxies_nobody_can_name_the_host(browser):
    headers = {"Origin": "https://elsewhere.example", "X-Forwarded-Host": "elsewhere.example"}
    assert browser().post("/api/meetings", json={"title": "x"}, headers=headers).status_code == 403


def test_mail_programs_may_unsubscribe_from_anywhere(browser):
    for headers in ({}, {"Origin": "null"}, {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}):
        answer = browser().post("/u/nobody", data={"List-Unsubscribe": "One-Click"}, headers=headers)
        assert answer.status_code == 404


class TestLinks:
    """A link sets a cookie when it is opened. Another site can lead people to it, but not open it behind their back."""

    def test_a_followed_link_opens(self, browser, meeting):
        for link in ("chair_url", "board_url"):
            answer = browser().get(path(meeting[link]), headers=FOLLOWED_LINK)
            assert answer.status_code == 302 and cookies(answer)

    @pytest.mark.parametrize(
        ("mode", "dest"),
        [
            ("no-cors", "image"),
            ("no-cors", "script"),
            ("cors", "empty"),
            ("no-cors", "empty"),
            ("navigate", "iframe"),
            ("navigate", "frame"),
            ("navigate", "embed"),
            ("navigate", "object"),
        ],
    )
    def test_pictures_frames_and_calls_of_other_sites_open_nothing(self, browser, chair, meeting, mode, dest):
        helper = path(chair.post(f"/api/meetings/{meeting['code']}/helper-link").get_json()["helper_url"])
        for link in (path(meeting["chair_url"]), path(meeting["board_url"]), helper, f"/m/{meeting['code']}"):
            for site in ("cross-site", "same-site"):
                headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
                answer = browser().get(link, headers=headers)
                assert answer.status_code == 403 and not cookies(answer)

    def test_a_call_that_names_its_foreign_origin_opens_nothing(self, browser, meeting):
        answer = browser().get(path(meeting["chair_url"]), headers={"Origin": "https://elsewhere.example"})
        assert answer.status_code == 403 and not cookies(answer)


class TestHosts:
    """Links and QR codes contain the host that the browser asked for, unless there is a public address."""

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example;script-src",
            "evil.example/x",
            "evil.example\\x",
            "user@evil.example",
            "evil.example:port",
            "evil example",
            "evil.example#",
            "evil.example?",
            "<script>",
            '"evil',
            "évil.example",
            "[::1]x",
            "a." * 130 + "example",
        ],
    )
    def test_an_invalid_host_is_refused(self, browser, host):
        answer = browser().get("/", headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text + answer.headers.get("Content-Security-Policy", "")
        assert browser().get("/healthz", headers={"Host": host}).status_code == 200
        answer = browser().post("/api/meetings", json={"title": "x"}, headers={"Host": host})
        assert answer.status_code == 400 and "evil" not in answer.text

    @pytest.mark.parametrize(
        "host", ["cop.example", "cop.example:8000", "192.168.1.5:8000", "[::1]:8000", "COP.example"]
    )
    def test_a_usual_host_is_not(self, browser, host):
        answer = browser().post("/api/meetings", json={"title": "x"}, headers={"Host": host})
        assert answer.get_json()["join_url"].startswith(f"http://{host.lower()}/m/")

    def test_the_public_address_stands_in_links_whatever_the_host(self, serve):
        client = serve(public_url="https://cop.example").test_client()
        answer = client.post("/api/meetings", json={"title": "x"}, headers={"Host": "evil.example"})
        assert all(url.startswith("https://cop.example/") for name, url in answer.get_json().items() if name != "code")

    @pytest.mark.parametrize(
        "address",
        [
            "//evil.example",
            "//evil.example/",
            "//evil.example/m/ACDEFG",
            "/\\evil.example",
            "/\\/evil.example",
            "///evil",
        ],
    )
    def test_no_address_leads_elsewhere(self, browser, address):
        answer = browser().get("/", environ_overrides={"PATH_INFO": address, "RAW_URI": address})
        location = answer.headers.get("Location", "/")
        assert location.startswith(("/", "http://localhost/")) and not location.startswith(("//", "/\\"))


def test_under_a_path_of_another_site_nothing_half_works(browser):
    anyone = browser()
    for options in ({"headers": {"X-Forwarded-Prefix": "/cop"}}, {"environ_overrides": {"SCRIPT_NAME": "/cop"}}):
        page = anyone.get("/", **options)
        assert page.status_code == 400 and "a name of its own" in page.text
        assert (
            anyone.post("/api/meetings", json={"title": "T"}, **options).get_json()["error"]["code"] == "under_a_path"
        )
        assert anyone.get("/healthz", **options).status_code == 200
    assert anyone.get("/", headers={"X-Forwarded-Prefix": "/"}).status_code == 200
