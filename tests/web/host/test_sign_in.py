"""Signing in at an OpenID Connect provider: a real one in small, which can also be wrong in each way."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey
from markupsafe import escape

from live_cop.live import runtime
from live_cop.settings import from_environment
from live_cop.words import t

from ...live.inside import until

CLIENT, SECRET = "cop", "between the two of us"
HERE = "https://cop.example.org"
MEETING = {"title": "Homes"}


class Provider:
    """An OpenID Connect provider. `wrong` changes what its tokens say, and `called` how it calls itself; `asked` are
    the requests for tokens."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "1"})
        self.wrong, self.asked, self.signing_key, self.called = {}, [], self.key, ""
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(200, provider.keys() if self.path == "/keys" else provider.about())

            def do_POST(self):
                body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.reply(*provider.token({name: value[0] for name, value in body.items()}, self.headers))

            def reply(self, status, body):
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def about(self):
        return {
            "issuer": self.called or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def keys(self):
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self, form, headers):
        self.asked.append(form)
        given = base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        if given != f"{CLIENT}:{SECRET}" or challenge != self.challenge or form["code"] != "right":
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "ann", "nonce": self.nonce, "exp": now + 300, "iat": now}
        claims = {name: value for name, value in (claims | self.wrong).items() if value is not None}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signing_key)
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token}

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def provider():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def browser(serve, provider):
    app = serve(oidc_issuer=provider.issuer, oidc_client=CLIENT, oidc_secret=SECRET, public_url=HERE)
    return app.test_client()


def sent_to_the_provider(browser, provider, there="/"):
    """What the browser brings to the provider, which remembers it."""
    answer = browser.get("/sign-in", query_string={"there": there})
    assert answer.status_code == 303, answer.text
    there = urlsplit(answer.location)
    assert f"{there.scheme}://{there.netloc}" == provider.issuer
    brought = {name: value[0] for name, value in parse_qs(there.query).items()}
    provider.nonce, provider.challenge = brought["nonce"], brought["code_challenge"]
    return brought


def signed_in(browser, provider, code="right", state=None):
    brought = sent_to_the_provider(browser, provider)
    return browser.get("/sign-in/done", query_string={"code": code, "state": state or brought["state"]})


def said_on_the_form(answer, browser):
    """The form to which somebody is led back who is not signed in."""
    assert answer.status_code == 303 and answer.location.endswith("#open-heading"), answer.text
    return browser.get(answer.location).text


def may_open(browser):
    answer = browser.post("/api/meetings", json=MEETING)
    return answer.status_code == 201 or answer.json["error"]["code"]


def test_who_has_signed_in_may_open_meetings_until_they_sign_out(browser, provider):
    assert may_open(browser) == "sign_in_first"
    hidden = '<div class="stack" hidden>'
    assert 'href="/sign-in?' in browser.get("/").text and hidden in browser.get("/").text
    brought = sent_to_the_provider(browser, provider)
    assert (brought["redirect_uri"], brought["scope"]) == (f"{HERE}/sign-in/done", "openid")
    assert (brought["response_type"], brought["code_challenge_method"]) == ("code", "S256")
    answer = browser.get("/sign-in/done", query_string={"code": "right", "state": brought["state"]})
    assert answer.status_code == 303 and answer.location == "/#open-heading"
    assert may_open(browser) is True
    assert hidden not in browser.get("/").text and 'href="/sign-in' not in browser.get("/").text
    browser.post("/sign-in/leave")
    assert may_open(browser) == "sign_in_first"


def test_the_cookie_says_nothing_of_the_person(browser, provider):
    signed_in(browser, provider)
    cookie = browser.get_cookie("cop_signed_in")
    assert cookie.http_only and cookie.same_site == "Lax"
    first = base64.urlsafe_b64decode(cookie.value.split(".")[0] + "===")
    assert b"ann" not in first and SECRET.encode() not in first


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example.org"},
        {"aud": "another client"},
        {"nonce": "of another time"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_lets_nobody_in(browser, provider, wrong):
    provider.wrong = wrong
    assert "You are not signed in." in said_on_the_form(signed_in(browser, provider), browser)
    assert may_open(browser) == "sign_in_first"


def test_a_token_signed_by_somebody_else_lets_nobody_in(browser, provider):
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    assert "You are not signed in." in said_on_the_form(signed_in(browser, provider), browser)
    assert may_open(browser) == "sign_in_first"


def test_a_token_signed_with_nothing_or_with_our_secret_lets_nobody_in(browser, provider, monkeypatch):
    def unsigned(header, claims, key):
        parts = [json.dumps(each).encode() for each in ({"alg": "none"}, claims)]
        return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."

    monkeypatch.setattr(jwt, "encode", unsigned)
    assert "You are not signed in." in said_on_the_form(signed_in(browser, provider), browser)
    assert may_open(browser) == "sign_in_first"


def test_a_wrong_code_and_a_cancelled_sign_in_lead_back_to_the_form(browser, provider):
    assert "You are not signed in." in said_on_the_form(signed_in(browser, provider, code="made up"), browser)
    brought = sent_to_the_provider(browser, provider)
    answer = browser.get("/sign-in/done", query_string={"error": "access_denied", "state": brought["state"]})
    page = said_on_the_form(answer, browser)
    assert "You are not signed in." in page and 'href="/sign-in?there=%2F"' in page
    assert may_open(browser) == "sign_in_first"
    assert "You are not signed in." not in browser.get("/?sign_in=anything").text


@pytest.mark.parametrize("code", ["right", "made up", ""])
def test_people_come_back_to_the_page_from_which_they_went_to_sign_in(browser, provider, code):
    there = "/communities/one/plan?after=QWERTY"
    brought = sent_to_the_provider(browser, provider, there)
    answer = browser.get("/sign-in/done", query_string={"code": code, "state": brought["state"]})
    assert answer.status_code == 303 and answer.location.startswith(there)


def test_a_sign_in_leads_to_no_other_server(browser, provider):
    brought = sent_to_the_provider(browser, provider, "//elsewhere.example.org")
    answer = browser.get("/sign-in/done", query_string={"code": "right", "state": brought["state"]})
    assert answer.location == "/#open-heading"


def test_nobody_is_signed_in_by_a_link_of_somebody_else(browser, provider, serve):
    brought = sent_to_the_provider(browser, provider)
    stranger = browser.application.test_client()
    link = {"code": "right", "state": brought["state"]}
    assert stranger.get("/sign-in/done", query_string=link).status_code == 403
    assert browser.get("/sign-in/done", query_string=link | {"state": "x" * 64}).status_code == 403
    assert provider.asked == []


def test_a_provider_that_does_not_answer_is_named_as_that(browser, provider):
    brought = sent_to_the_provider(browser, provider)
    provider.stop()
    answer = browser.get("/sign-in/done", query_string={"code": "right", "state": brought["state"]})
    assert str(escape(t("refusals.no_provider"))) in said_on_the_form(answer, browser)
    assert may_open(browser) == "sign_in_first"


def test_whoever_asks_without_end_keeps_nobody_else_from_signing_in(browser, provider, monkeypatch):
    """Calls to the provider have few threads, which commits need too. An address has one, and addresses take turns."""
    asked, go_on, get, answers = threading.Semaphore(0), threading.Event(), requests.get, {}

    def hang(*given, **options):
        asked.release()
        go_on.wait(20)
        return get(*given, **options)

    def ask(address):
        answer = browser.application.test_client().get("/sign-in", environ_overrides={"REMOTE_ADDR": address})
        answers.setdefault(address, []).append("no_provider" in answer.location)

    monkeypatch.setattr(requests, "get", hang)
    flood = [runtime.spawn(ask, "10.0.0.1") for _ in range(20)]
    until(lambda: answers.get("10.0.0.1") == [True] * 9)
    others = [runtime.spawn(ask, f"10.0.0.{n}") for n in (2, 3)]
    for _ in range(2):
        until(lambda: asked.acquire(blocking=False))
    assert not asked.acquire(blocking=False), "two calls at a time"
    go_on.set()
    for each in (*others, *flood):
        each.wait()
    assert answers["10.0.0.2"] == answers["10.0.0.3"] == [False]


def test_an_answer_is_looked_at_once(browser, provider):
    brought = sent_to_the_provider(browser, provider)
    link = {"code": "wrong", "state": brought["state"]}
    for _ in range(5):
        said_on_the_form(browser.get("/sign-in/done", query_string=link), browser)
    assert len(provider.asked) == 1


def test_a_provider_that_calls_itself_otherwise_is_not_asked(browser, provider):
    provider.called = "https://elsewhere.example.org"
    assert str(escape(t("refusals.no_provider"))) in said_on_the_form(browser.get("/sign-in"), browser)


def test_with_a_host_key_either_will_do(serve, provider):
    settings = {"oidc_issuer": provider.issuer, "oidc_client": CLIENT, "oidc_secret": SECRET, "public_url": HERE}
    key = "a key of more than sixteen signs"
    browser = serve(host_key=key, **settings).test_client()
    assert may_open(browser) == "not_a_host"
    assert 'href="/sign-in?' in browser.get("/").text and 'name="key"' in browser.get("/").text
    assert browser.post("/api/meetings", json=MEETING, headers={"Authorization": f"Bearer {key}"}).status_code == 201
    signed_in(browser, provider)
    assert may_open(browser) is True


def test_another_provider_ends_what_the_first_one_let_in(serve, provider):
    settings = {"oidc_client": CLIENT, "oidc_secret": SECRET, "public_url": HERE, "secret": "s" * 32}
    before = serve(oidc_issuer=provider.issuer, **settings).test_client()
    signed_in(before, provider)
    after = serve(oidc_issuer="https://login.example.org", **settings).test_client()
    after.set_cookie("cop_signed_in", before.get_cookie("cop_signed_in").value)
    assert may_open(before) is True and may_open(after) == "sign_in_first"


def test_without_a_provider_there_is_no_page(serve):
    browser = serve().test_client()
    assert {browser.get(f"/sign-in{path}").status_code for path in ("", "/done?state=a&code=b")} == {404}


@pytest.mark.parametrize(
    "given",
    [
        {"LIVE_COP_OIDC_ISSUER": "https://login.example.org"},
        {"LIVE_COP_OIDC_CLIENT": CLIENT, "LIVE_COP_OIDC_SECRET": SECRET},
        {"LIVE_COP_OIDC_ISSUER": "http://login.example.org", "LIVE_COP_OIDC_CLIENT": CLIENT},
    ],
)
def test_settings_that_cannot_work_are_refused(given):
    with pytest.raises(ValueError, match="LIVE_COP_OIDC") as error:
        from_environment({"LIVE_COP_PUBLIC_URL": HERE, **given})
    assert SECRET not in str(error.value)


def test_the_address_of_the_server_must_be_known():
    given = {"LIVE_COP_OIDC_ISSUER": "https://a.example.org", "LIVE_COP_OIDC_CLIENT": "a", "LIVE_COP_OIDC_SECRET": "b"}
    with pytest.raises(ValueError, match="LIVE_COP_PUBLIC_URL"):
        from_environment(given)
    assert from_environment({"LIVE_COP_PUBLIC_URL": HERE, **given}).oidc_client == "a"
