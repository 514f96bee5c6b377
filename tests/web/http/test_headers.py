"""Security headers: nothing is cached, framed or loaded from elsewhere; and compression of pages."""

import gzip
import re


def policy(page):
    parts = page.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split() for part in parts)}


class TestHeaders:
    def test_nothing_is_cached_indexed_or_leaked(self, pages):
        for page in pages.values():
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers["X-Robots-Tag"] == "noindex"
            assert page.headers["Referrer-Policy"] == "no-referrer"
            assert page.headers["X-Content-Type-Options"] == "nosniff"

    def test_no_other_site_may_embed_a_page(self, pages):
        for page in pages.values():
            assert page.headers["X-Frame-Options"] == "DENY"
            assert policy(page)["frame-ancestors"] == ["'none'"]

    def test_only_the_member_page_may_embed_a_video_call(self, pages):
        for name, page in pages.items():
            assert policy(page)["frame-src"] == (["https:", "http:"] if name == "member" else ["'none'"])

    def test_nothing_is_loaded_from_elsewhere_or_inline_without_the_nonce(self, pages):
        for page in pages.values():
            for directive, values in policy(page).items():
                assert "'unsafe-inline'" not in values and "'unsafe-eval'" not in values and "*" not in values
                if directive != "frame-src":
                    assert not {"http:", "https:"} & set(values)
            (nonce,) = re.findall(r"'nonce-([^']+)'", " ".join(policy(page)["style-src"]))
            inline = re.findall(r"<style([^>]*)>", page.text)
            assert inline == [f' nonce="{nonce}"']
            assert not re.search(r'\sstyle="|\son\w+="|javascript:', page.text)
            assert not re.search(r"""(src|href)=["'](https?:)?//""", page.text)

    def test_a_nonce_is_used_once(self, browser):
        assert policy(browser().get("/"))["style-src"] != policy(browser().get("/"))["style-src"]

    def test_an_invalid_host_is_not_in_the_policy(self, browser):
        answer = browser().get("/", headers={"Host": "evil.example;script-src"})
        assert "evil" not in answer.headers.get("Content-Security-Policy", "")

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
