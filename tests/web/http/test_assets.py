"""Static files: cached by their hash, one response for a page's script, and nothing outside the folder."""

import gzip
import re

import pytest

from live_cop.paths import STATIC
from live_cop.web.http import assets

IMMUTABLE = "public, max-age=31536000, immutable"
PAGES = [page for page in assets.STYLES if (STATIC / "js" / "pages" / f"{page}.js").exists()]


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


@pytest.mark.parametrize("page", PAGES)
def test_a_script_holds_each_module_once_after_its_imports(browser, page):
    text = get(browser, assets.script_url(page)).text
    found = [path for path, _ in assets.modules(page)]
    assert re.findall(r"^/\* (\S+\.js) \*/$", text, re.MULTILINE) == found
    assert found[-1] == f"js/pages/{page}.js"
    parts = re.split(r"^const \$module\d+ = ", text, flags=re.MULTILINE)[1:]
    for number, (path, part) in enumerate(zip(found, parts, strict=True)):
        # A chunk gets its modules later, when all are there.
        part = re.sub(r"\.then\(\(chunk\) => chunk\.default\(.*?\)\)", "", part)
        assert all(int(used) < number for used in re.findall(r"\$module(\d+)", part)), path
        assert not re.search(r"^\s*(import|export)\b|\bexport\s*\{", part, re.MULTILINE), path


@pytest.mark.parametrize("page", PAGES)
def test_modules_use_only_the_forms_that_become_functions(page):
    """A value that changes after its export, an export by default or a star would be lost."""
    for path, source in assets.modules(page):
        if not path.startswith("vendor/"):
            for line in re.findall(r"^(?:import|export)\b.*", source, re.MULTILINE):
                assert re.match(
                    r"(import (\{|\* as \w+ from|\"\.)|export (async function|function|class|const) \w|export \{ )",
                    line,
                ), f"{path}: {line}"
            assert not re.search(r"^await\b", source, re.MULTILINE), path
            late = assets._LATE_IMPORT.sub("", assets.minified(path, source))
            assert not re.search(r"\bimport(\(|\.meta\b)", late), path


CHUNKS = [(page, path) for page in PAGES for path in sorted(assets.chunks(page))]


@pytest.mark.parametrize(("page", "path"), CHUNKS)
def test_a_chunk_holds_only_what_its_page_does_not_have(browser, page, path):
    address = assets.url(f"pack/{page}/{path}")
    assert f'import("{address}").then(' in get(browser, assets.script_url(page)).text
    answer = get(browser, address)
    assert "immutable" in answer.headers["Cache-Control"] and answer.mimetype == "text/javascript"
    held = re.findall(r"^/\* (\S+\.js) \*/$", answer.text, re.MULTILINE)
    assert held[-1] == path and not set(held) & {each for each, _ in assets.modules(page)}
    given = set(re.findall(r'page\["([^"]+)"\]', answer.text))
    assert given <= {each for each, _ in assets.modules(page)}


@pytest.mark.parametrize("wrong", ["nobody/js/ui/toast.js", "member/js/ui/toast.js", "member/js/none.js"])
def test_what_no_page_loads_later_is_no_chunk(browser, wrong):
    assert get(browser, assets.url(f"pack/{wrong}")).status_code == 404


def test_every_module_is_part_of_some_page():
    used = {path for page in PAGES for path, _ in assets.modules(page)}
    used |= {each for page, path in CHUNKS for each, _ in assets.chunk_modules(page, path)}
    # The script that a report embeds.
    not_in_pages = {"js/report/replay.js"}
    existing = {str(path.relative_to(STATIC)) for path in (STATIC / "js").rglob("*.js")} - not_in_pages
    assert existing - used == set()


@pytest.mark.parametrize("page", assets.STYLES)
def test_a_style_loads_only_our_own_files(browser, page):
    style = str(assets.style(page))
    assert "</" not in style and "@import" not in style
    for address in re.findall(r"url\(([^)]*)\)", style):
        assert get(browser, address.strip("'\"")).status_code == 200, address


def test_the_phone_page_is_light(browser, meeting):
    """The budget of a first visit is 152 KiB in all; the icon, the headers and the rest take less than 4."""
    client = browser()
    client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    small = {"Accept-Encoding": "gzip"}
    parts = [f"/m/{meeting['code']}", assets.script_url("member"), assets.url("fonts/hyperlegible.woff2")]
    sizes = [len(client.get(address, headers=small).data) for address in parts]
    assert sum(sizes) <= 148 * 1024, dict(zip(parts, sizes, strict=True))
