"""Static files: cached by their hash, one response for a page's script, and nothing outside the folder."""

import gzip
import re

import pytest

from live_cop.paths import STATIC
from live_cop.web.http import assets, built_scripts, page_modules
from live_cop.web.templating import words_url

IMMUTABLE = "public, max-age=31536000, immutable"
PAGES = [page for page in assets.STYLES if (STATIC / "js" / "pages" / f"{page}.js").exists()]
SMALL = {"Accept-Encoding": "br, gzip"}


def get(browser, address, **headers):
    return browser().get(address, headers=headers)


def test_files_under_the_present_hash_are_cached_for_ever(browser):
    answer = get(browser, assets.url("fonts/hyperlegible.woff2"))
    assert answer.headers["Cache-Control"] == IMMUTABLE
    assert answer.content_type == "font/woff2"
    assert answer.data == (STATIC / "fonts" / "hyperlegible.woff2").read_bytes()


def test_files_under_an_old_hash_are_served_but_not_cached(browser):
    for address in ("/s/0123456789abcdef/js/core/clock.js", "/s/0123456789abcdef/pack/home.js"):
        answer = get(browser, address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_text_is_compressed_for_clients_that_accept_gzip(browser):
    address = assets.url("js/core/clock.js")
    small = get(browser, address, **{"Accept-Encoding": "gzip, br"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == get(browser, address).data
    assert "Accept-Encoding" in small.headers["Vary"]


@pytest.mark.parametrize(
    "wrong", ["../pyproject.toml", "..%2f..%2fpyproject.toml", "js", "none.js", "/etc/passwd", "%00"]
)
def test_nothing_outside_the_folder_is_served(browser, wrong):
    assert get(browser, assets.url(wrong)).status_code in (404, 308)


@pytest.mark.parametrize("page", ["nobody", "../home", "base", ""])
def test_an_unknown_page_has_no_script(browser, page):
    assert get(browser, assets.url(f"pack/{page}.js")).status_code in (404, 308)


def test_a_built_script_is_sent_as_it_was_compressed(browser, monkeypatch):
    built = built_scripts.BuiltScript(b"brotli", gzip.compress(b"plain"))
    for name in ("script", "chunk"):
        monkeypatch.setattr(built_scripts, name, lambda *_: built)
    monkeypatch.setattr(built_scripts, "digest", lambda page: "0123456789abcdef")
    addresses = [assets.script_url("member"), f"/s/0123456789abcdef/pack/member/{min(page_modules.chunks('member'))}"]
    for address in addresses:
        for accepted, encoding, data in (
            ("gzip, br", "br", b"brotli"),
            ("gzip", "gzip", built.gz),
            ("", None, b"plain"),
        ):
            answer = get(browser, address, **{"Accept-Encoding": accepted})
            assert (answer.headers.get("Content-Encoding"), answer.data) == (encoding, data)
            assert (answer.headers["Cache-Control"], answer.mimetype) == (IMMUTABLE, "text/javascript")
            assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_checkout_whose_sources_have_changed_serves_them(browser, monkeypatch):
    monkeypatch.setattr(built_scripts, "digest_of_sources", lambda page: "those of somebody who has just saved a file")
    address = assets.script_url("member")
    assert address == assets.url("pack/member.js")
    answer = get(browser, address, **SMALL)
    assert gzip.decompress(answer.data) == page_modules.script("member")
    assert answer.headers["Cache-Control"] == IMMUTABLE


@pytest.mark.parametrize("wrong", ["nobody/js/ui/toast.js", "member/js/ui/toast.js", "member/js/none.js"])
def test_what_no_page_loads_later_is_no_chunk(browser, wrong):
    assert get(browser, assets.url(f"pack/{wrong}")).status_code == 404


@pytest.mark.parametrize("page", assets.STYLES)
def test_a_style_loads_only_our_own_files(browser, page):
    style = str(assets.style(page))
    assert "</" not in style and "@import" not in style
    for address in re.findall(r"url\(([^)]*)\)", style):
        assert get(browser, address.strip("'\"")).status_code == 200, address


def test_a_style_has_no_needless_spaces_and_strings_keep_theirs():
    style = str(assets.style("member"))
    assert 'content:", "' in style.replace(": ", ":") and "\n" not in style and ";}" not in style
    assert not re.search(r"\s[{};]|[{;]\s", style)


@pytest.mark.parametrize(
    ("name", "rule", "not_in_page"),
    [("wide", ".compose-bar", ".compose-bar .composer"), ("plane", ".note-on-plane", "-plane")],
)
def test_a_late_style_is_a_file_that_browsers_keep(browser, name, rule, not_in_page):
    answer = get(browser, assets.late_style_url(name))
    assert answer.mimetype == "text/css" and "immutable" in answer.headers["Cache-Control"]
    assert rule in answer.text and not_in_page not in str(assets.style("member"))
    assert "</" not in answer.text and "url(" not in answer.text
    assert get(browser, assets.url("style/nothing.css")).status_code == 404


def test_the_phone_page_is_light(browser, meeting):
    """The budget of a first visit is 114 KiB in all, 8 less with Brotli; the icon, the headers and the rest take less
    than 4."""
    client = browser()
    client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    small = {"Accept-Encoding": "gzip"}
    words = words_url("member", "en")
    parts = [f"/m/{meeting['code']}", assets.script_url("member"), words, assets.url("fonts/hyperlegible.woff2")]
    sizes = [len(client.get(address, headers=small).data) for address in parts]
    assert sum(sizes) <= 111 * 1024, dict(zip(parts, sizes, strict=True))
