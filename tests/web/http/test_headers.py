"""Security headers: nothing is cached, framed or loaded from elsewhere; and compression of pages."""

import gzip
import re

import pytest

from ..conftest import path

HTTPS = {"wsgi.url_scheme": "https"}


def policy(page):
    parts = page.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split() for part in parts)}


def permissions(page):
    return dict(part.split("=") for part in page.headers["Permissions-Policy"].split(", "))


class TestEveryResponse:
    """Whatever answers: a page, a redirect, a file, an error, a call, or Socket.IO."""

    @pytest.fixture
    def answers(self, pages, browser, chair, meeting):
        code = meeting["code"]
        found = {
            "redirect": browser().get(path(meeting["board_url"])),
            "static": browser().get("/s/x/icons/icon.svg"),
            "no file": browser().get("/s/x/nothing"),
            "picture": browser().get(f"/m/{code}/qr.svg"),
            "csv": chair.get(f"/m/{code}/attendance/list.csv"),
            "refusal": browser().post("/api/meetings", json=[]),
            "method": browser().put("/"),
            "health": browser().get("/healthz"),
            "polling": browser().get("/socket.io/?EIO=4&transport=polling"),
            "bad polling": browser().get("/socket.io/?EIO=4&transport=nothing"),
        }
        expected = {"redirect": 302, "no file": 404, "refusal": 400, "method": 405, "bad polling": 400}
        assert {name: answer.status_code for name, answer in found.items()} == {
            name: expected.get(name, 200) for name in found
        }
        return {**pages, **found}

    def test_has_the_headers(self, answers):
        for name, answer in answers.items():
            headers = answer.headers
            assert headers["X-Content-Type-Options"] == "nosniff", name
            assert headers["X-Frame-Options"] == "DENY", name
            assert headers["X-Robots-Tag"] == "noindex", name
            assert headers["Referrer-Policy"] == "strict-origin", name
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin", name
            assert policy(answer)["frame-ancestors"] == ["'none'"], name
            assert ("Permissions-Policy" in headers) == (answer.mimetype == "text/html"), name
            assert "Strict-Transport-Security" not in headers, name
            for each in {key.lower() for key, _ in headers} - {"set-cookie", "vary"}:
                assert len(headers.getlist(each)) == 1, (name, each)

    def test_over_tls_tells_browsers_to_stay_there(self, browser):
        for address in ("/", "/nothing", "/s/x/icons/icon.svg", "/socket.io/?EIO=4&transport=polling"):
            answer = browser().get(address, environ_overrides=HTTPS)
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"

    def test_behind_a_proxy_tls_is_what_the_proxy_says(self, serve):
        secure = {"X-Forwarded-Proto": "https"}
        assert "Strict-Transport-Security" in serve(proxies=1).test_client().get("/", headers=secure).headers
        assert "Strict-Transport-Security" not in serve().test_client().get("/", headers=secure).headers


class TestPages:
    def test_nothing_is_cached(self, pages):
        for page in pages.values():
            assert page.headers["Cache-Control"] == "no-store"

    def test_only_the_member_page_and_the_one_that_becomes_it_may_embed_a_video_call(self, pages):
        for name, page in pages.items():
            assert policy(page)["frame-src"] == (["https:"] if name in ("member", "join") else ["'none'"])
            assert permissions(page)["camera"] == ("*" if name in ("member", "join") else "()")
            assert permissions(page)["display-capture"] == ("*" if name in ("member", "join") else "()")

    def test_pages_may_do_what_they_do_and_nothing_else(self, pages):
        for page in pages.values():
            assert permissions(page)["screen-wake-lock"] == "(self)"
            assert permissions(page)["clipboard-write"] in ("(self)", "*")
            assert {permissions(page)[name] for name in ("geolocation", "payment", "usb", "clipboard-read")} == {"()"}

    def test_nothing_is_loaded_from_elsewhere_or_inline_without_the_nonce(self, pages):
        for page in pages.values():
            assert policy(page)["object-src"] == ["'none'"]
            for directive, values in policy(page).items():
                assert "'unsafe-inline'" not in values and "'unsafe-eval'" not in values and "*" not in values
                if directive != "frame-src":
                    assert not {"http:", "https:", "blob:"} & set(values)
            (nonce,) = re.findall(r"'nonce-([^']+)'", " ".join(policy(page)["style-src"]))
            inline = re.findall(r"<style([^>]*)>", page.text)
            assert inline == [f' nonce="{nonce}"']
            assert not re.search(r'\sstyle="|\son\w+="|javascript:', page.text)
            assert not re.search(r"""(src|href)=["'](https?:)?//""", page.text)

    def test_a_nonce_is_used_once(self, browser):
        assert policy(browser().get("/"))["style-src"] != policy(browser().get("/"))["style-src"]

    def test_api_responses_are_not_cached(self, browser, meeting):
        answer = browser().post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.content_type == "application/json"

    def test_pages_are_compressed(self, browser):
        answer = browser().get("/", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert b"<h1>" in gzip.decompress(answer.data)
        assert b"<h1>" in browser().get("/").data
